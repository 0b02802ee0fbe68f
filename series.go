package glasshouse

import "glasshouse.example/experiment"

// Series are measures over time: a row a period, a column a measure.
type Series struct {
	// Day is the day after the last day of each row's period, counted from 0. What is counted (count, days) is what
	// happened in the period; levels (persons, points, risks) are those at its end.
	Day     []int
	columns []experiment.Column
}

// Names are the names of the columns, in the order of [Definitions].
func (s *Series) Names() []string {
	names := make([]string, len(s.columns))
	for i, c := range s.columns {
		names[i] = c.Name
	}
	return names
}

// Column gives a measure's numbers, one for each of Day; NaN where it is not defined. The slice must not be written to.
func (s *Series) Column(name string) ([]float64, error) {
	for _, c := range s.columns {
		if c.Name == name {
			return c.Values, nil
		}
	}
	return nil, unknown("column", name, s.Names())
}

// Unit gives the unit of a column, "" where there is none of that name.
func (s *Series) Unit(name string) string {
	for _, c := range s.columns {
		if c.Name == name {
			return c.Unit
		}
	}
	return ""
}

func seriesOf(s experiment.Series) *Series { return &Series{Day: s.Day, columns: s.Columns} }

func allSeries(in []experiment.Series) []*Series {
	out := make([]*Series, len(in))
	for i, s := range in {
		out[i] = seriesOf(s)
	}
	return out
}
