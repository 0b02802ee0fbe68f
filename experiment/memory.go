package experiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"unsafe"

	"glasshouse.example/engine"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// ErrMemory is wrapped by the error of a run that was not begun since it does not fit the memory at hand, or that outgrew it.
var ErrMemory = errors.New("not enough memory")

// Need is the memory that worlds take, in bytes: an estimate on the safe side.
type Need struct {
	PerCitizen float64 // of one world's state at its fullest
	Worlds     int     // run
	AtOnce     int     // of them, whose states are in memory together
	State      int64   // of those
	Rest       int64   // what is recorded and kept of all worlds, and room to work and to write
}

// All is everything together.
func (n Need) All() int64 { return n.State + n.Rest }

// crude is more bytes a citizen than any built-in scenario takes; where it fits, nothing is looked into.
const crude = 40

// room is what is known of the memory that some worlds of the same citizens take.
type room struct {
	scenarios  []*scenario.Scenario // of the worlds that have a system, if any has
	worlds     int
	inTurn     bool // a society of more than Together lives in the memory of the one before
	perCitizen float64
}

// need is what n citizens take.
func (r *room) need(n int) Need {
	const (
		program = 256 << 20 // code, tables, and what writing the files takes
		copies  = 3         // of what is recorded: in memory, on its way to a file, and read back for the page
	)
	s := r.scenarios[0]
	districts := int64(n/s.Population.District + 1)
	steps := int64(len(society.Calendar(s.Time.Days, s.Time.Step)))
	rows := int64(s.Time.Days/districtDays + 1)
	one := districts * (rows*int64(len(districtColumns))*8 + steps*4) * copies
	atOnce := r.worlds
	if r.inTurn && n > Together {
		atOnce = 1
		one += sampled * 2 * int64(unsafe.Sizeof(society.View{}))
	}
	return Need{
		PerCitizen: r.perCitizen, Worlds: r.worlds, AtOnce: atOnce,
		State: int64(math.Ceil(r.perCitizen*float64(n))) * int64(atOnce), Rest: program + one*int64(r.worlds),
	}
}

// fits is the most citizens, up to n, who fit into memory, rounded down to two digits.
func (r *room) fits(memory int64, n int) int {
	low := 0
	if n > Together && r.need(Together+1).All() <= memory {
		low = Together // where worlds begin to live one after the other, less is needed again
	}
	k := low + sort.Search(n-low, func(k int) bool { return r.need(low+k+1).All() > memory })
	step := 1
	for k/step >= 100 {
		step *= 10
	}
	return k / step * step
}

// check gives an error that wraps ErrMemory where n citizens do not fit into memory; 0 is memory that nobody knows.
func (r *room) check(name string, memory int64, seed uint64) error {
	n := r.scenarios[0].Population.Citizens
	if r.perCitizen = crude; memory == 0 || r.need(n).All() <= memory {
		return nil
	}
	r.perCitizen = 0
	for _, s := range r.scenarios {
		b, err := pilot(s, seed)
		if err != nil {
			return err
		}
		r.perCitizen = max(r.perCitizen, b)
	}
	if r.need(n).All() <= memory {
		return nil
	}
	e := &MemoryError{Name: name, Citizens: n, Need: r.need(n), AtHand: memory, Fit: r.fits(memory, n)}
	if r.inTurn && r.worlds > 1 {
		alone := *r
		alone.worlds = 1
		e.FitAlone = alone.fits(memory, n)
	}
	return e
}

// room is what a run takes.
func (j *job) room() *room {
	return &room{scenarios: []*scenario.Scenario{j.spec.Scenario}, worlds: len(j.worlds), inTurn: true}
}

// room is what the worlds of one seed take, which are in memory together.
func (c *CompareSpec) room() *room { return &room{scenarios: c.Scenarios, worlds: len(c.Scenarios)} }

// MemoryError says what does not fit, and what would.
type MemoryError struct {
	Name          string
	Citizens      int
	Need          Need
	AtHand        int64
	Fit, FitAlone int // citizens that would; 0 where none would, or where there is no such way to run
}

// Error is a sentence on what is needed, and one on what would fit.
func (e *MemoryError) Error() string {
	twin := ""
	switch {
	case e.Need.Worlds > 1 && e.Need.AtOnce == 1:
		twin = ", the worlds one after the other in the same memory"
	case e.Need.AtOnce > 1:
		twin = fmt.Sprintf(", %d worlds at once", e.Need.AtOnce)
	}
	text := fmt.Sprintf("%s needs %s of memory for %s citizens (%.1f bytes a citizen%s, and %s besides); %s are at hand",
		e.Name, gib(e.Need.All()), spaced(e.Citizens), e.Need.PerCitizen, twin, gib(e.Need.Rest), gib(e.AtHand))
	switch {
	case e.Fit > 0 && e.FitAlone > e.Fit:
		return fmt.Sprintf("%s\nwhat would fit: --citizens %d, or --citizens %d --alone", text, e.Fit, e.FitAlone)
	case e.Fit > 0:
		return fmt.Sprintf("%s\nwhat would fit: --citizens %d", text, e.Fit)
	}
	return text + "\nno number of citizens would fit"
}

// Unwrap tells that it is about memory.
func (e *MemoryError) Unwrap() error { return ErrMemory }

func gib(bytes int64) string { return fmt.Sprintf("%.1f GiB", float64(bytes)/(1<<30)) }

// spaced is a number with its thousands apart.
func spaced(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s %03d", spaced(n/1000), n%1000)
}

// pilot runs a small society of the scenario to its end, and gives the bytes of state that a citizen took at the fullest. Its
// searches look through as many faces as those of the whole society would.
func pilot(s *scenario.Scenario, seed uint64) (perCitizen float64, err error) {
	small := *s
	n := min(s.Population.Citizens, max(20_000, min(200_000, 200_000*3*365/s.Time.Days)))
	small.Population.Citizens = n
	w, err := society.New(&small, seed, society.Options{})
	if err != nil {
		return 0, err
	}
	faces := 0.0
	_, scored := w.Census()
	for _, k := range scored {
		faces += k
	}
	small.Watch = slices.Clone(small.Watch)
	for i := range small.Watch {
		if search := small.Watch[i].Identify; search != nil && search.Gallery == 0 {
			full := *search
			full.Gallery = math.Max(1, faces/float64(n)*float64(s.Population.Citizens))
			small.Watch[i].Identify = &full
		}
	}
	if w, err = society.New(&small, seed, society.Options{}); err != nil {
		return 0, err
	}
	fullest := int64(0)
	err = engine.Run(context.Background(), w, 0, w.Steps(), 0, func(int) error {
		fullest = max(fullest, w.Bytes())
		return nil
	})
	return float64(fullest) / float64(n), err
}

// outgrown gives an error that wraps ErrMemory where the worlds in memory have come to take more than the budget: cold rows grow,
// and by how much is not known before.
func (j *job) outgrown() error {
	if j.spec.Budget == 0 {
		return nil
	}
	n, state := j.spec.Scenario.Population.Citizens, int64(0)
	for _, r := range j.worlds {
		if r.world != nil {
			state += r.world.Bytes()
		}
	}
	rest := j.room().need(n).Rest
	if state+rest <= j.spec.Budget {
		return nil
	}
	return fmt.Errorf("%w: the state of %s citizens has come to take %s (%.1f bytes a citizen), with %s besides; %s are at hand",
		ErrMemory, spaced(n), gib(state), float64(state)/float64(n), gib(rest), gib(j.spec.Budget))
}
