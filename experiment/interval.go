package experiment

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"glasshouse.example/measure"
)

// Interval is a mean over replicates with its two-sided 95 % interval (Student's t). The variance of a count's mean has that
// of one event over all replicates added, without which few events give intervals that are too short; with fewer than four
// events that differ it then covers more than 95 %. With one replicate, a measure that is null in one, or days that nobody
// spent, Low and High are nil. Worlds that end in the same state in every replicate differ by nothing, without an interval
// around it.
type Interval struct {
	Unit      string
	Value     *float64
	Low, High *float64
	Few       bool // a count with fewer than 10 events in all: read the interval with care
	None      bool // a count or days without any event
}

// values is one measure of one world over the replicates.
type values struct {
	unit  string
	x     []float64
	whole bool // none is null
}

// column is measure m, in the order of definitions, of a world.
func column(all []*replicate, world, m int) values {
	return collect(all, definitions[m].Unit, func(r *replicate) float64 { return r.Measures[world][m] })
}

// heldColumn is measure m of a world held at the first one's fields; without numbers where it was not run so.
func heldColumn(all []*replicate, world, m int) values {
	for _, r := range all {
		if r.Held == nil || r.Held[world] == nil {
			return values{}
		}
	}
	return collect(all, definitions[m].Unit, func(r *replicate) float64 { return r.Held[world][m] })
}

// groupColumn is the same for one recognition group.
func groupColumn(all []*replicate, world, group, m int) values {
	return collect(all, definitions[m].Unit, func(r *replicate) float64 { return r.Groups[world][group][m] })
}

func collect(all []*replicate, unit string, of func(*replicate) float64) values {
	v := values{unit: unit, whole: true}
	for _, r := range all {
		x := of(r)
		v.x = append(v.x, x)
		v.whole = v.whole && !math.IsNaN(x)
	}
	return v
}

// definitions are the measures; their order is that of a replicate's numbers.
var definitions = measure.Definitions()

// counts tells whether the unit is one of things counted.
func counts(unit string) bool { return unit == "count" || unit == "persons" }

func (v values) level() Interval {
	if !v.whole {
		return Interval{Unit: v.unit}
	}
	return interval(v.unit, v.x, v.x)
}

// less is v − a, replicate by replicate.
func (v values) less(a values) Interval {
	if !v.whole || !a.whole {
		return Interval{Unit: v.unit}
	}
	return interval(v.unit, v.apart(a), v.x, a.x)
}

func (v values) apart(a values) []float64 {
	d := make([]float64, len(v.x))
	for r := range d {
		d[r] = v.x[r] - a.x[r]
	}
	return d
}

// few is the number of events below which an interval is marked.
const few = 10

// interval is the mean of d with Student's interval. events are the counts that it came from.
func interval(unit string, d []float64, events ...[]float64) Interval {
	mean, variance := stat.MeanVariance(d, nil)
	out := Interval{Unit: unit, Value: &mean}
	sum := 0.0
	for _, e := range events {
		for _, x := range e {
			sum += math.Abs(x)
		}
	}
	out.Few = counts(unit) && sum < few
	out.None = (counts(unit) || unit == "days") && sum == 0
	if len(d) < 2 || out.None && unit == "days" {
		return out
	}
	half := student(len(d)-1) * standardError(unit, variance, len(d))
	low, high := mean-half, mean+half
	out.Low, out.High = &low, &high
	return out
}

// standardError is that of a mean of n numbers with that variance; see Interval for what is added for counts.
func standardError(unit string, variance float64, n int) float64 {
	if counts(unit) {
		variance += 1 / float64(n)
	}
	return math.Sqrt(variance / float64(n))
}

// student is the 97.5 % point of Student's distribution.
func student(freedom int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.Quantile(0.975)
}

// exactly is the difference between worlds that are one and the same.
func exactly(d Interval) Interval {
	if d.Value != nil && d.Low != nil {
		d.Low, d.High = new(float64), new(float64)
	}
	return d
}

// saved is (var a + var v) / var(v − a).
func (v values) saved(a values) (float64, bool) {
	if !v.whole || !a.whole || len(v.x) < 2 {
		return 0, false
	}
	apart, paired := stat.Variance(v.x, nil)+stat.Variance(a.x, nil), stat.Variance(v.apart(a), nil)
	if paired == 0 {
		return 0, false
	}
	return apart / paired, true
}
