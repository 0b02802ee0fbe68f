package scenario

import (
	"glasshouse.example/conduct"
	"glasshouse.example/debt"
	"glasshouse.example/firm"
	"glasshouse.example/ledger"
	"glasshouse.example/recognition"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
	"glasshouse.example/watch"
)

// Scenario is one world in the user's units, every parameter set and checked.
type Scenario struct {
	Name       string
	About      string
	System     bool // false: the same society without the system
	Population Population
	Time       Time
	Conduct    []conduct.Kind // in the order of the file
	Behaviour  conduct.Behaviour
	Watch      []watch.Channel // in the order of the file
	Sites      []watch.Site    // in the order of the file
	Ledger     ledger.Params
	Lists      []sanction.List
	Rewards    []sanction.Reward
	Redress    redress.Params
	Firms      firm.Params // Staff 0: none
	Bans       Bans
	Debt       debt.Params // zero where no kind of conduct is about debts
}

// Population says who there is.
type Population struct {
	Citizens   int     // N
	Table      string  // name of a joint table of population
	District   int     // citizens per district, rounded up to whole tiles of 64
	Minority   float64 // share of the optional minority group; 0 to 0.5
	ScoredFrom int     // youngest age scored: 0, 15 or 18
	Consent    float64 // share of those of that age who agree to be scored; 0 to 1
}

// Time says how long and how finely.
type Time struct {
	Days int // length of the run
	Step int // days a step: 1 or 7
}

// Search returns the channel's identification, or nil.
func (s *Scenario) Search(channel string) *recognition.Search {
	for i := range s.Watch {
		if s.Watch[i].Name == channel {
			return s.Watch[i].Identify
		}
	}
	return nil
}
