package experiment

import (
	"context"
	"math"
	"testing"
)

// TestTrapAgainstTheTwin works the depth of the poverty trap out from two worlds run by hand: what the ever listed lose of
// their resources, and how many more of them are in default, against themselves without the system. Where being listed and
// refused costs nothing, they lose nothing.
func TestTrapAgainstTheTwin(t *testing.T) {
	sets := []string{"population.citizens=12000", "time.length=500 days", "conduct.instalment.inclination=20%", "debt.judgment-after=30 days",
		"debt.grace=5 days", "debt.sued=100%", "behaviour.listed-loss=25%", "behaviour.need-weight=2"}
	s := load(t, "court-list", sets...)
	o, err := Run(context.Background(), Spec{Scenario: s, Seed: 4})
	if err != nil {
		t.Fatal(err)
	}
	var lost, n, here, there float64
	with, without := o.people[0], o.people[1]
	for i := range s.Population.Citizens {
		if a, b := with.View(i), without.View(i); a.EverListed {
			n++
			lost += b.Resources - a.Resources
			here += one(a.InDefault)
			there += one(b.InDefault)
		}
	}
	if got, want := *o.Worlds[0].Measures["listed_resources_lost"].Value, lost/n; math.Abs(got-want) > 1e-6*want || n < 100 || want < 1000 {
		t.Errorf("%.0f ever listed lose %v yuan, found %v", n, got, want)
	}
	if got, want := *o.Worlds[0].Measures["listed_default_added"].Value, (here-there)/n; math.Abs(got-want) > 1e-12 || want == 0 {
		t.Errorf("%v more of them are in default, found %v", got, want)
	}
	if o.Worlds[1].Measures["listed_resources_lost"].Value != nil || o.Worlds[0].Years[0].Measures["listed_resources_lost"].Unit != "" {
		t.Error("the twin has a trap of its own, or a year has one")
	}
	free := load(t, "court-list", append(sets, "behaviour.listed-loss=0%", "lists.court.refuses=[]", "debt.pressure=0")...)
	if o, err = Run(context.Background(), Spec{Scenario: free, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	if lost, added := *o.Worlds[0].Measures["listed_resources_lost"].Value, *o.Worlds[0].Measures["listed_default_added"].Value; lost != 0 || added != 0 {
		t.Errorf("being listed costs nothing, and the listed lose %v yuan and %v more of them default", lost, added)
	}
	alone, err := Run(context.Background(), Spec{Scenario: s, Seed: 4, Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	if alone.Worlds[0].Measures["listed_resources_lost"].Value != nil {
		t.Error("a world alone knows what its twin would have been")
	}
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
