package glasshouse

import (
	"glasshouse.example/experiment"
	"glasshouse.example/results"
)

// World is what was measured in one world.
type World struct {
	Name      string // "with" or "without"
	StateHash string
	Measures  // over the whole run

	Groups map[string]Measures // by group of sex and age, such as "women-60+"; "people" is the group's size
	Years  []Year

	// By the names that the scenario gives them.
	Channels, Lists, Kinds, Sites, Rewards map[string]Measures
	SiteGroups                             map[string]map[string]Measures // by site, then group
	Fifths                                 map[string]Measures            // of income, "lowest-fifth" to "highest-fifth": who got the rewards

	tables tables
}

// Year is one year of the run apart, in days, half open. The last may be short.
type Year struct {
	From, To int
	Measures
}

// Group gives the measures of one group.
func (w *World) Group(name string) (Measures, error) { return pick("group", name, w.Groups) }

// Channel gives the measures of one channel by which the system sees.
func (w *World) Channel(name string) (Measures, error) { return pick("channel", name, w.Channels) }

// List gives the measures of one black list.
func (w *World) List(name string) (Measures, error) { return pick("list", name, w.Lists) }

// Kind gives the measures of one kind of conduct.
func (w *World) Kind(name string) (Measures, error) { return pick("kind of conduct", name, w.Kinds) }

// Site gives the measures of one site.
func (w *World) Site(name string) (Measures, error) { return pick("site", name, w.Sites) }

// Reward gives the measures of one reward.
func (w *World) Reward(name string) (Measures, error) { return pick("reward", name, w.Rewards) }

// Fifth gives the measures of one fifth of income, where the scenario has rewards.
func (w *World) Fifth(name string) (Measures, error) {
	return pick("fifth of income", name, w.Fifths)
}

// Steps gives the measures step by step. Where the result is in a folder its table is read, each time anew.
func (w *World) Steps() (*Series, error) { return w.tables.steps(w.Name) }

// Districts gives six measures of each district at the end of every 28 days; the index is the district.
func (w *World) Districts() ([]*Series, error) { return w.tables.districts(w.Name) }

// tables are where a world's series come from.
type tables interface {
	steps(world string) (*Series, error)
	districts(world string) ([]*Series, error)
}

// memory are the series of a world that this program ran.
type memory struct{ world *experiment.World }

func (m memory) steps(string) (*Series, error)       { return seriesOf(m.world.Steps), nil }
func (m memory) districts(string) ([]*Series, error) { return allSeries(m.world.Districts), nil }

// disk are the series in a run's folder.
type disk struct{ run *results.Run }

func (d disk) steps(world string) (*Series, error) {
	worlds, err := d.run.Steps()
	if err != nil {
		return nil, err
	}
	return seriesOf(worlds[world]), nil
}

func (d disk) districts(world string) ([]*Series, error) {
	worlds, err := d.run.Districts()
	if err != nil {
		return nil, err
	}
	return allSeries(worlds[world]), nil
}

func worldOf(name string, in *results.World) *World {
	if in == nil {
		return nil
	}
	w := &World{
		Name: name, StateHash: in.StateHash, Measures: measuresOf(in.Measures), Groups: allMeasures(in.Groups),
		Channels: allMeasures(in.Parts.Channels), Lists: allMeasures(in.Parts.Lists), Kinds: allMeasures(in.Parts.Kinds),
		Sites: allMeasures(in.Parts.Sites), SiteGroups: map[string]map[string]Measures{},
		Rewards: allMeasures(in.Parts.Rewards), Fifths: allMeasures(in.Parts.Fifths),
	}
	for site, groups := range in.Parts.SiteGroups {
		w.SiteGroups[site] = allMeasures(groups)
	}
	for _, y := range in.Years {
		w.Years = append(w.Years, Year{From: y.From, To: y.To, Measures: measuresOf(y.Measures)})
	}
	return w
}
