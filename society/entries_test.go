package society

import (
	"math"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/ledger"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
)

// TestSunsetClosedForm: entries of π points at rate ν that expire after S days leave a mean score of s₀ + νπS from then on.
func TestSunsetClosedForm(t *testing.T) {
	const points, perDay, lasts = -3, 12.0 / 365 * 0.5, 100
	s := quiet(t, "time.length=400 days", "redress.sunset=100 days", "conduct.late-fee.points=-3")
	w := world(t, s, 3, Options{})
	people := 0.0
	for _, n := range w.scored {
		people += n
	}
	mean, sd := perDay*points*lasts*people, math.Sqrt(perDay*points*points*lasts*people)
	checks := 0
	err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(step int) error {
		if w.span.end() < lasts+20 || step%13 != 0 {
			return nil
		}
		checks++
		official, truth := 0.0, 0.0
		for i := range w.citizens {
			official += float64(w.citizens[i].official()) - ledger.Reach
			truth += float64(w.citizens[i].truth()) - ledger.Reach
		}
		if z := (official - mean) / sd; math.Abs(z) > 4 {
			t.Errorf("day %d: mean %.3f points from the start, want %.3f (z = %.1f)", w.span.end(), official/people, mean/people, z)
		}
		if official != truth {
			t.Errorf("day %d: the ledgers differ by %.0f points where all entries are true", w.span.end(), official-truth)
		}
		return nil
	})
	if err != nil || checks < 3 {
		t.Fatal(checks, err)
	}
	k := s.KindIndex("late-fee")
	if posted, back := w.total.ByKind[k], w.total.Returned[k]; posted-back > posted/3 || back != w.total.Total(Expired) {
		t.Errorf("%d posted, %d went back", posted, back)
	}
}

// TestSunsetOfTheTrueLedger: a misattributed act leaves its doer's true ledger too, so when all is expired both are where
// they began.
func TestSunsetOfTheTrueLedger(t *testing.T) {
	s := contested(t, "redress.sunset=60 days", "watch.registry.sees=0%", "watch.gatherers.sees=0%", "time.length=300 days",
		"watch.crossing-cameras.identify.fmr=1e-7", "debt.sued=0%")
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
