package experiment

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/scenario"
)

func load(t testing.TB, ref string, sets ...string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Load(ref, sets, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestResumeIsUnbroken stops a pair at several steps of both worlds and compares everything that is reported.
func TestResumeIsUnbroken(t *testing.T) {
	s := load(t, "article", "population.citizens=8000", "time.length=400 days", "population.district=1024 citizens")
	want, err := Run(context.Background(), Spec{Scenario: s, Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	all := int64(0)
	for _, stop := range []int{1, 30, 57, 58, 90, 115} {
		path := filepath.Join(t.TempDir(), "checkpoint.bin")
		ctx, cancel := context.WithCancel(context.Background())
		steps := 0
		spec := Spec{Scenario: s, Seed: 5, CheckpointPath: path, Progress: func(done, total int64) {
			if steps++; steps == stop {
				cancel()
			}
			all = total
		}}
		if _, err := Run(ctx, spec); !errors.Is(err, ErrInterrupted) {
			t.Fatalf("stopped after step %d: %v", stop, err)
		}
		spec.Progress = nil
		got, err := Resume(context.Background(), spec, path)
		if err != nil {
			t.Fatal(err)
		}
		if got.StateHash != want.StateHash || got.Worlds[1].StateHash != want.Worlds[1].StateHash {
			t.Errorf("stopped after step %d: another state hash", stop)
		}
		for i := range want.Worlds {
			if !reflect.DeepEqual(got.Worlds[i].Measures, want.Worlds[i].Measures) || !reflect.DeepEqual(got.Worlds[i].Years, want.Worlds[i].Years) {
				t.Errorf("stopped after step %d: other measures in %s", stop, want.Worlds[i].Name)
			}
		}
	}
	if want := int64(2 * 58 * 8000); all != want {
		t.Errorf("progress counts %d citizen-steps in all, want %d", all, want)
	}
}

// TestPair: the twin changes nothing in the world it is compared with, nor do workers; and a scenario without the
// system is one world, equal to the twin of its kind with it.
func TestPair(t *testing.T) {
	s := load(t, "article", "population.citizens=8000", "time.length=60 days")
	run := func(spec Spec) *Outcome {
		o, err := Run(context.Background(), spec)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	pair := run(Spec{Scenario: s, Seed: 2, Workers: 1})
	alone := run(Spec{Scenario: s, Seed: 2, Workers: 3, Alone: true})
	if alone.StateHash != pair.StateHash || len(alone.Worlds) != 1 {
		t.Error("--alone changed the world")
	}
	if alone.Worlds[0].Measures["speech_withheld"].Value != nil {
		t.Error("a measure against the twin has a value without a twin")
	}
	if pair.Worlds[0].Measures["speech_withheld"].Value == nil {
		t.Error("a measure against the twin has no value with one")
	}
	without := run(Spec{Scenario: s.Without(), Seed: 2})
	if len(without.Worlds) != 1 || without.Worlds[0].Name != "without" || without.StateHash != pair.Worlds[1].StateHash {
		t.Error("the society without the system is not the pair's twin")
	}
	if pair.StateHash == without.StateHash {
		t.Error("both worlds end in one state")
	}
}

// TestSeriesAddUp: what is reported by step, by year and by group adds up to the whole.
func TestSeriesAddUp(t *testing.T) {
	s := load(t, "article", "population.citizens=8000", "time.length=430 days", "population.minority=10%")
	o, err := Run(context.Background(), Spec{Scenario: s, Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range o.Worlds {
		for _, c := range w.Steps.Columns {
			if !c.Integer || c.Unit != "count" {
				continue
			}
			var steps, years, groups float64
			for _, v := range c.Values {
				steps += v
			}
			for _, y := range w.Years {
				years += *y.Measures[c.Name].Value
			}
			whole := *w.Measures[c.Name].Value
			if steps != whole || years != whole {
				t.Errorf("%s: %s is %v in all, %v by step, %v by year", w.Name, c.Name, whole, steps, years)
			}
			if _, ok := w.Groups["minority"][c.Name]; !ok {
				continue
			}
			for g := range w.Groups {
				groups += *w.Groups[g][c.Name].Value
			}
			if groups != whole {
				t.Errorf("%s: %s is %v in all, %v by group", w.Name, c.Name, whole, groups)
			}
		}
	}
	if n := len(o.Worlds[0].Years); n != 2 {
		t.Errorf("%d years in 430 days", n)
	}
}

// TestRows: every citizen's row agrees with what was counted.
func TestRows(t *testing.T) {
	s := load(t, "article", "population.citizens=20000", "time.length=400 days", "watch.web-monitoring.sees=50%")
	o, err := Run(context.Background(), Spec{Scenario: s, Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	var listed, wrong, lawful float64
	status := map[Status]int{}
	for i := range o.Citizens() {
		r := o.Row(i)
		status[r.Status()]++
		if r.With.Listed {
			listed++
		}
		if r.With.ListedWrongly {
			wrong++
		}
		if r.With.ListedForLawful {
			lawful++
		}
		if r.Without.Listed || r.Without.OwnEntry {
			t.Fatal("someone has an entry without the system")
		}
		if !r.Traits.Scored && r.With.OwnEntry {
			t.Fatal("someone below the age of scoring has an entry")
		}
	}
	m := o.Worlds[0].Measures
	if *m["listed"].Value != listed || *m["wrongly_listed"].Value != wrong || *m["listed_for_lawful_conduct"].Value != lawful {
		t.Error("rows and measures disagree")
	}
	for s := Untouched; s <= ListedLawful; s++ {
		if status[s] == 0 && s != FalseEntries {
			t.Errorf("nobody has status %d", s)
		}
	}
}

// TestBrokenCheckpoint: what is not whole, or belongs to another run, is refused with a reason.
func TestBrokenCheckpoint(t *testing.T) {
	s := load(t, "article", "population.citizens=3000", "time.length=60 days")
	path := filepath.Join(t.TempDir(), "checkpoint.bin")
	spec := Spec{Scenario: s, Seed: 5, CheckpointPath: path, CheckpointDue: func(step int) bool { return step == 3 }}
	want, err := Run(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, why error, b []byte, spec Spec) {
		t.Helper()
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Resume(context.Background(), spec, path); !errors.Is(err, why) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, n := range []int{0, 1, 39, len(whole) / 2, len(whole) - 1} {
		refused(fmt.Sprintf("cut after %d bytes", n), engine.ErrBroken, whole[:n], spec)
	}
	for _, at := range []int{0, 17, len(whole) / 3, len(whole) / 2, len(whole) - 39, len(whole) - 1} {
		flipped := slices.Clone(whole)
		flipped[at] ^= 4
		refused(fmt.Sprintf("one bit flipped in byte %d", at), engine.ErrBroken, flipped, spec)
	}
	refused("something after the end", engine.ErrBroken, append(slices.Clone(whole), 'x'), spec)
	seed, version, alone, days := spec, spec, spec, spec
	seed.Seed, version.Version, alone.Alone = 6, "0.0.2", true
	days.Scenario = load(t, "article", "population.citizens=3000", "time.length=61 days")
	refused("another seed", ErrOther, whole, seed)
	refused("another version", ErrOther, whole, version)
	refused("another choice of worlds", ErrOther, whole, alone)
	refused("another scenario", ErrOther, whole, days)
	if got, err := Resume(context.Background(), spec, path); err != nil || got.StateHash != want.StateHash {
		t.Errorf("after all that the checkpoint is resumed to another end, or not at all: %v", err)
	}
}

// A checkpoint that the disk has no room for leaves the one before it, and says how much is needed.
func TestNoRoomForACheckpoint(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checkpoint.bin")
	say := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	if err := writeSealed(path, 18e9, say("the one before")); err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	err = writeSealed(path, 18e9, func(w io.Writer) error {
		return &os.PathError{Op: "write", Path: path, Err: syscall.ENOSPC}
	})
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "18.0 GB") {
		t.Errorf("error %v", err)
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, old) {
		t.Errorf("the checkpoint before it is another, error %v", err)
	}
}
