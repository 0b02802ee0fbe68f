// Package exact builds the model's tables with the same bits on every platform.
//
// The functions of package math are not that: on some processors they are written in assembly, elsewhere a
// compiler may fuse a multiplication with an addition, and a probability that differs in its last bit moves
// one citizen in a nation. Here exponentials and logarithms are computed with 192-bit floating point in
// integers (math/big) and rounded once, so the results are correctly rounded in practice: the working error
// is below 2^-170, and a value would have to lie that near to the middle of two float64 to be rounded wrongly.
//
// # Method
//
// Exp writes x = k·ln 2 + r with |r| ≤ ln 2 / 2, sums the Taylor series of expm1(r/2^8) and squares eight times.
// Log writes x = m·2^e with √½ ≤ m < √2 and sums 2·atanh((m−1)/(m+1)). ln 2 is 2·atanh(1/3).
//
// A call takes microseconds: for tables that are built once, never for the step of the simulation.
package exact

import (
	"math"
	"math/big"
	"sync"
)

// prec is the working precision in bits, and snap that to which Pow rounds first, so that powers which are
// exact, or lie exactly between two float64, round as they should.
const (
	prec = 192
	snap = 128
)

// log2e is 1/ln 2, only used to choose the k of Exp, whose value does not depend on that choice.
const log2e = 1.44269504088896340736

var one = number(1)

var ln2 = sync.OnceValue(func() *big.Float {
	third := new(big.Float).SetPrec(prec+64).Quo(wide(1), wide(3))
	return new(big.Float).SetPrec(prec + 64).Set(twiceAtanh(third))
})

func number(x float64) *big.Float { return new(big.Float).SetPrec(prec).SetFloat64(x) }
func wide(x float64) *big.Float   { return new(big.Float).SetPrec(prec + 64).SetFloat64(x) }

// like returns a new zero with x's precision.
func like(x *big.Float) *big.Float { return new(big.Float).SetPrec(x.Prec()) }

func round(x *big.Float) float64 {
	f, _ := x.Float64()
	return f
}

// Exp returns e^x: +Inf above the range, 0 below it, NaN for NaN.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x > 1000:
		return math.Inf(1)
	case x < -1000:
		return 0
	}
	return round(exp(number(x)))
}

// Exp2 returns 2^x, exact for whole x.
func Exp2(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x > 2000:
		return math.Inf(1)
	case x < -2000:
		return 0
	}
	k := math.Floor(x)
	p := exp(new(big.Float).SetPrec(prec).Mul(number(x-k), ln2()))
	return round(p.SetMantExp(p, int(k)))
}

// Expm1 returns e^x − 1 without loss of digits near 0, where it keeps the sign of zero.
func Expm1(x float64) float64 {
	switch {
	case x == 0 || math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x > 1000:
		return math.Inf(1)
	case x < -100:
		return -1
	case math.Abs(x) < 0.5:
		return round(expm1Taylor(number(x)))
	}
	e := exp(number(x))
	return round(e.Sub(e, one))
}

// Log returns the natural logarithm of x: −Inf for 0, NaN below 0.
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	return round(log(number(x)))
}

// Log1p returns log(1+x) without loss of digits near 0, where it keeps the sign of zero: −Inf for −1, NaN below.
func Log1p(x float64) float64 {
	switch {
	case x == 0 || math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x < -1:
		return math.NaN()
	case x == -1:
		return math.Inf(-1)
	case math.Abs(x) < 0.25:
		b := number(x)
		return round(twiceAtanh(b.Quo(b, number(0).Add(number(2), b))))
	}
	b := number(x)
	return round(log(b.Add(b, one)))
}

// Pow returns x^y with the special cases of math.Pow.
func Pow(x, y float64) float64 {
	if special(x, y) {
		return math.Pow(x, y) // a constant or an operand: nothing to be rounded
	}
	p := log(number(math.Abs(x)))
	p.Mul(p, number(y))
	size := 0.0
	switch l := round(p); {
	case l > 1000:
		size = math.Inf(1)
	case l > -1000:
		size = round(exp(p).SetPrec(snap))
	}
	if x < 0 && math.Mod(y, 2) != 0 {
		return -size
	}
	return size
}

// special reports whether x^y follows from a rule rather than from a computation.
func special(x, y float64) bool {
	if x == 0 || y == 0 || x == 1 || math.IsNaN(x) || math.IsNaN(y) || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return true
	}
	return x < 0 && y != math.Trunc(y)
}

// exp returns e^x for |x| < 2^12.
func exp(x *big.Float) *big.Float {
	const halvings = 8
	k := math.Floor(float64(round(x)*log2e) + 0.5)
	r := new(big.Float).SetPrec(prec).Mul(wide(k), ln2())
	r.Sub(x, r)
	if r.Sign() != 0 {
		r.SetMantExp(r, -halvings)
	}
	e := expm1Taylor(r)
	e.Add(e, one)
	for range halvings {
		e.Mul(e, e)
	}
	return e.SetMantExp(e, int(k))
}

// expm1Taylor sums x + x²/2! + x³/3! + … until a term no longer counts; |x| ≤ 1/2.
func expm1Taylor(x *big.Float) *big.Float {
	sum, term := like(x).Set(x), like(x).Set(x)
	for n := 2.0; counts(term, sum); n++ {
		term.Mul(term, x)
		term.Quo(term, number(n))
		sum.Add(sum, term)
	}
	return sum
}

// log returns ln x for x > 0.
func log(x *big.Float) *big.Float {
	m := like(x)
	e := x.MantExp(m)
	if m.Cmp(number(math.Sqrt2/2)) < 0 {
		m.SetMantExp(m, 1)
		e--
	}
	z := like(x).Quo(like(x).Sub(m, one), like(x).Add(m, one))
	whole := like(x).Mul(wide(float64(e)), ln2())
	return whole.Add(whole, twiceAtanh(z))
}

// twiceAtanh sums 2(z + z³/3 + z⁵/5 + …) until a term no longer counts; |z| ≤ 1/3.
func twiceAtanh(z *big.Float) *big.Float {
	sum, power, square := like(z).Set(z), like(z).Set(z), like(z).Mul(z, z)
	term := like(z).Set(z)
	for n := 3.0; counts(term, sum); n += 2 {
		power.Mul(power, square)
		term.Quo(power, number(n))
		sum.Add(sum, term)
	}
	return sum.Add(sum, sum)
}

// counts reports whether a term of a series can still change the sum.
func counts(term, sum *big.Float) bool {
	return term.Sign() != 0 && term.MantExp(nil) >= sum.MantExp(nil)-int(sum.Prec())-2
}
