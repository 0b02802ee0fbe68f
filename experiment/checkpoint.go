package experiment

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"glasshouse.example/engine"
	"glasshouse.example/society"
)

// header opens a checkpoint: what it belongs to.
type header struct {
	Scenario string // hash
	Seed     uint64
	Alone    bool
	Done     []int  // steps by world
	Over     []bool // by world: its run was over, and its society was let go
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
		h.Over = append(h.Over, r.done > 0 && r.world == nil)
	}
	if err := gob.NewEncoder(w).Encode(h); err != nil {
		return err
	}
	for i, r := range j.worlds {
		if r.done == 0 {
			continue
		}
		if err := r.write(w, h.Over[i]); err != nil {
			return err
		}
	}
	return nil
}

// write writes what was recorded of a world, and then its state or, where its run was over, how it ended.
func (r *running) write(w io.Writer, over bool) error {
	e := gob.NewEncoder(w)
	if err := errors.Join(e.Encode(&r.record), e.Encode(r.kept)); err != nil {
		return err
	}
	if over {
		return errors.Join(e.Encode(r.ending), e.Encode(r.people))
	}
	return r.world.Save(w)
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
	if h.Scenario != j.spec.Scenario.Hash() || h.Seed != j.spec.Seed || h.Alone != j.spec.Alone ||
		len(h.Done) != len(j.worlds) || len(h.Over) != len(j.worlds) {
		return errors.New("the checkpoint belongs to another scenario, seed or choice of worlds")
	}
	for i, r := range j.worlds {
		r.done = h.Done[i]
		if r.done == 0 {
			continue
		}
		if err := j.take(r, in, h.Over[i]); err != nil {
			return err
		}
	}
	return nil
}

// take reads what write wrote of a world.
func (j *job) take(r *running, in io.Reader, over bool) error {
	d := gob.NewDecoder(in)
	kept := new(society.Chronicle)
	if err := d.Decode(&r.record); err != nil {
		return err
	}
	if err := d.Decode(kept); err != nil {
		return err
	}
	if over {
		people := new(sample)
		r.kept, r.ending, r.people = kept, new(ending), people
		if err := d.Decode(r.ending); err != nil {
			return err
		}
		return d.Decode(people)
	}
	if err := j.open(r); err != nil {
		return err
	}
	r.kept = r.world.Keep(kept)
	return r.world.Load(in)
}
