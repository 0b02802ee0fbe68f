package results

import (
	"fmt"
	"math"
	"path/filepath"

	"glasshouse.example/experiment"
	"glasshouse.example/measure"
)

// Summary is summary.json, and what `glasshouse run --json` prints. Its keys are fixed. Of two runs of one
// version, scenario and seed, only ElapsedSeconds differs.
type Summary struct {
	Scenario       string  `json:"scenario"`
	Seed           uint64  `json:"seed"`
	Citizens       int     `json:"citizens"`
	Days           int     `json:"days"`
	Version        string  `json:"version"`
	StateHash      string  `json:"state_hash"`
	ElapsedSeconds float64 `json:"elapsed_seconds"`
	Worlds         Worlds  `json:"worlds"`

	Picks map[string][]uint32 `json:"picks,omitempty"` // telling lives, by kind
}

// Worlds are the world with the system and its twin without. One is nil where the run was alone, or where the
// scenario itself has no system.
type Worlds struct {
	With    *World `json:"with,omitempty"`
	Without *World `json:"without,omitempty"`
}

// First is the world of the scenario that was run: the one with the system, where there is one.
func (w Worlds) First() *World {
	if w.With != nil {
		return w.With
	}
	return w.Without
}

// Paired tells whether there are two worlds to compare.
func (w Worlds) Paired() bool { return w.With != nil && w.Without != nil }

// names are the worlds there are, in the order of the run.
func (w Worlds) names() []string {
	var names []string
	if w.With != nil {
		names = append(names, "with")
	}
	if w.Without != nil {
		names = append(names, "without")
	}
	return names
}

// People is the size of a group, given beside its measures: a small group's ratios say little.
const People = "people"

// World is what was measured in one world: over the whole run, for each group, and for each year.
type World struct {
	Measures  map[string]measure.Value            `json:"measures"`
	Groups    map[string]map[string]measure.Value `json:"groups"`
	Years     []Year                              `json:"years"`
	StateHash string                              `json:"state_hash"`
	Parts     Parts                               `json:"parts"`

	Behind map[string][]uint32 `json:"behind,omitempty"` // by measure, some of the citizens that it counts
}

// Named are measures by the name of a part, then by their own.
type Named map[string]map[string]measure.Value

// Parts are what was measured of each channel, list, kind of conduct, site and reward, by the names that the scenario gives
// them, and of each fifth of income, by measure.Fifths.
type Parts struct {
	Channels   Named            `json:"channels"`
	Lists      Named            `json:"lists"`
	Kinds      Named            `json:"kinds"`
	Sites      Named            `json:"sites"`
	SiteGroups map[string]Named `json:"site_groups"` // by site, then group
	Rewards    Named            `json:"rewards"`
	Fifths     Named            `json:"fifths"` // of income; empty where there are no rewards
}

// Year is one year of the run, in days, half open. The last may be short.
type Year struct {
	From     int                      `json:"from"`
	To       int                      `json:"to"`
	Measures map[string]measure.Value `json:"measures"`
}

// Value gives a measure of the world over the whole run; false where it is null or not measured.
func (w *World) Value(name string) (float64, bool) {
	if w == nil {
		return 0, false
	}
	v := w.Measures[name].Value
	if v == nil {
		return 0, false
	}
	return *v, true
}

// summarise puts an outcome in the shape of summary.json.
func summarise(o *experiment.Outcome, citizens int, info Info) Summary {
	s := Summary{
		Scenario:       o.Spec.Scenario.Name,
		Seed:           o.Spec.Seed,
		Citizens:       citizens,
		Days:           o.Spec.Scenario.Time.Days,
		Version:        info.Version,
		StateHash:      o.StateHash,
		ElapsedSeconds: math.Round(info.Elapsed.Seconds()*1000) / 1000,
	}
	s.Picks = o.Picks
	for i := range o.Worlds {
		switch w := summariseWorld(&o.Worlds[i], o.Groups); o.Worlds[i].Name {
		case "with":
			s.Worlds.With = w
		case "without":
			s.Worlds.Without = w
		}
	}
	return s
}

func summariseWorld(w *experiment.World, groups []experiment.Group) *World {
	out := &World{
		Measures:  finite(w.Measures),
		Groups:    map[string]map[string]measure.Value{},
		Years:     []Year{},
		StateHash: w.StateHash,
		Parts:     summariseParts(&w.Parts),
		Behind:    w.Behind,
	}
	for name, measures := range w.Groups {
		out.Groups[name] = finite(measures)
	}
	for _, g := range groups {
		if _, ok := out.Groups[g.Name]; ok {
			people := float64(g.People)
			out.Groups[g.Name][People] = measure.Value{Value: &people, Unit: "persons"}
		}
	}
	for _, y := range w.Years {
		out.Years = append(out.Years, Year{From: y.From, To: y.To, Measures: finite(y.Measures)})
	}
	return out
}

func summariseParts(p *measure.Parts) Parts {
	out := Parts{
		Channels: named(p.Channels), Lists: named(p.Lists), Kinds: named(p.Kinds), Sites: named(p.Sites), SiteGroups: map[string]Named{},
		Rewards: named(p.Rewards), Fifths: named(p.Fifths),
	}
	for _, site := range p.Sites {
		groups := Named{}
		for g, measures := range site.Groups {
			groups[g] = finite(measures)
		}
		out.SiteGroups[site.Name] = groups
	}
	return out
}

func named(parts []measure.Part) Named {
	n := Named{}
	for _, p := range parts {
		n[p.Name] = finite(p.Measures)
	}
	return n
}

// finite makes null what is no number, so that one undefined ratio cannot keep a whole run from being written.
func finite(in map[string]measure.Value) map[string]measure.Value {
	out := make(map[string]measure.Value, len(in))
	for name, v := range in {
		if v.Value != nil && (math.IsNaN(*v.Value) || math.IsInf(*v.Value, 0)) {
			v.Value = nil
		}
		out[name] = v
	}
	return out
}

// Marshal gives the text of summary.json: indented, keys in order, whole numbers as integers.
func (s Summary) Marshal() ([]byte, error) { return marshal(s) }

// ReadSummary reads summary.json of a run's folder.
func ReadSummary(dir string) (Summary, error) {
	var s Summary
	name := filepath.Join(dir, SummaryFile)
	if err := readJSON(name, &s); err != nil {
		return s, err
	}
	if s.Worlds.First() == nil {
		return s, fmt.Errorf("%s: it tells of no world", name)
	}
	return s, nil
}
