package experiment

import (
	"context"
	"math"
	"testing"

	"glasshouse.example/measure"
)

// TestPartsAddUp: details by name add up to the measures of the whole, in both worlds, and so do steps and years of what
// sites notice.
func TestPartsAddUp(t *testing.T) {
	s := load(t, "sites", "population.citizens=8000", "time.length=400 days", "population.minority=10%", "sites.gate.fnmr=50%",
		"conduct.fare-dodging.chances=20/year", "watch.inspectors.sees=50%", "conduct.school-day.chances=50/year")
	o, err := Run(context.Background(), Spec{Scenario: s, Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range o.Worlds {
		for _, c := range []struct {
			parts         []measure.Part
			part, measure string
		}{
			{w.Parts.Channels, "seen", "observations"}, {w.Parts.Channels, "records", "records"}, {w.Parts.Channels, "entries", "entries"},
			{w.Parts.Channels, "false_entries", "false_entries"}, {w.Parts.Lists, "joined", "memberships_begun"},
			{w.Parts.Lists, "left", "memberships_ended"}, {w.Parts.Kinds, "moments", "moments"}, {w.Parts.Kinds, "acts", "acts"},
			{w.Parts.Kinds, "entries", "entries"}, {w.Parts.Kinds, "credits", "credits"}, {w.Parts.Kinds, "refused", "trips_refused"},
			{w.Parts.Sites, "visits", "site_visits"}, {w.Parts.Sites, "false_alarms", "site_false_alarms"}, {w.Parts.Sites, "missed", "site_missed"},
		} {
			if sum, want := addUp(c.parts, c.part), *w.Measures[c.measure].Value; sum != want {
				t.Errorf("%s: %s of all parts is %v, %s is %v", w.Name, c.part, sum, c.measure, want)
			}
		}
		seriesOf(t, &w, "site_visits", "site_false_alarms", "boarding_refused", "flagged_wrongly", "rationed_wrongly")
	}
	with, without := o.Worlds[0].Measures, o.Worlds[1].Measures
	if *with["boarding_refused_wrongly"].Value < 100 || *without["site_visits"].Value != 0 || *with["trips_refused"].Value == 0 {
		t.Error("the gate refuses nobody with the system, or somebody without it, or lists refuse nobody: the test shows nothing")
	}
	if a, b := *with["records_per_citizen_year"].Value, *without["records_per_citizen_year"].Value; a < 700 || b > 10 {
		t.Errorf("%v records per citizen-year with the system, %v without", a, b)
	}
}

// TestRewardsAddUp: rewards by name and by fifth of income add up to all, and nobody gets any where they are taken away or
// there is no system.
func TestRewardsAddUp(t *testing.T) {
	sets := []string{"population.citizens=8000", "time.length=400 days", "rewards.deposit-waived.above=1001", "rewards.permit-sooner.above=1001"}
	for _, none := range []string{"", "rewards.deposit-waived=none"} {
		s, left := load(t, "black-lists", sets...), 2
		if none != "" {
			s, left = load(t, "black-lists", append(sets, none)...), 1
		}
		o, err := Run(context.Background(), Spec{Scenario: s, Seed: 2})
		if err != nil {
			t.Fatal(err)
		}
		with, without := &o.Worlds[0], &o.Worlds[1]
		all, rich := *with.Measures["rewards"].Value, *with.Measures["rewards_top_fifth"].Value
		if a, b := addUp(with.Parts.Rewards, "given"), addUp(with.Parts.Fifths, "rewards"); a != all || b != all || all < 100 {
			t.Errorf("%q: %v rewards, by name %v, by fifth of income %v", none, all, a, b)
		}
		if top := *with.Parts.Fifths[4].Measures["rewards"].Value; math.Abs(top/all-rich) > 1e-12 || with.Parts.Fifths[4].Name != "highest-fifth" {
			t.Errorf("%q: the highest fifth got %v of %v, and a share of %v", none, top, all, rich)
		}
		if len(with.Parts.Rewards) != left || addUp(without.Parts.Rewards, "given") != 0 {
			t.Errorf("%q: %d rewards by name, or some without the system", none, len(with.Parts.Rewards))
		}
	}
}

func addUp(parts []measure.Part, name string) (sum float64) {
	for i := range parts {
		sum += *parts[i].Measures[name].Value
	}
	return sum
}

// seriesOf adds steps and years up.
func seriesOf(t *testing.T, w *World, names ...string) {
	t.Helper()
	for _, name := range names {
		var steps, years float64
		for _, c := range w.Steps.Columns {
			if c.Name == name {
				for _, v := range c.Values {
					steps += v
				}
			}
		}
		for _, y := range w.Years {
			years += *y.Measures[name].Value
		}
		if whole := *w.Measures[name].Value; steps != whole || years != whole || w.Name == "with" && whole == 0 {
			t.Errorf("%s: %s is %v in all, %v by step, %v by year", w.Name, name, whole, steps, years)
		}
	}
}
