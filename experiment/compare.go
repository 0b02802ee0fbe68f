package experiment

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"glasshouse.example/engine"
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
	// Part parts each difference to the first world into the direct effect, with what passes between citizens held at the
	// first world's, and spillover. It takes one run more for each world but the first.
	Part bool
	// Keep is the path that finished replicates are kept under (Keep-0001, Keep-0002, …), and taken from where they are there
	// already; "" for none.
	Keep string
	// Version tells the program that runs it from others whose results may differ: what one keeps is not for another.
	Version string
	// Memory is how many bytes the comparison may take; one that would take more is not begun. 0: not asked.
	Memory int64
	// Progress is called, from one goroutine at a time, with citizen-steps done and in all.
	Progress func(done, all int64)
}

// Comparison is worlds side by side.
type Comparison struct {
	Spec   CompareSpec
	Groups []Group
	Worlds []Compared          // in the order of the spec
	Picks  map[string][]uint32 // telling lives of the first world, in the first seed, by kind: see LifeKinds
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
	// Direct and Spillover add up to Differences, where the comparison was asked to part them and the worlds' fields fit.
	Direct, Spillover map[string]Interval
	Bands             Bands
	Lot               *Lot // who is better or worse off than in the first world, in the first seed; nil for the first
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

// SameLuck tells whether a scenario hands everyone the same moments as the first.
func (c *CompareSpec) SameLuck(i int) bool { return scenario.SameLuck(c.Scenarios[0], c.Scenarios[i]) }

// Compare runs every world of the spec with every seed. When ctx is cancelled it stops after the step under way: the error
// wraps ErrInterrupted where finished replicates are kept, so that calling it again goes on to the very same end, and is the
// context's cause where none are.
func Compare(ctx context.Context, spec CompareSpec) (*Comparison, error) {
	if err := spec.Check(); err != nil {
		return nil, err
	}
	if err := spec.room().check(fmt.Sprintf("a comparison of %d worlds", len(spec.Scenarios)), spec.Memory, spec.Seed); err != nil {
		return nil, err
	}
	out := &Comparison{Spec: spec, Worlds: make([]Compared, len(spec.Scenarios))}
	var all []*replicate
	var steps gathering
	p := &sharedProgress{spec: &spec}
	for r := range max(spec.Replicates, 1) {
		one, err := spec.replicate(ctx, r, p)
		if err != nil && ctx.Err() != nil && spec.Keep != "" {
			return nil, fmt.Errorf("in replicate %d: %w", r+1, ErrInterrupted)
		}
		if err != nil {
			return nil, err
		}
		if one.First != nil {
			out.first(one.First)
		}
		steps.add(one.Steps)
		one.Steps, one.First = nil, nil
		all = append(all, one)
	}
	out.weigh(all, &steps)
	return out, nil
}

// replicate takes up a replicate that was kept, or runs it and keeps it.
func (c *CompareSpec) replicate(ctx context.Context, r int, p *sharedProgress) (*replicate, error) {
	one, err := c.kept(r)
	if err != nil {
		return nil, err
	}
	if one != nil {
		p.skip()
		return one, nil
	}
	runs, err := c.runSeed(ctx, c.Seed+uint64(r), p)
	if err != nil {
		return nil, err
	}
	worlds := report(runs)
	one = gather(runs, worlds)
	if c.Part {
		if one.Held, err = c.runHeld(ctx, c.Seed+uint64(r), runs, p); err != nil {
			return nil, err
		}
	}
	if r == 0 {
		one.First = firstOf(runs, worlds)
	}
	return one, c.keep(r, one)
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
				runs[i] = &running{name: c.Names[i], scenario: c.Scenarios[i], tape: c.Part && i == 0}
				if errs[i] = runs[i].alone(ctx, seed, max(workers/atOnce, 1), seed == c.Seed, p); errs[i] != nil {
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

// runHeld runs every world but the first again, held at the first one's fields, and gives its measures; none where its kinds
// of conduct or channels are others, so that the fields do not fit.
func (c *CompareSpec) runHeld(ctx context.Context, seed uint64, runs []*running, p *sharedProgress) ([][]float64, error) {
	out := make([][]float64, len(runs))
	for i := 1; i < len(runs); i++ {
		held := &running{name: c.Names[i], scenario: c.Scenarios[i], held: runs[0].fields}
		switch err := held.alone(ctx, seed, c.Workers, false, p); {
		case errors.Is(err, society.ErrOtherFields):
			p.skipWorld()
		case err != nil:
			return nil, err
		default:
			twin := twinOf(runs) // the world that lived freely
			if !held.scenario.System {
				twin = nil
			}
			out[i] = inOrder(held.record.report(held.name, held.record.end(held.world, held.scenario), held.scenario, twin).Measures)
		}
	}
	return out, nil
}

// alone runs one world to its end, and keeps what its lives are told again from if asked to.
func (r *running) alone(ctx context.Context, seed uint64, workers int, keep bool, p *sharedProgress) (err error) {
	if r.world, err = society.New(r.scenario, seed, society.Options{Workers: workers}); err != nil {
		return err
	}
	if keep {
		r.kept = r.world.Keep(nil)
	}
	if r.tape {
		r.fields = r.world.Record()
	}
	if r.held != nil {
		if err := r.world.Hold(r.held); err != nil {
			return err
		}
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
	p.done += int64(p.spec.Scenarios[0].Population.Citizens)
	p.spec.Progress(p.done, p.seed()*int64(max(p.spec.Replicates, 1)))
}

// skip counts a replicate that was done before.
func (p *sharedProgress) skip() { p.done += p.seed() }

// skipWorld counts a world that was not run again.
func (p *sharedProgress) skipWorld() { p.done += p.world() }

// seed is the citizen-steps of one seed.
func (p *sharedProgress) seed() int64 {
	worlds := len(p.spec.Scenarios)
	if p.spec.Part {
		worlds += worlds - 1
	}
	return int64(worlds) * p.world()
}

// world is the citizen-steps of one world.
func (p *sharedProgress) world() int64 {
	s := p.spec.Scenarios[0]
	return int64(len(society.Calendar(s.Time.Days, s.Time.Step))) * int64(s.Population.Citizens)
}

// report turns the runs of one seed into results. The twin of each is the world without the system, if one is compared.
func report(runs []*running) (worlds []World) {
	twin := twinOf(runs)
	for _, r := range runs {
		t := twin
		if t == &r.record {
			t = nil
		}
		worlds = append(worlds, r.record.report(r.name, r.record.end(r.world, r.scenario), r.scenario, t))
	}
	return worlds
}

// twinOf is the first world without the system, or nil.
func twinOf(runs []*running) *recorder {
	for _, r := range runs {
		if !r.scenario.System {
			return &r.record
		}
	}
	return nil
}

// firstOf is what is shown of the first seed alone.
func firstOf(runs []*running, worlds []World) *first {
	f := &first{Worlds: worlds, Lots: make([]Lot, len(worlds))}
	people, _ := runs[0].world.Census()
	for g, n := range people {
		if n > 0 {
			f.Groups = append(f.Groups, Group{population.GroupName(uint32(g)), int64(n)})
		}
	}
	for i := range runs {
		f.Worlds[i].Chronicle = runs[i].kept
	}
	for i := 1; i < len(runs); i++ {
		f.Lots[i] = *lots(runs[0].world, runs[i].world)
	}
	f.name(runs)
	return f
}

// name names citizens behind each world's measures and telling lives of the first. What they lose by the system is known where
// a world without it is compared.
func (f *first) name(runs []*running) {
	var people []crowd
	var twin crowd
	for i, r := range runs {
		people = append(people, r.world)
		if i > 0 && twin == nil && !r.scenario.System {
			twin = r.world
		}
	}
	picks := nameLives(f.Worlds, people, twin, runs[0].world.People().Citizens())
	if runs[0].scenario.System {
		f.Picks = picks
	}
}

func (c *Comparison) first(f *first) {
	c.Groups, c.Picks = f.Groups, f.Picks
	for i := range c.Worlds {
		c.Worlds[i].World = f.Worlds[i]
		if i > 0 {
			c.Worlds[i].Lot = &f.Lots[i]
		}
	}
}

// weigh takes means and intervals over the replicates.
func (c *Comparison) weigh(all []*replicate, steps *gathering) {
	for i := range c.Worlds {
		w, same := &c.Worlds[i], identical(all, i)
		difference := func(a, b values) Interval { return b.less(a) }
		if same {
			difference = func(a, b values) Interval { return exactly(b.less(a)) }
		}
		w.weighTotals(all, i, difference)
		w.weighGroups(all, i, difference)
		w.Bands = steps.bands(i, w.World.Steps, same)
	}
}

func (w *Compared) weighTotals(all []*replicate, i int, difference func(a, b values) Interval) {
	w.Levels, w.Differences, w.Saved = map[string]Interval{}, map[string]Interval{}, map[string]float64{}
	w.Direct, w.Spillover = map[string]Interval{}, map[string]Interval{}
	for m, d := range definitions {
		if _, given := w.World.Measures[d.Name]; !given {
			continue
		}
		of := func(world, m int) values { return column(all, world, m) }
		a, b := of(0, m), of(i, m)
		w.Levels[d.Name] = marked(b.level(), m, of, i)
		if i == 0 {
			continue
		}
		w.Differences[d.Name] = marked(difference(a, b), m, of, 0, i)
		if held := heldColumn(all, i, m); held.x != nil {
			w.Direct[d.Name], w.Spillover[d.Name] = difference(a, held), difference(held, b)
		}
		if saved, ok := b.saved(a); ok {
			w.Saved[d.Name] = saved
		}
	}
}

// marked marks an interval of measure m by the events in those worlds that it rests on, where they are not its own.
func marked(d Interval, m int, of func(world, m int) values, worlds ...int) Interval {
	if rests[m] < 0 {
		return d
	}
	var events []values
	for _, w := range worlds {
		events = append(events, of(w, rests[m]))
	}
	return d.resting(events...)
}

func (w *Compared) weighGroups(all []*replicate, i int, difference func(a, b values) Interval) {
	w.ByGroup, w.GroupLevels = map[string]map[string]Interval{}, map[string]map[string]Interval{}
	for g := range population.Groups {
		name := population.GroupName(uint32(g))
		given, ok := w.World.Groups[name]
		if !ok {
			continue
		}
		w.ByGroup[name], w.GroupLevels[name] = map[string]Interval{}, map[string]Interval{}
		for m, d := range definitions {
			if _, ok := given[d.Name]; !ok {
				continue
			}
			of := func(world, m int) values { return groupColumn(all, world, g, m) }
			w.GroupLevels[name][d.Name] = marked(of(i, m).level(), m, of, i)
			if i > 0 {
				w.ByGroup[name][d.Name] = marked(difference(of(0, m), of(i, m)), m, of, 0, i)
			}
		}
	}
}

// identical tells whether a world ends in the first one's state in every replicate.
func identical(all []*replicate, i int) bool {
	for _, r := range all {
		if r.States[i] != r.States[0] {
			return false
		}
	}
	return true
}
