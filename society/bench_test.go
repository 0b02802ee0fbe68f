package society

import (
	"testing"

	"glasshouse.example/internal/chance"
)

const benchCitizens = 1_000_000

func benchWorld(b *testing.B) *World {
	s := load(b, "article", "population.citizens=1000000", "time.length=100 years")
	w := world(b, s, 1, Options{Workers: 1})
	run(b, w, 0, 12) // past the first displays and misplaced entries
	return w
}

// BenchmarkStep is one step of seven days of the article's society of a million, on one worker.
func BenchmarkStep(b *testing.B) {
	w := benchWorld(b)
	step := 12
	b.ReportAllocs()
	for b.Loop() {
		if step%cellsPerYear == cellsPerYear-1 {
			step++ // the cell of one day
		}
		w.Begin(step)
		for d := range w.cold {
			w.Pass(0, d)
		}
		w.End()
		step++
	}
	perCitizen(b)
}

// BenchmarkFloor is the least that any step could do: it reads and writes the same state, draws the same words,
// and does nothing else, without a branch on what it drew.
func BenchmarkFloor(b *testing.B) {
	w := benchWorld(b)
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

func perCitizen(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchCitizens, "ns/citizen-step")
}
