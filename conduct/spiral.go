package conduct

import "glasshouse.example/internal/exact"

// Silence is the drive −σ(v₀ − v̄) of lawful speech in 16 fractional bits: who sees that fewer speak than usual, speaks
// less (Noelle-Neumann, "The spiral of silence: a theory of public opinion", Journal of Communication 24(2), 1974).
// gap is v₀ − v̄ in 16 fractional bits; it is 0 for every other nature.
func Silence(k *Response, gap int64) int64 { return -(k.Conformity * gap) >> 16 }

// Gain is −σ(1−p₀)ln(1−p₀), the slope of p over v̄ at the baseline. A small push d that all feel alike ends, once the
// field has answered, in d/(1 − gain); from 1 on there is no such end, and the model tips.
func Gain(conformity, p0 float64) float64 {
	if p0 <= 0 || p0 >= 1 {
		return 0
	}
	return -conformity * (1 - p0) * exact.Log1p(-p0)
}
