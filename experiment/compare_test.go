package experiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"glasshouse.example/engine"
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
		for _, band := range w.Bands.Columns {
			for step, v := range band.Difference.Mean {
				if !math.IsNaN(v) && (v != 0 || band.Difference.Low[step] != 0 || band.Difference.High[step] != 0) {
					t.Fatalf("%s: %s differs over the replicates in step %d", p.Name, band.Name, step)
				}
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

// without is a comparison whose worlds differ.
func without(t testing.TB, replicates int, sets ...string) CompareSpec {
	sets = append(append([]string{}, small...), sets...)
	return CompareSpec{Names: []string{"article", "without"}, Seed: 9, Replicates: replicates,
		Scenarios: []*scenario.Scenario{load(t, "article", sets...), load(t, "without", sets...)}}
}

// TestBands: what the steps add up to is what the whole run has, level and difference, and a band holds its mean.
func TestBands(t *testing.T) {
	c := compare(t, without(t, 4))
	w := c.Worlds[1]
	unequal := 0
	for _, band := range w.Bands.Columns {
		var level, apart float64
		for i := range band.Level.Mean {
			level, apart = level+band.Level.Mean[i], apart+band.Difference.Mean[i]
			if d := band.Difference; d.High[i] > d.Low[i] {
				unequal++
			}
			if l := band.Level; l.Mean[i] < l.Low[i] || l.Mean[i] > l.High[i] {
				t.Fatalf("%s: the band of step %d does not hold its mean", band.Name, i)
			}
		}
		if band.Unit != "count" {
			continue
		}
		if want := *w.Levels[band.Name].Value; math.Abs(level-want) > 1e-9*math.Abs(want)+1e-9 {
			t.Errorf("%s: the steps add up to %v, the run has %v", band.Name, level, want)
		}
		if want := *w.Differences[band.Name].Value; math.Abs(apart-want) > 1e-9*math.Abs(want)+1e-9 {
			t.Errorf("%s: the steps' differences add up to %v, the run's is %v", band.Name, apart, want)
		}
	}
	if unequal == 0 || len(c.Worlds[0].Bands.Columns[0].Difference.Mean) != 0 {
		t.Errorf("%d differences with a width; the first world differs from itself: %v", unequal, c.Worlds[0].Bands.Columns[0].Difference)
	}
}

// TestBandIsTheInterval: a step's band is Student's interval of the numbers of the replicates.
func TestBandIsTheInterval(t *testing.T) {
	a, b := []float64{3, 5, 4, 9}, []float64{2, 5, 1, 7}
	var g gathering
	for r := range a {
		g.add([][][]float64{{{a[r], math.NaN()}}, {{b[r], 1}}})
	}
	for _, unit := range []string{"count", "ratio"} {
		bands := g.bands(1, Series{Day: []int{7, 14}, Columns: []Column{{Name: "x", Unit: unit}}}, false)
		got := bands.Columns[0].Difference
		want := values{unit: unit, x: b, whole: true}.less(values{unit: unit, x: a, whole: true})
		for what, pair := range map[string][2]float64{"mean": {got.Mean[0], *want.Value}, "low": {got.Low[0], *want.Low}, "high": {got.High[0], *want.High}} {
			if math.Abs(pair[0]-pair[1]) > 1e-12 {
				t.Errorf("%s: %s %v, want %v", unit, what, pair[0], pair[1])
			}
		}
		if !math.IsNaN(got.Mean[1]) || !math.IsNaN(got.Low[1]) {
			t.Errorf("a step that is null in one world has a difference: %v", got)
		}
	}
	var one gathering
	one.add([][][]float64{{{3}}, {{4}}})
	if r := one.bands(1, Series{Columns: []Column{{Unit: "count"}}}, true).Columns[0].Difference; r.Mean[0] != 1 || !math.IsNaN(r.Low[0]) {
		t.Errorf("one replicate alone has a band: %v", r)
	}
}

// TestCompareGoesOn stops a comparison at several steps; what was finished is kept, and the end is the very same.
func TestCompareGoesOn(t *testing.T) {
	want := compare(t, without(t, 3))
	steps := int64(3 * 2 * 18) // of 120 days
	for _, stop := range []int64{1, 36, 40, 71, 90} {
		spec := without(t, 3)
		spec.Keep = filepath.Join(t.TempDir(), "checkpoint.bin")
		ctx, cancel := context.WithCancel(context.Background())
		spec.Progress = func(done, all int64) {
			if all != steps*4000 {
				t.Fatalf("%d citizen-steps in all, want %d", all, steps*4000)
			}
			if done >= stop*4000 {
				cancel()
			}
		}
		if _, err := Compare(ctx, spec); !errors.Is(err, ErrInterrupted) {
			t.Fatalf("stopped after step %d: %v", stop, err)
		}
		if n := Kept(spec.Keep); n < int(stop)/36 || n > int(stop+1)/36 { // the world beside it may just have ended too
			t.Errorf("stopped after step %d: %d replicates kept", stop, n)
		}
		last := int64(0)
		spec.Progress = func(done, _ int64) { last = done }
		got := compare(t, spec)
		if last != steps*4000 {
			t.Errorf("stopped after step %d: progress ends at %d", stop, last)
		}
		if !alike(got, want) {
			t.Errorf("stopped after step %d: another comparison", stop)
		}
	}
}

// alike compares all that two comparisons found. Bands and series are compared as text: null is not equal to itself.
func alike(a, b *Comparison) bool {
	series := func(c *Comparison) (text string) {
		for i := range c.Worlds {
			w := &c.Worlds[i]
			text += fmt.Sprint(w.Bands, w.World.Steps, w.World.Districts)
		}
		return text
	}
	bare := func(c *Comparison) (out []Compared) {
		for _, w := range c.Worlds {
			w.Bands, w.World.Steps, w.World.Districts = Bands{}, Series{}, nil
			out = append(out, w)
		}
		return out
	}
	return series(a) == series(b) && reflect.DeepEqual(bare(a), bare(b)) && reflect.DeepEqual(a.Groups, b.Groups) &&
		reflect.DeepEqual(a.Picks, b.Picks)
}

// TestKeptIsChecked: a kept replicate of another comparison, or a damaged one, is not taken up.
func TestKeptIsChecked(t *testing.T) {
	spec := without(t, 2)
	spec.Keep = filepath.Join(t.TempDir(), "checkpoint.bin")
	compare(t, spec)
	other := CompareSpec{Names: spec.Names, Scenarios: spec.Scenarios, Seed: 9, Replicates: 2, Keep: spec.Keep}
	seed, version, worlds, part := other, other, other, other
	seed.Seed, version.Version, part.Part = 11, "0.0.2", true
	worlds.Scenarios = []*scenario.Scenario{spec.Scenarios[0], load(t, "without", append(small, "behaviour.deterrence=1")...)}
	for name, other := range map[string]CompareSpec{"seed": seed, "version": version, "scenario of world 2": worlds, "part": part} {
		if _, err := Compare(context.Background(), other); !errors.Is(err, ErrOther) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// The second replicate of one comparison has the seed of the first of another, but not all that is shown of a first.
	second, err := os.ReadFile(spec.Keep + "-0002")
	if err != nil {
		t.Fatal(err)
	}
	seed.Seed, seed.Keep = 10, filepath.Join(t.TempDir(), "checkpoint.bin")
	if err := os.WriteFile(seed.Keep+"-0001", second, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Compare(context.Background(), seed); !errors.Is(err, ErrOther) || !strings.Contains(err.Error(), "first") {
		t.Errorf("a second replicate in the place of a first: %v", err)
	}
	name := spec.Keep + "-0002"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text[len(text)/2] ^= 1
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Compare(context.Background(), spec); !errors.Is(err, engine.ErrBroken) || !strings.Contains(err.Error(), name) {
		t.Errorf("a damaged replicate: %v", err)
	}
}

// TestOneReplicateHasNoInterval, nor does a measure that is null.
func TestOneReplicateHasNoInterval(t *testing.T) {
	w := compare(t, without(t, 1)).Worlds[1]
	for name, d := range w.Differences {
		if d.Low != nil || d.High != nil {
			t.Errorf("%s has an interval from one replicate", name)
		}
	}
	if len(w.Saved) > 0 {
		t.Errorf("one replicate measured a variance: %v", w.Saved)
	}
	if d := w.Differences["score_mean"]; d.Value != nil || d.Unit != "points" {
		t.Errorf("a score without the system: %v", d)
	}
	if d := w.Differences["wrongly_listed_days"]; !d.None || *d.Value != 0 {
		t.Errorf("days that nobody spent: %v", d)
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
	var all []*replicate
	for r := range spec.Replicates {
		one, err := spec.replicate(context.Background(), r, &sharedProgress{spec: &spec})
		if err != nil {
			t.Fatal(err)
		}
		one.Steps, one.First = nil, nil
		all = append(all, one)
	}
	var many, fewer []float64
	cover := func(get func([]*replicate, int) values) {
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
	for m := range definitions {
		cover(func(a []*replicate, w int) values { return column(a, w, m) })
		for g := range all[0].Groups[0] {
			cover(func(a []*replicate, w int) values { return groupColumn(a, w, g, m) })
		}
	}
	mean, rare := stat.Mean(many, nil), stat.Mean(fewer, nil)
	t.Logf("covered: %.3f of %d counts with four events or more, at least %.3f of one; %.3f of %d with fewer, at least %.3f of one",
		mean, len(many), slices.Min(many), rare, len(fewer), slices.Min(fewer))
	if math.Abs(mean-0.95) > 0.02 || len(many) < 15 || rare < 0.93 || len(fewer) < 15 {
		t.Error("intervals do not cover at their level")
	}
}

// TestDirectAndSpillover: both add up to the difference; with nothing passing between citizens all is direct; displays that
// nobody sees any more reach people by way of others alone, but for those shown.
func TestDirectAndSpillover(t *testing.T) {
	sets := append([]string{"watch.crossing-cameras.connected=100%", "watch.police.sees=5%", "behaviour.display-weight=1"}, small...)
	parted := func(more ...string) Compared {
		spec := CompareSpec{Names: []string{"a", "b"}, Seed: 3, Replicates: 2, Part: true,
			Scenarios: []*scenario.Scenario{load(t, "article", sets...), load(t, "article", append(sets, more...)...)}}
		return compare(t, spec).Worlds[1]
	}
	shown := parted("conduct.jaywalking.display=no")
	for name, d := range shown.Differences {
		direct, spill := shown.Direct[name], shown.Spillover[name]
		if d.Value != nil && math.Abs(*direct.Value+*spill.Value-*d.Value) > 1e-9*max(1, math.Abs(*d.Value)) {
			t.Errorf("%s: %v direct and %v by way of others, %v in all", name, *direct.Value, *spill.Value, *d.Value)
		}
	}
	if *shown.Direct["misdeeds"].Value != 0 || *shown.Spillover["misdeeds"].Value <= 0 || *shown.Direct["displays"].Value >= 0 {
		t.Errorf("displays off: misdeeds %v direct and %v by way of others, displays %v", *shown.Direct["misdeeds"].Value,
			*shown.Spillover["misdeeds"].Value, *shown.Direct["displays"].Value)
	}
	plain := compare(t, CompareSpec{Names: []string{"a", "b"}, Seed: 3, Replicates: 2, Scenarios: []*scenario.Scenario{load(t, "article", sets...),
		load(t, "article", append(sets, "conduct.jaywalking.display=no")...)}}).Worlds[1]
	for name, d := range plain.Differences {
		if s := shown.Differences[name]; d.Value != nil && *s.Value != *d.Value {
			t.Errorf("%s: asking for the parts changed the difference from %v to %v", name, *d.Value, *s.Value)
		}
	}
	points := parted("conduct.criticism.points=-40")
	if *points.Direct["score_mean"].Value == 0 || *points.Spillover["score_mean"].Value != 0 {
		t.Error("points change scores directly, and nothing else passes between citizens")
	}
	if other := parted("conduct.everyday-talk=none").Direct; len(other) != 0 {
		t.Error("a world with other kinds of conduct was held at the fields")
	}
}
