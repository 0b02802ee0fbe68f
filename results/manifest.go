package results

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"

	"glasshouse.example/internal/durable"
)

// Format names the layout of the folder. It changes when a reader of an older folder would be misled.
const Format = "glasshouse run 1"

// Manifest says what was run, how to run it again and what the files were when they were written.
type Manifest struct {
	Format       string            `json:"format"`
	Notice       string            `json:"notice"`
	Version      string            `json:"version"`
	Scenario     string            `json:"scenario"`
	ScenarioHash string            `json:"scenario_hash"`
	Seed         uint64            `json:"seed"`
	Citizens     int               `json:"citizens"`
	Days         int               `json:"days"`
	StepDays     int               `json:"step_days"`
	Alone        bool              `json:"alone"`
	Command      string            `json:"command"`    // runs it again from the same place
	Platform     Platform          `json:"platform"`   // where it ran; it changes no result
	StateHash    string            `json:"state_hash"` // "" until the run has ended
	Sample       string            `json:"sample"`     // citizens.parquet holds "all" or "1 in k"
	Files        map[string]string `json:"files"`      // SHA-256 of every other file, in hexadecimal
	ScenarioText string            `json:"scenario_text"`

	Replicates int             `json:"replicates,omitempty"` // of a comparison
	Part       bool            `json:"part,omitempty"`       // its differences are parted into direct effects and spillover
	Worlds     []ManifestWorld `json:"worlds,omitempty"`     // of a comparison: every world; empty for a run

	Seal string `json:"seal"` // SHA-256 of all the above as this program writes it
}

// seal is the digest of all that a manifest says but its seal.
func (m Manifest) seal() (string, error) {
	m.Seal = ""
	text, err := marshal(m)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), err
}

// Unedited gives an error where a manifest is no longer what the program wrote.
func (m Manifest) Unedited() error {
	switch seal, err := m.seal(); {
	case err != nil:
		return err
	case seal != m.Seal:
		return fmt.Errorf("%s was edited since the program wrote it (its seal is %s, what it says would have %s)",
			ManifestFile, orNone(m.Seal), seal)
	}
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "missing"
	}
	return s
}

// ManifestWorld is one world of a comparison.
type ManifestWorld struct {
	Name         string `json:"name"`
	ScenarioHash string `json:"scenario_hash"`
	ScenarioText string `json:"scenario_text"`
}

// IsComparison tells a comparison's folder from a run's.
func (m Manifest) IsComparison() bool { return len(m.Worlds) > 0 }

// Platform is where a run was computed.
type Platform struct {
	OS   string `json:"os"`
	Arch string `json:"arch"`
	Go   string `json:"go"`
}

// Notice is said in every folder.
const Notice = "Every citizen is synthetic, simulated under the assumptions of the scenario. " +
	"No verdict on a real person can be read out of these files."

func here() Platform { return Platform{OS: runtime.GOOS, Arch: runtime.GOARCH, Go: runtime.Version()} }

// ReadManifest reads the manifest of a run's folder, finished or stopped. The error says when the folder is not
// a run's folder, or is one that this version cannot read.
func ReadManifest(dir string) (Manifest, error) {
	var m Manifest
	name := filepath.Join(dir, ManifestFile)
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return m, fmt.Errorf("%s is not a run's folder: it has no %s", dir, ManifestFile)
	}
	if err := readJSON(name, &m); err != nil {
		return m, err
	}
	if m.Format != Format {
		return m, fmt.Errorf("%s: format %q; this version reads %q", name, m.Format, Format)
	}
	return m, nil
}

// writeManifest seals the manifest and replaces it in one move, so that a reader finds the old one or the new one whole.
func writeManifest(dir string, m Manifest) (err error) {
	if m.Seal, err = m.seal(); err != nil {
		return err
	}
	text, err := marshal(m)
	if err != nil {
		return err
	}
	return durable.Write(filepath.Join(dir, ManifestFile), func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// marshal writes JSON for people and programs: indented, keys in a fixed order, signs such as < left as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// Verify compares every file of a finished run's folder with the hash in its manifest. The error names each file
// that differs, is missing, or is not in the manifest.
func Verify(dir string) error {
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	if len(m.Files) == 0 {
		return fmt.Errorf("%s: the run has not ended: its manifest lists no files", dir)
	}
	found, err := hashFiles(dir)
	if err != nil {
		return err
	}
	var problems []error
	if m.Seal != "" { // those of older versions have none
		if err := m.Unedited(); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", dir, err))
		}
	}
	for _, name := range sortedKeys(m.Files) {
		switch sum, ok := found[name]; {
		case !ok:
			problems = append(problems, fmt.Errorf("%s is missing", filepath.Join(dir, name)))
		case sum != m.Files[name]:
			problems = append(problems, fmt.Errorf("%s differs from the file that the run wrote: SHA-256 %s, in the manifest %s",
				filepath.Join(dir, name), sum, m.Files[name]))
		}
	}
	for _, name := range sortedKeys(found) {
		if _, ok := m.Files[name]; !ok {
			problems = append(problems, fmt.Errorf("%s is not in the manifest", filepath.Join(dir, name)))
		}
	}
	return errors.Join(problems...)
}

// Record takes the present hash of one file, such as a report that was built anew, into the manifest.
func Record(dir, name string) error {
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	sum, err := hashFile(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	if m.Files == nil {
		m.Files = map[string]string{}
	}
	m.Files[name] = sum
	return writeManifest(dir, m)
}

// hashFiles gives the SHA-256 of every file of a run's folder but the manifest and what is not to stay.
func hashFiles(dir string) (map[string]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for _, e := range entries {
		if name := e.Name(); e.Type().IsRegular() && name != ManifestFile && !passing(name) {
			if sums[name], err = hashFile(filepath.Join(dir, name)); err != nil {
				return nil, err
			}
		}
	}
	return sums, nil
}

func hashFile(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
