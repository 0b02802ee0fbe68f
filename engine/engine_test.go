package engine

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"
)

// counting is a model that checks how it is called.
type counting struct {
	passes []atomic.Int32 // by unit, in the open step
	busy   []atomic.Bool  // by worker
	open   bool
	steps  []int
	faults atomic.Int32
	state  []uint64 // by unit; what a unit does depends on the step, itself and what was shared
	shared uint64
}

func newCounting(units, workers int) *counting {
	return &counting{
		passes: make([]atomic.Int32, units), busy: make([]atomic.Bool, Workers(workers, units)),
		state: make([]uint64, units),
	}
}

func (m *counting) Units() int { return len(m.passes) }

func (m *counting) Begin(step int) {
	m.check(!m.open)
	m.open = true
	m.steps = append(m.steps, step)
	for u := range m.passes {
		m.passes[u].Store(0)
	}
}

func (m *counting) Pass(worker, unit int) {
	m.check(m.open && m.busy[worker].CompareAndSwap(false, true))
	m.passes[unit].Add(1)
	m.state[unit] = (m.state[unit]+m.shared+uint64(unit))*0x9E3779B97F4A7C15 + 1
	m.busy[worker].Store(false)
}

func (m *counting) End() {
	m.check(m.open)
	m.open = false
	m.shared = 0
	for u := range m.passes {
		m.check(m.passes[u].Load() == 1)
		m.shared ^= m.state[u]
	}
}

// check counts what may not happen; it is called on many goroutines.
func (m *counting) check(ok bool) {
	if !ok {
		m.faults.Add(1)
	}
}

func (m *counting) hash(workers int) Sum {
	return Hash(len(m.state), workers, func(w io.Writer, unit int) {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], m.state[unit])
		w.Write(b[:])
	})
}

func nothing(int) error { return nil }

// TestEveryUnitOnceAStep also checks that a worker is never in two units at a time, that Begin and End frame a
// step, and that the outcome doesn't depend on the number of workers.
func TestEveryUnitOnceAStep(t *testing.T) {
	for _, units := range []int{1, 2, 7, 64, 257} {
		want := newCounting(units, 1)
		if err := Run(context.Background(), want, 0, 12, 1, nothing); err != nil {
			t.Fatal(err)
		}
		for _, workers := range []int{0, 1, 2, 3, 8, 300} {
			m := newCounting(units, workers)
			afters := 0
			err := Run(context.Background(), m, 0, 12, workers, func(step int) error {
				m.check(!m.open && m.steps[len(m.steps)-1] == step)
				afters++
				return nil
			})
			if err != nil || m.faults.Load() != 0 || afters != 12 {
				t.Errorf("%d units, %d workers: %d faults, %d calls of after, error %v", units, workers, m.faults.Load(), afters, err)
			}
			if !slices.Equal(m.steps, want.steps) || len(m.steps) != 12 || m.steps[0] != 0 || m.steps[11] != 11 {
				t.Errorf("%d units, %d workers: began steps %v", units, workers, m.steps)
			}
			if m.hash(2) != want.hash(1) {
				t.Errorf("%d units: %d workers end in another state than one", units, workers)
			}
		}
	}
}

func TestRunInParts(t *testing.T) {
	whole, parts := newCounting(10, 2), newCounting(10, 3)
	for _, err := range []error{
		Run(context.Background(), whole, 0, 9, 2, nothing),
		Run(context.Background(), parts, 0, 4, 2, nothing),
		Run(context.Background(), parts, 4, 4, 2, nothing),
		Run(context.Background(), parts, 4, 9, 3, nothing),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if whole.hash(1) != parts.hash(1) || !slices.Equal(whole.steps, parts.steps) {
		t.Errorf("parts took steps %v and end in another state than the whole's %v", parts.steps, whole.steps)
	}
}

// A cancelled run is between two steps, has reported every step that it took, and says why it stopped.
func TestCancelled(t *testing.T) {
	why := errors.New("the reader went home")
	ctx, cancel := context.WithCancelCause(context.Background())
	m := newCounting(20, 3)
	var after []int
	err := Run(ctx, m, 0, 100, 3, func(step int) error {
		after = append(after, step)
		if step == 4 {
			cancel(why)
		}
		return nil
	})
	if !errors.Is(err, why) {
		t.Errorf("a cancelled run returned %v, want the cause", err)
	}
	if m.open || m.faults.Load() != 0 || !slices.Equal(m.steps, []int{0, 1, 2, 3, 4}) || !slices.Equal(after, m.steps) {
		t.Errorf("cancelled after step 4: began %v, reported %v, in a step: %v", m.steps, after, m.open)
	}
}

// Cancelling while a step is under way finishes that step.
func TestCancelledInsideAStep(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	m := &cancelling{counting: newCounting(50, 2), at: 3, cancel: cancel}
	err := Run(ctx, m, 0, 100, 2, nothing)
	if !errors.Is(err, context.Canceled) || m.open || m.faults.Load() != 0 || len(m.steps) != 4 {
		t.Errorf("cancelled inside step 3: error %v, %d faults, began %v", err, m.faults.Load(), m.steps)
	}
}

type cancelling struct {
	*counting
	at     int
	cancel context.CancelFunc
}

func (m *cancelling) Pass(worker, unit int) {
	if unit == 7 && m.steps[len(m.steps)-1] == m.at {
		m.cancel()
	}
	m.counting.Pass(worker, unit)
}

// A run cancelled in its last step is whole.
func TestCancelledAtTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	m := newCounting(5, 2)
	err := Run(ctx, m, 0, 3, 2, func(step int) error {
		if step == 2 {
			cancel()
		}
		return nil
	})
	if err != nil || len(m.steps) != 3 {
		t.Errorf("cancelled after its last step, a run of 3 steps took %d and returned %v", len(m.steps), err)
	}
}

func TestAfterEndsTheRun(t *testing.T) {
	broke := errors.New("no room on the disk")
	m := newCounting(5, 2)
	err := Run(context.Background(), m, 2, 10, 2, func(step int) error {
		if step == 3 {
			return broke
		}
		return nil
	})
	if err != broke || m.open || !slices.Equal(m.steps, []int{2, 3}) {
		t.Errorf("after returned %v at step 3: the run returned %v and took steps %v", broke, err, m.steps)
	}
}

// No goroutine of a run outlives it by more than its way to the exit.
func TestWorkersLeave(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 50 {
		if err := Run(context.Background(), newCounting(8, 8), 0, 2, 8, nothing); err != nil {
			t.Fatal(err)
		}
	}
	for range 100000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("%d goroutines before 50 runs and %d after", before, runtime.NumGoroutine())
}

func TestNothingIsAllocatedInAStep(t *testing.T) {
	m := &idle{units: 64}
	for _, workers := range []int{1, 4} {
		p := start(m, workers)
		step := 0
		if n := testing.AllocsPerRun(100, func() { p.step(step); step++ }); n != 0 {
			t.Errorf("with %d workers a step allocates %v times", workers, n)
		}
		p.stop()
	}
}

// idle is a model that does nothing.
type idle struct{ units int }

func (m *idle) Units() int    { return m.units }
func (m *idle) Begin(int)     {}
func (m *idle) Pass(int, int) {}
func (m *idle) End()          {}

func TestWorkers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-3, 100).Draw(t, "n")
		units := rapid.IntRange(0, 100).Draw(t, "units")
		want := n
		if n <= 0 {
			want = runtime.GOMAXPROCS(0)
		}
		if got := Workers(n, units); got != max(1, min(want, units)) {
			t.Fatalf("asked for %d workers on %d units: %d", n, units, got)
		}
	})
}
