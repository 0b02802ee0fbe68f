package results

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"glasshouse.example/experiment"
	"glasshouse.example/scenario"
)

func interval(unit string, bounds ...float64) experiment.Interval {
	d := experiment.Interval{Unit: unit, Value: &bounds[0]}
	if len(bounds) == 3 {
		d.Low, d.High = &bounds[1], &bounds[2]
	}
	return d
}

// madeUpComparison is two worlds whose numbers mean nothing but differ.
func madeUpComparison() *experiment.Comparison {
	made := &scenario.Scenario{Name: "made-up", Time: scenario.Time{Days: 21, Step: 7}}
	made.Population.Citizens = 500
	c := &experiment.Comparison{
		Spec:   experiment.CompareSpec{Names: []string{"a", "b+c"}, Scenarios: []*scenario.Scenario{made, made}, Seed: math.MaxUint64, Replicates: 3},
		Groups: []experiment.Group{{Name: "men-60+", People: 321}},
	}
	for i, name := range c.Spec.Names {
		w := experiment.Compared{World: madeUpWorld(name, float64(i))}
		w.Levels = map[string]experiment.Interval{"entries": interval("count", 10, 8, 12), "score_mean": {Unit: "points"}}
		w.GroupLevels = map[string]map[string]experiment.Interval{"men-60+": w.Levels}
		w.Bands = madeUpBands(i)
		if i > 0 {
			few := interval("count", -2, -3.5, -0.5)
			few.Few = true
			w.Differences = map[string]experiment.Interval{"entries": few, "score_mean": {Unit: "points"}}
			w.ByGroup = map[string]map[string]experiment.Interval{"men-60+": w.Differences}
			w.Saved = map[string]float64{"entries": 12.5}
			w.Lot = &experiment.Lot{All: experiment.Share{People: 500, Better: 4, Worse: 3, Gained: 10, Lost: 10, Listed: 1}, Districts: make([]experiment.Share, 2)}
		}
		c.Worlds = append(c.Worlds, w)
	}
	return c
}

func madeUpBands(world int) experiment.Bands {
	b := experiment.Bands{Day: []int{7, 14, 21}}
	for c, name := range []string{"entries", "false_discovery_rate"} {
		x := float64(10*world + c)
		r := experiment.Range{Mean: []float64{x, math.NaN(), x + 2}, Low: []float64{x - 1, math.NaN(), x}, High: []float64{x + 1, math.NaN(), x + 4}}
		band := experiment.Band{Name: name, Unit: []string{"count", "ratio"}[c], Level: r}
		if world > 0 {
			band.Difference = experiment.Range{Mean: r.High, Low: r.Mean, High: r.Low}
		}
		b.Columns = append(b.Columns, band)
	}
	return b
}

// compared writes the made-up comparison into a finished folder.
func compared(t *testing.T) Folder {
	t.Helper()
	f, err := Claim(filepath.Join(t.TempDir(), "one"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Begin(Manifest{Version: "1.2.3", Replicates: 3, Worlds: []ManifestWorld{{Name: "a"}, {Name: "b+c"}}}); err != nil {
		t.Fatal(err)
	}
	if err := WriteComparison(f.Partial(), madeUpComparison(), madeUpInfo()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{CheckpointFile + "-0001", CheckpointFile + "-0002.77"} { // replicates that were kept
		if err := os.WriteFile(filepath.Join(f.Partial(), name), []byte("state"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Finish(); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAComparisonIsReadBackAsWritten(t *testing.T) {
	dir := compared(t).Final
	if err := Verify(dir); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := strings.Join(names, " "), "bands.parquet districts.parquet manifest.json steps.parquet summary.json"; got != want {
		t.Errorf("the folder holds %s, want %s", got, want)
	}
	folder, err := OpenComparison(dir)
	if err != nil {
		t.Fatal(err)
	}
	if want := compareSummary(madeUpComparison(), madeUpInfo()); !reflect.DeepEqual(folder.Summary, want) {
		t.Errorf("got  %+v\nwant %+v", folder.Summary, want)
	}
	if folder.Manifest.StateHash != "a-hash" || !folder.Manifest.IsComparison() {
		t.Errorf("manifest %+v", folder.Manifest)
	}
	lot := folder.Summary.Lots["b+c"].All
	if lot.Better != 4 || lot.MeanGain != 2.5 || lot.MeanLoss != 3.33 || len(folder.Summary.Lots["b+c"].Districts) != 2 {
		t.Errorf("winners and losers %+v", lot)
	}
}

func TestBandsAreReadBackAsWritten(t *testing.T) {
	folder, err := OpenComparison(compared(t).Final)
	if err != nil {
		t.Fatal(err)
	}
	got, err := folder.Bands()
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"a", "b+c"} {
		if !sameSeries(bandSeries(got[name]), bandSeries(madeUpBands(i))) {
			t.Errorf("%s: got %+v, want %+v", name, got[name], madeUpBands(i))
		}
	}
	if d := got["a"].Columns[0].Difference.Mean; len(d) != 3 || !math.IsNaN(d[0]) {
		t.Errorf("the world of reference differs from itself by %v", d)
	}
}

func TestAFolderIsOpenedAsWhatItIs(t *testing.T) {
	comparison, run := compared(t).Final, finished(t, true).Final
	for dir, open := range map[string]func(string) error{
		comparison: func(dir string) error { _, err := Open(dir); return err },
		run:        func(dir string) error { _, err := OpenComparison(dir); return err },
	} {
		if err := open(dir); err == nil || !strings.Contains(err.Error(), "is due") {
			t.Errorf("%v", err)
		}
		if err := Ended(dir); err != nil {
			t.Error(err)
		}
	}
	if err := Ended(t.TempDir()); err == nil {
		t.Error("an empty folder has ended")
	}
	text := strings.Replace(string(must(os.ReadFile(filepath.Join(comparison, SummaryFile)))), `"b+c": {`, `"x": {`, 1)
	if err := os.WriteFile(filepath.Join(comparison, SummaryFile), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Ended(comparison); err == nil || !strings.Contains(err.Error(), "b+c") {
		t.Errorf("a summary without a world: %v", err)
	}
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}

// A comparison that cannot be written whole is not finished, and its folder keeps its partial name.
func TestAComparisonIsWrittenWholeOrNotAtAll(t *testing.T) {
	f, err := Claim(filepath.Join(t.TempDir(), "one"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Begin(Manifest{Worlds: []ManifestWorld{{Name: "a"}, {Name: "b+c"}}}); err != nil {
		t.Fatal(err)
	}
	broken := madeUpComparison()
	broken.Worlds[1].Bands.Columns = broken.Worlds[1].Bands.Columns[1:]
	if err := WriteComparison(f.Partial(), broken, madeUpInfo()); err == nil || !strings.Contains(err.Error(), `world "b+c"`) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(f.Final); !os.IsNotExist(err) {
		t.Errorf("something has the final name: %v", err)
	}
	if m, err := ReadManifest(f.Partial()); err != nil || m.StateHash != "" {
		t.Errorf("the manifest says that it ended: %+v, %v", m, err)
	}
}

func TestComparisonSummaryKeysAreFixed(t *testing.T) {
	text, err := compareSummary(madeUpComparison(), madeUpInfo()).Marshal()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"order": [
    "a",
    "b+c"
  ],`, `"seed": 18446744073709551615,`, `"differences": {
    "b+c": {
      "entries": {
        "value": -2,
        "unit": "count",
        "low": -3.5,
        "high": -0.5,
        "few": true
      },
      "score_mean": {
        "value": null,
        "unit": "points",
        "low": null,
        "high": null
      }
    }
  }`, `"variance_saved": {
    "b+c": {
      "entries": 12.5
    }
  }`, `"winners_and_losers": {`, `"same_luck": true`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("summary.json lacks %s in\n%s", want, text)
		}
	}
}

func TestComparisonSentences(t *testing.T) {
	at := func(bounds ...float64) Interval {
		d := interval("count", bounds...)
		return Interval{Value: d.Value, Low: d.Low, High: d.High}
	}
	all := func(d Interval) map[string]Interval { return map[string]Interval{"false_entries": d} }
	for want, c := range map[string]struct {
		d     map[string]Interval
		state string
		luck  bool
	}{
		"Nothing differs between “b” and “a”, for any citizen: they end in the same state.":                             {all(at(0, 0, 0)), "x", true},
		"In “b”, compared with “a”: 12.5 fewer false entries (95\u202f% interval 5.0 to 20).":                           {all(at(-12.5, -20, -5.01)), "y", true},
		"In “b”, compared with “a”: 1\u202f200 more false entries (95\u202f% interval 1\u202f100 to 1\u202f300).":       {all(at(1200, 1100, 1300)), "y", true},
		"In “b”, compared with “a”: No difference that stands out from chance in false entries (\u22120.56 to +0.56).":  {all(at(0, -0.556, 0.556)), "y", true},
		"In “b”, compared with “a”: As many false entries. In the first seed":                                           {all(at(0, 0, 0)), "y", true},
		"In “b”, compared with “a”: 3 more false entries. In the first seed":                                            {all(at(3)), "y", true},
		"In “b”, compared with “a”: In neither are there any false entries.":                                            {all(Interval{Value: new(float64), None: true}), "y", true},
		"7 of 500 citizens are better off by a yuan a year or more and none worse off; 2 are on a list only in “b” and": {all(Interval{}), "y", true},
		"Its citizens do not share their luck with those of “a”":                                                        {all(at(3)), "y", false},
		"3 fewer false entries and 2 more misdeeds. In":                                                                 {map[string]Interval{"false_entries": at(-3), "misdeeds": at(2)}, "y", true},
	} {
		s := Comparison{Order: []string{"a", "b"}, Differences: map[string]map[string]Interval{"b": c.d},
			Worlds: map[string]*ComparedWorld{"a": {StateHash: "x", SameLuck: true}, "b": {StateHash: c.state, SameLuck: c.luck}},
			Lots:   map[string]Lot{"b": {All: Share{People: 500, Better: 7, Listed: 2}}}}
		if got := strings.Join(s.Sentences(), "\n"); !strings.Contains(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
