package glasshouse

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"glasshouse.example/experiment"
	"glasshouse.example/internal/machine"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// CompareOptions say how worlds are compared.
type CompareOptions struct {
	Seed       uint64   // of the first replicate; the others have the next ones
	Replicates int      // runs of every world; 0 for 5. With one there are no intervals
	Names      []string // of the worlds; nil for the scenarios' own, numbered where two are the same
	Workers    int      // 0 for all processors; changes no result
	// Progress is called from one goroutine at a time, with citizen-steps done and in all.
	Progress func(done, all int64)
}

// replicates are run where nothing is said of their number.
const replicates = 5

// Interval is a mean over the replicates with its 95 % interval (Student's t).
type Interval struct {
	Mean      float64 // NaN where the measure is not defined in some replicate
	Low, High float64 // NaN where there is no interval, as with one replicate
	Unit      string
	Few       bool // rests on fewer than ten events in all: read the interval with care
	None      bool // rests on no event at all
}

// Intervals are intervals by the name of a measure.
type Intervals map[string]Interval

// Of gives the interval of a measure. A name that is not there is an error.
func (v Intervals) Of(name string) (Interval, error) {
	i, ok := v[name]
	if !ok {
		return Interval{}, unknown("measure", name, slices.Sorted(maps.Keys(v)))
	}
	return i, nil
}

// Comparison is worlds side by side, with the same citizens and the same seeds.
type Comparison struct {
	Worlds     []ComparedWorld // the world of reference first
	Seed       uint64
	Replicates int

	summary results.Comparison
	outcome *experiment.Comparison // nil where it was read from a folder
	elapsed time.Duration
}

// ComparedWorld is one world of a comparison.
type ComparedWorld struct {
	Name     string
	SameLuck bool                 // everyone meets the same moments as in the world of reference
	Level    Intervals            // each measure
	Groups   map[string]Intervals // the same by group

	// Difference is this world less the world of reference, seed by seed; nil for the world of reference itself.
	Difference       Intervals
	GroupDifferences map[string]Intervals

	// Saved is, by measure, how many times larger the variance of the difference would be between runs of independent luck,
	// measured over the replicates. A measure that has no variance is not there; the world of reference has none.
	Saved map[string]float64
	Lot   *Lot // who is better and worse off than in the world of reference; nil for that world itself
}

// Compare runs every scenario with each seed and holds it against the first. All must have the same population, length and step.
// When ctx is cancelled it stops after the step under way and returns the context's cause.
func Compare(ctx context.Context, worlds []*Scenario, o CompareOptions) (*Comparison, error) {
	spec, err := o.spec(worlds)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	outcome, err := experiment.Compare(ctx, spec)
	if err != nil {
		return nil, err
	}
	elapsed := time.Since(start)
	c := comparisonOf(results.SummariseComparison(outcome, results.Info{Version: Version(), Elapsed: elapsed}))
	c.outcome, c.elapsed = outcome, elapsed
	return c, nil
}

// spec checks what is to be compared before anything runs.
func (o CompareOptions) spec(worlds []*Scenario) (experiment.CompareSpec, error) {
	spec := experiment.CompareSpec{Seed: o.Seed, Replicates: o.Replicates, Workers: o.Workers, Progress: o.Progress, Memory: machine.Memory()}
	if spec.Replicates == 0 {
		spec.Replicates = replicates
	}
	switch {
	case len(worlds) < 2:
		return spec, fmt.Errorf("glasshouse: %d scenarios to compare: it takes two or more", len(worlds))
	case o.Replicates < 0 || o.Replicates > 10000:
		return spec, fmt.Errorf("glasshouse: %d replicates: a number from 1 to 10000, or 0 for %d", o.Replicates, replicates)
	case o.Workers < 0:
		return spec, fmt.Errorf("glasshouse: %d workers: a number from 1, or 0 for all processors", o.Workers)
	case o.Names != nil && len(o.Names) != len(worlds):
		return spec, fmt.Errorf("glasshouse: %d names for %d scenarios", len(o.Names), len(worlds))
	}
	for i, s := range worlds {
		if s == nil {
			return spec, fmt.Errorf("glasshouse: scenario %d of %d is nil", i+1, len(worlds))
		}
		spec.Scenarios = append(spec.Scenarios, s.checked)
		name := s.Name()
		if o.Names != nil {
			name = o.Names[i]
			if name == "" || slices.Contains(spec.Names, name) {
				return spec, fmt.Errorf("glasshouse: %q as the name of scenario %d: empty, or another's already", name, i+1)
			}
		}
		spec.Names = append(spec.Names, numbered(name, spec.Names))
	}
	return spec, spec.Check()
}

// numbered is a name with a number where it is taken.
func numbered(name string, taken []string) string {
	unique := name
	for n := 2; slices.Contains(taken, unique); n++ {
		unique = name + "-" + strconv.Itoa(n)
	}
	return unique
}

func comparisonOf(s results.Comparison) *Comparison {
	c := &Comparison{Seed: s.Seed, Replicates: s.Replicates, summary: s}
	for i, name := range s.Order {
		in := s.Worlds[name]
		w := ComparedWorld{Name: name, SameLuck: in.SameLuck, Level: intervalsOf(in.Measures), Groups: allIntervals(in.Groups)}
		if i > 0 {
			w.Difference, w.GroupDifferences = intervalsOf(s.Differences[name]), allIntervals(s.DifferencesByGroup[name])
			w.Saved = maps.Clone(s.VarianceSaved[name])
		}
		w.Lot = lotOf(s.Lots[name], i == 0)
		c.Worlds = append(c.Worlds, w)
	}
	return c
}

func intervalsOf(in map[string]results.Interval) Intervals {
	out := make(Intervals, len(in))
	for name, v := range in {
		out[name] = Interval{Mean: orNaN(v.Value), Low: orNaN(v.Low), High: orNaN(v.High), Unit: v.Unit, Few: v.Few, None: v.None}
	}
	return out
}

func allIntervals(in map[string]map[string]results.Interval) map[string]Intervals {
	out := make(map[string]Intervals, len(in))
	for group, intervals := range in {
		out[group] = intervalsOf(intervals)
	}
	return out
}

// World gives one world of the comparison by its name.
func (c *Comparison) World(name string) (*ComparedWorld, error) {
	for i := range c.Worlds {
		if c.Worlds[i].Name == name {
			return &c.Worlds[i], nil
		}
	}
	return nil, unknown("world", name, c.summary.Order)
}

// Sentences say in plain words what differs between the worlds.
func (c *Comparison) Sentences() []string { return c.summary.Sentences() }

// scenarios are the worlds' scenarios, where this program ran them.
func (c *Comparison) scenarios() []*scenario.Scenario { return c.outcome.Spec.Scenarios }
