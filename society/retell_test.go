package society

import (
	"bytes"
	"encoding/gob"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// kept is a run that kept its chronicle.
func kept(t testing.TB, s *scenario.Scenario, seed uint64) (*World, *Chronicle) {
	w := world(t, s, seed, Options{})
	c := w.Keep(nil)
	return run(t, w, 0, w.Steps()), c
}

// TestRetoldLives is promise 5: lives told again end in the very state that the run ended in, bit by bit, cold rows
// included, in both worlds: 10 000 citizens and more of each of three presets, and of a society with every mechanism.
func TestRetoldLives(t *testing.T) {
	sets := []string{"population.citizens=20480", "population.district=4096 citizens", "time.length=400 days",
		"watch.crossing-cameras.connected=100%", "watch.crossing-cameras.identify.gallery=5000000 faces"}
	for _, ref := range []string{"article", "black-lists", "speech", "testdata/everything.yaml", "testdata/everything.yaml+notice-and-appeal"} {
		for _, step := range []string{"time.step=7 days", "time.step=1 day"} {
			s := load(t, ref, append(sets, step)...)
			for _, s := range []*scenario.Scenario{s, s.Without()} {
				w, c := kept(t, s, 11)
				told, errs := 0, 0
				teller, err := NewTeller(s, 11, c)
				if err != nil {
					t.Fatal(err)
				}
				for tile := 0; tile*population.TileSize < w.people.Citizens(); tile += 2 {
					teller.tile(tile, func(Span) {})
					for i := tile * population.TileSize; i < (tile+1)*population.TileSize; i++ {
						told++
						if !alike(teller.w, w, i) {
							errs++
						}
					}
				}
				if errs > 0 || told < 10000 {
					t.Errorf("%s, %s, system %v: %d of %d lives told again end otherwise", ref, step, s.System, errs, told)
				}
			}
		}
	}
}

// TestRetoldLedger adds up the points of a life told again: they are those that her score ended at.
func TestRetoldLedger(t *testing.T) {
	s := load(t, "testdata/everything.yaml+sunset", "population.citizens=8192", "time.length=400 days", "redress.sunset=90 days")
	w, c := kept(t, s, 3)
	teller, err := NewTeller(s, 3, c)
	if err != nil {
		t.Fatal(err)
	}
	var heard [whats]int
	for i := 0; i < w.people.Citizens(); i += 3 {
		r, err := teller.Tell(i)
		if err != nil {
			t.Fatal(err)
		}
		points, day := int32(0), uint16(0)
		for _, h := range r.Happenings {
			heard[h.What]++
			points += h.Points
			if h.What == Lapsed || h.What == Upheld {
				points -= w.rules.kinds[h.Kind].points
			}
			if h.Day < day {
				t.Fatalf("citizen %d: day %d is told after day %d", i, h.Day, day)
			}
			day = h.Day
		}
		v := w.View(i)
		if got := int32(w.citizens[i].official()) - 2048; got != points {
			t.Fatalf("citizen %d: the points told add up to %d, the run ended at %d", i, points, got)
		}
		last := r.Path[len(r.Path)-1]
		if last.Score != v.Score || last.Listed != v.Listed || last.Risk != v.Risk || last.Resources != v.Resources || len(r.Path) != w.Steps() {
			t.Fatalf("citizen %d ends at %+v, in the run at %+v", i, last, v)
		}
	}
	for what := range whats {
		switch what {
		case Overruled, Objected, Upheld, Dismissed, ToldOfEntry: // not in this society
		default:
			if heard[what] == 0 {
				t.Errorf("nothing of the kind %d was told: the test shows nothing of it", what)
			}
		}
	}
}

// TestChronicleIsSmall: for every preset, and where searches err most, at most a byte a citizen and year beside the fields of the
// districts, which are a number a district and step.
func TestChronicleIsSmall(t *testing.T) {
	const citizens = 50_000
	sets := []string{"population.citizens=50000", "time.length=365 days"}
	for _, p := range scenario.Presets() {
		if p.Kind != "preset" {
			continue
		}
		for what, more := range map[string][]string{"": nil, ", many errors": {"watch.crossing-cameras.connected=100%", "watch.crossing-cameras.identify.gallery=5000000 faces"}} {
			s, err := scenario.Load(p.Name, append(slices.Clone(sets), more...), nil)
			if err != nil {
				continue // no such cameras
			}
			w, c := kept(t, s, 2)
			var b bytes.Buffer
			if err := gob.NewEncoder(&b).Encode(c); err != nil {
				t.Fatal(err)
			}
			if n := b.Len() - 4*len(c.Steps)*len(w.cold); n > citizens {
				t.Errorf("%s%s: %d bytes for %d citizens and a year, %d entries handed out", p.Name, what, n, citizens, len(c.Handed))
			}
		}
	}
}

// TestChronicleChangesNothing, and survives being written and read.
func TestChronicleChangesNothing(t *testing.T) {
	s := load(t, "article", "population.citizens=100000", "time.length=365 days", "watch.crossing-cameras.identify.gallery=5000000 faces")
	w, c := kept(t, s, 2)
	if w.Hash() != finish(t, s, 2, Options{}).Hash() {
		t.Error("keeping what retelling needs changed the run")
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(c); err != nil {
		t.Fatal(err)
	}
	var back Chronicle
	if err := gob.NewDecoder(&b).Decode(&back); err != nil {
		t.Fatal(err)
	}
	teller, err := NewTeller(s, 2, &back)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 49999, 99999} {
		if _, err := teller.Tell(i); err != nil || teller.View(i) != w.View(i) {
			t.Errorf("citizen %d: %v, or another end", i, err)
		}
	}
	if _, err := teller.Tell(100000); err == nil || !strings.Contains(err.Error(), "0 to 99999") {
		t.Errorf("a citizen out of range: %v", err)
	}
	back.Steps = back.Steps[1:]
	if _, err := NewTeller(s, 2, &back); err == nil || !strings.Contains(err.Error(), "52 steps, the run has 53") {
		t.Errorf("a chronicle too short: %v", err)
	}
}

// BenchmarkTell is one life of a city of five million, both ends and the middle of the numbers in turn.
func BenchmarkTell(b *testing.B) {
	s := load(b, "article")
	w, err := prepare(s, 1, Options{})
	if err != nil {
		b.Fatal(err)
	}
	c := &Chronicle{}
	for g := range c.People {
		c.People[g], c.Scored[g] = 450000, 400000
	}
	for range w.spans {
		c.Steps = append(c.Steps, Fields{Shown: make([]uint32, len(w.cold))})
	}
	t, err := NewTeller(s, 1, c)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		if _, err := t.Tell([]int{0, 2_500_000, 4_999_999}[n%3]); err != nil {
			b.Fatal(err)
		}
		n++
	}
}
