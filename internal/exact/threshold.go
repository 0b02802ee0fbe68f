package exact

import (
	"fmt"
	"math"
	"math/big"
)

// Threshold returns floor(p·2^64), so that 64 random bits fall below it with probability p to within 2^-64.
// A p of 1 or more gives math.MaxUint64 and one of 0 or less gives 0; NaN panics.
func Threshold(p float64) uint64 {
	switch {
	case math.IsNaN(p):
		panic("exact: the threshold of a probability that is not a number")
	case p >= 1:
		return math.MaxUint64
	case p <= 0:
		return 0
	}
	fraction, exponent := math.Frexp(p) // p = fraction·2^exponent, ½ ≤ fraction < 1, exponent ≤ 0
	return uint64(math.Ldexp(fraction, 53)) << 11 >> -exponent
}

// MaxLambda is the largest mean that Poisson takes.
const MaxLambda = 8

// Poisson returns the cumulative thresholds t[n] = floor(2^64·P(X ≤ n)) of a Poisson number X with mean
// lambda, as long as they are below math.MaxUint64: down to a tail P(X > n) below about 2^-64 (18, 21 and 30
// entries at means of 0.77, 1.27 and 3.07). 64 random bits u draw the value X = how many n have u ≥ t[n].
// With lambda 0 the table is the single entry math.MaxUint64.
// A lambda outside 0 to MaxLambda panics: above it, split the time into shorter cells.
func Poisson(lambda float64) []uint64 {
	if !(lambda >= 0 && lambda <= MaxLambda) {
		panic(fmt.Sprintf("exact: a Poisson mean of %v; allowed are 0 to %d", lambda, MaxLambda))
	}
	mean, term, sum := number(lambda), exp(number(-lambda)), number(0)
	var table []uint64
	for n := 1.0; ; n++ {
		sum.Add(sum, term)
		t := floor64(sum)
		if t < math.MaxUint64 || n == 1 {
			table = append(table, t)
		}
		if t == math.MaxUint64 {
			return table
		}
		term.Mul(term, mean)
		term.Quo(term, number(n))
	}
}

// floor64 returns floor(p·2^64) for p > 0, saturating.
func floor64(p *big.Float) uint64 {
	u, _ := like(p).SetMantExp(p, 64).Uint64() // truncates, and saturates above 2^64−1
	return u
}
