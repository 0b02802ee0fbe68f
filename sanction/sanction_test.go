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

// listed simulates grounds as a Poisson process at rate nu a day, tallies the share of days on the list, and gives
// that share with the days looked at.
func listed(again bool, nu float64, days int) (share float64) {
	r := Rule{Term: 90, Restart: again}
	threshold := uint64(-math.Expm1(-nu) * (1 << 64))
	const people = 200
	on := 0
	for who := range uint64(people) {
		until := uint16(0)
		for day := range days + 1000 {
			if until != 0 && uint16(day) >= until {
				until = 0
			}
			if u, _ := chance.Block(3, who, uint64(day)); u < threshold {
				until = r.Until(until, uint16(day))
			}
			if until != 0 && day >= 1000 { // the first days lead to the steady state
				on++
			}
		}
	}
	return float64(on) / float64(people*days)
}

// TestSteadyState compares the share listed with νL/(1 + νL) for Ignore and 1 − exp(−νL) for Restart. Days are
// whole, so with Ignore the rate is that of the first grounds on a day, 1 − exp(−ν).
func TestSteadyState(t *testing.T) {
	for _, nu := range []float64{0.001, 0.01, 0.03} {
		load := -math.Expm1(-nu) * 90
		// Whole days: listed on the day of joining, off on the first day after the term, and free to join again then.
		ignore, restart := load/(1+load), -math.Expm1(-nu*90)
		for _, c := range []struct {
			again bool
			want  float64
		}{{false, ignore}, {true, restart}} {
			got := listed(c.again, nu, 9000)
			// About one independent look a person and term, so 20000: four standard errors.
			if d := math.Abs(got - c.want); d > 4*math.Sqrt(c.want*(1-c.want)/(200*9000/180)) {
				t.Errorf("ν = %v, restart %v: %.4f listed, want %.4f", nu, c.again, got, c.want)
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
