package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"glasshouse.example/results"
)

// glasshouse runs a command line in this process and gives its exit code and what it wrote.
func glasshouse(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	a := &app{ctx: ctx, stdout: &out, stderr: &errs}
	code = a.main(args)
	return code, out.String(), errs.String()
}

// mustRun is a command line that has to succeed; it gives what was written on standard output.
func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := glasshouse(t.Context(), args...)
	if code != 0 {
		t.Fatalf("glasshouse %q: exit code %d\n%s", args, code, stderr)
	}
	return stdout
}

// summaryOf reads the summary of a finished run without the one number that is free to differ, and the digests of its tables and
// fields.
func summaryOf(t *testing.T, dir string) string {
	t.Helper()
	if err := results.Verify(dir); err != nil {
		t.Fatal(err)
	}
	s, err := results.ReadSummary(dir)
	if err != nil {
		t.Fatal(err)
	}
	s.ElapsedSeconds = 0
	text, err := s.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	m, err := results.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		if name != results.SummaryFile && name != results.ReportFile {
			text = fmt.Append(text, name, " ", m.Files[name], "\n")
		}
	}
	return string(text)
}

// stopped begins a run that is interrupted at once: its folder holds what a first step left.
func stopped(t *testing.T, dir string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	code, stdout, stderr := glasshouse(ctx, append(args, "--out", dir)...)
	if code != exitInterrupted || stdout != "" || !strings.Contains(stderr, "glasshouse resume "+dir) {
		t.Fatalf("exit code %d, output %q, errors %q", code, stdout, stderr)
	}
}

var smallRun = []string{"run", "--citizens", "5000", "--days", "35"}

func TestAStoppedRunIsResumedToTheSameResult(t *testing.T) {
	dir := t.TempDir()
	whole, parted := filepath.Join(dir, "whole"), filepath.Join(dir, "parted")
	mustRun(t, append(smallRun, "--out", whole)...)
	stopped(t, parted, smallRun...)
	if _, err := os.Stat(filepath.Join(parted+".partial", results.CheckpointFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(parted); !os.IsNotExist(err) {
		t.Error("an interrupted run has results under its final name")
	}
	mustRun(t, "resume", parted+".partial", "--quiet")
	if a, b := summaryOf(t, whole), summaryOf(t, parted); a != b {
		t.Errorf("whole:\n%s\nresumed:\n%s", a, b)
	}
}

func TestAKilledRunWithoutACheckpointIsResumedFromItsStart(t *testing.T) {
	dir := t.TempDir()
	whole, killed := filepath.Join(dir, "whole"), filepath.Join(dir, "killed")
	mustRun(t, append(smallRun, "--alone", "--out", whole)...)
	stopped(t, killed, append(smallRun, "--alone")...)
	if err := os.Remove(filepath.Join(killed+".partial", results.CheckpointFile)); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "resume", killed)
	if a, b := summaryOf(t, whole), summaryOf(t, killed); a != b {
		t.Errorf("whole:\n%s\nresumed:\n%s", a, b)
	}
}

// edit changes the manifest of a stopped run.
func edit(t *testing.T, partial string, change func(map[string]any)) {
	t.Helper()
	name := filepath.Join(partial, results.ManifestFile)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	change(m)
	if text, err = json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAChangedRunIsNotResumed(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(map[string]any)
	}{
		{"version", "was begun by glasshouse 0.0.1", func(m map[string]any) { m["version"] = "0.0.1" }},
		{"scenario", "was edited", func(m map[string]any) {
			m["scenario_text"] = strings.Replace(m["scenario_text"].(string), "points: -20", "points: -21", 1)
		}},
		{"nonsense", "scenario_text", func(m map[string]any) { m["scenario_text"] = "scenario: [" }},
	} {
		dir := filepath.Join(t.TempDir(), "run")
		stopped(t, dir, smallRun...)
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

// What is shown, where it goes and who computes it change no result.
func TestOutputsAndWorkersChangeNoResult(t *testing.T) {
	want := ""
	for _, flags := range [][]string{
		nil, {"--json"}, {"--quiet"}, {"--workers", "1"}, {"--workers", "3"}, {"--checkpoint", "2 steps"},
	} {
		dir := filepath.Join(t.TempDir(), "run")
		mustRun(t, append(append(smallRun, "--out", dir), flags...)...)
		got := summaryOf(t, dir)
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%q gives another summary", flags)
		}
	}
}

// A signal stops the program with a checkpoint, and the run can be gone on with.
func TestASignalStopsARunThatCanBeResumed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	command := exec.Command("glasshouse", "run", "--citizens", "100000", "--days", "730", "--out", dir)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(dir+".partial", results.ManifestFile)
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(manifest); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the run never began")
		}
	}
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
