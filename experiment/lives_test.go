package experiment

import (
	"context"
	"reflect"
	"runtime"
	"slices"
	"testing"
)

// TestLivesAreWhatTheyAreNamedFor: every citizen named is what she is named for, in the world that names her, and the same
// are named on any number of processors.
func TestLivesAreWhatTheyAreNamedFor(t *testing.T) {
	s := load(t, "black-lists", "population.citizens=30000", "time.length=800 days", "watch.crossing-cameras.connected=100%",
		"watch.crossing-cameras.identify.gallery=5000000 faces", "lists.travel.term=90 days")
	run := func() *Outcome {
		o, err := Run(context.Background(), Spec{Scenario: s, Seed: 4})
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	o := run()
	for _, kind := range LifeKinds {
		if n := len(o.Picks[kind]); n == 0 || n > picked {
			t.Errorf("%d lives are named %s", n, kind)
		}
	}
	for _, i := range o.Picks["wrongly-listed"] {
		if v := o.people[0].View(int(i)); !v.Wrong {
			t.Errorf("citizen %d is not wrongly listed", i)
		}
	}
	last := 0.0
	for n, i := range o.Picks["worst-off"] {
		loss := o.people[1].View(int(i)).Resources - o.people[0].View(int(i)).Resources
		if loss <= 1 || n > 0 && loss > last {
			t.Errorf("citizen %d has lost %.0f yuan a year, the one before her %.0f", i, loss, last)
		}
		last = loss
	}
	for name, numbers := range o.Worlds[0].Behind {
		k := slices.IndexFunc(behindOf, func(b behindRow) bool { return b.measure == name })
		for _, i := range numbers {
			if v := o.people[0].View(int(i)); !behindOf[k].holds(&v) {
				t.Errorf("citizen %d is not behind %s", i, name)
			}
		}
		if m := o.Worlds[0].Measures[name].Value; m == nil || *m == 0 {
			t.Errorf("%s counts nobody, and %d citizens are behind it", name, len(numbers))
		}
	}
	for _, name := range []string{"listed", "wrongly_listed", "false_entries", "entries_for_lawful_conduct", "in_default"} {
		if len(o.Worlds[0].Behind[name]) == 0 {
			t.Errorf("nobody is behind %s", name)
		}
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(5))
	if again := run(); !reflect.DeepEqual(again.Picks, o.Picks) || !reflect.DeepEqual(again.Worlds[0].Behind, o.Worlds[0].Behind) {
		t.Error("on other processors others are named")
	}
}
