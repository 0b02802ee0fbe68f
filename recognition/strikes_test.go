package recognition

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/internal/chance"
	"glasshouse.example/population"
)

// TestLikeness gives f_ab over that of men aged 18 to 39 by hand, for the parameters of the article.
func TestLikeness(t *testing.T) {
	q := article()
	for _, c := range []struct {
		a, b uint32
		want float64
	}{
		{men, men, 1},
		{women, women, 2.9},
		{oldWomen, oldWomen, 2.9 * 2},
		{girls, girls, 2.9 * 2},
		{minority, minority, 3},
		{men, women, math.Sqrt(2.9) * 0.35},
		{women, oldWomen, 2.9 * math.Sqrt2 * 0.3},
		{men, oldWomen, math.Sqrt(2.9*2) * 0.35 * 0.3},
		{minority, men, math.Sqrt(3) * 0.35},
		{minority, oldWomen, math.Sqrt(3*2.9*2) * 0.35},
	} {
		for _, got := range []float64{q.likeness(c.a, c.b), q.likeness(c.b, c.a)} {
			if math.Abs(got/c.want-1) > 1e-12 {
				t.Errorf("%s against %s: %v, want %v", population.GroupName(c.a), population.GroupName(c.b), got, c.want)
			}
		}
	}
}

// A false match strikes group b in proportion to n_b f_ab.
func TestStrikesInProportion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anySearch(t)
		var people, enrolled [Groups]float64
		for g := range population.GroupsInUse {
			people[g] = float64(rapid.IntRange(0, 1e6).Draw(t, "people"))
			enrolled[g] = math.Floor(people[g] * rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(t, "enrolled"))
		}
		s := New(q, people, enrolled)
		for a := range uint32(population.GroupsInUse) {
			lambda := 0.0
			for b, n := range enrolled {
				if n >= 2 {
					lambda += n * q.likeness(a, uint32(b))
				}
			}
			for b, n := range enrolled {
				if n < 2 {
					n = 0
				}
				if want := n * q.likeness(a, uint32(b)) / lambda; lambda > 0 && math.Abs(s.StrikeShare(a, uint32(b))-want) > 1e-12 {
					t.Fatalf("group %d strikes %d with %v, want %v", a, b, s.StrikeShare(a, uint32(b)), want)
				}
			}
		}
	})
}

func TestStrikesFrequencies(t *testing.T) {
	const rolls, critical = 400_000, 44.3 // chi-square at a level of 1e-5 with at most 12 degrees of freedom
	people, enrolled := city(5e6, 0.08)
	s := New(article(), people, enrolled)
	for _, a := range []uint32{men, women, girls, minority} {
		var n [Groups]float64
		for i := range uint64(rolls) {
			u, _ := chance.Block(uint64(a), i, chance.At(chance.Rank, 0, 0))
			n[s.Strikes(a, u)]++
		}
		x := 0.0
		for b := range n {
			want := rolls * s.StrikeShare(a, uint32(b))
			if enrolled[b] == 0 && n[b] > 0 {
				t.Errorf("group %d struck %v people of group %d, of whom nobody is enrolled", a, n[b], b)
			}
			if want > 0 {
				x += (n[b] - want) * (n[b] - want) / want
			}
		}
		if x > critical {
			t.Errorf("group %d strikes %v (chi-square %.1f)", a, n, x)
		}
	}
}

// Where fewer than two are enrolled there may be nobody but the doer herself, so nobody there is ever struck.
func TestTheLonelyAreNeverStruck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, enrolled := city(1e5, 0.01)
		for g := range population.GroupsInUse {
			if rapid.Bool().Draw(t, "alone") {
				enrolled[g] = rapid.SampledFrom([]float64{0, 1}).Draw(t, "enrolled")
			}
		}
		enrolled[men] = 2
		s := New(anySearch(t), people, enrolled)
		a := rapid.Uint32Range(0, population.GroupsInUse-1).Draw(t, "group")
		u := rapid.OneOf(rapid.Uint64(), rapid.SampledFrom([]uint64{0, math.MaxUint64 - 1, math.MaxUint64})).Draw(t, "u")
		if b := s.Strikes(a, u); enrolled[b] < 2 {
			t.Fatalf("die %d strikes group %d with %v enrolled", u, b, enrolled[b])
		}
	})
}

// With nobody to be taken for, nobody is ever taken for another.
func TestNobodyEnrolled(t *testing.T) {
	people, enrolled := city(1e5, 0)
	for g := range enrolled {
		enrolled[g] = min(enrolled[g], 1)
	}
	for _, q := range []*Search{article(), {FPIR: 0.01, Realised: 1, AcrossSex: 1, AcrossAge: 1}} {
		s := New(q, people, enrolled)
		for a := range uint32(population.GroupsInUse) {
			if p := measure(s, a, true); p[Another] != 0 {
				t.Errorf("group %d is taken for another with probability %v", a, p[Another])
			}
		}
	}
}

// burden is how often a member of a group is struck, over the population's mean, when all search alike.
func burden(s *System, people, enrolled [Groups]float64, b uint32) float64 {
	on, all := 0.0, 0.0
	for a := range uint32(population.GroupsInUse) {
		lambda := -math.Log1p(-fraction(s.impostor[a]))
		all += people[a] * lambda
		on += people[a] * lambda * s.StrikeShare(a, b)
	}
	return on / enrolled[b] / (all / sum(enrolled))
}

// A higher false match rate within a small group is not a multiplier on its members' burden: it counts as often as a
// member is searched for. With a share μ, a rate M within and c across, a member is struck
// (μM + (1−μ)c√M) / ((1−μ)² + μ²M + 2μ(1−μ)c√M) times as often as the mean.
func TestMinorityBurden(t *testing.T) {
	for _, c := range []struct{ mu, m, across float64 }{
		{0.01, 10, 0.001}, {0.02, 10, 0.001}, {0.1, 10, 0.001}, {0.5, 10, 0.001}, {0.08, 3, 0.35}, {0.2, 100, 0.1},
	} {
		var people [Groups]float64
		people[men], people[minority] = 1e6*(1-c.mu), 1e6*c.mu
		q := plain(1e-9)
		q.Minority, q.AcrossSex = c.m, c.across
		s := New(q, people, people)
		cross := c.across * math.Sqrt(c.m)
		mean := (1-c.mu)*(1-c.mu) + c.mu*c.mu*c.m + 2*c.mu*(1-c.mu)*cross
		want := (c.mu*c.m + (1-c.mu)*cross) / mean
		if got := burden(s, people, people, minority); math.Abs(got/want-1) > 1e-9 {
			t.Errorf("%+v: a member is struck %v times as often as the mean, want %v", c, got, want)
		}
	}
}

// The same in words: with hardly any matches across, a group of 1 % is struck less than others although its rate is
// ten times theirs, and a group of 2 % about twice as often as one of 1 %.
func TestSmallGroupsBurdenGrowsWithTheirSize(t *testing.T) {
	q := plain(1e-9)
	q.Minority, q.AcrossSex = 10, 0.001
	var got [2]float64
	for i, mu := range []float64{0.01, 0.02} {
		var people [Groups]float64
		people[men], people[minority] = 1e6*(1-mu), 1e6*mu
		got[i] = burden(New(q, people, people), people, people, minority)
	}
	if got[0] > 0.2 || got[1]/got[0] < 1.8 || got[1]/got[0] > 2.1 {
		t.Errorf("burdens of 1 %% and 2 %%: %v", got)
	}
}
