package results

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"glasshouse.example/engine"
	"glasshouse.example/experiment"
	"glasshouse.example/society"
)

// FieldsFile is the file with what a world's lives are told again from: what its citizens had from others.
func FieldsFile(world string) string { return "fields-" + world + ".bin" }

// fieldsFormat names the layout of the file.
const fieldsFormat = "glasshouse fields 1"

// fieldsHead says what a file of fields belongs to.
type fieldsHead struct {
	Format   string
	Scenario string // hash of the run's scenario
	Seed     uint64
	World    string
}

// The library numbers types as it first meets them, and the numbers are in the file. It meets these two before anything else is
// written or read, so that a run that was resumed writes the very bytes that an unbroken one does.
var _ = errors.Join(gob.NewEncoder(io.Discard).Encode(fieldsHead{}), gob.NewEncoder(io.Discard).Encode(new(society.Chronicle)))

// writeFields writes what a world's lives are told again from, sealed with a checksum.
func writeFields(w io.Writer, world *experiment.World, scenarioHash string, seed uint64) error {
	return engine.Seal(w, func(w io.Writer) error {
		e := gob.NewEncoder(w)
		if err := e.Encode(fieldsHead{fieldsFormat, scenarioHash, seed, world.Name}); err != nil {
			return err
		}
		return e.Encode(world.Chronicle)
	})
}

// Chronicle reads what the lives of a world of the run are told again from.
func (r *Run) Chronicle(world string) (*society.Chronicle, error) {
	return readFields(r.Dir, world, r.Manifest.ScenarioHash, r.Manifest.Seed)
}

// ReadChronicle reads what the lives of a world of a comparison's folder are told again from.
func ReadChronicle(dir string, m Manifest, world ManifestWorld) (*society.Chronicle, error) {
	return readFields(dir, world.Name, world.ScenarioHash, m.Seed)
}

func readFields(dir, world, scenarioHash string, seed uint64) (*society.Chronicle, error) {
	name := filepath.Join(dir, FieldsFile(world))
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: missing; without it no life of this world can be told again", name)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c := new(society.Chronicle)
	err = engine.Unseal(f, func(r io.Reader) error {
		var head fieldsHead
		d := gob.NewDecoder(r)
		if err := d.Decode(&head); err != nil {
			return err
		}
		switch {
		case head.Format != fieldsFormat:
			return fmt.Errorf("format %q; this version reads %q", head.Format, fieldsFormat)
		case head.Scenario != scenarioHash || head.Seed != seed || head.World != world:
			return errors.New("it belongs to another run than the manifest's: scenario, seed or world differ")
		}
		return d.Decode(c)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}
