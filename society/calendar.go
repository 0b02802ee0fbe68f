package society

// A year has 53 cells: 52 of seven days and a last one cut to a single day, so that every year begins with a
// cell and luck in it does not depend on the length of the run. A step is a cell, or one day of a cell.
const (
	cellDays     = 7
	yearDays     = 365
	cellsPerYear = 53
)

// Span is the time of one step.
type Span struct {
	Day  uint16 // first day of the step
	Days uint16 // 1 to 7
	Cell uint32 // cell of luck the step lies in
	From uint16 // first day of the step within the cell
}

// Calendar lists the steps of a run of so many days, each a cell or (step 1) a day.
func Calendar(days, step int) []Span {
	var spans []Span
	for day := 0; day < days; {
		inYear := day % yearDays
		from := inYear % cellDays
		length := min(step, cellDays-from, yearDays-inYear, days-day)
		spans = append(spans, Span{
			Day: uint16(day), Days: uint16(length), From: uint16(from),
			Cell: uint32(day/yearDays*cellsPerYear + inYear/cellDays),
		})
		day += length
	}
	return spans
}

// cellOf is the cell that a day lies in.
func cellOf(day uint16) uint32 {
	return uint32(day/yearDays*cellsPerYear + day%yearDays/cellDays)
}

// end is the first day after the step.
func (s Span) end() uint16 { return s.Day + s.Days }

// opens tells whether the step begins its cell.
func (s Span) opens() bool { return s.From == 0 }

// whole tells whether the step is a full cell, so that every moment of the cell lies in it.
func (s Span) whole() bool { return s.Days == cellDays }

// dayOf is the day within the cell of a moment with time word t.
func dayOf(t uint32) uint32 { return uint32(uint64(t) * cellDays >> 32) }

// within tells whether a moment with time word t lies in the step.
func (s Span) within(t uint32) bool { return dayOf(t)-uint32(s.From) < uint32(s.Days) }
