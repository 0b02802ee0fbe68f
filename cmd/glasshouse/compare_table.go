package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"glasshouse.example/results"
)

// printComparison writes the table of the measures, who is better and worse off, and what common luck saved.
func (a *app) printComparison(s results.Comparison, dir string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s synthetic citizens, %d days, %d replicates from seed %d; differences against %s\n\n",
		results.Number(float64(s.Citizens), 0), s.Days, s.Replicates, s.Seed, s.Order[0])
	bold := a.outTerminal && os.Getenv("NO_COLOR") == ""
	writeTable(&b, comparisonRows(s), bold)
	b.WriteByte('\n')
	writeTable(&b, lotRows(s), bold)
	b.WriteByte('\n')
	for _, name := range s.Order[1:] {
		b.WriteString(luckSentence(s, name) + "\n")
	}
	b.WriteString("\nCitizens are synthetic, under stated assumptions; no verdict on a real person can be read out of this.\n")
	fmt.Fprintf(&b, "state hash  %s\nreport      %s\n", s.StateHash, filepath.Join(dir, results.ReportFile))
	_, err := a.stdout.Write([]byte(b.String()))
	return err
}

// comparisonRows gives the table: the first world's level, then every other world's difference with its interval.
func comparisonRows(s results.Comparison) []tableRow {
	head := tableRow{"", s.Order[0]}
	for _, name := range s.Order[1:] {
		head = append(head, name, "95 % interval")
		if s.Direct[name] != nil {
			head = append(head, "direct")
		}
	}
	rows := []tableRow{append(head, "unit")}
	first := s.Worlds[s.Order[0]]
	for _, group := range headline {
		title := len(rows)
		rows = append(rows, tableRow{group.title})
		for _, name := range group.measures {
			v, ok := first.Measures[name]
			if !ok || quiet(s, name) {
				continue
			}
			row := tableRow{"  " + strings.ReplaceAll(name, "_", " "), display(v.Value)}
			for _, world := range s.Order[1:] {
				d := s.Differences[world][name]
				row = append(row, signed(d.Value), band(d))
				if direct := s.Direct[world]; direct != nil {
					row = append(row, signed(direct[name].Value))
				}
			}
			rows = append(rows, append(row, v.Unit))
		}
		if len(rows) == title+1 {
			rows = rows[:title] // nothing to tell
		}
	}
	return rows
}

// quiet tells whether a measure is one that is shown only where some world gives rise to it, and none does.
func quiet(s results.Comparison, name string) bool {
	if !slices.Contains(ifAny, name) {
		return false
	}
	for _, w := range s.Worlds {
		if v := w.Measures[name].Value; v != nil && *v != 0 {
			return false
		}
	}
	return true
}

func signed(v *float64) string {
	if v != nil && *v > 0 {
		return "+" + display(v)
	}
	return display(v)
}

func band(d results.Interval) string {
	if d.Low == nil {
		return "–"
	}
	text := signed(d.Low) + " to " + signed(d.High)
	if d.Few {
		text += " (few)"
	}
	return text
}

// lotRows gives the table of winners and losers.
func lotRows(s results.Comparison) []tableRow {
	rows := []tableRow{{"who differs from " + s.Order[0] + ", in the first seed", ""}}
	rows[0] = append(tableRow{rows[0][0]}, s.Order[1:]...)
	rows[0] = append(rows[0], "unit")
	for _, line := range []struct {
		title string
		of    func(results.Share) float64
		unit  string
	}{
		{"  better off by a yuan a year or more", func(x results.Share) float64 { return float64(x.Better) }, "persons"},
		{"  worse off", func(x results.Share) float64 { return float64(x.Worse) }, "persons"},
		{"  mean loss of the worse off", func(x results.Share) float64 { return x.MeanLoss }, "yuan per year"},
		{"  on a list only here", func(x results.Share) float64 { return float64(x.Listed) }, "persons"},
		{"  on a list only there", func(x results.Share) float64 { return float64(x.Unlisted) }, "persons"},
		{"  wrongly accused only here", func(x results.Share) float64 { return float64(x.Accused) }, "persons"},
		{"  wrongly accused only there", func(x results.Share) float64 { return float64(x.Cleared) }, "persons"},
	} {
		row := tableRow{line.title}
		for _, name := range s.Order[1:] {
			v := line.of(s.Lots[name].All)
			row = append(row, display(&v))
		}
		rows = append(rows, append(row, line.unit))
	}
	return rows
}

// luckSentence says what common luck saved, measured on a few measures, or that there is none.
func luckSentence(s results.Comparison, name string) string {
	if !s.Worlds[name].SameLuck {
		return fmt.Sprintf("%s has other kinds of conduct or chances than %s: its citizens do not share their luck.", name, s.Order[0])
	}
	var parts []string
	for _, m := range []string{"misdeeds", "lawful_speech", "entries", "listed"} {
		if x, ok := s.VarianceSaved[name][m]; ok {
			parts = append(parts, fmt.Sprintf("%s %s×", strings.ReplaceAll(m, "_", " "), display(&x)))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("%s shares its luck with %s.", name, s.Order[0])
	}
	return fmt.Sprintf("%s shares its luck with %s; over the replicates independent runs would have had a larger variance of the difference: %s.",
		name, s.Order[0], strings.Join(parts, ", "))
}
