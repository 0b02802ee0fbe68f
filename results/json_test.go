package results

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditedFilesAreSaidWhere: an error in a file written over by hand names the file, the line and the column, what stands there
// and what may.
func TestEditedFilesAreSaidWhere(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, ManifestFile)
	for text, want := range map[string]string{
		"{\n  \"citizens\": \"many\"\n}":              `:2:15: citizens: "many" is not allowed; allowed: a whole number`,
		"{\n  \"seed\": -1\n}":                        `:2:11: seed: -1 is not allowed; allowed: a whole number from 0`,
		"{\n  \"citizens\": 1.5\n}":                   `:2:15: citizens: 1.5 is not allowed; allowed: a whole number`,
		"{\n  \"alone\": 1\n}":                        `:2:12: alone: 1 is not allowed; allowed: true or false`,
		"{\n  \"platform\": {\n    \"os\": 7\n  }\n}": `:3:11: platform.os: 7 is not allowed; allowed: a text in quotation marks`,
		"{\n  \"worlds\": 3\n}":                       `:2:13: worlds: 3 is not allowed; allowed: a list`,
		"{\n  \"seed\": 1,\n":                         `:2:13: the file ends in the middle`,
		"{\n  \"seed\": 1,\n  seed\n}":                `:3:3: not JSON: `,
		"":                                            `:1:1: the file ends in the middle`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadManifest(dir); err == nil || !strings.HasPrefix(err.Error(), name+want) {
			t.Errorf("%q: %v, want %s%s", text, err, name, want)
		}
	}
	if _, err := ReadSummary(dir); err == nil || !strings.Contains(err.Error(), SummaryFile+": missing") {
		t.Errorf("no summary: %v", err)
	}
	if _, err := ReadComparison(dir); err == nil || !strings.Contains(err.Error(), SummaryFile+": missing") {
		t.Errorf("no summary of a comparison: %v", err)
	}
}
