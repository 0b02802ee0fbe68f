package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/measure"
	"glasshouse.example/results"
)

// articleRow is one row of MODEL.md's table of what the article says.
type articleRow struct {
	name     string // its number, and what the article says
	commands []string
	measures []string
}

// rowColumns are the columns of that table.
var rowColumns = []string{"#", "the article says", "documented", "preset and what it is here", "commands", "measures"}

// mustBeNothing are measures that a row names because they are nothing: the comparator for speech.
var mustBeNothing = []string{"everyday_withheld"}

// TestRows runs every command of MODEL.md's table of what the article says, small where the command does not say how
// large. Each must end well, and together a row's commands must show each of its measures at work.
func TestRows(t *testing.T) {
	if testing.Short() {
		t.Skip("runs some fifty societies")
	}
	rows := articleRows(t)
	for n := 1; n <= 17; n++ {
		number := fmt.Sprintf("%d ", n)
		if !slices.ContainsFunc(rows, func(r articleRow) bool { return strings.HasPrefix(r.name, number) }) {
			t.Errorf("MODEL.md has no row %d of what the article says", n)
		}
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			row.check(t)
		})
	}
}

// articleRows reads the table.
func articleRows(t *testing.T) (rows []articleRow) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "MODEL.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(text), "| "+strings.Join(rowColumns, " | ")+" |\n")
	if !ok {
		t.Fatalf("MODEL.md has no table with the columns %q", rowColumns)
	}
	quoted := regexp.MustCompile("`([^`]*)`")
	for _, line := range strings.Split(table, "\n")[1:] {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if len(cells) != len(rowColumns) {
			t.Fatalf("%d cells instead of %d: %s", len(cells), len(rowColumns), line)
		}
		row := articleRow{name: cells[0] + " " + cells[1]}
		for _, m := range quoted.FindAllStringSubmatch(cells[4], -1) {
			row.commands = append(row.commands, m[1])
		}
		for _, m := range quoted.FindAllStringSubmatch(cells[5], -1) {
			row.measures = append(row.measures, m[1])
		}
		rows = append(rows, row)
	}
	return rows
}

// check runs a row's commands and looks for its measures.
func (r *articleRow) check(t *testing.T) {
	if len(r.commands) == 0 || len(r.measures) == 0 {
		t.Fatal("a row needs a command and a measure")
	}
	shown := map[string]bool{} // measures that some command shows at work
	for i, command := range r.commands {
		dir := filepath.Join(t.TempDir(), fmt.Sprint("run", i))
		mustRun(t, smallCommand(t, command, dir)...)
		summary, err := results.ReadSummary(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range r.measures {
			shown[name] = atWork(t, name, summary.Worlds.First().Measures) || shown[name]
		}
	}
	for _, name := range r.measures {
		if !shown[name] {
			t.Errorf("no command of the row shows %s at work: %q", name, r.commands)
		}
	}
}

// atWork tells whether a run has a value for a measure that is not nothing, or that is to be nothing and is.
func atWork(t *testing.T, name string, measures map[string]measure.Value) bool {
	t.Helper()
	m, ok := measures[name]
	if !ok {
		t.Errorf("%s is no measure", name)
		return false
	}
	return m.Value != nil && (*m.Value != 0) != slices.Contains(mustBeNothing, name)
}

// smallCommand is a command of the documents as arguments, with a folder, and small where it does not say how large.
func smallCommand(t *testing.T, command, dir string) []string {
	t.Helper()
	var words []string
	for _, w := range regexp.MustCompile(`(?:[^\s']|'[^']*')+`).FindAllString(command, -1) {
		words = append(words, strings.ReplaceAll(w, "'", ""))
	}
	if len(words) < 2 || words[0] != "glasshouse" || words[1] != "run" {
		t.Fatalf("%q is no command that runs anything", command)
	}
	words = append(words[1:], "--out", dir, "--quiet")
	for flag, value := range map[string]string{"--citizens": "20000", "--days": "400"} {
		if !slices.Contains(words, flag) {
			words = append(words, flag, value)
		}
	}
	return words
}
