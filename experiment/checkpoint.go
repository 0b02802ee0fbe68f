package experiment

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"glasshouse.example/engine"
	"glasshouse.example/internal/durable"
	"glasshouse.example/society"
)

// ErrOther is wrapped by the error of a checkpoint or kept replicate that is whole and belongs to something else.
var ErrOther = errors.New("it belongs to another run")

// header opens a checkpoint: what it belongs to.
type header struct {
	Version  string // of the program
	Scenario string // hash
	Seed     uint64
	Alone    bool
	Done     []int  // steps by world
	Over     []bool // by world: its run was over, and its society was let go
}

// save writes a checkpoint.
func (j *job) save(path string) error {
	return writeSealed(path, j.bytes(), j.write)
}

// bytes is about what a checkpoint takes on the disk.
func (j *job) bytes() (n int64) {
	for _, r := range j.worlds {
		if r.world != nil {
			n += r.world.Bytes()
		}
	}
	return n
}

// CheckpointBytes is about the most that one checkpoint of a run takes on the disk.
func CheckpointBytes(spec Spec) int64 {
	room := plan(spec).room()
	room.perCitizen = 16
	return room.need(spec.Scenario.Population.Citizens).State
}

// writeSealed writes a sealed file of about so many bytes beside path and renames it, so that an old one stays whole until the
// new one is.
func writeSealed(path string, bytes int64, write func(io.Writer) error) error {
	err := durable.Write(path, func(w io.Writer) error { return engine.Seal(w, write) })
	switch {
	case errors.Is(err, syscall.ENOSPC) && bytes > 0:
		return fmt.Errorf("writing %s, which takes about %s, while the one before it is kept until it is whole: %w",
			path, Gigabytes(bytes), err)
	case err != nil:
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// Gigabytes words bytes on a disk.
func Gigabytes(bytes int64) string {
	if bytes < 1e9 {
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
}

func (j *job) write(w io.Writer) error {
	h := header{Version: j.spec.Version, Scenario: j.spec.Scenario.Hash(), Seed: j.spec.Seed, Alone: j.spec.Alone}
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
	if err := j.owns(&h); err != nil {
		return err
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

// owns tells whether a checkpoint is of this run; the error says what was expected and what was found.
func (j *job) owns(h *header) error {
	var d differences
	d.compare("version", j.spec.Version, h.Version)
	d.compare("scenario", j.spec.Scenario.Hash(), h.Scenario)
	d.compare("seed", j.spec.Seed, h.Seed)
	d.compare("alone", j.spec.Alone, h.Alone)
	d.compare("number of worlds", len(j.worlds), len(h.Done))
	if len(h.Over) != len(h.Done) {
		d.compare("number of worlds", len(h.Done), len(h.Over))
	}
	for i := range min(len(h.Done), len(j.worlds)) {
		if steps := len(society.Calendar(j.worlds[i].scenario.Time.Days, j.worlds[i].scenario.Time.Step)); h.Done[i] > steps {
			d.compare("steps", steps, h.Done[i])
		}
	}
	return d.err()
}

// differences gathers in what a file is not that of the run at hand.
type differences []string

func (d *differences) compare(what string, want, found any) {
	if want != found {
		*d = append(*d, fmt.Sprintf("%s %v was expected, %v was found", what, want, found))
	}
}

func (d differences) err() error {
	if len(d) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrOther, strings.Join(d, "; "))
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
