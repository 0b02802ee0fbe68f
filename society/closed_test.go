package society

import (
	"math"
	"testing"

	"glasshouse.example/conduct"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/watch"
)

// With feedback off every count is a sum of independent Poisson numbers with known means, given who lives where.
// Each count is compared by z = (count − mean)/√mean. The level: |z| over all seeds together below 4 (one false
// alarm in 16 000), and Σz² over groups and seeds within 5 standard deviations of its mean, which holds the variance.
// At 360 000 events a bias of 1 % moves z by 6, so the test would see it; it demands so many events.
const (
	closedSeeds = 4
	farZ        = 4
	enough      = 360_000
)

// closedScenario is busy enough for 1 % to show: many cameras, bad recognition.
func closedScenario(t *testing.T) *scenario.Scenario {
	return load(t, "article", append([]string{
		"population.citizens=64000", "population.district=1024 citizens", "time.length=372 days", "population.minority=5%",
		"conduct.jaywalking.inclination=60%", "conduct.fare-dodging.chances=3/year",
		"watch.crossing-cameras.connected=100%", "watch.crossing-cameras.identify.gallery=5000000 faces",
		"watch.crossing-cameras.reach=0.02", "watch.crossing-cameras.identify.fmr=4e-7",
		"watch.crossing-cameras.identify.outranks=20%",
		"watch.crossing-cameras.groundless=300000/million/year",
	}, feedbackOff...)...)
}

// expected are the means of one world's counts by group.
type expected struct {
	moments, acts, own, misplaced, groundless [population.Groups]float64
}

func (w *World) expect(s *scenario.Scenario) (e expected) {
	days := float64(s.Time.Days)
	lag := float64(s.Search("crossing-cameras").Lag)
	scored := 0.0
	for _, n := range w.scored {
		scored += n
	}
	for d := range w.cold {
		place := int(w.people.Place(d))
		lo, hi := w.people.Bounds(d)
		for i := lo; i < hi; i++ {
			st := w.citizens[i].stratum()
			tr := population.FromStratum(st)
			g := w.rules.group[st]
			for k := range s.Conduct {
				c := &s.Conduct[k]
				moments := c.PerYear(tr) / yearDays * days
				acts := moments * conduct.Inclination(c.Inclination, s.Behaviour.TemperamentSpread, int(tr.Temper))
				e.moments[g] += moments
				e.acts[g] += acts
				w.expectEntries(&e, &w.rules.kinds[k], k, st, place, acts, lag/days)
			}
		}
		for j, o := range s.ChannelOrder() {
			if w.rules.channels[j].hasGroundless {
				made := s.Watch[o].Groundless / 1e6 * float64(hi-lo) * (days - lag) / yearDays
				for g, n := range w.scored {
					e.groundless[g] += made * n / scored
				}
			}
		}
	}
	return e
}

func (w *World) expectEntries(e *expected, rule *kindRule, k int, st uint32, place int, acts, lag float64) {
	g, below := uint32(w.rules.group[st]), 0.0
	for j := range w.rules.channels {
		upTo := float64(rule.sight[place][j]) / (1 << 64)
		seen := acts * (upTo - below)
		below = upTo
		if rule.points >= 0 || seen == 0 {
			continue
		}
		if search := w.rules.channels[j].search; search != nil {
			herself, another, _ := search.Shares(g, w.rules.scored[st])
			for b := range uint32(population.Groups) {
				e.misplaced[b] += seen * another * (1 - lag) * search.StrikeShare(g, b)
			}
			seen *= herself
		}
		if w.rules.scored[st] {
			e.own[g] += seen
		}
	}
}

// tallyTest adds up seeds and groups of one counter.
type tallyTest struct {
	name          string
	n, mean, chi2 float64
	cells         float64
}

func (x *tallyTest) add(n, mean float64) {
	if mean < 20 { // too few for a normal cell; zero must stay zero
		if mean == 0 && n != 0 {
			x.chi2 = math.Inf(1)
		}
		return
	}
	x.n += n
	x.mean += mean
	x.chi2 += (n - mean) * (n - mean) / mean
	x.cells++
}

func (x *tallyTest) check(t *testing.T, events float64) {
	t.Helper()
	z := (x.n - x.mean) / math.Sqrt(x.mean)
	v := (x.chi2 - x.cells) / math.Sqrt(2*x.cells)
	t.Logf("%-12s %9.0f events, expected %11.1f, z %+.2f; variance %+.2f standard deviations in %.0f cells", x.name, x.n, x.mean, z, v, x.cells)
	if x.n < events {
		t.Errorf("%s: %.0f events are too few to show a bias of 1 %%", x.name, x.n)
	}
	if !(math.Abs(z) < farZ) || !(math.Abs(v) < 5) {
		t.Errorf("%s: off its closed form", x.name)
	}
}

// TestClosedForms is promise 7 for moments, acts, entries and false entries by group.
func TestClosedForms(t *testing.T) {
	s := closedScenario(t)
	tests := [5]tallyTest{{name: "moments"}, {name: "acts"}, {name: "own entries"}, {name: "misplaced"}, {name: "groundless"}}
	for seed := range uint64(closedSeeds) {
		w := finish(t, s, seed, Options{})
		e := w.expect(s)
		for g := range population.Groups {
			var moments, acts float64
			for k := range s.Conduct {
				moments += float64(w.total.Moments[g][k])
				acts += float64(w.total.Acts[g][k])
			}
			c := &w.total.Counts[g]
			tests[0].add(moments, e.moments[g])
			tests[1].add(acts, e.acts[g])
			tests[2].add(float64(c[TrueEntries]), e.own[g])
			tests[3].add(float64(c[MisplacedEntries]), e.misplaced[g])
			tests[4].add(float64(c[GroundlessEntries]), e.groundless[g])
		}
	}
	for i := range tests {
		tests[i].check(t, [5]float64{enough, enough, enough, enough, 50_000}[i])
	}
}

// TestListingsClosedForm: with a term of L days and entries at rate ν, the share listed after T days is
// 1 − exp(−ν·min(L, T)) where new entries restart the term, and 1 − exp(−νT) up to T = L where they do not.
func TestListingsClosedForm(t *testing.T) {
	for _, x := range []struct {
		again string
		days  float64 // of entries that count at the end
		term  string
	}{{"restart", 60, "60 days"}, {"ignore", 150, "150 days"}, {"restart", 150, "200 days"}} {
		s := load(t, "article", append([]string{
			"population.citizens=256000", "time.length=150 days", "lists.travel.again=" + x.again, "lists.travel.term=" + x.term,
			"lists.travel.grounds=[fare-dodging]", "conduct.fare-dodging.chances=12/year", "conduct.fare-dodging.inclination=40%",
			"watch.inspectors.sees=50%",
		}, feedbackOff...)...)
		test := tallyTest{name: x.again}
		for seed := range uint64(closedSeeds) {
			w := finish(t, s, seed, Options{})
			mean, variance := w.expectListed(s, x.days)
			for g, n := range w.level.Listed {
				if variance[g] > 0 {
					// scaled so that a binomial cell enters as a Poisson cell of the same variance
					test.add(variance[g]+float64(n)-mean[g], variance[g])
				} else if n != 0 {
					t.Errorf("%d of unscored group %d are listed", n, g)
				}
			}
		}
		test.check(t, 100_000)
	}
}

func (w *World) expectListed(s *scenario.Scenario, days float64) (mean, variance [population.Groups]float64) {
	k := s.KindIndex("fare-dodging")
	sees := float64(w.rules.kinds[k].sight[0][watch.Channels-1]) / (1 << 64)
	for i := range w.citizens {
		st := w.citizens[i].stratum()
		if !w.rules.scored[st] {
			continue
		}
		tr := population.FromStratum(st)
		p := conduct.Inclination(s.Conduct[k].Inclination, s.Behaviour.TemperamentSpread, int(tr.Temper))
		listed := 1 - math.Exp(-s.Conduct[k].PerYear(tr)/yearDays*p*sees*days)
		mean[w.rules.group[st]] += listed
		variance[w.rules.group[st]] += listed * (1 - listed)
	}
	return mean, variance
}

// TestScoreClosedForm: mean and variance of the score are Σνπ and Σνπ², with entries at rate ν for π points.
func TestScoreClosedForm(t *testing.T) {
	s := load(t, "article", append([]string{
		"population.citizens=256000", "time.length=365 days", "watch.crossing-cameras.identify.fmr=1e-12",
		"watch.crossing-cameras.groundless=0/million/year",
	}, feedbackOff...)...)
	w := finish(t, s, 1, Options{})
	var sum, squares, mean, variance, n float64
	for d := range w.cold {
		lo, hi := w.people.Bounds(d)
		for i := lo; i < hi; i++ {
			st := w.citizens[i].stratum()
			if !w.rules.scored[st] {
				continue
			}
			m, v := w.expectScore(s, st, int(w.people.Place(d)))
			x := float64(w.View(i).Score) - float64(s.Ledger.Start)
			n++
			sum += x
			squares += (x - m) * (x - m)
			mean += m
			variance += v
		}
	}
	if z := (sum - mean) / math.Sqrt(variance); math.Abs(z) > farZ {
		t.Errorf("mean score off by %+.3f points, z %+.2f", (sum-mean)/n, z)
	}
	if r := squares / variance; math.Abs(r-1) > 0.02 {
		t.Errorf("variance of the score is %.4f times its closed form", r)
	}
}

func (w *World) expectScore(s *scenario.Scenario, st uint32, place int) (mean, variance float64) {
	tr := population.FromStratum(st)
	for k := range s.Conduct {
		c, rule := &s.Conduct[k], &w.rules.kinds[k]
		acts := c.PerYear(tr) / yearDays * float64(s.Time.Days) *
			conduct.Inclination(c.Inclination, s.Behaviour.TemperamentSpread, int(tr.Temper))
		below := 0.0
		for j := range w.rules.channels {
			upTo := float64(rule.sight[place][j]) / (1 << 64)
			entries := acts * (upTo - below)
			below = upTo
			if search := w.rules.channels[j].search; search != nil {
				herself, _, _ := search.Shares(uint32(w.rules.group[st]), true)
				entries *= herself
			}
			mean += entries * float64(c.Points)
			variance += entries * float64(c.Points*c.Points)
		}
	}
	return mean, variance
}
