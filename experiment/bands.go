package experiment

import "math"

// Bands are a world's steps over the replicates, column by column as in World.Steps: the mean with its 95 % interval, of the
// level and of the difference to the first world, seed by seed.
type Bands struct {
	Day     []int // the day after each step
	Columns []Band
}

// Band is one measure over time.
type Band struct {
	Name, Unit string
	Level      Range
	Difference Range // empty for the first world
}

// Range is a mean and its interval (see Interval), a value a row. NaN stands for null: a measure that is null in some
// replicate, and the bounds of one replicate alone.
type Range struct{ Mean, Low, High []float64 }

// gathering adds up replicates one by one, so that no more than one of them has to be held with all its steps.
type gathering struct {
	levels, apart [][]spread // by world and column
}

// spread is the mean and the sum of squares about it of many numbers at once (Welford, 1962). One NaN makes all NaN.
type spread struct {
	n        int
	mean, m2 []float64
}

func (s *spread) add(n int, x func(i int) float64) {
	if s.n == 0 {
		s.mean, s.m2 = make([]float64, n), make([]float64, n)
	}
	s.n++
	for i := range s.mean {
		v := x(i)
		off := v - s.mean[i]
		s.mean[i] += off / float64(s.n)
		s.m2[i] += float64(off * (v - s.mean[i]))
	}
}

// add takes the steps of one replicate.
func (g *gathering) add(steps [][][]float64) {
	if g.levels == nil {
		g.levels, g.apart = make([][]spread, len(steps)), make([][]spread, len(steps))
		for w := range steps {
			g.levels[w], g.apart[w] = make([]spread, len(steps[w])), make([]spread, len(steps[w]))
		}
	}
	for w := range steps {
		for c, x := range steps[w] {
			g.levels[w][c].add(len(x), func(i int) float64 { return x[i] })
			if first := steps[0][c]; w > 0 {
				g.apart[w][c].add(len(x), func(i int) float64 { return x[i] - first[i] })
			}
		}
	}
}

// bands gives world w's. Of worlds that are one and the same the difference is exactly nothing.
func (g *gathering) bands(w int, steps Series, same bool) Bands {
	b := Bands{Day: steps.Day}
	for c, column := range steps.Columns {
		band := Band{Name: column.Name, Unit: column.Unit, Level: g.levels[w][c].interval(column.Unit, false)}
		if w > 0 {
			band.Difference = g.apart[w][c].interval(column.Unit, same)
		}
		b.Columns = append(b.Columns, band)
	}
	return b
}

func (s *spread) interval(unit string, exact bool) Range {
	r := Range{Mean: s.mean, Low: make([]float64, len(s.mean)), High: make([]float64, len(s.mean))}
	t := math.NaN()
	if s.n > 1 {
		t = student(s.n - 1)
	}
	for i, mean := range s.mean {
		half := t * standardError(unit, s.m2[i]/float64(s.n-1), s.n)
		if exact && s.n > 1 {
			half = 0
		}
		r.Low[i], r.High[i] = mean-half, mean+half
	}
	return r
}
