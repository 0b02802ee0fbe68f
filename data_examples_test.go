package glasshouse_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	glasshouse "glasshouse.example"
)

// nodeModules is where `make data-tools` puts the Node package of DuckDB.
const nodeModules = "bin/data-tools/node_modules"

// untested skips a test whose tool is missing, and fails it where CI is set: the tool can be installed there.
func untested(t *testing.T, what, tool string) {
	t.Helper()
	text := fmt.Sprintf("NO %s FOUND: %s WAS NOT RUN; `make data-tools` installs it", tool, what)
	if os.Getenv("CI") != "" {
		t.Fatal(text + ", and CI is set")
	}
	t.Skip(text)
}

// tables writes a run's folder to be read by other tools, and says what they should find in it.
func tables(t *testing.T) (dir string, accused, series [][]float64, groups []string) {
	t.Helper()
	r, dir := saved(t, run(t, town(t, "population.citizens=20000 citizens"), glasshouse.RunOptions{Seed: 1}))
	return dir, accusedByGroup(t, r, &groups), stepSeries(t, r), groups
}

// accusedByGroup counts, for each group in alphabetical order, the falsely accused of a thousand, in both worlds.
func accusedByGroup(t *testing.T, r *glasshouse.Result, groups *[]string) (rows [][]float64) {
	t.Helper()
	type count struct{ people, with, without float64 }
	counts := map[string]*count{}
	for c, err := range r.Citizens() {
		if err != nil {
			t.Fatal(err)
		}
		if counts[c.Group] == nil {
			counts[c.Group] = &count{}
			*groups = append(*groups, c.Group)
		}
		n := counts[c.Group]
		n.people++
		if c.With.FalseEntry {
			n.with++
		}
		if c.Without.FalseEntry {
			n.without++
		}
	}
	slices.Sort(*groups)
	sum := 0.0
	for _, g := range *groups {
		n := counts[g]
		sum += n.with
		rows = append(rows, []float64{1000 * n.with / n.people, 1000 * n.without / n.people})
	}
	if sum < 10 {
		t.Fatalf("only %g were accused: too few to compare", sum)
	}
	return rows
}

// stepSeries gives day, misdeeds with and without, speech with and without.
func stepSeries(t *testing.T, r *glasshouse.Result) [][]float64 {
	t.Helper()
	var columns [][]float64
	var days []int
	for _, name := range []string{"misdeeds", "lawful_speech"} {
		for _, w := range r.Worlds() {
			s, err := w.Steps()
			if err != nil {
				t.Fatal(err)
			}
			column, err := s.Column(name)
			if err != nil {
				t.Fatal(err)
			}
			columns, days = append(columns, column), s.Day
		}
	}
	rows := make([][]float64, len(days))
	for i, day := range days {
		rows[i] = []float64{float64(day)}
		for _, c := range columns {
			rows[i] = append(rows[i], c[i])
		}
	}
	return rows
}

// answers runs an example and compares the two tables it prints with what Go reads from the same folder.
func answers(t *testing.T, command *exec.Cmd, accused, series [][]float64, groups []string) {
	t.Helper()
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command.Args, err, stderr.String())
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if want := 2 + len(accused) + len(series); len(lines) != want {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), want, out)
	}
	heads := []string{"group,with_per_1000,without_per_1000", "day,misdeeds_with,misdeeds_without,speech_with,speech_without"}
	if got := []string{strings.TrimSpace(lines[0]), strings.TrimSpace(lines[1+len(accused)])}; !slices.Equal(got, heads) {
		t.Fatalf("heads %q, want %q", got, heads)
	}
	first := map[string][]float64{}
	for _, line := range lines[1 : 1+len(accused)] {
		name, rest, _ := strings.Cut(line, ",")
		first[name] = numbers(t, rest)
	}
	for i, g := range groups {
		near(t, g, first[g], accused[i])
	}
	for i, line := range lines[2+len(accused):] {
		near(t, "step "+strconv.Itoa(i), numbers(t, line), series[i])
	}
}

func numbers(t *testing.T, line string) (row []float64) {
	t.Helper()
	for _, cell := range strings.Split(strings.TrimSpace(line), ",") {
		v, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		row = append(row, v)
	}
	return row
}

func near(t *testing.T, where string, got, want []float64) {
	t.Helper()
	if !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b)) }) {
		t.Errorf("%s: %v, want %v", where, got, want)
	}
}

// TestTheDuckDBExample runs docs/examples/measures.sql by DuckDB.
func TestTheDuckDBExample(t *testing.T) {
	script, err := filepath.Abs("docs/examples/measures.sql")
	if err != nil {
		t.Fatal(err)
	}
	var command *exec.Cmd
	switch cli, err := exec.LookPath("duckdb"); {
	case err == nil:
		command = exec.Command(cli, "-csv", ":memory:", ".read "+script)
	default:
		node, err := exec.LookPath("node")
		if _, missing := os.Stat(filepath.Join(nodeModules, "@duckdb/node-api")); err != nil || missing != nil {
			untested(t, "docs/examples/measures.sql", "DUCKDB")
		}
		modules, err := filepath.Abs(nodeModules)
		if err != nil {
			t.Fatal(err)
		}
		runner, err := filepath.Abs("testdata/duckdb.cjs")
		if err != nil {
			t.Fatal(err)
		}
		command = exec.Command(node, runner, modules, script)
	}
	dir, accused, series, groups := tables(t)
	command.Dir = dir
	answers(t, command, accused, series, groups)
}

// TestThePandasExample runs docs/examples/measures.py. Debian has pandas and nothing that lets it read Parquet; without that the
// script reads the same tables from CSV files, and what reads Parquet in it goes untested.
func TestThePandasExample(t *testing.T) {
	python := interpreter("from pandas import read_parquet", "python3", "/usr/bin/python3")
	if python == "" {
		untested(t, "docs/examples/measures.py", "PANDAS")
	}
	dir, accused, series, groups := tables(t)
	const script = "docs/examples/measures.py"
	t.Run("on CSV", func(t *testing.T) {
		writeCSV(t, dir)
		answers(t, exec.Command(python, "testdata/pandas_csv.py", script, dir), accused, series, groups)
	})
	t.Run("on Parquet", func(t *testing.T) {
		reader := interpreter("import pyarrow.parquet; from pandas import read_parquet", "python3", "/usr/bin/python3")
		if reader == "" {
			t.Skip("NO PYARROW FOUND: that pandas reads these Parquet files was not tested; the rest of the script was")
		}
		answers(t, exec.Command(reader, script, dir), accused, series, groups)
	})
}

// interpreter gives the first of the programs that runs a line of Python.
func interpreter(line string, programs ...string) string {
	for _, p := range programs {
		if exec.Command(p, "-c", line).Run() == nil {
			return p
		}
	}
	return ""
}

// TestTheRExample runs docs/examples/measures.R, as TestThePandasExample does: Debian has R, and not the package arrow.
func TestTheRExample(t *testing.T) {
	rscript, err := exec.LookPath("Rscript")
	if err != nil {
		untested(t, "docs/examples/measures.R", "R")
	}
	dir, accused, series, groups := tables(t)
	const script = "docs/examples/measures.R"
	t.Run("on CSV", func(t *testing.T) {
		writeCSV(t, dir)
		answers(t, exec.Command(rscript, "--vanilla", "testdata/arrow_csv.R", dir, script), accused, series, groups)
	})
	t.Run("on Parquet", func(t *testing.T) {
		if exec.Command(rscript, "-e", "library(arrow)").Run() != nil {
			t.Skip("NO R PACKAGE ARROW FOUND: that R reads these Parquet files was not tested; the rest of the script was")
		}
		answers(t, exec.Command(rscript, "--vanilla", script, dir), accused, series, groups)
	})
}

// writeCSV writes the tables that the examples read as CSV files beside them.
func writeCSV(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"citizens", "steps"} {
		var text bytes.Buffer
		out := csv.NewWriter(&text)
		withTable(t, filepath.Join(dir, name+".parquet"), func(f *parquet.File) {
			var head []string
			for _, c := range f.Schema().Columns() {
				head = append(head, c[0])
			}
			if err := out.Write(head); err != nil {
				t.Fatal(err)
			}
			for _, group := range f.RowGroups() {
				copyRows(t, out, group)
			}
		})
		out.Flush()
		if err := os.WriteFile(filepath.Join(dir, name+".csv"), text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func copyRows(t *testing.T, out *csv.Writer, group parquet.RowGroup) {
	t.Helper()
	rows := group.Rows()
	defer rows.Close()
	buffer := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			var cells []string
			for _, v := range row {
				cell := v.String()
				switch {
				case v.IsNull():
					cell = ""
				case v.Kind() == parquet.Boolean:
					cell = strings.ToUpper(cell) // as R reads it
				}
				cells = append(cells, cell)
			}
			if err := out.Write(cells); err != nil {
				t.Fatal(err)
			}
		}
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// withTable opens a table of Parquet.
func withTable(t *testing.T, name string, use func(*parquet.File)) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	table, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	use(table)
}
