package report

import (
	"math"
	"slices"
)

// stepRows is how many rows of a step series a page carries: three years of weeks and the short last weeks of each year.
const stepRows = 160

// flows tells whether a column of a step series counts what happened in the step, so that it adds up. Persons, scores and ratios
// are levels at the step's end.
func flows(unit string) bool { return unit == "count" || unit == "days" }

// thin joins neighbouring rows until at most rows are left: flows are added, of levels the last is kept.
func thin(t Table, rows int) Table {
	n := len(t.Day)
	if n <= rows {
		return t
	}
	run := (n + rows - 1) / rows
	var ends []int // the last row of each run
	for end := run - 1; end < n-1; end += run {
		ends = append(ends, end)
	}
	ends = append(ends, n-1)
	out := Table{Columns: make([]Column, len(t.Columns))}
	for _, end := range ends {
		out.Day = append(out.Day, t.Day[end])
	}
	for i, c := range t.Columns {
		out.Columns[i] = Column{c.Name, c.Unit, joined(c, ends)}
	}
	recount(out)
	return out
}

// joined gives the column's value for each run of rows that ends at one of ends.
func joined(c Column, ends []int) []Number {
	var out []Number
	from := 0
	for _, end := range ends {
		v := c.Values[end]
		if flows(c.Unit) {
			v = 0
			for _, x := range c.Values[from : end+1] {
				v += x
			}
		}
		out, from = append(out, v), end+1
	}
	return out
}

// recount makes the false discovery rate of joined rows anew: a ratio of sums is not the last ratio.
func recount(t Table) {
	column := func(name string) []Number {
		i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
		if i < 0 {
			return nil
		}
		return t.Columns[i].Values
	}
	rate, wrong, all := column("false_discovery_rate"), column("false_entries"), column("entries")
	if rate == nil || wrong == nil || all == nil {
		return
	}
	for i := range rate {
		rate[i] = Number(math.NaN())
		if all[i] > 0 {
			rate[i] = wrong[i] / all[i]
		}
	}
}
