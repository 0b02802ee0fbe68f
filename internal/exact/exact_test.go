package exact

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

var inf, nan = math.Inf(1), math.NaN()

// same compares bits, but takes every NaN for one.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

// apart counts the float64 from a to b.
func apart(a, b float64) uint64 {
	if a == b {
		return 0
	}
	if math.IsNaN(a) != math.IsNaN(b) || math.Signbit(a) != math.Signbit(b) {
		return math.MaxUint64
	}
	x, y := math.Float64bits(a), math.Float64bits(b)
	return max(x, y) - min(x, y)
}

// Digits as published (OEIS A001113, A002162, A002392, A002193, A002285 among others).
func TestPublishedDigits(t *testing.T) {
	for _, c := range []struct {
		name   string
		got    float64
		digits string
	}{
		{"e", Exp(1), "2.71828182845904523536028747135266"},
		{"1/e", Exp(-1), "0.367879441171442321595523770161461"},
		{"e^pi with pi rounded", Exp(math.Pi), "23.1406926327792661615"},
		{"ln 2", Log(2), "0.693147180559945309417232121458176"},
		{"ln 10", Log(10), "2.30258509299404568401799145468436"},
		{"ln 2 by log1p", Log1p(1), "0.693147180559945309417232121458176"},
		{"ln 3/2", Log1p(0.5), "0.405465108108164381978013115464349"},
		{"e − 1", Expm1(1), "1.71828182845904523536028747135266"},
		{"square root of 2", Exp2(0.5), "1.41421356237309504880168872420969"},
		{"square root of 1/2", Pow(2, -0.5), "0.707106781186547524400844362104849"},
		{"square root of 10", Pow(10, 0.5), "3.16227766016837933199889354443271"},
		{"ln 2^-1074", Log(5e-324), "-744.440071921381262314107298444608"},
	} {
		want, _, err := big.ParseFloat(c.digits, 10, 200, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		if w := round(want); !same(c.got, w) {
			t.Errorf("%s = %v, want %v", c.name, c.got, w)
		}
	}
}

func TestSpecialCases(t *testing.T) {
	negative0 := math.Copysign(0, -1)
	args := []float64{0, negative0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, inf, -inf, nan, math.MaxFloat64,
		-math.MaxFloat64, 1e-300, -1e-300, 700, 709.8, -745.13, -745.14, 1e300, -1e300}
	for _, x := range args {
		for name, f := range map[string][2]func(float64) float64{
			"exp": {Exp, math.Exp}, "exp2": {Exp2, math.Exp2}, "expm1": {Expm1, math.Expm1},
			"log": {Log, math.Log}, "log1p": {Log1p, math.Log1p},
		} {
			if got, want := f[0](x), f[1](x); !same(got, want) && apart(got, want) > 1 {
				t.Errorf("%s(%v) = %v, want %v", name, x, got, want)
			}
		}
		for _, y := range args {
			if got, want := Pow(x, y), math.Pow(x, y); !same(got, want) && apart(got, want) > 1 {
				t.Errorf("pow(%v, %v) = %v, want %v", x, y, got, want)
			}
		}
	}
}

// bigExpm1 is e^x − 1 by the bare Taylor series with 512 bits: slow, another path than exp's.
func bigExpm1(x *big.Float) *big.Float {
	sum := new(big.Float).SetPrec(512).Set(x)
	term := new(big.Float).SetPrec(512).Set(x)
	for n := int64(2); n < 250; n++ {
		term.Mul(term, x)
		term.Quo(term, new(big.Float).SetPrec(512).SetInt64(n))
		sum.Add(sum, term)
	}
	return sum
}

// nearestLog1p reports whether x lies between the e^m − 1 of the middles m of y's two gaps: whether y is the
// float64 nearest to log(1+x).
func nearestLog1p(x *big.Float, y float64) bool {
	middle := func(towards float64) *big.Float {
		m := new(big.Float).SetPrec(512).SetFloat64(y)
		m.Add(m, big.NewFloat(math.Nextafter(y, towards)))
		return bigExpm1(m.Quo(m, big.NewFloat(2)))
	}
	return middle(-inf).Cmp(x) <= 0 && x.Cmp(middle(inf)) <= 0
}

func TestCorrectlyRounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-30, 30).Draw(t, "x")
		want := bigExpm1(new(big.Float).SetPrec(512).SetFloat64(x))
		if got := Expm1(x); got != round(want) {
			t.Errorf("expm1(%v) = %v, want %v", x, got, round(want))
		}
		if got, want := Exp(x), round(want.Add(want, one)); got != want {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
		p := rapid.Float64Range(1e-9, 1e9).Draw(t, "p")
		less := new(big.Float).SetPrec(512).SetFloat64(p)
		if got := Log(p); !nearestLog1p(less.Sub(less, one), got) {
			t.Errorf("log(%v) = %v is not the nearest", p, got)
		}
		q := rapid.Float64Range(-0.999999, 20).Draw(t, "q")
		if got := Log1p(q); q != 0 && !nearestLog1p(big.NewFloat(q), got) {
			t.Errorf("log1p(%v) = %v is not the nearest", q, got)
		}
	})
}

// Powers that another path gives: whole exponents by multiplication, halves by square roots.
func TestPowByOtherPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(1e-6, 1e6).Draw(t, "x")
		n := rapid.IntRange(1, 20).Draw(t, "n")
		product := new(big.Float).SetPrec(2000).SetInt64(1)
		for range n {
			product.Mul(product, big.NewFloat(x))
		}
		if got, want := Pow(x, float64(n)), round(product); got != want {
			t.Errorf("pow(%v, %d) = %v, want %v", x, n, got, want)
		}
		if got, want := Pow(-x, float64(n)), round(product)*float64(1-n%2*2); got != want {
			t.Errorf("pow(%v, %d) = %v, want %v", -x, n, got, want)
		}
		root := new(big.Float).SetPrec(2000).Sqrt(product)
		if got, want := Pow(x, float64(n)/2), round(root); got != want {
			t.Errorf("pow(%v, %d/2) = %v, want %v", x, n, got, want)
		}
	})
}

// A product of 54 bits lies exactly between two float64 and goes to the even one.
func TestPowOfHalfwayCases(t *testing.T) {
	for _, x := range []float64{1<<27 - 1, 1<<26 + 1, 1<<27 - 3, 100000001} {
		if got, want := Pow(x, 2), x*x; got != want {
			t.Errorf("%v squared = %v, want %v", x, got, want)
		}
	}
}

func TestExp2OfWholeNumbersIsExact(t *testing.T) {
	for k := -1080; k <= 1030; k++ {
		if got, want := Exp2(float64(k)), math.Ldexp(1, k); got != want {
			t.Fatalf("2^%d = %v, want %v", k, got, want)
		}
	}
}

// Package math errs by less than a unit in the last place or two, but by some 100 for large or small powers.
func TestNearPackageMath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-700, 700).Draw(t, "x")
		y := rapid.Float64Range(-1, 1).Draw(t, "y")
		positive := max(math.Abs(x), 0x1p-1022) // below, package math is wrong on amd64: log(2^-1023) by 0.4
		for _, c := range []struct {
			name      string
			got, want float64
			units     uint64
		}{
			{"exp", Exp(x), math.Exp(x), 2},
			{"exp2", Exp2(x), math.Exp2(x), 2},
			{"expm1", Expm1(x), math.Expm1(x), 2},
			{"log", Log(positive), math.Log(positive), 1},
			{"log1p", Log1p(y), math.Log1p(y), 1},
			{"pow", Pow(positive, y), math.Pow(positive, y), 1000},
		} {
			if !same(c.got, c.want) && apart(c.got, c.want) > c.units {
				t.Errorf("%s at %v, %v: %v, package math has %v", c.name, x, y, c.got, c.want)
			}
		}
	})
}

// frozen is the SHA-256 of the bits in TestFrozenBits. It may only change with the version of the model.
const frozen = "3efe274354eeb20b0309221f85dc3137835354c8359b72aedd68acf9f2a5405f"

// The same bits on every platform: this test run on two of them compares them.
func TestFrozenBits(t *testing.T) {
	h := sha256.New()
	put := func(values ...float64) {
		for _, v := range values {
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
	}
	for i := -400; i <= 400; i++ {
		x := float64(i) / 16
		put(Exp(x), Exp2(x), Expm1(x/64), Log(1+math.Abs(x)), Log1p(x/26), Pow(1+math.Abs(x), x/8))
	}
	for i := range 17 {
		for _, u := range Poisson(float64(i) / 2) {
			h.Write(binary.LittleEndian.AppendUint64(nil, u))
		}
		for _, e := range AliasTable([]float64{1, float64(i), 1.0 / 3, 1e-9, 0.7}) {
			h.Write(binary.LittleEndian.AppendUint32(nil, e))
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != frozen {
		t.Errorf("the bits have the hash %s, frozen is %s", got, frozen)
	}
}

func BenchmarkExp(b *testing.B) {
	for b.Loop() {
		Exp(1.2345)
	}
}

func BenchmarkLog(b *testing.B) {
	for b.Loop() {
		Log(1.2345)
	}
}

func BenchmarkPow(b *testing.B) {
	for b.Loop() {
		Pow(1.2345, 3.3)
	}
}
