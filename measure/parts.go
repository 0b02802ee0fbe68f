package measure

import (
	"glasshouse.example/population"
	"glasshouse.example/society"
)

// Parts are a world's details, by the names that the scenario gives to its channels, lists, kinds of conduct and sites,
// each in the scenario's order; and, where it has rewards, by reward and by fifth of income, who got them.
type Parts struct{ Channels, Lists, Kinds, Sites, Rewards, Fifths []Part }

// Fifths are the names of the fifths of income as parts.
var Fifths = [population.Incomes]string{"lowest-fifth", "second-fifth", "middle-fifth", "fourth-fifth", "highest-fifth"}

// Part is what was measured of one of them.
type Part struct {
	Name     string
	Measures map[string]Value
	Groups   map[string]map[string]Value // by group; sites only
}

// PartDefinition says what a measure of a part is.
type PartDefinition struct {
	Table   string // "channels", "lists", "kinds", "sites", "rewards" or "fifths"
	Name    string
	Unit    string
	Meaning string
	ByGroup bool
}

// partRow is a measure of part i of a table; at is a channel's place in the order of the tallies.
type partRow struct {
	name, unit, meaning string
	byGroup             bool
	value               func(f *Facts, i, at int) float64
}

var channelRows = []partRow{
	{"seen", "count", "Acts that it saw first.", false, func(f *Facts, _, at int) float64 { return float64(f.Tally.Seen[at]) }},
	{"records", "count", "Records of these acts.", false, func(f *Facts, _, at int) float64 { return float64(f.Tally.Records[at]) }},
	{"passages", "count", "Records of people who only passed: an expectation.", false,
		func(f *Facts, i, at int) float64 { return f.channel(at, i).records - float64(f.Tally.Records[at]) }},
	{"records_per_citizen_year", "per citizen-year", "Records of acts and passages.", false,
		func(f *Facts, i, at int) float64 { return f.channel(at, i).records / max(f.personYears(), 1e-9) }},
	{"bytes_held", "bytes", "Records held at the end, at the run's mean rate.", false,
		func(f *Facts, i, at int) float64 { return f.channel(at, i).held(f.Days) }},
	{"entries", "count", "Entries against a citizen that came by it.", false,
		func(f *Facts, _, at int) float64 { return float64(f.Tally.EntriesBy[at]) }},
	{"false_entries", "count", "Of those, for something the citizen did not do.", false,
		func(f *Facts, _, at int) float64 { return float64(f.Tally.FalseBy[at]) }},
}

var listRows = []partRow{
	{"joined", "count", "Times a citizen came on it.", false, func(f *Facts, i, _ int) float64 { return float64(f.Tally.ListsJoined[i]) }},
	{"left", "count", "Times a term on it ended.", false, func(f *Facts, i, _ int) float64 { return float64(f.Tally.ListsLeft[i]) }},
	{"listed", "persons", "On it at the end.", false,
		func(f *Facts, i, _ int) float64 { return float64(f.Tally.ListsJoined[i] - f.Tally.ListsLeft[i]) }},
}

var kindRows = []partRow{
	{"moments", "count", "Chances to do it.", false, func(f *Facts, k, _ int) float64 {
		return f.sum(func(g int) float64 { return float64(f.Tally.Moments[g][k]) })
	}},
	{"acts", "count", "Chances taken.", false, func(f *Facts, k, _ int) float64 {
		return f.sum(func(g int) float64 { return float64(f.Tally.Acts[g][k]) })
	}},
	{"entries", "count", "Entries against a citizen for it.", false, func(f *Facts, k, _ int) float64 {
		if f.Scenario.Conduct[k].Points > 0 {
			return 0
		}
		return float64(f.Tally.ByKind[k])
	}},
	{"credits", "count", "Entries in a citizen's favour for it.", false, func(f *Facts, k, _ int) float64 {
		if f.Scenario.Conduct[k].Points <= 0 {
			return 0
		}
		return float64(f.Tally.ByKind[k])
	}},
	{"refused", "count", "Times a list refused it.", false, func(f *Facts, k, _ int) float64 { return float64(f.Tally.Refused[k]) }},
}

var siteRows = []partRow{
	{"visits", "count", "Visits. Equals right alarms + false alarms + missed + passed.", true,
		func(f *Facts, i, _ int) float64 { return f.visits(i) }},
	{"right_alarms", "count", "Alarms where what it looks for was so.", true,
		func(f *Facts, i, _ int) float64 { return f.notices(i, society.SiteRight) }},
	{"false_alarms", "count", "Alarms where nothing was.", true, func(f *Facts, i, _ int) float64 { return f.falseAlarms(i) }},
	{"missed", "count", "What was so, and not noticed.", true, func(f *Facts, i, _ int) float64 { return f.missedAlarms(i) }},
	{"passed", "count", "Visits without an alarm, and rightly so.", true, func(f *Facts, i, _ int) float64 { return f.passed(i) }},
	{"records_per_citizen_year", "per citizen-year", "Records of visits.", false,
		func(f *Facts, i, _ int) float64 { return f.site(i).records / max(f.personYears(), 1e-9) }},
	{"bytes_held", "bytes", "Records held at the end, at the run's mean rate.", false,
		func(f *Facts, i, _ int) float64 { return f.site(i).held(f.Days) }},
}

var rewardRows = []partRow{
	{"given", "count", "Times it was given.", false, func(f *Facts, i, _ int) float64 { return float64(f.Tally.Rewards[i]) }},
}

var fifthRows = []partRow{
	{"rewards", "count", "Rewards given to people of this fifth of income.", false,
		func(f *Facts, i, _ int) float64 { return float64(f.Tally.RewardedFifth[i]) }},
}

// partTables are the tables with their rows, in order.
var partTables = []struct {
	name string
	rows []partRow
}{{"channels", channelRows}, {"lists", listRows}, {"kinds", kindRows}, {"sites", siteRows},
	{"rewards", rewardRows}, {"fifths", fifthRows}}

// PartDefinitions is every measure of a part, in order.
func PartDefinitions() (defs []PartDefinition) {
	for _, t := range partTables {
		for _, r := range t.rows {
			defs = append(defs, PartDefinition{t.name, r.name, r.unit, r.meaning, r.byGroup})
		}
	}
	return defs
}

// ByName computes the details of a whole run.
func ByName(f *Facts) Parts {
	s := f.Scenario
	p := Parts{Channels: make([]Part, len(s.Watch))}
	for at, i := range s.ChannelOrder() {
		p.Channels[i] = f.part(s.Watch[i].Name, channelRows, i, at)
	}
	for i := range s.Lists {
		p.Lists = append(p.Lists, f.part(s.Lists[i].Name, listRows, i, i))
	}
	for k := range s.Conduct {
		p.Kinds = append(p.Kinds, f.part(s.Conduct[k].Name, kindRows, k, k))
	}
	for i := range s.Sites {
		p.Sites = append(p.Sites, f.part(s.Sites[i].Name, siteRows, i, i))
	}
	for i := range s.Rewards {
		p.Rewards = append(p.Rewards, f.part(s.Rewards[i].Name, rewardRows, i, i))
	}
	for i := range Fifths {
		if len(s.Rewards) > 0 {
			p.Fifths = append(p.Fifths, f.part(Fifths[i], fifthRows, i, i))
		}
	}
	return p
}

// part computes one part's measures, and those given by group for each group with people in it.
func (f *Facts) part(name string, rows []partRow, i, at int) Part {
	p := Part{Name: name, Measures: map[string]Value{}}
	for _, r := range rows {
		v := r.value(f, i, at)
		p.Measures[r.name] = Value{&v, r.unit}
		if !r.byGroup {
			continue
		}
		for g := range population.Groups {
			if f.People[g] > 0 {
				p.inGroup(population.GroupName(uint32(g)), r, r.value(f.Group(g), i, at))
			}
		}
	}
	return p
}

func (p *Part) inGroup(group string, r partRow, v float64) {
	if p.Groups == nil {
		p.Groups = map[string]map[string]Value{}
	}
	if p.Groups[group] == nil {
		p.Groups[group] = map[string]Value{}
	}
	p.Groups[group][r.name] = Value{&v, r.unit}
}
