package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/life"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// sampleLife is a made-up life in two worlds.
func sampleLife() *life.Life {
	own, wrong, other := true, false, int64(7)
	both := []string{"with", "without"}
	l := &life.Life{Notice: life.Notice, Citizen: 42, Days: 400, Who: life.Who{Scored: true, Sentence: "Citizen 42 is a woman."},
		Parting: &life.Parting{Day: 122, From: 122, Date: life.Date(122), Text: "From 3 May of year 1 (day 122) on the two lives part."}}
	for k, name := range both {
		w := life.Lived{Name: name, Label: name + " the system", System: k == 0, Totals: life.Totals{Acts: map[string]int{"train": 2 - k}}}
		for day := 7; day <= 400; day += 7 {
			score := 1000
			if k == 0 && day > 122 {
				score = 940
			}
			w.Path = append(w.Path, life.Moment{Day: day, Score: score, TrueScore: 1000, Risk: 0.1 + float64(day)/8000, SpeechRisk: 0.1})
		}
		w.End = life.End{Moment: w.Path[len(w.Path)-1]}
		l.Worlds = append(l.Worlds, w)
	}
	passage := func(day int, text string, worlds []string, events ...life.Event) {
		l.Passages = append(l.Passages, life.Passage{Day: day, Date: life.Date(day), Worlds: worlds, Text: text, Events: events})
	}
	passage(30, "She misses an instalment.", both, life.Event{What: "instalment missed", Kind: "instalment"})
	passage(122, "Another’s act is put to her.", both[:1], life.Event{What: "entry, another's act", Own: &wrong, Other: &other, Score: 960, Rule: "conduct.jaywalking: points -20"})
	passage(130, "She crosses at red.", both[:1], life.Event{What: "entry, own act", Own: &own, Score: 940})
	passage(130, "She crosses at red, and nothing comes of it.", both[1:], life.Event{What: "act"})
	passage(140, "The entry expires.", both[:1], life.Event{What: "entry expired", Score: 960})
	passage(145, "Another of her household was made to answer.", both, life.Event{What: "a relative made to answer", Score: 960})
	passage(150, "The list refuses her what she wants.", both[:1], life.Event{What: "refused by a list", Score: 940})
	l.Passages = append(l.Passages, life.Passage{Day: 160, Date: life.Date(160), Worlds: both, Ordinary: true, Text: "She takes a train.",
		Events: []life.Event{{What: "act", Kind: "train"}}})
	return l
}

func lifeDoc(t *testing.T, l *life.Life) LifeDoc {
	t.Helper()
	s, err := scenario.Load("article", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := results.Manifest{Scenario: "sample", Seed: 1<<64 - 1, Citizens: 20_000, Days: 400, Version: "1", StateHash: strings.Repeat("ab", 32),
		Command: "glasshouse run", ScenarioText: "scenario: sample"}
	states := map[string]string{"with": strings.Repeat("ab", 32), "without": strings.Repeat("cd", 32)}
	return NewLifeDoc(m, states, s, l, "glasshouse life 42 --run DIR")
}

func TestLifeOfHostileText(t *testing.T) {
	render := func(text string) string {
		l := sampleLife()
		l.Passages[1].Text, l.Who.Sentence, l.Passages[1].Events[0].Rule = text, text, text
		path := filepath.Join(t.TempDir(), "life.html")
		if err := WriteLife(path, lifeDoc(t, l)); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	got, plain := render(hostile), render("plain")
	for _, tag := range []string{"<script", "</script", "<img", "<style", "<!--"} {
		if a, b := strings.Count(got, tag), strings.Count(plain, tag); a != b {
			t.Errorf("%d times %s, want %d", a, tag, b)
		}
	}
	if doc := embedded(t, got); doc["seed"] != "18446744073709551615" || doc["title"] != "One life, lived twice: citizen 42" {
		t.Errorf("the document holds %v, %v", doc["seed"], doc["title"])
	}
}

// TestLifePage opens the page of a life from the disk, as a reader does.
func TestLifePage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "life.html")
	if err := WriteLife(path, lifeDoc(t, sampleLife())); err != nil {
		t.Fatal(err)
	}
	p := openTab(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 390} {
			p.visit(path, width, scheme)
			fits(t, p, scheme == "dark")
		}
	}
	p.visit(path, 1280, "light")
	lacking := eval[[]string](p, `["timeline", "score", "risk"].flatMap((id) => {
		const f = document.getElementById(id), lacks = [];
		if (!f) return [id + ": not there"];
		const svg = [...f.querySelectorAll(".drawing svg")];
		if (!svg.length || svg.some((s) => s.querySelectorAll("path,circle,line").length < 3)) lacks.push("an empty drawing");
		if (svg.some((s) => /NaN|undefined|Infinity/.test(s.outerHTML))) lacks.push("a mark with no place");
		if (!/1 synthetic citizen, 2 worlds, days 0–400/.test(f.querySelector(".deck").textContent)) lacks.push("deck: " + f.querySelector(".deck").textContent);
		if (!/\d/.test(f.querySelector("details tbody")?.textContent ?? "")) lacks.push("no table");
		return lacks.map((l) => id + ": " + l);
	})`)
	if len(lacking) > 0 {
		t.Error(strings.Join(lacking, "\n"))
	}
	if n := eval[int](p, `document.querySelectorAll("#score .drawing circle").length`); n < 2 {
		t.Errorf("%d entries are marked on the score, want 2", n)
	}
	rows := eval[[]string](p, `[...document.querySelectorAll("table.days tbody tr")].map((r) => [...r.cells].map((c) => c.innerText.trim()).join(" | "))`)
	want := []string{"31 January", "the lives part", "She crosses at red. | She crosses at red, and nothing comes of it.",
		"expires", "Another of her household", "refuses her"}
	if len(rows) != len(want) {
		t.Fatalf("%d rows of days, want %d: an ordinary act is not a row of its own: %q", len(rows), len(want), rows)
	}
	for k := range want {
		if !strings.Contains(rows[k], want[k]) {
			t.Errorf("row %d is %q, want %q in it", k, rows[k], want[k])
		}
	}
	text := eval[string](p, `document.body.innerText`)
	for _, must := range []string{"No verdict on a real person", "From 3 May of year 1 (day 122)", "glasshouse life 42 --run DIR", "for another’s act"} {
		if !strings.Contains(text, must) {
			t.Errorf("the page does not say %q", must)
		}
	}
	lanes := eval[[]string](p, `[...document.querySelectorAll("#timeline svg [aria-label='y-axis tick label'] text")].map((e) => e.textContent)`)
	for _, want := range []string{"entry expired", "relative struck", "entry, not her act"} {
		if !slices.Contains(lanes, want) {
			t.Errorf("no lane %q among %q", want, lanes)
		}
	}
	if slices.Contains(lanes, "objections") {
		t.Error("an entry that expires passes for an objection")
	}
	savesFiles(t, p, "glasshouse-sample-seed-18446744073709551615-*")
	if said := p.complaints(); len(said) > 0 {
		t.Errorf("the page was not quiet:\n%s", strings.Join(said, "\n"))
	}
}

// TestLifeOfAComparison: a life in two worlds with the system is told by their names, in a colour each.
func TestLifeOfAComparison(t *testing.T) {
	l := sampleLife()
	names := []string{"article", "article+sunset"}
	for k := range l.Worlds {
		l.Worlds[k].Name, l.Worlds[k].Label, l.Worlds[k].System = names[k], "in “"+names[k]+"”", true
	}
	for k := range l.Passages {
		var worlds []string // those of passages share their memory
		for _, world := range l.Passages[k].Worlds {
			worlds = append(worlds, map[string]string{"with": names[0], "without": names[1]}[world])
		}
		l.Passages[k].Worlds = worlds
	}
	path := filepath.Join(t.TempDir(), "life.html")
	if err := WriteLife(path, lifeDoc(t, l)); err != nil {
		t.Fatal(err)
	}
	p := openTab(t)
	p.visit(path, 1280, "light")
	hues := eval[[]string](p, `[...document.querySelectorAll("#risk .legend li")].map((e) => [...e.querySelectorAll("*")].map((x) => x.getAttribute("style") ?? x.getAttribute("fill") ?? "").join(""))`)
	if len(hues) != 2 || hues[0] == hues[1] || hues[0] == "" {
		t.Errorf("the worlds' colours are %q", hues)
	}
	text := eval[string](p, `document.body.innerText`)
	for _, must := range []string{"told in “article” and in “article+sunset”", "score in “article+sunset”"} {
		if !strings.Contains(text, must) {
			t.Errorf("the page does not say %q", must)
		}
	}
	if said := p.complaints(); len(said) > 0 {
		t.Errorf("the page was not quiet:\n%s", strings.Join(said, "\n"))
	}
}
