package results

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// FuzzManifest reads a manifest and a summary that anything was done to: each is read, or it is said where it is wrong.
func FuzzManifest(f *testing.F) {
	dir := f.TempDir()
	if err := writeManifest(dir, Manifest{Format: Format, Scenario: "city", Seed: 1<<64 - 1, Citizens: 20000, Days: 60,
		Files: map[string]string{SummaryFile: "0"}, Worlds: []ManifestWorld{{Name: "a"}}}); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	for _, edit := range [][2]string{{"20000", `"20000"`}, {"20000", "2e4"}, {"60", "[60]"}, {"\n}", ""}, {"{", "["}, {`"city"`, "null"}, {`"a"`, "\xff"}} {
		f.Add([]byte(strings.Replace(string(whole), edit[0], edit[1], 1)))
	}
	f.Add([]byte(`{"worlds":{"with":{"measures":{"entries":{"value":"many"}}}}}`))
	place := regexp.MustCompile(`^m\.json(:\d+:\d+)?: .`)
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, into := range []any{new(Manifest), new(Summary), new(Comparison)} {
			if err := inJSON("m.json", text, json.Unmarshal(text, into)); err != nil && !place.MatchString(err.Error()) {
				t.Fatalf("%T: the error does not say where: %q", into, err)
			}
		}
	})
}
