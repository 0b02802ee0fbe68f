package population

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// level is the chance that one of the statistical tests fails for perfect draws. Their seeds are fixed, so
// each was drawn once, and fails again or never.
const level = 1e-5

var seeds = []uint64{0, 1, 20181115, math.MaxUint64}

// fits fails the test if counts depart from the expected shares more than chance lets them (chi-square). A
// share of 0 allows none.
func fits(t *testing.T, what string, counts, shares []float64) {
	t.Helper()
	n, x, freedom := 0.0, 0.0, -1.0
	for _, c := range counts {
		n += c
	}
	for k, c := range counts {
		switch {
		case shares[k] > 0:
			x += (c - n*shares[k]) * (c - n*shares[k]) / (n * shares[k])
			freedom++
		case c > 0:
			t.Errorf("%s: %v of kind %d, where none can be", what, c, k)
		}
	}
	if p := (distuv.ChiSquared{K: freedom}).Survival(x); p < level {
		t.Errorf("%s: chi-square %.1f with %v degrees of freedom, p = %.2g", what, x, freedom, p)
	}
}

// independent fails the test if the rows and columns of a table of counts depend on each other.
func independent(t *testing.T, what string, table [][]float64) {
	t.Helper()
	sum := 0.0
	rows, columns := make([]float64, len(table)), make([]float64, len(table[0]))
	for r, row := range table {
		for c, n := range row {
			rows[r] += n
			columns[c] += n
			sum += n
		}
	}
	x := 0.0
	for r, row := range table {
		for c, n := range row {
			expected := rows[r] * columns[c] / sum
			x += (n - expected) * (n - expected) / expected
		}
	}
	freedom := float64((len(rows) - 1) * (len(columns) - 1))
	if p := (distuv.ChiSquared{K: freedom}).Survival(x); p < level {
		t.Errorf("%s depend: chi-square %.1f with %v degrees of freedom, p = %.2g", what, x, freedom, p)
	}
}

func grid(rows, columns int) [][]float64 {
	g := make([][]float64, rows)
	for r := range g {
		g[r] = make([]float64, columns)
	}
	return g
}

func scaled(weights []float64) []float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	out := make([]float64, len(weights))
	for k, w := range weights {
		out[k] = w / sum
	}
	return out
}

// The fast path, the plain twin and the stratum alone say the same of every citizen.
func TestTileAgainstTraits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		citizens := rapid.IntRange(1, MaxCitizens).Draw(t, "citizens")
		minority := rapid.Float64Range(0, MaxMinority).Draw(t, "minority")
		p, err := New(seed, citizens, 10000, chinaTable, minority)
		if err != nil {
			t.Fatal(err)
		}
		last := uint32((citizens - 1) / TileSize)
		for _, tile := range []uint32{0, last, rapid.Uint32Range(0, last).Draw(t, "tile")} {
			var traits [TileSize]Traits
			var strata [TileSize]uint16
			p.Tile(tile, &traits)
			p.Strata(tile, &strata)
			var first [TileSize]uint8
			p.Households(tile, &first)
			for j, got := range traits {
				if house := tile*TileSize + uint32(first[j]); house != got.House {
					t.Fatalf("citizen %d of tile %d is of household %d, want %d", j, tile, house, got.House)
				}
				if want := p.Traits(tile*TileSize + uint32(j)); got != want {
					t.Fatalf("citizen %d of tile %d: %+v, want %+v", j, tile, got, want)
				}
				if got.Stratum() != uint32(strata[j]) {
					t.Fatalf("citizen %d of tile %d has stratum %d, want %d", j, tile, strata[j], got.Stratum())
				}
			}
		}
	})
}

// Households are runs of citizens with an adult first, who share what a household shares.
func TestHouseholdsAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		citizens := rapid.IntRange(1, 1000).Draw(t, "citizens")
		p, err := New(rapid.Uint64().Draw(t, "seed"), citizens, 100, chinaTable, 0.3)
		if err != nil {
			t.Fatal(err)
		}
		for house := uint32(0); house < uint32(citizens); {
			first := p.Traits(house)
			if first.House != house || first.Size < 1 || first.Size > MaxSize || first.Age < Age18to39 {
				t.Fatalf("citizen %d should head a household: %+v", house, first)
			}
			end := house + uint32(first.Size)
			if end > uint32(citizens) || house/TileSize != (end-1)/TileSize {
				t.Fatalf("household %d of %d ends beyond its tile or the last citizen", house, first.Size)
			}
			for i := house; i < end; i++ {
				m := p.Traits(i)
				if m.House != house || m.Size != first.Size || m.Urban != first.Urban || m.Income != first.Income || m.Minority != first.Minority {
					t.Fatalf("citizen %d is not of the household of %d: %+v, %+v", i, house, m, first)
				}
			}
			house = end
		}
	})
}

// count calls f for every citizen of a population of whole tiles.
func count(t *testing.T, seed uint64, f func(i uint32, traits Traits)) (p *People, n float64) {
	const citizens = 1 << 20
	p = people(t, seed, citizens)
	var tile [TileSize]Traits
	for k := range uint32(citizens / TileSize) {
		p.Tile(k, &tile)
		for j, traits := range tile {
			f(k*TileSize+uint32(j), traits)
		}
	}
	return p, citizens
}

// What is drawn once a household is counted on first members, what is drawn once a citizen on all.
func TestDrawsFollowTheTable(t *testing.T) {
	for _, seed := range seeds {
		shared, temper := make([]float64, 2*2*Incomes), make([]float64, Tempers)
		var members [2][]float64
		members[0], members[1] = make([]float64, Sexes*Ages), make([]float64, Sexes*Ages)
		tempers, sizes := grid(Sexes*Ages, Tempers), grid(2*2*Incomes, MaxSize)
		p, _ := count(t, seed, func(i uint32, m Traits) {
			kind := int(m.Sex)*Ages + int(m.Age)
			first := bit(m.House == i)
			members[first][kind]++
			temper[m.Temper]++
			tempers[kind][m.Temper]++
			if first == 1 {
				shares := bit(m.Minority)*2*Incomes + bit(m.Urban)*Incomes + uint32(m.Income)
				shared[shares]++
				sizes[shares][m.Size-1]++
			}
		})
		what := fmt.Sprintf(" with seed %d", seed)
		fits(t, "place, income, minority"+what, shared, scaled(p.sharedWeights()))
		fits(t, "first members"+what, members[1], scaled(p.memberWeights(true)))
		fits(t, "other members"+what, members[0], scaled(p.memberWeights(false)))
		fits(t, "tempers"+what, temper, []float64{0.25, 0.25, 0.25, 0.25})
		independent(t, "sex, age and temper"+what, tempers)
		independent(t, "place, income, minority and size"+what, sizes)
	}
}

// The number of households, and of each sex and age among all, lie near their expectations: within five
// standard deviations, of which those of independent draws are an upper bound here.
func TestMeansAreTheTables(t *testing.T) {
	for _, seed := range seeds {
		households := 0.0
		var kinds [Sexes * Ages]float64
		p, n := count(t, seed, func(i uint32, m Traits) {
			households += float64(bit(m.House == i))
			kinds[int(m.Sex)*Ages+int(m.Age)]++
		})
		near(t, "citizens per household (D07)", n/households, figure(t, "D07", "mean_size"), 0.0262)
		near(t, "households", households, n*p.HouseholdShare(), 5*math.Sqrt(n*p.HouseholdShare()))
		for k, got := range kinds {
			want := n * p.table.sexAge[k/Ages][k%Ages]
			near(t, GroupName(uint32(k)), got, want, 5*math.Sqrt(want))
		}
	}
}

// Every stratum's count lies near its expected share; members share place, income and minority, so that the
// deviation is at most that of whole households, MaxSize citizens at a time.
func TestStrataHaveTheirShares(t *testing.T) {
	for _, seed := range seeds {
		var counts [Strata]float64
		p, n := count(t, seed, func(_ uint32, m Traits) { counts[m.Stratum()]++ })
		for s, got := range counts {
			want := n * p.StratumShare(uint32(s))
			near(t, fmt.Sprintf("stratum %d", s), got, want, 6*math.Sqrt(want*MaxSize))
		}
	}
}

// Neighbours in a tile and the same places of neighbouring tiles are drawn independently.
func TestNeighboursAreIndependent(t *testing.T) {
	places, ages, tempers := grid(2*Incomes, 2*Incomes), grid(2*Ages, 2*Ages), grid(Tempers, Tempers)
	before, head := Traits{}, Traits{}
	var tile [TileSize]Traits
	count(t, 5, func(i uint32, m Traits) {
		if m.House == i {
			if i > 0 {
				places[bit(head.Urban)*Incomes+uint32(head.Income)][bit(m.Urban)*Incomes+uint32(m.Income)]++
			}
			head = m
		}
		if above := tile[i%TileSize]; i >= TileSize {
			tempers[above.Temper][m.Temper]++
		}
		tile[i%TileSize] = m
		if i%TileSize > 0 && before.House != i-1 && m.House != i { // both among the other members
			ages[int(before.Sex)*Ages+int(before.Age)][int(m.Sex)*Ages+int(m.Age)]++
		}
		before = m
	})
	independent(t, "neighbouring households", places)
	independent(t, "neighbouring members", ages)
	independent(t, "tempers across tiles", tempers)
}

// The traits of the first citizens, frozen: they may only change with the version of the model.
func TestFrozenTraits(t *testing.T) {
	const frozen = "09f8df4bd40b7286c39d4166427aaff0bf5b3996697f3afe1457d4c6aea8e6f8"
	p := people(t, 20181115, 1<<16)
	h := sha256.New()
	for i := range uint32(1 << 12) {
		m := p.Traits(i)
		h.Write(binary.LittleEndian.AppendUint32(nil, m.Stratum()))
		h.Write(binary.LittleEndian.AppendUint32(nil, m.House<<8|uint32(m.Size)))
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != frozen {
		t.Errorf("the traits have the hash %s, frozen is %s", got, frozen)
	}
}

func TestNothingIsAllocated(t *testing.T) {
	p := people(t, 1, 1<<20)
	var traits [TileSize]Traits
	var strata [TileSize]uint16
	var first [TileSize]uint8
	if n := testing.AllocsPerRun(100, func() { p.Tile(3, &traits); p.Strata(4, &strata); p.Traits(5); p.Households(6, &first) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkTile(b *testing.B) {
	p := people(b, 1, 1<<20)
	var traits [TileSize]Traits
	for i := 0; i < b.N; i += TileSize { // ns/op is per citizen
		p.Tile(uint32(i/TileSize), &traits)
	}
}

func BenchmarkStrata(b *testing.B) {
	p := people(b, 1, 1<<20)
	var strata [TileSize]uint16
	for i := 0; i < b.N; i += TileSize { // ns/op is per citizen
		p.Strata(uint32(i/TileSize), &strata)
	}
}

func BenchmarkTraits(b *testing.B) {
	p := people(b, 1, 1<<20)
	for i := range uint32(b.N) {
		traits = p.Traits(i % (1 << 20))
	}
}

var traits Traits
