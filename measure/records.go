package measure

import "glasshouse.example/watch"

// keeper is what keeps records: a channel or a site.
type keeper struct {
	records float64 // made in the period: acts seen, passages, visits
	days    int     // that one is kept
	bytes   float64 // of one
}

// held is what it has at the end, at the period's mean rate: the records of the last days that it keeps.
func (k keeper) held(days int) float64 {
	if days == 0 {
		return 0
	}
	return float64(k.records/float64(days)*float64(min(k.days, days))) * k.bytes
}

// passages is how many records of people who only pass a channel makes: an expectation, for no citizen's passing is drawn.
func (f *Facts) passages(c *watch.Channel) float64 { return float64(c.Passages * f.personYears()) }

// channel is what a channel keeps. at is its place in the order of the tallies.
func (f *Facts) channel(at, i int) keeper {
	c := &f.Scenario.Watch[i]
	k := keeper{float64(f.Tally.Records[at]), c.Keeps, c.Bytes}
	if f.Scenario.ChannelOn(i) {
		k.records += f.passages(c)
	}
	return k
}

// site is what a site keeps: a record a visit.
func (f *Facts) site(i int) keeper {
	x := &f.Scenario.Sites[i]
	return keeper{f.visits(i), x.Kept, x.Bytes}
}

// keepers is everything that keeps records.
func (f *Facts) keepers() (all []keeper) {
	for at, i := range f.Scenario.ChannelOrder() {
		all = append(all, f.channel(at, i))
	}
	for i := range f.Scenario.Sites {
		all = append(all, f.site(i))
	}
	return all
}

func (f *Facts) recordsMade() (n float64) {
	for _, k := range f.keepers() {
		n += k.records
	}
	return n
}

func (f *Facts) bytesHeld() (n float64) {
	for _, k := range f.keepers() {
		n += k.held(f.Days)
	}
	return n
}
