package scenario

import (
	"fmt"
	"slices"
	"strconv"

	"glasshouse.example/firm"
	"glasshouse.example/sanction"
)

// firmReach is the most points that a firm's grades may lie below the start: its scores have 12 bits.
const firmReach = 4000

// checkFirms holds the parameters of firms against each other and against the districts.
func (d *decoder) checkFirms() {
	f := &d.s.Firms
	if f.Staff == 0 {
		return
	}
	if f.Staff > d.s.Population.District {
		d.fault("firms.staff", citizensUnit.format(float64(f.Staff)), "leaves districts without a firm").Allowed =
			"up to the size of a district, " + citizensUnit.format(float64(d.s.Population.District))
	}
	if !(f.Medium < f.Good && f.Good < f.Excellent && f.Excellent <= f.Start) {
		d.fault("firms", "", "needs medium < good < excellent ≤ start, not %d, %d, %d, %d", f.Medium, f.Good, f.Excellent, f.Start)
	}
	if f.Start-f.Medium > firmReach {
		d.fault("firms.medium", strconv.Itoa(f.Medium), "is more than %d points below the start", firmReach)
	}
	if above := f.Above(); above > 0.5 {
		d.fault("firms", "", "makes tenders bring %.0f%% of the usual wages; at most 50%% are allowed", float64(100*above))
	}
}

// checkFirmGround holds a list's ground in a firm's rating against what there is. The highest grade would list everyone.
func (d *decoder) checkFirmGround(l *sanction.List, path string) {
	low := firm.GradeNames[1:]
	switch {
	case l.Firm == "":
	case !slices.Contains(low, l.Firm):
		e := d.fault(path+".grounds", firmGraded+l.Firm, "names no grade of firms below the highest")
		e.Nearest, e.Allowed = nearest(l.Firm, low), fmt.Sprintf("%sG, with G %s, %s or %s", firmGraded, low[0], low[1], low[2])
	case d.s.Firms.Staff == 0:
		d.fault(path+".grounds", firmGraded+l.Firm, "is about firms, and this scenario has none; give it a block firms")
	}
}
