package glasshouse

import (
	"maps"
	"math"
	"slices"

	"glasshouse.example/measure"
)

// Definition says what a measure is.
type Definition struct {
	Name    string
	Unit    string // "count", "persons", "ratio", "days", …
	Meaning string // a sentence
	Formula string // in the symbols of MODEL.md, or ""
	ByGroup bool   // also given by group
	ByStep  bool   // also given by step
}

// Definitions is every measure of a run, in the order of documents and tables.
func Definitions() []Definition {
	var all []Definition
	for _, d := range measure.Definitions() {
		all = append(all, Definition{Name: d.Name, Unit: d.Unit, Meaning: d.Meaning, Formula: d.Formula, ByGroup: d.ByGroup, ByStep: d.Step})
	}
	return all
}

// Number is one measured number with its unit.
type Number struct {
	Value float64 // NaN where it is not defined
	Unit  string
}

// Measures are measured numbers by name.
type Measures map[string]Number

// Value gives the number of a name. It is NaN where it is not defined, such as a ratio whose denominator is zero or a
// comparison with a twin that was not run. A name that is not there is an error.
func (m Measures) Value(name string) (float64, error) {
	n, ok := m[name]
	if !ok {
		return 0, unknown("measure", name, m.Names())
	}
	return n.Value, nil
}

// Names are the names that have a number, defined or not, in alphabetical order.
func (m Measures) Names() []string { return slices.Sorted(maps.Keys(m)) }

func measuresOf(in map[string]measure.Value) Measures {
	m := make(Measures, len(in))
	for name, v := range in {
		m[name] = Number{Value: orNaN(v.Value), Unit: v.Unit}
	}
	return m
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

func allMeasures(in map[string]map[string]measure.Value) map[string]Measures {
	out := make(map[string]Measures, len(in))
	for name, measures := range in {
		out[name] = measuresOf(measures)
	}
	return out
}

// pick gives the measures of one name out of many.
func pick(what, name string, of map[string]Measures) (Measures, error) {
	m, ok := of[name]
	if !ok {
		return nil, unknown(what, name, slices.Sorted(maps.Keys(of)))
	}
	return m, nil
}
