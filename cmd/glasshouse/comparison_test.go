package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"glasshouse.example/experiment"
	"glasshouse.example/results"
)

var smallComparison = []string{"compare", "article", "article+no-speech", "without", "--citizens", "5000", "--days", "60", "--replicates", "5"}

// comparisonSummary reads the summary of a finished comparison without the one number that is free to differ.
func comparisonSummary(t *testing.T, dir string) string {
	t.Helper()
	if err := results.Verify(dir); err != nil {
		t.Fatal(err)
	}
	s, err := results.ReadComparison(dir)
	if err != nil {
		t.Fatal(err)
	}
	s.ElapsedSeconds = 0
	text, err := s.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{results.BandsFile, results.StepsFile, results.DistrictsFile} {
		m, err := results.ReadManifest(dir)
		if err != nil {
			t.Fatal(err)
		}
		text = fmt.Append(text, name, m.Files[name], "\n")
	}
	return string(text)
}

func TestAStoppedComparisonIsResumedToTheSameResult(t *testing.T) {
	dir := t.TempDir()
	whole, parted := filepath.Join(dir, "whole"), filepath.Join(dir, "parted")
	mustRun(t, append(smallComparison, "--out", whole)...)
	stopped(t, parted, smallComparison...)
	if n := experiment.Kept(results.Folder{Final: parted}.Checkpoint()); n != 0 {
		t.Errorf("%d replicates were finished at once", n)
	}
	keepOne(t, parted)
	if _, err := os.Stat(parted); !os.IsNotExist(err) {
		t.Error("an interrupted comparison has results under its final name")
	}
	mustRun(t, "resume", parted+".partial", "--quiet", "--workers", "1")
	if a, b := comparisonSummary(t, whole), comparisonSummary(t, parted); a != b {
		t.Errorf("whole:\n%s\nresumed:\n%s", a, b)
	}
}

// keepOne goes on with a stopped comparison until a replicate is finished, and stops it again.
func keepOne(t *testing.T, dir string) {
	t.Helper()
	prefix := results.Folder{Final: dir}.Checkpoint()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer cancel()
		for experiment.Kept(prefix) == 0 && t.Context().Err() == nil {
			time.Sleep(50 * time.Microsecond)
		}
	}()
	code, _, stderr := glasshouse(ctx, "resume", dir)
	if n := experiment.Kept(prefix); code != exitInterrupted || n == 0 || !strings.Contains(stderr, fmt.Sprintf("stopped with %d of 5 replicates finished", n)) {
		t.Fatalf("exit code %d with %d replicates kept\n%s", code, n, stderr)
	}
}

func TestAKilledComparisonWithoutAReplicateBeginsAnew(t *testing.T) {
	dir := t.TempDir()
	whole, killed := filepath.Join(dir, "whole"), filepath.Join(dir, "killed")
	mustRun(t, append(smallComparison, "--out", whole)...)
	stopped(t, killed, smallComparison...)
	mustRun(t, "resume", killed)
	if a, b := comparisonSummary(t, whole), comparisonSummary(t, killed); a != b {
		t.Errorf("whole:\n%s\nresumed:\n%s", a, b)
	}
}

func TestAChangedComparisonIsNotResumed(t *testing.T) {
	second := func(m map[string]any) map[string]any { return m["worlds"].([]any)[1].(map[string]any) }
	for _, c := range []struct {
		name, want string
		change     func(map[string]any)
	}{
		{"version", "was begun by glasshouse 0.0.1", func(m map[string]any) { m["version"] = "0.0.1" }},
		{"scenario", "(scenario_text of article+no-speech) was edited", func(m map[string]any) {
			w := second(m)
			w["scenario_text"] = strings.Replace(w["scenario_text"].(string), "points: -20", "points: -21", 1)
		}},
		{"nonsense", "scenario_text of article+no-speech", func(m map[string]any) { second(m)["scenario_text"] = "scenario: [" }},
	} {
		dir := filepath.Join(t.TempDir(), "run")
		stopped(t, dir, smallComparison...)
		edit(t, dir+".partial", c.change)
		code, _, stderr := glasshouse(t.Context(), "resume", dir)
		if code != exitUsage || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: exit code %d, %q does not say %q", c.name, code, stderr, c.want)
		}
		if _, err := os.Stat(dir + ".partial"); err != nil {
			t.Errorf("%s: what was there is gone: %v", c.name, err)
		}
	}
}

// A damaged replicate ends a resumption; what was kept stays.
func TestADamagedReplicateIsNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	stopped(t, dir, smallComparison...)
	name := results.Folder{Final: dir}.Checkpoint() + "-0001"
	if err := os.WriteFile(name, []byte("not what was written, and long enough to hold a checksum and its mark"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := glasshouse(t.Context(), "resume", dir)
	if code != exitFailed || !strings.Contains(stderr, name) || !strings.Contains(stderr, "damaged") {
		t.Errorf("exit code %d, %q", code, stderr)
	}
	if _, err := os.Stat(name); err != nil {
		t.Error(err)
	}
}

func TestAFailedComparisonLeavesNothingBehind(t *testing.T) {
	folder, err := results.Claim(filepath.Join(t.TempDir(), "run"))
	if err != nil {
		t.Fatal(err)
	}
	j := &comparison{folder: folder}
	if err := j.abandon(errDisk); !errors.Is(err, errDisk) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(folder.Partial()); !os.IsNotExist(err) {
		t.Errorf("%s is there: %v", folder.Partial(), err)
	}
}

func TestWorkersChangeNoComparison(t *testing.T) {
	want := ""
	for _, flags := range [][]string{nil, {"--workers", "1"}, {"--workers", "3"}, {"--json"}} {
		dir := filepath.Join(t.TempDir(), "run")
		mustRun(t, append(append(smallComparison, "--out", dir), flags...)...)
		got := comparisonSummary(t, dir)
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%q gives another summary", flags)
		}
	}
}

// A signal stops the program, and the comparison can be gone on with.
func TestASignalStopsAComparisonThatCanBeResumed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	command := exec.Command("glasshouse", "compare", "article", "without", "--citizens", "50000", "--days", "365", "--replicates", "2", "--out", dir)
	var stderr strings.Builder
	command.Stderr = &stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	awaitFile(t, filepath.Join(dir+".partial", results.ManifestFile))
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // its exit code is what is tested
	if code := command.ProcessState.ExitCode(); code != exitInterrupted {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	mustRun(t, "resume", dir, "--quiet")
	if err := results.Verify(dir); err != nil {
		t.Error(err)
	}
}

func awaitFile(t *testing.T, name string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(name); err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s never came", name)
		}
	}
}

func TestWorldNamesAreDistinct(t *testing.T) {
	var names []string
	for _, ref := range []string{"article", "article", "article+no-speech", "./dir/mine.yaml", "mine", "article"} {
		names = append(names, worldName(ref, names))
	}
	if got, want := strings.Join(names, " "), "article article-2 article+no-speech mine mine-2 article-3"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
