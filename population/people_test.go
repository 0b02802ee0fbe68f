package population

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func people(t testing.TB, seed uint64, citizens int) *People {
	t.Helper()
	p, err := New(seed, citizens, 10000, china(t), 0.08)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestNewRefuses(t *testing.T) {
	for _, c := range []struct {
		citizens, district int
		minority           float64
		says               string
	}{
		{0, 100, 0, "0 citizens; allowed are 1 to 2147483648"},
		{MaxCitizens + 1, 100, 0, "2147483649 citizens; allowed"},
		{100, 0, 0, "districts of 0 citizens; allowed are 1 to 65472"},
		{100, 65473, 0, "districts of 65473"},
		{100, 100, -0.01, "minority share of -0.01; allowed are 0 to 0.5"},
		{100, 100, 0.51, "minority share of 0.51"},
		{100, 100, math.NaN(), "minority share of NaN"},
	} {
		if _, err := New(1, c.citizens, c.district, china(t), c.minority); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// Districts are whole tiles and cover the citizens, each once.
func TestDistricts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		citizens := rapid.IntRange(1, 3000000).Draw(t, "citizens")
		district := rapid.IntRange(1, MaxDistrictSize).Draw(t, "district")
		p, err := New(1, citizens, max(district, citizens/1000), chinaTable, 0)
		if err != nil {
			t.Fatal(err)
		}
		size := p.DistrictSize()
		if size%TileSize != 0 || size < district || size > MaxDistrictSize || size < citizens/1000 {
			t.Errorf("districts of %d for %d asked", size, district)
		}
		next := 0
		for d := range p.Districts() {
			lo, hi := p.Bounds(d)
			if lo != next || hi <= lo || hi-lo > size || hi-lo != size && d != p.Districts()-1 {
				t.Fatalf("district %d of %d is %d to %d", d, p.Districts(), lo, hi)
			}
			next = hi
		}
		if next != citizens || p.Citizens() != citizens {
			t.Errorf("districts end at %d of %d", next, citizens)
		}
	})
}

var chinaTable = china2020()

func TestStratumShares(t *testing.T) {
	p := people(t, 1, 1000)
	var sum, minority, men, urban float64
	for s := range uint32(Strata + 10) {
		share := p.StratumShare(s)
		traits := FromStratum(s)
		switch {
		case s >= Strata || s&ClassMask >= Classes:
			if share != 0 {
				t.Errorf("stratum %d, which does not occur, has the share %v", s, share)
			}
			continue
		case share <= 0:
			t.Errorf("stratum %d has the share %v", s, share)
		}
		sum += share
		minority += share * float64(bit(traits.Minority))
		men += share * float64(traits.Sex)
		urban += share * float64(bit(traits.Urban))
	}
	near(t, "the sum", sum, 1, 1e-12)
	near(t, "the minority", minority, 0.08, 1e-12)
	near(t, "men", men, 105.07/205.07, 1e-12)
	near(t, "urban", urban, figure(t, "D03", "urban"), 1e-12)
	near(t, "all ages", p.AgedFrom(Age0to14), 1, 1e-12)
	near(t, "15 and over", p.AgedFrom(Age15to17), 1-figure(t, "D02", "0-14"), 1e-12)
	near(t, "60 and over", p.AgedFrom(Age60), figure(t, "D02", "60+"), 1e-12)
	near(t, "nobody", p.AgedFrom(Ages), 0, 0)
}

// First and other members together are the table's, and no weight is negative.
func TestMembersAddUpToTheTable(t *testing.T) {
	p := people(t, 1, 1000)
	first, others := p.memberWeights(true), p.memberWeights(false)
	for k := range first {
		sex, age := k/Ages, k%Ages
		near(t, "first and others", p.firsts*first[k]+others[k], p.table.sexAge[sex][age], 1e-15)
		if first[k] < 0 || others[k] < 0 || (first[k] > 0) != (Age(age) >= Age18to39) {
			t.Errorf("sex %d, age %v: first %v, others %v", sex, Age(age), first[k], others[k])
		}
	}
}

func TestPlaceIsEven(t *testing.T) {
	const districts = 1 << 14
	for _, seed := range seeds {
		p := people(t, seed, 1000)
		counts := make([]float64, PlaceLevels)
		expected := make([]float64, PlaceLevels)
		for d := range districts {
			counts[p.Place(d)]++
		}
		for i := range expected {
			expected[i] = 1.0 / PlaceLevels
		}
		fits(t, "levels of density", counts, expected)
	}
}
