package society

import (
	"glasshouse.example/internal/chance"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/watch"
)

// SiteNotice names what is counted at a site. A visit is an act of the site's kind of conduct that no list refused, so
// visits are acts less those turned away, and visits = right + missed + false + passed. Passes are not counted:
// nothing happens in them, and the fast path doesn't look.
type SiteNotice int

// The notices of a site.
const (
	SiteRight      = SiteNotice(watch.RightAlarm)
	SiteMissed     = SiteNotice(watch.MissedAlarm)
	SiteFalse      = SiteNotice(watch.FalseAlarm)
	SiteTurnedAway = SiteNotice(watch.Pass) // refused by a list, and so no visit
	siteNotices    = SiteTurnedAway + 1
)

// siteRule is one site, compiled.
type siteRule struct {
	alarms [population.Groups]watch.Alarms
	cost   [5]uint32 // of an alarm: share of the usual resources, 15 bits, by fifth of income
	refuse bool
}

func (r *rules) compileSites(s *scenario.Scenario) {
	for i := range s.Sites {
		site := &s.Sites[i]
		x := siteRule{refuse: site.Consequence == watch.Refuse}
		k := s.KindIndex(site.At)
		for f, yuan := range s.Behaviour.Resources {
			x.cost[f] = share(site.Cost, yuan)
			if x.refuse {
				x.cost[f] = share(site.Cost+s.Conduct[k].Refusal, yuan)
			}
		}
		if s.SiteOn(i) {
			r.siteAt[k] = uint8(i + 1)
			for g := range x.alarms {
				x.alarms[g] = watch.NewAlarms(site, uint32(g))
				r.alarm[k] = max(r.alarm[k], uint32(x.alarms[g][watch.FalseAlarm]>>32))
			}
		}
		r.sites = append(r.sites, x)
	}
}

// refusedAtSite lets the site at which an act takes place look at her, and tells whether it refuses. Its die is the
// complement of the channels', so that what a channel sees the site lets pass.
func (l *life) refusedAtSite(e *event, k uint32) bool {
	i := l.rules.siteAt[k]
	if i == 0 || ^e.sight > l.rules.alarm[k] {
		return false
	}
	_, low := chance.Block(l.seed, uint64(l.i), chance.At(chance.DiceLow, l.span.Cell, e.slot))
	site := &l.rules.sites[i-1]
	notice := site.alarms[l.g].Of(^(uint64(e.sight)<<32 | low>>32))
	if notice == watch.Pass {
		return false
	}
	l.tally.Sites[i-1][l.g][notice]++
	l.reached(l.i, reachedBySite)
	if notice == watch.MissedAlarm {
		return false
	}
	l.noticed(k, notice == watch.FalseAlarm, site.refuse)
	l.pay(site.cost[l.income()])
	return site.refuse
}

// pay takes a cost that has nothing to do with a fine.
func (l *life) pay(cost uint32) {
	if cost > 0 {
		l.c.marks |= flagTouched
		l.c.setResources(l.c.resources() - min(l.c.resources(), cost))
	}
}

// turnedAway counts an act that a list kept from being a visit.
func (l *life) turnedAway(k uint32) {
	if i := l.rules.siteAt[k]; i != 0 {
		l.tally.Sites[i-1][l.g][SiteTurnedAway]++
	}
}

// noticed lets a retelling know that a site took notice of her.
func (l *life) noticed(k uint32, wrongly, refused bool) {
	what := NoticedRightly
	switch {
	case refused:
		what = RefusedBySite
	case wrongly:
		what = NoticedWrongly
	}
	l.say(what, k, nil)
}
