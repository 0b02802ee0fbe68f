package exact

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"slices"
)

// AliasColumns is the number of columns of an alias table, and so the most kinds that it can choose among.
const AliasColumns = 1 << aliasBits

const aliasBits = 5

// AliasTable builds a table for choosing a kind k with probability weights[k] divided by their sum, with one
// 32-bit word and no loop: the alias method of Walker (1977), filled as by Vose (1991), in integers.
//
// The low 5 bits of the word name a column; its entry holds a cut in the high 27 bits and another kind in
// the low 5. AliasPick keeps the column if the word's high bits are below the cut, and takes the other kind
// if not. Probabilities are first rounded to multiples of 2^-32 that sum to 1 (largest remainders, the
// lowest kind first among equals) and these are met exactly; a weight of 0 is never chosen.
//
// It panics for more than AliasColumns weights, for a negative or infinite one, for NaN, or if all are 0.
func AliasTable(weights []float64) []uint32 {
	const full = 1 << (32 - aliasBits) // a column's share of 2^32
	left := shares(weights)
	table := make([]uint32, AliasColumns)
	var small, large []int
	for k := range AliasColumns {
		table[k] = uint32(k)
		if left[k] < full {
			small = append(small, k)
		} else {
			large = append(large, k)
		}
	}
	for len(small) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		table[s] = uint32(left[s])<<aliasBits | uint32(l)
		left[l] -= full - left[s]
		if left[l] < full {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	return table // the columns still in large hold exactly one full share and keep the entry "myself"
}

// AliasPick chooses a kind from a table of AliasTable with 32 random bits. It has no branch.
func AliasPick(table *[AliasColumns]uint32, word uint32) uint32 {
	entry := table[word%AliasColumns]
	keep := uint32(int32(word>>aliasBits-entry>>aliasBits) >> 31) // all ones if word's high bits are below the cut
	return (entry ^ (entry^word)&keep) % AliasColumns
}

// shares rounds weights to integers that sum to 2^32, padded with zeros to AliasColumns.
func shares(weights []float64) []int64 {
	if len(weights) > AliasColumns {
		panic(fmt.Sprintf("exact: an alias table of %d kinds; allowed are %d", len(weights), AliasColumns))
	}
	sum := new(big.Rat)
	for k, w := range weights {
		if !(w >= 0 && w <= math.MaxFloat64) {
			panic(fmt.Sprintf("exact: weight %v of kind %d in an alias table; allowed are finite numbers from 0", w, k))
		}
		sum.Add(sum, new(big.Rat).SetFloat64(w))
	}
	if sum.Sign() == 0 {
		panic("exact: an alias table whose weights are all 0")
	}
	return largestRemainders(weights, sum)
}

// largestRemainders gives every weight its whole part of 2^32 and one more to those with the largest rest.
func largestRemainders(weights []float64, sum *big.Rat) []int64 {
	share := make([]int64, AliasColumns)
	rest := make([]*big.Rat, len(weights))
	order := make([]int, len(weights))
	missing := int64(1) << 32
	for k, w := range weights {
		q := new(big.Rat).SetFloat64(w)
		q.Quo(q, sum).Mul(q, big.NewRat(1<<32, 1))
		whole := new(big.Int).Quo(q.Num(), q.Denom())
		share[k], order[k] = whole.Int64(), k
		rest[k] = q.Sub(q, new(big.Rat).SetInt(whole))
		missing -= share[k]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(rest[b].Cmp(rest[a]), cmp.Compare(a, b))
	})
	for _, k := range order[:missing] {
		share[k]++
	}
	return share
}
