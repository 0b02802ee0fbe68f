package measure

import (
	"math"
	"testing"

	"glasshouse.example/population"
	"glasshouse.example/sanction"
	"glasshouse.example/society"
	"glasshouse.example/watch"
)

// watched is a year of empty with two channels in an order of their own, a list and two sites.
func watched() *Facts {
	f := empty()
	s := f.Scenario
	s.Conduct[talk].Name, s.Conduct[train].Name, s.Conduct[jaywalking].Points, s.Conduct[blood].Points = "talk", "train", -5, 3
	s.Watch = []watch.Channel{
		{Name: "cameras", Cameras: true, Passages: 100, Keeps: 73, Bytes: 10},
		{Name: "police", BothWorlds: true, Keeps: 1000, Bytes: 2},
	}
	s.Lists = []sanction.List{{Name: "travel"}}
	s.Sites = []watch.Site{
		{Name: "gate", At: "train", Mode: watch.Verify, Consequence: watch.Refuse, Kept: 146, Bytes: 5},
		{Name: "school", At: "talk", Mode: watch.Attention, Consequence: watch.Flag},
	}
	y := f.Tally
	y.Acts[women][train], y.Acts[men][train], y.Acts[boys][talk] = 300, 200, 50
	y.Sites[0][women] = [4]int64{society.SiteRight: 7, society.SiteMissed: 3, society.SiteFalse: 20, society.SiteTurnedAway: 100}
	y.Sites[1][boys] = [4]int64{society.SiteRight: 4, society.SiteMissed: 2, society.SiteFalse: 11}
	y.Records = [16]int64{40, 500} // the police come first in the tallies: ordinary life does
	y.Seen, y.EntriesBy, y.FalseBy = y.Records, [16]int64{30, 90}, [16]int64{0, 12}
	y.ListsJoined[0], y.ListsLeft[0] = 33, 13
	s.Rewards = []sanction.Reward{{Name: "deposit"}, {Name: "permit"}}
	y.Rewards[0], y.Rewards[1], y.RewardedFifth = 9, 4, [5]int64{1, 0, 2, 3, 7}
	y.ByKind[jaywalking], y.ByKind[blood], y.Refused[train] = 120, 6, 100
	return f
}

// TestSiteMeasures works the measures of sites out by hand.
func TestSiteMeasures(t *testing.T) {
	f := watched()
	expect(t, f, map[string]float64{
		"site_visits": 300 - 100 + 200 + 50, "site_alarms": 27 + 15, "site_false_alarms": 31, "site_missed": 5,
		"boarding_refused": 27, "boarding_refused_wrongly": 20, "rationed_wrongly": 0, "flagged": 15, "flagged_wrongly": 11,
	})
	if got := *ByGroup(f, men)["site_visits"].Value; got != 200 {
		t.Errorf("men came %v times, want 200", got)
	}
	f.Scenario.Sites[1].Consequence = watch.Ration
	expect(t, f, map[string]float64{"rationed_wrongly": 11, "flagged": 0, "flagged_wrongly": 0})
	f.Scenario.System = false
	f.Tally.Sites = society.Tally{}.Sites
	expect(t, f, map[string]float64{"site_visits": 0, "site_alarms": 0, "boarding_refused": 0})
}

// TestRecordsByHand: acts, passages and visits make records; what is held is the mean rate over the days kept.
func TestRecordsByHand(t *testing.T) {
	f := watched()
	gate := 400.0 / 365 * 146 * 5
	expect(t, f, map[string]float64{
		"records_per_citizen_year": (40 + 500 + 100*1000 + 450) / 1000.0,
		"bytes_held":               100_500.0/365*73*10 + 40*2 + gate,
	})
	f.Days = 30 // a run shorter than records are kept holds all of them; a month's passages are a twelfth
	expect(t, f, map[string]float64{"bytes_held": (500+100*1000*30/365.0)*10 + 40*2 + 400*5})
	f.Days = 365
	f.Scenario.System = false // only ordinary life keeps records
	f.Tally.Records[1] = 0
	expect(t, f, map[string]float64{"records_per_citizen_year": 0.04, "bytes_held": 80})
}

// TestParts: details stand under the scenario's names in the scenario's order, and agree with the whole.
func TestParts(t *testing.T) {
	f := watched()
	p := ByName(f)
	got := func(parts []Part, name, measure string) float64 {
		for i := range parts {
			if parts[i].Name == name {
				return *parts[i].Measures[measure].Value
			}
		}
		return math.NaN()
	}
	for _, c := range []struct {
		parts         []Part
		name, measure string
		want          float64
	}{
		{p.Channels, "cameras", "seen", 500}, {p.Channels, "police", "records", 40}, {p.Channels, "cameras", "passages", 100_000},
		{p.Channels, "cameras", "records_per_citizen_year", 100.5}, {p.Channels, "police", "bytes_held", 80},
		{p.Channels, "cameras", "entries", 90}, {p.Channels, "cameras", "false_entries", 12}, {p.Channels, "police", "passages", 0},
		{p.Lists, "travel", "joined", 33}, {p.Lists, "travel", "left", 13}, {p.Lists, "travel", "listed", 20},
		{p.Kinds, "train", "acts", 500}, {p.Kinds, "train", "refused", 100}, {p.Sites, "gate", "visits", 400},
		{p.Rewards, "deposit", "given", 9}, {p.Rewards, "permit", "given", 4}, {p.Fifths, "lowest-fifth", "rewards", 1},
		{p.Fifths, "highest-fifth", "rewards", 7}, {p.Fifths, "second-fifth", "rewards", 0}, {p.Sites, "gate", "passed", 370}, {p.Sites, "school", "missed", 2}, {p.Sites, "gate", "records_per_citizen_year", 0.4},
	} {
		if v := got(c.parts, c.name, c.measure); math.Abs(v-c.want) > 1e-9 {
			t.Errorf("%s of %s: %v, want %v", c.measure, c.name, v, c.want)
		}
	}
	if *p.Kinds[jaywalking].Measures["entries"].Value != 120 || *p.Kinds[jaywalking].Measures["credits"].Value != 0 ||
		*p.Kinds[blood].Measures["credits"].Value != 6 || *p.Kinds[blood].Measures["entries"].Value != 0 {
		t.Error("entries and credits are not apart")
	}
	if p.Channels[0].Name != "cameras" || p.Sites[1].Name != "school" {
		t.Error("not in the scenario's order")
	}
	for i := range p.Sites {
		partGroups(t, f, &p.Sites[i])
	}
}

// partGroups holds a site's groups against its total.
func partGroups(t *testing.T, f *Facts, p *Part) {
	t.Helper()
	for _, d := range PartDefinitions() {
		if d.Table != "sites" || !d.ByGroup {
			continue
		}
		sum := 0.0
		for g := range population.Groups {
			if f.People[g] > 0 {
				sum += *p.Groups[population.GroupName(uint32(g))][d.Name].Value
			}
		}
		if sum != *p.Measures[d.Name].Value {
			t.Errorf("%s of %s: %v in groups, %v in all", d.Name, p.Name, sum, *p.Measures[d.Name].Value)
		}
	}
}

// Every measure of a part says what it is, and each table has its own names.
func TestPartDefinitions(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range PartDefinitions() {
		if key := d.Table + "." + d.Name; seen[key] || len(d.Meaning) < 5 || d.Unit == "" {
			t.Errorf("%s is there twice or says too little", key)
		} else {
			seen[key] = true
		}
	}
}
