package results

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// finished writes a made-up run under dir and gives its folder.
func finished(t *testing.T, alone bool) Folder {
	t.Helper()
	f, err := Claim(filepath.Join(t.TempDir(), "runs", "one"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Begin(Manifest{Version: "1.2.3"}); err != nil {
		t.Fatal(err)
	}
	if err := write(f.Partial(), madeUpOutcome(alone), madeUpRows(500, alone), madeUpInfo()); err != nil {
		t.Fatal(err)
	}
	// What a run under way, and one that was killed while it wrote, leave behind.
	for _, name := range []string{CheckpointFile, CheckpointFile + ".123", ManifestFile + aside, ReportFile + partialSuffix} {
		if err := os.WriteFile(filepath.Join(f.Partial(), name), []byte("state"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(f.Partial(), ReportFile), []byte("<!doctype html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFinishedFolderIsWholeAndVerifies(t *testing.T) {
	f := finished(t, false)
	if _, err := os.Stat(f.Partial()); !os.IsNotExist(err) {
		t.Errorf("the partial folder is still there: %v", err)
	}
	entries, err := os.ReadDir(f.Final)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := "citizens.parquet districts.parquet manifest.json report.html steps.parquet summary.json"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("the folder holds %s", got)
	}
	if err := Verify(f.Final); err != nil {
		t.Error(err)
	}
}

func TestVerifyNamesWhatDiffers(t *testing.T) {
	for name, spoil := range map[string]func(dir string) error{
		StepsFile: func(dir string) error {
			return os.WriteFile(filepath.Join(dir, StepsFile), []byte("x"), 0o644)
		},
		CitizensFile: func(dir string) error { return os.Remove(filepath.Join(dir, CitizensFile)) },
		"guest.txt":  func(dir string) error { return os.WriteFile(filepath.Join(dir, "guest.txt"), nil, 0o644) },
	} {
		dir := finished(t, true).Final
		if err := spoil(dir); err != nil {
			t.Fatal(err)
		}
		err := Verify(dir)
		if err == nil || !strings.Contains(err.Error(), name) || strings.Count(err.Error(), "\n") != 0 {
			t.Errorf("spoilt %s: %v", name, err)
		}
	}
}

func TestRecordTakesARebuiltReport(t *testing.T) {
	dir := finished(t, true).Final
	if err := os.WriteFile(filepath.Join(dir, ReportFile), []byte("anew"), 0o644); err != nil {
		t.Fatal(err)
	}
	if Verify(dir) == nil {
		t.Error("a changed report verifies before it is recorded")
	}
	if err := Record(dir, ReportFile); err != nil {
		t.Fatal(err)
	}
	if err := Verify(dir); err != nil {
		t.Error(err)
	}
}

func TestResultsAreNeverOverwritten(t *testing.T) {
	f := finished(t, true)
	if _, err := Claim(f.Final); err == nil || !strings.Contains(err.Error(), "never overwritten") {
		t.Errorf("claiming a finished folder: %v", err)
	}
	other := filepath.Join(filepath.Dir(f.Final), "two")
	if _, err := Claim(other); err != nil {
		t.Fatal(err)
	}
	if _, err := Claim(other); err == nil || !strings.Contains(err.Error(), "glasshouse resume") {
		t.Errorf("claiming a folder whose run has not ended: %v", err)
	}
	if _, err := Claim(other + ".partial"); err == nil {
		t.Error("a name that ends in .partial was taken")
	}
}

func TestAnEmptyFolderIsTaken(t *testing.T) {
	dir := t.TempDir()
	f, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Begin(Manifest{}); err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadManifest(dir); err != nil {
		t.Error(err)
	}
}

func TestClaimNextTakesTheNextFreeNumber(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "runs")
	for _, want := range []string{"article-seed7-1", "article-seed7-2"} {
		f, err := ClaimNext(parent, "article", 7)
		if err != nil {
			t.Fatal(err)
		}
		if got := filepath.Base(f.Final); got != want {
			t.Errorf("claimed %s, want %s", got, want)
		}
	}
}

func TestStoppedFindsARunByEitherName(t *testing.T) {
	name := filepath.Join(t.TempDir(), "run")
	f, err := Claim(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, called := range []string{name, name + ".partial", name + "/"} {
		if got, err := Stopped(called); err != nil || got != f {
			t.Errorf("Stopped(%q) = %v, %v", called, got, err)
		}
	}
	if _, err := Stopped(name + "x"); err == nil || !strings.Contains(err.Error(), "no stopped run") {
		t.Errorf("a name without a run: %v", err)
	}
	if _, err := Stopped(finished(t, true).Final); err == nil || !strings.Contains(err.Error(), "has ended") {
		t.Errorf("a run that has ended: %v", err)
	}
}
