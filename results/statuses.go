package results

import (
	"math/bits"
	"slices"

	"github.com/parquet-go/parquet-go"

	"glasshouse.example/experiment"
)

// deciding are the columns of yes and no that experiment.Row.Status looks at; those of a world stand here without its name.
var deciding = []string{
	"scored", "listed", "truly_listed", "listed_wrongly", "listed_for_lawful_conduct", "own_entry", "false_entry",
}

// Statuses is Citizens for who needs each citizen's status in the run's first world and nothing else. It reads a quarter of
// the columns, and those as the bits that they are: many times faster.
func (r *Run) Statuses(fn func(batch []experiment.Status) error) error {
	var answers []uint8 // by citizen, a bit for each deciding column
	var batch []experiment.Status
	world := r.Summary.Worlds.names()[0] + "_"
	return r.eachGroup(func(group parquet.RowGroup, columns []citizenColumn) error {
		n := int(group.NumRows())
		answers = slices.Grow(answers[:0], n)[:n]
		clear(answers)
		var asked []citizenColumn
		for i, column := range columns {
			if len(asked) < len(deciding) && (column.name == deciding[len(asked)] || column.name == world+deciding[len(asked)]) {
				if err := readBits(group.ColumnChunks()[i], column.name, answers, 1<<len(asked)); err != nil {
					return err
				}
				asked = append(asked, column)
			}
		}
		statuses := statusesOf(asked)
		batch = batch[:0]
		for _, a := range answers {
			batch = append(batch, statuses[a])
		}
		return fn(batch)
	})
}

// readBits sets a bit for each citizen of whom a column of yes and no says yes.
func readBits(chunk parquet.ColumnChunk, name string, into []uint8, bit uint8) error {
	at := 0
	err := eachPage(chunk, func(page parquet.Page) error {
		n := int(page.NumValues())
		if n > len(into)-at {
			return errLong
		}
		data := page.Data()
		for i, eight := range data.Boolean() {
			for ; eight != 0; eight &= eight - 1 {
				if k := 8*i + bits.TrailingZeros8(eight); k < n {
					into[at+k] |= bit
				}
			}
		}
		at += n
		return nil
	})
	return whole(name, at, len(into), err)
}

// statusesOf gives the status for every combination of answers in the given columns, the first in the lowest bit.
func statusesOf(columns []citizenColumn) []experiment.Status {
	all := make([]experiment.Status, 1<<len(columns))
	for answers := range all {
		row := make([]CitizenRow, 1)
		for i, column := range columns {
			column.set(row, []parquet.Value{parquet.BooleanValue(answers>>i&1 != 0)}, nil)
		}
		all[answers] = row[0].Status()
	}
	return all
}
