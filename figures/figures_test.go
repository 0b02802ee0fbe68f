package figures

import (
	"regexp"
	"strings"
	"testing"
)

func TestEveryFigureIsWhole(t *testing.T) {
	id := regexp.MustCompile(`^[A-FX]\d\d$`)
	date := regexp.MustCompile(`^$|^\d{4}`)
	grade := regexp.MustCompile(`^\[(high|medium|low)[^\]]*\] \S`)
	seen := map[string]bool{}
	for _, f := range All() {
		switch {
		case !id.MatchString(f.ID) || seen[f.ID]:
			t.Errorf("%q: a bad id, or there twice", f.ID)
		case f.Quantity == "" || f.Unit == "" || f.Place == "" || f.Value == nil:
			t.Errorf("%s: without a quantity, a unit, a place or a value: %+v", f.ID, f)
		case f.Source.Title == "" && f.Source.Publisher == "":
			t.Errorf("%s: without a source", f.ID)
		case f.Source.URL != "" && !strings.HasPrefix(f.Source.URL, "http"):
			t.Errorf("%s: address %q", f.ID, f.Source.URL)
		case !date.MatchString(f.Source.Date):
			t.Errorf("%s: date %q", f.ID, f.Source.Date)
		case !grade.MatchString(f.Note):
			t.Errorf("%s: the note opens without a grade of trust: %q", f.ID, f.Note)
		case f.Year != 0 && (f.Year < 2000 || f.Year > 2030):
			t.Errorf("%s: year %d", f.ID, f.Year)
		}
		seen[f.ID] = true
	}
}

// A figure that nobody read says where it comes from.
func TestUnverifiedFiguresSayWhy(t *testing.T) {
	why := regexp.MustCompile(`(?i)from memory|derived|could be read`)
	for _, f := range All() {
		if !f.Verified && !why.MatchString(f.Note) {
			t.Errorf("%s is not verified and does not say why: %q", f.ID, f.Note)
		}
	}
}

func TestMentionedFiguresExist(t *testing.T) {
	id := regexp.MustCompile(`\b[A-FX]\d\d\b`)
	for _, f := range All() {
		for _, other := range id.FindAllString(f.Note+" "+f.Source.Title, -1) {
			if _, ok := ByID(other); !ok {
				t.Errorf("%s mentions %s, which is not here", f.ID, other)
			}
		}
	}
}

// The figures that the model's parameters cite, with a value of each kind.
func TestByID(t *testing.T) {
	for _, want := range []struct {
		id, key string
		value   float64
	}{
		{"A01", "", 1000},
		{"A18", "", -20},
		{"A10", "", 0.25},
		{"A24", "offenders", 13930},
		{"B01", "planned", 600000000},
		{"C04", "N_1000", 1.67e-05},
		{"C02", "visa_kiosk/median", 0.0747},
		{"D02", "60+", 0.187},
		{"D07", "mean_size", 2.62},
	} {
		f, ok := ByID(want.id)
		if !ok {
			t.Fatalf("%s is missing", want.id)
		}
		if got, ok := f.Number(want.key); !ok || got != want.value {
			t.Errorf("%s %q = %v, %v; want %v", want.id, want.key, got, ok, want.value)
		}
	}
	if f, ok := ByID("A99"); ok {
		t.Errorf("A99 is %+v", f)
	}
}

func TestNumberOfWhatIsNone(t *testing.T) {
	for _, c := range [][2]string{{"A01", "points"}, {"D02", ""}, {"D02", "61+"}, {"E01", ""}, {"A27", "human_check"}, {"C02", "visa_kiosk"}} {
		f, _ := ByID(c[0])
		if v, ok := f.Number(c[1]); ok {
			t.Errorf("%s %q = %v, want none", c[0], c[1], v)
		}
	}
}

func TestAllIsACopy(t *testing.T) {
	first := All()[0].ID
	All()[0].ID = "Z00"
	if got := All()[0].ID; got != first {
		t.Errorf("a caller changed the figures: %s", got)
	}
}
