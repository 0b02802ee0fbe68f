package glasshouse

import (
	"errors"
	"iter"

	"glasshouse.example/experiment"
)

// Citizen is one synthetic citizen at the end of a run. She is a number and a seed; there is nobody whom she describes.
type Citizen struct {
	Number      int
	District    int
	Sex         string // "woman" or "man"
	Age         string // "0-14", "15-17", "18-39", "40-59" or "60+", in years
	Urban       bool
	IncomeFifth int    // 1, the lowest, to 5
	Group       string // of Result.With.Groups
	Scored      bool

	With, Without State // zero for a world that was not run
}

// State is what one world made of a citizen.
type State struct {
	Score           int  // official, in points
	TrueScore       int  // what it would be by her own acts alone
	Listed          bool // on a black list, officially
	TrulyListed     bool // on a list by the true ledger
	ListedWrongly   bool // on a list on which the true ledger does not have her
	ListedForLawful bool // on a list only for what the law allows
	OwnEntry        bool // ever had an entry for an act of her own
	FalseEntry      bool // ever had an entry for something she did not do
	PerceivedRisk   float64
	SpeechRisk      float64
	Resources       float64 // yuan a year
}

// errStop ends the reading of a table whose reader has seen enough.
var errStop = errors.New("stop")

// Citizens goes through the citizens in order of their numbers: all of them, or of more than 5 million each k-th, of whom
// there are a million at most. An error in reading comes last, with a zero citizen.
func (r *Result) Citizens() iter.Seq2[Citizen, error] {
	return func(yield func(Citizen, error) bool) {
		err := r.rows(func(row *experiment.Row) error {
			if !yield(r.citizen(row), nil) {
				return errStop
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Citizen{}, err)
		}
	}
}

// rows calls fn with every row, from memory or from the folder.
func (r *Result) rows(fn func(*experiment.Row) error) error {
	if r.source.folder != nil {
		return r.source.folder.Citizens(func(batch []experiment.Row) error {
			for i := range batch {
				if err := fn(&batch[i]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	o := r.source.outcome
	for i := 0; i < o.Citizens(); i += o.Every() {
		row := o.Row(i)
		if err := fn(&row); err != nil {
			return err
		}
	}
	return nil
}

func (r *Result) citizen(row *experiment.Row) Citizen {
	c := Citizen{
		Number: int(row.Citizen), District: int(row.District), Sex: row.Traits.Sex, Age: row.Traits.Age, Urban: row.Traits.Urban,
		IncomeFifth: int(row.Traits.Fifth), Group: row.Traits.Group, Scored: row.Traits.Scored,
	}
	switch { // a row has the first world of the run first
	case r.With == nil:
		c.Without = stateOf(&row.With)
	case r.Without == nil:
		c.With = stateOf(&row.With)
	default:
		c.With, c.Without = stateOf(&row.With), stateOf(&row.Without)
	}
	return c
}

func stateOf(s *experiment.State) State {
	return State{
		Score: int(s.Score), TrueScore: int(s.TrueScore), Listed: s.Listed, TrulyListed: s.TrulyListed,
		ListedWrongly: s.ListedWrongly, ListedForLawful: s.ListedForLawful, OwnEntry: s.OwnEntry, FalseEntry: s.FalseEntry,
		PerceivedRisk: float64(s.PerceivedRisk), SpeechRisk: float64(s.SpeechRisk), Resources: float64(s.Resources),
	}
}
