package chance

import (
	"fmt"
	"math"
	"math/bits"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// level is the chance that one of the tests below fails for a perfect generator. Their seeds are fixed, so
// each was drawn once, and fails again or never.
const level = 1e-5

// chiSquare fails the test if counts depart from the expected ones more, or less, than chance lets them.
func chiSquare(t *testing.T, what string, counts []int, expected float64, freedom int) {
	t.Helper()
	x := 0.0
	for _, c := range counts {
		x += (float64(c) - expected) * (float64(c) - expected) / expected
	}
	p := distuv.ChiSquared{K: float64(freedom)}.Survival(x)
	if p < level/2 || p > 1-level/2 {
		t.Errorf("%s: chi-square %.1f with %d degrees of freedom, p = %.2g", what, x, freedom, p)
	}
}

var seeds = []uint64{0, 1, 20181115, math.MaxUint64}

func TestBytesAreUniform(t *testing.T) {
	const blocks = 1 << 14
	for _, seed := range seeds {
		var counts [16][]int
		for i := range counts {
			counts[i] = make([]int, 256)
		}
		for who := range uint64(blocks) {
			x, y := Block(seed, who, At(Dice, 3, 0))
			for i := range 8 {
				counts[i][byte(x>>(8*i))]++
				counts[8+i][byte(y>>(8*i))]++
			}
		}
		for i := range counts {
			chiSquare(t, fmt.Sprintf("byte %d with seed %d", i, seed), counts[i], blocks/256, 255)
		}
	}
}

func TestTopBitsAreUniform(t *testing.T) {
	const blocks, cells = 1 << 17, 1 << 12
	for _, seed := range seeds {
		counts := make([]int, cells)
		for cell := range uint32(blocks) {
			x, _ := Block(seed, 77, At(Match, cell, 0))
			counts[x>>52]++
		}
		chiSquare(t, fmt.Sprintf("top bits with seed %d", seed), counts, blocks/cells, cells-1)
	}
}

// neighbours are the ways in which two draws can be next to each other.
var neighbours = map[string]func(i uint64) (ax, bx uint64){
	"citizens": func(i uint64) (uint64, uint64) { return first(5, i, At(Dice, 0, 0)), first(5, i+1, At(Dice, 0, 0)) },
	"cells": func(i uint64) (uint64, uint64) {
		return first(5, 1, At(Dice, uint32(i), 0)), first(5, 1, At(Dice, uint32(i)+1, 0))
	},
	"slots": func(i uint64) (uint64, uint64) {
		return first(5, i, At(Dice, 9, 0)), first(5, i, At(Dice, 9, 1))
	},
	"purposes": func(i uint64) (uint64, uint64) { return first(5, i, At(Match, 9, 0)), first(5, i, At(Rank, 9, 0)) },
	"seeds":    func(i uint64) (uint64, uint64) { return first(i, 8, At(Dice, 0, 0)), first(i+1, 8, At(Dice, 0, 0)) },
	"words": func(i uint64) (uint64, uint64) {
		return Block(5, i, At(Person, 0, 0))
	},
}

func first(seed, who, when uint64) uint64 {
	x, _ := Block(seed, who, when)
	return x
}

// Pairs of neighbouring draws fill a table of 64 × 64 evenly, by their high and by their low bits.
func TestNeighboursAreIndependent(t *testing.T) {
	const pairs = 1 << 19
	for name, draw := range neighbours {
		high, low := make([]int, 64*64), make([]int, 64*64)
		for i := range uint64(pairs) {
			a, b := draw(i)
			high[a>>58<<6|b>>58]++
			low[a&63<<6|b&63]++
		}
		chiSquare(t, "high bits of neighbouring "+name, high, pairs/4096, 4095)
		chiSquare(t, "low bits of neighbouring "+name, low, pairs/4096, 4095)
	}
}

// One bit of the counter or the seed, flipped, flips each bit of the block half of the time.
func TestAvalanche(t *testing.T) {
	const tries = 2000
	bound := distuv.UnitNormal.Quantile(1-level/2/(3*64*128)) * math.Sqrt(tries) / 2
	for input := range 3 * 64 {
		var flips [128]int
		for i := range uint64(tries) {
			args := [3]uint64{i * 0x9E37, i, At(Dice, uint32(i), 0)}
			x, y := Block(args[0], args[1], args[2])
			args[input/64] ^= 1 << (input % 64)
			x2, y2 := Block(args[0], args[1], args[2])
			for d := x ^ x2; d != 0; d &= d - 1 {
				flips[bits.TrailingZeros64(d)]++
			}
			for d := y ^ y2; d != 0; d &= d - 1 {
				flips[64+bits.TrailingZeros64(d)]++
			}
		}
		for output, n := range flips {
			if math.Abs(float64(n)-tries/2) > bound {
				t.Errorf("input bit %d flips output bit %d in %d of %d", input, output, n, tries)
			}
		}
	}
}
