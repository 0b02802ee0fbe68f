package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"glasshouse.example/life"
	"glasshouse.example/report"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// runsDir is where runs go that are given no folder.
const runsDir = "glasshouse-runs"

// pickKinds are the kinds of telling lives that a run may name in its summary.
var pickKinds = []string{"wrongly-listed", "worst-off", "median", "never-back", "restored"}

// lifeCommand retells one citizen.
type lifeCommand struct {
	Citizen *int   `arg:"" optional:"" help:"The citizen's number, from 0."`
	Dir     string `name:"run" placeholder:"DIR" help:"The run's folder; the newest finished run in glasshouse-runs if absent."`
	Pick    string `placeholder:"KIND" help:"Instead of a number: wrongly-listed, worst-off, median, never-back or restored."`
	Firm    string `placeholder:"DISTRICT/FIRM" help:"Instead of a citizen: a firm of a district, both numbered from 0, such as 3/17."`
	JSON    bool   `name:"json" help:"Print one JSON document on standard output and nothing else."`
	Page    string `placeholder:"FILE" help:"Write the life as a page of HTML that stands alone, and print its name."`
}

// Help ends the help of the subcommand.
func (lifeCommand) Help() string {
	return `Examples:

    glasshouse life 4711 --run glasshouse-runs/article-seed1-1
    glasshouse life --pick wrongly-listed --page life.html
    glasshouse life --firm 0/12

The life is computed again, from the run's scenario and seed and what the run kept of others: no history is stored. It
begins with the deciding event, where her lives with the system and without it part; then comes who she is, what it came
to, and her days. Only the version that ran a run can tell its lives.

Citizens are synthetic; no verdict on a real person can be read out of a life.`
}

// Run tells the life in the form that the flags ask for.
func (c *lifeCommand) Run(a *app) error {
	if c.Firm != "" {
		return c.runFirm(a)
	}
	told, err := c.tell(a)
	if err != nil {
		return usageError{err}
	}
	switch {
	case c.Page != "":
		if err := report.WriteLife(c.Page, told.doc()); err != nil {
			return err
		}
		if !c.JSON {
			_, err = fmt.Fprintln(a.stdout, c.Page)
			return err
		}
		fallthrough
	case c.JSON:
		return writeJSON(a, told)
	}
	bold := a.outTerminal && os.Getenv("NO_COLOR") == ""
	_, err = fmt.Fprintf(a.stdout, "%s\n%s", told.head(), told.Text(100, bold))
	return err
}

// writeJSON prints one document.
func writeJSON(a *app, doc any) error {
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

// toldLife is what --json prints: the life, and the run that it is of.
type toldLife struct {
	Scenario  string `json:"scenario"`
	Seed      uint64 `json:"seed"`
	Version   string `json:"version"`
	StateHash string `json:"state_hash"`
	Citizens  int    `json:"citizens"`
	*life.Life

	run *results.Run
	s   *scenario.Scenario
	dir string
}

func (t *toldLife) head() string {
	return fmt.Sprintf("%s, %s synthetic citizens, %d days, seed %d", t.Scenario, results.Number(float64(t.Citizens), 0), t.Days, t.Seed)
}

func (t *toldLife) doc() report.LifeDoc {
	return report.NewLifeDoc(t.run, t.s, t.Life, fmt.Sprintf("%s\nglasshouse life %d --run %s", t.run.Manifest.Command, t.Citizen, quote(t.dir)))
}

// tell opens the run and tells the life. Every error is about what was asked for or about the folder.
func (c *lifeCommand) tell(a *app) (*toldLife, error) {
	if c.Pick != "" {
		if err := knownPick(c.Pick); err != nil {
			return nil, err
		}
	}
	if (c.Citizen == nil) == (c.Pick == "") {
		return nil, errors.New("life takes the number of a citizen, or --pick " + strings.Join(pickKinds, "|"))
	}
	dir, err := c.folder(a)
	if err != nil {
		return nil, err
	}
	run, s, err := openLives(dir)
	if err != nil {
		return nil, err
	}
	i, err := c.citizen(a, run)
	if err != nil {
		return nil, err
	}
	if i < 0 || i >= s.Population.Citizens {
		return nil, fmt.Errorf("citizen %d: %s has citizens 0 to %d", i, dir, s.Population.Citizens-1)
	}
	worlds, err := livedWorlds(run, s)
	if err != nil {
		return nil, err
	}
	l, err := life.Tell(i, worlds...)
	if err != nil {
		return nil, err
	}
	m := run.Manifest
	return &toldLife{Scenario: m.Scenario, Seed: m.Seed, Version: m.Version, StateHash: m.StateHash, Citizens: m.Citizens, Life: l,
		run: run, s: s, dir: dir}, nil
}

// folder is the run's folder: the one named, or the newest finished.
func (c *lifeCommand) folder(a *app) (string, error) {
	if c.Dir != "" {
		return filepath.Clean(c.Dir), nil
	}
	dir, err := newestRun(runsDir)
	if err == nil {
		fmt.Fprintf(a.stderr, "glasshouse: the newest finished run is %s\n", dir)
	}
	return dir, err
}

// newestRun finds the finished run, not a comparison, whose summary was written last.
func newestRun(parent string) (string, error) {
	entries, err := os.ReadDir(parent)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	newest, when := "", int64(0)
	for _, e := range entries {
		dir := filepath.Join(parent, e.Name())
		info, err := os.Stat(filepath.Join(dir, results.SummaryFile))
		if err != nil || info.ModTime().UnixNano() <= when {
			continue
		}
		if m, err := results.ReadManifest(dir); err == nil && m.StateHash != "" && !m.IsComparison() {
			newest, when = dir, info.ModTime().UnixNano()
		}
	}
	if newest == "" {
		return "", fmt.Errorf("no finished run in %s; name one with --run DIR, or make one with `glasshouse run`", parent)
	}
	return newest, nil
}

// openLives opens a run whose lives this version can tell: its own, of an unedited scenario.
func openLives(dir string) (*results.Run, *scenario.Scenario, error) {
	m, err := results.ReadManifest(dir)
	if err != nil {
		return nil, nil, err
	}
	if m.Version != version() {
		return nil, nil, fmt.Errorf("%s was run by glasshouse %s; this is %s, which may tell its lives otherwise than they were: run it anew with\n  %s",
			dir, m.Version, version(), m.Command)
	}
	if m.IsComparison() {
		return nil, nil, fmt.Errorf("%s is the folder of a comparison, whose page tells a few of its lives: for others run one of its worlds (%s) with `glasshouse run`, seed %d",
			dir, strings.Join(worldNames(m), ", "), m.Seed)
	}
	s, err := unedited(dir, "scenario_text", m.ScenarioText, m.ScenarioHash)
	if err != nil {
		return nil, nil, err
	}
	if m.Citizens != s.Population.Citizens || m.Days != s.Time.Days {
		return nil, nil, fmt.Errorf("%s was edited: it says %d citizens and %d days, its scenario %d and %d",
			filepath.Join(dir, results.ManifestFile), m.Citizens, m.Days, s.Population.Citizens, s.Time.Days)
	}
	run, err := results.Open(dir)
	return run, s, err
}

func worldNames(m results.Manifest) (names []string) {
	for _, w := range m.Worlds {
		names = append(names, w.Name)
	}
	return names
}

// citizen is the number asked for, or the first of those that the run picked.
func (c *lifeCommand) citizen(a *app, run *results.Run) (int, error) {
	if c.Pick == "" {
		return *c.Citizen, nil
	}
	picks := run.Summary.Picks[c.Pick]
	if len(picks) == 0 {
		return 0, noPick(run, c.Pick)
	}
	if others := picks[1:]; len(others) > 0 {
		fmt.Fprintf(a.stderr, "glasshouse: %s is citizen %d; so are %s\n", c.Pick, picks[0], strings.Trim(fmt.Sprint(others), "[]"))
	}
	return int(picks[0]), nil
}

// noPick says which kinds the run has.
func noPick(run *results.Run, kind string) error {
	var has []string
	for _, k := range slices.Sorted(maps.Keys(run.Summary.Picks)) {
		if len(run.Summary.Picks[k]) > 0 {
			has = append(has, k)
		}
	}
	if len(has) == 0 {
		return fmt.Errorf("--pick %s: %s names no telling lives; give a citizen's number", kind, filepath.Join(run.Dir, results.SummaryFile))
	}
	return fmt.Errorf("--pick %s: %s has nobody of that kind; it has %s", kind, run.Dir, strings.Join(has, ", "))
}

func knownPick(kind string) error {
	if slices.Contains(pickKinds, kind) {
		return nil
	}
	hint := ""
	if near := scenario.Nearest(kind, pickKinds); near != "" {
		hint = ", did you mean " + near + "?"
	}
	return fmt.Errorf("--pick %s is not known; allowed: %s%s", kind, strings.Join(pickKinds, ", "), hint)
}

// livedWorlds prepares each world of a run for telling, the one with the system first.
func livedWorlds(run *results.Run, s *scenario.Scenario) ([]life.World, error) {
	bare := s // a scenario without the system is its own twin
	if s.System {
		bare = s.Without()
	}
	var out []life.World
	for _, w := range []struct {
		name string
		s    *scenario.Scenario
		was  *results.World
	}{{"with", s, run.Summary.Worlds.With}, {"without", bare, run.Summary.Worlds.Without}} {
		if w.was == nil {
			continue
		}
		c, err := run.Chronicle(w.name)
		if err != nil {
			return nil, err
		}
		t, err := society.NewTeller(w.s, run.Manifest.Seed, c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Join(run.Dir, results.FieldsFile(w.name)), err)
		}
		out = append(out, life.World{Name: w.name, Scenario: w.s, Teller: t})
	}
	return out, nil
}
