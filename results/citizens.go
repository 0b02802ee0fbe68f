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
	// pageRows are packed together.
	pageRows = 1 << 14
	// batchRows are turned into columns at a time: few enough to stay in the processor's cache.
	batchRows = 1 << 9
)

// CitizenRow is one row of citizens.parquet: one synthetic citizen at the end of the run, in both worlds.
type CitizenRow = experiment.Row

// rowSource gives the citizens' rows; read may be called from several goroutines at once.
type rowSource struct {
	citizens int
	every    int // each so-manieth citizen is known and written; 1: all
	read     func(row *CitizenRow, i int)
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
	columns := citizenColumns(rows.worlds)
	var schema ordered
	for _, c := range columns {
		schema.add(c.name, c.node)
	}
	file, err := newFile(out, parquet.NewSchema("glasshouse", schema), createdBy(),
		parquet.KeyValueMetadata("glasshouse.sample", sampleName(rows.every)))
	if err != nil {
		return err
	}
	written := (rows.citizens + rows.every - 1) / rows.every
	if err := fillGroups(file, written, func(from, to int) (*rowGroup, error) {
		return fillGroup(columns, rows, from, to)
	}); err != nil {
		return fmt.Errorf("%s: %w", CitizensFile, err)
	}
	return file.close()
}

// filled is a row group ready to be taken into the file.
type filled struct {
	group *rowGroup
	err   error
}

// fillGroups calls fill for runs of groupRows out of n rows, several at once, and takes them into the file in order.
func fillGroups(file *file, n int, fill func(from, to int) (*rowGroup, error)) error {
	queue := make(chan chan filled, max(1, runtime.GOMAXPROCS(0)-1))
	go func() {
		defer close(queue)
		for from := 0; from < n; from += groupRows {
			done := make(chan filled, 1)
			queue <- done
			go func() {
				group, err := fill(from, min(from+groupRows, n))
				done <- filled{group, err}
			}()
		}
	}()
	var failed error
	for done := range queue {
		f := <-done
		if failed == nil {
			failed = f.err
		}
		if failed == nil {
			failed = file.take(f.group)
		}
	}
	return failed
}

// fillGroup packs rows from..to of the file, a page of each column at a time, gathered in batches.
func fillGroup(columns []citizenColumn, rows rowSource, from, to int) (*rowGroup, error) {
	group := &rowGroup{rows: to - from, chunks: make([]chunk, len(columns))}
	gathered := make([]values, len(columns))
	batch := make([]CitizenRow, batchRows)
	for from < to {
		for end := min(from+pageRows, to); from < end; {
			n := min(batchRows, end-from)
			for i := range n {
				rows.read(&batch[i], (from+i)*rows.every)
			}
			for c, column := range columns {
				column.get(&gathered[c], batch[:n])
			}
			from += n
		}
		for c, column := range columns {
			if err := group.chunks[c].add(column.packing, &gathered[c]); err != nil {
				return nil, fmt.Errorf("column %s: %w", column.name, err)
			}
		}
	}
	for c, column := range columns {
		if err := group.chunks[c].end(column, &gathered[c]); err != nil {
			return nil, fmt.Errorf("column %s: %w", column.name, err)
		}
	}
	return group, nil
}
