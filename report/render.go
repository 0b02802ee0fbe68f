package report

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"
)

//go:embed page/*.js page/*.css page/page.html
//go:embed vendor/*.js vendor/licences/*.txt
var files embed.FS

// modules gives each module's name in an import statement and its file.
var modules = map[string]string{
	"preact":               "vendor/preact.js",
	"preact/hooks":         "vendor/preact-hooks.js",
	"@preact/signals-core": "vendor/signals-core.js",
	"@preact/signals":      "vendor/signals.js",
	"htm":                  "vendor/htm.js",
	"@observablehq/plot":   "vendor/plot.js",
}

// licences are the vendored libraries whose licences the page carries, in the order shown.
var licences = []struct{ Library, file string }{
	{"Observable Plot 0.6.17", "plot"}, {"d3 7.9.2", "d3"}, {"isoformat 0.2.1", "isoformat"},
	{"Preact 11.2.0", "preact"}, {"Preact Signals 2.11.4", "signals"}, {"htm 3.1.1", "htm"},
}

var pageTemplate = template.Must(template.ParseFS(files, "page/page.html"))

// Render writes the page that shows doc: HTML in UTF-8, whole in itself. Text from doc cannot end the elements it stands
// in, whatever it holds.
func Render(w io.Writer, doc Doc) error {
	return render(w, page{doc.Title, doc.Sentences, "page/main", []string{"page/page.css"}}, doc)
}

// page is what a page has around its document: the text shown where no script runs, the module that draws it, its styles.
type page struct {
	Title     string
	Sentences []string
	module    string
	styles    []string
}

func render(w io.Writer, p page, doc any) error {
	data, err := json.Marshal(doc) // escapes <, > and &
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	imports, err := importMap()
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	css, err := p.css()
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	texts, err := licenceTexts()
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	boot := `import "` + p.module + `";` // the page's one inline module
	policy := "default-src 'none'; script-src " + hash(imports) + " " + hash(boot) +
		" data:; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
	return pageTemplate.Execute(w, map[string]any{
		"Doc":     p,
		"Policy":  policy,
		"CSS":     css,
		"Scripts": template.HTML(scripts(string(data), imports, boot)),
		"Texts":   texts,
	})
}

func (p page) css() (all template.CSS, err error) {
	for _, name := range p.styles {
		text, err := files.ReadFile(name)
		if err != nil {
			return "", err
		}
		all += template.CSS(text)
	}
	return all, nil
}

// scripts gives the page's script elements. Neither text can hold "<": JSON as Go writes it escapes it.
func scripts(data, imports, boot string) string {
	return "<script type=\"application/json\" id=\"doc\">" + data + "</script>\n" +
		"<script type=\"importmap\">" + imports + "</script>\n" +
		"<script type=\"module\">" + boot + "</script>"
}

// hash gives the source expression that lets an inline script of exactly this text run.
func hash(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// importMap gives the import map: each module's name to a data: URL that holds it.
func importMap() (string, error) {
	urls := map[string]string{}
	for name, file := range modules {
		if err := addModule(urls, name, file); err != nil {
			return "", err
		}
	}
	own, err := files.ReadDir("page")
	if err != nil {
		return "", err
	}
	for _, f := range own {
		if name, ok := strings.CutSuffix(f.Name(), ".js"); ok {
			if err := addModule(urls, "page/"+name, path.Join("page", f.Name())); err != nil {
				return "", err
			}
		}
	}
	text, err := json.Marshal(map[string]any{"imports": urls})
	return string(text), err
}

func addModule(urls map[string]string, name, file string) error {
	text, err := files.ReadFile(file)
	if err != nil {
		return err
	}
	text, _, _ = bytes.Cut(text, []byte("//# sourceMappingURL="))
	urls[name] = "data:text/javascript;base64," + base64.StdEncoding.EncodeToString(text)
	return nil
}

// licence is one library's licence, whole.
type licence struct{ Library, Text string }

func licenceTexts() ([]licence, error) {
	var out []licence
	for _, l := range licences {
		text, err := files.ReadFile("vendor/licences/" + l.file + ".txt")
		if err != nil {
			return nil, err
		}
		out = append(out, licence{l.Library, string(text)})
	}
	return out, nil
}
