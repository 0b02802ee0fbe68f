// Package experiment runs worlds and pairs of worlds, and keeps what they are judged by.
//
// A run is a pair: the scenario's society under its system, and the same society without it. Both draw from
// the same luck, so what differs between them is the system and nothing else. The worlds run one after the other;
// a checkpoint holds the state of every world begun and all that was recorded, so that a run goes on from it to
// the very same end.
package experiment

import (
	"context"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"glasshouse.example/engine"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// ErrInterrupted is wrapped by the error of a run that was cancelled and left a checkpoint.
var ErrInterrupted = errors.New("interrupted; a checkpoint was written")

// job is a run under way.
type job struct {
	spec   Spec
	worlds []*running
}

// running is one world of a run under way.
type running struct {
	name     string
	scenario *scenario.Scenario
	world    *society.World // nil before its turn
	record   recorder
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
// checkpoint, one is written and the error wraps ErrInterrupted, else the error is the context's cause.
func Run(ctx context.Context, spec Spec) (*Outcome, error) {
	return plan(spec).run(ctx)
}

// Resume goes on from a checkpoint of the same spec to the end that an unbroken run would have had.
func Resume(ctx context.Context, spec Spec, checkpoint string) (*Outcome, error) {
	j := plan(spec)
	if err := j.restore(checkpoint); err != nil {
		return nil, err
	}
	return j.run(ctx)
}

func (j *job) run(ctx context.Context) (*Outcome, error) {
	for _, r := range j.worlds {
		if err := j.runWorld(ctx, r); err != nil {
			return nil, err
		}
	}
	return j.outcome(), nil
}

func (j *job) runWorld(ctx context.Context, r *running) error {
	if err := r.open(j.spec); err != nil {
		return err
	}
	after := func(step int) error {
		r.record.note(r.world, step, r.scenario)
		r.done = step + 1
		j.progress()
		if due := j.spec.CheckpointDue; j.spec.CheckpointPath != "" && due != nil && due(step) {
			return j.save(j.spec.CheckpointPath)
		}
		return nil
	}
	err := engine.Run(ctx, r.world, r.done, r.world.Steps(), j.spec.Workers, after)
	if err == nil && ctx.Err() != nil && r != j.worlds[len(j.worlds)-1] {
		err = context.Cause(ctx) // cancelled in the last step of a world with another to come
	}
	if err == nil || ctx.Err() == nil || j.spec.CheckpointPath == "" {
		return err
	}
	if err := j.save(j.spec.CheckpointPath); err != nil {
		return fmt.Errorf("interrupted, and no checkpoint could be written: %w", err)
	}
	return fmt.Errorf("%s: %w", r.name, ErrInterrupted)
}

func (r *running) open(spec Spec) (err error) {
	if r.world == nil {
		if r.world, err = society.New(r.scenario, spec.Seed, society.Options{Workers: spec.Workers}); err == nil {
			r.kept = r.world.Keep(nil)
		}
	}
	return err
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
	o := &Outcome{Spec: j.spec}
	var twin *recorder
	if len(j.worlds) == 2 {
		twin = &j.worlds[1].record
	}
	for i, r := range j.worlds {
		if i > 0 {
			twin = nil
		}
		o.Worlds = append(o.Worlds, r.record.report(r.name, r.world, r.scenario, twin))
		o.Worlds[i].Chronicle = r.kept
		o.people = append(o.people, r.world)
	}
	o.StateHash = o.Worlds[0].StateHash
	o.name()
	people, _ := j.worlds[0].world.Census()
	for g, n := range people {
		if n > 0 {
			o.Groups = append(o.Groups, Group{population.GroupName(uint32(g)), int64(n)})
		}
	}
	return o
}

// name names telling lives, and citizens behind the measures.
func (o *Outcome) name() {
	for i := range o.Worlds {
		var twin *society.World
		if i == 0 && len(o.people) > 1 {
			twin = o.people[1]
		}
		median := 0.0
		if m := o.Worlds[i].Measures["score_p50"].Value; m != nil {
			median = *m
		}
		picks, behind := lives(o.people[i], twin, median)
		o.Worlds[i].Behind = behind
		if i == 0 && o.Spec.Scenario.System {
			o.Picks = picks
		}
	}
}

// digits is a digest as 64 hexadecimal digits.
func digits(s engine.Sum) string { return hex.EncodeToString(s[:]) }

// header opens a checkpoint: what it belongs to.
type header struct {
	Scenario string // hash
	Seed     uint64
	Alone    bool
	Done     []int // steps by world
}

// save writes a checkpoint.
func (j *job) save(path string) error { return writeSealed(path, j.write) }

// writeSealed writes a sealed file beside path and renames it, so that an old one stays whole until the new one is.
func writeSealed(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("writing a checkpoint: %w", err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("writing the checkpoint %s: %w", path, err)
		}
	}()
	if err = engine.Seal(f, write); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func (j *job) write(w io.Writer) error {
	h := header{Scenario: j.spec.Scenario.Hash(), Seed: j.spec.Seed, Alone: j.spec.Alone}
	for _, r := range j.worlds {
		h.Done = append(h.Done, r.done)
	}
	if err := gob.NewEncoder(w).Encode(h); err != nil {
		return err
	}
	for _, r := range j.worlds {
		if r.done == 0 {
			continue
		}
		if err := gob.NewEncoder(w).Encode(&r.record); err != nil {
			return err
		}
		if err := gob.NewEncoder(w).Encode(r.kept); err != nil {
			return err
		}
		if err := r.world.Save(w); err != nil {
			return err
		}
	}
	return nil
}

// restore reads a checkpoint; it must belong to this spec.
func (j *job) restore(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := engine.Unseal(f, j.read); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func (j *job) read(in io.Reader) error {
	var h header
	if err := gob.NewDecoder(in).Decode(&h); err != nil {
		return err
	}
	if h.Scenario != j.spec.Scenario.Hash() || h.Seed != j.spec.Seed || h.Alone != j.spec.Alone || len(h.Done) != len(j.worlds) {
		return errors.New("the checkpoint belongs to another scenario, seed or choice of worlds")
	}
	for i, r := range j.worlds {
		r.done = h.Done[i]
		if r.done == 0 {
			continue
		}
		if err := r.open(j.spec); err != nil {
			return err
		}
		if err := gob.NewDecoder(in).Decode(&r.record); err != nil {
			return err
		}
		kept := new(society.Chronicle)
		if err := gob.NewDecoder(in).Decode(kept); err != nil {
			return err
		}
		r.kept = r.world.Keep(kept)
		if err := r.world.Load(in); err != nil {
			return err
		}
	}
	return nil
}
