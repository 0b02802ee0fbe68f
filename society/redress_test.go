package society

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/ledger"
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

// balanceEntries counts the appeals under way row by row, and holds the rows to their order.
func (w *World) balanceEntries(t *testing.T, pending *[population.Groups]int64) {
	t.Helper()
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
	sets := append([]string{"redress.reviewers=1000 per 100000", "redress.review-days=20 days", "redress.on-deadline=wait"}, feedbackOff...)
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

// TestQueueOverloaded: with a appeals a day and capacity for c of them, who files on day t waits (a/c − 1)t, and after t
// days (a − c)t appeals wait.
func TestQueueOverloaded(t *testing.T) {
	for _, step := range []string{"7 days", "1 day"} {
		s := quiet(t, "time.length=2 years", "time.step="+step, "redress.notice=100%", "redress.notice-after=1 day", "redress.window=1 day",
			"redress.appeal-if-not=50%", "redress.review-days=0 days", "redress.reviewers=20 per 100000", "redress.cases-a-day=20")
		w := world(t, s, 1, Options{})
		run(t, w, 0, w.Steps())
		days := float64(s.Time.Days)
		filed, decided := float64(w.total.Total(Appeals)), float64(w.total.Total(AppealsDecided))
		c := 20000 * 20.0 / 100_000 * 20 * 5 / 7
		a := filed / days
		if a < 1.5*c {
			t.Fatalf("a = %.1f, c = %.1f: not overloaded", a, c)
		}
		// the rate of filing is constant, so at day t reviewers have come to those filed on day tc/a
		if want := c * days; math.Abs(decided/want-1) > 0.02 {
			t.Errorf("step %s: %.0f decided, want ct = %.0f", step, decided, want)
		}
		if want := (a - c) * days; math.Abs((filed-decided)/want-1) > 0.02 {
			t.Errorf("step %s: %.0f wait, want (a − c)t = %.0f", step, filed-decided, want)
		}
		// mean over those decided, whose last filed on day tc/a: half of (a/c − 1) of it, and half a step on average
		mean := float64(w.total.Total(ReviewDays)) / decided
		want := (a/c-1)*days*c/a/2 + float64(s.Time.Step)/2
		if math.Abs(mean/want-1) > 0.03 {
			t.Errorf("step %s: mean wait %.1f days, want %.1f", step, mean, want)
		}
		if front := float64(w.front.From); math.Abs(front/(days*c/a)-1) > 0.05 {
			t.Errorf("step %s: reviewers have come to day %.0f, want %.0f", step, front, days*c/a)
		}
	}
}

// TestQueueUnderloaded: with more reviewers than work, every appeal is decided when the least time of a review is over.
func TestQueueUnderloaded(t *testing.T) {
	s := quiet(t, "time.length=1 year", "redress.notice=100%", "redress.notice-after=1 day", "redress.window=1 day",
		"redress.appeal-if-not=20%", "redress.review-days=30 days", "redress.reviewers=1000 per 100000", "redress.cases-a-day=50")
	w := finish(t, s, 1, Options{})
	decided := w.total.Total(AppealsDecided)
	if got := w.total.Total(ReviewDays); got != 30*decided || decided < 5000 {
		t.Errorf("%d appeals took %d days, want 30 each", decided, got)
	}
	for d := range w.cold {
		for _, e := range w.cold[d].entries {
			if e.State() == redress.Pending && e.Due+30 < w.span.end() {
				t.Fatalf("an appeal of day %d is pending on day %d", e.Due, w.span.end())
			}
		}
	}
	// nobody looks: nothing is upheld
	stamped := finish(t, quiet(t, "time.length=1 year", "redress.notice=100%", "redress.appeal-if-not=20%", "redress.rubber-stamp=100%",
		"redress.reviewers=1000 per 100000"), 1, Options{})
	if stamped.total.Total(AppealsDecided) == 0 || stamped.total.Total(AppealsUpheld) != 0 {
		t.Error("a rubber stamp upheld an appeal, or there was none")
	}
	// nobody reviews, and the deadline decides
	for rule, share := range map[string]int64{"upheld": 1, "dismissed": 0} {
		w := finish(t, quiet(t, "time.length=1 year", "redress.notice=100%", "redress.appeal-if-not=20%", "redress.reviewers=0 per 100000",
			"redress.deadline=45 days", "redress.on-deadline="+rule), 1, Options{})
		n := w.total.Total(AppealsDecided)
		if w.total.Total(ReviewDays) != 45*n || w.total.Total(AppealsUpheld) != share*n || n < 5000 {
			t.Errorf("deadline %s: %d decided after %d days, %d upheld", rule, n, w.total.Total(ReviewDays), w.total.Total(AppealsUpheld))
		}
	}
}

// TestSharesByTruth: entries are told of, objected to and upheld at the stated rates, by whether they are false. Nobody is on
// a list, so nobody finds out by a refusal.
func TestSharesByTruth(t *testing.T) {
	s := lively(t, "watch.crossing-cameras.groundless=190000/million/year", "redress.notice=70%",
		"redress.notice-after=1 day", "redress.window=1 day", "redress.review-days=0 days", "redress.appeal-if-wronged=60%", "redress.appeal-if-not=20%",
		"redress.reviewers=1000 per 100000", "redress.cases-a-day=100", "redress.rubber-stamp=25%", "lists=none")
	w := finish(t, s, 5, Options{})
	n := func(c Count) float64 { return float64(w.total.Total(c)) }
	wronged := (n(MisplacedEntries) + n(GroundlessEntries)) / n(Entries)
	t.Logf("%.0f entries, %.3f of them false, %.0f told, %.0f appeals, %.0f upheld, %.0f of them against false entries",
		n(Entries), wronged, n(Told), n(Appeals), n(AppealsUpheld), n(AppealsUpheldFalse))
	const underWay = 4.0 / 400 // at most so much of the run's entries have not yet come to a decision
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"told", n(Told), n(Entries) * 0.7},
		{"appeals", n(Appeals), n(Told) * (wronged*0.6 + (1-wronged)*0.2)},
		{"false entries struck", n(CorrectedFalse), n(Told) * wronged * 0.6 * 0.75 * 0.86},
		{"true entries struck", n(CorrectedEntries) - n(CorrectedFalse), n(Told) * (1 - wronged) * 0.2 * 0.75 * 0.06},
	} {
		if math.Abs(c.got-c.want) > 4*math.Sqrt(c.want)+underWay*c.want || c.want < 100 {
			t.Errorf("%s: %.0f, want %.0f", c.what, c.got, c.want)
		}
	}
}

// TestSunsetClosedForm: entries of π points at rate ν that expire after S days leave a mean score of s₀ + νπS from then on.
func TestSunsetClosedForm(t *testing.T) {
	s := quiet(t, "time.length=400 days", "redress.sunset=100 days", "conduct.late-fee.points=-3")
	w := world(t, s, 3, Options{})
	k := s.KindIndex("late-fee")
	rate, people := 12.0/365*0.5*-3*100, 0.0
	for _, n := range w.scored {
		people += n
	}
	sd := math.Sqrt(people * 12.0 / 365 * 0.5 * 100 * 9)
	for _, day := range []int{130, 250, 399} {
		for int(w.span.end()) < day {
			step := 0
			for int(w.spans[step].Day) < int(w.span.end()) {
				step++
			}
			run(t, w, step, step+1)
		}
		official, truth := 0.0, 0.0
		for i := range w.citizens {
			official += float64(w.citizens[i].official()) - ledger.Reach
			truth += float64(w.citizens[i].truth()) - ledger.Reach
		}
		if z := (official - rate*people) / sd; math.Abs(z) > 4 {
			t.Errorf("day %d: mean %.3f points from the start, want %.3f (z = %.1f)", w.span.end(), official/people, rate, z)
		}
		if official != truth {
			t.Errorf("day %d: the ledgers differ by %.0f points where all entries are true", w.span.end(), official-truth)
		}
	}
	run(t, w, 57, w.Steps())
	if posted, back := w.total.ByKind[k], w.total.Returned[k]; posted-back > posted/3 || back != w.total.Total(Expired) {
		t.Errorf("%d posted, %d went back", posted, back)
	}
}

// TestSunsetOfTheTrueLedger: a misattributed act leaves its doer's true ledger too, so when all is expired both are where
// they began.
func TestSunsetOfTheTrueLedger(t *testing.T) {
	s := contested(t, "redress.sunset=60 days", "watch.registry.sees=0%", "watch.gatherers.sees=0%", "time.length=300 days",
		"watch.crossing-cameras.identify.fmr=1e-7")
	w := world(t, s, 8, Options{})
	run(t, w, 0, 30)
	for i := range w.rules.see { // from here on nobody sees anything
		clear(w.rules.see[i][:])
		for k := range w.rules.kinds {
			clear(w.rules.kinds[k].sight[i][:])
		}
	}
	for j := range w.rules.channels {
		w.rules.channels[j].hasGroundless = false
	}
	if w.total.Total(Misplaced) < 100 {
		t.Fatal("too few misattributed acts")
	}
	run(t, w, 30, w.Steps())
	for i := range w.citizens {
		if c := &w.citizens[i]; c.official() != c.truth() {
			t.Fatalf("citizen %d: %d officially, %d truly, when every entry has expired", i, c.official(), c.truth())
		}
	}
	for d := range w.cold {
		if len(w.cold[d].entries) != 0 {
			t.Fatal("rows are left of entries that have expired")
		}
	}
}

// TestCorrectionEndsAWrongListing: where every false entry is told of, objected to and struck, nobody stays wrongly listed
// for longer than that takes; where nobody is told, they do.
func TestCorrectionEndsAWrongListing(t *testing.T) {
	sets := []string{"redress.notice-after=1 day", "redress.window=1 day", "redress.appeal-if-wronged=100%", "redress.appeal-if-not=0%",
		"redress.review-days=10 days", "redress.reviewers=1000 per 100000", "redress.rubber-stamp=0%", "redress.upheld-if-false=100%",
		"redress.sunset=none", "redress.suspensive=no", "lists.travel.grounds=[jaywalking, score below 960]", "lists.travel.term=365 days",
		"lists.city.grounds=[list travel]", "watch.web-monitoring.sees=0%"}
	with := finish(t, contested(t, append(sets, "redress.notice=100%")...), 6, Options{})
	none := finish(t, contested(t, append(sets, "redress.notice=0%")...), 6, Options{})
	listed, wrong := with.total.Total(JoinedWrongly), int64(0)
	for d := range with.cold {
		lo, _ := with.people.Bounds(d)
		for _, m := range with.cold[d].lists {
			c := &with.citizens[lo+int(m.Who)]
			if m.Official == 0 || m.True != 0 {
				continue
			}
			wrong++
			if !recentFalse(with, d, m.Who) && !explained(with, lo+int(m.Who), d, m) {
				t.Errorf("citizen %d is wrongly on list %d, with a score of %d and %d truly, and nothing under way",
					lo+int(m.Who), m.List, c.official(), c.truth())
			}
		}
	}
	a, b := sum(with.level.Wrong), sum(none.level.Wrong)
	t.Logf("%d times wrongly listed; at the end %d with redress (%d memberships), %d without", listed, a, wrong, b)
	if a*5 > b || listed < 100 {
		t.Errorf("wrongly listed at the end: %d with redress, %d without", a, b)
	}
	if c, n := with.total.Total(CorrectedFalse), with.total.Total(MisplacedEntries)+with.total.Total(GroundlessEntries); c < n*9/10 {
		t.Errorf("only %d of %d false entries were struck", c, n)
	}
}

// TestCorrectionDayByDay follows one citizen to whom false entries are brought: listed for the first, she is let go when it
// is struck, unless a second stands by then; then when that is struck too. Every point comes back.
func TestCorrectionDayByDay(t *testing.T) {
	sets := []string{"time.step=1 day", "time.length=100 days", "population.citizens=640", "conduct.late-fee.chances=0/year", "redress.notice=100%",
		"redress.notice-after=2 days", "redress.window=1 day", "redress.appeal-if-wronged=100%", "redress.review-days=10 days",
		"redress.reviewers=1000 per 100000", "redress.cases-a-day=200", "redress.rubber-stamp=0%", "redress.upheld-if-false=100%"}
	for _, c := range []struct {
		name          string
		again         string
		brought, days []uint16 // days on which entries are brought, first and last day on the list
	}{
		{"one entry", "ignore", []uint16{20}, []uint16{20, 33}},
		{"a second the same day", "ignore", []uint16{20, 20}, []uint16{20, 33}},
		{"a second later", "ignore", []uint16{20, 27}, []uint16{20, 40}},
		{"a second later, restarting", "restart", []uint16{20, 27}, []uint16{20, 40}},
		{"a second after all is over", "ignore", []uint16{20, 60}, []uint16{20, 33, 60, 73}},
		{"nothing", "ignore", nil, nil},
	} {
		s := quiet(t, append(sets, "lists.travel.again="+c.again)...)
		w := world(t, s, 1, Options{})
		who := 0
		for !w.rules.scored[w.citizens[who].stratum()] {
			who++
		}
		k := uint32(s.KindIndex("fare-dodging"))
		for _, day := range c.brought {
			w.transit = append(w.transit, Handed{To: uint32(who), From: nobody, Due: day, What: what(k, 0, 64)})
		}
		for step := range w.spans {
			run(t, w, step, step+1)
			on := false
			for i := 0; i+1 < len(c.days); i += 2 {
				on = on || uint16(step) >= c.days[i] && uint16(step) < c.days[i+1]
			}
			if v := w.View(who); v.Listed != on || v.Wrong != on {
				t.Errorf("%s, day %d: listed %v, wrongly %v, want %v", c.name, step, v.Listed, v.Wrong, on)
			}
		}
		if v := w.View(who); v.Score != 1000 || v.TrueScore != 1000 || w.total.Total(CorrectedFalse) != int64(len(c.brought)) {
			t.Errorf("%s: the score ends at %d", c.name, v.Score)
		}
		if rows := len(w.cold[0].entries); rows != 0 {
			t.Errorf("%s: %d rows are left", c.name, rows)
		}
	}
}

// recentFalse tells whether a false entry of hers is still on its way to a decision.
func recentFalse(w *World, d int, who uint16) bool {
	for _, e := range w.cold[d].entriesOf(who) {
		if e.Is(redress.False) && e.State() != redress.Closed {
			return true
		}
	}
	return false
}

// explained tells whether a ground of her own stands officially. By the true ledger it may have come sooner, as an act put to
// another, and its term be over.
func explained(w *World, i, d int, m sanction.Membership) bool {
	rule := &w.rules.lists[m.List]
	for _, e := range w.cold[d].entriesOf(m.Who) {
		if !e.Is(redress.False) && e.Official() && rule.Rooted(e.Kind()) {
			return true
		}
	}
	return rule.RootedBelow(w.rules.scale.Read(w.citizens[i].official()))
}

func sum(by [population.Groups]int64) (n int64) {
	for _, x := range by {
		n += x
	}
	return n
}

// TestSuspension: where an appeal suspends and everyone appeals at once, fewer trips are refused; nobody leaves a list for it.
func TestSuspension(t *testing.T) {
	sets := []string{"redress.notice=100%", "redress.notice-after=1 day", "redress.window=1 day", "redress.appeal-if-wronged=100%",
		"redress.appeal-if-not=100%", "redress.reviewers=0 per 100000", "redress.on-deadline=wait", "redress.sunset=none", "time.length=200 days"}
	off := finish(t, contested(t, append(sets, "redress.suspensive=no")...), 4, Options{})
	on := finish(t, contested(t, append(sets, "redress.suspensive=yes")...), 4, Options{})
	a, b := off.total.Total(TripsRefused), on.total.Total(TripsRefused)
	t.Logf("trips refused: %d, with suspension %d", a, b)
	if a < 50 || b*4 > a {
		t.Errorf("trips refused: %d, with suspension %d", a, b)
	}
	if on.total.Total(Left) > off.total.Total(Left) {
		t.Error("an appeal alone took somebody off a list")
	}
}

// TestFindingOut: without notice of the entry itself she learns of it when a list first refuses her something.
func TestFindingOut(t *testing.T) {
	s := contested(t, "redress.notice=0.0001%", "redress.sunset=none")
	w := finish(t, s, 4, Options{})
	if told, refused := w.total.Total(Told), w.total.Total(TripsRefused)+w.total.Total(RequestsRefused); told == 0 || refused == 0 {
		t.Errorf("%d told of their entries, %d refused", told, refused)
	}
	for i := range s.Lists {
		s.Lists[i].Refuses = nil
	}
	if told := finish(t, s, 4, Options{}).total.Total(Told); told > 3 {
		t.Errorf("%d found out where nothing is refused", told)
	}
}

// TestUntilReviewed: a list that reviews every τ days and releases a share r keeps her τ/r days on average; of a cohort
// (1 − r)^n is left after n reviews, in both ledgers by the same die.
func TestUntilReviewed(t *testing.T) {
	s := quiet(t, "time.length=300 days", "lists.travel.grounds=[late-fee]", "conduct.late-fee.chances=2/year")
	s.Lists[0].Ends, s.Lists[0].Every, s.Lists[0].Release = sanction.Reviewed, 40, 0.3
	w := world(t, s, 9, Options{})
	var left, came int64
	err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(int) error {
		for d := range w.cold {
			for _, m := range w.cold[d].lists {
				if m.Official != m.True {
					t.Fatalf("officially until %d, truly until %d, where all entries are true", m.Official, m.True)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	came, left = w.total.ListsJoined[0], w.total.ListsLeft[0]
	// reviews held: of each membership one a 40 days; count them from those still on and those who left, by expectation
	if rate, want := reviewsHeld(w), float64(left); math.Abs(want-0.3*rate) > 4*math.Sqrt(rate*0.3*0.7) || left < 1000 {
		t.Errorf("%d of %d left, at %.0f reviews want %.0f", left, came, rate, 0.3*rate)
	}
	s.Lists[0].Release = 0
	if n := finish(t, s, 9, Options{}).total.ListsLeft[0]; n != 0 {
		t.Errorf("%d left a list that releases nobody", n)
	}
}

// reviewsHeld is the number of reviews: by the days on the list, one a 40 days of each, less the part begun.
func reviewsHeld(w *World) float64 {
	days := w.total.Total(ListedDays)
	for d := range w.cold {
		for _, m := range w.cold[d].lists {
			days -= int64(40 - (m.Official - w.span.end()))
		}
	}
	return float64(days) / 40
}

// TestDiceOfEntries: two entries of a day, kind and truth have dice of their own, and an own entry keeps its dice whatever
// false ones come on the same day.
func TestDiceOfEntries(t *testing.T) {
	seen := map[uint32]bool{}
	for kind := range uint32(32) {
		for _, flags := range []uint16{0, redress.False} {
			for ordinal := range 16 {
				for from := range uint16(7) {
					e := redress.NewEntry(1, 100, kind, flags, ordinal)
					slot := e.Slot(from)
					if seen[slot] || slot >= 1<<24 {
						t.Fatalf("slot %x twice, or out of range", slot)
					}
					seen[slot] = true
				}
			}
		}
	}
	for day := range uint16(36500) {
		cell, from := cellOf(day)
		if want := uint32(day)/365*53 + uint32(day)%365/7; cell != want || from != day%365%7 {
			t.Fatalf("day %d is in cell %d at %d", day, cell, from)
		}
	}
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
