package report

import (
	"slices"

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

// themes are what a life may be told for, each with its two kinds and how many people are of them: accusations before lists, and
// lists before money.
var themes = [][2]theme{
	{{"wrongly-accused-here", func(s results.Share) int64 { return s.Accused }}, {"wrongly-accused-there", func(s results.Share) int64 { return s.Cleared }}},
	{{"listed-here", func(s results.Share) int64 { return s.Listed }}, {"listed-there", func(s results.Share) int64 { return s.Unlisted }}},
	{{"worse-off", func(s results.Share) int64 { return s.Worse }}, {"better-off", func(s results.Share) int64 { return s.Better }}},
}

type theme struct {
	kind string // one of experiment.LotKinds
	of   func(results.Share) int64
}

// chooseLives says which lives are told: one of each theme in turn until there are enough, each of a world that the fewest were
// told of, of the kind that most people there share, and of a citizen who was not told of.
func chooseLives(s results.Comparison) []ToldLife {
	var chosen []ToldLife
	told := map[string]int{}
	for round := 0; round < mostLives; round++ {
		for _, kinds := range themes {
			l, ok := nextLife(s, kinds, chosen, told)
			if ok && len(chosen) < mostLives {
				chosen = append(chosen, l)
				told[l.World]++
			}
		}
	}
	return chosen
}

func nextLife(s results.Comparison, kinds [2]theme, chosen []ToldLife, told map[string]int) (best ToldLife, ok bool) {
	var people int64
	for _, world := range s.Order[1:] {
		for _, t := range kinds {
			n := t.of(s.Lots[world].All)
			i := slices.IndexFunc(s.Lots[world].Lives[t.kind], func(number uint32) bool { return fresh(chosen, number) })
			if i < 0 || ok && (told[world] > told[best.World] || told[world] == told[best.World] && n <= people) {
				continue
			}
			best, people, ok = ToldLife{Citizen: int(s.Lots[world].Lives[t.kind][i]), Kind: t.kind, World: world}, n, true
		}
	}
	return best, ok
}

func fresh(chosen []ToldLife, citizen uint32) bool {
	return !slices.ContainsFunc(chosen, func(l ToldLife) bool { return l.Citizen == int(citizen) })
}

// toldLives tells a few lives of the first seed. Comparisons in which no life differs have none.
func toldLives(folder *results.ComparisonFolder, scenarios []*scenario.Scenario) ([]ToldLife, error) {
	chosen := chooseLives(folder.Summary)
	worlds := map[int]life.World{}
	for n := range chosen {
		l := &chosen[n]
		i := slices.Index(folder.Summary.Order, l.World)
		for _, k := range []int{0, i} {
			if err := openWorld(folder, scenarios, k, worlds); err != nil {
				return nil, err
			}
		}
		told, err := life.Tell(l.Citizen, worlds[0], worlds[i])
		if err != nil {
			return nil, err
		}
		l.Sentences = told.Findings()
	}
	return chosen, nil
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
