package results

import (
	"fmt"
	"io"
	"strings"

	"glasshouse.example/experiment"
)

// The columns that a measure has in bands.parquet: the mean over the replicates with its 95 % interval, of the level and of
// the difference to the first world, which has none itself.
var bandEndings = []struct {
	ending string
	of     func(*experiment.Band) *[]float64
}{
	{"_mean", func(b *experiment.Band) *[]float64 { return &b.Level.Mean }},
	{"_low", func(b *experiment.Band) *[]float64 { return &b.Level.Low }},
	{"_high", func(b *experiment.Band) *[]float64 { return &b.Level.High }},
	{"_difference", func(b *experiment.Band) *[]float64 { return &b.Difference.Mean }},
	{"_difference_low", func(b *experiment.Band) *[]float64 { return &b.Difference.Low }},
	{"_difference_high", func(b *experiment.Band) *[]float64 { return &b.Difference.High }},
}

// writeBands writes one row a world and step.
func writeBands(w io.Writer, worlds []experiment.Compared) error {
	t, err := newTable(w, false, bandSeries(worlds[0].Bands).Columns)
	if err != nil {
		return err
	}
	for i := range worlds {
		name := worlds[i].World.Name
		if err := t.put(bandSeries(worlds[i].Bands), word(name)); err != nil {
			return fmt.Errorf("%s, world %q: %w", BandsFile, name, err)
		}
	}
	return t.writer.Close()
}

// bandSeries lays bands out as a series.
func bandSeries(b experiment.Bands) experiment.Series {
	s := experiment.Series{Day: b.Day}
	for i := range b.Columns {
		for _, e := range bandEndings {
			values := *e.of(&b.Columns[i])
			if values == nil {
				values = nulls(len(b.Day))
			}
			s.Columns = append(s.Columns, experiment.Column{Name: b.Columns[i].Name + e.ending, Unit: b.Columns[i].Unit, Values: values})
		}
	}
	return s
}

// bandsOf is the reverse of bandSeries.
func bandsOf(s experiment.Series) (experiment.Bands, error) {
	b := experiment.Bands{Day: s.Day}
	for i, c := range s.Columns {
		e := bandEndings[i%len(bandEndings)]
		name, ok := strings.CutSuffix(c.Name, e.ending)
		if !ok {
			return b, fmt.Errorf("column %q is not one that this version writes there", c.Name)
		}
		if i%len(bandEndings) == 0 {
			b.Columns = append(b.Columns, experiment.Band{Name: name, Unit: c.Unit})
		}
		*e.of(&b.Columns[len(b.Columns)-1]) = c.Values
	}
	return b, nil
}
