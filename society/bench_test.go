package society

import (
	"context"
	"fmt"
	"testing"
	"time"

	"glasshouse.example/engine"
	"glasshouse.example/internal/chance"
)

const benchCitizens = 1_000_000

func benchWorld(b *testing.B, ref string) *World {
	b.Helper()
	s := load(b, ref, fmt.Sprintf("population.citizens=%d", benchCitizens), "time.length=100 years")
	w := world(b, s, 1, Options{Workers: 1})
	run(b, w, 0, 12) // past the first displays and misplaced entries
	return w
}

// benchSteps takes the world through steps of seven days, a district at a time.
func benchSteps(b *testing.B, w *World, pass func(d int)) {
	b.ReportAllocs()
	step := 12
	for b.Loop() {
		if step%cellsPerYear == cellsPerYear-1 {
			step++ // the cell of one day
		}
		w.Begin(step)
		for d := range w.cold {
			pass(d)
		}
		w.End()
		step++
	}
	perCitizen(b)
}

func perCitizen(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchCitizens, "ns/citizen-step")
}

// BenchmarkStep is one step of seven days of the article's society of a million, on one worker.
func BenchmarkStep(b *testing.B) {
	w := benchWorld(b, "article")
	benchSteps(b, w, func(d int) { w.Pass(0, d) })
}

// BenchmarkFloor is the least that any step could do: it reads and writes the same state, draws the same words,
// and does nothing else, without a branch on what it drew.
func BenchmarkFloor(b *testing.B) {
	w := benchWorld(b, "article")
	cell := uint32(100)
	b.ReportAllocs()
	for b.Loop() {
		for d := range w.cold {
			lo, hi := w.people.Bounds(d)
			for s := lo; s < hi; s += w.block {
				w.workers[0].floor(s, min(s+w.block, hi), cell)
			}
		}
		cell++
	}
	perCitizen(b)
}

func (x *worker) floor(s, e int, cell uint32) {
	people := x.citizens[s:e]
	words := x.words[:len(people)]
	chance.FillCount(words, x.seed, uint64(s), chance.At(chance.Moments, cell, 0))
	pos := 0
	for j, u := range words {
		c := &people[j]
		t := &x.rules.rates[c.stratum()&(classes-1)].count
		n := shortCounts - below(u, t[0]) - below(u, t[1]) - below(u, t[2]) - below(u, t[3])
		c.marks ^= n
		c.risks ^= u
		m := (*[shortCounts]uint64)(x.js[pos:])
		m[0], m[1], m[2], m[3] = uint64(j), uint64(j)|1<<32, uint64(j)|2<<32, uint64(j)|3<<32
		pos += int(n)
	}
	chance.FillDice(x.ab[:pos], x.js[:pos], x.seed, uint64(s), chance.At(chance.Dice, cell, 0))
	for i, v := range x.js[:pos] {
		people[uint32(v)].rest ^= uint32(x.ab[i][0]^x.ab[i][1]) & 1
	}
}

// BenchmarkPlain is BenchmarkStep by the plain rule alone.
func BenchmarkPlain(b *testing.B) {
	w := benchWorld(b, "article")
	w.plain = true
	benchSteps(b, w, func(d int) { w.Pass(0, d) })
}

// BenchmarkMechanism is BenchmarkStep for societies with more in them than the article's: what each mechanism costs.
func BenchmarkMechanism(b *testing.B) {
	for _, ref := range []string{
		"article", "article+human-review", "article+notice-and-appeal", "article+sunset", "speech", "households", "firms",
		"black-lists", "court-list", "sites", "peer-rating",
	} {
		b.Run(ref, func(b *testing.B) {
			w := benchWorld(b, ref)
			benchSteps(b, w, func(d int) { w.Pass(0, d) })
		})
	}
}

// stages are the stages of a step in the order of Pass, and what a district begins and ends with.
var stages = [...]string{"enter", "absorb", "relate", "count", "dice", "screen", "choose", "decide", "mark", "fall", "credited", "live", "leave"}

// BenchmarkStages is BenchmarkStep with a clock between the stages of Pass: ns/citizen-step of each.
func BenchmarkStages(b *testing.B) {
	w := benchWorld(b, "article")
	var took [len(stages)]time.Duration
	benchSteps(b, w, func(d int) { w.timedPass(d, &took) })
	for i, name := range stages {
		b.ReportMetric(float64(took[i].Nanoseconds())/float64(b.N)/benchCitizens, "ns/"+name)
	}
}

// timedPass is Pass for a whole cell, with a clock. TestTimedPassIsPass holds it to that.
func (w *World) timedPass(d int, took *[len(stages)]time.Duration) {
	x := &w.workers[0]
	last, stage := time.Now(), 0
	lap := func() {
		now := time.Now()
		took[stage%len(stages)] += now.Sub(last)
		last = now
		stage++
	}
	x.enter(d)
	lap()
	lo, hi := w.people.Bounds(d)
	for s := lo; s < hi; s += w.block {
		stage = 1
		e := min(s+w.block, hi)
		people := w.citizens[s-w.base : e-w.base]
		x.absorb(people)
		lap()
		x.relate(s, e)
		lap()
		n := x.count(people, s)
		lap()
		chance.FillDice(x.ab[:n], x.js[:n], w.seed, uint64(s), chance.At(chance.Dice, w.span.Cell, 0))
		lap()
		m := x.screen(people, n)
		lap()
		n, h := x.choose(people, s, m)
		lap()
		hots, falls, easy := x.decide(people, n, h)
		lap()
		x.mark(hots, s, e)
		lap()
		x.fall(people, falls, s)
		lap()
		x.credited(people, easy, s)
		lap()
		x.marked(s)
		lap()
	}
	x.leave()
	lap()
}

func TestTimedPassIsPass(t *testing.T) {
	s := load(t, "article", "population.citizens=30000", "time.length=210 days")
	want, got := world(t, s, 1, Options{Workers: 1}), world(t, s, 1, Options{Workers: 1})
	run(t, want, 0, want.Steps())
	var took [len(stages)]time.Duration
	for step := range got.Steps() {
		got.Begin(step)
		for d := range got.cold {
			got.timedPass(d, &took)
		}
		got.End()
	}
	if got.Hash() != want.Hash() || *got.Total() != *want.Total() {
		t.Error("the step with a clock ends in another state")
	}
}

// BenchmarkYear is a year of one world, from its first day to its last: how the cost grows with citizens, with moments and with
// workers. The moments of the article's citizens, 39 a year, are made fewer or more by one factor.
func BenchmarkYear(b *testing.B) {
	for _, c := range []struct {
		citizens int
		moments  int // a year and citizen
		workers  int
	}{
		{100_000, 40, 1}, {1_000_000, 40, 1}, {10_000_000, 40, 1}, {100_000_000, 40, 1},
		{1_000_000, 10, 1}, {1_000_000, 160, 1}, {10_000_000, 10, 1}, {10_000_000, 160, 1},
		{100_000, 40, 2}, {1_000_000, 40, 2}, {10_000_000, 40, 2}, {100_000_000, 40, 2},
	} {
		b.Run(fmt.Sprintf("citizens=1e%d/moments=%d/workers=%d", len(fmt.Sprint(c.citizens))-1, c.moments, c.workers), func(b *testing.B) {
			if c.citizens > 10_000_000 && testing.Short() {
				b.Skip("100 million citizens take minutes: left out with -short")
			}
			benchYear(b, c.citizens, float64(c.moments)/40, c.workers)
		})
	}
}

func benchYear(b *testing.B, citizens int, factor float64, workers int) {
	s := load(b, "article", fmt.Sprintf("population.citizens=%d", citizens), "time.length=365 days")
	for k := range s.Conduct {
		s.Conduct[k].Chances *= factor
	}
	b.ReportAllocs()
	var steps, moments, bytes float64
	begun := processor()
	for b.Loop() {
		w := world(b, s, 1, Options{Workers: workers})
		if err := engine.Run(context.Background(), w, 0, w.Steps(), workers, func(int) error { return nil }); err != nil {
			b.Fatal(err)
		}
		steps += float64(w.Steps() * citizens)
		bytes = float64(w.Bytes()) / float64(citizens)
		for g := range w.total.Moments {
			for _, n := range w.total.Moments[g] {
				moments += float64(n)
			}
		}
	}
	took := float64(processor() - begun)
	b.ReportMetric(took/steps, "cpu-ns/citizen-step")
	b.ReportMetric(took/moments, "cpu-ns/moment")
	b.ReportMetric(bytes, "bytes/citizen")
}
