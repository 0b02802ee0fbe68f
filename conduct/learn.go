package conduct

import "glasshouse.example/internal/exact"

// Learning holds what moves perceived risk (EQUATIONS of MODEL.md, section 2), compiled: 16-bit shares of
// 65536, decays in 24 fractional bits. Everything rounds to the nearest, so that at half-lives up to 720 days a level
// comes within 0.002 of its target in cells of seven days, and does not stick far from it, as 8 bits would.
type Learning struct {
	Alpha     uint32 // α, 24 fractional bits
	Household uint32 // α_h, 24 fractional bits
	Baseline  uint32 // r₀
}

// NewLearning compiles α, α_h and r₀.
func NewLearning(b *Behaviour) Learning {
	return Learning{
		Alpha: uint32(fixed(b.Learning, 24)), Household: uint32(fixed(b.HouseholdLearning, 24)),
		Baseline: uint32(min(fixed(b.BaselineRisk, 16), One-1)),
	}
}

// Toward moves a 16-bit share x by weight w (24 fractional bits) of its distance to target: x += w(target − x).
// It serves own experience (target 0 or 1, w = α), time (target r₀, w = 1 − 2^(−Δ/H)) and displays
// (target 1, w = βD).
func Toward(x, target, w uint32) uint32 {
	return uint32(int64(x) + ((int64(target)-int64(x))*int64(w)+1<<23)>>24)
}

// Pull is Toward for many shares with one target and one weight: x(1 − w) + w·target, rounded likewise.
type Pull struct{ keep, add uint64 }

// NewPull is Toward(x, target, w) for any x, in one multiplication. w is at most 1.
func NewPull(target, w uint32) Pull {
	return Pull{keep: 1<<24 - uint64(w), add: uint64(target)*uint64(w) + 1<<23}
}

// Of is where x comes to.
func (p Pull) Of(x uint64) uint64 { return (x*p.keep + p.add) >> 24 }

// Parts are the factor and the summand of which a pull is made, the sum to be shifted right by 24.
func (p Pull) Parts() (keep, add uint64) { return p.keep, p.add }

// Certain is the highest perceived risk that 16 bits hold.
const Certain = One - 1

// Decay is 1 − 2^(−days/halfLife) in 24 fractional bits; a half-life of 0 or less means no decay.
func Decay(days, halfLife float64) uint32 {
	if halfLife <= 0 {
		return 0
	}
	return uint32(fixed(1-exact.Exp2(-days/halfLife), 24))
}

// Need is n = clip(1 − R/R̄), in 16 fractional bits, from resources as a share of the usual in 15.
// It has no branch on them.
func Need(resources uint32) int64 {
	d := 1<<15 - int64(resources)
	return d &^ (d >> 63) << 1
}
