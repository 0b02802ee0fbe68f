package experiment

import (
	"gonum.org/v1/gonum/stat"

	"glasshouse.example/measure"
)

// fall is the line through what is withheld of lawful speech against the twin, step by step, as in an interrupted time
// series: its level where the system begins, and its trend under the system (Penney, "Chilling effects: online
// surveillance and Wikipedia use", Berkeley Technology Law Journal 31(1), 2016). A step weighs as much as its chances,
// for its variance is about one over them. There is no line through fewer than two steps in which anybody spoke.
func (r *recorder) fall(twin *recorder) *measure.Line {
	acts, chances := r.column("lawful_speech"), r.column("speech_chances")
	twinActs, twinChances := twin.column("lawful_speech"), twin.column("speech_chances")
	var years, withheld, weights []float64
	begin := 0
	for i, end := range r.Ends {
		if x, ok := measure.Withheld(acts[i], chances[i], twinActs[i], twinChances[i]); ok {
			years = append(years, float64(begin+end)/2/365)
			withheld = append(withheld, x)
			weights = append(weights, chances[i])
		}
		begin = end
	}
	if len(years) < 2 {
		return nil
	}
	level, trend := stat.LinearRegression(years, withheld, weights, false)
	return &measure.Line{Level: level, Trend: trend}
}

// column is a measure step by step.
func (r *recorder) column(name string) []float64 {
	for i, d := range stepDefinitions() {
		if d.Name == name {
			return r.Values[i]
		}
	}
	panic("experiment: no column " + name)
}
