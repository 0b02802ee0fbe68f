package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"glasshouse.example/measure"
	"glasshouse.example/results"
)

// headline are the measures that the terminal shows, in groups. All are in summary.json.
var headline = []struct {
	title    string
	measures []string
}{
	{"what people did", []string{"acts", "misdeeds", "good_deeds", "lawful_speech", "speech_withheld", "everyday_withheld"}},
	{"what was seen", []string{"records", "searches", "missed"}},
	{"what was entered", []string{"entries", "false_entries", "false_discovery_rate", "accused_wrongly",
		"entries_for_lawful_conduct"}},
	{"who is on a list", []string{"listed", "wrongly_listed", "wrongful_listing_share", "wrongly_listed_days",
		"listed_for_lawful_conduct"}},
	{"what they felt", []string{"trips_refused", "requests_refused", "displays", "wrong_displays", "fines", "detentions",
		"wrong_detentions", "rewards", "household_refused", "children_barred"}},
	{"what sites did", []string{"site_visits", "site_alarms", "site_false_alarms", "boarding_refused", "boarding_refused_wrongly",
		"rationed_wrongly", "flagged", "flagged_wrongly"}},
	{"what became of debts", []string{"loans", "defaults", "unpaid_judgments", "in_default", "trips_diverted"}},
	{"what firms did", []string{"violations", "violations_found", "false_findings", "tenders_lost_to_rating", "managers_listed",
		"managers_listed_wrongly"}},
	{"what was objected to", []string{"told", "appeals", "appeals_decided", "appeals_upheld", "false_entries_corrected",
		"entries_expired"}},
	{"where it left them", []string{"score_mean", "score_p05", "resources_mean", "resources_gini"}},
}

// ifAny are headline measures that are shown only where the scenario gives rise to them.
var ifAny = []string{"requests_refused", "detentions", "wrong_detentions", "rewards",
	"household_refused", "children_barred",
	"site_visits", "site_alarms", "site_false_alarms", "boarding_refused", "boarding_refused_wrongly", "rationed_wrongly", "flagged",
	"flagged_wrongly",
	"loans", "defaults", "unpaid_judgments", "in_default", "trips_diverted",
	"violations", "violations_found", "false_findings", "tenders_lost_to_rating", "managers_listed", "managers_listed_wrongly",
	"told", "appeals", "appeals_decided", "appeals_upheld", "false_entries_corrected", "entries_expired"}

// silent tells whether a measure is one of those and has nothing to tell.
func silent(name string, w *results.World) bool {
	v, _ := w.Value(name)
	return slices.Contains(ifAny, name) && v == 0
}

// printSummary writes the table, the sentences and where the rest is.
func (a *app) printSummary(s results.Summary, dir string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s synthetic citizens, %d days, seed %d\n\n", s.Scenario,
		results.Number(float64(s.Citizens), 0), s.Days, s.Seed)
	writeTable(&b, summaryRows(s), a.outTerminal && os.Getenv("NO_COLOR") == "")
	b.WriteByte('\n')
	for _, sentence := range results.Sentences(s) {
		b.WriteString(sentence + "\n")
	}
	b.WriteString("\nCitizens are synthetic, under stated assumptions; no verdict on a real person can be read out of this.\n")
	fmt.Fprintf(&b, "state hash  %s\nreport      %s\n", s.StateHash, filepath.Join(dir, results.ReportFile))
	if a.outTerminal {
		fmt.Fprintf(&b, "            %s %s\n", opener(runtime.GOOS), quote(filepath.Join(dir, results.ReportFile)))
	}
	_, err := a.stdout.Write([]byte(b.String()))
	return err
}

// opener is the command that shows a file.
func opener(system string) string {
	switch system {
	case "darwin":
		return "open"
	case "windows":
		return "start"
	}
	return "xdg-open"
}

// tableRow is a line of the table; one with cells only in the first column is a title.
type tableRow []string

// summaryRows gives the table: measure, with, without, difference, unit. One world alone has one column.
func summaryRows(s results.Summary) []tableRow {
	rows := []tableRow{{"", "with", "without", "difference", "unit"}}
	first, twin := s.Worlds.First(), s.Worlds.Without
	if !s.Worlds.Paired() {
		rows, twin = []tableRow{{"", "value", "unit"}}, nil
	}
	for _, group := range headline {
		title := len(rows)
		rows = append(rows, tableRow{group.title})
		for _, name := range group.measures {
			if !silent(name, first) {
				rows = append(rows, measureRow(name, first, twin))
			}
		}
		if len(rows) == title+1 {
			rows = rows[:title] // nothing to tell
		}
	}
	return rows
}

// measureRow is the line of one measure; without is nil for a run alone.
func measureRow(name string, with, without *results.World) tableRow {
	v := with.Measures[name]
	row := tableRow{"  " + strings.ReplaceAll(name, "_", " "), display(v.Value)}
	if without != nil {
		row = append(row, display(without.Measures[name].Value), difference(v, without.Measures[name]))
	}
	return append(row, v.Unit)
}

// display writes a value to four significant digits, counts whole, null as a dash, and what begins behind six zeros as a power
// of ten.
func display(v *float64) string {
	switch {
	case v == nil:
		return "–"
	case *v == math.Trunc(*v):
		return results.Number(*v, 0)
	}
	size := int(math.Floor(math.Log10(math.Abs(*v))))
	if size < -6 {
		return results.Number(*v/math.Pow10(size), 3) + " × 10" + superscript(size)
	}
	return results.Number(*v, max(3-size, 0))
}

// superscript writes an exponent.
func superscript(n int) string {
	return strings.Map(func(r rune) rune {
		if r == '-' {
			return '⁻'
		}
		return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0']
	}, strconv.Itoa(n))
}

func difference(with, without measure.Value) string {
	if with.Value == nil || without.Value == nil {
		return "–"
	}
	d := *with.Value - *without.Value
	if d > 0 {
		return "+" + display(&d)
	}
	return display(&d)
}

// writeTable lines up the columns: words to the left, numbers to the right, titles and heads bold where colours are.
func writeTable(b *strings.Builder, rows []tableRow, colour bool) {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for n, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if i == 0 || i == len(width)-1 {
				line.WriteString(cell + pad + "  ")
			} else {
				line.WriteString(pad + cell + "  ")
			}
		}
		text := strings.TrimRight(line.String(), " ")
		if colour && (n == 0 || len(row) == 1) {
			text = "\x1b[1m" + text + "\x1b[0m"
		}
		b.WriteString(text + "\n")
	}
}
