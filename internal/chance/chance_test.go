package chance

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

// philox is Philox2x64 with any number of rounds, as Salmon et al. write it: the plain twin of Block.
func philox(rounds int, counter [2]uint64, key uint64) [2]uint64 {
	for round := range rounds {
		if round > 0 {
			key += weyl
		}
		hi, lo := bits.Mul64(multiplier, counter[0])
		counter = [2]uint64{hi ^ key ^ counter[1], lo}
	}
	return counter
}

// The authors' vectors for philox2x64: file kat_vectors of Random123.
func TestKnownAnswers(t *testing.T) {
	const ones = math.MaxUint64
	pi := [2]uint64{0x243f6a8885a308d3, 0x13198a2e03707344}
	for _, c := range []struct {
		rounds  int
		counter [2]uint64
		key     uint64
		want    [2]uint64
	}{
		{7, [2]uint64{}, 0, [2]uint64{0xb41da69fbfefc666, 0x511e9ce1a5534056}},
		{7, [2]uint64{ones, ones}, ones, [2]uint64{0xa4696cc04462015d, 0x724782dae17169e9}},
		{7, pi, 0xa4093822299f31d0, [2]uint64{0x98ed1534392bf372, 0x67528b1568882fd5}},
		{10, [2]uint64{}, 0, [2]uint64{0xca00a0459843d731, 0x66c24222c9a845b5}},
		{10, [2]uint64{ones, ones}, ones, [2]uint64{0x65b021d60cd8310f, 0x4d02f3222f86df20}},
		{10, pi, 0xa4093822299f31d0, [2]uint64{0x0a5e742c2997341c, 0xb0f883d38000de5d}},
	} {
		if got := philox(c.rounds, c.counter, c.key); got != c.want {
			t.Errorf("%d rounds of %x with key %x: %x, want %x", c.rounds, c.counter, c.key, got, c.want)
		}
		if c.rounds != 7 {
			continue
		}
		if x, y := Block(c.key, c.counter[0], c.counter[1]); [2]uint64{x, y} != c.want {
			t.Errorf("Block(%x, %x) = %x, %x, want %x", c.key, c.counter, x, y, c.want)
		}
	}
}

func TestBlockAgainstItsTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		who := rapid.Uint64().Draw(t, "who")
		when := rapid.Uint64().Draw(t, "when")
		x, y := Block(seed, who, when)
		if want := philox(7, [2]uint64{who, when}, seed); want != [2]uint64{x, y} {
			t.Errorf("%x, %x, want %x", x, y, want)
		}
	})
}

// The purposes of the first version keep their numbers, since every published state hash depends on them.
func TestPurposes(t *testing.T) {
	for i, p := range []Purpose{Moments, MomentsTail, Dice, DiceLow, Match, Rank, Victim, Review, Groundless, Household, Person, Place,
		Firm, Employer, Manager, Notice, Appeal, Hearing, Release, Debt} {
		if want := Purpose(i+1) << 56; p != want {
			t.Errorf("purpose %d is %x, want %x", i, uint64(p), uint64(want))
		}
	}
}

func TestAtKeepsItsPartsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Purpose(rapid.Uint64Range(1, 255).Draw(t, "purpose") << 56)
		cell := rapid.Uint32().Draw(t, "cell")
		slot := rapid.Uint32Range(0, 1<<24-1).Draw(t, "slot")
		when := At(p, cell, slot)
		if Purpose(when>>56<<56) != p || uint32(when) != cell || uint32(when>>32)&(1<<24-1) != slot {
			t.Errorf("At(%x, %x, %x) = %x", uint64(p), cell, slot, when)
		}
	})
}

// The hash over a set of draws, frozen: it may only change with the version of the model.
func TestFrozenSequence(t *testing.T) {
	const frozen = "d8c25a4294e991f5243092a47e91734971599fac0899e9da293126db7de58363"
	h := sha256.New()
	for seed := range uint64(4) {
		for who := range uint64(64) {
			for cell := range uint32(16) {
				x, y := Block(seed*seed<<40+seed, who*who<<20+who, At(Dice, cell, cell%3))
				h.Write(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, x), y))
			}
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != frozen {
		t.Errorf("the draws have the hash %s, frozen is %s", got, frozen)
	}
}

func TestBelow(t *testing.T) {
	for _, c := range []struct {
		u     uint32
		p     uint64
		low   uint32
		want  bool
		drawn int
	}{
		{0, 0, 0, false, 1},
		{0, 1, 0, true, 1},
		{0, 1, 1, false, 1},
		{7, 7<<32 | 9, 8, true, 1},
		{7, 7<<32 | 9, 9, false, 1},
		{6, 7 << 32, 0, true, 0},
		{8, 7<<32 | math.MaxUint32, 0, false, 0},
		{math.MaxUint32, math.MaxUint64, math.MaxUint32 - 1, true, 1},
		{math.MaxUint32, math.MaxUint64, math.MaxUint32, false, 1},
		{math.MaxUint32 - 1, math.MaxUint64, 0, true, 0},
	} {
		drawn := 0
		got := Below(c.u, c.p, func() uint32 { drawn++; return c.low })
		if got != c.want || drawn != c.drawn {
			t.Errorf("Below(%#x, %#x) with low %#x = %v after %d draws, want %v after %d", c.u, c.p, c.low, got, drawn, c.want, c.drawn)
		}
	}
}

// Below is the comparison of the whole die: of all dice whose halves are near the threshold's, as many fall
// below it as lie below it.
func TestBelowIsTheWholeComparison(t *testing.T) {
	near := []uint32{0, 1, 2, 3, 1 << 31, math.MaxUint32 - 1, math.MaxUint32}
	for _, ph := range near {
		for _, pl := range near {
			p := uint64(ph)<<32 | uint64(pl)
			for _, u := range near {
				for _, low := range near {
					got := Below(u, p, func() uint32 { return low })
					if want := uint64(u)<<32|uint64(low) < p; got != want {
						t.Fatalf("Below(%#x, %#x) with low %#x = %v", u, p, low, got)
					}
				}
			}
		}
	}
}

func TestIndex(t *testing.T) {
	for _, c := range []struct{ u, n, want uint64 }{
		{0, 10, 0}, {math.MaxUint64, 10, 9}, {1 << 63, 10, 5}, {1<<63 - 1, 10, 4}, {math.MaxUint64, 1, 0},
		{math.MaxUint64, math.MaxUint64, math.MaxUint64 - 1}, {0x1999999999999999, 10, 0}, {0x199999999999999a, 10, 1},
	} {
		if got := Index(c.u, c.n); got != c.want {
			t.Errorf("Index(%#x, %d) = %d, want %d", c.u, c.n, got, c.want)
		}
	}
}

func BenchmarkBlock(b *testing.B) {
	var sum uint64
	for i := range uint64(b.N) {
		x, y := Block(1, i, uint64(Dice))
		sum += x ^ y
	}
	sink = sum
}

var sink uint64
