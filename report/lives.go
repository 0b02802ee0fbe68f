package report

import (
	"glasshouse.example/experiment"
	"glasshouse.example/life"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// ToldLife is a telling life of a comparison, told in the world of reference and in another.
type ToldLife struct {
	Citizen   int      `json:"citizen"`
	Kind      string   `json:"kind"` // one of experiment.LotKinds
	World     string   `json:"world"`
	Sentences []string `json:"sentences"` // the deciding event first
}

// mostLives is how many lives the page of a comparison tells.
const mostLives = 3

// toldLives tells a few lives of the first seed: of each world in turn one of each kind, until there are enough. Comparisons
// without what lives are told from have none.
func toldLives(folder *results.ComparisonFolder, scenarios []*scenario.Scenario) ([]ToldLife, error) {
	var out []ToldLife
	worlds := map[int]life.World{}
	for _, kind := range experiment.LotKinds {
		for i, name := range folder.Summary.Order {
			numbers := folder.Summary.Lots[name].Lives[kind]
			if i == 0 || len(numbers) == 0 || len(out) == mostLives {
				continue
			}
			for _, k := range []int{0, i} {
				if err := openWorld(folder, scenarios, k, worlds); err != nil {
					return nil, err
				}
			}
			l, err := life.Tell(int(numbers[0]), worlds[0], worlds[i])
			if err != nil {
				return nil, err
			}
			out = append(out, ToldLife{Citizen: l.Citizen, Kind: kind, World: name, Sentences: l.Findings()})
		}
	}
	return out, nil
}

// openWorld prepares to tell lives of a world of the comparison.
func openWorld(folder *results.ComparisonFolder, scenarios []*scenario.Scenario, k int, worlds map[int]life.World) error {
	if _, open := worlds[k]; open {
		return nil
	}
	m := folder.Manifest
	c, err := results.ReadChronicle(folder.Dir, m, m.Worlds[k])
	if err != nil {
		return err
	}
	teller, err := society.NewTeller(scenarios[k], m.Seed, c)
	if err != nil {
		return err
	}
	worlds[k] = life.World{Name: m.Worlds[k].Name, Scenario: scenarios[k], Teller: teller}
	return nil
}
