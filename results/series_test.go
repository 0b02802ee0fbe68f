package results

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"glasshouse.example/experiment"
)

func TestColumnName(t *testing.T) {
	for _, c := range []struct{ name, unit, want string }{
		{"acts", "count", "acts_count"},
		{"listed", "persons", "listed_persons"},
		{"false_discovery_rate", "ratio", "false_discovery_rate_ratio"},
		{"false_entry_rate", "per citizen-year", "false_entry_rate_per_citizen_year"},
		{"resources_mean", "yuan/year", "resources_mean_yuan_per_year"},
		{"wrongly_listed_days", "days", "wrongly_listed_days"},
		{"mobility", "", "mobility"},
	} {
		if got := ColumnName(c.name, c.unit); got != c.want {
			t.Errorf("ColumnName(%q, %q) = %q, want %q", c.name, c.unit, got, c.want)
		}
	}
}

// sameSeries compares series, a null with a null.
func sameSeries(a, b experiment.Series) bool {
	if !reflect.DeepEqual(a.Day, b.Day) || len(a.Columns) != len(b.Columns) {
		return false
	}
	for i, x := range a.Columns {
		y := b.Columns[i]
		if x.Name != y.Name || x.Unit != y.Unit || x.Integer != y.Integer || len(x.Values) != len(y.Values) {
			return false
		}
		for j := range x.Values {
			if math.Float64bits(x.Values[j]) != math.Float64bits(y.Values[j]) && !(math.IsNaN(x.Values[j]) && math.IsNaN(y.Values[j])) {
				return false
			}
		}
	}
	return true
}

func TestSeriesAreReadBackAsWritten(t *testing.T) {
	run := &Run{Dir: t.TempDir()}
	worlds := madeUpOutcome(false).Worlds
	var steps, districts bytes.Buffer
	if err := writeSteps(&steps, worlds); err != nil {
		t.Fatal(err)
	}
	if err := writeDistricts(&districts, worlds); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{StepsFile: steps.Bytes(), DistrictsFile: districts.Bytes()} {
		if err := os.WriteFile(filepath.Join(run.Dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	gotSteps, err := run.Steps()
	if err != nil {
		t.Fatal(err)
	}
	gotDistricts, err := run.Districts()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range worlds {
		if !sameSeries(gotSteps[w.Name], w.Steps) {
			t.Errorf("steps of %q:\n got %v\nwant %v", w.Name, gotSteps[w.Name], w.Steps)
		}
		if len(gotDistricts[w.Name]) != len(w.Districts) {
			t.Fatalf("%d districts of %q", len(gotDistricts[w.Name]), w.Name)
		}
		for d := range w.Districts {
			if !sameSeries(gotDistricts[w.Name][d], w.Districts[d]) {
				t.Errorf("district %d of %q:\n got %v\nwant %v", d, w.Name, gotDistricts[w.Name][d], w.Districts[d])
			}
		}
	}
}

func TestSeriesOfAnotherLayoutAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*experiment.Series){
		"another unit":    func(s *experiment.Series) { s.Columns[0].Unit = "persons" },
		"a column fewer":  func(s *experiment.Series) { s.Columns = s.Columns[1:] },
		"a value too few": func(s *experiment.Series) { s.Columns[2].Values = s.Columns[2].Values[1:] },
	} {
		worlds := madeUpOutcome(false).Worlds
		spoil(&worlds[1].Steps)
		if err := writeSteps(&bytes.Buffer{}, worlds); err == nil || !strings.Contains(err.Error(), `world "without"`) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTwoMeasuresCannotShareAColumn(t *testing.T) {
	worlds := madeUpOutcome(true).Worlds
	c := worlds[0].Steps.Columns
	c[1].Name, c[1].Unit = c[0].Name+"_count", "count"
	if err := writeSteps(&bytes.Buffer{}, worlds); err == nil || !strings.Contains(err.Error(), "acts_count") {
		t.Errorf("error %v", err)
	}
}
