package recognition

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/internal/chance"
	"glasshouse.example/population"
)

// Groups used in the tests.
const (
	girls    = uint32(population.Woman)*population.Ages + uint32(population.Age0to14)
	women    = uint32(population.Woman)*population.Ages + uint32(population.Age18to39)
	oldWomen = uint32(population.Woman)*population.Ages + uint32(population.Age60)
	men      = uint32(population.Man)*population.Ages + uint32(population.Age18to39)
	minority = uint32(population.MinorityGroup)
)

// plain is a search that treats all faces alike.
func plain(fmr float64) *Search {
	return &Search{
		Imagery: Video, FMR: fmr, Realised: 1, WomenFactor: 1, OldFactor: 1,
		AcrossSex: 1, AcrossAge: 1, Minority: 1, Lag: 7, ReviewAccepts: 1, SecondAccepts: 1, LeadAccepts: 1,
	}
}

// article is the search of the article scenario.
func article() *Search {
	return &Search{
		Imagery: Video, FMR: 2e-9, MissRate: 0.2, ReferenceFMR: 1.7e-8, Realised: 2.5, Outranks: 0.05,
		WomenFactor: 2.9, OldFactor: 2, AcrossSex: 0.35, AcrossAge: 0.3, Minority: 3, Lag: 7, ReviewAccepts: 1, SecondAccepts: 1, LeadAccepts: 1,
	}
}

// city has n people, a share of them in the minority; children are in no gallery.
func city(n, minorityShare float64) (people, enrolled [Groups]float64) {
	ages := [population.Ages]float64{0.18, 0.03, 0.29, 0.31, 0.19}
	for g := range uint32(population.MinorityGroup) {
		people[g] = math.Round(n * (1 - minorityShare) * ages[g%population.Ages] / 2)
		if g%population.Ages >= uint32(population.Age18to39) {
			enrolled[g] = people[g]
		}
	}
	people[minority] = math.Round(n * minorityShare)
	enrolled[minority] = people[minority]
	return people, enrolled
}

func anySearch(t *rapid.T) *Search {
	return &Search{
		Imagery:       rapid.SampledFrom([]Imagery{Still, Kiosk, Video}).Draw(t, "imagery"),
		FMR:           math.Exp(rapid.Float64Range(math.Log(1e-11), math.Log(1e-6)).Draw(t, "ln fmr")),
		Realised:      rapid.Float64Range(1, 10).Draw(t, "realised"),
		Outranks:      rapid.Float64Range(0, 0.2).Draw(t, "outranks"),
		WomenFactor:   rapid.Float64Range(1, 5).Draw(t, "women"),
		OldFactor:     rapid.Float64Range(1, 5).Draw(t, "old"),
		AcrossSex:     rapid.Float64Range(0.01, 1).Draw(t, "across sex"),
		AcrossAge:     rapid.Float64Range(0.01, 1).Draw(t, "across age"),
		Minority:      rapid.Float64Range(1, 100).Draw(t, "minority"),
		ReviewAccepts: 1, SecondAccepts: 1, LeadAccepts: 1,
	}
}

// measure is the probability of each outcome for a probe of group a: the dice fill a cube, the three thresholds cut
// it into eight boxes, and within a box the outcome is one.
func measure(s *System, a uint32, enrolled bool) (p [3]float64) {
	type side struct {
		die  uint64
		size float64
	}
	cut := func(at uint64) []side {
		if at == 0 {
			return []side{{math.MaxUint64, 1}}
		}
		return []side{{at - 1, fraction(at)}, {at, 1 - fraction(at)}}
	}
	for _, m := range cut(s.miss) {
		for _, i := range cut(s.impostor[a]) {
			for _, r := range cut(s.outranks) {
				p[s.Identify(a, enrolled, m.die, i.die, r.die)] += m.size * i.size * r.size
			}
		}
	}
	return p
}

// formula is the same by the equations; e is 1 if she is enrolled.
func formula(e, f, phi, rho float64) (p [3]float64) {
	p[Herself] = e * (1 - phi) * (1 - rho*f)
	p[Another] = f * ((1 - e) + e*phi + e*(1-phi)*rho)
	p[Nobody] = (1 - f) * ((1 - e) + e*phi)
	return p
}

func TestOutcomesMeetTheFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anySearch(t)
		people, enrolled := city(5e6, 0.08)
		s := New(q, people, enrolled)
		a := rapid.Uint32Range(0, population.GroupsInUse-1).Draw(t, "group")
		for e, isEnrolled := range []bool{false, true} {
			got := measure(s, a, isEnrolled)
			want := formula(float64(e), fraction(s.impostor[a]), q.Miss(q.FMR), q.Outranks)
			var stated [3]float64
			stated[Herself], stated[Another], stated[Nobody] = s.Shares(a, isEnrolled)
			for o := range got {
				if math.Abs(stated[o]-got[o]) > 1e-15 {
					t.Fatalf("outcome %d has probability %v, stated is %v", o, got[o], stated[o])
				}
				if math.Abs(got[o]-want[o]) > 1e-14 {
					t.Fatalf("outcome %d has probability %v, want %v", o, got[o], want[o])
				}
			}
			if sum := want[0] + want[1] + want[2]; math.Abs(sum-1) > 1e-14 {
				t.Fatalf("herself, another and nobody add up to %v", sum)
			}
		}
	})
}

// A watch list in the field: a share π of passers-by is on it. Of those whom it names, the wrong ones are
// 1/(1 + π(1−φ)/((1−π)F)), whatever the number of passers-by, when impostors never outrank.
func TestWatchListFalseDiscovery(t *testing.T) {
	people, enrolled := city(5e6, 0)
	q := plain(1e-10)
	q.Gallery, q.MissRate, q.ReferenceFMR = 1e4, 0.1, 1e-10
	s := New(q, people, enrolled)
	const onList = 1e-5
	right, _, _ := s.Shares(men, true)
	_, wrong, _ := s.Shares(men, false)
	got := (1 - onList) * wrong / ((1-onList)*wrong + onList*right)
	f := -math.Expm1(-1e4 * 1e-10)
	want := 1 / (1 + onList*0.9/((1-onList)*f))
	if math.Abs(got/want-1) > 1e-9 {
		t.Errorf("%v of those named are wrong, want %v", got, want)
	}
}

// TestFrequencies rolls the dice as the society does, two million searches an operating point. The level is 1e-4 for
// chi-square with two degrees of freedom; the same counts must refuse a formula that is wrong by one per cent.
func TestFrequencies(t *testing.T) {
	const rolls, critical = 2_000_000, 18.4
	people, enrolled := city(5e6, 0.08)
	for i, c := range []struct {
		fmr, miss, outranks float64
		group               uint32
		enrolled            bool
	}{
		{3e-8, 0.5, 0.2, women, true},
		{3e-8, 0.5, 0.2, minority, true},
		{2e-8, 0.4, 0, oldWomen, true},
		{5e-8, 0.6, 0.1, men, true},
		{2e-8, 0.4, 0.1, girls, false},
	} {
		q := article()
		q.FMR, q.MissRate, q.ReferenceFMR, q.Outranks = c.fmr, c.miss, c.fmr, c.outranks
		s := New(q, people, enrolled)
		var n [3]float64
		for j := range uint64(rolls) {
			miss, impostor := chance.Block(uint64(i), j, chance.At(chance.Match, 0, 0))
			rank, _ := chance.Block(uint64(i), j, chance.At(chance.Rank, 0, 0))
			n[s.Identify(c.group, c.enrolled, miss, impostor, rank)]++
		}
		e := 0.0
		if c.enrolled {
			e = 1
		}
		want := formula(e, fraction(s.impostor[c.group]), c.miss, c.outranks)
		if x := chiSquare(n, want, rolls); x > critical {
			t.Errorf("point %d: counts %v, want shares %v (chi-square %.1f)", i, n, want, x)
		}
		for o := range want {
			wrong := want
			wrong[o] *= 1.01
			wrong[(o+1)%3] -= want[o] * 0.01
			if want[o] > 0.1 && chiSquare(n, wrong, rolls) < critical {
				t.Errorf("point %d: a bias of 1 %% in outcome %d would not show", i, o)
			}
		}
	}
}

func chiSquare(n, p [3]float64, rolls float64) (x float64) {
	for o := range n {
		if d := n[o] - rolls*p[o]; d != 0 {
			x += d * d / (rolls * max(p[o], 1e-300))
		}
	}
	return x
}

// Another is nested in F, φ and ρ: worse recognition never frees anyone whom it struck, and better recognition changes
// nobody's fate but those it spares.
func TestNested(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// A few coarse values, so that dice often fall between the thresholds.
		coarse := rapid.Custom(func(t *rapid.T) uint64 { return rapid.Uint64Range(0, 15).Draw(t, "sixteenth") << 60 })
		var s System
		s.miss, s.impostor[women], s.outranks = coarse.Draw(t, "φ"), coarse.Draw(t, "F"), coarse.Draw(t, "ρ")
		miss, impostor, rank := coarse.Draw(t, "miss"), coarse.Draw(t, "impostor"), coarse.Draw(t, "rank")
		enrolled := rapid.Bool().Draw(t, "enrolled")
		before := s.Identify(women, enrolled, miss, impostor, rank)
		if !enrolled && before == Herself {
			t.Fatal("who is in no gallery was taken for herself")
		}
		which := rapid.IntRange(0, 2).Draw(t, "raised")
		p := []*uint64{&s.miss, &s.impostor[women], &s.outranks}[which]
		*p = max(*p, coarse.Draw(t, "to"))
		after := s.Identify(women, enrolled, miss, impostor, rank)
		ok := after == before
		switch before {
		case Herself:
			ok = ok || after == Another || which == 0 // only a miss leads to nobody
		case Nobody:
			ok = ok || which == 1 && after == Another
		}
		if !ok {
			t.Fatalf("raising threshold %d turned outcome %d into %d", which, before, after)
		}
	})
}

// TestUniform has a closed form: F = 1 − exp(−N·realised·f), whatever the group.
func TestUniform(t *testing.T) {
	people, enrolled := city(5e6, 0.1)
	q := plain(1e-8)
	q.Realised = 2.5
	s := New(q, people, enrolled)
	want := -math.Expm1(-sum(enrolled) * 2.5e-8)
	for a := range population.GroupsInUse {
		if got := fraction(s.impostor[a]); math.Abs(got-want) > 1e-12 {
			t.Errorf("group %d: F = %v, want %v", a, got, want)
		}
	}
}

// The mean of f_ab over probes of the population and faces of the gallery is the realised rate, and F and Λ agree.
func TestMeanIsRealised(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anySearch(t)
		q.FMR = math.Min(q.FMR, 2e-9) // so that 1 − F keeps its digits
		q.Gallery = rapid.SampledFrom([]float64{0, 1e4, 1e6}).Draw(t, "gallery")
		people, enrolled := city(2e5, rapid.Float64Range(0.001, 0.5).Draw(t, "minority share"))
		s := New(q, people, enrolled)
		n := sum(enrolled)
		if q.Gallery > 0 {
			n = q.Gallery
		}
		mean := 0.0
		for a := range people {
			mean += people[a] / sum(people) * -math.Log1p(-fraction(s.impostor[a])) / n
		}
		if math.Abs(mean/(q.Realised*q.FMR)-1) > 1e-9 {
			t.Fatalf("the mean rate is %v, want %v times %v", mean, q.Realised, q.FMR)
		}
	})
}

// A stated gallery stands for that many faces like those of the run: a small run then searches as a city does.
func TestGalleryStandsForTheCity(t *testing.T) {
	people, enrolled := city(5e6, 0.08)
	whole := New(article(), people, enrolled)
	q := article()
	q.Gallery = sum(enrolled)
	for g := range people {
		people[g] /= 100
		enrolled[g] /= 100
	}
	small := New(q, people, enrolled)
	for a := range population.GroupsInUse {
		if x, y := fraction(small.impostor[a]), fraction(whole.impostor[a]); math.Abs(x/y-1) > 1e-9 {
			t.Errorf("group %d: F = %v in the small run and %v in the city", a, x, y)
		}
	}
}

// Two ways to state one operating point.
func TestOperatingPointsAgree(t *testing.T) {
	people, enrolled := city(5e6, 0.05)
	byRate, byShare := article(), article()
	byShare.FMR, byShare.FPIR = 0, 0.05
	byRate.FMR = -math.Log1p(-0.05) / sum(enrolled)
	a, b := New(byRate, people, enrolled), New(byShare, people, enrolled)
	for g := range population.GroupsInUse {
		if x, y := fraction(a.impostor[g]), fraction(b.impostor[g]); math.Abs(x/y-1) > 1e-12 {
			t.Errorf("group %d: F = %v by fmr and %v by fpir", g, x, y)
		}
	}
	if x, y := fraction(a.miss), fraction(b.miss); math.Abs(x/y-1) > 1e-12 {
		t.Errorf("φ = %v by fmr and %v by fpir", x, y)
	}
	same := plain(0)
	same.FPIR = 0.05
	if got := fraction(New(same, people, enrolled).impostor[men]); math.Abs(got-0.05) > 1e-12 {
		t.Errorf("where all faces are alike an FPIR of 0.05 gives F = %v", got)
	}
}

func TestMissesFallAsTheRateRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anySearch(t)
		f, g := q.FMR, q.FMR*rapid.Float64Range(1, 1000).Draw(t, "times")
		if q.Miss(f) < q.Miss(g) || q.Miss(g) <= 0 || q.Miss(f) > 1 {
			t.Fatalf("φ(%v) = %v, φ(%v) = %v", f, q.Miss(f), g, q.Miss(g))
		}
		if p, want := q.Miss(32*f), q.Miss(f)/2; q.Miss(f) < 1 && math.Abs(p/want-1) > 1e-12 {
			t.Fatalf("32 times the rate misses %v, want half of %v", p, 2*want)
		}
	})
	q := plain(0)
	if q.Miss(0) != 1 {
		t.Errorf("a search that accepts nobody misses %v, want everybody", q.Miss(0))
	}
	q.MissRate, q.ReferenceFMR = 0.3, 1e-9
	if got := q.Miss(1e-9); got != 0.3 {
		t.Errorf("at its own reference the search misses %v, want 0.3", got)
	}
	if got := q.Miss(1e-30); got != 1 {
		t.Errorf("far below its reference the search misses %v, want 1", got)
	}
}

func TestReviewIsCompiled(t *testing.T) {
	q := article()
	q.ReviewRejects, q.ReviewAccepts = 0.25, 0.5
	people, enrolled := city(1e5, 0)
	s := New(q, people, enrolled)
	if fraction(s.Confirms) != 0.75 || fraction(s.Accepts) != 0.5 || s.Lag != 7 {
		t.Errorf("confirms %v, accepts %v, lag %d", fraction(s.Confirms), fraction(s.Accepts), s.Lag)
	}
	q.SecondRejects, q.SecondAccepts, q.LeadRejects, q.LeadAccepts = 0.5, 0.25, 0.75, 0.125
	s = New(q, people, enrolled)
	if fraction(s.Confirms) != 0.75*0.5*0.25 || fraction(s.Accepts) != 0.5*0.25*0.125 {
		t.Errorf("reviewer, second picture and other evidence: confirms %v, accepts %v", fraction(s.Confirms), fraction(s.Accepts))
	}
	s = New(article(), people, enrolled)
	if s.Confirms != math.MaxUint64 || s.Accepts != math.MaxUint64 {
		t.Errorf("without review confirms %v, accepts %v", fraction(s.Confirms), fraction(s.Accepts))
	}
}

// The frozen digest makes sure that every platform compiles the same thresholds.
func TestFrozenThresholds(t *testing.T) {
	people, enrolled := city(5e6, 0.08)
	s := New(article(), people, enrolled)
	h := sha256.New()
	for _, x := range []any{s.miss, s.impostor, s.outranks, s.strikes} {
		if err := binary.Write(h, binary.LittleEndian, x); err != nil {
			t.Fatal(err)
		}
	}
	const want = "d1f882022f693197ed66a0595310de9f7cba199907a4dff46fc464e0fd875cfc"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("the digest of the thresholds is %s, frozen is %s", got, want)
	}
}
