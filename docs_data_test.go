package glasshouse_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	glasshouse "glasshouse.example"
	"glasshouse.example/results"
)

const dataPage = "docs/data.md"

// dataTables are the generated parts of docs/data.md.
var dataTables = []struct {
	name    string
	content func() string
}{
	{"manifest", func() string { return keyTable(results.DescribeManifest()) }},
	{"summary", func() string { return keyTable(results.DescribeSummary()) }},
	{"comparison", func() string { return keyTable(results.DescribeComparison()) }},
	{"steps", func() string { return columnTable(results.StepsFile) }},
	{"districts", func() string { return columnTable(results.DistrictsFile) }},
	{"citizens", func() string { return columnTable(results.CitizensFile) }},
	{"bands", func() string { return columnTable(results.BandsFile) }},
	{"duckdb", func() string { return script("sql", "docs/examples/measures.sql") }},
	{"pandas", func() string { return script("python", "docs/examples/measures.py") }},
	{"r", func() string { return script("r", "docs/examples/measures.R") }},
}

func columnTable(file string) string {
	var b strings.Builder
	b.WriteString("| column | type | null | unit | meaning |\n|---|---|---|---|---|\n")
	for _, c := range results.DescribeColumns(file) {
		null := ""
		if c.Null {
			null = "may be"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", c.Name, c.Type, null, c.Unit, c.Meaning)
	}
	return b.String()
}

func keyTable(keys []results.KeyDoc) string {
	var b strings.Builder
	b.WriteString("| object | key | type | meaning |\n|---|---|---|---|\n")
	for _, k := range keys {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", k.Object, k.Key, k.Type, k.Meaning)
	}
	return b.String()
}

func script(language, file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return err.Error()
	}
	return "```" + language + "\n" + string(text) + "```\n"
}

// TestTheDataPageSaysWhatTheCodeSays keeps the tables and scripts of docs/data.md: go test . -update rewrites them.
func TestTheDataPageSaysWhatTheCodeSays(t *testing.T) {
	text := read(t, dataPage)
	want := text
	for _, part := range dataTables {
		open, end := "<!-- "+part.name+": generated -->\n", "<!-- end -->"
		before, rest, ok := strings.Cut(want, open)
		_, after, closed := strings.Cut(rest, end)
		if !ok || !closed {
			t.Fatalf("%s has no place for the %s: %q to %q", dataPage, part.name, open, end)
		}
		want = before + open + part.content() + end + after
	}
	switch {
	case want == text:
	case !*update:
		t.Errorf("what is generated in %s is not what the code says; go test . -update rewrites it", dataPage)
	default:
		if err := os.WriteFile(dataPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	flat := strings.Join(strings.Fields(text), " ")
	if !strings.Contains(flat, "very citizen is synthetic") || !strings.Contains(flat, "o verdict on a real person") {
		t.Errorf("%s does not say that every citizen is synthetic and that no verdict on a real person can be read out", dataPage)
	}
}

// TestTheDataPageNamesEveryFile holds its list of files, and the links, to folders that were written.
func TestTheDataPageNamesEveryFile(t *testing.T) {
	text := read(t, dataPage)
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (run|comparison|both) \\|").FindAllStringSubmatch(text, -1) {
		for kind, worlds := range map[string][]string{"run": {"with", "without"}, "comparison": {"article", "without"}} {
			for _, world := range worlds {
				named[strings.ReplaceAll(m[1], "WORLD", world)+" "+kind] = m[2] == kind || m[2] == "both"
			}
		}
	}
	run, comparison := bothFolders(t)
	for kind, dir := range map[string]string{"run": run, "comparison": comparison} {
		found := map[string]bool{}
		for _, e := range entriesOf(t, dir) {
			found[e+" "+kind] = true
			if !named[e+" "+kind] {
				t.Errorf("%s does not name %s among the files of a %s", dataPage, e, kind)
			}
		}
		for name, is := range named {
			if strings.HasSuffix(name, " "+kind) && is && !found[name] {
				t.Errorf("%s names %s, which is not in the folder", dataPage, name)
			}
		}
	}
	for _, m := range linkPattern.FindAllStringSubmatch(text, -1) {
		if _, err := os.Stat(filepath.Join("docs", m[1])); err != nil {
			t.Errorf("%s links to %s, which is not there", dataPage, m[1])
		}
	}
}

func entriesOf(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// bothFolders writes the folder of a small run and of a small comparison.
func bothFolders(t *testing.T) (runDir, comparisonDir string) {
	t.Helper()
	s := town(t, "time.length=28 days")
	_, runDir = saved(t, run(t, s, glasshouse.RunOptions{Seed: 1}))
	c, err := glasshouse.Compare(context.Background(), []*glasshouse.Scenario{s, s.Without()}, glasshouse.CompareOptions{Replicates: 2})
	if err != nil {
		t.Fatal(err)
	}
	comparisonDir = filepath.Join(t.TempDir(), "comparison")
	if err := c.Save(comparisonDir); err != nil {
		t.Fatal(err)
	}
	return runDir, comparisonDir
}

// TestTheDataPageDescribesTheFilesAsWritten compares the columns described with those of tables that were written.
func TestTheDataPageDescribesTheFilesAsWritten(t *testing.T) {
	run, comparison := bothFolders(t)
	for _, c := range []struct{ dir, file string }{
		{run, results.StepsFile}, {run, results.DistrictsFile}, {run, results.CitizensFile},
		{comparison, results.StepsFile}, {comparison, results.DistrictsFile}, {comparison, results.BandsFile},
	} {
		withTable(t, filepath.Join(c.dir, c.file), func(f *parquet.File) {
			written, described := columnsOf(f), describedColumns(c.file)
			if !slices.Equal(written, described) {
				t.Errorf("%s has the columns\n%s\nand is described as\n%s", c.file, strings.Join(written, "\n"), strings.Join(described, "\n"))
			}
		})
	}
}

// describedColumns writes out what the page abbreviates, each column as name, type and whether it may be null.
func describedColumns(file string) (columns []string) {
	put := func(c results.ColumnDoc, name string) {
		columns = append(columns, fmt.Sprintf("%s %s %v", name, c.Type, c.Null))
	}
	docs := results.DescribeColumns(file)
	if file == results.BandsFile {
		for _, c := range docs[:2] {
			put(c, c.Name)
		}
		for _, d := range glasshouse.Definitions() {
			for _, c := range docs[2:] {
				if ending := strings.TrimSuffix(strings.TrimPrefix(c.Name, "misdeeds"), "_count"); d.ByStep {
					put(c, results.ColumnName(d.Name+ending, d.Unit))
				}
			}
		}
		return columns
	}
	for _, c := range docs {
		if !strings.HasPrefix(c.Name, "WORLD") {
			put(c, c.Name)
		}
	}
	for _, world := range []string{"with", "without"} {
		for _, c := range docs {
			if rest, ok := strings.CutPrefix(c.Name, "WORLD"); ok {
				put(c, world+rest)
			}
		}
	}
	return columns
}

// columnsOf reads the schema of a table in the words that the page uses.
func columnsOf(f *parquet.File) (columns []string) {
	words := map[string]string{"STRING": "string", "BOOLEAN": "boolean", "FLOAT": "float", "DOUBLE": "double", "INT(8,false)": "uint8",
		"INT(16,true)": "int16", "INT(32,false)": "uint32", "INT(32,true)": "int32", "INT(64,true)": "int64"}
	for _, field := range f.Schema().Fields() {
		columns = append(columns, fmt.Sprintf("%s %s %v", field.Name(), words[field.Type().String()], field.Optional()))
	}
	return columns
}
