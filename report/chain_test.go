package report

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"glasshouse.example/results"
)

// documentOf gathers the page of a small run in which cameras take people for others.
func documentOf(t *testing.T, alone bool) (Doc, string) {
	t.Helper()
	dir := smallRun(t, alone, "watch.crossing-cameras.connected=100%", "watch.crossing-cameras.identify.gallery=5000000 faces")
	run, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := document(run)
	if err != nil {
		t.Fatal(err)
	}
	return doc, dir
}

// TestChainsLeadToParameters: every measure of the article leads to parameters with value and source, unless it counts what
// the article has nothing of; and citizens are named for measures only.
func TestChainsLeadToParameters(t *testing.T) {
	doc, _ := documentOf(t, false)
	about := func(name string) (found []string) {
		for _, i := range doc.Chains[name] {
			found = append(found, doc.Parameters[i].Path)
		}
		return found
	}
	for _, d := range doc.Definitions {
		firms := strings.Contains(d.Meaning, "irm")
		if got := about(d.Name); len(got) == 0 && !strings.HasPrefix(d.Name, "site_") && !firms &&
			!slices.Contains(strings.Fields("boarding_refused boarding_refused_wrongly rationed_wrongly flagged flagged_wrongly"), d.Name) {
			t.Errorf("%s leads to no parameter", d.Name)
		}
	}
	got := about("false_entries")
	for _, want := range []string{"watch.crossing-cameras.identify.fmr", "watch.crossing-cameras.groundless", "conduct.jaywalking.chances"} {
		if !slices.Contains(got, want) {
			t.Errorf("false_entries does not lead to %s, but to %q", want, got)
		}
	}
	if at := func(path string) int { return slices.Index(got, path) }; at("watch.crossing-cameras.identify.fmr") > at("conduct.jaywalking.chances") {
		t.Error("what all measures rest on comes before what this one does")
	}
	for _, no := range []string{"lists.travel.term", "scenario", "about", "system"} {
		if slices.Contains(got, no) {
			t.Errorf("false_entries leads to %s", no)
		}
	}
	for name, numbers := range doc.Worlds[0].Behind {
		if !slices.ContainsFunc(doc.Definitions, func(d Definition) bool { return d.Name == name }) || len(numbers) == 0 {
			t.Errorf("%d citizens are behind %q", len(numbers), name)
		}
	}
	if len(doc.Worlds[0].Behind["false_entries"]) == 0 {
		t.Error("nobody is behind the false entries")
	}
}

// TestChainOfANumber follows a number from the table of the worlds to its definition, to a parameter and its source, and to a
// citizen behind it, by keys.
func TestChainOfANumber(t *testing.T) {
	doc, dir := documentOf(t, false)
	if err := Build(dir); err != nil {
		t.Fatal(err)
	}
	p := openTab(t)
	file := filepath.Join(dir, results.ReportFile)
	p.show(file, 1280, "light")

	t.Run("to the definition", func(t *testing.T) {
		p.do(chromedp.Focus(chromedp.CSS(`a[href="#measure-false_entries"]`)), chromedp.KeyEvent(kb.Enter))
		p.until(`document.querySelector("#measure-false_entries details.chain").open === true`)
		p.until(`document.querySelectorAll("#measure-false_entries .scroll.low tbody tr").length > 0`)
		if text := said(p, "#measure-false_entries"); !strings.Contains(text, "misattributed + groundless") || !strings.Contains(text, "assumption") {
			t.Errorf("no formula or source: %q", text)
		}
		rows := eval[int](p, `document.querySelectorAll("#measure-false_entries .scroll.low tbody tr").length`)
		if rows != len(doc.Chains["false_entries"]) {
			t.Errorf("%d parameters are shown, want %d", rows, len(doc.Chains["false_entries"]))
		}
	})
	t.Run("to the citizens", func(t *testing.T) { leadsToCitizens(t, p, doc, dir) })
	t.Run("to a parameter and its source", leadsToParameter(p))
	t.Run("as a file", func(t *testing.T) { savesMeasures(t, p, doc) })
	t.Run("from the address", func(t *testing.T) {
		p.do(chromedp.Navigate("about:blank"), chromedp.Navigate("file://"+file+"#measure-listed"), chromedp.WaitReady(chromedp.CSS("html[data-ready=true]")))
		p.until(`document.querySelector("#measure-listed details.chain").open`)
		if eval[bool](p, `document.querySelector("#measure-joined details.chain").open`) {
			t.Error("another measure is open")
		}
	})
	if said := p.complaints(); len(said) > 0 {
		t.Errorf("the page was not quiet:\n%s", strings.Join(said, "\n"))
	}
}

func said(p *tab, selector string) string {
	p.t.Helper()
	return eval[string](p, `document.querySelector(`+strconv.Quote(selector)+`).textContent`)
}

// leadsToCitizens presses the numbers: each is one of those that the run named, and its command names this folder.
func leadsToCitizens(t *testing.T, p *tab, doc Doc, dir string) {
	const chain = "#measure-false_entries details.chain"
	var want []string
	for _, n := range doc.Worlds[0].Behind["false_entries"] {
		want = append(want, strconv.Itoa(int(n)))
	}
	if got := eval[[]string](p, `[...document.querySelectorAll("`+chain+` .citizens button")].map((b) => b.textContent)`); !slices.Equal(got, want) {
		t.Fatalf("citizens %q, want %q", got, want)
	}
	last := want[len(want)-1]
	p.do(chromedp.Focus(chromedp.CSS(chain+" .citizens button:last-child")), chromedp.KeyEvent(kb.Enter))
	p.until(`document.querySelector("` + chain + ` [aria-live]").textContent.includes("` + last + `")`)
	if got := said(p, chain+" pre"); got != "glasshouse life "+last+" --run "+dir {
		t.Errorf("the command is %q", got)
	}
	if n := eval[int](p, `document.querySelectorAll("`+chain+` [aria-pressed=true]").length`); n != 1 {
		t.Errorf("%d citizens are chosen", n)
	}
	if text := said(p, chain); !strings.Contains(text, "Numbers of synthetic citizens") {
		t.Errorf("it is not said that they are synthetic: %q", text)
	}
}

// leadsToParameter goes on to a row of the scenario, which was folded, and from there to a source.
func leadsToParameter(p *tab) func(*testing.T) {
	return func(t *testing.T) {
		const path = "watch.crossing-cameras.identify.fmr"
		p.do(chromedp.Focus(chromedp.CSS(`#measure-false_entries a[href="#parameter-`+path+`"]`)), chromedp.KeyEvent(kb.Enter))
		p.until(`location.hash === "#parameter-` + path + `" && document.getElementById("parameter-` + path + `").checkVisibility()`)
		p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".block td a[href^='#source-']").click()`))
		p.until(`document.getElementById(location.hash.slice(1)).checkVisibility() && location.hash.startsWith("#source-")`)
	}
}

// savesMeasures reads the file of the measures: value, what each rests on, and who is behind it.
func savesMeasures(t *testing.T, p *tab, doc Doc) {
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("[aria-label='Save the measures as CSV']").click()`))
	text, err := os.ReadFile(landed(t, filepath.Join(p.downloads, "glasshouse-*-definitions.csv"), 1)[0])
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) != len(doc.Definitions)+1 || len(rows[0]) != 9 {
		t.Fatalf("%d rows of %d columns, %v", len(rows), len(rows[0]), err)
	}
	for _, row := range rows {
		if row[0] != "false_entries" {
			continue
		}
		if want := strconv.Itoa(int(*doc.Worlds[0].Measures["false_entries"].Value)); row[4] != want {
			t.Errorf("value %q, want %s", row[4], want)
		}
		if !strings.Contains(row[6], "watch.crossing-cameras.identify.fmr = ") || row[7] == "" || row[8] != "" {
			t.Errorf("rests on %q; behind it %q and %q", row[6], row[7], row[8])
		}
	}
}

// TestCommandIsQuoted: the command can be pasted whatever the folder is called.
func TestCommandIsQuoted(t *testing.T) {
	p := openTab(t)
	p.show(written(t, sample(20_000, 1095)), 1280, "light")
	for place, want := range map[string]string{
		`{protocol: "file:", pathname: "/runs/a-1/report.html"}`:             "glasshouse life 7 --run /runs/a-1",
		`{protocol: "file:", pathname: "/my%20runs/it's/report.html"}`:       `glasshouse life 7 --run '/my runs/it'\''s'`,
		`{protocol: "file:", pathname: "/C:/runs/report.html"}`:              "glasshouse life 7 --run C:/runs",
		`{protocol: "http:", pathname: "/runs/3/report.html"}`:               "glasshouse life 7 --run DIR",
		`{protocol: "file:", pathname: "/runs/%C3%A9t%C3%A9/x/report.html"}`: "glasshouse life 7 --run '/runs/été/x'",
	} {
		if got := inPage[string](p, `const { command } = await import("page/chain"); return command(7, "", `+place+`);`); got != want {
			t.Errorf("%s: %q, want %q", place, got, want)
		}
	}
}
