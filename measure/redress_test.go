package measure

import (
	"testing"

	"glasshouse.example/society"
)

func TestRedressMeasures(t *testing.T) {
	f := empty()
	expect(t, f, map[string]float64{"appeals": 0, "appeals_pending": 0, "review_days": null, "uptake_gap": null, "told": 0})
	count := func(c society.Count, n int64) { f.Tally.Counts[women][c] = n }
	count(society.Entries, 50)
	count(society.MisplacedEntries, 6)
	count(society.GroundlessEntries, 2)
	expect(t, f, map[string]float64{"uptake_gap": 1})
	count(society.Told, 40)
	count(society.Appeals, 12)
	count(society.AppealsDecided, 10)
	count(society.ReviewDays, 345)
	count(society.AppealsUpheld, 4)
	count(society.AppealsUpheldFalse, 3)
	count(society.CorrectedEntries, 4)
	count(society.CorrectedFalse, 3)
	count(society.Expired, 9)
	f.Level.Pending[women] = 2
	expect(t, f, map[string]float64{
		"told": 40, "appeals": 12, "appeals_decided": 10, "appeals_pending": 2, "appeals_upheld": 4, "appeals_upheld_false": 3,
		"review_days": 34.5, "corrected_entries": 4, "false_entries_corrected": 3, "uptake_gap": 5.0 / 8, "entries_expired": 9,
	})
	if got := ByGroup(f, men)["uptake_gap"].Value; got != nil {
		t.Errorf("a group without false entries has an uptake gap of %v, want null", *got)
	}
}
