package experiment

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"glasshouse.example/engine"
	"glasshouse.example/measure"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// CompareSpec says which worlds to compare. All have one population, length and step; the first is the one that the
// others are held against.
type CompareSpec struct {
	Names      []string // distinct, one a scenario
	Scenarios  []*scenario.Scenario
	Seed       uint64
	Replicates int // runs with seeds Seed, Seed+1, …; at least 1
	Workers    int // 0: all processors
	// Progress is called, from one goroutine at a time, with citizen-steps done and in all.
	Progress func(done, all int64)
}

// Comparison is worlds side by side.
type Comparison struct {
	Spec   CompareSpec
	Groups []Group
	Worlds []Compared // in the order of the spec
}

// Compared is one world of a comparison.
type Compared struct {
	World       World                          // of the first seed
	Levels      map[string]Interval            // each measure, mean over the replicates
	Differences map[string]Interval            // each measure, this world less the first, seed by seed; nil for the first
	GroupLevels map[string]map[string]Interval // measures given by group
	// ByGroup are the differences of the measures given by group.
	ByGroup map[string]map[string]Interval
	// Saved is, by measure, how many times larger the variance of the difference would be between independent
	// runs: (var A + var B) / var(A − B), measured over the replicates; absent where it is not defined.
	Saved map[string]float64
	Lot   *Lot // who is better or worse off than in the first world, in the first seed; nil for the first
}

// Interval is a mean over replicates with its two-sided 95 % interval (Student's t). The variance of a count's mean has that
// of one event over all replicates added, without which few events give intervals that are too short; with fewer than four
// events that differ it then covers more than 95 %. With one replicate, or a measure that is null in one, Low and High
// are nil. Worlds that end in the same state in every replicate differ by nothing, without an interval around it.
type Interval struct {
	Unit      string
	Value     *float64
	Low, High *float64
	Few       bool // a count with fewer than 10 events in all: read the interval with care
	None      bool // a count without any event
}

// Check refuses worlds that cannot be compared citizen by citizen.
func (c *CompareSpec) Check() error {
	if len(c.Scenarios) < 2 || len(c.Names) != len(c.Scenarios) {
		return fmt.Errorf("a comparison takes two worlds or more")
	}
	a := c.Scenarios[0]
	for i, b := range c.Scenarios[1:] {
		if a.Population.Citizens != b.Population.Citizens || a.Population.Table != b.Population.Table ||
			a.Population.District != b.Population.District || a.Population.Minority != b.Population.Minority {
			return fmt.Errorf("%s and %s have different populations; compare worlds of the same citizens", c.Names[0], c.Names[i+1])
		}
		if a.Time != b.Time {
			return fmt.Errorf("%s and %s have different lengths or steps", c.Names[0], c.Names[i+1])
		}
	}
	return nil
}

// SameLuck tells whether a scenario hands everyone the same moments as the first: the same kinds of conduct, in the same
// order, with the same chances.
func (c *CompareSpec) SameLuck(i int) bool {
	a, b := c.Scenarios[0].Conduct, c.Scenarios[i].Conduct
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if a[k].Name != b[k].Name || a[k].Chances != b[k].Chances || a[k].ByIncome != b[k].ByIncome || a[k].FromAge != b[k].FromAge {
			return false
		}
	}
	return true
}

// replicate is the worlds of one seed, run.
type replicate struct {
	measures []map[string]measure.Value
	groups   []map[string]map[string]measure.Value
	states   []string // hashes
}

// Compare runs every world of the spec with every seed. When ctx is cancelled it stops and returns the context's cause.
func Compare(ctx context.Context, spec CompareSpec) (*Comparison, error) {
	if err := spec.Check(); err != nil {
		return nil, err
	}
	out := &Comparison{Spec: spec, Worlds: make([]Compared, len(spec.Scenarios))}
	var all []replicate
	p := &sharedProgress{spec: &spec}
	for r := range max(spec.Replicates, 1) {
		runs, err := spec.runSeed(ctx, spec.Seed+uint64(r), p)
		if err != nil {
			return nil, err
		}
		worlds := report(runs)
		all = append(all, gather(worlds))
		if r == 0 {
			out.first(runs, worlds)
		}
	}
	out.weigh(all)
	return out, nil
}

// runSeed runs every world with one seed, as many at once as there are processors.
func (c *CompareSpec) runSeed(ctx context.Context, seed uint64, p *sharedProgress) ([]*running, error) {
	workers := c.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	atOnce := min(workers, len(c.Scenarios))
	runs, errs := make([]*running, len(c.Scenarios)), make([]error, len(c.Scenarios))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range atOnce {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(runs); i = int(next.Add(1)) - 1 {
				runs[i] = &running{name: c.Names[i], scenario: c.Scenarios[i]}
				if errs[i] = runs[i].alone(ctx, seed, max(workers/atOnce, 1), p); errs[i] != nil {
					cancel(errs[i])
				}
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// alone runs one world to its end.
func (r *running) alone(ctx context.Context, seed uint64, workers int, p *sharedProgress) (err error) {
	if r.world, err = society.New(r.scenario, seed, society.Options{Workers: workers}); err != nil {
		return err
	}
	return engine.Run(ctx, r.world, 0, r.world.Steps(), workers, func(step int) error {
		r.record.note(r.world, step, r.scenario)
		p.step()
		return nil
	})
}

// sharedProgress adds up the steps of worlds that run at once.
type sharedProgress struct {
	sync.Mutex
	spec *CompareSpec
	done int64
}

func (p *sharedProgress) step() {
	if p.spec.Progress == nil {
		return
	}
	p.Lock()
	defer p.Unlock()
	s := p.spec.Scenarios[0]
	citizens := int64(s.Population.Citizens)
	steps := int64(len(society.Calendar(s.Time.Days, s.Time.Step)) * len(p.spec.Scenarios) * max(p.spec.Replicates, 1))
	p.done += citizens
	p.spec.Progress(p.done, steps*citizens)
}

// report turns the runs of one seed into results. The twin of each is the world without the system, if one is compared.
func report(runs []*running) (worlds []World) {
	var twin *recorder
	for _, r := range runs {
		if !r.scenario.System && twin == nil {
			twin = &r.record
		}
	}
	for _, r := range runs {
		t := twin
		if t == &r.record {
			t = nil
		}
		worlds = append(worlds, r.record.report(r.name, r.world, r.scenario, t))
	}
	return worlds
}

func gather(worlds []World) (r replicate) {
	for i := range worlds {
		r.measures = append(r.measures, worlds[i].Measures)
		r.groups = append(r.groups, worlds[i].Groups)
		r.states = append(r.states, worlds[i].StateHash)
	}
	return r
}

// first keeps what is shown of the first seed alone.
func (c *Comparison) first(runs []*running, worlds []World) {
	people, _ := runs[0].world.Census()
	for g, n := range people {
		if n > 0 {
			c.Groups = append(c.Groups, Group{population.GroupName(uint32(g)), int64(n)})
		}
	}
	for i := range worlds {
		c.Worlds[i].World = worlds[i]
		if i > 0 {
			c.Worlds[i].Lot = lots(runs[0].world, runs[i].world)
		}
	}
}

// weigh takes means and intervals over the replicates.
func (c *Comparison) weigh(all []replicate) {
	for i := range c.Worlds {
		w := &c.Worlds[i]
		difference := func(a, b values) Interval { return b.less(a) }
		if i > 0 && identical(all, i) {
			difference = func(a, b values) Interval { return exactly(b.less(a)) }
		}
		w.Levels, w.Differences, w.Saved = map[string]Interval{}, map[string]Interval{}, map[string]float64{}
		for name := range w.World.Measures {
			a, b := column(all, 0, name), column(all, i, name)
			w.Levels[name] = b.level()
			if i == 0 {
				continue
			}
			w.Differences[name] = difference(a, b)
			if saved, ok := b.saved(a); ok {
				w.Saved[name] = saved
			}
		}
		w.ByGroup, w.GroupLevels = map[string]map[string]Interval{}, map[string]map[string]Interval{}
		for group, measures := range w.World.Groups {
			w.ByGroup[group], w.GroupLevels[group] = map[string]Interval{}, map[string]Interval{}
			for name := range measures {
				a, b := groupColumn(all, 0, group, name), groupColumn(all, i, group, name)
				w.GroupLevels[group][name] = b.level()
				if i > 0 {
					w.ByGroup[group][name] = difference(a, b)
				}
			}
		}
	}
}

// identical tells whether a world ends in the first one's state in every replicate.
func identical(all []replicate, i int) bool {
	for r := range all {
		if all[r].states[i] != all[r].states[0] {
			return false
		}
	}
	return true
}

// values is one measure of one world over the replicates.
type values struct {
	unit  string
	x     []float64
	whole bool // none is null
}

func column(all []replicate, world int, name string) values {
	return collect(len(all), func(r int) measure.Value { return all[r].measures[world][name] })
}

func groupColumn(all []replicate, world int, group, name string) values {
	return collect(len(all), func(r int) measure.Value { return all[r].groups[world][group][name] })
}

func collect(n int, of func(r int) measure.Value) values {
	v := values{whole: true}
	for r := range n {
		m := of(r)
		v.unit = m.Unit
		if m.Value == nil {
			v.whole = false
			continue
		}
		v.x = append(v.x, *m.Value)
	}
	return v
}

// counts tells whether the unit is one of things counted.
func counts(unit string) bool { return unit == "count" || unit == "persons" }

func (v values) level() Interval {
	if !v.whole {
		return Interval{Unit: v.unit}
	}
	return interval(v.unit, v.x, v.x, nil)
}

// less is v − a, replicate by replicate.
func (v values) less(a values) Interval {
	if !v.whole || !a.whole || len(a.x) != len(v.x) {
		return Interval{Unit: v.unit}
	}
	d := make([]float64, len(v.x))
	for r := range d {
		d[r] = v.x[r] - a.x[r]
	}
	return interval(v.unit, d, v.x, a.x)
}

// few is the number of events below which an interval is marked.
const few = 10

// interval is the mean of d with Student's interval. events are the counts that it came from.
func interval(unit string, d []float64, events ...[]float64) Interval {
	mean, n, sum, extra := stat.Mean(d, nil), float64(len(d)), 0.0, 0.0
	out := Interval{Unit: unit, Value: &mean}
	if counts(unit) {
		for _, e := range events {
			for _, x := range e {
				sum += math.Abs(x)
			}
		}
		out.Few, out.None = sum < few, sum == 0
		extra = 1 / n
	}
	if len(d) < 2 {
		return out
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(0.975)
	half := t * math.Sqrt((stat.Variance(d, nil)+extra)/n)
	low, high := mean-half, mean+half
	out.Low, out.High = &low, &high
	return out
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
	d := make([]float64, len(v.x))
	for r := range d {
		d[r] = v.x[r] - a.x[r]
	}
	apart, paired := stat.Variance(v.x, nil)+stat.Variance(a.x, nil), stat.Variance(d, nil)
	if paired == 0 {
		return 0, false
	}
	return apart / paired, true
}
