package conduct

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/internal/chance"
)

func TestTowardRoundsToTheNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Uint32Range(0, Certain).Draw(t, "x")
		target := rapid.Uint32Range(0, Certain).Draw(t, "target")
		w := rapid.Uint32Range(0, 1<<24).Draw(t, "w")
		got := Toward(x, target, w)
		want := float64(x) + (float64(target)-float64(x))*float64(w)/(1<<24)
		if math.Abs(float64(got)-want) > 0.5 {
			t.Fatalf("%d moved by %d/2^24 towards %d is %d, want %.3f rounded", x, w, target, got, want)
		}
		if got < min(x, target) || got > max(x, target) {
			t.Fatalf("%d moved towards %d is %d: past it or away from it", x, target, got)
		}
	})
}

func TestTowardEnds(t *testing.T) {
	for _, x := range []uint32{0, 1, 6554, Certain - 1, Certain} {
		for _, target := range []uint32{0, 6554, Certain} {
			if got := Toward(x, target, 0); got != x {
				t.Errorf("with weight 0 %d becomes %d", x, got)
			}
			if got := Toward(x, target, 1<<24); got != target {
				t.Errorf("with weight 1 %d becomes %d, want %d", x, got, target)
			}
		}
	}
}

// Time brings a share to within 0.002 of its target, from wherever it starts: 8 bits would stick 0.035 away.
func TestTowardDoesNotStick(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		halfLife := rapid.Float64Range(60, 720).Draw(t, "half-life")
		target := rapid.Uint32Range(0, Certain).Draw(t, "target")
		x := rapid.Uint32Range(0, Certain).Draw(t, "start")
		w := Decay(7, halfLife)
		for range int(20 * halfLife / 7) {
			next := Toward(x, target, w)
			if distance(next, target) > distance(x, target) || next > Certain {
				t.Fatalf("from %d to %d, away from %d", x, next, target)
			}
			x = next
		}
		if d := float64(distance(x, target)) / One; d > 0.002 {
			t.Fatalf("twenty half-lives of %v days leave it %.4f from its target", halfLife, d)
		}
	})
}

func distance(a, b uint32) uint32 { return max(a, b) - min(a, b) }

// TestLearningFollowsItsClosedForm simulates lives of acts sanctioned with probability s and compares mean and
// variance with E r = s + (r₀ − s)(1 − α)^n and α·s(1 − s)/(2 − α).
func TestLearningFollowsItsClosedForm(t *testing.T) {
	const lives, acts, s = 20000, 200, 0.3
	b := usual()
	l := NewLearning(b)
	start := float64(l.Baseline) / One
	var sum, squares [acts + 1]float64
	for who := range uint64(lives) {
		r := l.Baseline
		for n := 1; n <= acts; n++ {
			y := uint32(0)
			if u, _ := chance.Block(11, who, uint64(n)); float64(u) < s*(1<<64) {
				y = Certain
			}
			r = Toward(r, y, l.Alpha)
			sum[n] += float64(r) / One
			squares[n] += float64(r) / One * float64(r) / One
		}
	}
	for _, n := range []int{1, 5, 20, 60, acts} {
		keep := math.Pow(1-b.Learning, float64(n))
		mean := sum[n] / lives
		variance := squares[n]/lives - mean*mean
		wantMean := s + (start-s)*keep
		wantVariance := b.Learning * s * (1 - s) / (2 - b.Learning) * (1 - keep*keep)
		if z := (mean - wantMean) / math.Sqrt(wantVariance/lives); math.Abs(z) > 4 {
			t.Errorf("after %d acts the mean risk is %.5f, want %.5f (z = %.1f)", n, mean, wantMean, z)
		}
		if math.Abs(variance/wantVariance-1) > 0.04 {
			t.Errorf("after %d acts the variance is %.6f, want %.6f", n, variance, wantVariance)
		}
	}
}

func TestNewLearning(t *testing.T) {
	l := NewLearning(usual())
	if a := float64(l.Alpha) / (1 << 24); math.Abs(a-0.05) > 1e-7 {
		t.Errorf("α is compiled to %v, want 0.05", a)
	}
	if r := float64(l.Baseline) / One; math.Abs(r-0.1) > 1e-5 {
		t.Errorf("r₀ is compiled to %v, want 0.1", r)
	}
	if r := NewLearning(&Behaviour{BaselineRisk: 1}).Baseline; r != Certain {
		t.Errorf("a baseline risk of 1 is compiled to %d, which 16 bits do not hold; want %d", r, Certain)
	}
}

func TestNeed(t *testing.T) {
	for _, c := range []struct {
		resources uint32
		want      int64
	}{{1 << 15, 0}, {0, One}, {1 << 14, One / 2}, {1<<15 + 1, 0}, {1<<16 - 1, 0}, {1<<15 - 1, 2}} {
		if got := Need(c.resources); got != c.want {
			t.Errorf("resources of %d give a need of %d, want %d", c.resources, got, c.want)
		}
	}
}

func TestDecay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.Float64Range(0, 400).Draw(t, "days")
		halfLife := rapid.Float64Range(1, 1000).Draw(t, "half-life")
		want := -math.Expm1(-days / halfLife * math.Ln2)
		if got := float64(Decay(days, halfLife)) / (1 << 24); math.Abs(got-want) > 1e-7 {
			t.Fatalf("in %v days at a half-life of %v the decay is %v, want %v", days, halfLife, got, want)
		}
	})
	if d := Decay(180, 180); d != 1<<23 {
		t.Errorf("one half-life decays %d/2^24, want half", d)
	}
	for _, halfLife := range []float64{0, -1} {
		if d := Decay(7, halfLife); d != 0 {
			t.Errorf("a half-life of %v decays by %d, want none", halfLife, d)
		}
	}
}
