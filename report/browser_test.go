package report

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is the path of a browser. Without one the test skips, loudly; where CI is set it fails.
func chromium(t *testing.T) string {
	t.Helper()
	for _, path := range []string{"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"} {
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("no browser found, and CI is set: the page goes untested")
	}
	t.Skip("NO BROWSER FOUND: install chromium to test the page; nothing about the page was tested")
	return ""
}

// tab is a page open in a browser of its own, and what went wrong in it.
type tab struct {
	t         *testing.T
	ctx       context.Context
	downloads string
	mu        sync.Mutex
	complaint []string
}

// openTab starts a browser that knows nothing and reaches nowhere.
func openTab(t *testing.T) *tab {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(chromium(t)), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	p := &tab{t: t, ctx: ctx, downloads: t.TempDir()}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	var stopClock context.CancelFunc
	p.ctx, stopClock = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(stopClock)
	call(p, network.Enable, network.EnableParams{})
	call(p, log.Enable, cdp.Empty{})
	call(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: p.downloads})
	return p
}

// hear notes what a page that is well must not do: complain, fail, or ask for anything outside itself.
func (p *tab) hear(ev any) {
	note := ""
	switch e := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		note = "console: " + string(e.Type)
		for _, arg := range e.Args {
			note += " " + string(arg.Value) + arg.Description
		}
	case *runtime.EventExceptionThrown:
		note = "exception: " + e.ExceptionDetails.Text + " " + e.ExceptionDetails.Exception.Description
	case *log.EventEntryAdded:
		note = "log: " + e.Entry.Text + " " + e.Entry.URL
	case *network.EventRequestWillBeSent:
		if scheme, _, _ := strings.Cut(e.Request.URL, ":"); !slices.Contains([]string{"file", "data", "blob"}, scheme) {
			note = "request: " + e.Request.URL
		}
	}
	if note == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.complaint = append(p.complaint, note)
}

// complaints are what hear noted so far.
func (p *tab) complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.complaint)
}

// show opens the file at a width, in light or dark, and waits until the page and its map are drawn.
func (p *tab) show(file string, width int64, scheme string) {
	p.t.Helper()
	p.visit(file, width, scheme)
	p.until(`document.querySelector("#city canvas").height > 150 && !document.querySelector(".sampling").textContent.includes("…")`)
}

// visit opens the file and waits until the page is drawn. Where the page scrolls smoothly, a click may land where a button was:
// the reader of the tests wants no motion.
func (p *tab) visit(file string, width int64, scheme string) {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	p.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+file), chromedp.WaitReady(chromedp.CSS("html[data-ready=true]")))
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatalf("%v; the page says %q", err, p.complaints())
	}
}

// until waits for a JavaScript expression to be true.
func (p *tab) until(expression string) {
	p.t.Helper()
	for range 3000 { // a minute: the machine may be busy
		if eval[bool](p, expression) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.t.Fatalf("never true: %s; the page says %q", expression, p.complaints())
}

// eval gives the value of a JavaScript expression.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v; the page says %q", expression, err, p.complaints())
	}
	return v
}

// written renders a document into a file of the test and gives its path.
func written(t *testing.T, doc Doc) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.html")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := Render(file, doc); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// call sends a command of the DevTools protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	r, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.t.Fatalf("%s: %v", command.Method, err)
	}
	return r
}
