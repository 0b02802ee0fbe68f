// Package life retells one synthetic citizen: who she is, what happened to her by day in plain sentences, and the same days
// in the other world beside them.
//
// # Rule
//
// A life is told by society.Teller, from the scenario, the seed and what the run kept of others. Told lives are happenings;
// here they get names (the scenario's own), sentences and an order for reading:
//
//   - happenings of one day with one cause make a paragraph: an act, what saw it, the entry, the points, the lists;
//   - a paragraph that is the same in both worlds is told once;
//   - an act of which nothing came, and which she does in both worlds, is ordinary: told in the count of its month;
//   - the two lives differ from the first happening that differs on, and what decides is the first of the gravest: an act that was
//     not hers and held her on a list, a list, and so on. States are not compared: what people see on the screens of their
//     district moves everyone's perceived risk a little from the first day on.
//
// Day 0 is 1 January of year 1; a year has 365 days.
//
// Every citizen is a number, and is called she. No verdict on a real person can be read out of a life told here.
package life

import (
	"errors"

	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// Notice is said with every life.
const Notice = "A synthetic citizen, a number and a seed, under the assumptions of the scenario. " +
	"No verdict on a real person can be read out of this."

// World is one world of a run, as its lives are told.
type World struct {
	Name     string // "with", "without", or the name that a comparison gives it
	Scenario *scenario.Scenario
	Teller   *society.Teller
}

// Life is one citizen's life, in one world or two.
type Life struct {
	Notice   string    `json:"notice"`
	Citizen  int       `json:"citizen"`
	Days     int       `json:"days"` // of the run
	Who      Who       `json:"who"`
	Worlds   []Lived   `json:"worlds"`
	Parting  *Parting  `json:"parting"` // null where the lives never part, or there is one world
	Passages []Passage `json:"passages"`
}

// Lived is one world's side of a life.
type Lived struct {
	Name   string   `json:"name"`
	Label  string   `json:"label"` // "with the system"
	System bool     `json:"system"`
	Path   []Moment `json:"path"`
	End    End      `json:"end"`
	Totals Totals   `json:"totals"`
}

// Moment is how she stands at the end of a step. Without the system there is no score: it stays where it starts.
type Moment struct {
	Day        int     `json:"day"` // the day after the step
	Score      int     `json:"score"`
	TrueScore  int     `json:"true_score"` // by her own acts alone
	Listed     bool    `json:"listed"`
	Wrongly    bool    `json:"listed_wrongly"`
	Risk       float64 `json:"perceived_risk"` // 0 to 1
	SpeechRisk float64 `json:"speech_risk"`
	Resources  float64 `json:"resources_yuan"` // a year
}

// End is how she stands on the last day.
type End struct {
	Moment
	OwnEntry   bool `json:"own_entry"`   // ever had one
	FalseEntry bool `json:"false_entry"` // ever had one that was not her act
	Truly      bool `json:"truly_listed"`
	LawfulOnly bool `json:"listed_for_lawful_conduct"`
}

// Tell tells the life of citizen i in one world or two; the second is held against the first. The error says which citizens
// there are.
func Tell(i int, worlds ...World) (*Life, error) {
	if len(worlds) < 1 || len(worlds) > 2 {
		return nil, errors.New("a life is told in one world or two")
	}
	l := &Life{Notice: Notice, Citizen: i, Days: worlds[0].Scenario.Time.Days}
	var told [2][]Passage
	for k, w := range worlds {
		r, err := w.Teller.Tell(i)
		if err != nil {
			return nil, err
		}
		if k == 0 {
			l.Who = who(i, w, r)
		}
		told[k] = passages(newNames(w.Scenario), r)
		lived := Lived{Name: w.Name, Label: label(w), System: w.Scenario.System, Path: path(r)}
		lived.End = end(w.Teller.View(i), lived.Path)
		lived.Totals = total(told[k])
		l.Worlds = append(l.Worlds, lived)
	}
	if len(worlds) == 2 {
		l.Parting = part(told, l.Worlds, [2]*scenario.Scenario{worlds[0].Scenario, worlds[1].Scenario})
	}
	l.Passages = beside(told, worlds)
	return l, nil
}

// label is a world's name as sentences have it.
func label(w World) string {
	switch w.Name {
	case "with":
		return "with the system"
	case "without":
		return "without the system"
	}
	return "in “" + w.Name + "”"
}

func path(r *society.Retelling) []Moment {
	out := make([]Moment, len(r.Path))
	for k, m := range r.Path {
		out[k] = Moment{
			Day: int(m.Day), Score: int(m.Score), TrueScore: int(m.TrueScore), Listed: m.Listed, Wrongly: m.Wrongly,
			Risk: m.Risk, SpeechRisk: m.SpeechRisk, Resources: m.Resources,
		}
	}
	return out
}

func end(v society.View, path []Moment) End {
	return End{Moment: path[len(path)-1], OwnEntry: v.OwnEntry, FalseEntry: v.FalseEntry, Truly: v.Truly, LawfulOnly: v.LawfulOnly}
}
