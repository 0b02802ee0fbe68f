package results

import (
	"fmt"
	"io"
	"runtime"

	"github.com/parquet-go/parquet-go"

	"glasshouse.example/experiment"
)

const (
	// groupRows is the number of citizens in a row group. It is fixed, so that the file's bytes depend neither
	// on the number of workers nor on the memory at hand.
	groupRows = 1 << 18
	// batchRows are turned into columns at a time: few enough to stay in the processor's cache.
	batchRows = 1 << 9
)

// CitizenRow is one row of citizens.parquet: one synthetic citizen at the end of the run, in both worlds.
type CitizenRow = experiment.Row

// rowSource gives the citizens' rows; row may be called from several goroutines at once.
type rowSource struct {
	citizens int
	every    int // each so-manieth citizen is known and written; 1: all
	row      func(i int) CitizenRow
	worlds   []string // the names of the run's worlds, one or two
}

func sampleName(every int) string {
	if every == 1 {
		return "all"
	}
	return fmt.Sprintf("1 in %d", every)
}

// writeCitizens writes every citizen who is known. Row groups are filled by all processors at once and taken into the file
// in order.
func writeCitizens(out io.Writer, rows rowSource) error {
	every := rows.every
	columns := citizenColumns(rows.worlds)
	var schema ordered
	for _, c := range columns {
		schema.add(c.name, c.node)
	}
	writer := parquet.NewWriter(out, parquet.NewSchema("glasshouse", schema), createdBy(),
		parquet.KeyValueMetadata("glasshouse.sample", sampleName(every)), parquet.DataPageStatistics(false))
	written := (rows.citizens + every - 1) / every
	if err := fillGroups(writer, written, func(g *parquet.ConcurrentRowGroupWriter, from, to int) error {
		return fillGroup(g, columns, rows, from, to, every)
	}); err != nil {
		return fmt.Errorf("%s: %w", CitizensFile, err)
	}
	return writer.Close()
}

// filled is a row group ready to be taken into the file.
type filled struct {
	group *parquet.ConcurrentRowGroupWriter
	err   error
}

// fillGroups calls fill for runs of groupRows out of n rows, several at once, and commits them in order.
func fillGroups(w *parquet.Writer, n int, fill func(g *parquet.ConcurrentRowGroupWriter, from, to int) error) error {
	queue := make(chan chan filled, max(1, runtime.GOMAXPROCS(0)-1))
	go func() {
		defer close(queue)
		for from := 0; from < n; from += groupRows {
			group, done := w.BeginRowGroup(), make(chan filled, 1)
			queue <- done
			go func() { done <- filled{group, fill(group, from, min(from+groupRows, n))} }()
		}
	}()
	var failed error
	for done := range queue {
		f := <-done
		if failed == nil {
			failed = f.err
		}
		if failed == nil {
			_, failed = f.group.Commit()
		}
	}
	return failed
}

// fillGroup writes rows from..to of the file, column by column in batches.
func fillGroup(g *parquet.ConcurrentRowGroupWriter, columns []citizenColumn, rows rowSource, from, to, every int) error {
	batch := make([]CitizenRow, batchRows)
	values := make([]parquet.Value, batchRows)
	vocabulary := make([]words, len(columns))
	for from < to {
		n := min(batchRows, to-from)
		for i := range n {
			batch[i] = rows.row((from + i) * every)
		}
		for c, column := range columns {
			column.get(values[:n], batch[:n], &vocabulary[c])
			if _, err := g.ColumnWriters()[c].WriteRowValues(values[:n]); err != nil {
				return fmt.Errorf("column %s: %w", column.name, err)
			}
		}
		from += n
	}
	return g.Flush()
}
