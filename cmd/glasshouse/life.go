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

	"glasshouse.example/experiment"
	"glasshouse.example/life"
	"glasshouse.example/report"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// runsDir is where runs go that are given no folder.
const runsDir = "glasshouse-runs"

// pickKinds are the kinds of telling lives that a run or comparison may name in its summary; the last only a comparison.
var pickKinds = slices.Concat(experiment.LifeKinds, experiment.LotKinds)

// lifeCommand retells one citizen.
type lifeCommand struct {
	Citizen *int   `arg:"" optional:"" help:"The citizen's number, from 0."`
	Dir     string `name:"run" placeholder:"DIR" help:"The folder of a run or comparison; the newest finished run in glasshouse-runs if absent."`
	Beside  string `placeholder:"WORLD" help:"Of a comparison: the world to tell her life in beside the first; the second if absent."`
	Pick    string `placeholder:"KIND" help:"Instead of a number: wrongly-listed, worst-off, median, never-back or restored; of a comparison also worse-off, better-off, wrongly-accused-here, wrongly-accused-there, listed-here or listed-there (there is the first world)."`
	Firm    string `placeholder:"DISTRICT/FIRM" help:"Instead of a citizen: a firm of a district, both numbered from 0, such as 3/17."`
	JSON    bool   `name:"json" help:"Print one JSON document on standard output and nothing else."`
	Page    string `placeholder:"FILE" help:"Write the life as a page of HTML that stands alone, and print its name."`
}

// Help ends the help of the subcommand.
func (lifeCommand) Help() string {
	return `Examples:

    glasshouse life 4711 --run glasshouse-runs/article-seed1-1
    glasshouse life --pick wrongly-listed --page life.html
    glasshouse life 4711 --run glasshouse-runs/compare-article-article+sunset-seed1-1 --beside article+sunset
    glasshouse life --firm 0/12

The life is computed again, from the run's scenario and seed and what the run kept of others: no history is stored. It
begins with the deciding event, where her lives in the two worlds part; then comes who she is, what it came to, and her
days. Of a comparison, lives of the first seed are told. Only the version that ran a run can tell its lives.

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

	of *lives
}

func (t *toldLife) head() string {
	return fmt.Sprintf("%s, %s synthetic citizens, %d days, seed %d", t.Scenario, results.Number(float64(t.Citizens), 0), t.Days, t.Seed)
}

func (t *toldLife) doc() report.LifeDoc {
	m, states := t.of.manifest, map[string]string{}
	for _, w := range t.of.worlds {
		states[w.name] = w.stateHash
	}
	command := fmt.Sprintf("%s\nglasshouse life %d --run %s", m.Command, t.Citizen, quote(t.of.dir))
	if m.IsComparison() {
		command += " --beside " + quote(t.of.worlds[1].name)
	}
	return report.NewLifeDoc(m, states, t.of.worlds[0].scenario, t.Life, command)
}

// tell opens the folder and tells the life. Every error is about what was asked for or about the folder.
func (c *lifeCommand) tell(a *app) (*toldLife, error) {
	if c.Pick != "" {
		if err := known("--pick", c.Pick, pickKinds); err != nil {
			return nil, err
		}
	}
	if (c.Citizen == nil) == (c.Pick == "") {
		return nil, errors.New("life takes the number of a citizen, or --pick " + strings.Join(pickKinds, "|"))
	}
	of, err := c.open(a)
	if err != nil {
		return nil, err
	}
	i, err := c.citizen(a, of)
	if err != nil {
		return nil, err
	}
	m := of.manifest
	if i < 0 || i >= m.Citizens {
		return nil, fmt.Errorf("citizen %d: %s has citizens 0 to %d", i, of.dir, m.Citizens-1)
	}
	worlds, err := of.tellers()
	if err != nil {
		return nil, err
	}
	l, err := life.Tell(i, worlds...)
	if err != nil {
		return nil, err
	}
	return &toldLife{Scenario: m.Scenario, Seed: m.Seed, Version: m.Version, StateHash: m.StateHash, Citizens: m.Citizens, Life: l, of: of}, nil
}

// open opens the folder.
func (c *lifeCommand) open(a *app) (*lives, error) {
	dir, err := c.folder(a)
	if err != nil {
		return nil, err
	}
	return openLives(dir, c.Beside)
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

// citizen is the number asked for, or the first of those that the run picked.
func (c *lifeCommand) citizen(a *app, of *lives) (int, error) {
	if c.Pick == "" {
		return *c.Citizen, nil
	}
	picks := of.picks[c.Pick]
	if len(picks) == 0 {
		return 0, noPick(of, c.Pick)
	}
	if others := picks[1:]; len(others) > 0 {
		fmt.Fprintf(a.stderr, "glasshouse: %s is citizen %d; so are %s\n", c.Pick, picks[0], strings.Trim(fmt.Sprint(others), "[]"))
	}
	return int(picks[0]), nil
}

// noPick says which kinds the run has.
func noPick(of *lives, kind string) error {
	var has []string
	for _, k := range slices.Sorted(maps.Keys(of.picks)) {
		if len(of.picks[k]) > 0 {
			has = append(has, k)
		}
	}
	if len(has) == 0 {
		return fmt.Errorf("--pick %s: %s names no telling lives; give a citizen's number", kind, filepath.Join(of.dir, results.SummaryFile))
	}
	return fmt.Errorf("--pick %s: %s has nobody of that kind; it has %s", kind, of.dir, strings.Join(has, ", "))
}

// known refuses a word that is none of those allowed, with the nearest that is.
func known(flag, word string, allowed []string) error {
	if slices.Contains(allowed, word) {
		return nil
	}
	hint := ""
	if near := scenario.Nearest(word, allowed); near != "" {
		hint = ", did you mean " + near + "?"
	}
	return fmt.Errorf("%s %s is not known; allowed: %s%s", flag, word, strings.Join(allowed, ", "), hint)
}
