package results

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"glasshouse.example/experiment"
	"glasshouse.example/measure"
)

func TestSummaryKeysAreFixed(t *testing.T) {
	dir := finished(t, false).Final
	text, err := os.ReadFile(filepath.Join(dir, SummaryFile))
	if err != nil {
		t.Fatal(err)
	}
	want := `{
  "scenario": "made-up",
  "seed": 18446744073709551615,
  "citizens": 500,
  "days": 21,
  "version": "1.2.3",
  "state_hash": "with-hash",
  "elapsed_seconds": 1.235,
  "worlds": {
    "with": {
      "measures": {
        "entries": {
          "value": 412883,
          "unit": "count"
        },
        "false_discovery_rate": {
          "value": 0.061,
          "unit": "ratio"
        },
        "false_entries": {
          "value": 25186,
          "unit": "count"
        },
        "speech_withheld": {
          "value": null,
          "unit": "ratio"
        }
      },
      "groups": {
        "men-60+": {`
	if !strings.HasPrefix(string(text), want) {
		t.Errorf("summary.json begins:\n%s", text[:min(len(text), len(want))])
	}
	for _, key := range []string{`"years": [`, `"from": 0,`, `"to": 21,`, `"state_hash": "without-hash"`} {
		if !strings.Contains(string(text), key) {
			t.Errorf("summary.json lacks %s", key)
		}
	}
}

// Details stand by name under "parts", beside the fixed keys.
func TestSummaryHasParts(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(finished(t, false).Final, SummaryFile))
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Worlds map[string]struct {
			Parts struct {
				Channels, Lists, Kinds, Sites, Rewards, Fifths map[string]map[string]measure.Value
				SiteGroups                                     map[string]map[string]map[string]measure.Value `json:"site_groups"`
			}
		}
	}
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	p := s.Worlds["without"].Parts
	for _, c := range []struct {
		of    map[string]map[string]measure.Value
		key   [2]string
		value float64
	}{
		{p.Channels, [2]string{"cameras", "seen"}, 11.5}, {p.Lists, [2]string{"travel", "joined"}, 12.5},
		{p.Kinds, [2]string{"littering", "acts"}, 13.5}, {p.Sites, [2]string{"gate", "visits"}, 14.5},
		{p.Rewards, [2]string{"deposit", "given"}, 15.5}, {p.Fifths, [2]string{"lowest-fifth", "rewards"}, 16.5},
	} {
		if v := c.of[c.key[0]][c.key[1]]; v.Value == nil || *v.Value != c.value || v.Unit != "count" {
			t.Errorf("%v: %v, want %v", c.key, v, c.value)
		}
	}
	if v, ok := p.SiteGroups["gate"]["men-60+"]["visits"]; !ok || v.Value != nil {
		t.Errorf("an infinite number by group is %v, want null", v)
	}
}

func TestAloneHasNoTwin(t *testing.T) {
	text, err := summarise(madeUpOutcome(true), 500, madeUpInfo()).Marshal()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), `"without"`) {
		t.Error("the summary of a run alone tells of a twin")
	}
}

func TestGroupsSayHowManyTheyAre(t *testing.T) {
	o := madeUpOutcome(true)
	o.Groups = []experiment.Group{{Name: "men-60+", People: 321}}
	groups := summarise(o, 500, madeUpInfo()).Worlds.With.Groups
	if v := groups["men-60+"][People]; v.Value == nil || *v.Value != 321 || v.Unit != "persons" {
		t.Errorf("men-60+: %v", v)
	}
	if _, ok := groups["women-18-39"][People]; ok {
		t.Error("a group has the people of another")
	}
}

func TestWholeNumbersArePrintedWhole(t *testing.T) {
	for v, want := range map[float64]string{1.41e9: "1410000000", 12345678901234: "12345678901234", 0: "0", 0.5: "0.5"} {
		text, err := json.Marshal(value(v, "count"))
		if err != nil {
			t.Fatal(err)
		}
		if got := `{"value":` + want + `,"unit":"count"}`; string(text) != got {
			t.Errorf("%v is written %s", v, text)
		}
	}
}

func TestWhatIsNoNumberIsNull(t *testing.T) {
	got := finite(map[string]measure.Value{
		"nan": value(math.NaN(), "ratio"), "inf": value(math.Inf(-1), "ratio"), "one": value(1, "ratio"),
	})
	if got["nan"].Value != nil || got["inf"].Value != nil || got["one"].Value == nil || got["nan"].Unit != "ratio" {
		t.Errorf("%v", got)
	}
}

func TestOpenReadsWhatWriteWrote(t *testing.T) {
	run, err := Open(finished(t, false).Final)
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := run.Summary.Worlds.With.Value("entries"); !ok || v != 412883 {
		t.Errorf("entries %v, %v", v, ok)
	}
	if _, ok := run.Summary.Worlds.With.Value("speech_withheld"); ok {
		t.Error("a null has a value")
	}
	m := run.Manifest
	m.Files, m.Platform, m.Seal = nil, Platform{}, ""
	want := Manifest{Format: Format, Notice: Notice, Version: "1.2.3", Scenario: "made-up", ScenarioHash: "abc",
		Seed: math.MaxUint64, Citizens: 500, Days: 21, StepDays: 7, Command: "glasshouse run made-up --seed 1",
		StateHash: "with-hash", Sample: "all", ScenarioText: "scenario: made-up\n"}
	if !reflect.DeepEqual(m, want) {
		t.Errorf("manifest\n got %+v\nwant %+v", m, want)
	}
	if rows := readAll(t, run); len(rows) != 500 {
		t.Errorf("%d citizens", len(rows))
	}
}

func TestOpenRefusesWhatIsNoRun(t *testing.T) {
	empty := t.TempDir()
	stopped, err := Claim(filepath.Join(t.TempDir(), "run"))
	if err != nil {
		t.Fatal(err)
	}
	if err := stopped.Begin(Manifest{}); err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, ManifestFile), []byte(`{"format":"glasshouse run 99"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		empty: "not a run's folder", stopped.Partial(): "has not ended", other: "glasshouse run 99",
	} {
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v does not say %q", err, want)
		}
	}
}
