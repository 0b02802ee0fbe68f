package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/experiment"
	"glasshouse.example/results"
)

// fails goes on with a stopped run in vain: the error says each of what, and the folder is as it was.
func fails(t *testing.T, about, dir string, code int, what ...string) {
	t.Helper()
	before := contents(t, filepath.Dir(dir))
	got, stdout, stderr := glasshouse(t.Context(), "resume", dir)
	if got != code || stdout != "" {
		t.Errorf("%s: exit code %d, output %q", about, got, stdout)
	}
	for _, w := range what {
		if !strings.Contains(stderr, w) {
			t.Errorf("%s: %q does not say %q", about, stderr, w)
		}
	}
	if after := contents(t, filepath.Dir(dir)); after != before {
		t.Errorf("%s: the folder was\n%s\nand is\n%s", about, before, after)
	}
}

// A damaged checkpoint is refused wherever the damage is; put right it is gone on from, and removed it is done without.
func TestADamagedCheckpointIsRefused(t *testing.T) {
	whole, dir := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "run")
	mustRun(t, append(smallRun, "--out", whole)...)
	stopped(t, dir, smallRun...)
	name := results.Folder{Final: dir}.Checkpoint()
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	put := func(text []byte) {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range []int{0, 1, 38, 39, len(good) / 2, len(good) - 32, len(good) - 1} {
		put(good[:n])
		fails(t, "cut short", dir, exitFailed, name, "damaged", "remove", "glasshouse resume "+dir)
	}
	for _, at := range []int{0, 1, 40, 200, len(good) / 4, len(good) / 2, len(good) - 45, len(good) - 35, len(good) - 32, len(good) - 1} {
		for _, bit := range []byte{1, 128} {
			flipped := slices.Clone(good)
			flipped[at] ^= bit
			put(flipped)
			fails(t, "a bit flipped", dir, exitFailed, name, "damaged", "remove", "glasshouse resume "+dir)
		}
	}
	put(append(slices.Clone(good), good...))
	fails(t, "written twice", dir, exitFailed, name, "damaged")
	put(make([]byte, len(good)))
	fails(t, "zeros, as a disk that lost power may leave", dir, exitFailed, name, "damaged")
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(name, 0o755); err != nil {
		t.Fatal(err)
	}
	fails(t, "a folder in its place", dir, exitFailed, name)
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	removed := dir + "-removed"
	if err := os.CopyFS(removed+".partial", os.DirFS(dir+".partial")); err != nil {
		t.Fatal(err)
	}
	put(good)
	for _, dir := range []string{dir, removed} {
		mustRun(t, "resume", dir, "--quiet")
		if a, b := summaryOf(t, whole), summaryOf(t, dir); a != b {
			t.Errorf("whole:\n%s\nresumed:\n%s", a, b)
		}
	}
}

// A checkpoint copied in from elsewhere is refused, and the error says in what it is another's.
func TestACheckpointOfAnotherRunIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	stopped(t, dir, smallRun...)
	name := results.Folder{Final: dir}.Checkpoint()
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for what, args := range map[string][]string{
		"seed 1 was expected, 2 was found":         append(slices.Clone(smallRun), "--seed", "2"),
		"alone false was expected, true was found": append(slices.Clone(smallRun), "--alone"),
		"scenario ": append(slices.Clone(smallRun), "--set", "conduct.jaywalking.points=-5"),
	} {
		other := filepath.Join(t.TempDir(), "other")
		stopped(t, other, args...)
		text, err := os.ReadFile(results.Folder{Final: other}.Checkpoint())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
		fails(t, what, dir, exitFailed, name, what, "remove", "glasshouse resume "+dir)
	}

	// One of another version, or of another build of the same: the manifest says nothing of it.
	m, err := results.ReadManifest(dir + ".partial")
	if err != nil {
		t.Fatal(err)
	}
	s, err := unedited(dir, "scenario_text", m.ScenarioText, m.ScenarioHash)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := experiment.Run(ctx, experiment.Spec{Scenario: s, Seed: m.Seed, CheckpointPath: name, Version: "0.0.1"}); err == nil {
		t.Fatal("the run was not stopped")
	}
	fails(t, "version", dir, exitFailed, name, "version "+build()+" was expected, 0.0.1 was found")
	if err := os.WriteFile(name, good, 0o644); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "resume", dir, "--quiet")
}

// A manifest that was edited is refused with and without a checkpoint, even where the one who edited it knew how to seal it.
func TestAnEditedManifestIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	stopped(t, dir, smallRun...)
	folder := results.Folder{Final: dir}
	m, err := results.ReadManifest(folder.Partial())
	if err != nil {
		t.Fatal(err)
	}
	resealed := m
	resealed.Seed = 2
	if err := folder.Begin(resealed); err != nil {
		t.Fatal(err)
	}
	fails(t, "sealed anew", dir, exitFailed, folder.Checkpoint(), "seed 2 was expected, 1 was found")
	for _, there := range []bool{true, false} {
		if !there {
			if err := os.Remove(folder.Checkpoint()); err != nil {
				t.Fatal(err)
			}
		}
		for key, value := range map[string]any{"seed": 2, "alone": true, "days": 36, "command": "glasshouse run --seed 2", "scenario": "my-city",
			"seal": "", "step_days": 1, "citizens": 6000} {
			if err := folder.Begin(m); err != nil {
				t.Fatal(err)
			}
			edit(t, folder.Partial(), func(m map[string]any) { m[key] = value })
			fails(t, key, dir, exitUsage, folder.Partial(), "manifest.json was edited", "run it anew")
		}
	}
	if err := os.WriteFile(filepath.Join(folder.Partial(), results.ManifestFile), []byte(`{"format": "glasshouse run 1", "ver`), 0o644); err != nil {
		t.Fatal(err)
	}
	fails(t, "cut short", dir, exitUsage, results.ManifestFile)
	if err := folder.Begin(m); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "resume", dir, "--quiet")
}

// What a comparison keeps is refused likewise.
func TestAnotherReplicateIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	stopped(t, dir, smallComparison...)
	keepOne(t, dir)
	first := results.Folder{Final: dir}.Checkpoint() + "-0001"
	good, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string, text []byte) {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, at := range []int{0, len(good) / 2, len(good) - 35, len(good) - 1} {
		flipped := slices.Clone(good)
		flipped[at] ^= 16
		put(first, flipped)
		fails(t, "a bit flipped", dir, exitFailed, first, "damaged", "remove its file", "glasshouse resume "+dir)
		put(first, good[:at])
		fails(t, "cut short", dir, exitFailed, first, "damaged")
	}
	other := filepath.Join(t.TempDir(), "other")
	stopped(t, other, append(slices.Clone(smallComparison), "--seed", "9")...)
	keepOne(t, other)
	text, err := os.ReadFile(results.Folder{Final: other}.Checkpoint() + "-0001")
	if err != nil {
		t.Fatal(err)
	}
	put(first, text)
	fails(t, "another seed", dir, exitFailed, first, "seed 1 was expected, 9 was found", "glasshouse resume "+dir)
	put(first, good)
	edit(t, dir+".partial", func(m map[string]any) { m["replicates"] = 3 })
	fails(t, "edited", dir, exitUsage, "manifest.json was edited")
	edit(t, dir+".partial", func(m map[string]any) { m["replicates"] = 5 })
	whole := filepath.Join(t.TempDir(), "whole")
	mustRun(t, append(smallComparison, "--out", whole)...)
	mustRun(t, "resume", dir, "--quiet")
	if a, b := comparisonSummary(t, whole), comparisonSummary(t, dir); a != b {
		t.Errorf("whole:\n%s\nresumed:\n%s", a, b)
	}
}

// A second process that goes on with a run is told that there is a first.
func TestARunIsGoneOnWithByOne(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	stopped(t, dir, smallRun...)
	release, err := results.Folder{Final: dir}.Hold()
	if err != nil {
		t.Fatal(err)
	}
	fails(t, "held", dir, exitUsage, dir+".partial", "at work")
	release()
	mustRun(t, "resume", dir, "--quiet")
}

// A run that was killed when only the name was missing gets the name, and nothing is computed.
func TestAWholeFolderGetsItsName(t *testing.T) {
	for _, args := range [][]string{smallRun, smallComparison} {
		dir := filepath.Join(t.TempDir(), "run")
		mustRun(t, append(slices.Clone(args), "--out", dir)...)
		before, err := os.ReadFile(filepath.Join(dir, results.SummaryFile))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(dir, dir+".partial"); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, "something"), 0o755); err != nil {
			t.Fatal(err)
		}
		fails(t, "in the way", dir, exitFailed, dir, "never overwritten", "clear the way")
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if text := mustRun(t, "resume", dir, "--json"); text != string(before) {
			t.Error("another summary, if by its time alone")
		}
		if err := results.Verify(dir); err != nil {
			t.Error(err)
		}
	}
}

// A path that leads through a file is no place for results.
func TestAFileInTheWay(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	for _, out := range []string{filepath.Join(dir, "file"), filepath.Join(dir, "file", "run")} {
		if code, stdout, stderr := glasshouse(t.Context(), append(slices.Clone(smallRun), "--out", out)...); code != exitUsage || stdout != "" ||
			!strings.Contains(stderr, filepath.Join(dir, "file")) {
			t.Errorf("exit code %d, output %q, errors %q", code, stdout, stderr)
		}
	}
	if after := contents(t, dir); after != before {
		t.Errorf("there was\n%s\nand is\n%s", before, after)
	}
}
