package life

import (
	"path/filepath"
	"strings"
	"testing"
)

// audited is a small society whose firms are audited often, by auditors who err.
func audited(t *testing.T, sets ...string) []World {
	return ran(t, "firms", append([]string{"population.citizens=8192", "population.district=4096 citizens", "time.length=1095 days",
		"firms.audits=2/year", "firms.false-findings=10%"}, sets...)...)
}

// firmsOf tells of every firm of the first district.
func firmsOf(t *testing.T, worlds []World) (all []*Firm) {
	t.Helper()
	for f := 0; ; f++ {
		x, err := TellFirm(0, f, worlds...)
		if err != nil {
			if f < 50 {
				t.Fatal(err)
			}
			return all
		}
		all = append(all, x)
	}
}

// TestGoldenFirm holds one telling history against a file for people to read: the first firm that ends poor though its true
// score is not, and lost a tender by it.
func TestGoldenFirm(t *testing.T) {
	for _, f := range firmsOf(t, audited(t)) {
		if w := f.Worlds[0]; w.End.Grade != "poor" || w.End.TrueGrade == "poor" || w.Totals["bid lost wrongly to the rating"] == 0 {
			continue
		}
		text := f.Text(100, false)
		for _, must := range []string{"An audit finds a breach where there is none, which costs it 60 points and 1", "It is rated poor, by its true score",
			"That is a ground to put its manager, citizen", "the list “responsible-persons”", "more it would have won, had it been rated rightly", "in both worlds"} {
			if !strings.Contains(unbroken(text), must) {
				t.Errorf("the history does not say %q", must)
			}
		}
		golden(t, filepath.Join("testdata", "firm.txt"), text)
		return
	}
	t.Fatal("no firm has such a history")
}

// TestFirmsOfBothWorlds: what firms do, and what audits find, is the same in both worlds, and so are their bids; without the
// system nothing is lost to a rating, and nobody is listed for one. Every week has its words.
func TestFirmsOfBothWorlds(t *testing.T) {
	lost := 0
	for _, f := range firmsOf(t, audited(t)) {
		with, without := f.Worlds[0].Totals, f.Worlds[1].Totals
		for _, what := range []string{"breach begun", "audit", "breach found", "false finding", "bid", "breach ended unfound"} {
			if with[what] != without[what] {
				t.Errorf("firm %d: %s %d times with the system, %d without", f.Number, what, with[what], without[what])
			}
		}
		if without["bid lost to the rating"] != 0 {
			t.Errorf("firm %d loses bids to a rating that there is not", f.Number)
		}
		lost += with["bid lost to the rating"]
		sum := map[string]int{}
		for _, w := range f.Weeks {
			if w.Text == "" || strings.Contains(w.Text, "%!") || !strings.HasSuffix(w.Text, ".") {
				t.Fatalf("firm %d, day %d: %q", f.Number, w.Day, w.Text)
			}
			if w.Worlds[0] == "without" && (strings.Contains(w.Text, "rated") || strings.Contains(w.Text, "points")) {
				t.Errorf("firm %d, day %d: without the system: %q", f.Number, w.Day, w.Text)
			}
			for what, n := range w.Happened {
				if w.Worlds[0] == "with" {
					sum[what] += n
				}
			}
		}
		for what, n := range with {
			if sum[what] != n {
				t.Errorf("firm %d: %s %d times, in its weeks %d", f.Number, what, n, sum[what])
			}
		}
	}
	if lost == 0 {
		t.Error("no bid was lost to the rating: the test shows nothing")
	}
	if _, err := TellFirm(0, 0); err == nil {
		t.Error("told of a firm in no world")
	}
}

// TestOneWorldsFirm: a run alone has one world, and its weeks name none.
func TestOneWorldsFirm(t *testing.T) {
	f, err := TellFirm(1, 3, audited(t)[:1]...)
	if err != nil {
		t.Fatal(err)
	}
	if text := f.Text(80, false); len(f.Worlds) != 1 || strings.Contains(text, "both worlds") || !strings.Contains(text, "Firm 3 of district 1") {
		t.Errorf("one world's firm:\n%s", text)
	}
}
