package scenario

import (
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/population"
	"glasshouse.example/watch"
)

// inMode makes a condition of a parameter that only sites of some modes have.
func inMode(modes ...watch.Mode) func(s *Scenario, i int) bool {
	return func(s *Scenario, i int) bool { return slices.Contains(modes, s.Sites[i].Mode) }
}

var looksForSomething = inMode(watch.Identify, watch.Verify, watch.Attention)

func costs(s *Scenario, i int) bool {
	c := s.Sites[i].Consequence
	return c == watch.Ration || c == watch.Refuse
}

// siteWith says to which sites a key belongs.
var siteWith = map[string]string{
	"condition": "looks for something", "fnmr": "verifies", "fmr": "verifies or identifies", "gallery": "identifies",
	"miss-rate": "identifies or reads attention", "false-alarm": "reads attention", "women": "looks for something",
	"old": "looks for something", "minority": "looks for something", "cost": "rations or refuses",
}

var siteTable = []Parameter{
	{Path: "sites.*.at", Kind: Text, Source: "the article", Meaning: "kind of conduct whose acts are the visits: a trip, a request or an everyday act",
		at: func(s *Scenario, i int) any { return &s.Sites[i].At }},
	{Path: "sites.*.mode", Kind: Choice, Choices: []string{"identify", "verify", "attention", "count"}, Source: "the article",
		Meaning: "what it does: looks for the face among those remembered, compares it with a paper, reads attention from it, only counts",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Mode }},
	{Path: "sites.*.consequence", Kind: Choice, Choices: []string{"none", "ration", "flag", "refuse"}, Default: "none", Source: "the article",
		Meaning: "what follows from an alarm",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Consequence }},
	{Path: "sites.*.condition", Symbol: "π", Unit: share, Max: 1, Source: "assumption", Assumption: true, when: looksForSomething,
		Meaning: "share of visits at which what it looks for is so: a second visit within the interval, an impostor, inattention",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Condition }},
	{Path: "sites.*.fnmr", Symbol: "FNMR", Unit: share, Max: 1, Source: "C08", when: inMode(watch.Verify),
		Meaning: "false non-match rate of men under 60: the right person is turned down",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].FNMR }},
	{Path: "sites.*.fmr", Symbol: "f", Unit: plain, Max: 1, Source: "C08", when: inMode(watch.Verify, watch.Identify),
		Meaning: "false match rate: of an impostor where it verifies; of one comparison, for men under 60, where it identifies",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].FMR }},
	{Path: "sites.*.gallery", Symbol: "N", Unit: facesUnit, Min: 1, Max: 2e9, Source: "assumption", Assumption: true, when: inMode(watch.Identify),
		Meaning: "faces remembered when she comes",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Gallery }},
	{Path: "sites.*.miss-rate", Symbol: "m", Unit: share, Max: 1, Source: "assumption", Assumption: true, when: inMode(watch.Identify, watch.Attention),
		Meaning: "chance that what is so is not noticed",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].MissRate }},
	{Path: "sites.*.false-alarm", Symbol: "a", Unit: share, Max: 1, Source: "assumption: no error rate is published", Assumption: true, when: inMode(watch.Attention),
		Meaning: "chance of an alarm where nothing is, for men under 60",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].FalseAlarms }},
	{Path: "sites.*.women", Symbol: "w", Unit: plain, Min: 0.1, Max: 10, Default: "1", Source: "assumption; C11", Assumption: true, when: looksForSomething,
		Meaning: "rate of false alarms of women over that of men; not renormalised",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Women }},
	{Path: "sites.*.old", Symbol: "w", Unit: plain, Min: 0.1, Max: 10, Default: "1", Source: "assumption; C11", Assumption: true, when: looksForSomething,
		Meaning: "rate of false alarms of people of 60 and over, over that of younger ones",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Old }},
	{Path: "sites.*.minority", Symbol: "w", Unit: plain, Min: 0.1, Max: 100, Default: "1", Source: "assumption; C11", Assumption: true, when: looksForSomething,
		Meaning: "rate of false alarms of the minority group over that of men under 60",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Minority }},
	{Path: "sites.*.cost", Unit: yuanUnit, Max: 100000, Default: "0 yuan", Source: "assumption", Assumption: true, when: costs,
		Meaning: "what an alarm costs her, right or wrong; a refusal costs the kind's refusal-cost besides",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Cost }},
	{Path: "sites.*.records-kept", Unit: daysUnit, Kind: Whole, Max: 36500, Default: "30 days", Source: "assumption", Assumption: true,
		Meaning: "time that the record of a visit is kept",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Kept }},
	{Path: "sites.*.bytes", Unit: bytesUnit, Max: 1e12, Default: "1000 bytes", Source: "assumption", Assumption: true,
		Meaning: "size of the record of a visit",
		at:      func(s *Scenario, i int) any { return &s.Sites[i].Bytes }},
	{Path: "sites.*.source", Kind: Text, Default: "assumption", Source: "the file", Meaning: "sources of the block's values",
		at: func(s *Scenario, i int) any { return &s.Sites[i].Source }},
	{Path: "sites.*.about", Kind: Text, Optional: true, Source: "the file", Meaning: "one plain sentence",
		at: func(s *Scenario, i int) any { return &s.Sites[i].About }},
}

// SiteOn tells whether a site is there: only with the system, and no reading of attention where that is banned.
func (s *Scenario) SiteOn(i int) bool {
	return s.System && !(s.Sites[i].Mode == watch.Attention && s.Bans.EmotionRecognition)
}

// ChannelOn tells whether a channel is there: those of ordinary life are without the system too.
func (s *Scenario) ChannelOn(i int) bool { return s.System || s.Watch[i].BothWorlds }

// visited tells whether acts of a nature may be the visits of a site.
func visited(n conduct.Nature) bool {
	return n == conduct.Trip || n == conduct.Request || n == conduct.Everyday
}

// checkSites holds sites against the kinds of conduct at which they stand.
func (d *decoder) checkSites() {
	var kinds []string
	for _, k := range d.s.Conduct {
		if visited(k.Nature) {
			kinds = append(kinds, k.Name)
		}
	}
	at := map[string]string{}
	for i := range d.s.Sites {
		x, path := &d.s.Sites[i], "sites."+d.s.Sites[i].Name
		if !slices.Contains(kinds, x.At) {
			d.fault(path+".at", x.At, "is no kind of conduct of nature trip, request or everyday").Nearest = nearest(x.At, kinds)
			continue
		}
		if other := at[x.At]; other != "" {
			d.fault(path+".at", x.At, "has a site already, %s; a kind of conduct has one at most", other)
		}
		at[x.At] = x.Name
		k := d.s.KindIndex(x.At)
		if x.Consequence == watch.Refuse && !isRefusable(d.s, k) {
			d.fault(path+".consequence", "refuse", "stands at everyday conduct; only a trip or a request can be refused").Allowed = "none, ration, flag"
		}
		if x.Consequence != watch.NoConsequence && x.Mode == watch.CountOnly {
			d.fault(path+".consequence", "", "follows from an alarm, and a site that only counts gives none").Allowed = "none"
		}
		d.checkRates(x, path)
		d.checkDie(x, k, path)
	}
}

// checkRates refuses factors that give a group more false alarms than visits.
func (d *decoder) checkRates(x *watch.Site, path string) {
	for g := range uint32(population.GroupsInUse) {
		if rate := x.Rate(g); rate > 1 {
			d.fault(path, "", "gives %s false alarms at %.3g of visits, rate times factors; at most 1", population.GroupName(g), rate)
			return
		}
	}
}

// checkDie sees to it that one die is enough for the channels and the site: an act is noticed by one of them at most.
func (d *decoder) checkDie(x *watch.Site, kind int, path string) {
	unseen, most := 1.0, 0.0
	for _, name := range d.s.Conduct[kind].SeenBy {
		for j := range d.s.Watch {
			if d.s.Watch[j].Name == name {
				unseen = float64(unseen * (1 - d.s.Watch[j].Coverage(watch.Levels-1)))
			}
		}
	}
	if x.Mode == watch.CountOnly {
		return
	}
	for g := range uint32(population.GroupsInUse) {
		most = max(most, x.Condition+float64((1-x.Condition)*x.FalseAlarm(g)))
	}
	if most > unseen {
		d.fault(path+".at", x.At, "is seen by channels in %.3g of visits and noticed by the site in up to %.3g; together at most 1", 1-unseen, most)
	}
}

// checkAges refuses kinds of conduct that concern nobody.
func (d *decoder) checkAges(k *conduct.Kind, path string) {
	if k.ToAge > 0 && k.ToAge <= k.FromAge {
		d.fault(path+".to-age", yearsUnit.format(float64(k.ToAge)), "is not above from-age, %s: it concerns nobody", yearsUnit.format(float64(k.FromAge)))
	}
}
