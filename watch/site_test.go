package watch

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/internal/chance"
	"glasshouse.example/population"
)

func group(sex population.Sex, age population.Age) uint32 {
	return uint32(sex)*population.Ages + uint32(age)
}

// TestFalseAlarmByHand works out each mode's rate for each factor.
func TestFalseAlarmByHand(t *testing.T) {
	man, woman := group(population.Man, population.Age18to39), group(population.Woman, population.Age40to59)
	oldMan, oldWoman := group(population.Man, population.Age60), group(population.Woman, population.Age60)
	identify := Site{Mode: Identify, Gallery: 50, FMR: 1e-3, Women: 2, Old: 3, Minority: 5}
	verify := Site{Mode: Verify, FNMR: 0.2, FMR: 0.5, Women: 2, Old: 3, Minority: 5}
	attention := Site{Mode: Attention, FalseAlarms: 0.1, MissRate: 0.4, Women: 2, Old: 3, Minority: 5}
	count := Site{Mode: CountOnly, FMR: 0.5, MissRate: 0.5}
	for _, c := range []struct {
		site  *Site
		group uint32
		want  float64
	}{
		{&identify, man, 1 - math.Exp(-0.05)}, {&identify, woman, 1 - math.Exp(-0.1)}, {&identify, oldMan, 1 - math.Exp(-0.15)},
		{&identify, oldWoman, 1 - math.Exp(-0.3)}, {&identify, population.MinorityGroup, 1 - math.Exp(-0.25)},
		{&verify, man, 0.2}, {&verify, woman, 0.4}, {&verify, oldWoman, 1}, {&verify, population.MinorityGroup, 1},
		{&attention, man, 0.1}, {&attention, oldMan, 0.3}, {&attention, population.MinorityGroup, 0.5}, {&count, man, 0},
	} {
		if got := c.site.FalseAlarm(c.group); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("mode %d, %s: false alarms at %v, want %v", c.site.Mode, population.GroupName(c.group), got, c.want)
		}
	}
	if verify.Miss() != 0.5 || attention.Miss() != 0.4 || count.Miss() != 0 {
		t.Error("the chance of a miss is not the impostor's FMR where a site verifies and the miss rate elsewhere")
	}
}

func site(t *rapid.T) *Site {
	p := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, 1e-6}))
	return &Site{Mode: Mode(rapid.IntRange(0, 3).Draw(t, "mode")), Condition: p.Draw(t, "condition"), FNMR: p.Draw(t, "fnmr"),
		FMR: p.Draw(t, "fmr"), Gallery: rapid.Float64Range(1, 1000).Draw(t, "gallery"), MissRate: p.Draw(t, "miss"),
		FalseAlarms: p.Draw(t, "alarm"), Women: rapid.Float64Range(0.1, 10).Draw(t, "women"), Old: 1, Minority: 3}
}

// The thresholds never fall, and each notice has the probability that it is defined by.
func TestAlarmThresholds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, g := site(t), uint32(rapid.IntRange(0, population.GroupsInUse-1).Draw(t, "group"))
		a := NewAlarms(s, g)
		want := [...]float64{s.Condition * (1 - s.Miss()), s.Condition * s.Miss(), (1 - s.Condition) * s.FalseAlarm(g)}
		before := uint64(0)
		for n, p := range want {
			if s.Mode == CountOnly {
				p = 0
			}
			if a[n] < before || math.Abs(share(a[n]-before)-p) > 1e-12 {
				t.Fatalf("notice %d has probability %v, want %v", n, share(a[n]-before), p)
			}
			before = a[n]
		}
	})
}

// An act is noticed by a channel or by the site, never by both, as long as their chances add up to one at most.
func TestOneDieIsEnough(t *testing.T) {
	const rolls = 200_000
	s := Site{Mode: Attention, Condition: 0.25, MissRate: 0.5, FalseAlarms: 0.4, Women: 1, Old: 1, Minority: 1}
	a, sight := NewAlarms(&s, 0), NewSight([]float64{0.3, 0.2})
	var n [Pass + 1]float64
	seen := 0.0
	for i := range uint64(rolls) {
		u, _ := chance.Block(9, i, 0)
		notice := a.Of(^u)
		n[notice]++
		if sight.By(u) >= 0 {
			seen++
			if notice != Pass {
				t.Fatalf("die %d is seen by a channel and by the site", u)
			}
		}
	}
	for i, p := range []float64{0.125, 0.125, 0.3, 0.45} {
		if z := (n[i] - rolls*p) / math.Sqrt(rolls*p*(1-p)); math.Abs(z) > 4 {
			t.Errorf("notice %d came %v times of %d, want a share of %v (z = %.1f)", i, n[i], rolls, p, z)
		}
	}
	if p := 0.44; math.Abs(seen-rolls*p) > 4*math.Sqrt(rolls*p*(1-p)) {
		t.Errorf("channels saw %v of %d", seen, rolls)
	}
}
