package glasshouse_test

import (
	"context"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/experiment"
	"glasshouse.example/figures"
	"glasshouse.example/measure"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// update rewrites the generated parts of the documents: go test . -update
var update = flag.Bool("update", false, "rewrite the generated parts of the documents")

// documents are the pages that the tests of this file hold to the code.
var documents = []string{"README.md", "ARCHITECTURE.md", "MODEL.md", "CHANGELOG.md", "BENCHMARKS.md"}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// generated are the parts of documents that the code writes, by document and name.
var generated = []struct {
	doc, name string
	content   func() string
}{
	{"MODEL.md", "parameters", scenario.ParameterTable},
	{"MODEL.md", "measures", measureTable},
	{"README.md", "presets", func() string { return libraryTable("preset") }},
	{"README.md", "safeguards", func() string { return libraryTable("safeguard") }},
}

// TestGeneratedTables keeps the tables of the documents what the code says.
func TestGeneratedTables(t *testing.T) {
	for _, part := range generated {
		text := read(t, part.doc)
		open, end := "<!-- "+part.name+": generated -->\n", "<!-- end -->"
		before, rest, ok := strings.Cut(text, open)
		_, after, closed := strings.Cut(rest, end)
		if !ok || !closed {
			t.Fatalf("%s has no place for the %s: %q to %q", part.doc, part.name, open, end)
		}
		want := before + open + part.content() + end + after
		if want == text {
			continue
		}
		if !*update {
			t.Errorf("the generated %s of %s are not what the code says; go test . -update rewrites them", part.name, part.doc)
		} else if err := os.WriteFile(part.doc, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// libraryTable lists what is built in of one kind.
func libraryTable(kind string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | in a sentence |\n|---|---|\n", kind)
	for _, p := range scenario.Presets() {
		if p.Kind == kind {
			fmt.Fprintf(&b, "| `%s` | %s |\n", p.Name, p.About)
		}
	}
	return b.String()
}

func measureTable() string {
	var b strings.Builder
	b.WriteString("| name | unit | meaning | formula | also given |\n|---|---|---|---|---|\n")
	for _, d := range measure.Definitions() {
		var also []string
		if d.Step {
			also = append(also, "by step")
		}
		if d.ByGroup {
			also = append(also, "by group")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", d.Name, d.Unit, d.Meaning,
			strings.ReplaceAll(d.Formula, "|", `\|`), strings.Join(also, ", "))
	}
	return b.String()
}

var (
	linkPattern   = regexp.MustCompile(`\]\(([^)#:]+)\)`)                        // links within the repository
	pathPattern   = regexp.MustCompile("`((?:[\\w-]+/)+[\\w.-]*|[\\w-]+\\.md)`") // `society/step.go`, `cmd/glasshouse/`
	figurePattern = regexp.MustCompile(`\b[A-FX]\d\d\b`)
)

// TestNamedFilesExist follows links, and paths between backquotes whose first folder is one of the repository's.
func TestNamedFilesExist(t *testing.T) {
	for _, doc := range documents {
		text := read(t, doc)
		for _, m := range linkPattern.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(m[1]); err != nil {
				t.Errorf("%s links to %s, which is not there", doc, m[1])
			}
		}
		for _, m := range pathPattern.FindAllStringSubmatch(text, -1) {
			top, _, _ := strings.Cut(m[1], "/")
			if _, err := os.Stat(top); err != nil && !strings.HasSuffix(m[1], ".md") {
				continue // a path of a run's folder or of an import, not one of ours
			}
			if _, err := os.Stat(m[1]); err != nil {
				t.Errorf("%s names %s, which is not there", doc, m[1])
			}
		}
	}
}

// TestNamesToGrepFor finds each name of the table in ARCHITECTURE.md in the file beside it.
func TestNamesToGrepFor(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| `([^`]+\\.go)` \\|").FindAllStringSubmatch(read(t, "ARCHITECTURE.md"), -1)
	if len(rows) < 10 {
		t.Fatalf("only %d names to grep for", len(rows))
	}
	for _, row := range rows {
		if !strings.Contains(read(t, row[2]), row[1]) {
			t.Errorf("ARCHITECTURE.md says that %s is in %s", row[1], row[2])
		}
	}
}

// TestCitedFiguresExist finds every id that a document cites among the published figures.
func TestCitedFiguresExist(t *testing.T) {
	for _, doc := range documents {
		for _, id := range figurePattern.FindAllString(read(t, doc), -1) {
			if _, ok := figures.ByID(id); !ok {
				t.Errorf("%s cites %s, which is no published figure", doc, id)
			}
		}
	}
}

// TestTheCharterIsOnEveryPage: the sentence that no page may lack.
func TestTheCharterIsOnEveryPage(t *testing.T) {
	for _, doc := range documents {
		text := strings.Join(strings.Fields(read(t, doc)), " ")
		if !strings.Contains(text, "very citizen is synthetic") || !strings.Contains(text, "o verdict on a real person") {
			t.Errorf("%s does not say that every citizen is synthetic and that no verdict on a real person can be read out", doc)
		}
	}
}

// TestCommands loads what the commands of the documents name: subcommands, flags, scenarios, settings, safeguards.
func TestCommands(t *testing.T) {
	subcommands, flags := commandLine(t)
	seen := 0
	for _, doc := range documents {
		for _, line := range commands(read(t, doc)) {
			words := splitWords(line)
			seen++
			if words[0] == "--help" {
				continue
			}
			if !subcommands[words[0]] {
				t.Errorf("%s: %q: no such subcommand", doc, line)
				continue
			}
			checkFlags(t, doc+": "+line, words, flags)
			if words[0] == "run" {
				checkRun(t, doc+": "+line, words[1:])
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d commands found in the documents", seen)
	}
}

// commands are the lines of a document that call the program, without its name.
func commands(text string) (lines []string) {
	call := regexp.MustCompile("(?m)(?:^ *|`)(?:go run \\./cmd/glasshouse|glasshouse) +([^`\n]+)(`|$)")
	for _, m := range call.FindAllStringSubmatch(text, -1) {
		line, _, _ := strings.Cut(m[1], "  #")
		if strings.HasPrefix(line, "run") || strings.HasPrefix(line, "scenarios") || m[2] == "`" || strings.Contains(line, "--") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// splitWords parts a command at blanks outside single quotes.
func splitWords(line string) (words []string) {
	for _, m := range regexp.MustCompile(`(?:[^\s']|'[^']*')+`).FindAllString(line, -1) {
		words = append(words, strings.ReplaceAll(m, "'", ""))
	}
	return words
}

// commandLine reads the names of subcommands and flags from the structs that declare them.
func commandLine(t *testing.T) (subcommands, flags map[string]bool) {
	t.Helper()
	subcommands, flags = map[string]bool{}, map[string]bool{"help": true}
	names, err := filepath.Glob("cmd/glasshouse/*.go")
	if err != nil || len(names) == 0 {
		t.Fatal("no command line to read", err)
	}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			f, ok := n.(*ast.Field)
			if !ok || f.Tag == nil || len(f.Names) == 0 || !f.Names[0].IsExported() {
				return true
			}
			into := flags
			if strings.Contains(f.Tag.Value, `cmd:"`) {
				into = subcommands
			}
			name := strings.ToLower(f.Names[0].Name)
			if m := regexp.MustCompile(`\bname:"([^"]+)"`).FindStringSubmatch(f.Tag.Value); m != nil {
				name = m[1]
			}
			into[name] = true
			return true
		})
	}
	return subcommands, flags
}

func checkFlags(t *testing.T, where string, words []string, flags map[string]bool) {
	t.Helper()
	for _, w := range words {
		if name, ok := strings.CutPrefix(w, "--"); ok {
			if name, _, _ = strings.Cut(name, "="); !flags[name] {
				t.Errorf("%s: no flag --%s", where, name)
			}
		}
	}
}

// checkRun composes the scenario of a run's command line. Files of the reader's own are passed over.
func checkRun(t *testing.T, where string, words []string) {
	t.Helper()
	ref := "article"
	var sets, safeguards []string
	for i := 0; i < len(words); i++ {
		switch value := func() string { i++; return words[min(i, len(words)-1)] }; {
		case words[i] == "--set":
			sets = append(sets, value())
		case words[i] == "--safeguard":
			safeguards = strings.Split(value(), ",")
		case words[i] == "--alone" || words[i] == "--json" || words[i] == "--quiet":
		case strings.HasPrefix(words[i], "--"):
			value()
		default:
			ref = words[i]
		}
	}
	if strings.HasSuffix(ref, ".yaml") || ref == "SCENARIO" || ref == "[SCENARIO]" {
		return
	}
	if _, err := scenario.Load(ref, sets, safeguards); err != nil {
		t.Errorf("%s: %v", where, err)
	}
}

// TestScenarioExamples reads every scenario that a document shows.
func TestScenarioExamples(t *testing.T) {
	seen := 0
	for _, doc := range documents {
		for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(read(t, doc), -1) {
			seen++
			if _, err := scenario.Parse(doc, []byte(m[1])); err != nil {
				t.Errorf("%s: %v", doc, err)
			}
		}
	}
	if seen == 0 {
		t.Error("no document shows a scenario")
	}
}

// TestDependenciesAreNamed holds the table of README.md against what the code imports.
func TestDependenciesAreNamed(t *testing.T) {
	var named []string
	for _, m := range regexp.MustCompile("(?m)^\\| `((?:[a-z0-9-]+\\.)+[a-z]+/[^`]+)` \\|").FindAllStringSubmatch(read(t, "README.md"), -1) {
		named = append(named, m[1])
	}
	used := importedModules(t)
	for _, m := range used {
		if !slices.Contains(named, m) {
			t.Errorf("README.md does not name the direct dependency %s", m)
		}
	}
	for _, m := range named {
		if !slices.Contains(used, m) {
			t.Errorf("README.md names %s, which nothing imports", m)
		}
	}
}

// importedModules are the modules of go.mod that some file imports.
func importedModules(t *testing.T) (used []string) {
	t.Helper()
	var imports []string
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		for _, i := range file.Imports {
			imports = append(imports, strings.Trim(i.Path.Value, `"`))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^(?:require)?\s+(\S+) v\d`).FindAllStringSubmatch(read(t, "go.mod"), -1) {
		if slices.ContainsFunc(imports, func(i string) bool { return i == m[1] || strings.HasPrefix(i, m[1]+"/") }) {
			used = append(used, m[1])
		}
	}
	return used
}

// city is the article's city, smaller, after a year, with cameras spread evenly so that few districts do not differ by chance.
func city(t *testing.T, sets ...string) (*society.World, *scenario.Scenario) {
	t.Helper()
	s, err := scenario.Load("article", append([]string{"population.citizens=200000 citizens", "time.length=1 year",
		"watch.crossing-cameras.spread=0%"}, sets...), nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := society.New(s, 1, society.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Run(context.Background(), w, 0, w.Steps(), 0, func(int) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return w, s
}

// perHead is how often a kind was done, per citizen.
func perHead(w *society.World, s *scenario.Scenario, kind string) float64 {
	n := int64(0)
	for g := range population.Groups {
		n += w.Total().Acts[g][s.KindIndex(kind)]
	}
	return float64(n) / float64(w.People().Citizens())
}

// seenPerHead is how many acts a channel saw, per citizen.
func seenPerHead(w *society.World, s *scenario.Scenario, channel string) float64 {
	for place, j := range s.ChannelOrder() {
		if s.Watch[j].Name == channel {
			return float64(w.Total().Seen[place]) / float64(w.People().Citizens())
		}
	}
	return 0
}

// composition is what a look at every citizen gives: shares of women, the old, the young and townspeople, and people per household.
func composition(p *population.People) (women, young, old, urban, household float64) {
	firsts, n := 0.0, float64(p.Citizens())
	for i := range uint32(p.Citizens()) {
		x := p.Traits(i)
		for share, is := range map[*float64]bool{&women: x.Sex == population.Woman, &young: x.Age == population.Age0to14,
			&old: x.Age == population.Age60, &urban: x.Urban, &firsts: x.House == i} {
			if is {
				*share++
			}
		}
	}
	return women / n, young / n, old / n, urban / n, n / firsts
}

// TestTheArticleLandsNearPublishedFigures measures how far the city is from what was published. Shown with -v, it is the table
// of MODEL.md.
func TestTheArticleLandsNearPublishedFigures(t *testing.T) {
	// Drivers are hidden from the cameras, so that what the cameras see is crossings alone.
	with, s := city(t, "conduct.driver-not-yielding.seen-by=[police]")
	without, _ := city(t, "system=off")
	women, young, old, urban, household := composition(with.People())
	number := func(id, key string) float64 {
		f, _ := figures.ByID(id)
		v, ok := f.Number(key)
		if !ok {
			t.Fatalf("figure %s has no number %q", id, key)
		}
		return v
	}
	people := number("D01", "")
	for _, c := range []struct {
		what                string
		published, measured float64
		within              float64 // share of the published figure
	}{
		{"crossings seen by cameras, per person and year (A25: 123 200 among 12 million)", number("A25", "") / 12e6, seenPerHead(with, s, "crossing-cameras"), 0.1},
		{"blood donations per 1000, without the system (D06)", number("D06", "per_1000_2018"), 1000 * perHead(without, s, "blood-donation"), 0.05},
		{"blood donations per 1000, with the system (D06)", number("D06", "per_1000_2018"), 1000 * perHead(with, s, "blood-donation"), 0.05},
		{"flights per head (D04)", number("D04", "2018") / people, perHead(with, s, "flight"), 0.03},
		{"high-speed trips per head (D05)", number("D05", "2018_high_speed") / people, perHead(with, s, "train"), 0.03},
		{"people per household (D07)", number("D07", "mean_size"), household, 0.01},
		{"men per 100 women (D01)", 105.07, 100 * (1 - women) / women, 0.01},
		{"share of ages 0 to 14 (D02)", number("D02", "0-14"), young, 0.02},
		{"share of ages 60 and over (D02)", number("D02", "60+"), old, 0.02},
		{"urban share (D03)", number("D03", "urban"), urban, 0.02},
	} {
		off := c.measured/c.published - 1
		t.Logf("%-85s published %.4g, measured %.4g, off by %+.1f %%", c.what, c.published, c.measured, 100*off)
		if off > c.within || off < -c.within {
			t.Errorf("%s: %.5g, published %.5g", c.what, c.measured, c.published)
		}
	}
}

// TestStepLengthWithFeedback runs the city in steps of seven days and of one. The luck is the same; only how soon she knows differs.
func TestStepLengthWithFeedback(t *testing.T) {
	weekly, daily := measures(t, "time.step=7 days"), measures(t, "time.step=1 day")
	for _, c := range []struct {
		name   string
		within float64 // share of the value by weeks
	}{
		{"moments", 0}, {"acts", 0.001}, {"misdeeds", 0.001}, {"lawful_speech", 0.001}, {"good_deeds", 0.001}, {"entries", 0.005},
		{"listed", 0.02}, {"perceived_risk", 0.005}, {"resources_mean", 0.001}, {"score_mean", 0.001},
	} {
		w, d := *weekly[c.name].Value, *daily[c.name].Value
		off := d/w - 1
		t.Logf("%-15s by weeks %.8g, by days %.8g: %+.3f %%", c.name, w, d, 100*off)
		if off > c.within || off < -c.within {
			t.Errorf("%s: %.8g in steps of a week, %.8g in steps of a day", c.name, w, d)
		}
	}
}

// measures runs a small city for a year.
func measures(t *testing.T, sets ...string) map[string]measure.Value {
	t.Helper()
	s, err := scenario.Load("article", append([]string{"population.citizens=50000 citizens", "time.length=1 year"}, sets...), nil)
	if err != nil {
		t.Fatal(err)
	}
	o, err := experiment.Run(context.Background(), experiment.Spec{Scenario: s, Seed: 1, Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	return o.Worlds[0].Measures
}
