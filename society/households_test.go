package society

import (
	"bytes"
	"math"
	"math/bits"
	"slices"
	"testing"

	"glasshouse.example/conduct"
	"glasshouse.example/engine"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// related is lively with both effects on households.
func related(t testing.TB, sets ...string) *scenario.Scenario {
	return lively(t, append([]string{
		"watch.crossing-cameras.identify.fmr=4e-7", "watch.crossing-cameras.reach=0.002", "lists.travel.grounds=[fare-dodging, jaywalking]",
		"lists.travel.refuses-household=[train]", "lists.court.refuses-household=[flight, loan-application]",
		"lists.city.refuses-household=[permit-application, insurance-application]", "behaviour.household-learning=0.1",
	}, sets...)...)
}

// TestHouseholdTwin compares the pipeline with the plain rule, bit by bit, with effects on households.
func TestHouseholdTwin(t *testing.T) {
	// refusals that cost much make need, in people whom nothing else has touched
	needy := []string{"behaviour.deterrence=0", "behaviour.need-weight=2", "conduct.train.refusal-cost=20000 yuan", "conduct.train.chances=20/year"}
	for i, set := range []string{"time.step=7 days", "time.step=1 day", "system=off", "time.step=7 days"} {
		sets := []string{set, "population.citizens=10000", "time.length=200 days"}
		if i == 3 {
			sets = append(sets, needy...)
		}
		s := related(t, sets...)
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		if fast.Hash() != plain.Hash() || fast.total != plain.total || fast.level != plain.level {
			t.Errorf("%s: the pipeline and the plain rule differ", set)
		}
		t.Logf("%s: %d refused for a relative, %d wrongly, %d to children", set, fast.total.Total(HouseholdRefused),
			fast.total.Total(HouseholdRefusedWrongly), fast.total.Total(ChildrenBarred))
		balance(t, fast)
		n := fast.total.Total
		if n(HouseholdRefused) > n(TripsRefused)+n(RequestsRefused) || n(HouseholdRefusedWrongly) > n(TripsRefusedWrongly)+n(RequestsRefusedWrongly) {
			t.Errorf("%s: more refused for relatives than refused at all", set)
		}
		for _, c := range []Count{HouseholdRefused, HouseholdRefusedWrongly, ChildrenBarred} {
			if n := fast.total.Total(c); (n < 20) == s.System {
				t.Errorf("%s: counter %d is at %d", set, c, n)
			}
		}
	}
}

// TestHouseholdSameHash is promise 1 with effects on households: workers, blocks and a stop half-way change nothing.
func TestHouseholdSameHash(t *testing.T) {
	for _, step := range []string{"time.step=7 days", "time.step=1 day"} {
		s := related(t, step, "population.citizens=10000", "time.length=100 days")
		want := finish(t, s, 3, Options{Workers: 1})
		for _, o := range []Options{{Workers: 3, Block: 64}, {Workers: 2, Block: 1000}} {
			if got := finish(t, s, 3, o); got.Hash() != want.Hash() || got.total != want.total || got.level != want.level {
				t.Errorf("%s, %+v: another result", step, o)
			}
		}
		var saved bytes.Buffer
		half := want.Steps() / 2
		if err := run(t, world(t, s, 3, Options{}), 0, half).Save(&saved); err != nil {
			t.Fatal(err)
		}
		w := world(t, s, 3, Options{Workers: 2})
		if err := w.Load(&saved); err != nil {
			t.Fatal(err)
		}
		if run(t, w, half, w.Steps()); w.Hash() != want.Hash() || w.total != want.total {
			t.Errorf("%s: resumed after step %d: another result", step, half)
		}
	}
}

// houseOf is the first member of everyone's household, by the plain rule of package population.
func houseOf(w *World) []uint32 {
	houses := make([]uint32, len(w.citizens))
	for i := range houses {
		houses[i] = w.people.Traits(uint32(i)).House
	}
	return houses
}

// barred is, by citizen, whether another of the household is on the list, officially and by the true ledger.
func barred(w *World, houses []uint32, list uint8) (official, truth []bool) {
	n := len(w.citizens)
	official, truth = make([]bool, n), make([]bool, n)
	for d := range w.cold {
		lo, _ := w.people.Bounds(d)
		for _, m := range w.cold[d].lists {
			who := lo + int(m.Who)
			for j := houses[who]; m.List == list && int(j) < n && houses[j] == houses[who]; j++ {
				official[j] = official[j] || int(j) != who && m.Official != 0
				truth[j] = truth[j] || int(j) != who && m.True != 0
			}
		}
	}
	return official, truth
}

// TestHouseholdRefusalsClosedForm: applications come up by a rate that nothing moves, so refusals for a relative are a
// Poisson number whose mean is the rate times the days on which a relative was on the list as the step began. Here it
// is children who apply, at no cost, so that they are on no list and nothing comes of a refusal.
func TestHouseholdRefusalsClosedForm(t *testing.T) {
	s := load(t, "households", append([]string{
		"population.citizens=20000", "population.district=2048 citizens", "time.length=364 days", "time.step=7 days",
		"lists.court.grounds=[jaywalking]", "lists.court.term=100 days", "population.minority=8%",
		"conduct.private-school-application.chances=20/year", "conduct.private-school-application.inclination=100%",
		"conduct.private-school-application.refusal-cost=0 yuan", "behaviour.household-learning=0",
		"watch.crossing-cameras.connected=100%", "watch.crossing-cameras.identify.gallery=5000000 faces",
		"watch.crossing-cameras.identify.fmr=2e-7", "watch.crossing-cameras.reach=0.002",
	}, feedbackOff...)...)
	w := world(t, s, 12, Options{})
	houses, list := houseOf(w), uint8(bits.TrailingZeros32(s.ListMask([]string{"court"})))
	kind := s.Conduct[s.KindIndex("private-school-application")]
	var mean, meanWrong float64
	expect := func(days int) {
		official, truth := barred(w, houses, list)
		for i := range official {
			rate := kind.PerYear(population.FromStratum(w.citizens[i].stratum())) / yearDays * float64(days)
			if official[i] {
				mean += rate
				if !truth[i] {
					meanWrong += rate
				}
			}
		}
	}
	err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(step int) error {
		if step+1 < w.Steps() {
			expect(int(w.spans[step+1].Days))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, n int64, mean float64) {
		z := (float64(n) - mean) / math.Sqrt(mean)
		t.Logf("%s: %d, expected %.1f, z %+.2f", what, n, mean, z)
		if !(math.Abs(z) < farZ) || n < 300 {
			t.Errorf("%s: off its closed form, or too few", what)
		}
	}
	check("refused for a relative", w.total.Total(HouseholdRefused), mean)
	check("of those, wrongly", w.total.Total(HouseholdRefusedWrongly), meanWrong)
	n := w.total.Total
	if n(ChildrenBarred) != n(HouseholdRefused) || n(RequestsRefused) != n(HouseholdRefused) ||
		n(RequestsRefusedWrongly) != n(HouseholdRefusedWrongly) {
		t.Error("children alone apply, and are refused for relatives alone: the counts should agree")
	}
	off := finish(t, load(t, "households", "population.citizens=20000", "time.length=200 days", "lists.court.refuses-household=[]"), 12, Options{})
	if off.total.Total(HouseholdRefused) != 0 || off.total.Total(ChildrenBarred) != 0 {
		t.Error("where no list refuses households some are refused")
	}
}

// TestHouseholdRefusalCosts: what a refusal costs is all that it does; at no cost nobody's state differs.
func TestHouseholdRefusalCosts(t *testing.T) {
	free := []string{"population.citizens=6000", "time.length=150 days", "behaviour.household-learning=0", "behaviour.need-weight=0",
		"lists.court.refuses-household=[flight]"} // a loan refused is a debt not made
	for _, kind := range []string{"train", "flight", "loan-application", "permit-application", "insurance-application"} {
		free = append(free, "conduct."+kind+".refusal-cost=0 yuan")
	}
	same := finish(t, related(t, free...), 2, Options{})
	none := finish(t, related(t, append(free, "lists.*.refuses-household=[]", "rewards.deposit-waived=none", "rewards.permit-sooner=none")...), 2, Options{})
	same2 := finish(t, related(t, append(free, "rewards.deposit-waived=none", "rewards.permit-sooner=none")...), 2, Options{})
	if same2.Hash() != none.Hash() || same2.total.Total(HouseholdRefused) < 50 {
		t.Errorf("%d refusals at no cost changed somebody, or were too few", same2.total.Total(HouseholdRefused))
	}
	if same.Hash() == none.Hash() {
		t.Error("a refusal should keep people from rewards")
	}
	dear := finish(t, related(t, append(free, "conduct.train.refusal-cost=500 yuan")...), 2, Options{})
	if dear.Hash() == same.Hash() {
		t.Error("refusals at a cost changed nobody")
	}
}

// TestNoWrongRefusalWithoutFalseEntries: where every entry is true, so is every listing, and every refusal for it.
func TestNoWrongRefusalWithoutFalseEntries(t *testing.T) {
	w := finish(t, related(t, "population.citizens=10000", "time.length=200 days",
		"watch.crossing-cameras.groundless=0/million/year", "watch.crossing-cameras.identify.fmr=1e-15"), 5, Options{})
	if n := w.total.Total(HouseholdRefusedWrongly); n != 0 || w.total.Total(HouseholdRefused) < 100 {
		t.Errorf("%d of %d refusals for a relative are wrong without any false entry", n, w.total.Total(HouseholdRefused))
	}
}

// TestHouseholdLearning mirrors perceived risks, bit by bit, where nothing moves them but time and what happens to
// others of the household; and those struck are exactly those with an entry.
func TestHouseholdLearning(t *testing.T) {
	for _, step := range []string{"time.step=7 days", "time.step=1 day"} {
		s := related(t, step, "population.citizens=6000", "time.length=120 days", "behaviour.learning=0", "behaviour.display-weight=0", "watch.police.both-worlds=no")
		w := world(t, s, 4, Options{Workers: 1})
		houses, entered := houseOf(w), make([]bool, len(w.citizens))
		w.observe = func(i int, by reach) { entered[i] = entered[i] || by == reachedByEntry }
		m := newMirror(w)
		err := engine.Run(t.Context(), w, 0, w.Steps(), 1, func(int) error {
			m.time(w)
			m.compare(t, w)
			m.household(w, houses)
			for d := range w.striking {
				lo, _ := w.people.Bounds(d)
				for _, r := range w.striking[d] {
					if who := lo + int(r.Who); entered[who] {
						entered[who] = false
					} else if who := lo + int(r.Who); w.citizens[who].marks&flagTouched == 0 {
						t.Fatalf("%s: citizen %d is struck, and nothing happened to her", step, who)
					}
				}
			}
			if slices.Contains(entered, true) {
				t.Fatalf("%s, day %d: somebody with an entry is not struck", step, w.span.end())
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if m.moved < 1000 {
			t.Errorf("%s: only %d times a relative moved someone: the test shows too little", step, m.moved)
		}
	}
	off := finish(t, related(t, "population.citizens=6000", "time.length=120 days", "behaviour.household-learning=0"), 4, Options{})
	on := finish(t, related(t, "population.citizens=6000", "time.length=120 days"), 4, Options{})
	if on.level.Risk <= off.level.Risk || on.level.Speech <= off.level.Speech {
		t.Error("entries against relatives should raise perceived risks")
	}
	for d := range off.striking {
		if len(off.striking[d])+len(off.struck[d]) != 0 {
			t.Error("rows are kept where nobody learns from relatives")
		}
	}
}

// mirror follows perceived risks beside the model.
type mirror struct {
	risk, speech []uint32
	moved        int
}

func newMirror(w *World) *mirror {
	m := &mirror{}
	for i := range w.citizens {
		m.risk, m.speech = append(m.risk, w.citizens[i].risk()), append(m.speech, w.citizens[i].speechRisk())
	}
	return m
}

func (m *mirror) time(w *World) {
	if !w.span.opens() {
		return
	}
	decay := w.rules.risk[min(cellDays, yearDays-int(w.span.Day)%yearDays)]
	for i := range m.risk {
		m.risk[i] = conduct.Toward(m.risk[i], w.rules.learning.Baseline, decay)
		m.speech[i] = conduct.Toward(m.speech[i], w.rules.learning.Baseline, decay)
	}
}

// household takes up what the step just over did to relatives: the next one starts with it.
func (m *mirror) household(w *World, houses []uint32) {
	for d := range w.striking {
		lo, _ := w.people.Bounds(d)
		for _, r := range w.striking[d] {
			for j := range houses[max(0, lo+int(r.Who)-7):min(len(houses), lo+int(r.Who)+8)] {
				j += max(0, lo+int(r.Who)-7)
				if houses[j] != houses[lo+int(r.Who)] || j == lo+int(r.Who) {
					continue
				}
				m.moved++
				if r.What&struckMisdeed != 0 {
					m.risk[j] = conduct.Toward(m.risk[j], conduct.Certain, w.rules.learning.Household)
				}
				if r.What&struckSpeech != 0 {
					m.speech[j] = conduct.Toward(m.speech[j], conduct.Certain, w.rules.learning.Household)
				}
			}
		}
	}
}

func (m *mirror) compare(t *testing.T, w *World) {
	for i := range w.citizens {
		if c := &w.citizens[i]; c.risk() != m.risk[i] || c.speechRisk() != m.speech[i] {
			t.Fatalf("day %d: citizen %d has risks %d and %d, should have %d and %d", w.span.end(), i, c.risk(), c.speechRisk(), m.risk[i], m.speech[i])
		}
	}
}
