package experiment

import (
	"context"
	"math"
	"testing"

	"glasshouse.example/scenario"
)

func compare(t testing.TB, spec CompareSpec) *Comparison {
	t.Helper()
	c, err := Compare(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var small = []string{"population.citizens=4000", "time.length=120 days", "population.district=1024 citizens"}

// TestSelf is promise 3: a scenario compared with itself gives exactly zero for every measure, group, step and citizen.
func TestSelf(t *testing.T) {
	for _, p := range scenario.Presets() {
		if p.Kind != "preset" {
			continue
		}
		a, b := load(t, p.Name, small...), load(t, p.Name, small...)
		c := compare(t, CompareSpec{Names: []string{"a", "b"}, Scenarios: []*scenario.Scenario{a, b}, Seed: 3, Replicates: 2})
		w := c.Worlds[1]
		zero := func(what, name string, d Interval) {
			if d.Value != nil && *d.Value != 0 || !d.None && d.Low != nil && (*d.Low != 0 || *d.High != 0) {
				t.Errorf("%s: %s %s differs by %v", p.Name, what, name, *d.Value)
			}
		}
		for name, d := range w.Differences {
			zero("measure", name, d)
		}
		for g, measures := range w.ByGroup {
			for name, d := range measures {
				zero(g, name, d)
			}
		}
		for i, col := range w.World.Steps.Columns {
			for step, v := range col.Values {
				if u := c.Worlds[0].World.Steps.Columns[i].Values[step]; u != v && !(math.IsNaN(u) && math.IsNaN(v)) {
					t.Fatalf("%s: %s differs in step %d", p.Name, col.Name, step)
				}
			}
		}
		l := w.Lot.All
		if l.People != 4000 || l.Better+l.Worse+l.Listed+l.Unlisted+l.Accused+l.Cleared+l.WronglyListed+l.Righted != 0 {
			t.Errorf("%s: citizens differ: %+v", p.Name, l)
		}
		if c.Worlds[0].World.StateHash != w.World.StateHash {
			t.Errorf("%s: other state", p.Name)
		}
	}
}

// TestCover draws intervals of a paired difference from many seeds and counts how many hold the mean of all: 95 % within 2,
// for a total and for groups with few events.
func TestCover(t *testing.T) {
	if testing.Short() {
		t.Skip("thousands of small societies")
	}
	sets := []string{"population.citizens=1024", "time.length=84 days", "population.district=1024 citizens",
		"watch.crossing-cameras.connected=100%", "watch.police.sees=5%"}
	spec := CompareSpec{Names: []string{"a", "b"}, Seed: 1, Replicates: 3000,
		Scenarios: []*scenario.Scenario{load(t, "article", sets...), load(t, "article", append(sets, "behaviour.deterrence=7", "behaviour.speech-deterrence=7")...)}}
	const size = 5
	var all []replicate
	for r := range spec.Replicates {
		runs, err := spec.runSeed(context.Background(), spec.Seed+uint64(r), &sharedProgress{spec: &spec})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, gather(report(runs)))
	}
	covered := func(what string, get func([]replicate, int) values) {
		truth := get(all, 1).less(get(all, 0))
		in, n := 0, 0
		for r := 0; r+size <= len(all); r += size {
			d := get(all[r:r+size], 1).less(get(all[r:r+size], 0))
			n++
			if *d.Low <= *truth.Value && *truth.Value <= *d.High {
				in++
			}
		}
		share := float64(in) / float64(n)
		t.Logf("%-40s difference %8.3f  covered %.3f of %d", what, *truth.Value, share, n)
	}
	for _, m := range []string{"misdeeds", "lawful_speech", "entries", "fines", "displays", "listed", "score_mean"} {
		covered(m, func(a []replicate, w int) values { return column(a, w, m) })
	}
	for g := range all[0].groups[0] {
		for _, m := range []string{"misdeeds", "lawful_speech", "entries", "displays"} {
			covered(g+" "+m, func(a []replicate, w int) values { return groupColumn(a, w, g, m) })
		}
	}
}
