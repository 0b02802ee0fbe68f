package measure

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/conduct"
	"glasshouse.example/ledger"
	"glasshouse.example/population"
	"glasshouse.example/society"
)

// TestCounts checks which counters each count is made of.
func TestCounts(t *testing.T) {
	f := empty()
	y := f.Tally
	y.Moments[women] = [conduct.Kinds]int64{100, 50, 20, 10, 40}
	y.Moments[boys][train] = 5
	y.Acts[women] = [conduct.Kinds]int64{30, 20, 4, 10, 22}
	y.Acts[men][jaywalking] = 6
	y.Records = [16]int64{10, 0, 5}
	y.Counts[women][society.MisplacedEntries] = 3
	y.Counts[men][society.GroundlessEntries] = 1
	y.Counts[men][society.TrueEntries] = 12
	y.Counts[women][society.Entries] = 3
	y.Counts[men][society.Entries] = 13
	f.Level.Listed[women], f.Level.Listed[men] = 6, 4
	f.Level.Wrong[women] = 2
	f.Level.Lawful[men] = 1
	f.Transit = [2]float64{2, 5}
	expect(t, f, map[string]float64{
		"moments": 225, "acts": 92, "misdeeds": 36, "good_deeds": 4, "lawful_speech": 20, "everyday_acts": 22,
		"records": 15, "entries": 16, "true_entries": 12, "misattributed_entries": 3, "groundless_entries": 1,
		"false_entries": 4, "false_discovery_rate": 0.25, "entries_in_transit": 7,
		"listed": 10, "wrongly_listed": 2, "wrongful_listing_share": 0.2, "listed_for_lawful_conduct": 1,
		"false_entry_rate": 4.0 / 1000, // a year of 1000 people, scored or not
	})
	f.Days = 3 * 365
	expect(t, f, map[string]float64{"false_entry_rate": 4.0 / 3000})
	one := ByGroup(f, women)
	if got := *one["false_entry_rate"].Value; math.Abs(got-3.0/1500) > 1e-15 {
		t.Errorf("the false entry rate of women is %v, want 3 in 1500 years", got)
	}
	if got := *one["false_discovery_rate"].Value; got != 1 {
		t.Errorf("the false discovery rate of women is %v, want 1", got)
	}
}

// Every plain counter is named after what it counts.
func TestCounters(t *testing.T) {
	for name, c := range map[string]society.Count{
		"observations": society.Detected, "searches": society.Searches, "searches_herself": society.SearchHerself,
		"searches_another": society.SearchAnother, "missed": society.SearchNobody, "credits": society.Credits,
		"misattributions": society.Misplaced, "rejected_by_review": society.Rejected,
		"entries_for_lawful_conduct": society.LawfulEntries, "listed_days": society.ListedDays,
		"wrongly_listed_days": society.WronglyListedDays, "joined": society.Joined, "left": society.Left,
		"joined_wrongly": society.JoinedWrongly, "trips_refused": society.TripsRefused,
		"trips_refused_wrongly": society.TripsRefusedWrongly, "displays": society.Displays,
		"wrong_displays": society.WrongDisplays, "fines": society.Fines,
		"loans": society.Loans, "late_payments": society.LatePayments, "defaults": society.Defaults, "judgments": society.Judgments,
		"unpaid_judgments": society.UnpaidJudgments, "settlements": society.Settlements, "debts_repaid": society.DebtsRepaid,
		"debts_settled": society.DebtsSettled, "debts_enforced": society.DebtsEnforced, "re_listed": society.ReListed,
		"trips_diverted": society.TripsDiverted,
	} {
		f := empty()
		f.Tally.Counts[women][c], f.Tally.Counts[men][c] = 17, 4
		expect(t, f, map[string]float64{name: 21})
	}
}

func TestDebts(t *testing.T) {
	f := empty()
	f.Level.InDebt[women], f.Level.InDebt[men] = 30, 12
	f.Level.InDefault[women], f.Level.InDefault[men] = 3, 1
	expect(t, f, map[string]float64{"in_debt": 42, "in_default": 4, "defaults_added": null, "never_back": null,
		"trips_refused_per_listed_year": null})
	f.Tally.Counts[women][society.Defaults], f.Tally.Counts[men][society.Defaults] = 9, 4
	f.Twin = new(society.Tally)
	f.Twin.Counts[women][society.Defaults], f.Twin.Counts[men][society.Defaults] = 5, 6
	f.Tally.Counts[women][society.ListedDays], f.Tally.Counts[women][society.TripsRefused] = 730, 3
	f.Survey = new(society.Survey)
	f.Survey.Marked[women], f.Survey.NeverBack[women], f.Survey.Marked[men] = 6, 3, 2
	expect(t, f, map[string]float64{"defaults_added": 2, "never_back": 3.0 / 8, "trips_refused_per_listed_year": 1.5})
	if got := *ByGroup(f, women)["defaults_added"].Value; got != 4 {
		t.Errorf("defaults added among women are %v, want 4", got)
	}
}

func TestAgainstTheTwin(t *testing.T) {
	f := empty()
	f.Twin = new(society.Tally)
	f.Twin.Acts[women] = [conduct.Kinds]int64{100, 80, 5, 10, 40}
	f.Tally.Acts[women] = [conduct.Kinds]int64{90, 60, 9, 10, 44}
	f.Tally.Moments[women] = [conduct.Kinds]int64{200, 160, 20, 10, 80}
	f.Twin.Moments = f.Tally.Moments
	expect(t, f, map[string]float64{"misdeeds_averted": 10, "speech_withheld": 0.25, "everyday_withheld": -0.1, "speech_chances": 160,
		"speech_withheld_level": null, "speech_withheld_trend": null})
	f.Tally.Barred[women] = [conduct.Kinds]int64{0, 40, 0, 0, 8} // detention is neither silence nor talk
	expect(t, f, map[string]float64{"speech_withheld": 0, "everyday_withheld": 1 - 44.0/72/(40.0/80), "speech_chances": 120})
	f.Fall = &Line{Level: 0.25, Trend: -0.125}
	expect(t, f, map[string]float64{"speech_withheld_level": 0.25, "speech_withheld_trend": -0.125})
	f.Twin = f.Tally // a world compared with itself
	expect(t, f, map[string]float64{"misdeeds_averted": 0, "speech_withheld": 0, "everyday_withheld": 0})
	f.Twin = new(society.Tally) // nothing said without the system: no ratio
	expect(t, f, map[string]float64{"misdeeds_averted": -90, "speech_withheld": null, "everyday_withheld": null})
}

func TestAdverse(t *testing.T) {
	f := empty()
	f.Tally.Counts[women][society.MisplacedEntries] = 30 // of 500 women in a year: 0.06
	f.Tally.Counts[men][society.MisplacedEntries] = 10   // of 400 men: 0.025
	f.Tally.Counts[men][society.GroundlessEntries] = 2   // 0.03 with these
	expect(t, f, map[string]float64{"adverse_risk_ratio": 0.06 / 0.03})
	f.Tally.Counts[men][society.MisplacedEntries], f.Tally.Counts[men][society.GroundlessEntries] = 0, 0
	expect(t, f, map[string]float64{"adverse_risk_ratio": null, "adverse_risk_ratio_if_equal": null}) // a lowest of 0
	f.Tally.Counts[women][society.MisplacedEntries], f.Tally.Counts[men][society.MisplacedEntries] = 12, 8
	expect(t, f, map[string]float64{"adverse_risk_ratio": null}) // fewer than 10 expected of men: 20 · 4/9
	f.Tally.Counts[women][society.MisplacedEntries], f.Tally.Counts[men][society.MisplacedEntries] = 13, 10
	expect(t, f, map[string]float64{"adverse_risk_ratio": 400 * 13.0 / (500 * 10)})
}

// If two groups of equal size have one rate and a hundred events are expected in each, the logarithm of the ratio of
// extremes is about |√(2/100)·Z|, whose exponential has the mean 2·exp(σ²/2)·Φ(σ) = 1.124.
func TestAdverseIfEqual(t *testing.T) {
	f := empty()
	f.People[women], f.People[men], f.People[boys] = 500, 500, 0
	f.Tally.Counts[women][society.MisplacedEntries] = 130
	f.Tally.Counts[men][society.MisplacedEntries] = 70
	got := value(t, f, "adverse_risk_ratio_if_equal")
	sigma := math.Sqrt(2.0 / 100)
	want := 2 * math.Exp(sigma*sigma/2) * 0.5 * (1 + math.Erf(sigma/math.Sqrt2))
	if math.Abs(got-want) > 0.015 { // the draws' own standard error is 0.003
		t.Errorf("with one rate for both the ratio of extremes is %v, want about %.3f", got, want)
	}
	if again := value(t, f, "adverse_risk_ratio_if_equal"); again != got {
		t.Errorf("computed again it is %v, after %v", again, got)
	}
	expect(t, f, map[string]float64{"adverse_risk_ratio": 130.0 / 70}) // the draws leave the facts alone
}

func TestAdverseIfEqualIsAboveOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := empty()
		f.Tally.Counts[women][society.MisplacedEntries] = int64(rapid.IntRange(20, 2000).Draw(t, "women"))
		f.Tally.Counts[men][society.MisplacedEntries] = int64(rapid.IntRange(20, 2000).Draw(t, "men"))
		if got, ok := f.adverseIfEqual(); !ok || got <= 1 || got > 2 {
			t.Fatalf("the ratio under no difference is %v, %v", got, ok)
		}
	})
}

// By hand: 100 weeks with a punishable act of each group, 20 caught of women and 50 of men; the rest of the weeks
// idle, 60 accused of women and 20 of men.
func TestOdds(t *testing.T) {
	f := empty()
	for g, n := range map[int][2]int64{women: {20, 60}, men: {50, 20}} {
		f.Tally.Counts[g][society.ActiveWeeks] = 100
		f.Tally.Counts[g][society.ActiveWeeksCaught] = n[0]
		f.Tally.Counts[g][society.IdleWeeksAccused] = n[1]
	}
	w, m := 60/(500*53.0-100), 20/(400*53.0-100)
	expect(t, f, map[string]float64{
		"true_positive_rate": 0.35, "false_positive_rate": 80 / (900*53.0 - 200),
		"equalised_odds_difference": 0.5 - 0.2,
		"true_positive_rate_ratio":  2.5, "false_positive_rate_ratio": w / m,
	})
	// With no difference in true positives the gap in false ones is what is left.
	f.Tally.Counts[women][society.ActiveWeeksCaught] = 50
	expect(t, f, map[string]float64{"equalised_odds_difference": w - m, "true_positive_rate_ratio": 1})
	// Where nobody did anything the gap in false positives still counts; fewer than 10 expected do not.
	f.Tally.Counts[women][society.ActiveWeeks], f.Tally.Counts[men][society.ActiveWeeks] = 0, 0
	f.Tally.Counts[women][society.ActiveWeeksCaught], f.Tally.Counts[men][society.ActiveWeeksCaught] = 0, 0
	expect(t, f, map[string]float64{
		"true_positive_rate": null, "true_positive_rate_ratio": null,
		"equalised_odds_difference": 60/(500*53.0) - 20/(400*53.0),
	})
	f.Tally.Counts[women][society.IdleWeeksAccused], f.Tally.Counts[men][society.IdleWeeksAccused] = 10, 5
	expect(t, f, map[string]float64{"equalised_odds_difference": null})
}

// scores sets the scored citizens' points.
func scores(f *Facts, points ...int) {
	for _, p := range points {
		f.Level.Scores[ledger.Reach+p-f.Scenario.Ledger.Start]++
	}
}

func TestScores(t *testing.T) {
	f := empty()
	scores(f, 1000, 1000, 980, 1010, 940, 1000, 1000, 1020, 1000, 960)
	expect(t, f, map[string]float64{
		"score_mean": 991, "score_p05": 940, "score_p25": 980, "score_p50": 1000, "score_p75": 1000, "score_p95": 1020,
	})
	f = empty()
	scores(f, -500, 3000, 1000) // kept unclipped, read clipped
	expect(t, f, map[string]float64{"score_mean": 2300.0 / 3, "score_p05": 0, "score_p50": 1000, "score_p95": 1300})
}

func TestQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := empty()
		points := rapid.SliceOfN(rapid.IntRange(0, 1300), 1, 60).Draw(t, "points")
		scores(f, points...)
		slices.Sort(points)
		percent := rapid.Int64Range(1, 100).Draw(t, "per cent")
		got, ok := quantile(percent)(f)
		want := points[(int(percent)*len(points)+99)/100-1]
		if !ok || got != float64(want) {
			t.Fatalf("quantile %d of %v is %v, want %d", percent, points, got, want)
		}
	})
}

// rich sets people's resources in yuan, all in the third fifth, whose usual is 3000.
func rich(f *Facts, yuan ...float64) {
	f.Survey = new(society.Survey)
	for _, y := range yuan {
		m := int64(math.Round(y / 3000 * (1 << 15)))
		f.Survey.Resources[2][m]++
		f.Survey.Shares[women][2] += m
	}
	f.People = [population.Groups]float64{women: float64(len(yuan))}
}

func TestGini(t *testing.T) {
	for _, c := range []struct {
		yuan []float64
		want float64
	}{
		{[]float64{3000, 3000, 3000}, 0},
		{[]float64{3000}, 0},
		{[]float64{0, 0, 0, 3000}, 0.75},         // one has it all: (n−1)/n
		{[]float64{1500, 4500}, 0.25},            // 1 : 3
		{[]float64{750, 1500, 2250, 3000}, 0.25}, // 1 : 2 : 3 : 4
		{[]float64{0, 0}, 0},
	} {
		f := empty()
		rich(f, c.yuan...)
		if got := value(t, f, "resources_gini"); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("the Gini index of %v is %v, want %v", c.yuan, got, c.want)
		}
	}
}

// Over fifths with different usual resources, against the definition Σ|x − y| / (2n²·mean).
func TestGiniMeetsItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := empty()
		f.Survey = new(society.Survey)
		var yuan []float64
		for range rapid.IntRange(1, 30).Draw(t, "people") {
			fifth, m := rapid.IntRange(0, 4).Draw(t, "fifth"), rapid.IntRange(1, 1<<15).Draw(t, "share")
			f.Survey.Resources[fifth][m]++
			yuan = append(yuan, float64(m)/(1<<15)*f.Scenario.Behaviour.Resources[fifth])
		}
		apart, sum := 0.0, 0.0
		for _, x := range yuan {
			sum += x
			for _, y := range yuan {
				apart += math.Abs(x - y)
			}
		}
		if got, want := f.gini(), apart/(2*float64(len(yuan))*sum); math.Abs(got-want) > 1e-9 {
			t.Fatalf("the Gini index of %v is %v, want %v", yuan, got, want)
		}
	})
}

// Resources and risks, from a survey and from the sums of a step.
func TestMeans(t *testing.T) {
	f := empty()
	const half = 1 << 14
	for class := range population.Classes { // everyone in class 2, fifth 2, and one in class 14, fifth 4
		f.Level.Resources[class] = map[int]uint64{2: 999 * half, 14: 2 * half}[class]
	}
	f.Level.Risk, f.Level.Speech = 1000*conduct.One/10, 1000*conduct.One/4
	want := map[string]float64{"resources_mean": (999*1500 + 5000) / 1000.0, "perceived_risk": 0.1, "speech_risk": 0.25}
	f.Level.Risk, f.Level.Speech = 1000*6000, 1000*16384
	want["perceived_risk"] = 6000.0 / conduct.One
	expect(t, f, want)

	f.Survey = new(society.Survey)
	f.Survey.Shares[women][2], f.Survey.Shares[men][4] = 999*half, 2*half
	f.Survey.Risk[women], f.Survey.Risk[boys] = 900*6000, 100*6000
	f.Survey.SpeechRisk[men] = 1000 * 16384
	f.Level = new(society.Level) // not looked at where there is a survey
	expect(t, f, want)
}

// TestKaplanMeier takes the remission times of 21 leukaemia patients on 6-mercaptopurine (Freireich and others 1963),
// the example of most textbooks: 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448, and a median of 23 weeks.
func TestKaplanMeier(t *testing.T) {
	f := empty()
	f.Survey = &society.Survey{Back: make([]int64, 40), NotBack: make([]int64, 40)}
	for _, d := range []int{6, 6, 6, 7, 10, 13, 16, 22, 23} {
		f.Survey.Back[d]++
	}
	for _, d := range []int{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35} {
		f.Survey.NotBack[d]++
	}
	want := map[int]float64{6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
	n := 0
	f.kaplanMeier(func(day int, share float64) {
		n++
		if math.Abs(share-want[day]) > 0.0005 {
			t.Errorf("at %d the share is %.4f, published is %.3f", day, share, want[day])
		}
	})
	if n != len(want) {
		t.Errorf("the curve has %d steps, want %d", n, len(want))
	}
	expect(t, f, map[string]float64{"recovery_days": 23})
	if got := value(t, f, "not_recovered"); math.Abs(got-0.448) > 0.0005 {
		t.Errorf("%v are not back at the end, want 0.448", got)
	}
}

func TestRecovery(t *testing.T) {
	for _, c := range []struct {
		back, notBack []int64
		days, not     float64
	}{
		{[]int64{0, 1, 1, 1, 1}, make([]int64, 5), 2, 0},                // nobody censored: the median
		{[]int64{0, 0, 1, 0, 0}, []int64{0, 0, 0, 0, 2}, null, 2.0 / 3}, // half are never back
		{[]int64{0, 0, 0}, []int64{0, 1, 1}, null, 1},                   // nobody is back
		{[]int64{0, 0, 0}, []int64{0, 0, 0}, null, null},                // nobody was listed
		{[]int64{0, 0, 1}, []int64{0, 1, 1}, 2, 0.5},                    // who was lost before doesn't count
	} {
		f := empty()
		f.Survey = &society.Survey{Back: c.back, NotBack: c.notBack}
		expect(t, f, map[string]float64{"recovery_days": c.days, "not_recovered": c.not})
	}
}

func TestShorrocks(t *testing.T) {
	for _, c := range []struct {
		moves [][]int64
		want  float64
	}{
		{[][]int64{{5, 0, 0}, {0, 9, 0}, {0, 0, 1}}, 0},              // nobody moved
		{[][]int64{{10, 10, 10}, {5, 5, 5}, {1, 1, 1}}, 1},           // where one ends says nothing of where one began
		{[][]int64{{0, 7}, {3, 0}}, 2},                               // everybody changed places
		{[][]int64{{3, 1, 0}, {1, 2, 1}, {0, 1, 1}}, (3 - 1.75) / 2}, // 3/4 + 2/4 + 1/2 stay
		{[][]int64{{3, 0, 1}, {0, 0, 0}, {1, 0, 1}}, (2 - 1.25) / 1}, // nobody began in the middle
		{[][]int64{{5, 5}, {0, 0}}, null},                            // all began in one band
		{nil, null},
	} {
		f := empty()
		f.Moves = c.moves
		expect(t, f, map[string]float64{"mobility": c.want})
	}
}
