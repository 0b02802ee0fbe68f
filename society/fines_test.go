package society

import (
	"math"
	"testing"

	"glasshouse.example/population"
)

// poorer is by how many yuan a year all resources together lie below the usual ones.
func (w *World) poorer() (yuan float64) {
	var people [population.Incomes]float64
	for i := range w.citizens {
		people[population.FromStratum(w.citizens[i].stratum()).Income]++
	}
	for class, sum := range w.level.Resources {
		fifth := class % population.Incomes
		yuan -= float64(sum) / usual * w.scenario.Behaviour.Resources[fifth]
	}
	for fifth, n := range people {
		yuan += n * w.scenario.Behaviour.Resources[fifth]
	}
	return yuan
}

// costly is a society in which nothing but fines for crossing at red costs anything, and resources hardly come back.
func costly(t *testing.T, sets ...string) *World {
	return finish(t, load(t, "article", append(append([]string{
		"population.citizens=20000", "time.length=1 year", "behaviour.resource-half-life=36500 days", "behaviour.listed-loss=0%",
		"conduct.*.fine=0 yuan", "conduct.jaywalking.fine=60 yuan", "conduct.jaywalking.inclination=50%", "lists.travel.grounds=[score below 1]",
		"watch.police.sees=10%", "watch.crossing-cameras.identify.gallery=5000000 faces", "watch.crossing-cameras.groundless=2000/million/year",
	}, feedbackOff...), sets...)...), 5, Options{})
}

// TestFinesAreWhatIsLost: what fines take from resources is their number times their height, but for what time gives back;
// without fines nothing is lost. The level is that of the last step's beginning, so fines of that step are not in it.
func TestFinesAreWhatIsLost(t *testing.T) {
	w := costly(t)
	n := float64(w.total.Total(Fines))
	if got, want := w.poorer(), 60*n; math.Abs(got/want-1) > 0.03 || n < 5000 {
		t.Errorf("%.0f fines of 60 yuan cost %.0f yuan, expected %.0f", n, got, want)
	}
	if w.total.Total(MisplacedEntries) < 20 || w.total.Total(GroundlessEntries) < 20 {
		t.Error("nobody is fined for nothing: the test shows too little")
	}
	double := costly(t, "conduct.jaywalking.fine=120 yuan")
	if a, b := double.poorer(), 2*w.poorer(); math.Abs(a/b-1) > 0.01 || double.total.Total(Fines) != w.total.Total(Fines) {
		t.Errorf("twice the fine costs %.0f yuan, twice the loss is %.0f", a, b)
	}
	if off := costly(t, "conduct.jaywalking.fine=0 yuan"); off.total.Total(Fines) != 0 || off.poorer() != 0 {
		t.Errorf("no fines, and %d of them cost %.0f yuan", off.total.Total(Fines), off.poorer())
	}
}

// TestNothingIsCompensated: an appeal that succeeds gives points back, and neither the fine nor a day in detention.
func TestNothingIsCompensated(t *testing.T) {
	sets := []string{"conduct.jaywalking.detention=2 days"}
	none := costly(t, sets...)
	heard := costly(t, append(sets, "redress.notice=100%", "redress.appeal-if-wronged=80%", "redress.appeal-if-not=50%", "redress.rubber-stamp=0%",
		"redress.upheld-if-true=50%", "redress.reviewers=1000/100000", "redress.review-days=7 days")...)
	if n := heard.total.Total(AppealsUpheld); n < 500 || heard.level.Scores == none.level.Scores {
		t.Errorf("%d appeals succeed, or give no points back: the test shows nothing", n)
	}
	if heard.poorer() != none.poorer() || heard.total.Total(Fines) != none.total.Total(Fines) {
		t.Errorf("with appeals people are poorer by %.0f yuan, without by %.0f", heard.poorer(), none.poorer())
	}
	for _, c := range []Count{Detentions, DetentionDays, Ineligible} {
		if heard.total.Total(c) != none.total.Total(c) || none.total.Total(c) == 0 {
			t.Errorf("counter %d: %d with appeals, %d without", c, heard.total.Total(c), none.total.Total(c))
		}
	}
}
