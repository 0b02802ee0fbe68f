// Package engine runs a model of many independent units through steps, on any number of workers.
//
// A unit passes through a step alone: it reads what was shared at the step's start and writes only its own
// state and its worker's scratch. What units share passes between steps, in Begin and End, on one goroutine.
// So the result depends neither on the number of workers nor on which worker took which unit; Hash shows it.
//
// The engine knows no word of the field. It allocates nothing while stepping.
package engine

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Model is what the engine runs.
type Model interface {
	// Units is the number of units, fixed for the model's life.
	Units() int
	// Begin opens a step, on one goroutine: what the last step shared becomes readable.
	Begin(step int)
	// Pass takes one unit through the open step. Calls with different units run at the same time; calls with
	// the same worker number do not.
	Pass(worker, unit int)
	// End closes the step, on one goroutine.
	End()
}

// Workers is the number of workers to use when n were asked for: all processors when n is 0, and never more
// than there are units.
func Workers(n, units int) int {
	if n <= 0 {
		n = runtime.GOMAXPROCS(0)
	}
	return max(1, min(n, units))
}

// Run takes the model through steps [from, to). After each step it calls after, on the calling goroutine; an
// error from it ends the run and is returned. When ctx is cancelled the step under way is finished, after is
// called, and the context's cause is returned: the model is always between two steps when Run returns.
func Run(ctx context.Context, m Model, from, to, workers int, after func(step int) error) error {
	p := start(m, workers)
	defer p.stop()
	for step := from; step < to; step++ {
		p.step(step)
		if err := after(step); err != nil {
			return err
		}
		if ctx.Err() != nil && step+1 < to {
			return context.Cause(ctx)
		}
	}
	return nil
}

// pool holds workers that wait for a step, so that stepping starts no goroutine.
type pool struct {
	model Model
	next  atomic.Int64
	begin []chan struct{} // one a worker: a step is open
	done  sync.WaitGroup
}

func start(m Model, workers int) *pool {
	p := &pool{model: m, begin: make([]chan struct{}, Workers(workers, m.Units()))}
	for w := range p.begin {
		p.begin[w] = make(chan struct{}, 1)
		go p.work(w)
	}
	return p
}

func (p *pool) work(worker int) {
	units := int64(p.model.Units())
	for range p.begin[worker] {
		for u := p.next.Add(1) - 1; u < units; u = p.next.Add(1) - 1 {
			p.model.Pass(worker, int(u))
		}
		p.done.Done()
	}
}

func (p *pool) step(step int) {
	p.model.Begin(step)
	p.next.Store(0)
	p.done.Add(len(p.begin))
	for _, c := range p.begin {
		c <- struct{}{}
	}
	p.done.Wait()
	p.model.End()
}

func (p *pool) stop() {
	for _, c := range p.begin {
		close(c)
	}
}
