package report

import (
	"slices"

	"glasshouse.example/measure"
)

// Chains lead from a measure to the parameters of the scenario that it rests on: by measure, places in Doc.Parameters, those
// first that the fewest measures rest on, as they tell most about this one.
type Chains map[string][]int

// chains finds for every measure what it rests on among the parameters that apply in the scenario. A measure of what the
// scenario has nothing of has no place here.
func chains(parameters []Parameter) Chains {
	out, uses := Chains{}, make([]int, len(parameters))
	for _, d := range measure.Definitions() {
		for i, p := range parameters {
			if rests(d.Name, p.Path) {
				out[d.Name] = append(out[d.Name], i)
				uses[i]++
			}
		}
	}
	for _, chain := range out {
		slices.SortStableFunc(chain, func(a, b int) int { return uses[a] - uses[b] })
	}
	return out
}

func rests(name, path string) bool {
	for _, rest := range measure.RestsOn(name) {
		if measure.Covers(rest, path) {
			return true
		}
	}
	return false
}
