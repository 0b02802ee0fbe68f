package scenario

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"

	"glasshouse.example/conduct"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
)

// Limits that concern several parameters together.
const (
	maxChances = 400  // chances a year of one person, all kinds together: 8 a week
	scoreReach = 2047 // points that scores may be away from the start

	maxGroundless = 8 // entries with no act behind them, a district, channel and week
)

// check holds parameters against each other, once each has been read.
func (d *decoder) check() {
	if !scenarioName.MatchString(d.s.Name) {
		d.fault("scenario", d.s.Name, "is not a name for a scenario").Allowed = "letters, digits, hyphens, dots, up to 200 characters"
	}
	d.checkConduct()
	d.checkChances()
	d.checkWatch()
	d.checkAlarms()
	d.checkSites()
	d.checkLedger()
	d.checkDebt()
	d.checkLists()
	d.checkRewards()
	d.checkFirms()
	d.checkRedress()
	if a := d.s.Behaviour.Learning; a > 0 && a < 0.01 {
		d.fault("behaviour.learning", decimal(a, 0), "is out of range").Allowed = "0, or 0.01 to 0.2"
	}
}

func (d *decoder) checkConduct() {
	s := d.s
	if len(s.Conduct) == 0 {
		d.fault("conduct", "", "holds no kind of conduct; a scenario needs at least one")
	}
	channels := root.sub["watch"].blocks.names(s)
	for i := range s.Conduct {
		k, path := &s.Conduct[i], "conduct."+s.Conduct[i].Name
		d.known(path+".seen-by", k.SeenBy, channels, "channel")
		mean := 0.0
		for _, m := range k.ByIncome {
			mean += m / 5
		}
		if math.Abs(mean-1) > 1e-6 {
			d.fault(path+".by-income", "", "has the mean %.6g; it must be 1, so that chances stay what they are", mean)
		}
		d.checkNature(k, path)
		d.checkAges(k, path)
	}
}

// checkNature keeps lawful conduct from being treated as what it is not.
func (d *decoder) checkNature(k *conduct.Kind, path string) {
	written := strconv.Itoa(k.Points)
	switch k.Nature {
	case conduct.Misdeed, conduct.Speech:
		if k.Points > 0 {
			d.fault(path+".points", written, "are points for a misdeed or lawful speech; rewarded conduct has the nature good deed").Allowed = "0 or less"
		}
		return
	case conduct.GoodDeed:
		if k.Points < 0 {
			d.fault(path+".points", written, "are points against a good deed").Allowed = "0 or more"
		}
	default:
		if k.Points != 0 {
			d.fault(path+".points", written, "are points for a trip, a request or an everyday act, or for what is about a debt, which the ledger does not hold").Allowed = "0"
		}
	}
	if k.Fine > 0 {
		d.fault(path+".fine", yuanUnit.format(k.Fine), "is a fine for conduct that is neither a misdeed nor lawful speech").Allowed = "0 yuan"
	}
	if k.Detention > 0 {
		d.fault(path+".detention", daysUnit.format(float64(k.Detention)), "is detention for conduct that is neither a misdeed nor lawful speech").Allowed = "0 days"
	}
	if k.Display {
		d.fault(path+".display", "yes", "displays conduct that is neither a misdeed nor lawful speech").Allowed = "no"
	}
}

// checkChances bounds the moments of the busiest fifth.
func (d *decoder) checkChances() {
	sum := 0.0
	for _, k := range d.s.Conduct {
		sum += float64(k.Chances * slices.Max(k.ByIncome[:]))
	}
	if sum > maxChances {
		d.fault("conduct", "", "gives a person up to %.0f chances a year, all kinds together; at most %d (8 a week) are allowed", sum, maxChances)
	}
}

func (d *decoder) checkWatch() {
	for i := range d.s.Watch {
		c, path := &d.s.Watch[i], "watch."+d.s.Watch[i].Name
		if c.Groundless > 0 && !d.charges(c.Name) {
			d.fault(path+".groundless", "", "makes entries, but no misdeed or lawful speech with points against it is seen by %s", c.Name)
		}
		if a := d.perCell(c.Groundless); a > maxGroundless {
			d.fault(path+".groundless", "", "makes %.1f entries a district and week on average; at most %d are allowed", a, maxGroundless)
		}
		s := c.Identify
		if s == nil {
			continue
		}
		if c.BothWorlds {
			d.fault(path+".identify", "", "stands in a channel of both worlds; ordinary policing asks for papers, and nobody searches a gallery without the system")
		}
		if s.FMR == 0 && s.FPIR == 0 {
			d.fault(path+".identify", "", "needs fmr (held when the gallery changes) or fpir")
		}
		if s.Lag < d.s.Time.Step {
			d.fault(path+".identify.lag", daysUnit.format(float64(s.Lag)), "is shorter than a step").Allowed = daysUnit.format(float64(d.s.Time.Step)) + " or more"
		}
	}
}

// perCell is how many entries with no act behind them a full district gets in seven days on average.
func (d *decoder) perCell(perMillionYear float64) float64 {
	return perMillionYear / 1e6 * float64(d.s.Population.District) * 7 / 365
}

// charges tells whether a channel sees any conduct that counts against people.
func (d *decoder) charges(channel string) bool {
	return slices.ContainsFunc(d.s.Conduct, func(k conduct.Kind) bool {
		return k.Points < 0 && slices.Contains(k.SeenBy, channel)
	})
}

func (d *decoder) checkLedger() {
	l := &d.s.Ledger
	if l.Floor > l.Start || l.Start > l.Ceiling {
		d.fault("ledger", "", "needs floor ≤ start ≤ ceiling, not %d, %d, %d", l.Floor, l.Start, l.Ceiling)
	}
	if l.Start-l.Floor > scoreReach || l.Ceiling-l.Start > scoreReach {
		d.fault("ledger", "", "reaches more than %d points from the start", scoreReach)
	}
	sort.SliceStable(l.Grades, func(i, j int) bool { return l.Grades[i].From > l.Grades[j].From })
	for i, g := range l.Grades {
		path := "ledger.grades." + g.Name
		if i > 0 && l.Grades[i-1].From == g.From {
			d.fault(path, strconv.Itoa(g.From), "is also where %s starts", l.Grades[i-1].Name)
		}
		if i == len(l.Grades)-1 && g.From > l.Floor {
			d.fault(path, strconv.Itoa(g.From), "leaves lower scores without a grade; the lowest grade starts at or below the floor, %d", l.Floor)
		}
	}
	if len(l.Grades) == 0 {
		d.fault("ledger.grades", "", "holds no grade; a scenario needs at least one")
	}
}

func (d *decoder) checkLists() {
	var kinds, trips []string
	for i, k := range d.s.Conduct {
		kinds = append(kinds, k.Name)
		if isRefusable(d.s, i) {
			trips = append(trips, k.Name)
		}
	}
	for i := range d.s.Lists {
		l, path := &d.s.Lists[i], "lists."+d.s.Lists[i].Name
		d.known(path+".grounds", l.Acts, kinds, "kind of conduct")
		for _, name := range l.Acts {
			if k := d.s.KindIndex(name); k >= 0 && d.s.Conduct[k].Points == 0 && !d.enters(name) {
				d.fault(path+".grounds", name, "costs no points, so it makes no entry and can put nobody on the list")
			}
		}
		d.known(path+".refuses", l.Refuses, trips, "kind of conduct of nature trip, request or loan")
		d.known(path+".refuses-household", l.Kin, trips, "kind of conduct of nature trip, request or loan")
		d.checkTerm(l, path)
		d.checkGrounds(l, path)
		if l.Below == 0 && l.Grade == "" && len(l.Lists) == 0 && len(l.Acts) == 0 && l.Firm == "" && l.Debt == 0 {
			d.fault(path+".grounds", "", "names no ground").Allowed = "kinds of conduct, " + scoreBelow + "N, " + lowGrade + "G, " + debtPast + "D, " + otherList + "L, " + firmGraded + "G"
		}
		if b := l.Below; b != 0 && (b <= d.s.Ledger.Floor || b > d.s.Ledger.Ceiling) {
			d.fault(path+".grounds", scoreBelow+strconv.Itoa(b), "can never or must always hold").Allowed =
				fmt.Sprintf("%sN, with N above the floor, %d, and up to the ceiling, %d", scoreBelow, d.s.Ledger.Floor, d.s.Ledger.Ceiling)
		}
	}
}

// checkGrounds holds a list's grounds that are grades or other lists against what there is.
func (d *decoder) checkGrounds(l *sanction.List, path string) {
	lists, grades := root.sub["lists"].blocks.names(d.s), root.sub["ledger"].sub["grades"].blocks.names(d.s)
	for _, name := range l.Lists {
		if !slices.Contains(lists, name) {
			d.fault(path+".grounds", otherList+name, "names no list of this scenario").Nearest = nearest(name, lists)
		}
	}
	if l.Grade != "" && !slices.Contains(grades, l.Grade) {
		d.fault(path+".grounds", lowGrade+l.Grade, "names no grade of this scenario").Nearest = nearest(l.Grade, grades)
	}
	d.checkFirmGround(l, path)
	if d.grounds(l, map[string]bool{}) {
		d.fault(path+".grounds", "", "lead back to the list itself; a list cannot ground itself, at any remove")
	}
	if l.Grade != "" && l.Below != 0 {
		d.fault(path+".grounds", "", "name a score and a grade; one of the two is enough")
	}
}

// grounds tells whether l is among the lists that ground it, at any remove.
func (d *decoder) grounds(l *sanction.List, seen map[string]bool) bool {
	var walk func(names []string) bool
	walk = func(names []string) bool {
		for _, name := range names {
			if name == l.Name {
				return true
			}
			if seen[name] {
				continue
			}
			seen[name] = true
			for i := range d.s.Lists {
				if d.s.Lists[i].Name == name && walk(d.s.Lists[i].Lists) {
					return true
				}
			}
		}
		return false
	}
	return walk(l.Lists)
}

// checkRewards holds rewards against the ledger and the kinds of conduct.
func (d *decoder) checkRewards() {
	var kinds []string
	for i := range d.s.Conduct {
		if isRefusable(d.s, i) {
			kinds = append(kinds, d.s.Conduct[i].Name)
		}
	}
	for i := range d.s.Rewards {
		r, path := &d.s.Rewards[i], "rewards."+d.s.Rewards[i].Name
		d.known(path+".on", r.On, kinds, "kind of conduct of nature trip, request or loan")
		if len(r.On) == 0 {
			d.fault(path+".on", "", "names no occasion").Allowed = "kinds of conduct of nature trip, request or loan"
		}
		if a := r.Above; a <= d.s.Ledger.Floor || a > d.s.Ledger.Ceiling {
			d.fault(path+".above", strconv.Itoa(a), "can never or must always hold").Allowed =
				fmt.Sprintf("above the floor, %d, and up to the ceiling, %d", d.s.Ledger.Floor, d.s.Ledger.Ceiling)
		}
	}
}

// checkRedress holds the times of an appeal against each other.
func (d *decoder) checkRedress() {
	r := &d.s.Redress
	if r.OnDeadline != redress.Wait && r.Deadline < r.ReviewDays {
		d.fault("redress.deadline", daysUnit.format(float64(r.Deadline)), "is over before any review can be").Allowed =
			daysUnit.format(float64(r.ReviewDays)) + " (review-days) or more"
	}
}

// known reports names that name nothing, at their own place in the list.
func (d *decoder) known(path string, names, all []string, noun string) {
	for _, name := range names {
		if slices.Contains(all, name) {
			continue
		}
		e := d.fault(path, name, "is no %s of this scenario", noun)
		e.Nearest = nearest(name, all)
		for _, item := range d.at[path].items {
			if item.text == name {
				e.File, e.Line, e.Col = item.file, item.line, item.col
			}
		}
	}
}
