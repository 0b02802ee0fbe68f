package society

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/firm"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// industrious is the lively society with firms that are audited every month by auditors who err much, fined hard, and
// whose managers are put on lists that ground one another.
func industrious(t testing.TB, sets ...string) *scenario.Scenario {
	t.Helper()
	text := `scenario: industrious
extends: black-lists
firms: {staff: 20 citizens, violations: 90%, audits: 12/year, false-findings: 10%, fine: 20%, tenders: 20/year, worth: 1%, points: 30}
lists:
  responsible-persons: {keeper: court, grounds: [firm graded poor, list court], term: 60 days, refuses: [flight, train, loan-application]}
  branch: {keeper: city, grounds: [firm graded medium, list responsible-persons], term: 40 days, again: restart}
`
	path := filepath.Join(t.TempDir(), "industrious.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return load(t, path, append([]string{
		"population.citizens=20000", "population.district=2048 citizens", "time.length=400 days",
		"watch.crossing-cameras.connected=100%", "watch.web-monitoring.sees=20%",
		"watch.crossing-cameras.identify.gallery=5000000 faces", "watch.crossing-cameras.identify.fmr=2e-8",
		"watch.crossing-cameras.groundless=2000/million/year", "population.minority=8%",
		"lists.travel.term=90 days", "conduct.jaywalking.detention=2 days", "watch.police.sees=5%",
		"behaviour.need-weight=2", "behaviour.resource-half-life=30 days",
	}, sets...)...)
}

// TestPlainTwinWithFirms: the pipeline and the plain rule end in the same bits with firms, wages and managers.
func TestPlainTwinWithFirms(t *testing.T) {
	for _, name := range []string{"time.step=7 days", "time.step=1 day", "system=off"} {
		s := industrious(t, name)
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		if fast.Hash() != plain.Hash() || fast.total != plain.total || fast.level != plain.level {
			t.Errorf("%s: the pipeline and the plain rule differ", name)
		}
		if n := fast.total.Total(ManagersListed); s.System && n < 300 {
			t.Errorf("%s: only %d managers listed: the test compares too little", name, n)
		}
	}
}

// TestSameHashWithFirms: workers, blocks and a stop half-way change nothing for firms either.
func TestSameHashWithFirms(t *testing.T) {
	for _, step := range []string{"time.step=7 days", "time.step=1 day"} {
		s := industrious(t, step, "time.length=200 days")
		want := finish(t, s, 3, Options{Workers: 1})
		for _, o := range []Options{{Workers: 5}, {Workers: 3, Block: 64}, {Workers: 2, Block: 1000}} {
			if got := finish(t, s, 3, o); got.Hash() != want.Hash() || got.total != want.total || got.level != want.level {
				t.Errorf("%s, %+v: another result", step, o)
			}
		}
		for _, stop := range []int{1, 17, want.Steps() / 2} {
			var saved bytes.Buffer
			if err := run(t, world(t, s, 3, Options{}), 0, stop).Save(&saved); err != nil {
				t.Fatal(err)
			}
			w := world(t, s, 3, Options{Workers: 2})
			if err := w.Load(&saved); err != nil {
				t.Fatal(err)
			}
			if run(t, w, stop, w.Steps()); w.Hash() != want.Hash() || w.total != want.total || w.level != want.level {
				t.Errorf("%s: resumed after step %d: another result", step, stop)
			}
			if s, _ := w.RetellFirm(2, 5); s != w.firms.states[2][5] {
				t.Errorf("%s: resumed after step %d, a firm is told differently", step, stop)
			}
		}
	}
}

// TestFirmBooks: what is begun is open, found or ended; points are what was found; levels are what the states say.
func TestFirmBooks(t *testing.T) {
	s := industrious(t, "firms.repair=0")
	w := world(t, s, 11, Options{})
	err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(int) error {
		balance(t, w)
		balanceFirms(t, w)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for k, n := range w.total.Firms {
		if n < 100 {
			t.Errorf("count %d of firms is only %d: the test shows too little", k, n)
		}
	}
	n := w.total.Total
	if all, wrong := n(ManagersListed), n(ManagersListedWrongly); all < 300 || wrong < 30 || wrong >= all {
		t.Errorf("%d managers listed, %d wrongly", all, wrong)
	}
	if w.level.FirmsPoorWrongly < 10 || w.level.FirmsPoor <= w.level.FirmsPoorWrongly {
		t.Errorf("%d firms are poor, %d wrongly", w.level.FirmsPoor, w.level.FirmsPoorWrongly)
	}
}

func balanceFirms(t *testing.T, w *World) {
	var open, off, trueOff, wages, poor, wrong, all int64
	for d := range w.cold {
		for f := range w.Firms(d) {
			s, v := w.firms.states[d][f], w.Firm(d, f)
			all++
			off += int64(1000 - v.Score)
			trueOff += int64(1000 - v.TrueScore)
			wages += int64(s.Wage())
			if v.Open {
				open++
			}
			if v.Grade == firm.Poor {
				poor++
				if v.TrueGrade != firm.Poor {
					wrong++
				}
			}
		}
	}
	e := &w.total.Firms
	for _, b := range []struct {
		what string
		a, b int64
	}{
		{"violations = open + found + ended", e[firm.Violations], open + e[firm.FoundTruly] + e[firm.ClosedUnfound]},
		{"points off official scores", 30 * (e[firm.FoundTruly] + e[firm.FoundFalsely]), off},
		{"points off true scores", 30 * e[firm.FoundTruly], trueOff},
		{"wages as counted", w.level.Wages, wages},
		{"firms as counted", w.level.Firms, all},
		{"poor as counted", w.level.FirmsPoor, poor},
		{"wrongly poor as counted", w.level.FirmsPoorWrongly, wrong},
	} {
		if b.a != b.b {
			t.Errorf("day %d: %s: %d ≠ %d", w.span.end(), b.what, b.a, b.b)
		}
	}
	if e[firm.LostToRating]+e[firm.Won] > e[firm.Bids] || e[firm.LostWrongly] > e[firm.LostToRating] ||
		e[firm.FoundTruly]+e[firm.FoundFalsely] > e[firm.Audits] {
		t.Errorf("day %d: more won, lost or found than there is: %v", w.span.end(), *e)
	}
}

// onlyFirms is a society in which a poor firm is the only ground there is.
func onlyFirms(t *testing.T, sets ...string) *scenario.Scenario {
	return load(t, "firms", append([]string{
		"population.citizens=40000", "population.district=5000 citizens", "time.length=2 years", "lists.travel.grounds=[score below 1]",
		"lists.responsible-persons.term=60 days", "firms.audits=4/year", "firms.false-findings=8%", "firms.violations=60%",
	}, sets...)...)
}

// TestManagers: only managers of firms that were poor are listed, for the very days that follow from the firm's history,
// officially and truly, and for nothing that they did.
func TestManagers(t *testing.T) {
	w := finish(t, onlyFirms(t), 5, Options{})
	const list, term = 1, 60
	var listed, truly int
	for d := range w.cold {
		lo, _ := w.people.Bounds(d)
		managersFit(t, w, d)
		official, truth := termsOf(w, d, term)
		for i := range official {
			if v := w.View(i); v.Listed != (official[i] != 0) || v.Truly != (truth[i] != 0) || v.Wrong != (v.Listed && !v.Truly) {
				t.Errorf("manager %d: listed until %d and %d by the firm's history, %+v", i, official[i], truth[i], v)
			}
		}
		for _, m := range w.cold[d].lists {
			i := lo + int(m.Who)
			if m.List != list || m.Official != official[i] || m.True != truth[i] {
				t.Errorf("citizen %d: on list %d until %d and %d, by the firm's history %d and %d", i, m.List, m.Official, m.True, official[i], truth[i])
			}
			if m.Official != 0 {
				listed++
			}
			if !w.citizens[i].has(flagTouched) {
				t.Errorf("citizen %d loses resources on a list and is screened as one who does not", i)
			}
			if m.True != 0 {
				truly++
			}
		}
	}
	n := w.total.Total
	if n(ManagersListed) != w.total.ListsJoined[list] || n(ManagersListed) != n(Joined) {
		t.Errorf("%d managers listed, %d joined the list, %d came to be listed", n(ManagersListed), w.total.ListsJoined[list], n(Joined))
	}
	if in := w.total.ListsJoined[list] - w.total.ListsLeft[list]; in != int64(listed) || listed < 50 || truly < 30 || truly >= listed {
		t.Errorf("joined less left %d, listed %d, truly %d", in, listed, truly)
	}
	if n(RequestsRefused) == 0 || n(TripsRefused) == 0 {
		t.Error("the list refused nothing")
	}
}

func managersFit(t *testing.T, w *World, d int) {
	for f := range w.Firms(d) {
		manager := w.Firm(d, f).Manager
		if v := w.View(manager); !v.Scored || v.Traits.Age < population.Age18to39 || manager/w.people.DistrictSize() != d {
			t.Fatalf("firm %d of district %d is managed by %+v", f, d, v)
		}
	}
}

// termsOf gives the first day off the list of each manager who was ever on it, officially and truly, or 0 if she is not now.
func termsOf(w *World, d int, term uint16) (official, truth map[int]uint16) {
	official, truth = map[int]uint16{}, map[int]uint16{}
	for _, r := range poorRatings(w, d) {
		if r.day >= official[r.manager] && r.official {
			official[r.manager] = r.day + term
		}
		if r.day >= truth[r.manager] && r.truly {
			truth[r.manager] = r.day + term
		}
	}
	for i := range official {
		if official[i] < w.span.end() {
			official[i] = 0
		}
		if truth[i] < w.span.end() {
			truth[i] = 0
		}
	}
	return official, truth
}

// poorRating is a rating that put a firm into the lowest grade.
type poorRating struct {
	day             uint16
	manager         int
	official, truly bool
}

// poorRatings are those of a district's firms, in order of days, from the series of the field.
func poorRatings(w *World, d int) (all []poorRating) {
	last := w.span.end()
	for _, span := range w.spans {
		if !span.opens() || !w.firms.rules.Rates(span.Cell) || span.Day >= last {
			continue
		}
		w.span = span
		for f := range w.Firms(d) {
			s, _ := w.RetellFirm(d, f) // grades change at ratings only
			if s.Grade() == firm.Poor {
				all = append(all, poorRating{span.Day, w.managerOf(d, f), true, s.TrueGrade() == firm.Poor})
			}
		}
	}
	w.span = w.spans[len(w.spans)-1]
	return all
}

// TestRetelling: firms told again from number, seed and field end in the very state of the run, and all together give
// what was counted.
func TestRetelling(t *testing.T) {
	for _, set := range []string{"time.step=7 days", "time.step=1 day", "system=off"} {
		w := finish(t, industrious(t, set, "population.citizens=8000", "time.length=500 days"), 12, Options{})
		var sum [firm.Counts]int64
		told := 0
		for d := range w.cold {
			for f := range w.Firms(d) {
				s, history := w.RetellFirm(d, f)
				if s != w.firms.states[d][f] {
					t.Fatalf("%s: firm %d of district %d ends in %v, told again in %v", set, f, d, w.firms.states[d][f], s)
				}
				for _, e := range history {
					for k, n := range e.Happened {
						sum[k] += int64(n)
					}
				}
				told++
			}
		}
		if sum != w.total.Firms || told < 200 || len(w.cold) < 3 {
			t.Errorf("%s: told of %d firms: %v, counted %v", set, told, sum, w.total.Firms)
		}
	}
}

// TestToldFirms: a firm told again from what a run kept of others, without the run, ends as it did there, with the same
// history and manager; firms that are not there are refused.
func TestToldFirms(t *testing.T) {
	for _, set := range []string{"time.step=7 days", "time.step=1 day", "system=off"} {
		s := industrious(t, set, "population.citizens=8000", "time.length=500 days")
		w, c := kept(t, s, 12)
		teller, err := NewTeller(s, 12, c)
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for d := range w.cold {
			for f := range w.Firms(d) {
				view, history, err := teller.TellFirm(d, f)
				if _, want := w.RetellFirm(d, f); err != nil || view != w.Firm(d, f) || !slices.Equal(history, want) {
					t.Fatalf("%s: firm %d of district %d ended as %+v, told again %+v: %v", set, f, d, w.Firm(d, f), view, err)
				}
				told++
			}
			if _, err := teller.Tell(d * w.people.DistrictSize()); err != nil { // lives between firms
				t.Fatal(err)
			}
		}
		if told < 200 {
			t.Errorf("only %d firms", told)
		}
		for _, x := range []struct {
			d, f int
			want string
		}{{99, 0, "district 99: the run has districts 0 to 3"}, {-1, 0, "district -1"}, {0, 5000, "firm 5000: district 0 has firms 0 to"}, {0, -1, "firm -1"}} {
			if _, _, err := teller.TellFirm(x.d, x.f); err == nil || !strings.Contains(err.Error(), x.want) {
				t.Errorf("firm %d of district %d: %v, want %q", x.f, x.d, err, x.want)
			}
		}
	}
	s := lively(t, "population.citizens=640", "time.length=14 days")
	_, c := kept(t, s, 1)
	teller, err := NewTeller(s, 1, c)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := teller.TellFirm(0, 0); err == nil || !strings.Contains(err.Error(), "no firms") {
		t.Errorf("a firm where there is none: %v", err)
	}
}

// TestTendersAreConserved: with the rating as many tenders are won as without it, but for noise, and by others.
func TestTendersAreConserved(t *testing.T) {
	s := industrious(t, "time.length=1 year", "firms.discount=50%", "firms.audits=8/year", "firms.tenders=40/year")
	var net, moved int64
	for seed := range uint64(4) {
		with, without := finish(t, s, seed, Options{}).total.Firms, finish(t, s.Without(), seed, Options{}).total.Firms
		for _, k := range []int{firm.Violations, firm.Audits, firm.FoundTruly, firm.FoundFalsely, firm.Bids} {
			if with[k] != without[k] {
				t.Errorf("count %d of firms differs between the worlds: %d and %d", k, with[k], without[k])
			}
		}
		if without[firm.LostToRating] != 0 {
			t.Error("bids lost to a rating without the system")
		}
		net += with[firm.Won] - without[firm.Won]
		moved += 2*with[firm.LostToRating] + with[firm.Won] - without[firm.Won]
	}
	if z := float64(net) / math.Sqrt(float64(moved)); math.Abs(z) > farZ || moved < 10_000 {
		t.Errorf("%d tenders moved and %+d were won more, z %+.2f", moved, net, z)
	}
}

// TestFirmsKeepTheirLuck: steps of one day and of seven give the same firms.
func TestFirmsKeepTheirLuck(t *testing.T) {
	seven, one := finish(t, industrious(t), 5, Options{}), finish(t, industrious(t, "time.step=1 day"), 5, Options{})
	if seven.total.Firms != one.total.Firms || seven.level.FirmsPoor != one.level.FirmsPoor || seven.level.Wages != one.level.Wages {
		t.Error("firms differ between steps of one day and of seven")
	}
	for d := range seven.cold {
		for f := range seven.Firms(d) {
			if seven.firms.states[d][f] != one.firms.states[d][f] {
				t.Fatalf("firm %d of district %d differs between steps of one day and of seven", f, d)
			}
		}
	}
}

// TestStaff: the employed are adults, of all firms alike, and their share is as set.
func TestStaff(t *testing.T) {
	w := world(t, load(t, "firms", "population.citizens=40000", "population.district=5000 citizens"), 4, Options{})
	var employed, grown, chi2, cells float64
	for d := range w.cold {
		lo, hi := w.people.Bounds(d)
		staff, here := make([]float64, w.Firms(d)), 0.0
		for i := lo; i < hi; i++ {
			adult := w.View(i).Traits.Age >= population.Age18to39
			f, ok := w.Employer(i)
			if ok {
				staff[f]++
				here++
			}
			if ok && !adult {
				t.Fatalf("citizen %d works as a child", i)
			}
			if adult {
				grown++
			}
		}
		for _, n := range staff {
			mean := here / float64(len(staff))
			chi2 += (n - mean) * (n - mean) / mean
			cells++
		}
		employed += here
	}
	if z := (employed - 0.6*grown) / math.Sqrt(0.24*grown); math.Abs(z) > farZ {
		t.Errorf("%v of %v adults are employed, z %+.2f", employed, grown, z)
	}
	if z := (chi2 - cells) / math.Sqrt(2*cells); math.Abs(z) > 5 {
		t.Errorf("staff of %v firms: χ² %.0f, z %+.2f", cells, chi2, z)
	}
	if want := int(math.Round(5056.0 / 43)); w.Firms(0) != want || w.Firms(1) != want {
		t.Errorf("%d firms in a district of 5056, want %d", w.Firms(0), want)
	}
}

// TestWages: resources of the staff follow the firm's index, those of everyone else stay as they are.
func TestWages(t *testing.T) {
	s := load(t, "firms", "system=off", "population.citizens=6000", "time.length=1 year", "conduct.*.fine=0 yuan", "firms.fine=0%",
		"firms.tenders=0/year", "firms.wage-half-life=36500 days", "behaviour.resource-half-life=20 days")
	w := world(t, s, 2, Options{})
	for f := range w.firms.states[0] {
		w.firms.states[0][f].Levels = w.firms.states[0][f].Levels&0xffff | uint32(firm.Usual*(7+f%7)/10)<<16
	}
	run(t, w, 0, w.Steps())
	needy, sum, reported := 0, uint64(0), uint64(0)
	for _, r := range w.level.Resources {
		reported += r
	}
	for i := range w.citizens {
		want := float64(usual)
		if f, ok := w.Employer(i); ok {
			want = w.Firm(0, f).Wage * usual
		}
		got := float64(w.citizens[i].resources())
		sum += uint64(got)
		if math.Abs(got/want-1) > 0.01 {
			t.Fatalf("citizen %d has %v, her firm's index gives %v", i, got, want)
		}
		if got < 0.98*usual {
			needy++
			if !w.citizens[i].has(flagTouched) {
				t.Fatalf("citizen %d has need and is screened as one who has none", i)
			}
		}
	}
	if sum != reported {
		t.Errorf("resources are %d, reported %d", sum, reported)
	}
	if needy < 500 {
		t.Errorf("only %d have less than usual", needy)
	}
}

// TestNoFirms: firms that are never audited and whose tenders bring nothing change nobody, and without the block there
// are none.
func TestNoFirms(t *testing.T) {
	idle := finish(t, onlyFirms(t, "firms.audits=0/year", "firms.worth=0%"), 6, Options{})
	none := finish(t, onlyFirms(t, "firms=none", "lists.responsible-persons=none"), 6, Options{})
	for i := range idle.citizens {
		if idle.citizens[i] != none.citizens[i] {
			t.Fatalf("citizen %d differs", i)
		}
	}
	if idle.total.Total(ManagersListed) != 0 || idle.level.FirmsPoor != 0 || idle.total.Firms[firm.Violations] == 0 {
		t.Error("without audits nobody is rated down or listed, and violations are begun all the same")
	}
	if none.firms != nil || none.total.Firms != [firm.Counts]int64{} || none.level.Firms != 0 {
		t.Error("without the block there are firms")
	}
	if busy := finish(t, onlyFirms(t), 6, Options{}); busy.total.Total(ManagersListed) < 50 || busy.Hash() == idle.Hash() {
		t.Error("with audits nobody is listed through a firm")
	}
}
