package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"glasshouse.example/results"
)

// abreast is how many worlds stand beside the first in one table, so that its lines can be read; their lots, without intervals, twice
// as many.
const abreast = 2

// printComparison writes the table of the measures, who is better and worse off, and what common luck saved.
func (a *app) printComparison(s results.Comparison, dir string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s synthetic citizens, %d days, %d replicates from seed %d; differences against %s\n\n",
		results.Number(float64(s.Citizens), 0), s.Days, s.Replicates, s.Seed, s.Order[0])
	bold := a.outTerminal && os.Getenv("NO_COLOR") == ""
	for worlds := range slices.Chunk(s.Order[1:], abreast) {
		writeTable(&b, comparisonRows(s, worlds), bold)
		b.WriteByte('\n')
	}
	for worlds := range slices.Chunk(s.Order[1:], 2*abreast) {
		writeTable(&b, lotRows(s, worlds), bold)
		b.WriteByte('\n')
	}
	for _, name := range s.Order[1:] {
		b.WriteString(luckSentence(s, name) + "\n")
	}
	b.WriteString("\nCitizens are synthetic, under stated assumptions; no verdict on a real person can be read out of this.\n")
	fmt.Fprintf(&b, "state hash  %s\nreport      %s\n", s.StateHash, filepath.Join(dir, results.ReportFile))
	_, err := a.stdout.Write([]byte(b.String()))
	return err
}

// comparisonRows gives a table: the first world's level, then each named world's difference with its interval.
func comparisonRows(s results.Comparison, worlds []string) []tableRow {
	head := tableRow{"", s.Order[0]}
	for _, name := range worlds {
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
			for _, world := range worlds {
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
	text := "–"
	if d.Low != nil {
		text = signed(d.Low) + " to " + signed(d.High)
	}
	switch {
	case d.None:
		return "– (no event)"
	case d.Few:
		text += " (few)"
	}
	return text
}

// lotRows gives the table of winners and losers.
func lotRows(s results.Comparison, worlds []string) []tableRow {
	rows := []tableRow{{"who differs from " + s.Order[0] + " (there), in the first seed", ""}}
	rows[0] = append(tableRow{rows[0][0]}, worlds...)
	rows[0] = append(rows[0], "unit")
	for _, line := range []struct {
		title string
		of    func(results.Share) float64
		unit  string
	}{
		{"  better off by a yuan a year or more", func(x results.Share) float64 { return float64(x.Better) }, "persons"},
		{"  mean gain of the better off", func(x results.Share) float64 { return x.MeanGain }, "yuan per year"},
		{"  worse off", func(x results.Share) float64 { return float64(x.Worse) }, "persons"},
		{"  mean loss of the worse off", func(x results.Share) float64 { return x.MeanLoss }, "yuan per year"},
		{"  on a list only here", func(x results.Share) float64 { return float64(x.Listed) }, "persons"},
		{"  on a list only there", func(x results.Share) float64 { return float64(x.Unlisted) }, "persons"},
		{"  wrongly accused only here", func(x results.Share) float64 { return float64(x.Accused) }, "persons"},
		{"  wrongly accused only there", func(x results.Share) float64 { return float64(x.Cleared) }, "persons"},
		{"  wrongly on a list only here", func(x results.Share) float64 { return float64(x.WronglyListed) }, "persons"},
		{"  wrongly on a list only there", func(x results.Share) float64 { return float64(x.Righted) }, "persons"},
	} {
		row := tableRow{line.title}
		for _, name := range worlds {
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
			parts = append(parts, fmt.Sprintf("%s %s×", strings.ReplaceAll(m, "_", " "), times(x)))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("%s shares its luck with %s.", name, s.Order[0])
	}
	return fmt.Sprintf("%s shares its luck with %s. Between independent runs, measured over %d replicates, the variance of the difference would be: %s (1×: nothing saved).",
		name, s.Order[0], s.Replicates, strings.Join(parts, ", "))
}

// times writes a factor to about three digits: a few replicates know no more of it.
func times(x float64) string {
	return results.Number(x, max(0, 2-int(math.Floor(math.Log10(max(x, 0.1))))))
}
