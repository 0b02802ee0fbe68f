package society

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"glasshouse.example/conduct"
	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
	"glasshouse.example/population"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
	"glasshouse.example/watch"
)

// watched is a small society in which sites notice much and lists refuse some of the trips.
func watched(t testing.TB, sets ...string) *scenario.Scenario {
	return load(t, "sites", append([]string{
		"population.citizens=12000", "population.district=2048 citizens", "population.minority=8%", "time.length=200 days",
		"conduct.flight.chances=4/year", "conduct.school-day.chances=60/year", "sites.gate.condition=5%", "sites.gate.fmr=0.3",
		"sites.gate.cost=9000 yuan", "sites.dispensers.cost=4000 yuan", "sites.dispensers.fmr=1e-3",
		"conduct.fare-dodging.chances=20/year", "watch.inspectors.sees=50%", "lists.travel.term=60 days",
		"behaviour.need-weight=2", "conduct.flight.seen-by=[police]", "watch.police.sees=5%",
	}, sets...)...)
}

// siteSum adds up a notice over groups.
func (t *Tally) siteSum(i int, n SiteNotice) (sum int64) {
	for g := range t.Sites[i] {
		sum += t.Sites[i][g][n]
	}
	return sum
}

// TestSitesPlainTwin compares the pipeline with the plain rule where sites are on, by weeks and by days.
func TestSitesPlainTwin(t *testing.T) {
	for _, step := range []string{"time.step=7 days", "time.step=1 day"} {
		s := watched(t, step)
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		if fast.Hash() != plain.Hash() || fast.total != plain.total || fast.level != plain.level {
			t.Errorf("%s: the pipeline and the plain rule differ", step)
		}
		for i := range s.Sites {
			for n := range siteNotices {
				gate := s.Sites[i].Name == "gate"
				if s.Sites[i].Mode != watch.CountOnly && (n != SiteTurnedAway || gate) && fast.total.siteSum(i, n) < 20 {
					t.Errorf("%s: %s noticed %d only %d times: the test compares too little", step, s.Sites[i].Name, n, fast.total.siteSum(i, n))
				}
			}
		}
	}
}

// TestSitesSameHash: workers, blocks and a stop half-way change nothing.
func TestSitesSameHash(t *testing.T) {
	s := watched(t)
	want := finish(t, s, 3, Options{Workers: 1})
	for _, o := range []Options{{Workers: 2}, {Workers: 3, Block: 64}, {Workers: 1, Block: 65536}} {
		if got := finish(t, s, 3, o); got.Hash() != want.Hash() || got.total != want.total {
			t.Errorf("%+v: another result", o)
		}
	}
	var saved bytes.Buffer
	if err := run(t, world(t, s, 3, Options{}), 0, 13).Save(&saved); err != nil {
		t.Fatal(err)
	}
	w := world(t, s, 3, Options{})
	if err := w.Load(&saved); err != nil {
		t.Fatal(err)
	}
	if run(t, w, 13, w.Steps()); w.Hash() != want.Hash() || w.total != want.total {
		t.Error("resumed: another result")
	}
}

// TestSitesStepLength: with feedback off, steps of one day and of seven give the same notices.
func TestSitesStepLength(t *testing.T) {
	seven := finish(t, watched(t, feedbackOff...), 5, Options{})
	one := finish(t, watched(t, append(feedbackOff, "time.step=1 day")...), 5, Options{})
	if seven.total.Sites != one.total.Sites {
		t.Error("notices differ")
	}
}

// notices of one site and group, with the passes that the model does not count.
type notices [watch.Pass + 1]int64

// recount rolls every citizen's dice again, outside the step, and reads what each site makes of each visit. Nothing may
// move anybody: feedback off and no lists.
func recount(w *World, s *scenario.Scenario) (n [watch.Sites][population.Groups]notices) {
	for i := range w.citizens {
		st := w.citizens[i].stratum()
		g, temper := w.rules.group[st], population.FromStratum(st).Temper
		t := &w.rules.rates[st&(classes-1)]
		for cell := range uint32(s.Time.Days / cellDays) {
			for slot := range momentsOf(w, t, i, cell) {
				a, b := chance.Block(w.seed, uint64(i), chance.At(chance.Dice, cell, slot))
				actLow, sightLow := chance.Block(w.seed, uint64(i), chance.At(chance.DiceLow, cell, slot))
				k := exact.AliasPick(&w.rules.kind[st&(classes-1)], uint32(a))
				site := w.rules.siteAt[k]
				sight, act := b<<32|sightLow>>32, a>>32<<32|actLow>>32
				if p := w.rules.act.At(w.rules.base[temper][k]); site == 0 || act >= p {
					continue
				}
				rule := watch.NewAlarms(&s.Sites[site-1], uint32(g))
				n[site-1][g][rule.Of(^sight)]++
			}
		}
	}
	return n
}

func momentsOf(w *World, t *rates, i int, cell uint32) uint32 {
	u := chance.CountWord(w.seed, uint64(i), chance.At(chance.Moments, cell, 0))
	low, _ := chance.Block(w.seed, uint64(i), chance.At(chance.MomentsTail, cell, 0))
	n := uint32(0)
	for die := uint64(u)<<32 | low>>32; int(n) < len(t.tail) && die >= t.tail[n]; {
		n++
	}
	return n
}

// TestVisitsBalance holds the counts against a recount: visits = right + missed + false + passed, by site and group.
func TestVisitsBalance(t *testing.T) {
	s := watched(t, append(feedbackOff, "population.citizens=6400", "time.length=196 days", "lists.travel.grounds=[score below 1]")...)
	w := finish(t, s, 2, Options{})
	n := recount(w, s)
	for i := range s.Sites {
		k, passed := s.KindIndex(s.Sites[i].At), int64(0)
		for g := range population.Groups {
			c, want := &w.total.Sites[i][g], &n[i][g]
			if c[SiteRight] != want[watch.RightAlarm] || c[SiteMissed] != want[watch.MissedAlarm] || c[SiteFalse] != want[watch.FalseAlarm] {
				t.Errorf("%s, group %d: counted %v, found %v", s.Sites[i].Name, g, *c, *want)
			}
			if visits := w.total.Acts[g][k] - c[SiteTurnedAway]; visits != want[0]+want[1]+want[2]+want[3] {
				t.Errorf("%s, group %d: %d visits, found %v", s.Sites[i].Name, g, visits, *want)
			}
			passed += want[watch.Pass]
		}
		if passed < 1000 {
			t.Errorf("%s: only %d passed", s.Sites[i].Name, passed)
		}
	}
}

// TestSitesClosedForm: of n visits of a group, notices are binomial with the rates of the group.
func TestSitesClosedForm(t *testing.T) {
	s := watched(t, append(feedbackOff, "population.citizens=20000", "time.length=1 year")...)
	w := finish(t, s, 11, Options{})
	cells := 0
	for i := range s.Sites {
		site := &s.Sites[i]
		k := s.KindIndex(site.At)
		for g := range uint32(population.GroupsInUse) {
			c := &w.total.Sites[i][g]
			visits := float64(w.total.Acts[g][k] - c[SiteTurnedAway])
			for what, p := range [...]float64{
				SiteRight: site.Condition * (1 - site.Miss()), SiteMissed: site.Condition * site.Miss(),
				SiteFalse: (1 - site.Condition) * site.FalseAlarm(g),
			} {
				if site.Mode == watch.CountOnly {
					p = 0
				}
				z := (float64(c[what]) - visits*p) / math.Sqrt(visits*p*(1-p)+1e-9)
				if visits*p > 20 && math.Abs(z) > 4.5 || p == 0 && c[what] != 0 {
					t.Errorf("%s, group %d: notice %d came %d times in %.0f visits, expected %.1f, z %+.1f", site.Name, g, what, c[what], visits, visits*p, z)
				}
				if visits*p > 20 {
					cells++
				}
			}
		}
	}
	if cells < 50 {
		t.Errorf("only %d cells with enough visits", cells)
	}
	school := s.KindIndex("school-day")
	for g := range uint32(population.MinorityGroup) {
		if tr := population.GroupTraits(g); (tr.Age <= population.Age15to17) != (w.total.Acts[g][school] > 0) {
			t.Errorf("%s: %d days at school", population.GroupName(g), w.total.Acts[g][school])
		}
	}
}

// TestSitesOff: without the system there are no sites, and what has no consequence or no cost changes nobody.
func TestSitesOff(t *testing.T) {
	var none [watch.Sites][population.Groups][siteNotices]int64
	if off := finish(t, watched(t, "system=off"), 4, Options{}); off.total.Sites != none {
		t.Error("sites without the system")
	}
	free := []string{"sites.gate.cost=0 yuan", "conduct.flight.refusal-cost=0 yuan", "sites.dispensers.cost=0 yuan"}
	harmless := finish(t, watched(t, free...), 4, Options{})
	gone := finish(t, watched(t, append(free, "sites.gate=none", "sites.dispensers=none", "sites.classroom=none", "sites.aisles=none")...), 4, Options{})
	if harmless.Hash() != gone.Hash() || harmless.total.Sites == none || gone.total.Sites != none {
		t.Error("sites that cost nothing changed somebody, or those removed noticed something")
	}
	mean := func(sets ...string) (sum uint64) {
		w := finish(t, watched(t, append([]string{"behaviour.resource-half-life=36500 days"}, sets...)...), 4, Options{})
		for _, x := range w.level.Resources {
			sum += x
		}
		return sum
	}
	all, noGate := mean(), mean("sites.gate=none")
	noPark, nothing := mean("sites.dispensers=none"), mean("sites.gate=none", "sites.dispensers=none")
	if !(all < noGate && all < noPark && noGate < nothing && noPark < nothing) {
		t.Errorf("resources %d with both, %d without the gate, %d without dispensers, %d without either", all, noGate, noPark, nothing)
	}
}

// TestRefusedAtTheGate: who is turned down at the gate does not travel, and so gets no reward on the trip.
func TestRefusedAtTheGate(t *testing.T) {
	reward := func(fnmr string) (given, refused int64) {
		path := []string{"sites.gate.fnmr=" + fnmr, "sites.gate.condition=0%", "lists.travel.grounds=[score below 1]"}
		s := watched(t, path...)
		s.Rewards = append(s.Rewards, sanction.Reward{Above: s.Ledger.Start - 500, On: []string{"flight"}, Worth: 1})
		gate := slices.IndexFunc(s.Sites, func(x watch.Site) bool { return x.Name == "gate" })
		w := finish(t, s, 6, Options{})
		return w.total.Rewards[0], w.total.siteSum(gate, SiteFalse)
	}
	given, none := reward("0%")
	fewer, some := reward("30%")
	if none != 0 || some < 100 || fewer >= given {
		t.Errorf("%d rewards with %d refused, %d with %d", given, none, fewer, some)
	}
}

// TestEntriesByChannel: entries and false entries by channel add up to all of them.
func TestEntriesByChannel(t *testing.T) {
	w := finish(t, lively(t, "population.citizens=8000", "time.length=200 days"), 2, Options{})
	var entries, wrong int64
	for j := range w.total.EntriesBy {
		entries += w.total.EntriesBy[j]
		wrong += w.total.FalseBy[j]
		if w.total.FalseBy[j] > w.total.EntriesBy[j] {
			t.Errorf("channel %d: %d false of %d entries", j, w.total.FalseBy[j], w.total.EntriesBy[j])
		}
	}
	if entries != w.total.Total(Entries) || wrong != w.total.Total(MisplacedEntries)+w.total.Total(GroundlessEntries) || wrong == 0 {
		t.Errorf("%d entries, %d false by channel; %d in all", entries, wrong, w.total.Total(Entries))
	}
}

// TestAtSchool: to-age ends a kind of conduct where from-age starts it.
func TestAtSchool(t *testing.T) {
	k := conduct.Kind{Chances: 7, ByIncome: [5]float64{1, 1, 1, 1, 1}, FromAge: 15, ToAge: 18}
	for age, want := range map[population.Age]float64{population.Age0to14: 0, population.Age15to17: 7, population.Age18to39: 0, population.Age60: 0} {
		if got := k.PerYear(population.Traits{Age: age}); got != want {
			t.Errorf("%s: %v chances a year, want %v", age, got, want)
		}
	}
}
