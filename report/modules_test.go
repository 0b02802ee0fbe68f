package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// inPage runs the body of an async function in a page whose modules it may import, and gives what it returns.
func inPage[T any](p *tab, body string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T]("(async () => {"+body+"})()", chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%v; the page says %q", err, p.complaints())
	}
	return v
}

func TestModules(t *testing.T) {
	p := openTab(t)
	p.show(written(t, sample(1000, 28)), 1280, "light")
	t.Run("everyone stands somewhere", func(t *testing.T) { standsSomewhere(t, p) })
	t.Run("numbers in words", func(t *testing.T) { numbersInWords(t, p) })
	t.Run("interval", func(t *testing.T) { intervals(t, p) })
	t.Run("flows keep their sum", func(t *testing.T) { flowsKeepTheirSum(t, p) })
	t.Run("csv", func(t *testing.T) { quotesCSV(t, p) })
}

// standsSomewhere lays out cities of many sizes: each citizen has one pixel and is found there, the tiles of the curve touch,
// and the map is near 5:4.
func standsSomewhere(t *testing.T, p *tab) {
	wrong := inPage[[]string](p, `
		const { curve, grid } = await import("page/curve");
		const { at, layout, number, place, where } = await import("page/city");
		const wrong = [];
		for (const citizens of [1, 63, 64, 65, 128, 1000, 6400, 20000, 99999, 640000]) {
			const plan = layout({ citizens }), seen = new Uint8Array(citizens);
			for (let y = 0; y < plan.height; y++) for (let x = 0; x < plan.width; x++) {
				const i = at(plan, x, y);
				if (i >= 0) seen[i]++;
			}
			if (seen.some((n) => n !== 1)) wrong.push(citizens + ": somebody has no pixel or two");
			for (const i of [0, citizens >> 1, citizens - 1]) {
				const { x, y } = where(plan, i);
				if (at(plan, x, y) !== i) wrong.push(citizens + ": " + i + " is not where she should be");
			}
		}
		for (const tiles of [2, 3, 5, 12, 100, 313, 3125, 10000, 78125]) {
			const { width, height } = grid(tiles), tilesAt = curve(tiles, width, height), places = [];
			tilesAt.forEach((t, i) => { if (t >= 0) places[t] = [i % width, Math.floor(i / width)]; });
			if (places.length !== tiles || places.includes(undefined)) wrong.push(tiles + " tiles: some have no place");
			for (let t = 1; t < tiles; t++) {
				const apart = Math.max(Math.abs(places[t][0] - places[t - 1][0]), Math.abs(places[t][1] - places[t - 1][1]));
				if (apart > 1) { wrong.push(tiles + " tiles: " + t + " does not touch the one before"); break; }
			}
			if (tiles >= 100 && (width / height < 1.05 || width / height > 1.45)) wrong.push(tiles + " tiles: " + width + " by " + height);
		}
		const map = { citizens: 1000, stride: 3, every: 4 };
		for (let i = 0; i < 1000; i++) if (place(map, number(map, i)) !== i) wrong.push("place " + i + " is lost");
		if (place(map, 1) !== -1 || place(map, 3 * 64) !== -1) wrong.push("a citizen who is not on the map was found");
		return wrong;`)
	if len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
}

func numbersInWords(t *testing.T, p *tab) {
	for expression, want := range map[string]string{
		`count(1234)`: "1234", `count(-5000000)`: "−5\u202f000\u202f000", `count(null)`: "–", `count(12345.6)`: "12\u202f346",
		`decimal(0.012345)`: "0.0123", `decimal(-3.14159)`: "−3.14", `decimal(0)`: "0", `decimal(123456)`: "123\u202f456",
		`decimal(0.0000123)`: "1.23 × 10⁻⁵", `decimal(9.999)`: "10.0", `decimal(999.9)`: "1000", `decimal(null)`: "–",
		`quantity("false_discovery_rate", 0.061, "ratio").join(" ")`:         "6.10\u202f% share",
		`quantity("speech_withheld_trend", 0.0021, "per year").join(" ")`:    "0.210\u202f% share a year",
		`quantity("false_entry_rate", 0.0021, "per citizen-year").join(" ")`: "2100 per million citizen-years",
		`quantity("false_positive_rate", 8.4e-7, "ratio").join(" ")`:         "0.840 per million citizen-weeks",
		`quantity("adverse_risk_ratio", null, "ratio").join(" ")`:            "– ratio",
		`groupLabel("women-18-39")`:                                          "women 18–39", `groupLabel("men-60+")`: "men 60+", `groupLabel("minority")`: "minority",
		`plural(1, "citizen") + ", " + plural(2, "year")`: "1 citizen, 2 years",
	} {
		got := inPage[string](p, `const { count, decimal, quantity, groupLabel, plural } = await import("page/words"); return `+expression)
		if got != want {
			t.Errorf("%s is %q, want %q", expression, got, want)
		}
	}
}

// intervals compares Byar's approximation with the exact limits of a Poisson count at 95 %.
func intervals(t *testing.T, p *tab) {
	for x, exact := range map[int][2]float64{0: {0, 3.689}, 1: {0.0253, 5.572}, 10: {4.795, 18.39}, 100: {81.36, 121.6}} {
		got := inPage[[]float64](p, `const { interval } = await import("page/series"); return interval(`+string(must(json.Marshal(x)))+`)`)
		for i := range got {
			if tolerance := 0.02*exact[i] + 0.02; got[i] < exact[i]-tolerance || got[i] > exact[i]+tolerance {
				t.Errorf("interval of %d: %v, exactly %v", x, got, exact)
			}
		}
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

// flowsKeepTheirSum adds steps up to stretches of days, in runs whose years end in a step of one day.
func flowsKeepTheirSum(t *testing.T, p *tab) {
	wrong := inPage[[]string](p, `
		const { perDay } = await import("page/series");
		const wrong = [];
		for (const days of [1, 7, 8, 100, 120, 364, 365, 366, 500, 1095]) for (const step of [1, 7]) {
			const day = [];
			for (let d = 0; d < days; ) day.push((d = Math.min(d + step, (Math.floor(d / 365) + 1) * 365, days)));
			const values = day.map((d, i) => i + 1), w = { name: "with", steps: { day, columns: [{ name: "x", values }] } };
			const rows = perDay({ days, worlds: [w] }, w, "x");
			const sum = rows.reduce((s, r) => s + r.total, 0), want = values.reduce((s, v) => s + v, 0);
			if (sum !== want) wrong.push(days + " days by " + step + ": " + sum + ", not " + want);
			if (rows[0].from !== 0 || rows.at(-1).to !== days) wrong.push(days + " days by " + step + ": not all covered");
			if (rows.some((r, i) => r.to <= r.from || (i && r.from !== rows[i - 1].to))) wrong.push(days + " days by " + step + ": gaps");
		}
		return wrong;`)
	if len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
}

func quotesCSV(t *testing.T, p *tab) {
	got := inPage[string](p, `const { csv } = await import("page/table");
		return csv({ columns: [{ label: "a", unit: "count" }, { label: 'b "x", y' }], rows: [[0.1, null], ["p,q", NaN]] })`)
	if want := "a (count),\"b \"\"x\"\", y\"\r\n0.1,\r\n\"p,q\",\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
