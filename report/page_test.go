package report

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestPage opens a page from the disk, as a reader does.
func TestPage(t *testing.T) {
	file := written(t, sample(20_000, 1095))
	p := openTab(t)
	p.show(file, 1280, "light")

	t.Run("draws", func(t *testing.T) { drawsCharts(t, p) })
	t.Run("saves", func(t *testing.T) { savesFiles(t, p, "glasshouse-sample-seed-18446744073709551615-*") })
	t.Run("tab reaches every control", func(t *testing.T) { reachesControls(t, p) })
	t.Run("map moves", func(t *testing.T) { movesMap(t, p) })
	for _, view := range []struct {
		name, scheme string
		width        int64
	}{{"wide, light", "light", 1280}, {"wide, dark", "dark", 1280}, {"narrow, light", "light", 390}, {"narrow, dark", "dark", 390}} {
		t.Run(view.name, func(t *testing.T) {
			p.show(file, view.width, view.scheme)
			fits(t, p, view.scheme == "dark")
		})
	}
	if said := p.complaints(); len(said) > 0 {
		t.Errorf("the page was not quiet:\n%s", strings.Join(said, "\n"))
	}
}

// drawsCharts asks of every figure that it has a drawing with marks, a heading, a caption and a table with numbers.
func drawsCharts(t *testing.T, p *tab) {
	if n := eval[int](p, `document.querySelectorAll("figure").length`); n != 10 {
		t.Errorf("%d figures, want 10: listed, entries, refused, speech, risk, score, groups, years, districts, city", n)
	}
	lacking := eval[[]string](p, `[...document.querySelectorAll("figure")].flatMap((f) => {
		const lacks = [], svg = [...f.querySelectorAll(".drawing svg")];
		if (f.id !== "city" && !svg.length) lacks.push("no drawing");
		if (svg.some((s) => s.querySelectorAll("path,rect,circle,line").length < 4)) lacks.push("an empty drawing");
		if (svg.some((s) => /NaN|undefined|Infinity/.test(s.outerHTML))) lacks.push("a mark with no place");
		if (!f.querySelector("h3").textContent) lacks.push("no heading");
		if (!/20\u202f000 synthetic citizens, 2 worlds, days 0–1095/.test(f.querySelector(".deck").textContent)) lacks.push("no period and population");
		if (!f.querySelector("figcaption").textContent) lacks.push("no caption");
		if (!/\d/.test(f.querySelector("details tbody")?.textContent ?? "")) lacks.push("no table");
		return lacks.map((l) => f.id + ": " + l);
	})`)
	if len(lacking) > 0 {
		t.Error(strings.Join(lacking, "\n"))
	}
	if text := eval[string](p, `document.body.innerText`); !strings.Contains(text, "No verdict on a real person") ||
		!strings.Contains(text, "Positive means accused or sanctioned") {
		t.Error("the standing lines are missing")
	}
	showsNames(t, p)
	if few := eval[string](p, `document.querySelector("#groups svg").textContent`); !strings.Contains(few, "minority") || !strings.Contains(few, "few") {
		t.Errorf("the small group is not both shown and marked: %q", few)
	}
}

// showsNames asks of every table by name that it has a heading, a deck and rows, and that bytes are written for people.
func showsNames(t *testing.T, p *tab) {
	t.Helper()
	rows := eval[[]int](p, `[...document.querySelectorAll("#by-name .named")].map((n) =>
		n.querySelector("h3").textContent && /synthetic citizens/.test(n.querySelector(".deck").textContent) ? n.querySelectorAll("tbody tr").length : -1)`)
	if want := []int{2, 2, 3}; !slices.Equal(rows, want) { // a site that a group never visits has no row
		t.Errorf("tables by name have %v rows, want %v: channels, sites, sites by group", rows, want)
	}
	if text := eval[string](p, `document.querySelector("#by-name-channels").textContent`); !strings.Contains(text, "MB") || !strings.Contains(text, "without it") {
		t.Errorf("the channels say %q", text)
	}
}

// savesFiles presses every button that saves and reads what lands.
func savesFiles(t *testing.T, p *tab, pattern string) {
	buttons := eval[int](p, `document.querySelectorAll("[data-save]").length`)
	p.do(chromedp.Evaluate[chromedp.Void](`(async () => { for (const b of document.querySelectorAll("[data-save]")) { b.click(); await new Promise((r) => setTimeout(r, 120)); } })()`,
		chromedp.EvalAwaitPromise))
	for _, name := range landed(t, filepath.Join(p.downloads, pattern), buttons) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := readable(name, data); err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
	}
}

// landed waits for so many whole files of a pattern.
func landed(t *testing.T, pattern string, want int) (names []string) {
	for range 200 {
		names, _ = filepath.Glob(pattern)
		unfinished, _ := filepath.Glob(filepath.Join(filepath.Dir(pattern), "*.crdownload"))
		if len(names) == want && len(unfinished) == 0 {
			return names
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%d files landed, want %d: %q", len(names), want, names)
	return nil
}

// readable reads a saved file with a reader of its kind.
func readable(name string, data []byte) error {
	switch filepath.Ext(name) {
	case ".csv":
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err == nil && (len(rows) < 2 || len(rows[0]) < 2) {
			err = io.ErrUnexpectedEOF
		}
		return err
	case ".png":
		_, err := png.Decode(bytes.NewReader(data))
		return err
	}
	text := string(data)
	if strings.Contains(text, "var(") || !strings.Contains(text, "synthetic") || !strings.Contains(text, "state hash") {
		return io.ErrUnexpectedEOF
	}
	return xml.Unmarshal(data, new(struct{ XMLName xml.Name }))
}

// reachesControls walks the page with the Tab key from its top and compares with what can be operated.
func reachesControls(t *testing.T, p *tab) {
	want := eval[int](p, `(() => {
		document.activeElement?.blur();
		getSelection().setPosition(document.body, 0);
		scrollTo(0, 0);
		window.unreached = new Set([...document.querySelectorAll("a[href],button,input,summary,canvas,[tabindex='0']")].filter((e) => e.checkVisibility()));
		addEventListener("focusin", (e) => unreached.delete(e.target));
		return unreached.size;
	})()`)
	if want < 60 {
		t.Fatalf("only %d controls on the page", want)
	}
	for range want + 20 {
		p.do(chromedp.KeyEvent(kb.Tab))
	}
	if left := eval[[]string](p, `[...unreached].map((e) => e.outerHTML.slice(0, 120))`); len(left) > 0 {
		t.Errorf("Tab does not reach:\n%s", strings.Join(left, "\n"))
	}
}

// movesMap works the map with buttons, keys and a look-up.
func movesMap(t *testing.T, p *tab) {
	// redrawn waits until the picture is another one: the map draws in a frame of its own, late on a busy machine.
	redrawn := func(from string) (to string) {
		for range 300 {
			if to = eval[string](p, `document.querySelector("#city canvas").toDataURL()`); to != from {
				return to
			}
			time.Sleep(20 * time.Millisecond)
		}
		return from
	}
	said := func(selector string) string {
		return eval[string](p, `document.querySelector("`+selector+`").textContent`)
	}
	whole := redrawn("")
	p.do(chromedp.Click(chromedp.CSS(`[aria-label="Zoom in"]`)), chromedp.Click(chromedp.CSS(`[aria-label="Zoom in"]`)))
	p.until(`document.querySelector(".sampling").textContent.startsWith("everyone")`)
	near := redrawn(whole)
	time.Sleep(100 * time.Millisecond) // let what zooming drew settle
	near = redrawn("")
	p.do(chromedp.Focus(chromedp.CSS("#city canvas")), chromedp.KeyEvent(kb.ArrowRight))
	moved := redrawn(near)
	if near == whole || moved == near {
		t.Error("zooming or moving left the map as it was")
	}
	p.do(chromedp.KeyEvent("0"))
	back := redrawn(moved)
	for range 300 {
		if back == whole {
			break
		}
		back = redrawn(back)
	}
	if back != whole {
		t.Error("0 did not bring the whole city back")
	}
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#city input").value = "4711"`), chromedp.Click(chromedp.CSS("#city form button")))
	p.until(`document.querySelector(".who").textContent.includes("Citizen 4711:")`)
	want := []string{"untouched", "too young", "entries of her own", "false entries", "also by the true ledger", "lawful", "wrongly"}
	status := unpack(t, sample(20_000, 1095).Map)[4711]
	if who := said(".who"); !strings.Contains(who, want[status]) {
		t.Errorf("citizen 4711 has status %d; the page says %q", status, who)
	}
}

// fits asks that the page does not scroll sideways, with everything open, and that its colours follow the reader's.
func fits(t *testing.T, p *tab, dark bool) {
	eval[bool](p, `[...document.querySelectorAll("details")].every((d) => (d.open = true))`)
	wide := eval[[]string](p, `[...document.querySelectorAll("body *")].filter((e) => {
		const r = e.getBoundingClientRect();
		return r.width && r.right > innerWidth + 1 && !e.closest(".scroll, pre, .skip, .unseen, svg");
	}).map((e) => e.tagName + "." + e.className + " ends at " + e.getBoundingClientRect().right)`)
	if over := eval[int](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 || len(wide) > 0 {
		t.Errorf("the page is %d pixels too wide: %q", over, wide)
	}
	red := eval[int](p, `Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0])`)
	if dark != (red < 128) {
		t.Errorf("the background's red is %d in the dark: %t", red, dark)
	}
}
