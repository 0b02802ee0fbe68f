// Package conduct answers one question: does she take the chance?
//
// A kind of conduct k has an inclination p₀, the probability that a citizen takes a chance of it when nothing
// moves her. What moves her enters as a drive E, a change of the logarithm of the hazard −ln(1−p₀):
//
//	p = 1 − (1 − p₀)^x,   x = exp(E)
//
//	misdeeds     E = −η·a·(r − q − r₀) + ν·n
//	good deeds   E = ρ·a·(points short of the start) / 100
//	speech       E = −η_s·a·(r_s − r₀) − σ(v₀ − v̄)
//	trips, everyday conduct   E = 0
//	loans, missed instalments E = ν·n
//	settlement   E = −ν·n + pressure, while on a list that repayment ends
//
// with r perceived risk, q the risk seen by the innocent, r_s perceived risk of speaking, n need, a ∈ {0, 1}
// whether she knows of the scheme, v̄ the share of chances of lawful speech that her district took in the last 28 days,
// v₀ the share that it takes when nothing moves it. Written with L = ln(−ln(1−p₀)) + E this is p = 1 − exp(−exp(L)), a function
// of one number, so an act costs one table look-up (Table). Everything here is integer: L and E have 16
// fractional bits, risks and need are shares of 65536, p is a threshold of 64 bits.
//
// Errors deter less than hits: q enters with the opposite sign of r, for being struck for nothing lowers the
// reason to obey (Png, "Optimal subsidies and damages in the presence of judicial error", 1986).
// Left out: that people learn from friends rather than from their own experience and the district's screens.
package conduct

import (
	"sync"

	"glasshouse.example/internal/exact"
	"glasshouse.example/population"
)

// Kinds is the most kinds that a scenario may have.
const Kinds = 32

// One is 1 in the 16-bit fixed point of risks and need.
const One = 1 << 16

// Response holds one kind's weights, compiled from Kind and Behaviour.
type Response struct {
	Risk   int64 // −η, 16 fractional bits
	Speech int64 // −η_s, 16 fractional bits
	Need   int64 // ν, 16 fractional bits
	Repair int64 // ρ/100, per point, 24 fractional bits

	Conformity int64 // σ, 16 fractional bits: see Silence
}

// Drive is E in 16 fractional bits. risk is a(r − q − r₀), speech a(r_s − r₀), need n, all in 16 fractional bits;
// short is a times the points short of the start.
func Drive(k *Response, risk, speech, need, short int64) int64 {
	return (k.Risk*risk+k.Speech*speech+k.Need*need)>>16 + k.Repair*short>>8
}

// NewResponse compiles a kind's weights. repair is ρ.
func NewResponse(n Nature, b *Behaviour, repair float64) Response {
	switch n {
	case Misdeed:
		return Response{Risk: -fixed(b.Deterrence, 16), Need: fixed(b.NeedWeight, 16)}
	case Speech:
		return Response{Speech: -fixed(b.SpeechDeterrence, 16), Conformity: fixed(b.Conformity, 16)}
	case GoodDeed:
		return Response{Repair: fixed(repair/100, 24)}
	case Loan, Instalment:
		return Response{Need: fixed(b.NeedWeight, 16)}
	case Settlement:
		return Response{Need: -fixed(b.NeedWeight, 16)}
	}
	return Response{}
}

// fixed rounds x to the nearest number with so many fractional bits.
func fixed(x float64, bits uint) int64 {
	y := float64(x * float64(uint64(1)<<bits))
	if y < 0 {
		return -int64(0.5 - y)
	}
	return int64(y + 0.5)
}

// The table of p over L: cells of 2^-7 from lowest to highest.
const (
	cellBits = 9 // of the 16 fractional bits, those inside a cell
	lowest   = -22
	highest  = 4
	cells    = (highest - lowest) << (16 - cellBits)
)

// Never is an L at which p is exactly 0.
const Never = lowest << 16

// Always is an L at which p is 1 − 2⁻⁶⁴.
const Always = highest << 16

// Table holds p = 1 − exp(−exp(L)) at the edges of the cells, as thresholds of 64 bits. Linear interpolation
// errs by at most 8·10⁻⁶ of p; below the lowest edge p is 0, where it should be less than 3·10⁻¹⁰.
type Table [room + 1]uint64

// room is cells rounded up to a power of two, so that an index is kept within it by a mask; what is above cells is not read.
const room = 1 << 12

// NewTable is the table, with the same bits on every platform. It is one for all, computed when first asked for, and
// nobody writes to it.
func NewTable() *Table { return theTable() }

var theTable = sync.OnceValue(compute)

func compute() *Table {
	t := new(Table)
	for i := 1; i <= cells; i++ {
		l := lowest + float64(float64(i)/(1<<(16-cellBits)))
		t[i] = exact.Threshold(-exact.Expm1(-exact.Exp(l)))
	}
	t[cells] = 1<<64 - 1
	return t
}

// At is the probability of acting at l, as a threshold of 64 bits.
func (t *Table) At(l int64) uint64 {
	x := uint64(min(max(l, Never), Always-1) - Never)
	i := x >> cellBits % room
	return t[i] + (t[i+1]-t[i])>>cellBits*(x&(1<<cellBits-1))
}

// Pressure is a push on the log-hazard as a drive.
func Pressure(x float64) int64 { return fixed(x, 16) }

// Baseline is ln(−ln(1−p₀)) in 16 fractional bits, clipped to the table.
func Baseline(p0 float64) int64 {
	if p0 <= 0 {
		return 4 * Never // no drive lifts it into the table
	}
	if p0 >= 1 {
		return 4 * Always // no drive brings it down to a probability below one
	}
	l := exact.Log(-exact.Log1p(-p0))
	return max(fixed(l, 16), Never)
}

// Temperaments is the number of temperaments, each as likely as the others.
const Temperaments = 4

// Inclination is p₀ for one temperament. The mean over temperaments is the kind's p₀ whatever the spread,
// and the result stays within 0 to 1.
func Inclination(p0, spread float64, temper int) float64 {
	z := [Temperaments]float64{-1, -1.0 / 3, 1.0 / 3, 1}[temper]
	return p0 + float64(float64(spread*z)*min(p0, 1-p0))
}

// PerYear is how many chances of the kind a citizen with these traits has in a year.
func (k *Kind) PerYear(t population.Traits) float64 {
	if t.Age.From() < k.FromAge || k.ToAge > 0 && t.Age.From() >= k.ToAge {
		return 0
	}
	return k.Chances * k.ByIncome[t.Income]
}
