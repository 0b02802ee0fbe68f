package society

import (
	"math"
	"testing"

	"glasshouse.example/ledger"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// guarded is the lively society with safeguards laid over its preset.
func guarded(t testing.TB, safeguards []string, sets ...string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Load("black-lists", append(livelySets(), sets...), safeguards)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestConsent: who does not agree has no score and no entry, stands on no list and strikes nobody's census, but is
// fined; the share that agrees is the scenario's.
func TestConsent(t *testing.T) {
	w := finish(t, outspoken(t, "population.consent=30%", "population.citizens=20000"), 9, Options{})
	adults, agreed, fined := 0.0, 0.0, 0
	for i := range w.citizens {
		v, c := w.View(i), &w.citizens[i]
		if w.scenario.Scored(v.Traits.Age) {
			adults++
		}
		if v.Scored {
			agreed++
			continue
		}
		if v.Listed || v.Truly || v.OwnEntry || v.FalseEntry || c.official() != ledger.Reach || c.truth() != ledger.Reach || c.rest&weekFlags != 0 {
			t.Fatalf("citizen %d has no score, and a record: %+v", i, v)
		}
		if c.has(flagTouched) && c.resources() < usual {
			fined++
		}
	}
	if z := (agreed - 0.3*adults) / math.Sqrt(adults*0.3*0.7); math.Abs(z) > 4.5 {
		t.Errorf("%.0f of %.0f agreed, z %.1f from 30 %%", agreed, adults, z)
	}
	census := 0.0
	for g := range population.Groups {
		census += w.scored[g]
	}
	if census != agreed || fined < 10 || w.total.Total(Entries) < 1000 {
		t.Errorf("census %.0f, agreed %.0f; %d fined without a score; %d entries", census, agreed, fined, w.total.Total(Entries))
	}
}

// TestConsentOff: where nobody agrees there is no entry and no search finds anyone, and the fines of ordinary policing
// go on; the twin knows nothing of consent.
func TestConsentOff(t *testing.T) {
	none := finish(t, outspoken(t, "population.consent=0%", "watch.crossing-cameras.groundless=0/million/year",
		"watch.neighbours.groundless=0/million/year"), 9, Options{})
	n := none.total.Total
	if n(Entries) != 0 || n(Credits) != 0 || n(SearchHerself) != 0 || n(Joined) != 0 || n(ActiveWeeks) != 0 || n(Fines) == 0 {
		t.Errorf("nobody agreed: %d entries, %d credits, %d found, %d listed, %d fines", n(Entries), n(Credits), n(SearchHerself), n(Joined), n(Fines))
	}
	few, all := finish(t, outspoken(t).Without(), 9, Options{}), finish(t, outspoken(t, "population.consent=100%").Without(), 9, Options{})
	if few.total.Acts != all.total.Acts || few.total.Total(Fines) != all.total.Total(Fines) || few.level.Risk != all.level.Risk || few.level.Resources != all.level.Resources {
		t.Error("consent changes the society without the system")
	}
}
