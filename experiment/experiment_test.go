package experiment

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"testing"

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
