package society

import (
	"bytes"
	"slices"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/population"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
)

// contested is the lively society with everything that redress can do, often: too few reviewers, a deadline, expiry,
// suspension, and a list that holds people until a review releases them.
func contested(t testing.TB, sets ...string) *scenario.Scenario {
	s := lively(t, append([]string{
		"redress.notice=60%", "redress.notice-after=3 days", "redress.appeal-if-wronged=80%", "redress.appeal-if-not=30%",
		"redress.reviewers=60 per 100000", "redress.review-days=10 days", "redress.rubber-stamp=20%",
		"redress.deadline=40 days", "redress.on-deadline=dismissed", "redress.suspensive=yes", "redress.sunset=150 days",
	}, sets...)...)
	l := &s.Lists[listIndex(s, "city")]
	l.Ends, l.Every, l.Release = sanction.Reviewed, 30, 0.4
	return s
}

func listIndex(s *scenario.Scenario, name string) int {
	return slices.IndexFunc(s.Lists, func(l sanction.List) bool { return l.Name == name })
}

// balanceEntries counts the appeals under way row by row, and holds the rows to their order and the counters to each other.
func (w *World) balanceEntries(t *testing.T) {
	t.Helper()
	var pending [population.Groups]int64
	for d := range w.cold {
		lo, _ := w.people.Bounds(d)
		before := redress.Entry{}
		for _, e := range w.cold[d].entries {
			if e.Who < before.Who || e.Who == before.Who && e.Day < before.Day {
				t.Fatalf("day %d: the rows of entries are out of order", w.span.end())
			}
			if e.State() == redress.Pending {
				pending[w.rules.group[w.citizens[lo+int(e.Who)].stratum()]]++
			}
			before = e
		}
	}
	for g, n := range pending {
		c := &w.total.Counts[g]
		if c[Appeals] != c[AppealsDecided]+n || w.level.Pending[g] != n {
			t.Errorf("day %d: %d appeals, %d decided, %d pending, counted as %d", w.span.end(), c[Appeals], c[AppealsDecided], n, w.level.Pending[g])
		}
		if c[CorrectedEntries] != c[AppealsUpheld] || c[CorrectedFalse] != c[AppealsUpheldFalse] {
			t.Errorf("day %d: %d upheld and %d struck, of false ones %d and %d", w.span.end(), c[AppealsUpheld], c[CorrectedEntries],
				c[AppealsUpheldFalse], c[CorrectedFalse])
		}
	}
}

// TestRedressPlainTwin compares the pipeline with the plain rule, with every way back open.
func TestRedressPlainTwin(t *testing.T) {
	for _, sets := range [][]string{nil, {"time.step=1 day"}, {"redress.sunset=none", "redress.on-deadline=wait"}} {
		s := contested(t, append(sets, "population.citizens=12000")...)
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		if fast.Hash() != plain.Hash() || fast.total != plain.total || fast.level != plain.level {
			t.Errorf("%v: the pipeline and the plain rule differ", sets)
		}
		for _, c := range []Count{Told, Appeals, AppealsUpheld, AppealsUpheldFalse, ReviewDays} {
			if fast.total.Total(c) < 10 {
				t.Errorf("%v: counter %d is %d: the test compares too little", sets, c, fast.total.Total(c))
			}
		}
	}
}

// TestRedressSameHash is promise 1 with every way back open.
func TestRedressSameHash(t *testing.T) {
	s := contested(t, "population.citizens=12000", "time.length=250 days")
	want := finish(t, s, 3, Options{Workers: 1})
	for _, o := range []Options{{Workers: 3, Block: 64}, {Workers: 2, Block: 65536}} {
		if got := finish(t, s, 3, o); got.Hash() != want.Hash() || got.total != want.total || got.level != want.level {
			t.Errorf("%+v: another result", o)
		}
	}
	for _, stop := range []int{9, 23} {
		var saved bytes.Buffer
		if err := run(t, world(t, s, 3, Options{}), 0, stop).Save(&saved); err != nil {
			t.Fatal(err)
		}
		w := world(t, s, 3, Options{Workers: 2})
		if err := w.Load(&saved); err != nil {
			t.Fatal(err)
		}
		if run(t, w, stop, w.Steps()); w.Hash() != want.Hash() || w.total != want.total || w.level != want.level {
			t.Errorf("resumed after step %d: another result", stop)
		}
	}
}

// TestRedressBooks checks the books after every step, and that no point is lost or invented by corrections and expiry.
func TestRedressBooks(t *testing.T) {
	for _, set := range []string{"lists.travel.again=ignore", "lists.travel.again=restart", "redress.sunset=none"} {
		w := world(t, contested(t, set), 11, Options{})
		err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(int) error {
			balance(t, w)
			balanceScores(t, w)
			return nil
		})
		if err != nil || t.Failed() {
			t.Fatal(set, err)
		}
		for _, c := range []Count{Told, Appeals, AppealsDecided, AppealsUpheld, AppealsUpheldFalse, CorrectedEntries, ReviewDays} {
			if w.total.Total(c) == 0 {
				t.Errorf("%s: counter %d stayed at 0: the test shows nothing of it", set, c)
			}
		}
		if expires := w.scenario.Redress.Sunset > 0; expires != (w.total.Total(Expired) > 0) {
			t.Errorf("%s: %d entries expired", set, w.total.Total(Expired))
		}
	}
}

// TestRedressStepLength: with feedback off and reviewers who keep up, steps of one day and of seven tell, hear, strike and
// forget the same entries, and list the same people for as long.
func TestRedressStepLength(t *testing.T) {
	sets := append([]string{"redress.reviewers=1000 per 100000", "redress.review-days=20 days", "redress.on-deadline=wait",
		"lists.private-school.refuses-household=[]"}, feedbackOff...) // households are refused as the step begins
	seven, one := finish(t, contested(t, sets...), 5, Options{}), finish(t, contested(t, append(sets, "time.step=1 day")...), 5, Options{})
	for _, c := range []Count{Entries, Told, Appeals, AppealsDecided, AppealsUpheld, AppealsUpheldFalse, ReviewDays, Expired,
		Joined, Left, ListedDays, WronglyListedDays, TripsRefused, RequestsRefused} {
		if a, b := seven.total.Total(c), one.total.Total(c); a != b || a == 0 {
			t.Errorf("counter %d: %d in steps of seven days, %d in steps of one", c, a, b)
		}
	}
	if seven.level.Scores != one.level.Scores {
		t.Error("the scores differ")
	}
}

// TestRedressOff: without notice and sunset nothing is kept, nobody is told, and nothing goes back.
func TestRedressOff(t *testing.T) {
	w := finish(t, contested(t, "redress.notice=0%", "redress.sunset=none"), 2, Options{})
	for _, c := range []Count{Told, Appeals, AppealsDecided, CorrectedEntries, Expired} {
		if n := w.total.Total(c); n != 0 {
			t.Errorf("counter %d is %d where there is no redress", c, n)
		}
	}
	for d := range w.cold {
		if len(w.cold[d].entries) != 0 {
			t.Fatal("entries are kept where nothing can happen to them")
		}
	}
}

// quiet is a society whose only entries are those of late fees, so many a person and year, and where nothing feeds back.
func quiet(t testing.TB, sets ...string) *scenario.Scenario {
	return load(t, "article", append(append([]string{
		"population.citizens=20000", "watch.crossing-cameras.connected=0%", "watch.crossing-cameras.groundless=0/million/year",
		"watch.police.sees=0%", "watch.wardens.sees=0%", "watch.inspectors.sees=0%", "watch.web-monitoring.sees=0%",
		"watch.registry.sees=0%", "watch.gatherers.sees=0%", "lists.travel.grounds=[fare-dodging]",
		"conduct.late-fee.chances=12/year", "conduct.late-fee.inclination=50%", "behaviour.temperament-spread=0",
	}, feedbackOff...), sets...)...)
}

// TestRedressSafeguards: the overlays of the library do what they say, in a preset that has many lists.
func TestRedressSafeguards(t *testing.T) {
	w := finish(t, load(t, "black-lists+notice-and-appeal+sunset", "population.citizens=20000", "time.length=450 days"), 1, Options{})
	n := w.total.Total
	if n(Told) < n(Entries)*9/10 || n(Appeals) == 0 || n(AppealsUpheld) == 0 || n(Expired) == 0 || n(ReviewDays) != 30*n(AppealsDecided) {
		t.Errorf("of %d entries %d were told of, %d appealed against, %d struck, and %d expired", n(Entries), n(Told), n(Appeals), n(AppealsUpheld), n(Expired))
	}
	plain := finish(t, load(t, "black-lists", "population.citizens=20000", "time.length=450 days"), 1, Options{})
	if plain.total.Total(Told) != 0 || plain.total.Total(Expired) != 0 {
		t.Error("the preset has redress without the safeguards")
	}
}
