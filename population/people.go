// Package population says who there is. Citizens are numbers from 0; what never changes about one is drawn
// from (seed, number) whenever it is asked for, so a nation of them takes no memory.
//
// # Rule
//
// A tile is 64 consecutive citizens. It is divided into households of consecutive citizens by drawing sizes
// from the table until the 64 are used up; the last household is cut off there. Place (urban or rural),
// fifth of income and membership of the minority are the household's. The first member is an adult, drawn
// from the adults of the table; the other members are drawn so that all members together have the table's
// sexes and ages (both assumptions): with π the share of first members, f their distribution and t the table's,
//
//	others = (t − π·f) / (1 − π)
//
// Temper is one of four, equally likely. A district is a run of whole tiles.
//
// # Expected shares
//
// Sex and age depend on the size of the household only through being its first member; place, income and
// minority do not depend on size. So the expected share of a stratum among the citizens of whole tiles is the
// product of the shares of its parts (StratumShare). Within a tile the first citizen is always an adult, so
// a tile in part, at the end of the population, is expected to depart from the shares, but by less than one
// citizen.
//
// # Left out
//
// Kinship and couples: members other than the first are independent draws, so a household may be two women of
// 60 and a child. Collective households. The larger households of the countryside. Births, deaths and moves.
package population

import (
	"fmt"
	"math"

	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
)

// Limits of a population.
const (
	TileSize        = 64
	MaxCitizens     = 1 << 31
	MaxDistrictSize = 65472 // the whole tiles in 16 bits
	MaxMinority     = 0.5
)

// People is a population. It is read-only and may be shared by goroutines.
type People struct {
	seed         uint64
	citizens     int
	districtSize int
	minority     float64
	table        *Table
	firsts       float64 // π, the share of first members

	sizes  [exact.AliasColumns]uint32    // picks a household's size less one
	shared [exact.AliasColumns]uint32    // picks what a household shares: minority·10 + urban·5 + income
	sexAge [2][exact.AliasColumns]uint32 // picks sex·5 + age, for other members and for the first
}

// New describes a population of 1 to MaxCitizens citizens, in districts of at least one citizen, rounded up to
// whole tiles and then at most MaxDistrictSize. Minority is the share of the minority group, 0 to MaxMinority.
func New(seed uint64, citizens, district int, table *Table, minority float64) (*People, error) {
	switch {
	case citizens < 1 || citizens > MaxCitizens:
		return nil, fmt.Errorf("a population of %d citizens; allowed are 1 to %d", citizens, MaxCitizens)
	case district < 1 || district > MaxDistrictSize:
		return nil, fmt.Errorf("districts of %d citizens; allowed are 1 to %d", district, MaxDistrictSize)
	case !(minority >= 0 && minority <= MaxMinority):
		return nil, fmt.Errorf("a minority share of %v; allowed are 0 to %v", minority, MaxMinority)
	}
	p := &People{seed: seed, citizens: citizens, table: table, minority: minority}
	p.districtSize = (district + TileSize - 1) / TileSize * TileSize
	p.firsts = householdsPerTile(table.sizes) / TileSize
	copy(p.sizes[:], exact.AliasTable(table.sizes[:]))
	copy(p.shared[:], exact.AliasTable(p.sharedWeights()))
	copy(p.sexAge[0][:], exact.AliasTable(p.memberWeights(false)))
	copy(p.sexAge[1][:], exact.AliasTable(p.memberWeights(true)))
	return p, nil
}

// householdsPerTile is the expected number of households begun in a tile: the sum over its places of the
// chance u that a household begins there, u(0) = 1, u(k) = Σ sizes(s)·u(k−s).
func householdsPerTile(sizes [MaxSize]float64) float64 {
	var begins [TileSize]float64
	begins[0] = 1
	sum := 1.0
	for k := 1; k < TileSize; k++ {
		for s := 1; s <= min(k, MaxSize); s++ {
			begins[k] += float64(sizes[s-1] * begins[k-s])
		}
		sum += begins[k]
	}
	return sum
}

func (p *People) sharedWeights() []float64 {
	var w []float64
	for _, group := range [2]float64{1 - p.minority, p.minority} {
		for _, place := range p.table.urbanIncome {
			for _, share := range place {
				w = append(w, group*share)
			}
		}
	}
	return w
}

// memberWeights gives the sexes and ages of first members, or those that other members must have for the
// whole to be the table's.
func (p *People) memberWeights(first bool) []float64 {
	adults := 0.0
	for _, ages := range p.table.sexAge {
		for _, share := range ages[Age18to39:] {
			adults += share
		}
	}
	var w []float64
	for _, ages := range p.table.sexAge {
		for age, share := range ages {
			asFirst := 0.0
			if Age(age) >= Age18to39 {
				asFirst = share / adults
			}
			if first {
				w = append(w, asFirst)
			} else {
				w = append(w, share-float64(p.firsts*asFirst)) // the factor 1/(1−π) does not matter
			}
		}
	}
	return w
}

// Citizens returns how many citizens there are.
func (p *People) Citizens() int { return p.citizens }

// DistrictSize returns the citizens of a district, a multiple of TileSize; the last may have fewer.
func (p *People) DistrictSize() int { return p.districtSize }

// Districts returns how many districts there are.
func (p *People) Districts() int { return (p.citizens + p.districtSize - 1) / p.districtSize }

// Bounds returns the first citizen of district d and the one after its last.
func (p *People) Bounds(d int) (lo, hi int) {
	lo = d * p.districtSize
	return lo, min(lo+p.districtSize, p.citizens)
}

// PlaceLevels is the number of levels of density.
const PlaceLevels = 16

// Place returns a district's level of density, 0 to PlaceLevels−1, evenly drawn. On a scale from −1 to 1 it is
// z = (2·level − 15)/15; what that does to the cameras of a district is for the rules of watching to say.
func (p *People) Place(d int) uint32 {
	x, _ := chance.Block(p.seed, uint64(d), chance.At(chance.Place, 0, 0))
	return uint32(chance.Index(x, PlaceLevels))
}

// StratumShare returns the expected share of a stratum among the citizens of whole tiles, exact to 2^-31; 0
// for a stratum that does not occur.
func (p *People) StratumShare(stratum uint32) float64 {
	t := FromStratum(stratum)
	if stratum >= Strata || stratum&ClassMask >= Classes {
		return 0
	}
	group := 1 - p.minority
	if t.Minority {
		group = p.minority
	}
	share := p.table.sexAge[t.Sex][t.Age] * p.table.urbanIncome[bit(t.Urban)][t.Income] * group
	return share / Tempers
}

// HouseholdShare returns the expected share of first members among citizens: 1 over the mean size of a
// household, counting those cut off at the end of a tile.
func (p *People) HouseholdShare() float64 { return p.firsts }

// AgedFrom returns the expected share of citizens whose age band is age or older.
func (p *People) AgedFrom(age Age) float64 {
	sum := 0.0
	for _, ages := range p.table.sexAge {
		for _, share := range ages[min(age, Ages):] {
			sum += share
		}
	}
	return math.Min(sum, 1)
}
