package experiment

import (
	"math"
	"testing"
)

// stepsOf is a recorder of these acts and chances of lawful speech by step.
func stepsOf(ends []int, acts, chances []float64) *recorder {
	r := &recorder{Ends: ends, Values: make([][]float64, len(stepDefinitions()))}
	for i, d := range stepDefinitions() {
		switch d.Name {
		case "lawful_speech":
			r.Values[i] = acts
		case "speech_chances":
			r.Values[i] = chances
		}
	}
	return r
}

// A fall that is a line is found again, whatever the lengths of the steps and their weights.
func TestFallIsTheLine(t *testing.T) {
	ends, chances := []int{7, 14, 364, 365, 372, 730}, []float64{400, 390, 20000, 60, 410, 19000}
	acts, twinActs, twinChances := make([]float64, len(ends)), make([]float64, len(ends)), make([]float64, len(ends))
	begin := 0
	for i, end := range ends {
		twinChances[i] = chances[i] + float64(10*i) // what detention keeps people from
		twinActs[i] = twinChances[i] / 2
		acts[i] = chances[i] / 2 * (1 - (0.1 + 0.03*float64(begin+end)/2/365))
		begin = end
	}
	l := stepsOf(ends, acts, chances).fall(stepsOf(ends, twinActs, twinChances))
	if l == nil || math.Abs(l.Level-0.1) > 1e-12 || math.Abs(l.Trend-0.03) > 1e-12 {
		t.Errorf("level and trend %+v, want 0.1 and 0.03", l)
	}
	self := stepsOf(ends, acts, chances)
	if l := self.fall(self); l == nil || l.Level != 0 || l.Trend != 0 {
		t.Errorf("against itself %+v, want exactly 0", l)
	}
	if l := stepsOf(ends[:1], acts[:1], chances[:1]).fall(stepsOf(ends[:1], twinActs[:1], twinChances[:1])); l != nil {
		t.Errorf("one step gives a line: %+v", l)
	}
	silent := make([]float64, len(ends))
	if l := stepsOf(ends, acts, chances).fall(stepsOf(ends, silent, twinChances)); l != nil {
		t.Errorf("where nobody speaks without the system there is no fall, not %+v", l)
	}
}

// Steps with few chances count for little.
func TestFallIsWeighted(t *testing.T) {
	ends := []int{7, 14, 21}
	twin := stepsOf(ends, []float64{5000, 5, 5000}, []float64{10000, 10, 10000})
	l := stepsOf(ends, []float64{4000, 5, 4000}, []float64{10000, 10, 10000}).fall(twin)
	if l == nil || math.Abs(l.Level-0.2) > 1e-3 || math.Abs(l.Trend) > 1e-9 {
		t.Errorf("%+v, want a level near 0.2: the step of 10 chances should not count as the others", l)
	}
}
