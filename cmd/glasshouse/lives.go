package main

import (
	"fmt"
	"maps"
	"path/filepath"

	"glasshouse.example/life"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// lives are those that a finished folder can tell: of a run, or of two worlds of a comparison.
type lives struct {
	dir      string
	manifest results.Manifest
	worlds   []livedWorld        // one or two; the first is told first
	picks    map[string][]uint32 // telling lives, by kind
}

// livedWorld is a world whose lives can be told.
type livedWorld struct {
	name, stateHash string
	scenario        *scenario.Scenario
	chronicle       func() (*society.Chronicle, error)
}

// openLives opens a folder whose lives this version can tell: its own, of unedited scenarios. beside is the world of a
// comparison to hold against its first; "" for the second.
func openLives(dir, beside string) (*lives, error) {
	m, err := results.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	if m.Version != version() {
		return nil, fmt.Errorf("%s was run by glasshouse %s; this is %s, which may tell its lives otherwise than they were: run it anew with\n  %s",
			dir, m.Version, version(), m.Command)
	}
	of := &lives{dir: dir, manifest: m}
	switch {
	case m.IsComparison():
		err = of.compared(beside)
	case beside != "":
		err = fmt.Errorf("--beside %s: %s is the folder of a run, not of a comparison", beside, dir)
	default:
		err = of.ran()
	}
	if err != nil {
		return nil, err
	}
	if s := of.worlds[0].scenario; m.Citizens != s.Population.Citizens || m.Days != s.Time.Days {
		return nil, fmt.Errorf("%s was edited: it says %d citizens and %d days, its scenario %d and %d",
			filepath.Join(dir, results.ManifestFile), m.Citizens, m.Days, s.Population.Citizens, s.Time.Days)
	}
	if was := of.worlds[0].stateHash; m.StateHash != was {
		return nil, fmt.Errorf("%s or %s was edited: the first world's last state is %s in one and %s in the other",
			filepath.Join(dir, results.ManifestFile), results.SummaryFile, m.StateHash, was)
	}
	return of, nil
}

// ran takes the worlds of a run, the one with the system first.
func (of *lives) ran() error {
	s, err := unedited(of.dir, "scenario_text", of.manifest.ScenarioText, of.manifest.ScenarioHash)
	if err != nil {
		return err
	}
	run, err := results.Open(of.dir)
	if err != nil {
		return err
	}
	of.picks = run.Summary.Picks
	bare := s // a scenario without the system is its own twin
	if s.System {
		bare = s.Without()
	}
	for _, w := range []struct {
		name string
		s    *scenario.Scenario
		was  *results.World
	}{{"with", s, run.Summary.Worlds.With}, {"without", bare, run.Summary.Worlds.Without}} {
		if w.was != nil {
			chronicle := func() (*society.Chronicle, error) { return run.Chronicle(w.name) }
			of.worlds = append(of.worlds, livedWorld{w.name, w.was.StateHash, w.s, chronicle})
		}
	}
	return nil
}

// compared takes two worlds of a comparison: the first, and the one beside it.
func (of *lives) compared(beside string) error {
	folder, err := results.OpenComparison(of.dir)
	if err != nil {
		return err
	}
	at, err := worldBeside(of.manifest, beside)
	if err != nil {
		return err
	}
	for _, k := range []int{0, at} {
		w := of.manifest.Worlds[k]
		s, err := unedited(of.dir, "scenario_text of "+w.Name, w.ScenarioText, w.ScenarioHash)
		if err != nil {
			return err
		}
		was := folder.Summary.Worlds[w.Name]
		if was == nil {
			return fmt.Errorf("%s tells nothing of the world %q", filepath.Join(of.dir, results.SummaryFile), w.Name)
		}
		chronicle := func() (*society.Chronicle, error) { return results.ReadChronicle(of.dir, of.manifest, w) }
		of.worlds = append(of.worlds, livedWorld{w.Name, was.StateHash, s, chronicle})
	}
	of.picks = map[string][]uint32{}
	maps.Copy(of.picks, folder.Summary.Picks)
	maps.Copy(of.picks, folder.Summary.Lots[of.worlds[1].name].Lives)
	return nil
}

// worldBeside is the place of the world named, the second where none is.
func worldBeside(m results.Manifest, name string) (int, error) {
	if name == "" {
		return 1, nil
	}
	var names []string
	for k, w := range m.Worlds[1:] {
		if w.Name == name {
			return k + 1, nil
		}
		names = append(names, w.Name)
	}
	if name == m.Worlds[0].Name {
		return 0, fmt.Errorf("--beside %s: it is the first world, which the others are held against", name)
	}
	return 0, known("--beside", name, names)
}

// tellers prepares each world for telling.
func (of *lives) tellers() ([]life.World, error) {
	var out []life.World
	for _, w := range of.worlds {
		c, err := w.chronicle()
		if err != nil {
			return nil, err
		}
		t, err := society.NewTeller(w.scenario, of.manifest.Seed, c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Join(of.dir, results.FieldsFile(w.name)), err)
		}
		out = append(out, life.World{Name: w.name, Scenario: w.scenario, Teller: t})
	}
	return out, nil
}
