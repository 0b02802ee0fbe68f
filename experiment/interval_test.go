package experiment

import (
	"testing"

	"glasshouse.example/measure"
)

// TestRatesRestOnCounts: what a rate rests on is a count or persons, and given by group wherever the rate is; and every rate and
// number of days that is given by group rests on something, or on what nearly everyone does.
func TestRatesRestOnCounts(t *testing.T) {
	known := map[string]measure.Definition{}
	for _, d := range definitions {
		known[d.Name] = d
	}
	for name, on := range restOf {
		a, b := known[name], known[on]
		if a.Name == "" || b.Name == "" || !counts(b.Unit) || counts(a.Unit) || a.ByGroup && !b.ByGroup {
			t.Errorf("%s (%s) rests on %s (%s)", name, a.Unit, on, b.Unit)
		}
	}
	for _, d := range definitions {
		if _, ok := restOf[d.Name]; d.ByGroup && !counts(d.Unit) && !ok && d.Name != "speech_withheld" && d.Name != "everyday_withheld" {
			t.Errorf("%s is given by group and marked by no events", d.Name)
		}
	}
}

// TestRatesAreMarked: in a small city the rates of groups are marked as the events that they rest on are, and a rate without any
// event has no interval.
func TestRatesAreMarked(t *testing.T) {
	c := compare(t, without(t, 3, "watch.crossing-cameras.connected=100%", "watch.crossing-cameras.identify.gallery=5000000 faces"))
	seen := map[string]int{}
	hold := func(where string, given map[string]Interval) {
		for name, on := range restOf {
			d, ok := given[name]
			if !ok || d.Value == nil {
				continue
			}
			e := given[on]
			if d.None != e.None || d.Few != e.Few {
				t.Errorf("%s: %s is marked %v, %v; %s %v, %v", where, name, d.Few, d.None, on, e.Few, e.None)
			}
			switch {
			case d.None && d.Low != nil:
				t.Errorf("%s: %s has an interval of no event", where, name)
			case d.None:
				seen["none"]++
			case d.Few:
				seen["few"]++
			default:
				seen["many"]++
			}
		}
	}
	for _, w := range c.Worlds {
		hold(w.World.Name, w.Levels)
		hold(w.World.Name+" less the first", w.Differences)
		for g, given := range w.GroupLevels {
			hold(w.World.Name+", "+g, given)
		}
		for g, given := range w.ByGroup {
			hold(w.World.Name+" less the first, "+g, given)
		}
	}
	if seen["none"] == 0 || seen["few"] == 0 || seen["many"] == 0 {
		t.Errorf("marks: %v: the test shows little", seen)
	}
}
