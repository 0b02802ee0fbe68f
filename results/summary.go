package results

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
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
}

// Worlds are the world with the system and its twin, which is nil where the run was alone.
type Worlds struct {
	With    *World `json:"with"`
	Without *World `json:"without,omitempty"`
}

// World is what was measured in one world: over the whole run, for each group, and for each year.
type World struct {
	Measures  map[string]measure.Value            `json:"measures"`
	Groups    map[string]map[string]measure.Value `json:"groups"`
	Years     []Year                              `json:"years"`
	StateHash string                              `json:"state_hash"`
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

// Summarise puts an outcome in the shape of summary.json.
func Summarise(o *experiment.Outcome, info Info) Summary {
	s := Summary{
		Scenario:       o.Spec.Scenario.Name,
		Seed:           o.Spec.Seed,
		Citizens:       o.Citizens(),
		Days:           o.Spec.Scenario.Time.Days,
		Version:        info.Version,
		StateHash:      o.StateHash,
		ElapsedSeconds: math.Round(info.Elapsed.Seconds()*1000) / 1000,
	}
	for i := range o.Worlds {
		switch w := summariseWorld(&o.Worlds[i]); o.Worlds[i].Name {
		case "with":
			s.Worlds.With = w
		case "without":
			s.Worlds.Without = w
		}
	}
	return s
}

func summariseWorld(w *experiment.World) *World {
	out := &World{
		Measures:  finite(w.Measures),
		Groups:    map[string]map[string]measure.Value{},
		Years:     []Year{},
		StateHash: w.StateHash,
	}
	for name, measures := range w.Groups {
		out.Groups[name] = finite(measures)
	}
	for _, y := range w.Years {
		out.Years = append(out.Years, Year{From: y.From, To: y.To, Measures: finite(y.Measures)})
	}
	return out
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
	text, err := os.ReadFile(name)
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return s, fmt.Errorf("%s: %w", name, err)
	}
	if s.Worlds.With == nil {
		return s, fmt.Errorf(`%s: no world "with"`, name)
	}
	return s, nil
}
