// Package firm says what audits, a rating and tenders make of a firm, and of the wages that it pays.
//
// # Rule
//
// A firm breaks a rule now and then. The violation stays open until an audit finds it or until it ends by itself. The
// chance to begin one in a cell of Δ days is that of a citizen's misdeed, with a hazard that falls with perceived risk:
//
//	p = 1 − (1 − p₀)^x,   x = exp(−η_f(r − r₀)),   1 − p₀ = (1 − v)^(Δ/365)
//
// An audit comes with probability aΔ/365 a cell, in a society with the system and in one without. It finds an open
// violation with probability `detects`, and where there is none it finds one with probability `false-findings`. Each
// finding costs a fine; with the system it also takes points off the official score O. A true finding takes them off
// the true score T as well, a false one does not, and a missed violation is nowhere. A violation found moves perceived
// risk r towards 1 by the weight α, one that ended unfound moves it towards 0, and time takes it back to r₀. A year
// without a finding returns some points, in each ledger by its own findings.
//
// The rating puts each score into one of four grades (A49), every few cells, for both ledgers. A bid is won with
// probability
//
//	b · w(grade) / w̄,   w(grade) = (1 − discount)^grade, or 0 for a barred grade
//
// w̄ is the mean weight over all firms at the last rating, so that the number of tenders won does not depend on the
// rating: what one firm loses others win. Without the system every weight is 1. The die is the same in both worlds, so
// a bid lost because of the rating is an event: die below b, and not below b·w/w̄.
//
// The wage index m is 1 where wages are usual, and the usual wages hold what tenders usually bring: a won tender raises
// m by `worth`, and m goes back by half in H_w days to the level below 1 that leaves the mean at 1.
//
// # Chance
//
// Every draw is a function of (seed, firm, cell, slot), so a firm's history can be told again from its number and the
// series of w̄: Step and Rate are pure.
//
// # Left out
//
// Firms neither begin nor close, hire nor dismiss, and all are alike but for their luck. Poor firms are not audited more
// often. A false finding teaches a firm nothing, though it lowers the reason to obey. Markets other than tenders.
package firm

import (
	"math/bits"

	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
)

// State is a firm's state: 8 bytes.
//
//	marks   points off the official score 12 | points off the true score 12 | flags 8
//	levels  perceived risk 16, share of 65536 | wage index 16, 32768 = usual
type State struct{ Marks, Levels uint32 }

// Scores are kept as points off the start; one that leaves the 12 bits stays at their end.
const (
	offBits = 12
	offMask = 1<<offBits - 1
)

// Flags of marks.
const (
	open       = 1 << (24 + iota) // breaks a rule, and nobody has found it
	found                         // had a finding this year
	foundTruly                    // had a true one
	gradeShift = 27               // official grade 2 | true grade 2
	trueShift  = 29
)

// Usual is a wage index of 1.
const Usual = 1 << 15

// certain is the highest perceived risk that 16 bits hold.
const certain = 1<<16 - 1

// Off and TrueOff are the points off the scores.
func (s State) Off() uint32     { return s.Marks & offMask }
func (s State) TrueOff() uint32 { return s.Marks >> offBits & offMask }

// Open tells whether the firm breaks a rule.
func (s State) Open() bool { return s.Marks&open != 0 }

// Grade and TrueGrade are what the last rating gave.
func (s State) Grade() Grade     { return Grade(s.Marks >> gradeShift % Grades) }
func (s State) TrueGrade() Grade { return Grade(s.Marks >> trueShift % Grades) }

// Risk is the perceived risk of being found, a share of 65536.
func (s State) Risk() uint32 { return s.Levels & 0xffff }

// Wage is the wage index, Usual = 1.
func (s State) Wage() uint32 { return s.Levels >> 16 }

func (s *State) set(flag uint32, on bool) {
	s.Marks &^= flag
	if on {
		s.Marks |= flag
	}
}
func (s *State) setRisk(r uint32) { s.Levels = s.Levels&^0xffff | r }
func (s *State) setWage(w int64)  { s.Levels = s.Levels&0xffff | uint32(min(max(w, 0), 1<<16-1))<<16 }

// take takes points off the official score, and off the true one if the finding is true.
func (s *State) take(points uint32, truly bool) {
	off, trueOff := min(s.Off()+points, offMask), s.TrueOff()
	s.Marks |= found
	if truly {
		trueOff = min(trueOff+points, offMask)
		s.Marks |= foundTruly
	}
	s.Marks = s.Marks&^(1<<(2*offBits)-1) | off | trueOff<<offBits
}

// closeYear returns points to the scores that had no finding this year.
func (s *State) closeYear(repair uint32) {
	off, trueOff := s.Off(), s.TrueOff()
	if s.Marks&found == 0 {
		off -= min(off, repair)
	}
	if s.Marks&foundTruly == 0 {
		trueOff -= min(trueOff, repair)
	}
	s.Marks = s.Marks&^(1<<(2*offBits)-1|found|foundTruly) | off | trueOff<<offBits
}

// What may happen to a firm in a cell.
const (
	Violations = iota // begun, in truth
	Audits
	FoundTruly
	FoundFalsely
	Bids
	Won
	LostToRating  // bids lost that would have been won without the rating
	LostWrongly   // of those, bids that would have been won with the grade of the true score
	ClosedUnfound // violations that ended by themselves
	Counts
)

// Events says how often each thing happened to a firm in a cell.
type Events [Counts]uint8

// Luck names a firm's dice in a cell.
type Luck struct {
	Seed, Firm uint64
	Cell       uint32
}

func (l Luck) block(slot uint32) (uint64, uint64) {
	return chance.Block(l.Seed, l.Firm, chance.At(chance.Firm, l.Cell, slot))
}

// Slots of a firm's dice in a cell.
const (
	conductSlot = iota // violation, audit
	findSlot           // finding, number of bids
	bidSlot            // and onwards, a bid each
)

// Field is what firms share in a cell.
type Field struct {
	Short bool           // the cell of one day that ends a year
	Wins  [Grades]uint64 // chance to win a tender, by grade, 64-bit threshold
}

// hazardBits is the number of bits of perceived risk that the table of hazards is indexed by: between its edges the chance
// is linear, and errs by at most 10⁻⁴ of itself.
const hazardBits = 8

// Rules are the parameters, compiled. Of the pairs the first is for a cell of seven days, the second for one of a day.
type Rules struct {
	rated     bool // with the system
	breaks    [2][1<<hazardBits + 1]uint64
	ends      [2]uint64
	audits    [2]uint64
	detects   uint64
	falsely   uint64
	bids      [2][]uint64
	points    uint32
	fine      int64
	repair    uint32
	edges     [Grades - 1]uint32 // most points off of excellent, good and medium
	base      uint64             // b
	weights   [Grades]uint64     // 30 fractional bits
	worth     int64
	rest      int64 // wages go back to this
	alpha     uint32
	baseline  uint32
	time      [2]uint32 // decay of risk, 24 fractional bits
	wages     [2]uint32 // decay of wages
	ratedEach uint32    // cells
}

// Society is what firms have in common with the people: α, r₀ and the half-life of perceived risk.
type Society struct {
	Rated    bool
	Learning float64
	Baseline float64
	HalfLife float64 // days
}

const yearDays = 365

// NewRules compiles parameters that have been checked.
func NewRules(p *Params, s Society) *Rules {
	r := &Rules{
		rated: s.Rated, detects: exact.Threshold(p.Detects), falsely: exact.Threshold(p.FalseFindings),
		points: uint32(p.Points), fine: fixed(p.Fine, 15), repair: uint32(p.Repair),
		edges: [Grades - 1]uint32{uint32(p.Start - p.Excellent), uint32(p.Start - p.Good), uint32(p.Start - p.Medium)},
		base:  exact.Threshold(p.Wins), worth: fixed(p.Worth, 15), rest: fixed(1-p.Above(), 15),
		alpha: uint32(fixed(s.Learning, 24)), baseline: uint32(min(fixed(s.Baseline, 16), certain)),
		ratedEach: uint32(max(p.RatingEvery/7, 1)),
	}
	yearly := exact.Log1p(-p.Violations)
	for k := range r.breaks[0] {
		x := exact.Exp(-p.Deterrence * (float64(k)/(1<<hazardBits) - s.Baseline))
		for i, days := range [2]float64{7, 1} {
			r.breaks[i][k] = exact.Threshold(-exact.Expm1(yearly * days / yearDays * x))
		}
	}
	for i, days := range [2]float64{7, 1} {
		r.ends[i] = exact.Threshold(-exact.Expm1(float64(-days / p.HalfLife * exact.Log(2))))
		r.audits[i] = exact.Threshold(p.Audits * days / yearDays)
		r.bids[i] = exact.Poisson(p.Tenders * days / yearDays)
		r.time[i], r.wages[i] = decay(days, s.HalfLife), decay(days, p.WageHalfLife)
	}
	r.weigh(p)
	return r
}

// weigh compiles the weights of bids.
func (r *Rules) weigh(p *Params) {
	w := 1.0
	for g := range r.weights {
		if r.weights[g] = uint64(fixed(w, 30)); p.barred(Grade(g)) {
			r.weights[g] = 0
		}
		w = float64(w * (1 - p.Discount))
	}
}

func (p *Params) barred(g Grade) bool {
	return p.Bars == BarsPoor && g >= Poor || p.Bars == BarsMedium && g >= Medium
}

// Above is how far the wages of a firm with the mean number of tenders stay above what they go back to, as a share of the
// usual: the gain of a cell over the decay of a cell.
func (p *Params) Above() float64 {
	gain := float64(p.Tenders * p.Wins * p.Worth * 7 / yearDays)
	return gain / -exact.Expm1(float64(-7/p.WageHalfLife*exact.Log(2)))
}

// fixed rounds x to the nearest number with so many fractional bits.
func fixed(x float64, bits uint) int64 {
	y := float64(x * float64(uint64(1)<<bits))
	if y < 0 {
		return -int64(0.5 - y)
	}
	return int64(y + 0.5)
}

// decay is 1 − 2^(−days/halfLife) in 24 fractional bits.
func decay(days, halfLife float64) uint32 {
	return uint32(fixed(1-exact.Exp2(-days/halfLife), 24))
}

// toward moves x by weight w (24 fractional bits) of its distance to target.
func toward(x, target int64, w uint32) int64 { return x + ((target-x)*int64(w)+1<<23)>>24 }

// Born is every firm's first state.
func (r *Rules) Born() State { return State{Levels: r.baseline | Usual<<16} }

// Rates tells whether a cell opens with a rating.
func (r *Rules) Rates(cell uint32) bool { return r.rated && cell%r.ratedEach == 0 }

// Rate gives the grades that the scores are in, and the weight of the firm's bids by its official one.
func (r *Rules) Rate(s State) (State, uint64) {
	g := r.grade(s.Off())
	s.Marks = s.Marks&(1<<gradeShift-1) | uint32(g)<<gradeShift | uint32(r.grade(s.TrueOff()))<<trueShift
	return s, r.weights[g]
}

func (r *Rules) grade(off uint32) (g Grade) {
	for int(g) < len(r.edges) && off > r.edges[g] {
		g++
	}
	return g
}

// Unrated is a mean weight of firms that no rating tells apart.
const Unrated = 1 << 30

// Mean is the mean weight of n firms, 30 fractional bits, from the sum of their weights; 0 only if all are barred.
func Mean(sum, n uint64) uint32 {
	if n == 0 {
		return Unrated
	}
	return uint32((sum + n - 1) / n)
}

// FieldOf is the field of a cell in which the mean weight is such, from its kind.
func (r *Rules) FieldOf(mean uint32, short bool) Field {
	f := Field{Short: short}
	for g := range f.Wins {
		f.Wins[g] = r.base
		if r.rated {
			f.Wins[g] = scale(r.base, r.weights[g], uint64(mean))
		}
	}
	return f
}

// scale is b·w/mean, at most certainty; nobody wins where every firm is barred.
func scale(b, w, mean uint64) uint64 {
	hi, lo := bits.Mul64(b, w)
	switch {
	case mean == 0:
		return 0
	case hi >= mean:
		return 1<<64 - 1
	}
	p, _ := bits.Div64(hi, lo, mean)
	return p
}

// Step takes a firm through a cell. The violation comes before the audit, the audit before the tenders.
func (r *Rules) Step(s State, l Luck, f *Field) (State, Events) {
	var e Events
	k := 0
	if f.Short {
		k = 1
	}
	s.setRisk(uint32(toward(int64(s.Risk()), int64(r.baseline), r.time[k])))
	s.setWage(toward(int64(s.Wage()), r.rest, r.wages[k]))
	violation, audit := l.block(conductSlot)
	r.violate(&s, &e, violation, k)
	finding, bids := l.block(findSlot)
	if below(audit, r.audits[k]) {
		r.audit(&s, &e, finding)
	}
	for _, p := range r.bids[k] {
		if bids < p {
			break
		}
		die, _ := l.block(bidSlot + uint32(e[Bids]))
		r.bid(&s, &e, die, f)
	}
	if f.Short && r.rated {
		s.closeYear(r.repair)
	}
	return s, e
}

// below is u < p, where the highest p means certainty.
func below(u, p uint64) bool { return u < p || p == 1<<64-1 }

// violate begins a violation, or ends one that nobody found.
func (r *Rules) violate(s *State, e *Events, die uint64, k int) {
	switch {
	case !s.Open():
		if below(die, r.hazard(s.Risk(), k)) {
			s.set(open, true)
			e[Violations]++
		}
	case below(die, r.ends[k]):
		s.set(open, false)
		s.setRisk(uint32(toward(int64(s.Risk()), 0, r.alpha)))
		e[ClosedUnfound]++
	}
}

// hazard is the chance of a violation at a perceived risk, as a threshold: linear between the table's edges.
func (r *Rules) hazard(risk uint32, k int) uint64 {
	const inside = 16 - hazardBits
	i, rest := risk>>inside, uint64(risk&(1<<inside-1))
	a, b := r.breaks[k][i], r.breaks[k][i+1]
	return a - (a-b)>>inside*rest // the table falls, and never rises
}

func (r *Rules) audit(s *State, e *Events, die uint64) {
	e[Audits]++
	truly, p := s.Open(), r.falsely
	if truly {
		p = r.detects
	}
	if !below(die, p) {
		return
	}
	s.setWage(int64(s.Wage()) - r.fine)
	if r.rated {
		s.take(r.points, truly)
	}
	if !truly {
		e[FoundFalsely]++
		return
	}
	e[FoundTruly]++
	s.set(open, false)
	s.setRisk(uint32(toward(int64(s.Risk()), certain, r.alpha)))
}

// bid holds one bid's die against its chance by the official grade, by the true one and without a rating.
func (r *Rules) bid(s *State, e *Events, die uint64, f *Field) {
	e[Bids]++
	switch {
	case below(die, f.Wins[s.Grade()]):
		e[Won]++
		s.setWage(int64(s.Wage()) + r.worth)
	case below(die, r.base):
		e[LostToRating]++
		if below(die, f.Wins[s.TrueGrade()]) {
			e[LostWrongly]++
		}
	}
}
