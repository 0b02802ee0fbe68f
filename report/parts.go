package report

import (
	"maps"
	"math"
	"slices"

	"glasshouse.example/measure"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// parts gathers the details by name: a table of channels, of lists, of kinds of conduct, of sites, of rewards and of who got them. Tables without a row
// are left out.
func parts(worlds results.Worlds, s *scenario.Scenario) []Parts {
	var shown []*results.World
	for _, w := range []*results.World{worlds.With, worlds.Without} {
		if w != nil {
			shown = append(shown, w)
		}
	}
	var out []Parts
	for _, t := range named(s) {
		if len(t.Names) > 0 {
			fill(&t, shown)
			out = append(out, t)
		}
	}
	return out
}

// named are the tables with their rows' names, in the scenario's order.
func named(s *scenario.Scenario) []Parts {
	channels, lists, kinds, sites := Parts{Table: "channels"}, Parts{Table: "lists"}, Parts{Table: "kinds"}, Parts{Table: "sites"}
	for _, c := range s.Watch {
		channels.row(c.Name)
	}
	for _, l := range s.Lists {
		lists.row(l.Name)
		lists.Keepers = append(lists.Keepers, l.Keeper)
	}
	for _, k := range s.Conduct {
		kinds.row(k.Name)
	}
	for _, x := range s.Sites {
		sites.row(x.Name)
	}
	rewards, fifths := Parts{Table: "rewards"}, Parts{Table: "fifths"}
	for _, r := range s.Rewards {
		rewards.row(r.Name)
		rewards.Keepers = append(rewards.Keepers, r.Keeper)
		fifths.Names = measure.Fifths[:]
	}
	return []Parts{channels, lists, kinds, sites, rewards, fifths}
}

func (p *Parts) row(name string) { p.Names = append(p.Names, name) }

// fill reads every measure of the table's parts.
func fill(t *Parts, worlds []*results.World) {
	if t.Table == "sites" {
		t.Groups = slices.Sorted(maps.Keys(worlds[0].Parts.SiteGroups[t.Names[0]]))
	}
	for _, d := range measure.PartDefinitions() {
		if d.Table != t.Table {
			continue
		}
		data := PartData{Name: d.Name, Unit: d.Unit, Meaning: d.Meaning}
		for _, w := range worlds {
			data.Worlds = append(data.Worlds, column(t.Names, func(name string) measure.Value { return partsOf(w, d.Table)[name][d.Name] }))
		}
		for _, name := range t.Names {
			if d.ByGroup {
				groups := worlds[0].Parts.SiteGroups[name]
				data.Groups = append(data.Groups, column(t.Groups, func(g string) measure.Value { return groups[g][d.Name] }))
			}
		}
		t.Values = append(t.Values, data)
	}
}

// column is a value for each name; null is NaN.
func column(names []string, of func(string) measure.Value) []Number {
	values := make([]Number, len(names))
	for i, name := range names {
		values[i] = Number(math.NaN())
		if v := of(name).Value; v != nil {
			values[i] = Number(*v)
		}
	}
	return values
}

// partsOf is one of the tables of a world.
func partsOf(w *results.World, table string) results.Named {
	switch table {
	case "channels":
		return w.Parts.Channels
	case "lists":
		return w.Parts.Lists
	case "kinds":
		return w.Parts.Kinds
	case "rewards":
		return w.Parts.Rewards
	case "fifths":
		return w.Parts.Fifths
	}
	return w.Parts.Sites
}
