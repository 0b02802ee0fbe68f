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
	Few       bool // a count, or what rests on one, with fewer than 10 events in all: read the interval with care
	None      bool // a count, or what rests on one, without any event
}

// restOf names, for rates and days, the events that they rest on: few of those make an interval that is not to be relied on, and
// none of them no interval.
var restOf = map[string]string{
	"wrong_identification_share": "searches_another", "false_discovery_rate": "false_entries", "false_entry_rate": "false_entries",
	"false_positive_rate": "false_entries", "true_positive_rate": "true_entries", "uptake_gap": "false_entries",
	"wrongful_listing_share": "wrongly_listed", "wrongly_listed_days": "joined_wrongly", "listed_days": "joined", "never_back": "joined",
	"detention_days": "detentions", "trips_refused_per_listed_year": "trips_refused", "review_days": "appeals_decided",
	"not_recovered": "joined", "recovery_days": "joined", "listed_resources_lost": "joined", "listed_default_added": "joined", "cascade_size": "memberships_begun",
}

// rests is, for each of the definitions, the place of that which it rests on; −1 where it is its own.
var rests = func() []int {
	at := map[string]int{}
	for m, d := range definitions {
		at[d.Name] = m
	}
	out := make([]int, len(definitions))
	for m, d := range definitions {
		out[m] = -1
		if on, ok := restOf[d.Name]; ok {
			out[m] = at[on]
		}
	}
	return out
}()

// resting marks an interval by the events that its measure rests on.
func (d Interval) resting(events ...values) Interval {
	sum := 0.0
	for _, e := range events {
		for _, x := range e.x {
			sum += math.Abs(x)
		}
	}
	if d.Value == nil || math.IsNaN(sum) {
		return d
	}
	d.Few, d.None = sum < few, d.None || sum == 0
	if d.None {
		d.Low, d.High = nil, nil
	}
	return d
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
