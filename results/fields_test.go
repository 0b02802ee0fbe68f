package results

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/experiment"
	"glasshouse.example/scenario"
)

// TestFieldsAreReadBackOrRefused: what lives are told again from is read back as kept; a file that is missing, damaged by
// one bit or of another run is refused with its name and the reason.
func TestFieldsAreReadBackOrRefused(t *testing.T) {
	s, err := scenario.Load("article", []string{"population.citizens=4000", "time.length=30 days"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	o, err := experiment.Run(context.Background(), experiment.Spec{Scenario: s, Seed: 9})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := Write(dir, o, Info{Version: "v", ScenarioHash: s.Hash(), ScenarioText: string(scenario.Marshal(s))}); err != nil {
		t.Fatal(err)
	}
	c, err := readFields(dir, "without", s.Hash(), 9)
	if err != nil || len(c.Steps) != len(o.Worlds[1].Chronicle.Steps) || len(c.Steps) == 0 {
		t.Fatalf("read back: %v", err)
	}
	refused := func(what, world, hash string, seed uint64, want string) {
		t.Helper()
		_, err := readFields(dir, world, hash, seed)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), FieldsFile(world)) {
			t.Errorf("%s: %v, want %q", what, err, want)
		}
	}
	refused("another seed", "with", s.Hash(), 8, "it belongs to another run")
	refused("another scenario", "with", "00", 9, "it belongs to another run")
	name := filepath.Join(dir, FieldsFile("with"))
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{0, len(text) / 2, len(text) - 1} {
		broken := append([]byte(nil), text...)
		broken[at] ^= 4
		if err := os.WriteFile(name, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		refused("a flipped bit", "with", s.Hash(), 9, "the file is damaged")
		if _, err := readFields(dir, "with", s.Hash(), 9); !errors.Is(err, engine.ErrBroken) {
			t.Errorf("a flipped bit at %d: %v", at, err)
		}
	}
	if err := os.WriteFile(name, text[:len(text)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	refused("a short file", "with", s.Hash(), 9, "the file is damaged")
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	refused("no file", "with", s.Hash(), 9, "missing; without it no life of this world can be told again")
}
