package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func rendered(t *testing.T, doc Doc) string {
	t.Helper()
	var out bytes.Buffer
	if err := Render(&out, doc); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// hostile is text that would break out of wherever it stood unescaped.
const hostile = `</script></style><script>alert(1)</script><!-- <img src=x onerror=alert(2)> "'` + "`${x}\u2028{{.}}"

func TestTextCannotLeaveItsPlace(t *testing.T) {
	doc := sample(128, 28)
	doc.Title, doc.Scenario, doc.About, doc.YAML, doc.Command = hostile, hostile, hostile, hostile, hostile
	doc.Sentences = []string{hostile}
	doc.Groups[0].Name = hostile
	doc.Parameters[0] = Parameter{hostile, hostile, hostile, hostile, hostile, true, hostile}
	doc.Sources[0].URL = "javascript:alert(3)//" + hostile
	text, plain := rendered(t, doc), rendered(t, sample(128, 28))
	for _, tag := range []string{"<script", "</script", "<img", "<style", "</style", "<!--"} {
		if got, want := strings.Count(text, tag), strings.Count(plain, tag); got != want {
			t.Errorf("%d times %s, want %d", got, tag, want)
		}
	}
	if got := embedded(t, text); got["title"] != hostile || got["yaml"] != hostile {
		t.Errorf("the text came out changed: %q", got["title"])
	}
}

// embedded reads the document back out of a page.
func embedded(t *testing.T, text string) map[string]any {
	t.Helper()
	_, rest, ok := strings.Cut(text, `<script type="application/json" id="doc">`)
	data, _, ended := strings.Cut(rest, "</script>")
	if !ok || !ended {
		t.Fatal("no document in the page")
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(data), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestDocumentIsWholeInThePage(t *testing.T) {
	doc := sample(1000, 1095)
	got := embedded(t, rendered(t, doc))
	if got["seed"] != "18446744073709551615" {
		t.Errorf("seed %v: it must survive JavaScript's numbers", got["seed"])
	}
	worlds := got["worlds"].([]any)
	if len(worlds) != 2 {
		t.Fatalf("%d worlds", len(worlds))
	}
	without := worlds[1].(map[string]any)
	score := without["measures"].(map[string]any)["score_p50"].(map[string]any)
	if value, there := score["value"]; !there || value != nil {
		t.Errorf("a score without the system: %v, want null", score)
	}
	steps := without["steps"].(map[string]any)["day"].([]any)
	if len(steps) != len(doc.Worlds[1].Steps.Day) {
		t.Errorf("%d steps of %d", len(steps), len(doc.Worlds[1].Steps.Day))
	}
}

func TestNumbers(t *testing.T) {
	for want, n := range map[string]Number{
		"null": Number(math.NaN()), "0": 0, "5000000": 5e6, "-12": -12, "0.333333333": 1.0 / 3, "1e-05": 1e-5,
		"9007199254740991": 9007199254740991,
	} {
		if got, err := json.Marshal(n); err != nil || string(got) != want {
			t.Errorf("%v is written %s (%v), want %s", float64(n), got, err, want)
		}
	}
	if got, err := json.Marshal(Number(math.Inf(1))); err != nil || string(got) != "null" {
		t.Errorf("infinity is written %s (%v)", got, err)
	}
}

// TestPolicyLetsNothingIn reads the page as a browser does: what the policy names is there, and nothing points outside.
func TestPolicyLetsNothingIn(t *testing.T) {
	text := rendered(t, sample(128, 28))
	found := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(text)
	if found == nil {
		t.Fatal("no policy")
	}
	policy := html.UnescapeString(found[1])
	if !strings.HasPrefix(policy, "default-src 'none';") || regexp.MustCompile(`https?:|\*|script-src[^;]*unsafe`).MatchString(policy) {
		t.Errorf("policy %q", policy)
	}
	for _, script := range regexp.MustCompile(`(?s)<script type="(importmap|module)">(.*?)</script>`).FindAllStringSubmatch(text, -1) {
		sum := sha256.Sum256([]byte(script[2]))
		if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
			t.Errorf("the policy forbids the page's own %s", script[1])
		}
	}
	before, _, _ := strings.Cut(text, `<script type="application/json"`)
	if outside := regexp.MustCompile(`(src|href)="(https?:|//)[^"]*"`).FindString(before); outside != "" {
		t.Errorf("the page points outside: %s", outside)
	}
}

// TestEveryImportIsInTheMap finds the names that the modules import.
func TestEveryImportIsInTheMap(t *testing.T) {
	text, err := importMap()
	if err != nil {
		t.Fatal(err)
	}
	var m struct{ Imports map[string]string }
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	for name, url := range m.Imports {
		source, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(url, "data:text/javascript;base64,"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if bytes.Contains(source, []byte("sourceMappingURL")) {
			t.Errorf("%s still points to a source map", name)
		}
		for _, used := range regexp.MustCompile(`(?:^|[;}\n])\s*(?:import|export)\b[^;'"]*?from\s*["']([^"']+)["']`).FindAllStringSubmatch(string(source), -1) {
			if m.Imports[used[1]] == "" {
				t.Errorf("%s imports %s, which is not in the page", name, used[1])
			}
		}
	}
}

// TestVendoredFilesAreAsListed compares the libraries with the hashes in their list.
func TestVendoredFilesAreAsListed(t *testing.T) {
	list, err := os.ReadFile("vendor/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range modules {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if line := fmt.Sprintf("%x  %s\n", sha256.Sum256(data), filepath.Base(file)); !bytes.Contains(list, []byte(line)) {
			t.Errorf("%s (%s) is not the file that vendor/README.md lists", file, name)
		}
	}
}

func TestThinAddsFlowsAndKeepsLevels(t *testing.T) {
	nan := Number(math.NaN())
	whole := Table{Day: []int{1, 2, 3, 4, 5}, Columns: []Column{
		{"entries", "count", []Number{4, 1, 0, 0, 7}}, {"false_entries", "count", []Number{1, 0, 0, 0, 7}},
		{"listed", "persons", []Number{10, 11, 12, 13, 14}}, {"score_p50", "points", []Number{1000, nan, 990, nan, 980}},
		{"false_discovery_rate", "ratio", []Number{0.25, 0, nan, nan, 1}}}}
	got := thin(whole, 3)
	want := `{"day":[2,4,5],"columns":[{"name":"entries","unit":"count","values":[5,0,7]},` +
		`{"name":"false_entries","unit":"count","values":[1,0,7]},{"name":"listed","unit":"persons","values":[11,13,14]},` +
		`{"name":"score_p50","unit":"points","values":[null,null,980]},` +
		`{"name":"false_discovery_rate","unit":"ratio","values":[0.2,null,1]}]}`
	if text, err := json.Marshal(got); err != nil || string(text) != want {
		t.Errorf("got  %s (%v)\nwant %s", text, err, want)
	}
	if same := thin(whole, 5); len(same.Day) != 5 {
		t.Errorf("%d rows of 5 were kept where 5 are allowed", len(same.Day))
	}
	for rows := 1; rows < 6; rows++ {
		if n := len(thin(whole, rows).Day); n > rows {
			t.Errorf("%d rows where %d are allowed", n, rows)
		}
	}
}
