package report

import (
	"fmt"
	"io"

	"glasshouse.example/life"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// LifeDoc is everything that the page of one citizen's life shows. It is embedded in the page as JSON; what a run's page
// shows too has the same keys there.
type LifeDoc struct {
	Title      string       `json:"title"`
	Scenario   string       `json:"scenario"`
	About      string       `json:"about,omitempty"`
	Seed       Seed         `json:"seed"`
	Citizens   int          `json:"citizens"` // of the run
	Days       int          `json:"days"`
	Version    string       `json:"version"`
	StateHash  string       `json:"state_hash"`
	Command    string       `json:"command"`
	Sentences  []string     `json:"sentences"`
	Worlds     []LifeWorld  `json:"worlds"`
	Life       *life.Life   `json:"life"`
	Months     []life.Month `json:"months"` // ordinary acts
	Ledger     LedgerScale  `json:"ledger"`
	Baseline   float64      `json:"baseline_risk"`
	Parameters []Parameter  `json:"parameters"`
	Sources    []Source     `json:"sources"`
	YAML       string       `json:"yaml"`
}

// LifeWorld names a world of the page.
type LifeWorld struct {
	Name      string `json:"name"`
	StateHash string `json:"state_hash"`
}

// LedgerScale is where scores start.
type LedgerScale struct {
	Start int `json:"start"`
}

// NewLifeDoc gathers what the page of a life shows: of the run or comparison with that manifest, whose worlds ended in the states
// named. s is the scenario of the world told first; command gives the same page's numbers again.
func NewLifeDoc(m results.Manifest, states map[string]string, s *scenario.Scenario, l *life.Life, command string) LifeDoc {
	doc := LifeDoc{
		Title: lifeTitle(l), Scenario: m.Scenario, About: s.About, Seed: Seed(m.Seed), Citizens: m.Citizens, Days: m.Days,
		Version: m.Version, StateHash: m.StateHash, Command: command, Sentences: l.Findings(), Life: l, Months: l.Ordinary(),
		Ledger: LedgerScale{s.Ledger.Start}, Baseline: s.Behaviour.BaselineRisk, Parameters: parameters(s), Sources: sources(),
		YAML: m.ScenarioText,
	}
	for _, w := range l.Worlds {
		doc.Worlds = append(doc.Worlds, LifeWorld{Name: w.Name, StateHash: states[w.Name]})
	}
	return doc
}

func lifeTitle(l *life.Life) string {
	if len(l.Worlds) == 1 {
		return fmt.Sprintf("One life: citizen %d", l.Citizen)
	}
	return fmt.Sprintf("One life, lived twice: citizen %d", l.Citizen)
}

// WriteLife writes the page of a life into a file, which takes its name when it is whole.
func WriteLife(name string, doc LifeDoc) error {
	return write(name, func(w io.Writer) error { return RenderLife(w, doc) })
}

// RenderLife writes the page of a life as Render writes that of a run.
func RenderLife(w io.Writer, doc LifeDoc) error {
	styles := []string{"page/page.css", "page/life.css"}
	return render(w, page{doc.Title, doc.Sentences, "page/life-main", styles}, doc)
}
