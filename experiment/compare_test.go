package experiment

import (
	"context"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

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
			if d.Value != nil && *d.Value != 0 || d.Low != nil && (*d.Low != 0 || *d.High != 0) {
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

// TestCover draws intervals of a paired difference from many seeds and counts how many hold the mean of all seeds: 95 % within
// 2 over all counts, in total and by group, where four events or more are expected to differ, and no less where fewer are.
func TestCover(t *testing.T) {
	if testing.Short() {
		t.Skip("a thousand small societies")
	}
	sets := []string{"population.citizens=1024", "time.length=140 days", "population.district=1024 citizens",
		"watch.crossing-cameras.connected=100%", "watch.police.sees=5%"}
	spec := CompareSpec{Names: []string{"a", "b"}, Seed: 1, Replicates: 1000,
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
	var many, fewer []float64
	cover := func(get func([]replicate, int) values) {
		a, b := get(all, 0), get(all, 1)
		if !counts(a.unit) || !a.whole || !b.whole {
			return
		}
		truth, differ := *b.less(a).Value, 0.0
		for r := range a.x {
			differ += math.Abs(b.x[r]-a.x[r]) * size / float64(len(all))
		}
		if differ == 0 {
			return
		}
		in := 0.0
		for r := 0; r < len(all); r += size {
			if d := get(all[r:r+size], 1).less(get(all[r:r+size], 0)); *d.Low <= truth && truth <= *d.High {
				in += size / float64(len(all))
			}
		}
		if differ >= 4 {
			many = append(many, in)
		} else {
			fewer = append(fewer, in)
		}
	}
	for m := range all[0].measures[0] {
		cover(func(a []replicate, w int) values { return column(a, w, m) })
	}
	for g := range all[0].groups[0] {
		for m := range all[0].groups[0][g] {
			cover(func(a []replicate, w int) values { return groupColumn(a, w, g, m) })
		}
	}
	mean, rare := stat.Mean(many, nil), stat.Mean(fewer, nil)
	t.Logf("covered: %.3f of %d counts with four events or more, at least %.3f of one; %.3f of %d with fewer, at least %.3f of one",
		mean, len(many), slices.Min(many), rare, len(fewer), slices.Min(fewer))
	if math.Abs(mean-0.95) > 0.02 || len(many) < 15 || rare < 0.93 || len(fewer) < 15 {
		t.Error("intervals do not cover at their level")
	}
}
