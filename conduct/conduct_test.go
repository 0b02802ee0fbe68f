package conduct

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/population"
)

var table = sync.OnceValue(NewTable)

// share is a threshold of 64 bits as a probability.
func share(p uint64) float64 { return float64(p) / (1 << 64) }

// fine is l with 16 fractional bits.
func fine(l float64) int64 { return int64(math.Round(l * One)) }

// usual is the behaviour of the article scenario.
func usual() *Behaviour {
	return &Behaviour{Deterrence: 3.5, SpeechDeterrence: 3.5, BaselineRisk: 0.1, Learning: 0.05, NeedWeight: 0.5}
}

// The first cell is left out: it leads from an exact 0 to the first edge.
func TestTableMeetsTheFormula(t *testing.T) {
	worst, before := 0.0, uint64(0)
	for l := int64(Never + 1<<cellBits); l <= Always; l += 37 {
		p := table().At(l)
		want := -math.Expm1(-math.Exp(float64(l) / One))
		worst = max(worst, math.Abs(share(p)-want)/want)
		if p < before {
			t.Fatalf("p falls from %d to %d at L = %v", before, p, float64(l)/One)
		}
		before = p
	}
	if worst > 8e-6 {
		t.Errorf("the table errs by %.3g of p, documented are at most 8e-6", worst)
	}
}

func TestTableIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.Int64Range(Never-One, Always+One).Draw(t, "l")
		d := rapid.Int64Range(0, 2000).Draw(t, "d")
		if p, q := table().At(l), table().At(l+d); p > q {
			t.Fatalf("p(%d) = %d is above p(%d) = %d", l, p, l+d, q)
		}
	})
}

func TestTableEnds(t *testing.T) {
	for _, l := range []int64{Never, Never - 1, 2 * Never, 100 * Never, math.MinInt32} {
		if p := table().At(l); p != 0 {
			t.Errorf("at L = %d p is %d, want exactly 0", l, p)
		}
	}
	for _, l := range []int64{Always - 1, Always, Always + 1, 2 * Always, 100 * Always, math.MaxInt32} {
		if p := table().At(l); p != math.MaxUint64 {
			t.Errorf("at L = %d p is %d, want the highest threshold", l, p)
		}
	}
}

// The frozen digest makes sure that every platform builds the same table.
func TestTableBits(t *testing.T) {
	h := sha256.New()
	if err := binary.Write(h, binary.LittleEndian, table()[:cells+1]); err != nil {
		t.Fatal(err)
	}
	const want = "64f95c9c1d4f28cd37ccc2bb4e0152d6127703e5265118bfd587d2b003b8c2f8"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("the table's digest is %s, frozen is %s", got, want)
	}
}

func TestBaselineGivesTheInclination(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p0 := math.Exp(rapid.Float64Range(math.Log(1e-8), 0).Draw(t, "ln p0"))
		if rapid.Bool().Draw(t, "high") {
			p0 = max(1-p0, 1e-8)
		}
		p := share(table().At(Baseline(p0)))
		if math.Abs(p-p0) > 1e-5 || math.Abs(p-p0) > 2e-5*p0 {
			t.Fatalf("an inclination of %v acts with probability %v", p0, p)
		}
	})
}

// p = 1 − (1 − p₀)^x is 0 at p₀ = 0 and 1 at p₀ = 1 whatever moves her.
func TestNoDriveMovesTheCertain(t *testing.T) {
	b := &Behaviour{Deterrence: 7, SpeechDeterrence: 7, NeedWeight: 2}
	deter := Drive(ptr(NewResponse(Misdeed, b, 2)), One, 0, 0, 0)
	silence := Drive(ptr(NewResponse(Speech, b, 2)), 0, One, 0, 0)
	provoke := Drive(ptr(NewResponse(Misdeed, b, 2)), -One, 0, One, 0)
	repair := Drive(ptr(NewResponse(GoodDeed, b, 2)), 0, 0, 0, 2048)
	for _, e := range []int64{0, deter, silence, provoke, repair} {
		if p := table().At(Baseline(0) + e); p != 0 {
			t.Errorf("with an inclination of 0 and a drive of %.2f p is %v", float64(e)/One, share(p))
		}
		if p := table().At(Baseline(1) + e); p != math.MaxUint64 {
			t.Errorf("with an inclination of 1 and a drive of %.2f p is %v", float64(e)/One, share(p))
		}
	}
}

func ptr[T any](x T) *T { return &x }

// TestPropensity checks p = 1 − (1 − p₀)^exp(E) end to end, from user units to a probability.
func TestPropensity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p0 := rapid.Float64Range(0.001, 0.99).Draw(t, "p0")
		b := &Behaviour{
			Deterrence:       rapid.Float64Range(0, 7).Draw(t, "eta"),
			SpeechDeterrence: rapid.Float64Range(0, 7).Draw(t, "eta_s"),
			NeedWeight:       rapid.Float64Range(0, 2).Draw(t, "nu"),
		}
		repair := rapid.Float64Range(0, 2).Draw(t, "rho")
		risk := rapid.Float64Range(-1, 0.9).Draw(t, "risk")
		speech := rapid.Float64Range(-0.1, 0.9).Draw(t, "speech")
		need := rapid.Float64Range(0, 1).Draw(t, "need")
		short := rapid.Int64Range(0, 200).Draw(t, "short")
		for n, e := range map[Nature]float64{
			Misdeed:  -b.Deterrence*risk + b.NeedWeight*need,
			Speech:   -b.SpeechDeterrence * speech,
			GoodDeed: repair * float64(short) / 100,
			Trip:     0,
			Everyday: 0,
		} {
			r := NewResponse(n, b, repair)
			p := share(table().At(Baseline(p0) + Drive(&r, fine(risk), fine(speech), fine(need), short)))
			want := -math.Expm1(math.Exp(e) * math.Log1p(-p0))
			if want > 1e-8 && math.Abs(p-want) > 1e-4*want {
				t.Fatalf("nature %d at E = %v: p = %v, want %v", n, e, p, want)
			}
		}
	})
}

// TestSilence checks the spiral's part of it: p = 1 − (1 − p₀)^exp(−σ·gap) for speech, and nothing for anything else.
func TestSilence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p0, sigma := rapid.Float64Range(0.001, 0.99).Draw(t, "p0"), rapid.Float64Range(0, 4).Draw(t, "sigma")
		gap := rapid.Float64Range(-1, 1).Draw(t, "gap")
		b := &Behaviour{SpeechDeterrence: 3.5, Conformity: sigma}
		for n := Misdeed; n <= Request; n++ {
			r, want := NewResponse(n, b, 1), p0
			if n == Speech {
				want = -math.Expm1(math.Exp(-sigma*gap) * math.Log1p(-p0))
			}
			if p := share(table().At(Baseline(p0) + Silence(&r, fine(gap)))); want > 1e-8 && math.Abs(p-want) > 2e-4*want {
				t.Fatalf("nature %d at a gap of %v: p = %v, want %v", n, gap, p, want)
			}
		}
	})
}

// The gain is the slope of p over the district's voice where it speaks as usual.
func TestGain(t *testing.T) {
	for _, p0 := range []float64{0.05, 0.3, 0.5, 0.8} {
		p := func(gap float64) float64 { return -math.Expm1(math.Exp(-1.5*gap) * math.Log1p(-p0)) }
		if slope := (p(-1e-5) - p(1e-5)) / 2e-5; math.Abs(slope-Gain(1.5, p0)) > 1e-6 {
			t.Errorf("at p₀ = %v the slope is %v, the gain %v", p0, slope, Gain(1.5, p0))
		}
	}
	for _, p0 := range []float64{0, 1} {
		if g := Gain(2, p0); g != 0 {
			t.Errorf("who always or never speaks has a gain of %v", g)
		}
	}
}

// TestDriveSigns says what each nature answers to, and in which direction.
func TestDriveSigns(t *testing.T) {
	b := usual()
	for _, c := range []struct {
		nature                     Nature
		risk, speech, need, repair int // sign of the answer to more of it
	}{
		{Misdeed, -1, 0, 1, 0},
		{Speech, 0, -1, 0, 0},
		{GoodDeed, 0, 0, 0, 1},
		{Trip, 0, 0, 0, 0},
		{Everyday, 0, 0, 0, 0},
	} {
		r := NewResponse(c.nature, b, 0.25)
		got := [4]int64{
			Drive(&r, One/2, 0, 0, 0), Drive(&r, 0, One/2, 0, 0),
			Drive(&r, 0, 0, One/2, 0), Drive(&r, 0, 0, 0, 50),
		}
		for i, want := range [4]int{c.risk, c.speech, c.need, c.repair} {
			if sign(got[i]) != want {
				t.Errorf("nature %d answers to argument %d with %d, want sign %d", c.nature, i, got[i], want)
			}
		}
		if e := Drive(&r, 0, 0, 0, 0); e != 0 {
			t.Errorf("nature %d has a drive of %d at baseline", c.nature, e)
		}
	}
}

func sign(x int64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// The literature's elasticities of crime to the certainty of punishment run from −0.17 to −0.67; the default
// parameters give −0.31 at an inclination of a fifth.
func TestElasticity(t *testing.T) {
	b := usual()
	r := NewResponse(Misdeed, b, 0)
	const dr = 0.01 // a tenth of r₀ up and down
	more := share(table().At(Baseline(0.2) + Drive(&r, fine(dr), 0, 0, 0)))
	less := share(table().At(Baseline(0.2) + Drive(&r, fine(-dr), 0, 0, 0)))
	elasticity := math.Log(more/less) / math.Log((b.BaselineRisk+dr)/(b.BaselineRisk-dr))
	if math.Abs(elasticity+0.31) > 0.005 {
		t.Errorf("the elasticity at the default parameters is %.4f, want about -0.31", elasticity)
	}
}

func TestInclination(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p0 := rapid.Float64Range(0, 1).Draw(t, "p0")
		spread := rapid.Float64Range(0, 1).Draw(t, "spread")
		sum, before := 0.0, -1.0
		for temper := range Temperaments {
			p := Inclination(p0, spread, temper)
			if p < 0 || p > 1 || p < before {
				t.Fatalf("temperament %d of p0 = %v and spread %v has %v after %v", temper, p0, spread, p, before)
			}
			before = p
			sum += p
		}
		if math.Abs(sum/Temperaments-p0) > 1e-15 {
			t.Fatalf("the mean over temperaments of p0 = %v is %v", p0, sum/Temperaments)
		}
	})
	if lowest, highest := Inclination(0.2, 0.5, 0), Inclination(0.2, 0.5, Temperaments-1); lowest != 0.1 || math.Abs(highest-0.3) > 1e-15 {
		t.Errorf("a spread of half around 0.2 runs from %v to %v, want 0.1 to 0.3", lowest, highest)
	}
}

func TestPerYear(t *testing.T) {
	k := Kind{Chances: 10, ByIncome: [5]float64{0.5, 0.75, 1, 1.25, 1.5}, FromAge: 15}
	for _, c := range []struct {
		age    population.Age
		income uint8
		want   float64
	}{
		{population.Age0to14, 0, 0}, {population.Age0to14, 4, 0},
		{population.Age15to17, 0, 5}, {population.Age15to17, 2, 10},
		{population.Age60, 4, 15}, {population.Age18to39, 1, 7.5},
	} {
		if got := k.PerYear(population.Traits{Age: c.age, Income: c.income}); got != c.want {
			t.Errorf("age %v, fifth %d: %v chances a year, want %v", c.age, c.income, got, c.want)
		}
	}
	k.FromAge = 18
	if got := k.PerYear(population.Traits{Age: population.Age15to17}); got != 0 {
		t.Errorf("someone of 15 to 17 has %v chances of what begins at 18", got)
	}
	k.FromAge = 0
	if got := k.PerYear(population.Traits{Age: population.Age0to14, Income: 2}); got != 10 {
		t.Errorf("a child has %v chances of what concerns every age, want 10", got)
	}
	k.ToAge = 15
	for age, want := range map[population.Age]float64{population.Age0to14: 10, population.Age15to17: 0, population.Age60: 0} {
		if got := k.PerYear(population.Traits{Age: age, Income: 2}); got != want {
			t.Errorf("age %v: %v chances a year of what ends at 15, want %v", age, got, want)
		}
	}
}

// Need makes borrowing and missing likelier and settling unlikelier, and nothing else moves them.
func TestDebtsFollowNeed(t *testing.T) {
	b := Behaviour{Deterrence: 3, SpeechDeterrence: 3, NeedWeight: 0.5}
	for nature, want := range map[Nature]int64{Loan: One / 4, Instalment: One / 4, Settlement: -One / 4} {
		r := NewResponse(nature, &b, 0.5)
		if got := Drive(&r, One/3, One/5, One/2, 300); got != want {
			t.Errorf("nature %d: a drive of %d at half need, want %d", nature, got, want)
		}
		if !nature.OfDebt() || nature.Refusable() != (nature == Loan) {
			t.Errorf("nature %d: about debts %v, refusable %v", nature, nature.OfDebt(), nature.Refusable())
		}
	}
	for _, nature := range []Nature{Misdeed, Speech, GoodDeed, Trip, Everyday, Request} {
		if nature.OfDebt() {
			t.Errorf("nature %d is about debts", nature)
		}
	}
}

// A pull is Toward with its target and weight fixed, bit for bit.
func TestPullIsToward(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, target := rapid.Uint32Range(0, One-1).Draw(t, "x"), rapid.Uint32Range(0, One-1).Draw(t, "target")
		w := rapid.Uint32Range(0, 1<<24).Draw(t, "w")
		if got, want := NewPull(target, w).Of(uint64(x)), Toward(x, target, w); got != uint64(want) {
			t.Fatalf("pulled to %d, want %d", got, want)
		}
	})
}
