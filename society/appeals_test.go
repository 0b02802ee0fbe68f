package society

import (
	"math"
	"testing"

	"glasshouse.example/population"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
)

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
		if front := float64(w.fields.Front.From); math.Abs(front/(days*c/a)-1) > 0.05 {
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
