package measure

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/conduct"
	"glasshouse.example/internal/chance"
	"glasshouse.example/ledger"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// The kinds of conduct of the tests' scenario.
const (
	jaywalking = iota
	criticism
	blood
	train
	talk
	kinds
)

// Groups used in the tests.
const (
	women = int(population.Woman)*population.Ages + int(population.Age18to39)
	men   = int(population.Man)*population.Ages + int(population.Age18to39)
	boys  = int(population.Man)*population.Ages + int(population.Age0to14)
)

// empty is a year of a society of 1000 in which nothing happened; boys are not scored.
func empty() *Facts {
	f := &Facts{
		Scenario: &scenario.Scenario{
			System: true,
			Conduct: []conduct.Kind{
				{Nature: conduct.Misdeed}, {Nature: conduct.Speech}, {Nature: conduct.GoodDeed},
				{Nature: conduct.Trip}, {Nature: conduct.Everyday},
			},
			Ledger:    ledger.Params{Start: 1000, Floor: 0, Ceiling: 1300},
			Behaviour: conduct.Behaviour{Resources: [5]float64{1000, 2000, 3000, 4000, 5000}},
		},
		Days: 365, Weeks: 53, Tally: new(society.Tally), Level: new(society.Level),
	}
	f.People[women], f.People[men], f.People[boys] = 500, 400, 100
	f.Scored[women], f.Scored[men] = 500, 400
	return f
}

// full is empty with every count drawn from a seed, with a twin and a survey.
func full(seed uint64) *Facts {
	f, n := empty(), uint64(0)
	draw := func() int64 {
		a, _ := chance.Block(seed, n, 0)
		n++
		return int64(a % 1000)
	}
	f.Twin, f.Survey = new(society.Tally), new(society.Survey)
	for _, g := range []int{women, men, boys} {
		for k := range kinds {
			f.Tally.Moments[g][k] = draw()
			f.Tally.Acts[g][k] = draw()
			f.Twin.Acts[g][k] = draw()
		}
		for c := range f.Tally.Counts[g] {
			f.Tally.Counts[g][c] = draw()
		}
		f.Level.Listed[g], f.Level.Wrong[g], f.Level.Lawful[g] = draw(), draw(), draw()
		f.Survey.Accused[g] = draw()
	}
	f.Transit = [2]float64{float64(draw()), float64(draw())}
	for j := range f.Tally.Records {
		f.Tally.Records[j] = draw()
	}
	return f
}

// value is a measure's value; NaN stands for null.
func value(t testing.TB, f *Facts, name string) float64 {
	t.Helper()
	v, ok := Total(f)[name]
	if !ok {
		t.Fatalf("no measure is called %s", name)
	}
	if v.Value == nil {
		return math.NaN()
	}
	return *v.Value
}

// expect compares measures with values worked out by hand; NaN stands for null.
func expect(t *testing.T, f *Facts, want map[string]float64) {
	t.Helper()
	for name, w := range want {
		if got := value(t, f, name); math.IsNaN(got) != math.IsNaN(w) || math.Abs(got-w) > 1e-12*max(1, math.Abs(w)) {
			t.Errorf("%s = %v, want %v", name, got, w)
		}
	}
}

var null = math.NaN()

func TestDefinitions(t *testing.T) {
	snake := regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	units := []string{"count", "ratio", "days", "persons", "points", "per citizen-year", "per year", "per listed year", "yuan per year", "firms", "bytes"}
	seen := map[string]bool{}
	for _, d := range Definitions() {
		if !snake.MatchString(d.Name) || seen[d.Name] {
			t.Errorf("the name %q is taken or not in snake case", d.Name)
		}
		seen[d.Name] = true
		if !slices.Contains(units, d.Unit) {
			t.Errorf("%s has the unit %q", d.Name, d.Unit)
		}
		if len(d.Meaning) < 10 || !strings.HasSuffix(d.Meaning, ".") && !strings.Contains(d.Meaning, ";") {
			t.Errorf("%s means %q", d.Name, d.Meaning)
		}
		if d.Integer != (d.Unit == "count" || d.Unit == "persons" || d.Unit == "firms" || d.Unit == "days" && d.Name != "recovery_days" && d.Name != "review_days" || strings.HasPrefix(d.Name, "score_p")) {
			t.Errorf("%s, in %s, is whole: %v", d.Name, d.Unit, d.Integer)
		}
	}
}

// The names that the design promises to readers of summaries.
func TestPromisedNames(t *testing.T) {
	defs := Definitions()
	for _, name := range strings.Fields(`moments acts misdeeds good_deeds observations records searches missed entries
		false_entries false_discovery_rate false_entry_rate entries_for_lawful_conduct listed_for_lawful_conduct listed
		wrongly_listed wrongly_listed_days wrongful_listing_share adverse_risk_ratio equalised_odds_difference
		trips_refused displays wrong_displays fines speech_withheld misdeeds_averted resources_mean resources_gini
		score_mean score_p50 recovery_days mobility records_per_citizen_year bytes_held site_visits site_alarms
		site_false_alarms site_missed boarding_refused boarding_refused_wrongly rationed_wrongly flagged flagged_wrongly`) {
		if !slices.ContainsFunc(defs, func(d Definition) bool { return d.Name == name }) {
			t.Errorf("there is no measure called %s", name)
		}
	}
}

// TestWhereMeasuresAreGiven checks that totals hold every measure, groups and steps those that say so, in order.
func TestWhereMeasuresAreGiven(t *testing.T) {
	f := full(1)
	total, group := Total(f), ByGroup(f, women)
	var columns []string
	for _, d := range Definitions() {
		if v, ok := total[d.Name]; !ok || v.Unit != d.Unit {
			t.Errorf("%s is missing from the totals or has the unit %q", d.Name, v.Unit)
		}
		if _, ok := group[d.Name]; ok != d.ByGroup {
			t.Errorf("%s is given by group: %v, it says %v", d.Name, ok, d.ByGroup)
		}
		if d.Step {
			columns = append(columns, d.Name)
		}
	}
	at := 0
	Step(f, func(column int, v float64, ok bool) {
		if column != at || column >= len(columns) {
			t.Fatalf("column %d comes after %d, of %d", column, at-1, len(columns))
		}
		want := total[columns[column]].Value
		if ok != (want != nil) || ok && v != *want {
			t.Errorf("column %d holds %v, %v; %s is %v", column, v, ok, columns[column], want)
		}
		at++
	})
	if at != len(columns) {
		t.Errorf("%d columns, want %d", at, len(columns))
	}
}

// Whole numbers by group add up to the whole, for every measure given by group.
func TestGroupsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := full(rapid.Uint64().Draw(t, "seed"))
		total := Total(f)
		for _, d := range Definitions() {
			if !d.ByGroup || !d.Integer {
				continue
			}
			sum := 0.0
			for g := range population.Groups {
				if v := ByGroup(f, g)[d.Name].Value; v != nil {
					sum += *v
				}
			}
			if sum != *total[d.Name].Value {
				t.Fatalf("%s: the groups have %v, the whole %v", d.Name, sum, *total[d.Name].Value)
			}
		}
	})
}

func TestGroupsAreApart(t *testing.T) {
	f := empty()
	f.Tally.Counts[men][society.Entries] = 7
	for g := range population.Groups {
		want := 0.0
		if g == men {
			want = 7
		}
		if got := *ByGroup(f, g)["entries"].Value; got != want {
			t.Errorf("group %d has %v entries, want %v", g, got, want)
		}
	}
}

// TestNulls: where there is nothing to divide by, no twin or no survey, a measure is null and not 0.
func TestNulls(t *testing.T) {
	nulls := strings.Fields(`false_discovery_rate wrongful_listing_share true_positive_rate adverse_risk_ratio
		adverse_risk_ratio_if_equal equalised_odds_difference true_positive_rate_ratio false_positive_rate_ratio
		speech_withheld everyday_withheld misdeeds_averted score_mean score_p50 accused_wrongly resources_gini
		recovery_days not_recovered mobility`)
	f := empty()
	for _, name := range nulls {
		if got := value(t, f, name); !math.IsNaN(got) {
			t.Errorf("%s of a society in which nothing happened is %v, want null", name, got)
		}
	}
	f.Twin, f.Survey = new(society.Tally), new(society.Survey)
	expect(t, f, map[string]float64{
		"speech_withheld": null, "everyday_withheld": null, "misdeeds_averted": 0, "accused_wrongly": 0,
		"recovery_days": null, "not_recovered": null, "false_entry_rate": 0, "false_positive_rate": 0, "entries": 0,
	})
	f.People, f.Scored = [population.Groups]float64{}, [population.Groups]float64{}
	expect(t, f, map[string]float64{"false_entry_rate": null, "false_positive_rate": null})
}

// Without the system nobody has a score and nothing is accused, so what speaks of these is null.
func TestWithoutTheSystem(t *testing.T) {
	f := full(2)
	f.Moves = [][]int64{{5, 5}, {5, 5}}
	f.Level.Scores[ledger.Reach] = 900
	f.Survey.Back = []int64{0, 3}
	f.Survey.NotBack = []int64{0, 0}
	names := strings.Fields(`true_positive_rate false_positive_rate equalised_odds_difference score_mean score_p50
		recovery_days not_recovered mobility`)
	for _, name := range names {
		if math.IsNaN(value(t, f, name)) {
			t.Errorf("%s is null with the system", name)
		}
	}
	f.Scenario.System = false
	for _, name := range names {
		if got := value(t, f, name); !math.IsNaN(got) {
			t.Errorf("%s is %v without the system, want null", name, got)
		}
	}
}
