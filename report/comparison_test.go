package report

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"glasshouse.example/experiment"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// smallComparison compares worlds in a folder, whole but for the report.
func smallComparison(t *testing.T, replicates int, worlds ...string) string {
	t.Helper()
	spec := experiment.CompareSpec{Names: worlds, Seed: 7, Replicates: replicates}
	m := results.Manifest{Version: "test", Seed: 7, Replicates: replicates, StepDays: 7, Command: "glasshouse compare " + strings.Join(worlds, " ")}
	for _, ref := range worlds {
		sets := []string{"population.citizens=20000", "time.length=400 days", "population.district=1024 citizens"}
		s, err := scenario.Load(strings.TrimSuffix(ref, "-2"), sets, nil)
		if err != nil {
			t.Fatal(err)
		}
		spec.Scenarios = append(spec.Scenarios, s)
		m.Worlds = append(m.Worlds, results.ManifestWorld{Name: ref, ScenarioHash: s.Hash(), ScenarioText: string(scenario.Marshal(s))})
	}
	m.ScenarioText = m.Worlds[0].ScenarioText
	folder, err := results.Claim(filepath.Join(t.TempDir(), "comparison"))
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Begin(m); err != nil {
		t.Fatal(err)
	}
	c, err := experiment.Compare(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	if err := results.WriteComparison(folder.Partial(), c, results.Info{Version: "test"}); err != nil {
		t.Fatal(err)
	}
	return folder.Partial()
}

func comparisonOf(t *testing.T, dir string) Comparison {
	t.Helper()
	folder, err := results.OpenComparison(dir)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := comparisonDocument(folder)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestBuildShowsTheComparison(t *testing.T) {
	dir := smallComparison(t, 2, "article", "article+no-speech", "without")
	if err := Build(dir); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, results.ReportFile))
	if err != nil {
		t.Fatal(err)
	}
	doc := comparisonOf(t, dir)
	if !strings.HasSuffix(strings.TrimSpace(string(text)), "</html>") || embedded(t, string(text))["title"] != doc.Title {
		t.Error("the page is not whole")
	}
	if doc.Title != "One society, lived three times: article, article+no-speech and without" || len(doc.Sentences) != 2 {
		t.Errorf("title %q, %d sentences", doc.Title, len(doc.Sentences))
	}
	var paths []string
	for _, c := range doc.Changes {
		paths = append(paths, c.Path)
	}
	for _, want := range []string{"system", "bans.lawful-speech"} {
		if !slices.Contains(paths, want) {
			t.Errorf("%s is not among what differs: %q", want, paths)
		}
	}
	if len(doc.Lives) != mostLives {
		t.Errorf("%d lives are told, want %d", len(doc.Lives), mostLives)
	}
	for _, l := range doc.Lives {
		if len(l.Sentences) < 4 || !strings.Contains(strings.ToLower(l.Sentences[0]), "the two lives ") {
			t.Errorf("citizen %d: %q", l.Citizen, l.Sentences)
		}
	}
	if len(paths) > 4 {
		t.Errorf("more differs than was changed: %q", paths)
	}
	comparisonAddsUp(t, doc)
}

// comparisonAddsUp holds steps, groups, districts and income fifths against the totals.
func comparisonAddsUp(t *testing.T, doc Comparison) {
	t.Helper()
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-6*math.Abs(want)+1e-6 {
			t.Errorf("%s add up to %v, want %v", what, got, want)
		}
	}
	without := doc.Worlds[2]
	for _, name := range []string{"entries", "misdeeds", "lawful_speech"} {
		steps, groups := 0.0, 0.0
		for _, v := range without.Steps.Columns[name].Difference.Mean {
			steps += float64(v)
		}
		for _, g := range without.ByGroup {
			groups += float64(g[name].Value)
		}
		near("steps of "+name, steps, float64(without.Differences[name].Value))
		near("groups of "+name, groups, float64(without.Differences[name].Value))
	}
	var fifths, people int64
	for _, f := range without.Lot.Fifths {
		fifths += f.Better
	}
	for _, g := range doc.Groups {
		people += g.People
	}
	districts := 0.0
	for _, v := range without.Lot.Districts.Columns[1].Values {
		districts += float64(v)
	}
	near("better off by income", float64(fifths), float64(without.Lot.All.Better))
	near("better off by district", districts, float64(without.Lot.All.Better))
	near("people of the groups", float64(people), 20_000)
	if without.Lot.All.Better == 0 || without.Differences["entries"].Value >= 0 || without.System || !without.SameLuck {
		t.Errorf("the world without the system: %+v", without.Lot.All)
	}
}

// TestBandsOfManySteps: of more rows than a page carries each so-many-th is there, with its own band.
func TestBandsOfManySteps(t *testing.T) {
	const steps = 3 * bandRows
	b := experiment.Bands{}
	x := make([]float64, steps)
	for i := range steps {
		b.Day, x[i] = append(b.Day, i+1), float64(i)
	}
	r := experiment.Range{Mean: x, Low: x, High: x}
	b.Columns = []experiment.Band{{Name: "entries", Unit: "count", Level: r}, {Name: "searches", Unit: "count", Level: r}}
	got := bandTable(b)
	if len(got.Day) != bandRows || got.Day[0] != 3 || got.Columns["entries"].Level.Low[1] != 5 || got.Day[bandRows-1] != steps {
		t.Errorf("%d rows from day %d to %d", len(got.Day), got.Day[0], got.Day[len(got.Day)-1])
	}
	if _, ok := got.Columns["searches"]; ok {
		t.Error("a measure is in the page that it does not show")
	}
}

func TestComparisonTextCannotLeaveItsPlace(t *testing.T) {
	var hurt, plain bytes.Buffer
	doc := Comparison{Title: "a", Sentences: []string{"b"}, Worlds: []ComparedWorld{{Name: "c"}, {Name: "d"}}}
	if err := RenderComparison(&plain, doc); err != nil {
		t.Fatal(err)
	}
	doc.Title, doc.Scenario, doc.Command, doc.YAML, doc.Sentences, doc.Worlds[1].Name = hostile, hostile, hostile, hostile, []string{hostile}, hostile
	if err := RenderComparison(&hurt, doc); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"<script", "</script", "<img", "<style", "</style", "<!--"} {
		if got, want := strings.Count(hurt.String(), tag), strings.Count(plain.String(), tag); got != want {
			t.Errorf("%d times %s, want %d", got, tag, want)
		}
	}
	if got := embedded(t, hurt.String()); got["title"] != hostile {
		t.Errorf("the text came out changed: %q", got["title"])
	}
}

// TestComparisonPage opens the page of a comparison from the disk, as a reader does.
func TestComparisonPage(t *testing.T) {
	dir := smallComparison(t, 3, "article", "article+human-review", "article-2", "without")
	if err := Build(dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, results.ReportFile)
	p := openTab(t)
	p.visit(file, 1280, "light")
	p.until(`document.querySelectorAll(".drawing svg").length >= 20`)

	t.Run("draws", func(t *testing.T) { drawsComparison(t, p) })
	t.Run("ranks", func(t *testing.T) { ranksByHarm(t, p, comparisonOf(t, dir)) })
	t.Run("groups", func(t *testing.T) { choosesMeasure(t, p) })
	t.Run("saves", func(t *testing.T) { savesFiles(t, p, "glasshouse-compare-article-seed-7-*") })
	t.Run("tab reaches every control", func(t *testing.T) { reachesControls(t, p) })
	for _, view := range []struct {
		name, scheme string
		width        int64
	}{{"wide, light", "light", 1280}, {"wide, dark", "dark", 1280}, {"narrow, light", "light", 390}, {"narrow, dark", "dark", 390}} {
		t.Run(view.name, func(t *testing.T) {
			p.visit(file, view.width, view.scheme)
			fits(t, p, view.scheme == "dark")
		})
	}
	if said := p.complaints(); len(said) > 0 {
		t.Errorf("the page was not quiet:\n%s", strings.Join(said, "\n"))
	}
}

// drawsComparison asks of every figure that it has drawings with marks, a heading, period and population, and a table.
func drawsComparison(t *testing.T, p *tab) {
	eval[bool](p, `[...document.querySelectorAll("details.block")].every((d) => (d.open = true))`)
	p.until(`[...document.querySelectorAll("#time .drawing")].every((d) => d.querySelector("svg"))`)
	names := eval[[]string](p, `[...document.querySelectorAll("figure")].map((f) => f.id)`)
	for _, want := range strings.Fields("differences time-lawful-speech time-entries time-listed time-misdeeds time-perceived-risk groups better-worse freedom districts") {
		if !slices.Contains(names, want) {
			t.Errorf("no figure %s among %q", want, names)
		}
	}
	lacking := eval[[]string](p, `[...document.querySelectorAll("figure")].flatMap((f) => {
		const lacks = [], svg = [...f.querySelectorAll(".drawing svg")];
		if (!svg.length) lacks.push("no drawing");
		if (svg.some((s) => s.querySelectorAll("path,rect,circle,line").length < 4)) lacks.push("an empty drawing");
		if (svg.some((s) => /NaN|undefined|Infinity/.test(s.outerHTML))) lacks.push("a mark with no place");
		if (!f.querySelector("h3").textContent) lacks.push("no heading");
		if (!/20\u202f000 synthetic citizens, 4 worlds, days 0–400, 3 replicates/.test(f.querySelector(".deck").textContent)) lacks.push("no period and population");
		if (!f.querySelector("figcaption").textContent) lacks.push("no caption");
		if (!/\d/.test(f.querySelector("details tbody")?.textContent ?? "")) lacks.push("no table");
		return lacks.map((l) => f.id + ": " + l);
	})`)
	if len(lacking) > 0 {
		t.Error(strings.Join(lacking, "\n"))
	}
	text := eval[string](p, `document.getElementById("page").textContent`)
	for _, want := range []string{"No verdict on a real person", "Positive means accused or sanctioned", "NaN", "undefined"} {
		if standing := len(want) > 10; strings.Contains(strings.Join(strings.Fields(text), " "), want) != standing {
			t.Errorf("the page's text and %q: there must be %t", want, standing)
		}
	}
}

// ranksByHarm sorts the worlds by each harm, and finds misdeeds beside them and no way to sort by those.
func ranksByHarm(t *testing.T, p *tab, doc Comparison) {
	order := func() []string {
		return eval[[]string](p, `[...document.querySelectorAll(".ranked tbody th")].map((e) => e.firstChild.textContent)`)
	}
	titles := eval[[]string](p, `[...document.querySelectorAll(".ranked thead button")].map((e) => e.textContent.toLowerCase())`)
	if len(titles) != 4 || slices.ContainsFunc(titles, func(s string) bool { return strings.Contains(s, "misdeed") }) {
		t.Errorf("worlds can be sorted by %q", titles)
	}
	if text := eval[string](p, `document.querySelector(".ranked").textContent`); !strings.Contains(text, "misdeeds more") || !strings.Contains(text, "no system") {
		t.Errorf("misdeeds or the world without the system are missing: %s", text)
	}
	p.do(chromedp.Click(chromedp.CSS(".ranked thead th:nth-child(4) button")))
	p.until(`document.querySelector(".ranked thead th:nth-child(4)").getAttribute("aria-sort") === "descending"`)
	if got := order(); len(got) != 4 || got[0] != "without" || doc.Worlds[3].Differences["entries_for_lawful_conduct"].Value >= 0 {
		t.Errorf("ranked by entries for lawful conduct: %q", got)
	}
	if n := eval[int](p, `document.querySelectorAll(".ranked [aria-sort]").length`); n != 1 {
		t.Errorf("%d columns are sorted", n)
	}
}

// TestNothingIsRankedWithoutNoSystem: "no system" belongs among what is ranked; without it worlds stand in the order given, with no
// heading to sort by, and the page says why.
func TestNothingIsRankedWithoutNoSystem(t *testing.T) {
	dir := smallComparison(t, 2, "article", "article+sunset", "article+no-speech")
	if err := Build(dir); err != nil {
		t.Fatal(err)
	}
	p := openTab(t)
	p.visit(filepath.Join(dir, results.ReportFile), 1280, "light")
	if n := eval[int](p, `document.querySelectorAll(".ranked button, .ranked [aria-sort], .ranked .by").length`); n != 0 {
		t.Errorf("%d ways to rank, or marks of a rank", n)
	}
	if got := eval[[]string](p, `[...document.querySelectorAll(".ranked tbody th")].map((e) => e.firstChild.textContent)`); !slices.Equal(got, []string{"article", "article+sunset", "article+no-speech"}) {
		t.Errorf("the worlds stand in the order %q", got)
	}
	text := eval[string](p, `document.getElementById("page").textContent`)
	if !strings.Contains(text, "Nothing is ranked here") || strings.Contains(text, "Worlds ranked by") {
		t.Error("it is not said that nothing is ranked, or why")
	}
}

// choosesMeasure changes the measure shown by group; groups without events stay and are marked.
func choosesMeasure(t *testing.T, p *tab) {
	eval[string](p, `window.before = document.querySelector("#groups svg").outerHTML`)
	if text := eval[string](p, `document.querySelector("#groups svg").textContent`); !strings.Contains(text, "men 0–14") || !strings.Contains(text, "none") {
		t.Errorf("groups without events are not both shown and marked: %s", text)
	}
	eval[bool](p, `(() => { const s = document.querySelector(".choose select"); s.value = "lawful_speech"; return s.dispatchEvent(new Event("change", { bubbles: true })); })()`)
	p.until(`document.querySelector("#groups h3").textContent.includes("lawful criticism")`)
	p.until(`(document.querySelector("#groups svg")?.outerHTML ?? window.before) !== window.before`) // another measure is drawn otherwise
}

// TestOneReplicateIsDrawn: without intervals the page is drawn all the same; two worlds that are one and the same too.
func TestOneReplicateIsDrawn(t *testing.T) {
	dir := smallComparison(t, 1, "without", "without-2", "article")
	if err := Build(dir); err != nil {
		t.Fatal(err)
	}
	p := openTab(t)
	p.visit(filepath.Join(dir, results.ReportFile), 1280, "light")
	p.until(`document.querySelectorAll(".drawing svg").length >= 8`)
	if bad := eval[bool](p, `/NaN|undefined|Infinity/.test(document.getElementById("page").innerHTML)`); bad {
		t.Error("something without a value is shown")
	}
	if said := p.complaints(); len(said) > 0 {
		t.Errorf("the page was not quiet:\n%s", strings.Join(said, "\n"))
	}
}
