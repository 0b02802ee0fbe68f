package experiment

import (
	"slices"

	"glasshouse.example/measure"
)

// StepDefinitions are the measures that are columns of a world's steps, in order.
func StepDefinitions() []measure.Definition { return stepDefinitions() }

// DistrictColumns are the columns of a district's series, in order, without values.
func DistrictColumns() []Column { return slices.Clone(districtColumns) }
