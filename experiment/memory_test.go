package experiment

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/scenario"
)

func nation(t testing.TB, sets ...string) Spec {
	sets = append([]string{"population.citizens=1411780000"}, sets...)
	return Spec{Scenario: load(t, "china", sets...), Seed: 1, Memory: 4 << 30}
}

// What does not fit is refused before it begins, and what is said to fit does.
func TestWhatDoesNotFitIsNotBegun(t *testing.T) {
	spec := nation(t, "time.length=28 days")
	_, err := Run(context.Background(), spec)
	var e *MemoryError
	if !errors.As(err, &e) || !errors.Is(err, ErrMemory) {
		t.Fatalf("a nation in 4 GiB: %v", err)
	}
	for _, part := range []string{"china needs ", "1 411 780 000 citizens", "bytes a citizen", "one after the other in the same memory", "4.0 GiB are at hand", "--citizens "} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q: %v", part, err)
		}
	}
	if e.Need.PerCitizen < 12 || e.Need.PerCitizen > 16 {
		t.Errorf("a citizen of the nation is expected to take %v bytes", e.Need.PerCitizen)
	}
	s := *spec.Scenario
	s.Population.Citizens = e.Fit
	spec.Scenario = &s
	if err := Fits(spec); err != nil {
		t.Errorf("%d citizens were said to fit: %v", e.Fit, err)
	}
	s.Population.Citizens = e.Fit / 10 * 12
	if err := Fits(spec); err == nil {
		t.Errorf("%d citizens were said to be near the most that fit, and %d fit", e.Fit, s.Population.Citizens)
	}
}

// Side by side two worlds take twice the memory of one, and the error says so.
func TestATwinThatDoesNotFit(t *testing.T) {
	spec := Spec{Scenario: load(t, "article", "population.citizens=5000000", "time.length=28 days"), Seed: 1, Memory: 350 << 20}
	var e *MemoryError
	if err := Fits(spec); !errors.As(err, &e) || e.Need.AtOnce != 2 || !strings.Contains(err.Error(), "2 worlds at once") ||
		!strings.Contains(err.Error(), " --alone") || e.FitAlone <= e.Fit {
		t.Fatalf("5 million, twice, in 350 MiB: %v", err)
	}
	spec.Alone = true
	if err := Fits(spec); err != nil {
		t.Errorf("alone: %v", err)
	}
	spec.Alone, spec.Memory = false, 0
	if err := Fits(spec); err != nil {
		t.Errorf("memory that nobody knows: %v", err)
	}
}

func TestAComparisonThatDoesNotFit(t *testing.T) {
	a := load(t, "article", "population.citizens=2000000000", "time.length=7 days")
	b := load(t, "black-lists", "population.citizens=2000000000", "time.length=7 days")
	spec := CompareSpec{Names: []string{"a", "b"}, Scenarios: []*scenario.Scenario{a, b}, Memory: 1 << 30}
	if _, err := Compare(context.Background(), spec); !errors.Is(err, ErrMemory) || !strings.Contains(err.Error(), "2 worlds at once") {
		t.Fatalf("two nations at once in 1 GiB: %v", err)
	}
}

// No size that is named as fitting needs more than there is, and one step more would.
func TestRoomFits(t *testing.T) {
	s := load(t, "article")
	rapid.Check(t, func(t *rapid.T) {
		r := room{scenarios: []*scenario.Scenario{s}, worlds: rapid.IntRange(1, 3).Draw(t, "worlds"), inTurn: rapid.Bool().Draw(t, "in turn"),
			perCitizen: rapid.Float64Range(12, 40).Draw(t, "bytes")}
		n := rapid.IntRange(1, 2_000_000_000).Draw(t, "citizens")
		memory := rapid.Int64Range(1<<28, 1<<36).Draw(t, "memory")
		k := r.fits(memory, n)
		if k > n || k > 0 && r.need(k).All() > memory {
			t.Fatalf("of %d citizens %d are said to fit into %d bytes, and take %d", n, k, memory, r.need(k).All())
		}
		if up := k + k/10 + 1; up < n && r.need(up).All() <= memory && r.need(k+k/5+1).All() <= memory && up > Together {
			t.Fatalf("%d are said to be the most of %d that fit into %d bytes, and %d fit", k, n, memory, up)
		}
	})
}

// A run that outgrows its budget leaves a checkpoint from which, with more memory, it comes to the same end.
func TestARunThatOutgrowsItsMemory(t *testing.T) {
	s := load(t, "black-lists", "population.citizens=20000", "time.length=400 days", "population.district=2048 citizens")
	spec := Spec{Scenario: s, Seed: 3, Alone: true}
	want, err := Run(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	steps := 0
	spec.Progress = func(int64, int64) { steps++ }
	spec.CheckpointPath = filepath.Join(t.TempDir(), "checkpoint")
	rest := plan(spec).room().need(20000).Rest
	spec.Budget = rest + 20000*15
	if _, err = Run(context.Background(), spec); !errors.Is(err, ErrMemory) || !strings.Contains(err.Error(), "bytes a citizen") || !strings.Contains(err.Error(), "a checkpoint was written") {
		t.Fatalf("a budget of 15 bytes a citizen: %v", err)
	}
	if steps < 5 || steps > 50 {
		t.Errorf("it stopped after %d steps of 58", steps)
	}
	spec.Budget = rest + 20000*40
	got, err := Resume(context.Background(), spec, spec.CheckpointPath)
	if err != nil {
		t.Fatal(err)
	}
	if got.StateHash != want.StateHash {
		t.Error("it ends in another state than a run that never stopped")
	}
	spec.CheckpointPath, spec.Budget = "", rest+20000*15
	if _, err = Run(context.Background(), spec); !errors.Is(err, ErrMemory) || strings.Contains(err.Error(), "checkpoint") {
		t.Errorf("without a place for a checkpoint: %v", err)
	}
}
