package results

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/parquet-go/parquet-go"

	"glasshouse.example/experiment"
)

// Run is a run's folder, opened for reading.
type Run struct {
	Dir      string
	Manifest Manifest
	Summary  Summary
}

// Open reads the manifest and the summary of a run's folder. The tables are read when asked for.
func Open(dir string) (*Run, error) {
	m, err := readEnded(dir)
	if err != nil {
		return nil, err
	}
	if m.IsComparison() {
		return nil, fmt.Errorf("%s: the folder of a comparison, where one of a run is due", dir)
	}
	s, err := ReadSummary(dir)
	if err != nil {
		return nil, err
	}
	return &Run{Dir: dir, Manifest: m, Summary: s}, nil
}

// Ended tells whether dir is the folder of a run or comparison that has ended and can be read; the error says what it is not.
func Ended(dir string) error {
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	if m.IsComparison() {
		_, err = OpenComparison(dir)
		return err
	}
	_, err = Open(dir)
	return err
}

// readEnded reads the manifest of a run or comparison that has ended.
func readEnded(dir string) (Manifest, error) {
	m, err := ReadManifest(dir)
	if err == nil && m.StateHash == "" {
		err = fmt.Errorf("%s: this run has not ended; go on with `glasshouse resume %s`", dir, dir)
	}
	return m, err
}

// Steps gives every world's measures step by step.
func (r *Run) Steps() (map[string]experiment.Series, error) {
	tables, err := readSeries(filepath.Join(r.Dir, StepsFile))
	if err != nil {
		return nil, err
	}
	worlds := map[string]experiment.Series{}
	for world, series := range tables {
		worlds[world] = series[0]
	}
	return worlds, nil
}

// Districts gives every world's measures by district and period; the index is the district.
func (r *Run) Districts() (map[string][]experiment.Series, error) {
	return readSeries(filepath.Join(r.Dir, DistrictsFile))
}

// readSeries reads a table of series: by world, and within it by district where the table has them.
func readSeries(name string) (map[string][]experiment.Series, error) {
	out := map[string][]experiment.Series{}
	err := withFile(name, func(f *parquet.File) error {
		infos, err := columnInfos(f)
		if err != nil {
			return err
		}
		lead := len(f.Schema().Columns()) - len(infos) // world, district where given, day
		return eachRow(f, func(row parquet.Row) {
			world, district := string(row[0].ByteArray()), 0
			if lead == 3 {
				district = int(row[1].Uint32())
			}
			for len(out[world]) <= district {
				out[world] = append(out[world], experiment.Series{Columns: emptyColumns(infos)})
			}
			appendRow(&out[world][district], row, lead)
		})
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

func emptyColumns(infos []columnInfo) []experiment.Column {
	columns := make([]experiment.Column, len(infos))
	for i, c := range infos {
		columns[i] = experiment.Column{Name: c.Name, Unit: c.Unit, Integer: c.Integer}
	}
	return columns
}

// appendRow adds a row whose last leading column is the day, and the rest the measures.
func appendRow(s *experiment.Series, row parquet.Row, lead int) {
	s.Day = append(s.Day, int(row[lead-1].Int32()))
	for i := range s.Columns {
		c := &s.Columns[i]
		c.Values = append(c.Values, number(row[lead+i], c.Integer))
	}
}

func number(v parquet.Value, integer bool) float64 {
	switch {
	case v.IsNull():
		return math.NaN()
	case integer:
		return float64(v.Int64())
	}
	return v.Double()
}

func columnInfos(f *parquet.File) ([]columnInfo, error) {
	text, ok := f.Lookup(columnsKey)
	if !ok {
		return nil, fmt.Errorf("no description of its columns (%s)", columnsKey)
	}
	var infos []columnInfo
	err := json.Unmarshal([]byte(text), &infos)
	return infos, err
}

// withFile opens a table and closes it after use.
func withFile(name string, use func(*parquet.File) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	table, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return err
	}
	return use(table)
}

// eachRow calls fn for every row of a table, in order. The row is only lent.
func eachRow(f *parquet.File, fn func(parquet.Row)) error {
	for _, group := range f.RowGroups() {
		if err := eachRowOf(group, fn); err != nil {
			return err
		}
	}
	return nil
}

func eachRowOf(group parquet.RowGroup, fn func(parquet.Row)) (err error) {
	rows := group.Rows()
	defer func() { err = errors.Join(err, rows.Close()) }()
	buffer := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			fn(row)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Citizens calls fn with every row of citizens.parquet, in order, in batches of a few hundred thousand at most.
// A batch is only lent: fn must copy what it keeps. An error from fn stops the reading and is returned.
func (r *Run) Citizens(fn func(batch []CitizenRow) error) error {
	var batch []CitizenRow
	return r.eachGroup(func(group parquet.RowGroup, columns []citizenColumn) error {
		batch = slices.Grow(batch[:0], int(group.NumRows()))[:group.NumRows()]
		clear(batch)
		if err := readGroup(group, columns, batch); err != nil {
			return err
		}
		return fn(batch)
	})
}

// eachGroup calls fn with every row group of citizens.parquet, in order, and the columns that it has.
func (r *Run) eachGroup(fn func(group parquet.RowGroup, columns []citizenColumn) error) error {
	name := filepath.Join(r.Dir, CitizensFile)
	err := withFile(name, func(f *parquet.File) error {
		columns := citizenColumns(r.Summary.Worlds.names())
		if err := sameColumns(f.Schema().Columns(), columns); err != nil {
			return err
		}
		for _, group := range f.RowGroups() {
			if err := fn(group, columns); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// sameColumns checks that a table has the columns that this version writes.
func sameColumns(paths [][]string, columns []citizenColumn) error {
	for i, path := range paths {
		if i == len(columns) || path[0] != columns[i].name {
			return fmt.Errorf("column %q is not one that this version writes there", path[0])
		}
	}
	if len(paths) < len(columns) {
		return fmt.Errorf("no column %q", columns[len(paths)].name)
	}
	return nil
}

// readGroup fills the batch column by column, on all processors: no two columns write the same field.
func readGroup(group parquet.RowGroup, columns []citizenColumn, batch []CitizenRow) error {
	chunks := group.ColumnChunks()
	errs := make([]error, len(columns))
	turns := make(chan int, len(columns))
	for i := range columns {
		turns <- i
	}
	close(turns)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := range turns {
				errs[i] = readColumn(chunks[i], columns[i], batch)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

func readColumn(chunk parquet.ColumnChunk, column citizenColumn, batch []CitizenRow) error {
	var vocabulary words
	values := make([]parquet.Value, batchRows)
	at := 0
	err := eachPage(chunk, func(page parquet.Page) error {
		for reader := page.Values(); ; {
			n, err := reader.ReadValues(values)
			if n > len(batch)-at {
				return errLong
			}
			column.set(batch[at:], values[:n], &vocabulary)
			at += n
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
		}
	})
	return whole(column.name, at, len(batch), err)
}

var errLong = errors.New("more values than rows")

// whole tells whether a column was read to its end.
func whole(column string, read, rows int, err error) error {
	if err == nil && read != rows {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return fmt.Errorf("column %s: %w", column, err)
	}
	return nil
}

// eachPage calls fn with every page of a column, in order. The page is only lent.
func eachPage(chunk parquet.ColumnChunk, fn func(parquet.Page) error) (err error) {
	pages := chunk.Pages()
	defer func() { err = errors.Join(err, pages.Close()) }()
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		err = fn(page)
		parquet.Release(page)
		if err != nil {
			return err
		}
	}
}
