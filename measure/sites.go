package measure

import (
	"glasshouse.example/society"
	"glasshouse.example/watch"
)

// notices is how often a site noticed this.
func (f *Facts) notices(i int, what society.SiteNotice) float64 {
	return f.sum(func(g int) float64 { return float64(f.Tally.Sites[i][g][what]) })
}

// visits is the acts of a site's kind of conduct that no list refused.
func (f *Facts) visits(i int) float64 {
	if !f.Scenario.SiteOn(i) {
		return 0
	}
	k := f.Scenario.KindIndex(f.Scenario.Sites[i].At)
	return f.sum(func(g int) float64 { return float64(f.Tally.Acts[g][k]) }) - f.notices(i, society.SiteTurnedAway)
}

func (f *Facts) alarms(i int) float64 {
	return f.notices(i, society.SiteRight) + f.notices(i, society.SiteFalse)
}

func (f *Facts) falseAlarms(i int) float64  { return f.notices(i, society.SiteFalse) }
func (f *Facts) missedAlarms(i int) float64 { return f.notices(i, society.SiteMissed) }

func (f *Facts) passed(i int) float64 { return f.visits(i) - f.alarms(i) - f.missedAlarms(i) }

// sites adds up a number over all sites.
func sites(of func(f *Facts, i int) float64) number {
	return always(func(f *Facts) (n float64) {
		for i := range f.Scenario.Sites {
			n += of(f, i)
		}
		return n
	})
}

// following adds up a number over the sites where an alarm has this consequence.
func following(c watch.Consequence, of func(f *Facts, i int) float64) number {
	return sites(func(f *Facts, i int) float64 {
		if f.Scenario.Sites[i].Consequence != c {
			return 0
		}
		return of(f, i)
	})
}
