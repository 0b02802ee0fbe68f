package scenario

import (
	"testing"

	"glasshouse.example/conduct"
)

// TestSameLuck: whatever decides who meets which moments decides whether luck is shared, and nothing else does.
func TestSameLuck(t *testing.T) {
	load := func(sets ...string) *Scenario {
		s, err := Load("article", sets, nil)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	a := load()
	kind := func(change func(*conduct.Kind)) *Scenario {
		s := load()
		change(&s.Conduct[1])
		return s
	}
	for what, c := range map[string]struct {
		b    *Scenario
		same bool
	}{
		"itself":           {load(), true},
		"without":          {a.Without(), true},
		"other points":     {load("conduct.jaywalking.points=-5"), true},
		"another length":   {load("time.length=30 days"), true},
		"whom it scores":   {load("population.scored-from=15 years"), true},
		"other chances":    {load("conduct.jaywalking.chances=5/year"), false},
		"a kind less":      {load("conduct.everyday-talk=none"), false},
		"other citizens":   {load("population.citizens=1000000"), false},
		"other districts":  {load("population.district=20000 citizens"), false},
		"a minority":       {load("population.minority=8%"), false},
		"another name":     {kind(func(k *conduct.Kind) { k.Name = "other" }), false},
		"chances by means": {kind(func(k *conduct.Kind) { k.ByIncome[0] *= 2 }), false},
		"from another age": {kind(func(k *conduct.Kind) { k.FromAge = 40 }), false},
		"to another age":   {kind(func(k *conduct.Kind) { k.ToAge = 18 }), false},
	} {
		if got := SameLuck(a, c.b); got != c.same || SameLuck(c.b, a) != c.same {
			t.Errorf("%s: the same luck %v, want %v", what, got, c.same)
		}
	}
}
