// Package experiment runs worlds and pairs of worlds, and keeps what they are judged by.
//
// A run is a pair: the scenario's society under its system, and the same society without it. Both draw from
// the same luck, so what differs between them is the system and nothing else. The worlds run one after the other, those of
// a nation in the same memory; a checkpoint holds the state of every world that is still there and all that was recorded, so
// that a run goes on from it to the very same end.
package experiment

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"

	"glasshouse.example/engine"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// ErrInterrupted is wrapped by the error of a run that was cancelled and left a checkpoint.
var ErrInterrupted = errors.New("interrupted; a checkpoint was written")

// job is a run under way.
type job struct {
	spec     Spec
	worlds   []*running
	district int            // citizens a district
	spare    *society.World // a world whose run is over, and whose memory the next one takes
}

// running is one world of a run under way.
type running struct {
	name     string
	scenario *scenario.Scenario
	world    *society.World // nil before its turn, and after it where the next one takes its memory
	record   recorder
	ending   *ending            // nil until the world's run is over
	people   crowd              // the world, or a sample of it; nil until its run is over
	kept     *society.Chronicle // what lives are told again from
	done     int                // steps

	tape   bool          // to record its fields
	fields *society.Tape // as recorded
	held   *society.Tape // at which it is held
}

// plan lists the worlds of a spec. A scenario without the system has no twin.
func plan(spec Spec) *job {
	j := &job{spec: spec}
	if !spec.Scenario.System {
		j.worlds = []*running{{name: "without", scenario: spec.Scenario}}
		return j
	}
	j.worlds = []*running{{name: "with", scenario: spec.Scenario}}
	if !spec.Alone {
		j.worlds = append(j.worlds, &running{name: "without", scenario: spec.Scenario.Without()})
	}
	return j
}

// Run runs a spec from its first day. When ctx is cancelled it stops after the step under way; if the spec names a
// checkpoint, one is written and the error wraps ErrInterrupted, else the error is the context's cause. A run that does not
// fit into memory is not begun: the error is a *MemoryError.
func Run(ctx context.Context, spec Spec) (*Outcome, error) {
	j := plan(spec)
	if err := j.fits(); err != nil {
		return nil, err
	}
	return j.run(ctx)
}

// Resume goes on from a checkpoint of the same spec to the end that an unbroken run would have had.
func Resume(ctx context.Context, spec Spec, checkpoint string) (*Outcome, error) {
	j := plan(spec)
	if err := j.fits(); err != nil {
		return nil, err
	}
	if err := j.restore(checkpoint); err != nil {
		return nil, err
	}
	return j.run(ctx)
}

// Fits tells whether a run fits into the spec's memory; the error is a *MemoryError that says what would. Where that is not plain,
// a small society of the scenario is run to find out.
func Fits(spec Spec) error { return plan(spec).fits() }

func (j *job) fits() error { return j.room().check(j.spec.Scenario.Name, j.spec.Memory, j.spec.Seed) }

func (j *job) run(ctx context.Context) (*Outcome, error) {
	for _, r := range j.worlds {
		if err := j.runWorld(ctx, r); err != nil {
			return nil, err
		}
	}
	return j.outcome(), nil
}

func (j *job) runWorld(ctx context.Context, r *running) error {
	if r.ending != nil {
		return nil // a checkpoint's world that was over
	}
	if err := j.open(r); err != nil {
		return err
	}
	after := func(step int) error {
		r.record.note(r.world, step, r.scenario)
		r.done = step + 1
		j.progress()
		if err := j.outgrown(); err != nil {
			return err
		}
		if due := j.spec.CheckpointDue; j.spec.CheckpointPath != "" && due != nil && due(step) {
			return j.save(j.spec.CheckpointPath)
		}
		return nil
	}
	err := engine.Run(ctx, r.world, r.done, r.world.Steps(), j.spec.Workers, after)
	if err == nil {
		j.close(r)
	}
	if err == nil && ctx.Err() != nil && r != j.worlds[len(j.worlds)-1] {
		err = context.Cause(ctx) // cancelled in the last step of a world with another to come
	}
	grown := errors.Is(err, ErrMemory)
	if err == nil || ctx.Err() == nil && !grown || j.spec.CheckpointPath == "" {
		return err
	}
	if failed := j.save(j.spec.CheckpointPath); failed != nil {
		return fmt.Errorf("%w, and no checkpoint could be written: %w", err, failed)
	}
	if grown {
		return fmt.Errorf("%w; a checkpoint was written, and with more memory the run goes on from it", err)
	}
	return fmt.Errorf("%s: %w", r.name, ErrInterrupted)
}

// open makes a world on its first day, in the memory of one whose run is over if there is one.
func (j *job) open(r *running) (err error) {
	if r.world != nil {
		return nil
	}
	o := society.Options{Workers: j.spec.Workers, Over: j.spare}
	j.spare = nil
	if r.world, err = society.New(r.scenario, j.spec.Seed, o); err == nil {
		r.kept = r.world.Keep(nil)
	}
	return err
}

// close takes down how a world ended. A society of more than Together is let go, and a sample of it kept.
func (j *job) close(r *running) {
	r.ending = r.record.end(r.world, r.scenario)
	r.people, j.district = r.world, r.world.People().DistrictSize()
	if j.spec.inTurn() {
		r.people = sampleOf(r.world, j.spec.known())
		j.spare, r.world = r.world, nil
	}
}

func (j *job) progress() {
	if j.spec.Progress == nil {
		return
	}
	citizens := int64(j.spec.Scenario.Population.Citizens)
	var done, all int64
	for _, r := range j.worlds {
		done += int64(r.done) * citizens
		all += int64(len(society.Calendar(r.scenario.Time.Days, r.scenario.Time.Step))) * citizens
	}
	j.spec.Progress(done, all)
}

func (j *job) outcome() *Outcome {
	o := &Outcome{Spec: j.spec, district: j.district}
	var twin *recorder
	if len(j.worlds) == 2 {
		twin = &j.worlds[1].record
	}
	if twin != nil {
		j.worlds[0].record.trap = trap(j.worlds[0].people, j.worlds[1].people, j.spec.Scenario.Population.Citizens)
	}
	for i, r := range j.worlds {
		if i > 0 {
			twin = nil
		}
		o.Worlds = append(o.Worlds, r.record.report(r.name, r.ending, r.scenario, twin))
		o.Worlds[i].Chronicle = r.kept
		o.people = append(o.people, r.people)
	}
	o.StateHash = o.Worlds[0].StateHash
	o.name()
	for g, n := range j.worlds[0].ending.People {
		if n > 0 {
			o.Groups = append(o.Groups, Group{population.GroupName(uint32(g)), int64(n)})
		}
	}
	return o
}

// name names telling lives, and citizens behind the measures.
func (o *Outcome) name() {
	var twin crowd
	if len(o.people) > 1 {
		twin = o.people[1]
	}
	picks := nameLives(o.Worlds, o.people, twin, o.Citizens())
	if o.Spec.Scenario.System {
		o.Picks = picks
	}
}

// digits is a digest as 64 hexadecimal digits.
func digits(s engine.Sum) string { return hex.EncodeToString(s[:]) }
