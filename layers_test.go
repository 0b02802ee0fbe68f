package glasshouse_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
)

const module = "glasshouse.example"

// layers is the policy: a line a layer, bottom first. A package imports from lower layers only, so packages of one
// line do not import each other. A package that stands in no line fails the test: decide where it belongs. The dot is the
// root, the face that a researcher's own program sees.
const layers = `
	figures internal/exact internal/chance internal/machine internal/durable engine
	population
	conduct watch recognition ledger sanction redress firm debt
	scenario
	society
	measure life
	experiment
	results
	report
	.
	cmd/glasshouse
`

// allowed are imports against the layers, each with its reason.
var allowed = map[string]string{
	"watch -> recognition": "a channel that identifies holds the parameters of its search",
}

// model are the packages whose results must be the same bits on every platform and on every day.
var model = strings.Fields(`internal/exact internal/chance engine population
	conduct watch recognition ledger sanction redress firm debt society`)

// bannedInModel are imports that would let a result depend on the clock, the machine, the network or anything else
// besides scenario and seed. A name ending in a slash stands for everything below it.
var bannedInModel = map[string]string{
	"crypto/rand":  "chance comes from internal/chance",
	"math/rand":    "chance comes from internal/chance",
	"math/rand/":   "chance comes from internal/chance",
	"math/cmplx":   "not the same bits everywhere",
	"net":          "the model reaches nothing outside",
	"net/":         "the model reaches nothing outside",
	"os":           "the model reads and writes nothing",
	"os/":          "the model runs no other program",
	"plugin":       "the model is all here",
	"reflect":      "the layout of memory is no part of a result",
	"syscall":      "the model knows no platform",
	"time":         "simulated days are numbers; the clock has no say",
	"unsafe":       "the layout of memory is no part of a result",
	"image":        "charter: recognition is a statistical error model",
	"image/":       "charter: recognition is a statistical error model",
	"html/":        "the model writes no pages",
	"log":          "the model says nothing while it runs",
	"log/":         "the model says nothing while it runs",
	"encoding/gob": "its bytes depend on the order in which types were met",
}

// exactMath are the functions of package math that give the same bits on every platform by IEEE 754; constants
// are allowed as well. The rest goes through internal/exact.
var exactMath = strings.Fields(`Abs Ceil Copysign Float32bits Float32frombits Float64bits Float64frombits Floor Inf
	IsInf IsNaN Max Min Modf NaN Round RoundToEven Signbit Sqrt Trunc Ldexp Frexp`)

// bannedEverywhere are parts of an import path that the charter forbids in any package, dependency included: nothing
// here decodes photographs, sees faces or learns from records.
var bannedEverywhere = strings.Fields(`jpeg gif tiff webp bmp heif gocv opencv dlib pigo face faces facenet goface
	rekognition mediapipe tesseract gosseract tensorflow tfgo tflite onnx onnxruntime torch gotorch pytorch gorgonia
	golearn mxnet cuda yolo darknet ffmpeg gstreamer webcam v4l v4l2 camera exif`)

// violations gives every breach of the policy in the Go files of a tree, tests left out.
func violations(tree fs.FS) ([]string, error) {
	rank := ranks()
	var found []string
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := path.Base(name); name != "." && (strings.HasPrefix(base, ".") || base == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		more, err := fileViolations(tree, name, rank)
		found = append(found, more...)
		return err
	})
	return found, err
}

// ranks gives each package's layer, counted from the bottom.
func ranks() map[string]int {
	rank := map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(layers), "\n") {
		for _, pkg := range strings.Fields(line) {
			rank[pkg] = i
		}
	}
	return rank
}

func fileViolations(tree fs.FS, name string, rank map[string]int) ([]string, error) {
	source, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	pkg := path.Dir(name)
	var found []string
	report := func(at token.Pos, format string, args ...any) {
		found = append(found, fmt.Sprintf("%s: %s", files.Position(at), fmt.Sprintf(format, args...)))
	}
	if _, listed := rank[pkg]; !listed {
		report(file.Package, "package %s stands in no layer of the policy", pkg)
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if why := importBreach(pkg, imported, rank); why != "" {
			report(spec.Pos(), "%s imports %s: %s", pkg, imported, why)
		}
	}
	if slices.Contains(model, pkg) && pkg != "internal/exact" {
		mathBreaches(file, func(at token.Pos, what string) {
			report(at, "%s uses %s, which is not the same bits everywhere: use internal/exact", pkg, what)
		})
	}
	return found, nil
}

// importBreach says what is wrong with an import, or "".
func importBreach(pkg, imported string, rank map[string]int) string {
	if word := bannedWord(imported); word != "" {
		return "charter: nothing here sees, decodes or learns (" + word + ")"
	}
	if why := bannedByName(imported); why != "" && slices.Contains(model, pkg) {
		return why
	}
	own, ok := strings.CutPrefix(imported, module+"/")
	if imported == module {
		own, ok = ".", true
	}
	if !ok || allowed[pkg+" -> "+own] != "" {
		return ""
	}
	if r, listed := rank[own]; !listed || r >= rank[pkg] {
		return "imports run only downward"
	}
	return ""
}

func bannedByName(imported string) string {
	for name, why := range bannedInModel {
		if imported == name || strings.HasSuffix(name, "/") && strings.HasPrefix(imported, name) {
			return why
		}
	}
	return ""
}

// bannedWord gives the first word of an import path, cut at every sign, that the charter forbids.
func bannedWord(imported string) string {
	words := strings.FieldsFunc(imported, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, word := range words {
		if slices.Contains(bannedEverywhere, strings.ToLower(word)) {
			return word
		}
	}
	return ""
}

// mathBreaches calls breach for every use of package math that may differ between platforms.
func mathBreaches(file *ast.File, breach func(token.Pos, string)) {
	local := ""
	for _, spec := range file.Imports {
		if spec.Path.Value != `"math"` {
			continue
		}
		local = "math"
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == "." {
			breach(spec.Pos(), "package math without its name")
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		use, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if of, ok := use.X.(*ast.Ident); ok && of.Name == local && !exactlyDefined(use.Sel.Name) {
			breach(use.Pos(), "math."+use.Sel.Name)
		}
		return true
	})
}

func exactlyDefined(name string) bool {
	for _, constant := range []string{"MaxInt", "MinInt", "MaxUint", "MaxFloat", "SmallestNonzero"} {
		if strings.HasPrefix(name, constant) {
			return true
		}
	}
	return slices.Contains(exactMath, name) || slices.Contains(strings.Fields("E Pi Phi Sqrt2 Ln2 Ln10 Log2E Log10E"), name)
}

func TestImportsKeepToTheLayers(t *testing.T) {
	found, err := violations(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

// Every line of the policy and every exception has to be about something, or it says nothing.
func TestThePolicyIsAboutPackagesThatExist(t *testing.T) {
	for pkg := range ranks() {
		if files, err := os.ReadDir(pkg); err != nil || len(files) == 0 {
			t.Errorf("%s stands in the policy and is not there", pkg)
		}
	}
	for _, pkg := range model {
		if _, ok := ranks()[pkg]; !ok {
			t.Errorf("%s is said to be of the model and stands in no layer", pkg)
		}
	}
	for exception := range allowed {
		from, to, _ := strings.Cut(exception, " -> ")
		if rank := ranks(); rank[from] > rank[to] {
			t.Errorf("%s needs no exception", exception)
		}
	}
}

func TestNoDependencySeesOrLearns(t *testing.T) {
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if word := bannedWord(line); word != "" {
			t.Errorf("go.mod: %q: the charter allows no %s", strings.TrimSpace(line), word)
		}
	}
}

func TestThePolicyCatchesWhatItForbids(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"society/x.go", `package society; import _ "glasshouse.example/experiment"`, "only downward"},
		{"conduct/x.go", `package conduct; import _ "glasshouse.example/ledger"`, "only downward"},
		{"recognition/x.go", `package recognition; import _ "glasshouse.example/watch"`, "only downward"},
		{"engine/x.go", `package engine; import _ "glasshouse.example/population"`, "only downward"},
		{"engine/x.go", `package engine; import _ "glasshouse.example/internal/chance"`, "only downward"},
		{"results/x.go", `package results; import _ "glasshouse.example/report"`, "only downward"},
		{"report/x.go", `package report; import _ "glasshouse.example/cmd/glasshouse"`, "only downward"},
		{"population/x.go", `package population; import _ "glasshouse.example/newcomer"`, "only downward"},
		{"results/x.go", `package results; import _ "glasshouse.example"`, "only downward"},
		{"x.go", `package glasshouse; import _ "glasshouse.example/cmd/glasshouse"`, "only downward"},
		{"x.go", `package glasshouse; import _ "image/jpeg"`, "charter"},
		{"newcomer/x.go", `package newcomer`, "stands in no layer"},
		{"cmd/other/x.go", `package main`, "stands in no layer"},
		{"society/x.go", `package society; import _ "time"`, "the clock has no say"},
		{"society/x.go", `package society; import _ "math/rand/v2"`, "internal/chance"},
		{"engine/x.go", `package engine; import _ "crypto/rand"`, "internal/chance"},
		{"engine/x.go", `package engine; import _ "os"`, "reads and writes nothing"},
		{"engine/x.go", `package engine; import _ "os/exec"`, "no other program"},
		{"watch/x.go", `package watch; import _ "net/http"`, "nothing outside"},
		{"watch/x.go", `package watch; import _ "image/color"`, "statistical error model"},
		{"recognition/x.go", `package recognition; import _ "unsafe"`, "layout of memory"},
		{"report/x.go", `package report; import _ "image/jpeg"`, "charter"},
		{"cmd/glasshouse/x.go", `package main; import _ "gocv.io/x/gocv"`, "charter"},
		{"results/x.go", `package results; import _ "github.com/yalue/onnxruntime_go"`, "charter"},
		{"results/x.go", `package results; import _ "github.com/Kagami/go-face"`, "charter"},
		{"society/x.go", `package society; import "math"; var x = math.Exp(1)`, "math.Exp"},
		{"conduct/x.go", `package conduct; import "math"; var f = math.Pow`, "math.Pow"},
		{"conduct/x.go", `package conduct; import m "math"; var x = m.Log(2)`, "math.Log"},
		{"conduct/x.go", `package conduct; import . "math"; var x = Log(2)`, "without its name"},
	} {
		found, err := violations(fstest.MapFS{c.name: {Data: []byte(c.source)}})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != 1 || !strings.Contains(found[0], c.want) || !strings.HasPrefix(found[0], c.name+":1:") {
			t.Errorf("%s\n%s\nfound %q, want %q", c.name, c.source, found, c.want)
		}
	}
}

func TestThePolicyAllowsWhatItShould(t *testing.T) {
	for name, source := range map[string]string{
		"watch/x.go":             `package watch; import _ "glasshouse.example/recognition"`,
		"society/x.go":           `package society; import _ "glasshouse.example/engine"; import "math"; var x = math.Sqrt(2) + math.MaxInt32`,
		"internal/exact/x.go":    `package exact; import "math"; var x = math.Exp(1)`,
		"results/x.go":           `package results; import _ "os"; import _ "time"`,
		"society/x_test.go":      `package society; import _ "time"; import _ "glasshouse.example/experiment"`,
		"society/testdata/x.go":  `package other; import _ "time"`,
		".hidden/x.go":           `package other; import _ "time"`,
		"cmd/glasshouse/x.go":    `package main; import _ "glasshouse.example/figures"; import _ "glasshouse.example/report"`,
		"x.go":                   `package glasshouse; import _ "glasshouse.example/report"; import _ "time"`,
		"cmd/glasshouse/y.go":    `package main; import _ "glasshouse.example"`,
		"population/surfaces.go": `package population; import _ "example.org/surface/interfaces"`,
	} {
		found, err := violations(fstest.MapFS{name: {Data: []byte(source)}})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != 0 {
			t.Errorf("%s: %q", name, found)
		}
	}
}
