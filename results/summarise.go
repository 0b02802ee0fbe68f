package results

import "glasshouse.example/experiment"

// Summarise gives what summary.json of a run holds, without writing it.
func Summarise(o *experiment.Outcome, info Info) Summary { return summarise(o, o.Citizens(), info) }

// SummariseComparison gives what summary.json of a comparison holds, without writing it.
func SummariseComparison(c *experiment.Comparison, info Info) Comparison {
	return compareSummary(c, info)
}
