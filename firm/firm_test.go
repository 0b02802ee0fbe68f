package firm

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// params are those of the preset.
func params() Params {
	return Params{
		Staff: 43, Employed: 0.6, Violations: 0.3, HalfLife: 365, Deterrence: 3.5, Audits: 0.5, Detects: 0.6,
		FalseFindings: 0.03, Points: 60, Fine: 0.01, Start: 1000, Excellent: 980, Good: 930, Medium: 890, Repair: 20,
		RatingEvery: 28, Tenders: 4, Wins: 0.25, Discount: 0.2, Bars: BarsPoor, Worth: 0.03, WageHalfLife: 365,
	}
}

func rulesOf(p Params, rated bool) *Rules {
	return NewRules(&p, Society{Rated: rated, Learning: 0.05, Baseline: 0.1, HalfLife: 180})
}

const (
	cells = 3 * 53
	many  = 20_000
)

// far is how many standard deviations a count may lie from its mean: one false alarm in 16 000.
const far = 4

// run takes many firms through three years, unrated in between, and adds up what happened.
func run(r *Rules, seed uint64) (states []State, sum [Counts]float64) {
	full, short := r.FieldOf(Unrated, false), r.FieldOf(Unrated, true)
	for i := range uint64(many) {
		s := r.Born()
		for cell := range uint32(cells) {
			f := &full
			if cell%53 == 52 {
				f = &short
			}
			var e Events
			s, e = r.Step(s, Luck{seed, i, cell}, f)
			for k, n := range e {
				sum[k] += float64(n)
			}
		}
		states = append(states, s)
	}
	return states, sum
}

func z(n, mean float64) float64 { return (n - mean) / math.Sqrt(mean) }

// TestClosedForms: without deterrence a firm is a chain of two states, closed and open, whose shares follow cell by cell;
// what is begun, found, found falsely and ended unfound follows from the shares, and points from what is found.
func TestClosedForms(t *testing.T) {
	p := params()
	p.Deterrence, p.Repair, p.Violations, p.Audits, p.FalseFindings = 0, 0, 0.6, 3, 0.2
	states, got := run(rulesOf(p, true), 1)
	var want [Counts]float64
	open := 0.0
	for cell := range cells {
		days := 7.0
		if cell%53 == 52 {
			days = 1
		}
		begin, end, audit := 1-math.Pow(1-p.Violations, days/365), 1-math.Exp2(-days/p.HalfLife), p.Audits*days/365
		want[Violations] += (1 - open) * begin
		want[ClosedUnfound] += open * end
		open = open*(1-end) + (1-open)*begin
		want[Audits] += audit
		want[FoundTruly] += audit * open * p.Detects
		want[FoundFalsely] += audit * (1 - open) * p.FalseFindings
		open -= audit * open * p.Detects
		want[Bids] += p.Tenders * days / 365
		want[Won] += p.Tenders * days / 365 * p.Wins
	}
	for k := range want {
		if want[k] *= many; want[k] == 0 {
			if got[k] != 0 {
				t.Errorf("count %d is %v, want 0", k, got[k])
			}
		} else if d := z(got[k], want[k]); math.Abs(d) > far || got[k] < 5000 {
			t.Errorf("count %d is %v, closed form %.1f, z %+.2f", k, got[k], want[k], d)
		}
	}
	var off, trueOff, opened float64
	for _, s := range states {
		off += float64(s.Off())
		trueOff += float64(s.TrueOff())
		if s.Open() {
			opened++
		}
	}
	if want := 60 * (got[FoundTruly] + got[FoundFalsely]); off != want {
		t.Errorf("%v points off the official scores, %v by what was found", off, want)
	}
	if want := 60 * got[FoundTruly]; trueOff != want {
		t.Errorf("%v points off the true scores, %v by what was truly found", trueOff, want)
	}
	if want := got[Violations] - got[FoundTruly] - got[ClosedUnfound]; opened != want {
		t.Errorf("%v violations are open, begun less found and ended %v", opened, want)
	}
	if d := z(opened, open*many); math.Abs(d) > far {
		t.Errorf("%v violations are open, closed form %.1f", opened, open*many)
	}
}

// TestDeterrence: p = 1 − (1 − p₀)^x with x = exp(−η(r − r₀)), at every perceived risk.
func TestDeterrence(t *testing.T) {
	p := params()
	r := rulesOf(p, true)
	for risk := uint32(0); risk < 1<<16; risk += 37 {
		for k, days := range [2]float64{7, 1} {
			x := math.Exp(-p.Deterrence * (float64(risk)/(1<<16) - 0.1))
			want := 1 - math.Pow(1-p.Violations, days/365*x)
			if got := float64(r.hazard(risk, k)) / (1 << 64); math.Abs(got/want-1) > 1e-4 {
				t.Fatalf("at a risk of %d: %v, want %v", risk, got, want)
			}
		}
	}
	_, feared := run(r, 2)
	p.Deterrence, p.Audits = 3.5, 10
	_, audited := run(rulesOf(p, true), 2)
	p.Deterrence = 0
	_, fearless := run(rulesOf(p, true), 2)
	if !(audited[Violations] < 0.98*fearless[Violations]) || feared[Violations] == audited[Violations] {
		t.Errorf("with audits and deterrence %v violations, without deterrence %v", audited[Violations], fearless[Violations])
	}
}

// TestWages: tenders that are won and lost by chance alone leave the mean of the wages where it is usual.
func TestWages(t *testing.T) {
	p := params()
	p.Fine = 0
	states, got := run(rulesOf(p, false), 3)
	sum, squares := 0.0, 0.0
	for _, s := range states {
		m := float64(s.Wage()) / Usual
		sum += m
		squares += (m - 1) * (m - 1)
	}
	deviation := math.Sqrt(squares) / many
	if mean := sum / many; math.Abs(mean-1) > far*deviation+1e-4 || deviation == 0 {
		t.Errorf("the mean wage index is %v, its deviation %v", mean, deviation)
	}
	p.Fine = 0.05
	fined, again := run(rulesOf(p, false), 3)
	lower := 0.0
	for i, s := range fined {
		lower += float64(states[i].Wage()) - float64(s.Wage())
	}
	if again != got || lower <= 0 {
		t.Error("fines should lower wages and nothing else")
	}
}

// Without the system nothing is posted or rated, and the same things happen.
func TestUnrated(t *testing.T) {
	with, a := run(rulesOf(params(), true), 4)
	without, b := run(rulesOf(params(), false), 4)
	if a != b || a[FoundFalsely] == 0 {
		t.Errorf("without a rating that moves bids, %v happened, without the system %v", a, b)
	}
	posted := uint32(0)
	for i := range without {
		posted += with[i].Off()
		if without[i].Off() != 0 || without[i].TrueOff() != 0 || without[i].Levels != with[i].Levels {
			t.Fatalf("firm %d: %v with the system, %v without", i, with[i], without[i])
		}
	}
	if r := rulesOf(params(), false); posted == 0 || r.Rates(0) {
		t.Error("nothing posted with the system, or rated without")
	}
}

func TestGrades(t *testing.T) {
	r := rulesOf(params(), true)
	for off, want := range map[uint32]Grade{0: Excellent, 20: Excellent, 21: Good, 70: Good, 71: Medium, 110: Medium, 111: Poor, offMask: Poor} {
		s, weight := r.Rate(State{Marks: off | 20<<offBits | open})
		if s.Grade() != want || s.TrueGrade() != Excellent || !s.Open() || s.Off() != off {
			t.Errorf("%d points off: graded %v, truly %v", off, s.Grade(), s.TrueGrade())
		}
		if share := float64(weight) / Unrated; math.Abs(share-[]float64{1, 0.8, 0.64, 0}[want]) > 1e-4 {
			t.Errorf("a bid graded %v weighs %v", want, share)
		}
	}
	p := params()
	p.Bars = BarsMedium
	if _, w := rulesOf(p, true).Rate(State{Marks: 80}); w != 0 {
		t.Error("a barred firm's bid has a weight")
	}
	p.Bars = Nobody
	if _, w := rulesOf(p, true).Rate(State{Marks: 800}); w == 0 {
		t.Error("nobody is barred and a bid has no weight")
	}
}

// The chance to win is conserved: the mean over the firms' grades is b, unless it would exceed certainty.
func TestWinsAreConserved(t *testing.T) {
	p := params()
	r := rulesOf(p, true)
	rapid.Check(t, func(t *rapid.T) {
		p.Discount, p.Bars = rapid.Float64Range(0, 0.9).Draw(t, "discount"), Bars(rapid.IntRange(0, 2).Draw(t, "bars"))
		r.weigh(&p)
		var n [Grades]uint64
		sum, all := uint64(0), uint64(0)
		for g := range n {
			n[g] = rapid.Uint64Range(0, 1e6).Draw(t, "firms")
			sum += n[g] * r.weights[g]
			all += n[g]
		}
		f := r.FieldOf(Mean(sum, all), false)
		won, capped := 0.0, false
		for g := range n {
			won += float64(n[g]) * float64(f.Wins[g]) / (1 << 64)
			capped = capped || f.Wins[g] == math.MaxUint64
		}
		if want := p.Wins * float64(all); sum > 0 && !capped && math.Abs(won/want-1) > 1e-4 {
			t.Fatalf("%v of %v", won, want)
		}
	})
	if f := rulesOf(params(), true).FieldOf(0, false); f.Wins != [Grades]uint64{} {
		t.Error("somebody wins where every firm is barred")
	}
}

// TestBids: a bid lost to the rating is one whose die lies between, and it is wrong where the true grade would have won.
func TestBids(t *testing.T) {
	r := rulesOf(params(), true)
	f := Field{Wins: [Grades]uint64{r.base + 100, r.base - 100, r.base - 200, 0}}
	graded := func(o, t Grade) State {
		return State{Marks: uint32(o)<<gradeShift | uint32(t)<<trueShift, Levels: Usual << 16}
	}
	for _, c := range []struct {
		official, truly Grade
		die             uint64
		want            Events
	}{
		{Excellent, Excellent, r.base + 99, Events{Bids: 1, Won: 1}},
		{Excellent, Excellent, r.base + 100, Events{Bids: 1}},
		{Good, Excellent, r.base + 99, Events{Bids: 1}},
		{Good, Excellent, r.base - 1, Events{Bids: 1, LostToRating: 1, LostWrongly: 1}},
		{Good, Good, r.base - 1, Events{Bids: 1, LostToRating: 1}},
		{Poor, Medium, r.base - 200, Events{Bids: 1, LostToRating: 1}},
		{Poor, Medium, r.base - 201, Events{Bids: 1, LostToRating: 1, LostWrongly: 1}},
		{Poor, Poor, 0, Events{Bids: 1, LostToRating: 1}},
	} {
		s, e := graded(c.official, c.truly), Events{}
		r.bid(&s, &e, c.die, &f)
		if e != c.want || (s.Wage() > Usual) != (e[Won] == 1) {
			t.Errorf("%v, truly %v: %v, want %v", c.official, c.truly, e, c.want)
		}
	}
}

// A clean year returns points by each ledger, never above the start.
func TestRepair(t *testing.T) {
	clean := State{Marks: 60 | 10<<offBits | 3<<gradeShift}
	clean.closeYear(20)
	if clean.Off() != 40 || clean.TrueOff() != 0 || clean.Grade() != Poor {
		t.Errorf("after a clean year: %d and %d points off", clean.Off(), clean.TrueOff())
	}
	var struck State
	struck.Marks = 100 | 100<<offBits
	struck.take(60, false)
	struck.closeYear(20)
	if struck.Off() != 160 || struck.TrueOff() != 80 {
		t.Errorf("after a false finding: %d and %d points off", struck.Off(), struck.TrueOff())
	}
	struck.closeYear(20)
	if struck.Off() != 140 || struck.TrueOff() != 60 {
		t.Errorf("after the next year: %d and %d points off", struck.Off(), struck.TrueOff())
	}
}

// Whatever happens to a firm, its fields stay within their bits.
func TestFieldsStayApart(t *testing.T) {
	p := params()
	p.Points, p.Audits, p.Worth, p.FalseFindings, p.Tenders = 2000, 50, 0.5, 0.9, 200
	p.Fine = 0
	rich := rulesOf(p, true)
	p.Fine = 1
	poor := rulesOf(p, true)
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom([]*Rules{rich, poor}).Draw(t, "rules")
		s := r.Born()
		off, truly := uint32(0), uint32(0)
		for cell := range uint32(51) {
			f := r.FieldOf(Unrated, false)
			grade, trueGrade := s.Grade(), s.TrueGrade()
			var e Events
			s, e = r.Step(s, Luck{rapid.Uint64().Draw(t, "seed"), 1, cell}, &f)
			off = min(off+2000*uint32(e[FoundTruly]+e[FoundFalsely]), offMask)
			truly = min(truly+2000*uint32(e[FoundTruly]), offMask)
			if s.Off() != off || s.TrueOff() != truly || s.Grade() != grade || s.TrueGrade() != trueGrade {
				t.Fatalf("points off %d and %d, want %d and %d; grades %v and %v", s.Off(), s.TrueOff(), off, truly, s.Grade(), s.TrueGrade())
			}
			if e[Audits] == 0 && (e[FoundTruly] != 0 || e[FoundFalsely] != 0) || e[Won] > e[Bids] {
				t.Fatalf("found without an audit or won without a bid: %v", e)
			}
		}
	})
}
