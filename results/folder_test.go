package results

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"glasshouse.example/internal/durable"
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
	for _, name := range []string{CheckpointFile, CheckpointFile + ".123", ManifestFile + durable.Aside, ReportFile + partialSuffix} {
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
	fresh, err := Claim(other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Claim(other); err == nil || !strings.Contains(err.Error(), "remove it") {
		t.Errorf("claiming a folder whose run never began: %v", err)
	}
	if _, err := fresh.Began(); err == nil || !strings.Contains(err.Error(), "before it began") {
		t.Errorf("going on with a run that never began: %v", err)
	}
	if err := fresh.Begin(Manifest{}); err != nil {
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

// What a kill left half-written is cleared away before a run goes on; the checkpoint and what is whole stay.
func TestHalfWrittenFilesAreClearedAway(t *testing.T) {
	f, err := Claim(filepath.Join(t.TempDir(), "run"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Begin(Manifest{Version: "1.2.3"}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{CheckpointFile, CheckpointFile + "-0001", CheckpointFile + durable.Aside, ManifestFile + durable.Aside,
		CheckpointFile + "-0002" + durable.Aside, ReportFile + partialSuffix, SummaryFile} {
		if err := os.WriteFile(filepath.Join(f.Partial(), name), []byte("state"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	m, err := f.Began()
	if err != nil || m.Version != "1.2.3" || m.Unedited() != nil {
		t.Fatalf("manifest %+v, error %v", m, err)
	}
	entries, err := os.ReadDir(f.Partial())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := strings.Join(names, " "), "checkpoint.bin checkpoint.bin-0001 manifest.json summary.json"; got != want {
		t.Errorf("the folder holds %s", got)
	}
}

// An edited manifest is told from one that the program wrote, whatever was edited, before the end and after.
func TestAnEditedManifestIsSeen(t *testing.T) {
	dir := finished(t, true).Final
	m, err := ReadManifest(dir)
	if err != nil || m.Unedited() != nil {
		t.Fatalf("%v, %v", err, m.Unedited())
	}
	for name, edit := range map[string]func(*Manifest){
		"seed": func(m *Manifest) { m.Seed++ }, "alone": func(m *Manifest) { m.Alone = !m.Alone }, "seal": func(m *Manifest) { m.Seal = "" },
		"command": func(m *Manifest) { m.Command += " --alone" }, "file": func(m *Manifest) { m.Files[StepsFile] = "0" },
		"worlds": func(m *Manifest) { m.Worlds = append(m.Worlds, ManifestWorld{Name: "x"}) },
	} {
		edited, err := ReadManifest(dir)
		if err != nil {
			t.Fatal(err)
		}
		if edit(&edited); edited.Unedited() == nil {
			t.Errorf("an edited %s is not seen", name)
		}
	}
	name := filepath.Join(dir, ManifestFile)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(text), `"days": `, `"days": 1`, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Verify(dir); err == nil || !strings.Contains(err.Error(), "edited") {
		t.Errorf("verified with another length: %v", err)
	}
}

// A run killed between its last file and its final name is whole, and needs no more than the name.
func TestAWholeFolderIsToldFromOneThatIsNot(t *testing.T) {
	f := finished(t, false)
	if err := os.Rename(f.Final, f.Partial()); err != nil {
		t.Fatal(err)
	}
	if !f.Whole() {
		t.Fatal(Verify(f.Partial()))
	}
	if err := f.Finish(); err != nil {
		t.Fatal(err)
	}
	if err := Verify(f.Final); err != nil {
		t.Error(err)
	}
	if err := os.Rename(f.Final, f.Partial()); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(f.Partial(), CitizensFile), 100); err != nil {
		t.Fatal(err)
	}
	if f.Whole() {
		t.Error("a folder with a file cut short is whole")
	}
}

func TestAFolderIsHeldByOneProcess(t *testing.T) {
	f, err := Claim(filepath.Join(t.TempDir(), "run"))
	if err != nil {
		t.Fatal(err)
	}
	release, err := f.Hold()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if _, err := f.Hold(); runtime.GOOS != "windows" && (err == nil || !strings.Contains(err.Error(), "at work")) {
		t.Errorf("held twice: %v", err)
	}
}
