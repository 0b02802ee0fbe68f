package sanction

import (
	"math"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"glasshouse.example/internal/chance"
)

func TestUntil(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Uint16Range(0, 20000).Draw(t, "day")
		term := rapid.Uint16Range(1, 7300).Draw(t, "term")
		until := day + rapid.Uint16Range(1, term).Draw(t, "left")
		ignore, restart := Rule{Term: term}, Rule{Term: term, Restart: true}
		for _, r := range []Rule{ignore, restart} {
			if got := r.Until(0, day); got != day+term {
				t.Fatalf("who joins on day %d for %d days is off on day %d", day, term, got)
			}
		}
		if got := ignore.Until(until, day); got != until {
			t.Fatalf("grounds on day %d move the end of a running term from %d to %d", day, until, got)
		}
		if got := restart.Until(until, day); got != day+term {
			t.Fatalf("grounds on day %d restart a term of %d days to end on day %d", day, term, got)
		}
	})
}

const people, days, term = 400, 9000, 90

// listed simulates people whose days hold grounds with probability p, and gives the share of days on the list.
func listed(restart bool, p float64) float64 {
	const warmUp = 20 * term
	r := Rule{Term: term, Restart: restart}
	on := 0
	for who := range uint64(people) {
		until := uint16(0)
		for day := range uint16(warmUp + days) {
			if day >= until {
				until = 0
			}
			if u, _ := chance.Block(3, who, uint64(day)); float64(u) < p*(1<<64) {
				until = r.Until(until, day)
			}
			if until != 0 && day >= warmUp {
				on++
			}
		}
	}
	return float64(on) / (people * days)
}

// TestSteadyState compares the share listed with νL/(1 + νL) for Ignore and 1 − exp(−νL) for Restart. Days are whole:
// with odds of ν for grounds on a day, and with 1 − exp(−ν), these hold to the digit. Tolerances are four standard
// errors, from the variances of an alternating renewal process and of a covering by terms.
func TestSteadyState(t *testing.T) {
	for _, nu := range []float64{0.001, 0.01, 0.03} {
		load, off := nu*term, math.Exp(-nu*term)
		ignore := term * term / (nu * nu) / math.Pow(term+1/nu, 3)
		restart := 2 * (off*(1-off)/nu - term*off*off)
		for _, c := range []struct {
			restart           bool
			p, want, variance float64
		}{
			{false, nu / (1 + nu), load / (1 + load), ignore},
			{true, 1 - math.Exp(-nu), 1 - off, restart},
		} {
			got := listed(c.restart, c.p)
			if z := (got - c.want) / math.Sqrt(c.variance/(people*days)); math.Abs(z) > 4 {
				t.Errorf("ν = %v, restart %v: %.4f listed, want %.4f (z = %.1f)", nu, c.restart, got, c.want, z)
			}
		}
	}
}

func TestGrounds(t *testing.T) {
	r := Rule{Below: 960, Acts: 1<<3 | 1<<31}
	for kind := range uint32(32) {
		if got, want := r.ByAct(kind), kind == 3 || kind == 31; got != want {
			t.Errorf("an entry of kind %d is grounds: %v", kind, got)
		}
	}
	for score, want := range map[int32]bool{0: true, 959: true, 960: false, 961: false, 1300: false} {
		if got := r.ByScore(score); got != want {
			t.Errorf("a score of %d is grounds: %v", score, got)
		}
	}
}

// A list without a threshold lists nobody for a score, even where the scale goes below 0.
func TestNoThreshold(t *testing.T) {
	r := Rule{Below: NoScore}
	for _, score := range []int32{0, -1, -1000, -1e6} {
		if r.ByScore(score) {
			t.Errorf("a score of %d is grounds for a list without a threshold", score)
		}
	}
}

func TestMembershipIsEightBytes(t *testing.T) {
	if n := unsafe.Sizeof(Membership{}); n != 8 {
		t.Errorf("a membership takes %d bytes, documented are 8", n)
	}
}

// Grounds at any remove are those of every list on the way.
func TestRoot(t *testing.T) {
	rules := []Rule{
		{Below: NoScore, Acts: 1 << 1, Lists: 1 << 2}, // grounded on the third, which comes later
		{Below: NoScore, Acts: 1 << 5},
		{Below: 900, Lists: 1<<1 | 1<<3},
		{Below: 950, Acts: 1 << 7},
	}
	Root(rules)
	for i, want := range []struct {
		roots uint32
		below int32
	}{{1<<1 | 1<<5 | 1<<7, 950}, {1 << 5, NoScore}, {1<<5 | 1<<7, 950}, {1 << 7, 950}} {
		if r := rules[i]; r.Roots != want.roots || r.RootsBelow != want.below {
			t.Errorf("list %d has the roots %b below %d, want %b below %d", i, r.Roots, r.RootsBelow, want.roots, want.below)
		}
	}
}

// A term that repayment ends stays open, and whoever is about to leave and gives grounds anew stays.
func TestOpenTerms(t *testing.T) {
	r := Rule{Ends: Repaid, Term: 30}
	for _, until := range []uint16{0, 103, Open} {
		if got := r.Until(until, 100); got != Open {
			t.Errorf("until %d, joined on day 100: %d, want open", until, got)
		}
	}
}
