package society

import (
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/ledger"
	"glasshouse.example/population"
	"glasshouse.example/sanction"
)

// TestBooksBalance is promise 6, checked after every step, in total and by group where a group's books close.
func TestBooksBalance(t *testing.T) {
	for _, set := range []string{"lists.travel.again=ignore", "lists.travel.again=restart", "watch.crossing-cameras.identify.review-accepts=50%"} {
		w := world(t, lively(t, set), 11, Options{})
		err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(int) error {
			balance(t, w)
			return nil
		})
		if err != nil || t.Failed() {
			t.Fatal(set, err)
		}
		balanceScores(t, w)
		for _, c := range []Count{MisplacedEntries, GroundlessEntries, Left, TripsRefused, WronglyListedDays, LawfulEntries, IdleWeeksAccused,
			Detentions, WrongDetentions, Ineligible, RequestsRefused, RequestsRefusedWrongly, Rewarded, Loans, LatePayments, Defaults,
			Settlements, DebtsRepaid, DebtsSettled, ReListed} {
			if w.total.Total(c) == 0 {
				t.Errorf("%s: counter %d stayed at 0: the test shows nothing of it", set, c)
			}
		}
	}
}

func balance(t *testing.T, w *World) {
	n := w.total.Total
	equal := func(what string, a, b int64) {
		if a != b {
			t.Errorf("day %d: %s: %d ≠ %d", w.span.end(), what, a, b)
		}
	}
	_, transit := w.InTransit()
	equal("entries = true + misattributed + groundless", n(Entries), n(TrueEntries)+n(MisplacedEntries)+n(GroundlessEntries))
	equal("misattributed = handed out + in transit", n(Misplaced), n(MisplacedEntries)+transit)
	equal("searches = herself + another + nobody", n(Searches), n(SearchHerself)+n(SearchAnother)+n(SearchNobody))
	w.balanceEntries(t)
	var listed, wrong, lawful [population.Groups]int64
	for i := range w.citizens {
		v := w.View(i)
		if v.Listed {
			listed[v.Group]++
		}
		if v.Wrong {
			wrong[v.Group]++
		}
		if v.LawfulOnly {
			lawful[v.Group]++
		}
		if v.Wrong && !v.Listed || v.LawfulOnly && !v.Listed {
			t.Errorf("day %d: citizen %d is wrongly listed or listed for lawful conduct without being listed", w.span.end(), i)
		}
	}
	for g := range listed {
		c := &w.total.Counts[g]
		equal("listed = joined − left", c[Joined]-c[Left], listed[g])
		equal("listed as counted", w.level.Listed[g], listed[g])
		equal("wrongly listed as counted", w.level.Wrong[g], wrong[g])
		equal("listed for lawful conduct as counted", w.level.Lawful[g], lawful[g])
		for k := range w.total.Acts[g] {
			if w.total.Acts[g][k] > w.total.Moments[g][k] {
				t.Errorf("day %d: more acts than moments of kind %d", w.span.end(), k)
			}
		}
	}
	var rows [sanction.Lists]int64
	held := int64(0)
	for d := range w.cold {
		for _, m := range w.cold[d].lists {
			if m.Official != 0 {
				rows[m.List]++
			}
		}
		held += int64(len(w.cold[d].held))
	}
	for i := range rows {
		equal("on a list = memberships begun − ended", w.total.ListsJoined[i]-w.total.ListsLeft[i], rows[i])
	}
	for i := range w.citizens {
		if w.citizens[i].rest&flagHeld != 0 {
			held--
		}
	}
	equal("rows of the held = flags", held, 0)
	balanceDebts(w, equal)
	if acts := w.acts(); n(Detected) > acts {
		t.Errorf("day %d: %d acts seen of %d", w.span.end(), n(Detected), acts)
	}
}

func (w *World) acts() (n int64) {
	for g := range w.total.Acts {
		for _, a := range w.total.Acts[g] {
			n += int64(a)
		}
	}
	return n
}

// balanceScores adds up every point: nothing lost, nothing invented.
func balanceScores(t *testing.T, w *World) {
	var official, histogram, posted int64
	for i := range w.citizens {
		official += int64(w.citizens[i].official()) - ledger.Reach
		if s := w.citizens[i].official(); s == 0 || s == ledger.Mask {
			t.Fatal("a score left the 12 bits")
		}
	}
	for s, n := range w.level.Scores {
		histogram += (int64(s) - ledger.Reach) * n
	}
	for k, n := range w.total.ByKind {
		posted += (n - w.total.Returned[k]) * int64(w.rules.kinds[k].points)
	}
	if official != posted || histogram != posted {
		t.Errorf("points posted %d, on the scores %d, in the histogram %d", posted, official, histogram)
	}
}

// TestListedDays counts the days on lists by looking at everyone every day, and compares.
func TestListedDays(t *testing.T) {
	s := lively(t, "time.step=1 day", "time.length=200 days", "population.citizens=6000")
	w := world(t, s, 2, Options{})
	var listed, wrong int64
	err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(int) error {
		for i := range w.citizens {
			if w.citizens[i].has(flagListed) {
				listed++
			}
			if w.citizens[i].has(flagWrong) {
				wrong++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := w.total.Total(ListedDays); got != listed {
		t.Errorf("listed days %d, looked at day by day %d", got, listed)
	}
	if got := w.total.Total(WronglyListedDays); got != wrong || wrong == 0 {
		t.Errorf("wrongly listed days %d, looked at day by day %d", got, wrong)
	}
}

// TestSameLuck: moments are the same in both worlds, and what the system does not touch is done the same.
func TestSameLuck(t *testing.T) {
	// detention keeps people from everything, so it is off where nothing but what the system touches may change
	s := lively(t, "conduct.jaywalking.detention=0 days", "conduct.fighting.detention=0 days")
	with, without := finish(t, s, 9, Options{}), finish(t, s.Without(), 9, Options{})
	if with.total.Moments != without.total.Moments {
		t.Error("the worlds differ in moments")
	}
	k := s.KindIndex("everyday-talk")
	for g := range with.total.Acts {
		if with.total.Acts[g][k] != without.total.Acts[g][k] {
			t.Error("the system changed everyday acts")
		}
	}
	if with.total.Acts == without.total.Acts {
		t.Error("the system changed nothing at all: the test shows nothing")
	}
	if without.total.Total(Entries) != 0 || without.total.Total(Searches) != 0 || without.total.Total(Fines) == 0 {
		t.Error("without the system only the fines of ordinary policing should remain")
	}
}

// TestStepLength: with feedback off, steps of one day and of seven give the same acts, sights and searches.
func TestStepLength(t *testing.T) {
	seven := finish(t, lively(t, feedbackOff...), 5, Options{})
	one := finish(t, lively(t, append(feedbackOff, "time.step=1 day")...), 5, Options{})
	if seven.total.Moments != one.total.Moments || seven.total.Acts != one.total.Acts {
		t.Error("moments or acts differ")
	}
	for _, c := range []Count{Detected, Searches, SearchAnother, Misplaced, MisplacedEntries, Entries, Joined, Left, ListedDays} {
		if a, b := seven.total.Total(c), one.total.Total(c); a != b {
			t.Errorf("counter %d: %d in steps of seven days, %d in steps of one", c, a, b)
		}
	}
}

// feedbackOff takes every influence of the system on conduct away.
var feedbackOff = []string{
	"behaviour.deterrence=0", "behaviour.speech-deterrence=0", "behaviour.need-weight=0",
	"behaviour.display-weight=0", "redress.repair=0 per 100 points",
}
