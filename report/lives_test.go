package report

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"glasshouse.example/experiment"
	"glasshouse.example/results"
)

// TestChosenLives: an accusation is told before a list, and a list before money; worlds and citizens take turns; of two kinds
// the one that more people share; and what nobody lives is not told.
func TestChosenLives(t *testing.T) {
	s := results.Comparison{Order: []string{"a", "b", "c"}, Lots: map[string]results.Lot{
		"b": {All: results.Share{Cleared: 2, Unlisted: 9, Listed: 1, Better: 50, Worse: 1}, Lives: map[string][]uint32{
			"wrongly-accused-there": {7, 8}, "listed-there": {7}, "listed-here": {5}, "better-off": {7, 9}, "worse-off": {6}}},
		"c": {All: results.Share{Unlisted: 4, Better: 3}, Lives: map[string][]uint32{"listed-there": {7, 3}, "better-off": {7, 2}}},
	}}
	said := func() (text []string) {
		for _, l := range chooseLives(s) {
			text = append(text, fmt.Sprint(l.Kind, " ", l.Citizen, " ", l.World))
		}
		return text
	}
	if got, want := said(), []string{"wrongly-accused-there 7 b", "listed-there 3 c", "better-off 9 b"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	s.Lots = map[string]results.Lot{"b": {}, "c": {All: results.Share{Better: 2}, Lives: map[string][]uint32{"better-off": {7, 2}}}}
	if got, want := said(), []string{"better-off 7 c", "better-off 2 c"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, kinds := range themes {
		for _, k := range kinds {
			if !slices.Contains(experiment.LotKinds, k.kind) {
				t.Errorf("%s is no kind of life", k.kind)
			}
		}
	}
}

// TestChainOfAComparison follows a number of a comparison to citizens behind it in each world, by keys: the command names the
// world that they are behind it in.
func TestChainOfAComparison(t *testing.T) {
	dir := smallComparison(t, 2, "article", "without", "article+sunset")
	if err := Build(dir); err != nil {
		t.Fatal(err)
	}
	doc := comparisonOf(t, dir)
	p := openTab(t)
	p.visit(filepath.Join(dir, results.ReportFile), 1280, "light")
	const chain = "#measure-listed details.chain"
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("` + chain + `").open = true`))
	p.until(`document.querySelectorAll("` + chain + ` .citizens").length === 2`)
	for k, w := range []int{0, 2} {
		numbers := doc.Worlds[w].Behind["listed"]
		if len(numbers) == 0 {
			t.Fatalf("nobody is behind the listed of %s", doc.Worlds[w].Name)
		}
		last := fmt.Sprint(numbers[len(numbers)-1])
		list := fmt.Sprintf("%s .citizens:nth-of-type(%d)", chain, k+1)
		if text := eval[string](p, `document.querySelector("`+list+`").innerText`); !strings.HasPrefix(text, "Behind it in “"+doc.Worlds[w].Name+"”:") {
			t.Errorf("the list begins %q", text)
		}
		p.do(chromedp.Focus(chromedp.CSS(list+" button:last-child")), chromedp.KeyEvent(kb.Enter))
		p.until(`document.querySelector("` + chain + ` [aria-live]").textContent.includes("` + last + `")`)
		want := "glasshouse life " + last + " --run " + dir
		if w > 0 {
			want += " --beside " + doc.Worlds[w].Name
		}
		if got := eval[string](p, `document.querySelector("`+chain+` pre").textContent`); got != want {
			t.Errorf("the command is %q, want %q", got, want)
		}
	}
	lives := eval[string](p, `document.getElementById("lives").innerText`)
	for _, l := range doc.Lives {
		if want := fmt.Sprintf("glasshouse life %d --run %s --beside %s", l.Citizen, dir, l.World); !strings.Contains(lives, want) {
			t.Errorf("the lives do not lead on by %q", want)
		}
	}
	if said := p.complaints(); len(said) > 0 {
		t.Errorf("the page was not quiet:\n%s", strings.Join(said, "\n"))
	}
}

// TestLabelsOfLotsStandApart: in the charts of winners and losers no number lies on a name, however short the bar beside it, on a
// wide page and on a narrow one.
func TestLabelsOfLotsStandApart(t *testing.T) {
	dir := smallComparison(t, 2, "article", "without", "article+human-review", "article+no-speech")
	folder, err := results.OpenComparison(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range folder.Summary.Order[1:] {
		l := folder.Summary.Lots[name]
		l.All.Worse, l.Fifths[0].Worse, l.All.Accused = 1, 1, 1 // a bar too short to see, on the left
		folder.Summary.Lots[name] = l
	}
	doc, err := comparisonDocument(folder)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := write(file, func(w io.Writer) error { return RenderComparison(w, doc) }); err != nil {
		t.Fatal(err)
	}
	p := openTab(t)
	for _, width := range []int64{1280, 390} {
		p.visit(file, width, "light")
		covered := eval[[]string](p, `["better-worse", "freedom"].flatMap((id) => [...document.querySelectorAll("#" + id + " .drawing svg")].flatMap((svg) => {
			const boxes = (label) => [...svg.querySelectorAll(label)].map((e) => [e.textContent, e.getBoundingClientRect()]);
			const names = boxes("[aria-label='y-axis tick label'] text"), numbers = boxes("[aria-label='text'] text");
			if (!names.length || !numbers.length) return [id + ": nothing to compare"];
			return numbers.flatMap(([n, a]) => names.filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
				.map(([name]) => id + ": " + n + " on " + name));
		}))`)
		if len(covered) > 0 {
			t.Errorf("%d pixels wide: %s", width, strings.Join(covered, "; "))
		}
	}
}
