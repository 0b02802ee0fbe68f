package exact

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return false
}

func TestThreshold(t *testing.T) {
	for _, c := range []struct {
		p    float64
		want uint64
	}{
		{0, 0}, {-1, 0}, {math.Inf(-1), 0}, {1, math.MaxUint64}, {7, math.MaxUint64}, {math.Inf(1), math.MaxUint64},
		{0.5, 1 << 63}, {0.75, 3 << 62}, {1 - 0x1p-53, math.MaxUint64 - 2047}, {0x1p-64, 1}, {0x1.8p-64, 1},
		{0x1.fffffffffffffp-65, 0}, {5e-324, 0}, {0.1, 0x1999999999999a00},
	} {
		if got := Threshold(c.p); got != c.want {
			t.Errorf("Threshold(%v) = %#x, want %#x", c.p, got, c.want)
		}
	}
	if !panics(func() { Threshold(math.NaN()) }) {
		t.Error("NaN does not panic")
	}
}

func TestThresholdIsTheFloor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0, 1).Draw(t, "p") * rapid.SampledFrom([]float64{1, 1e-3, 1e-9, 1e-18}).Draw(t, "scale")
		want, _ := new(big.Float).SetMantExp(big.NewFloat(p), 64).Uint64()
		if got := Threshold(p); got != want {
			t.Errorf("Threshold(%v) = %d, want %d", p, got, want)
		}
	})
}

func TestPoissonLengths(t *testing.T) {
	for lambda, want := range map[float64]int{0: 1, 0.77: 18, 1.27: 21, 3.07: 30} {
		if got := len(Poisson(lambda)); got != want {
			t.Errorf("at %v the table has %d entries, want %d", lambda, got, want)
		}
	}
	if got := Poisson(0)[0]; got != math.MaxUint64 {
		t.Errorf("at 0 the first threshold is %d", got)
	}
}

// chances undoes a table: the probability of each value, in units of 2^-64.
func chances(table []uint64) []*big.Int {
	var out []*big.Int
	before := new(big.Int)
	for _, t := range table {
		b := new(big.Int).SetUint64(t)
		out = append(out, new(big.Int).Sub(b, before))
		before = b
	}
	return append(out, new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 64), before))
}

// A Poisson number's factorial moments are powers of its mean.
func TestPoissonMoments(t *testing.T) {
	for _, lambda := range []float64{1e-12, 0.01, 0.5, 0.77, 1.27, 3.07, 5.5, MaxLambda} {
		var mean, second big.Float
		for n, c := range chances(Poisson(lambda)) {
			if c.Sign() < 0 {
				t.Fatalf("at %v the table falls at %d", lambda, n)
			}
			p := new(big.Float).SetMantExp(new(big.Float).SetInt(c), -64)
			mean.Add(&mean, new(big.Float).Mul(p, big.NewFloat(float64(n))))
			second.Add(&second, p.Mul(p, big.NewFloat(float64(n*(n-1)))))
		}
		m, _ := mean.Float64()
		s, _ := second.Float64()
		if math.Abs(m-lambda) > 1e-17*float64(1+40*lambda)+1e-16*lambda || math.Abs(s-lambda*lambda) > 1e-15*(1+lambda*lambda) {
			t.Errorf("at %v the mean is %v, E[n(n−1)] %v", lambda, m, s)
		}
	}
}

// Each threshold is the floor of a sum of λⁿ/n!·e^−λ made with 512 bits from another exponential.
func TestPoissonThresholds(t *testing.T) {
	for _, lambda := range []float64{0.77, 3.07, 8} {
		at := new(big.Float).SetPrec(512).SetFloat64(lambda)
		term := bigExpm1(new(big.Float).Neg(at))
		term.Add(term, one)
		sum := new(big.Float).SetPrec(512)
		for n, got := range Poisson(lambda) {
			sum.Add(sum, term)
			want, _ := new(big.Float).SetMantExp(sum, 64).Uint64()
			if got != want {
				t.Errorf("λ = %v, n = %d: %d, want %d", lambda, n, got, want)
			}
			term.Mul(term, at).Quo(term, new(big.Float).SetPrec(512).SetInt64(int64(n+1)))
		}
	}
}

func TestPoissonRefuses(t *testing.T) {
	for _, lambda := range []float64{-1e-9, 8.000001, math.Inf(1), math.NaN()} {
		if !panics(func() { Poisson(lambda) }) {
			t.Errorf("a mean of %v does not panic", lambda)
		}
	}
}

// measured reads the probability of every kind, in units of 2^-32, out of a table.
func measured(table []uint32) (share [AliasColumns]int64) {
	const full = 1 << 27
	for column, entry := range table {
		cut := int64(entry >> aliasBits)
		share[column] += cut
		share[entry%AliasColumns] += full - cut
	}
	return share
}

func TestAliasTableMeetsTheWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weight := rapid.OneOf(rapid.Float64Range(0, 1), rapid.Just(0.0), rapid.Float64Range(0, 1e-9), rapid.Float64Range(0, 1e9))
		weights := rapid.SliceOfN(weight, 1, AliasColumns).Draw(t, "weights")
		sum := 0.0
		for _, w := range weights {
			sum += w
		}
		if sum == 0 {
			t.Skip("nothing to choose")
		}
		share := measured(AliasTable(weights))
		for k, got := range share {
			want := 0.0
			if k < len(weights) {
				want = weights[k] / sum * (1 << 32)
			}
			if math.Abs(float64(got)-want) > 1.001 || want == 0 && got != 0 {
				t.Errorf("kind %d has %d of 2^32, want %v", k, got, want)
			}
		}
	})
}

func TestAliasTableOfFullColumns(t *testing.T) {
	for n := 1; n <= AliasColumns; n *= 2 {
		weights := make([]float64, n)
		for k := range weights {
			weights[k] = 0.1
		}
		for k, got := range measured(AliasTable(weights)) {
			if want := int64(1<<32) / int64(n); k < n && got != want || k >= n && got != 0 {
				t.Errorf("%d equal kinds: kind %d has %d of 2^32", n, k, got)
			}
		}
	}
}

// pickPlainly is AliasPick as its doc comment says it.
func pickPlainly(table *[AliasColumns]uint32, word uint32) uint32 {
	const low = AliasColumns - 1
	k := word & low
	if word&^low >= table[k]&^low {
		k = table[k] & low
	}
	return k
}

func TestAliasPick(t *testing.T) {
	table := (*[AliasColumns]uint32)(AliasTable([]float64{5, 0, 1e-7, 3, 2, 0.5}))
	try := func(word uint32) {
		if got, want := AliasPick(table, word), pickPlainly(table, word); got != want {
			t.Fatalf("AliasPick(%#x) = %d, want %d", word, got, want)
		}
	}
	for column := range uint32(AliasColumns) {
		cut := table[column] &^ (AliasColumns - 1)
		for _, high := range []uint32{0, cut, cut - AliasColumns, cut + AliasColumns, 1 << 31, 1<<31 - AliasColumns, math.MaxUint32} {
			try(high&^(AliasColumns-1) | column)
		}
	}
	for word := uint32(0); word < math.MaxUint32-99991; word += 99991 {
		try(word)
	}
}

func TestAliasTableRefuses(t *testing.T) {
	for _, weights := range [][]float64{nil, {0, 0}, {1, -1}, {math.NaN()}, {1, math.Inf(1)}, make([]float64, 33)} {
		if !panics(func() { AliasTable(weights) }) {
			t.Errorf("weights %v do not panic", weights)
		}
	}
}

func BenchmarkAliasPick(b *testing.B) {
	table := (*[AliasColumns]uint32)(AliasTable([]float64{5, 1, 1e-7, 3, 2, 0.5}))
	sum := uint32(0)
	for i := range uint32(b.N) {
		sum += AliasPick(table, i*0x9E3779B9)
	}
	picked = sum
}

var picked uint32
