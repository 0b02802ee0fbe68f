package society

import (
	"math"
	"testing"

	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// choosy is a society in which not everyone ever takes a train or a plane, and some are refused what they take.
func choosy(t testing.TB, sets ...string) *scenario.Scenario {
	return load(t, "black-lists", append([]string{
		"population.citizens=20000", "population.district=2048 citizens", "time.length=200 days", "population.minority=8%",
		"conduct.train.chances=20/year", "conduct.train.takers=30%", "conduct.flight.chances=6/year", "conduct.flight.takers=12%",
		"conduct.permit-application.takers=50%", "conduct.fare-dodging.chances=20/year", "watch.inspectors.sees=50%",
		"watch.police.sees=5%", "conduct.fighting.chances=20/year", "rewards.permit-sooner.above=1001", "lists.travel.refuses-household=[train]",
	}, sets...)...)
}

// TestTakersTwin compares the pipeline with the plain rule where a few do what others never do.
func TestTakersTwin(t *testing.T) {
	for _, step := range []string{"time.step=7 days", "time.step=1 day"} {
		s := choosy(t, step)
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		if fast.Hash() != plain.Hash() || fast.total != plain.total || fast.level != plain.level {
			t.Errorf("%s: the pipeline and the plain rule differ", step)
		}
		n := fast.total.Total
		if n(TripsRefused) < 100 || n(HouseholdRefused) < 20 || n(Detentions) < 100 || n(Rewarded) < 20 {
			t.Errorf("%s: %d trips refused, %d for relatives, %d detained, %d rewards: the test compares too little", step,
				n(TripsRefused), n(HouseholdRefused), n(Detentions), n(Rewarded))
		}
	}
}

// TestTakersClosedForm: trips are Poisson with the rate of the takers, who are a share of the people, the same in every
// world; and those who take part in the rarer are among those who take part in the commoner.
func TestTakersClosedForm(t *testing.T) {
	s := choosy(t, append(feedbackOff, "population.citizens=64000", "conduct.fighting.detention=0 days")...)
	w := finish(t, s, 3, Options{})
	for kind, share := range map[string]float64{"train": 0.3, "flight": 0.12, "permit-application": 0.5} {
		k := s.KindIndex(kind)
		takers, mean, did := 0.0, 0.0, 0.0
		for i := range w.citizens {
			c := &s.Conduct[k]
			if w.takes(uint32(k), i) {
				takers++
				mean += c.PerYear(population.FromStratum(w.citizens[i].stratum())) / yearDays * float64(s.Time.Days) * c.Inclination
			}
			if w.takes(uint32(s.KindIndex("flight")), i) && !w.takes(uint32(s.KindIndex("train")), i) {
				t.Fatalf("citizen %d flies, and never takes a train", i)
			}
		}
		for g := range w.total.Acts {
			did += float64(w.total.Acts[g][k])
		}
		n := float64(len(w.citizens))
		if z := (takers - n*share) / math.Sqrt(n*share*(1-share)); math.Abs(z) > farZ {
			t.Errorf("%s: %.0f takers of %.0f, z %+.1f from %.0f %%", kind, takers, n, z, 100*share)
		}
		spread := 1.0 // acts are Poisson given the takers; temperaments spread what is not certain
		if s.Conduct[k].Inclination < 1 {
			spread = 1.1
		}
		if z := (did - mean) / math.Sqrt(mean*spread); math.Abs(z) > farZ || did < 1000 {
			t.Errorf("%s: %.0f taken, expected %.0f, z %+.1f", kind, did, mean, z)
		}
	}
	other := finish(t, s.Without(), 3, Options{})
	if k := s.KindIndex("train"); other.total.Moments != w.total.Moments || other.total.Acts[0][k] != w.total.Acts[0][k] {
		t.Error("the system changed who ever takes a train")
	}
}

// TestTakersOff: where everyone may, nothing is drawn, and nobody but takers is ever refused a trip.
func TestTakersOff(t *testing.T) {
	if all := finish(t, choosy(t, "conduct.train.takers=100%", "conduct.flight.takers=100%", "conduct.permit-application.takers=100%"), 4, Options{}); all.rules.few != 0 {
		t.Error("somebody is kept from what everyone may do")
	}
	none := finish(t, choosy(t, "conduct.train.takers=0%", "conduct.flight.takers=0%"), 4, Options{})
	if n := none.total.Total; n(TripsRefused) != 0 || n(Joined) == 0 || n(HouseholdRefused) != 0 {
		t.Errorf("nobody travels, and %d trips were refused", n(TripsRefused))
	}
	some, all := finish(t, choosy(t), 4, Options{}), finish(t, choosy(t, "conduct.train.takers=100%", "conduct.flight.takers=100%"), 4, Options{})
	if a, b := some.total.Total(TripsRefused), all.total.Total(TripsRefused); a < 100 || a > b/2 {
		t.Errorf("%d trips refused where few travel, %d where all do", a, b)
	}
}
