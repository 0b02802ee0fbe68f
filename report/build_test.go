package report

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"glasshouse.example/experiment"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// smallRun runs a small city for a while into a folder, whole but for the report.
func smallRun(t *testing.T, alone bool, sets ...string) string {
	t.Helper()
	s, err := scenario.Load("article", append([]string{"population.citizens=20000", "time.length=120 days"}, sets...), nil)
	if err != nil {
		t.Fatal(err)
	}
	outcome, err := experiment.Run(context.Background(), experiment.Spec{Scenario: s, Seed: 7, Alone: alone})
	if err != nil {
		t.Fatal(err)
	}
	folder, err := results.Claim(filepath.Join(t.TempDir(), "run"))
	if err != nil {
		t.Fatal(err)
	}
	info := results.Info{Version: "test", Command: "glasshouse run --seed 7", ScenarioText: string(scenario.Marshal(s)), ScenarioHash: s.Hash()}
	if err := results.Write(folder.Partial(), outcome, info); err != nil {
		t.Fatal(err)
	}
	return folder.Partial()
}

func TestBuildShowsTheRun(t *testing.T) {
	dir := smallRun(t, false)
	if err := Build(dir); err != nil {
		t.Fatal(err)
	}
	run, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := document(run)
	if err != nil {
		t.Fatal(err)
	}
	var people, mapped int64
	for _, g := range doc.Groups {
		people += g.People
	}
	for _, n := range doc.Map.Counts {
		mapped += n
	}
	if people != 20_000 || mapped != 20_000 || doc.Map.Citizens != 20_000 {
		t.Errorf("%d people in groups, %d on the map, of 20000", people, mapped)
	}
	if len(doc.Worlds) != 2 || len(doc.Parameters) == 0 || len(doc.Sources) == 0 || len(doc.Definitions) == 0 || len(doc.Sentences) == 0 {
		t.Errorf("worlds %d, parameters %d, sources %d, definitions %d, sentences %d",
			len(doc.Worlds), len(doc.Parameters), len(doc.Sources), len(doc.Definitions), len(doc.Sentences))
	}
	seriesAddUp(t, doc)
	partsAgree(t, doc)
	unscored := int64(0)
	for _, status := range unpack(t, doc.Map) {
		if experiment.Status(status) == experiment.Unscored {
			unscored++
		}
	}
	if unscored == 0 || unscored != doc.Map.Counts[experiment.Unscored] {
		t.Errorf("%d children in the packed map, %d counted", unscored, doc.Map.Counts[experiment.Unscored])
	}
}

// partsAgree holds the details by name against the measures of the whole run, in both worlds.
func partsAgree(t *testing.T, doc Doc) {
	t.Helper()
	tables := map[string]*Parts{}
	for i := range doc.Parts {
		tables[doc.Parts[i].Table] = &doc.Parts[i]
	}
	if tables["sites"] != nil || len(doc.Parts) != 3 {
		t.Errorf("%d tables by name, with sites %t; the article has channels, lists and kinds", len(doc.Parts), tables["sites"] != nil)
	}
	if got := tables["lists"].Keepers[0]; tables["lists"].Names[0] != "travel" || tables["channels"].Names[1] != "crossing-cameras" {
		t.Errorf("not in the scenario's order; the first list's keeper is %q", got)
	}
	for _, c := range []struct{ table, name, whole string }{
		{"channels", "seen", "observations"}, {"channels", "entries", "entries"}, {"lists", "joined", "memberships_begun"}, {"kinds", "acts", "acts"},
	} {
		for _, m := range tables[c.table].Values {
			for w, values := range m.Worlds {
				sum := 0.0
				for _, v := range values {
					sum += float64(v)
				}
				if want := *doc.Worlds[w].Measures[c.whole].Value; m.Name == c.name && sum != want {
					t.Errorf("%s: %s of all %s is %v, %s is %v", doc.Worlds[w].Name, c.name, c.table, sum, c.whole, want)
				}
			}
		}
	}
}

// seriesAddUp holds the steps and the districts against the measures of the whole run.
func seriesAddUp(t *testing.T, doc Doc) {
	t.Helper()
	with := doc.Worlds[0]
	sum := func(table Table, name string) (total float64) {
		for _, c := range table.Columns {
			if c.Name == name {
				for _, v := range c.Values {
					total += float64(v)
				}
			}
		}
		return total
	}
	for _, name := range []string{"entries", "misdeeds", "lawful_speech"} {
		if got, want := sum(with.Steps, name), *with.Measures[name].Value; got != want {
			t.Errorf("steps of %s add up to %v, the run has %v", name, got, want)
		}
	}
	for name, whole := range map[string]float64{"people": 20_000, "entries_so_far": *with.Measures["entries"].Value, "listed": *with.Measures["listed"].Value} {
		if got := sum(with.Districts, name); got != whole {
			t.Errorf("districts' %s add up to %v, the run has %v", name, got, whole)
		}
	}
}

func TestBuildWritesAWholePageOrNone(t *testing.T) {
	dir := smallRun(t, true)
	for range 2 { // the second replaces the first
		if err := Build(dir); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, results.ReportFile))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), "<!DOCTYPE html>") || !strings.HasSuffix(strings.TrimSpace(string(text)), "</html>") {
		t.Error("the page is not whole")
	}
	if aside, _ := filepath.Glob(filepath.Join(dir, "*.partial")); len(aside) > 0 {
		t.Errorf("left aside: %q", aside)
	}
	if err := Build(t.TempDir()); err == nil {
		t.Error("an empty folder gave a page")
	}
}

// TestPageOfARun opens the pages of real runs, of a pair and of a world alone.
func TestPageOfARun(t *testing.T) {
	for _, alone := range []bool{false, true} {
		dir := smallRun(t, alone)
		if err := Build(dir); err != nil {
			t.Fatal(err)
		}
		p := openTab(t)
		p.show(filepath.Join(dir, results.ReportFile), 390, "light")
		fits(t, p, false)
		if n := eval[int](p, `document.querySelectorAll(".drawing svg").length`); n < 6 {
			t.Errorf("alone %t: %d drawings", alone, n)
		}
		if bad := eval[string](p, `(/\b(NaN|undefined|Infinity|\[object)/.exec(document.body.innerText) ?? [""])[0]`); bad != "" {
			t.Errorf("alone %t: the page says %q", alone, bad)
		}
		if said := p.complaints(); len(said) > 0 {
			t.Errorf("alone %t: %s", alone, strings.Join(said, "\n"))
		}
	}
}
