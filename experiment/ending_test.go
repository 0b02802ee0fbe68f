package experiment

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"
)

// A pair whose second world lives in the memory of the first gives what a pair side by side gives, for everyone; and goes on
// from a checkpoint in either world, or between them, to the same end.
func TestWorldsInTurn(t *testing.T) {
	spec := Spec{Scenario: load(t, "article", "population.citizens=3000", "time.length=100 days"), Seed: 5}
	want, err := Run(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	spec.together = 1
	got, err := Run(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	sameOutcome(t, "in turn", want, got)
	steps := len(want.Worlds[0].Steps.Day)
	for _, at := range []int{1, steps - 1, steps, steps + 1, 2*steps - 1} {
		part := spec
		part.CheckpointPath = filepath.Join(t.TempDir(), "checkpoint")
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		part.Progress = func(int64, int64) {
			if n++; n == at {
				cancel()
			}
		}
		if _, err := Run(ctx, part); err == nil {
			t.Fatalf("cancelled after %d steps, the run ended", at)
		}
		part.Progress = nil
		got, err := Resume(context.Background(), part, part.CheckpointPath)
		if err != nil {
			t.Fatal(err)
		}
		sameOutcome(t, "resumed in turn", want, got)
	}
}

func sameOutcome(t *testing.T, what string, want, got *Outcome) {
	t.Helper()
	if len(got.Worlds) != 2 || got.StateHash != want.StateHash || got.Worlds[1].StateHash != want.Worlds[1].StateHash {
		t.Fatalf("%s: other states", what)
	}
	for w := range want.Worlds {
		a, b := &want.Worlds[w], &got.Worlds[w]
		if !reflect.DeepEqual(a.Measures, b.Measures) || !reflect.DeepEqual(a.Groups, b.Groups) || !reflect.DeepEqual(a.Years, b.Years) {
			t.Errorf("%s: other measures in world %s", what, a.Name)
		}
		if !reflect.DeepEqual(a.Behind, b.Behind) {
			t.Errorf("%s: other citizens behind the measures of world %s", what, a.Name)
		}
	}
	if !reflect.DeepEqual(want.Picks, got.Picks) {
		t.Errorf("%s: other lives: %v, want %v", what, got.Picks, want.Picks)
	}
	for i := range want.Citizens() {
		if want.Row(i) != got.Row(i) {
			t.Fatalf("%s: citizen %d is %+v, want %+v", what, i, got.Row(i), want.Row(i))
		}
	}
}

// Of a society too large for two, each k-th citizen is known, and the rest is let go.
func TestASampleOfManyIsKnown(t *testing.T) {
	for _, c := range []struct{ citizens, every int }{
		{1, 1}, {Together, 1}, {Together + 1, 6}, {1_411_780_000, 1412},
	} {
		s := *load(t, "article")
		s.Population.Citizens = c.citizens
		spec := Spec{Scenario: &s}
		if got := spec.known(); got != c.every {
			t.Errorf("of %d citizens each %d-th is known, want %d", c.citizens, got, c.every)
		}
		if n := (c.citizens + c.every - 1) / c.every; c.every > 1 && n > sampled {
			t.Errorf("of %d citizens %d are kept, at most %d may", c.citizens, n, sampled)
		}
	}
}
