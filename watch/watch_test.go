package watch

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/internal/chance"
)

// share is a threshold of 64 bits as a probability.
func share(p uint64) float64 { return float64(p) / (1 << 64) }

func camera(t *rapid.T) *Channel {
	return &Channel{
		Cameras:   true,
		Per1000:   rapid.Float64Range(0, 2000).Draw(t, "per 1000"),
		Connected: rapid.Float64Range(0, 1).Draw(t, "connected"),
		Reach:     rapid.Float64Range(0, 0.1).Draw(t, "reach"),
		Spread:    rapid.Float64Range(0, 1).Draw(t, "spread"),
	}
}

func TestCoverage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := camera(t)
		level := rapid.IntRange(0, Levels-1).Draw(t, "level")
		got := c.Coverage(level)
		want := -math.Expm1(-c.Reach * c.Connected * c.PerThousand(level))
		if math.Abs(got-want) > 1e-14 || got < 0 || got > 1 {
			t.Fatalf("coverage is %v, want %v", got, want)
		}
		if level > 0 && c.Coverage(level-1) > got {
			t.Fatalf("level %d has less coverage, %v, than the level below it", level, got)
		}
	})
}

// A tenth of the cameras connected and a reach that sees half of what happens at 37 cameras per 1000.
func TestCoverageByHand(t *testing.T) {
	c := Channel{Cameras: true, Per1000: 37, Connected: 0.1, Reach: math.Ln2 / 3.7, Sees: 0.9}
	for _, level := range []int{0, 7, Levels - 1} {
		if got := c.Coverage(level); math.Abs(got-0.5) > 1e-15 {
			t.Errorf("without spread coverage at level %d is %v, want 0.5", level, got)
		}
	}
	c.Cameras = false
	if got := c.Coverage(3); got != 0.9 {
		t.Errorf("a channel without cameras sees %v, want its share of 0.9", got)
	}
}

// The mean over levels is the stated density, and the ends lie the spread away from it.
func TestPerThousandKeepsTheMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := camera(t)
		sum := 0.0
		for level := range Levels {
			sum += c.PerThousand(level)
		}
		if math.Abs(sum/Levels-c.Per1000) > 1e-12*c.Per1000 {
			t.Fatalf("the mean over levels is %v, want %v", sum/Levels, c.Per1000)
		}
		lowest, highest := c.PerThousand(0), c.PerThousand(Levels-1)
		if math.Abs(lowest-c.Per1000*(1-c.Spread)) > 1e-9 || math.Abs(highest-c.Per1000*(1+c.Spread)) > 1e-9 || lowest < 0 {
			t.Fatalf("levels run from %v to %v, a spread of %v around %v", lowest, highest, c.Spread, c.Per1000)
		}
	})
}

func channels(t *rapid.T) []float64 {
	p := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, 1e-6}))
	return rapid.SliceOfN(p, 0, Channels).Draw(t, "seen")
}

// TestSightThresholds checks C_j = 1 − Π(1 − c_i), that they never fall, and that the share which falls to channel
// j is c_j of what the channels before it left.
func TestSightThresholds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seen := channels(t)
		s := NewSight(seen)
		unseen, before := 1.0, uint64(0)
		for j, c := range s {
			p := 0.0
			if j < len(seen) {
				p = seen[j]
			}
			if got := share(c - before); c < before || math.Abs(got-p*unseen) > 1e-15 {
				t.Fatalf("channel %d of %v keeps %v, want %v", j, seen, got, p*unseen)
			}
			unseen *= 1 - p
			before = c
		}
	})
}

// A channel added behind others takes only what they did not see: ordinary policing sees the same acts in both worlds.
func TestChannelsBehindChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seen := channels(t)
		n := rapid.IntRange(0, len(seen)).Draw(t, "first")
		few, all := NewSight(seen[:n]), NewSight(seen)
		u := rapid.Uint64().Draw(t, "u")
		if j := few.By(u); j >= 0 && all.By(u) != j {
			t.Fatalf("die %d went to channel %d and goes to %d with %d channels more", u, j, all.By(u), len(seen)-n)
		} else if j < 0 && all.By(u) >= 0 && all.By(u) < n {
			t.Fatalf("die %d went to nobody and now to the old channel %d", u, all.By(u))
		}
	})
}

func TestBy(t *testing.T) {
	s := NewSight([]float64{0, 0.25, 0, 0.5})
	const quarter = 1 << 62
	for _, c := range []struct {
		u    uint64
		want int
	}{{0, 1}, {quarter - 1, 1}, {quarter, 3}, {quarter*5/2 - 1, 3}, {quarter * 5 / 2, -1}, {math.MaxUint64, -1}} {
		if got := s.By(c.u); got != c.want {
			t.Errorf("die %d goes to channel %d, want %d", c.u, got, c.want)
		}
	}
	blind := NewSight(nil)
	if got := blind.By(0); got != -1 {
		t.Errorf("with no channel an act is seen by %d", got)
	}
}

// TestSightFrequencies rolls dice: each channel's share within four standard errors.
func TestSightFrequencies(t *testing.T) {
	const rolls = 400000
	seen := []float64{0.05, 0.3, 0, 0.5}
	s := NewSight(seen)
	var n [Channels + 1]float64
	for i := range uint64(rolls) {
		u, _ := chance.Block(5, i, 0)
		n[s.By(u)+1]++
	}
	for j, want := range []float64{0.95 * 0.7 * 0.5, 0.05, 0.95 * 0.3, 0, 0.95 * 0.7 * 0.5, 0, 0, 0, 0} {
		if z := (n[j] - rolls*want) / math.Sqrt(rolls*want*(1-want)+1e-9); math.Abs(z) > 4 {
			t.Errorf("channel %d saw %v of %d acts, want a share of %v (z = %.1f)", j-1, n[j], rolls, want, z)
		}
	}
}
