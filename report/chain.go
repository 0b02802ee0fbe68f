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
	covered := map[string][]int{} // by path: hundreds of measures rest on the same few
	for _, d := range measure.Definitions() {
		var all []int
		for _, rest := range measure.RestsOn(d.Name) {
			if _, met := covered[rest]; !met {
				covered[rest] = coveredBy(rest, parameters)
			}
			all = append(all, covered[rest]...)
		}
		if all == nil {
			continue
		}
		slices.Sort(all)
		out[d.Name] = slices.Compact(all)
		for _, i := range out[d.Name] {
			uses[i]++
		}
	}
	for _, chain := range out {
		slices.SortStableFunc(chain, func(a, b int) int { return uses[a] - uses[b] })
	}
	return out
}

// coveredBy gives the places of the parameters that a path stands for, in order; not nil.
func coveredBy(rest string, parameters []Parameter) []int {
	places := []int{}
	for i, p := range parameters {
		if measure.Covers(rest, p.Path) {
			places = append(places, i)
		}
	}
	return places
}
