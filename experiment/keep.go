package experiment

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"

	"glasshouse.example/engine"
	"glasshouse.example/measure"
	"glasshouse.example/population"
)

// replicate is what is kept of the worlds of one seed. NaN stands for null.
type replicate struct {
	States   []string      // hash of each world's last state
	Measures [][]float64   // by world and measure, in the order of definitions
	Groups   [][][]float64 // by world, recognition group and measure
	Steps    [][][]float64 // by world and column
	Held     [][]float64   // by world and measure, with fields held; nil where there is none
	First    *first        // of the first seed only
}

// first is what is shown of the first seed alone.
type first struct {
	Worlds []World
	Lots   []Lot // against the first world, whose own is empty
	Groups []Group
	Picks  map[string][]uint32
}

// gather takes what is kept from worlds that have ended.
func gather(runs []*running, worlds []World) *replicate {
	r := &replicate{}
	for i := range worlds {
		r.States = append(r.States, worlds[i].StateHash)
		r.Measures = append(r.Measures, inOrder(worlds[i].Measures))
		groups := make([][]float64, population.Groups)
		for g := range groups {
			groups[g] = inOrder(worlds[i].Groups[population.GroupName(uint32(g))])
		}
		r.Groups = append(r.Groups, groups)
		r.Steps = append(r.Steps, runs[i].record.Values)
	}
	return r
}

func inOrder(m map[string]measure.Value) []float64 {
	out := make([]float64, len(definitions))
	for i, d := range definitions {
		out[i] = math.NaN()
		if v := m[d.Name].Value; v != nil {
			out[i] = *v
		}
	}
	return out
}

// keptHeader opens a kept replicate: what it belongs to.
type keptHeader struct {
	Version   string // of the program
	Seed      uint64
	First     bool     // of the comparison: what is shown of the first seed alone is with it
	Scenarios []string // hashes, by world
	Part      bool
}

func (c *CompareSpec) header(r int) keptHeader {
	h := keptHeader{Version: c.Version, Seed: c.Seed + uint64(r), First: r == 0, Part: c.Part}
	for _, s := range c.Scenarios {
		h.Scenarios = append(h.Scenarios, s.Hash())
	}
	return h
}

// keptName is the file of replicate r, counted from 0.
func keptName(prefix string, r int) string { return fmt.Sprintf("%s-%04d", prefix, r+1) }

// Kept counts the finished replicates that a comparison left under its CompareSpec.Keep.
func Kept(prefix string) (n int) {
	for {
		if _, err := os.Stat(keptName(prefix, n)); err != nil {
			return n
		}
		n++
	}
}

// keep writes a replicate down.
func (c *CompareSpec) keep(r int, one *replicate) error {
	if c.Keep == "" {
		return nil
	}
	return writeSealed(keptName(c.Keep, r), 0, func(w io.Writer) error {
		e := gob.NewEncoder(w)
		return errors.Join(e.Encode(c.header(r)), e.Encode(one))
	})
}

// kept reads replicate r, nil where it was not kept. It must belong to this comparison.
func (c *CompareSpec) kept(r int) (*replicate, error) {
	if c.Keep == "" {
		return nil, nil
	}
	name := keptName(c.Keep, r)
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	one := &replicate{}
	if err := engine.Unseal(f, func(in io.Reader) error { return c.read(in, r, one) }); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return one, nil
}

func (c *CompareSpec) read(in io.Reader, r int, one *replicate) error {
	d := gob.NewDecoder(in)
	var h keptHeader
	if err := d.Decode(&h); err != nil {
		return err
	}
	if err := c.header(r).owns(&h); err != nil {
		return err
	}
	return d.Decode(one)
}

// owns tells whether a kept replicate is the one that is looked for; the error says what was expected and what was found.
func (k keptHeader) owns(found *keptHeader) error {
	var d differences
	d.compare("version", k.Version, found.Version)
	d.compare("seed", k.Seed, found.Seed)
	d.compare("first of its comparison", k.First, found.First)
	d.compare("part", k.Part, found.Part)
	d.compare("number of worlds", len(k.Scenarios), len(found.Scenarios))
	for i := range min(len(k.Scenarios), len(found.Scenarios)) {
		d.compare(fmt.Sprintf("scenario of world %d", i+1), k.Scenarios[i], found.Scenarios[i])
	}
	return d.err()
}
