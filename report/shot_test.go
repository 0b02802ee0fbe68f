package report

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

func TestShot(t *testing.T) {
	p := os.Getenv("SHOT")
	if p == "" {
		t.Skip()
	}
	n := 200000
	if os.Getenv("BIG") != "" {
		n = 5000000
	}
	if os.Getenv("KEEP") == "" {
		f, _ := os.Create(p)
		if err := Render(f, sample(n, 1095)); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	var w int64 = 1280
	fmt.Sscan(os.Getenv("W"), &w)
	scheme := "light"
	if os.Getenv("DARK") != "" {
		scheme = "dark"
	}
	tb := openTab(t)
	tb.show(p, w, scheme)
	if js := os.Getenv("JS"); js != "" {
		v, e := chromedp.Run(tb.ctx, chromedp.Evaluate[any](js, chromedp.EvalAwaitPromise)); fmt.Println(v, e)
	}
	tb.do(chromedp.Sleep(500 * time.Millisecond))
	yes := true
	for _, s := range strings.Fields(os.Getenv("SEL")) {
		sel, name, _ := strings.Cut(s, "=")
		r := eval[map[string]float64](tb, `(()=>{const r=document.querySelector("`+sel+`").getBoundingClientRect();return {y:r.top+scrollY,h:r.height}})()`)
		b := call(tb, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &yes,
			Clip: &page.Viewport{X: 0, Y: r["y"], Width: float64(w), Height: min(r["h"], 1900), Scale: 1}}).Data
		os.WriteFile(name, b, 0o644)
	}
	fmt.Println(tb.complaints())
	if d := os.Getenv("DL"); d != "" {
		time.Sleep(2 * time.Second)
		os.CopyFS(d, os.DirFS(tb.downloads))
	}
}
