package scenario

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"glasshouse.example/conduct"
	"glasshouse.example/firm"
	"glasshouse.example/ledger"
	"glasshouse.example/population"
	"glasshouse.example/recognition"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
	"glasshouse.example/watch"
)

// anyScenario draws scenarios that keep every rule: blocks are made first, then each parameter of the table is drawn
// from its own range, then what concerns several parameters is put right.
func anyScenario(t *rapid.T) *Scenario {
	s := &Scenario{}
	for i := range rapid.IntRange(1, 32).Draw(t, "kinds") {
		s.Conduct = append(s.Conduct, conduct.Kind{Name: fmt.Sprintf("kind-%d", i), Nature: conduct.Nature(rapid.IntRange(0, 5).Draw(t, "nature"))})
	}
	anyDebt(t, s)
	for i := range rapid.IntRange(0, 8).Draw(t, "channels") {
		c := watch.Channel{Name: fmt.Sprintf("channel-%d", i), Cameras: rapid.Bool().Draw(t, "cameras")}
		if rapid.Bool().Draw(t, "identify") {
			c.Identify = &recognition.Search{}
			if rapid.Bool().Draw(t, "by fmr") {
				c.Identify.FMR = 1
			}
		}
		s.Watch = append(s.Watch, c)
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "lists") {
		s.Lists = append(s.Lists, sanction.List{Name: fmt.Sprintf("list-%d", i)})
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "rewards") {
		s.Rewards = append(s.Rewards, sanction.Reward{Name: fmt.Sprintf("reward-%d", i)})
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "sites") {
		s.Sites = append(s.Sites, watch.Site{Name: fmt.Sprintf("site-%d", i), Mode: watch.Mode(rapid.IntRange(0, 3).Draw(t, "mode")),
			Consequence: watch.Consequence(rapid.IntRange(0, 3).Draw(t, "consequence"))})
	}
	sitesFit(s)
	s.Ledger.Grades = make([]ledger.Grade, 0, 3)
	for i := range rapid.IntRange(1, 3).Draw(t, "grades") {
		s.Ledger.Grades = append(s.Ledger.Grades, ledger.Grade{Name: fmt.Sprintf("G%d", i)})
	}
	for k := range table {
		if p := &table[k]; p.key() != "nature" && p.key() != "mode" && p.key() != "consequence" && !strings.HasPrefix(p.Path, "ledger.") {
			for i := range blockCount(s, p) {
				if hasBlock(s, p, i) && p.applies(s, i) {
					draw(t, p, p.at(s, i))
				}
			}
		}
	}
	putRight(t, s)
	return s
}

// anyDebt makes the last kinds of conduct ones about debts, all three or none.
func anyDebt(t *rapid.T, s *Scenario) {
	if last := len(s.Conduct) - 3; last > 0 && rapid.Bool().Draw(t, "debts") {
		for i, n := range []conduct.Nature{conduct.Loan, conduct.Instalment, conduct.Settlement} {
			s.Conduct[last+i].Nature = n
		}
	}
}

// debtRight keeps debts small and the court's entry a misdeed, or none.
func debtRight(s *Scenario) {
	if !hasDebt(s, 0) {
		return
	}
	s.Debt.Amount = [5]float64{1, 2, 0, 55.5, 90}
	s.Debt.Entry = ""
	if s.Conduct[0].Nature == conduct.Misdeed {
		s.Debt.Entry = s.Conduct[0].Name
	}
}

// termRight gives a list a term that fits its grounds.
func termRight(t *rapid.T, s *Scenario, l *sanction.List) {
	l.Term = max(l.Term, s.Time.Step)
	if hasDebt(s, 0) && rapid.Bool().Draw(t, "debt past") {
		l.Debt = rapid.IntRange(7, 3650).Draw(t, "days past")
	}
	switch rapid.IntRange(0, 2).Draw(t, "ends") {
	case 1:
		l.Term, l.Ends = 0, sanction.Reviewed
		l.Every, l.Release = rapid.IntRange(7, 3650).Draw(t, "every"), 0.25
	case 2:
		if hasDebt(s, 0) && l.Below == 0 && l.Grade == "" && s.Debt.Entry != "" {
			l.Term, l.Ends = 0, sanction.Repaid
		}
	}
}

func blockCount(s *Scenario, p *Parameter) int {
	switch strings.SplitN(p.Path, ".*.", 2)[0] {
	case "conduct":
		return len(s.Conduct)
	case "watch":
		return len(s.Watch)
	case "sites":
		return len(s.Sites)
	case "lists":
		return len(s.Lists)
	case "rewards":
		return len(s.Rewards)
	}
	return 1
}

func hasBlock(s *Scenario, p *Parameter, i int) bool {
	return !strings.Contains(p.Path, ".identify.") || s.Watch[i].Identify != nil
}

// draw sets one parameter to anything its row allows.
func draw(t *rapid.T, p *Parameter, at any) {
	number := func() float64 {
		if len(p.Allowed) > 0 {
			return rapid.SampledFrom(p.Allowed).Draw(t, p.Path)
		}
		return rapid.Float64Range(p.Min, p.Max).Draw(t, p.Path) + 0
	}
	switch at := at.(type) {
	case *float64:
		*at = number()
	case *int:
		*at = int(number())
		if float64(*at) < p.Min {
			*at = int(math.Ceil(p.Min))
		}
	case *bool:
		*at = rapid.Bool().Draw(t, p.Path)
	case *string:
		*at = rapid.StringMatching(`[A-Za-zäß"'\\:#{}&*!%@, -]{0,20}[a-z]`).Draw(t, p.Path)
		*at = strings.TrimSpace(*at)
		if len(p.Choices) > 0 {
			*at = rapid.SampledFrom(p.Choices).Draw(t, p.Path)
		}
	case *[5]float64:
		for k := range at {
			at[k] = number()
		}
	case *recognition.Imagery:
		*at = recognition.Imagery(rapid.IntRange(0, len(p.Choices)-1).Draw(t, p.Path))
	case *firm.Bars:
		*at = firm.Bars(rapid.IntRange(0, len(p.Choices)-1).Draw(t, p.Path))
	case *sanction.Again:
		*at = sanction.Again(rapid.IntRange(0, len(p.Choices)-1).Draw(t, p.Path))
	case *redress.OnDeadline:
		*at = redress.OnDeadline(rapid.IntRange(0, len(p.Choices)-1).Draw(t, p.Path))
	case *term:
		at.Term = rapid.IntRange(int(p.Min), int(p.Max)).Draw(t, p.Path)
	}
}

// putRight keeps the rules that concern several parameters.
func putRight(t *rapid.T, s *Scenario) {
	s.Name = rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9+._-]{0,20}`).Draw(t, "name")
	if s.Behaviour.Learning < 0.01 {
		s.Behaviour.Learning = 0
	}
	s.Redress.Deadline = max(s.Redress.Deadline, s.Redress.ReviewDays)
	var trips, channels []string
	for i := range s.Watch {
		c := &s.Watch[i]
		c.Groundless = 0
		channels = append(channels, c.Name)
		if c.BothWorlds {
			c.Identify = nil
		}
		if c.Identify != nil {
			c.Identify.Lag = max(c.Identify.Lag, s.Time.Step)
		}
	}
	for i := range s.Conduct {
		k := &s.Conduct[i]
		k.Chances, k.ByIncome = k.Chances/40, [5]float64{0.25, 0.5, 1, 1.25, 2}
		k.SeenBy = subset(t, channels)
		if k.ToAge <= k.FromAge {
			k.ToAge = 0
		}
		switch k.Nature {
		case conduct.Trip, conduct.Everyday, conduct.Request, conduct.Loan, conduct.Instalment, conduct.Settlement:
			k.Points, k.Fine, k.Display, k.Detention = 0, 0, false, 0
			if k.Nature.Refusable() {
				trips = append(trips, k.Name)
			}
			if k.Nature.OfDebt() {
				k.SeenBy = nil
			}
		case conduct.GoodDeed:
			k.Points, k.Fine, k.Display, k.Detention = max(k.Points, -k.Points), 0, false, 0
		default:
			k.Points = min(k.Points, -k.Points)
		}
	}
	start := rapid.IntRange(-5000, 5000).Draw(t, "start")
	s.Ledger.Start, s.Ledger.Floor, s.Ledger.Ceiling = start, start-rapid.IntRange(0, scoreReach).Draw(t, "down"), start+rapid.IntRange(1, scoreReach-1).Draw(t, "up")
	if s.Ledger.Ceiling == 0 {
		s.Ledger.Ceiling = 1 // a score below 0 is how a list says that no score is grounds
	}
	for i := range s.Ledger.Grades {
		s.Ledger.Grades[i].From = s.Ledger.Floor + 100*(len(s.Ledger.Grades)-1-i)
	}
	rewardsRight(s, trips)
	firmsRight(t, s)
	sitesRight(s)
	alarmsRight(t, s)
	debtRight(s)
	for i := range s.Lists {
		s.Lists[i].Acts = nil
		if s.Conduct[0].Points != 0 {
			s.Lists[i].Acts = []string{s.Conduct[0].Name}
		}
		s.Lists[i].Refuses = subset(t, trips)
		s.Lists[i].Kin = subset(t, trips)
		s.Lists[i].Lists = nil
		for j := range s.Lists[:i] { // only lists before it, so that none grounds itself
			if rapid.Bool().Draw(t, "joint") {
				s.Lists[i].Lists = append(s.Lists[i].Lists, s.Lists[j].Name)
			}
		}
		if s.Firms.Staff > 0 && rapid.Bool().Draw(t, "firms") {
			s.Lists[i].Firm = rapid.SampledFrom(firm.GradeNames[1:]).Draw(t, "grade of firms")
		}
		if s.Lists[i].Acts == nil || rapid.Bool().Draw(t, "below") {
			s.Lists[i].Below = s.Ledger.Ceiling
		} else if rapid.Bool().Draw(t, "grade") {
			s.Lists[i].Grade = s.Ledger.Grades[0].Name
		}
		termRight(t, s, &s.Lists[i])
	}
}

// firmsRight puts the grades of firms in order, or takes all firms away.
func firmsRight(t *rapid.T, s *Scenario) {
	f := &s.Firms
	if rapid.Bool().Draw(t, "no firms") {
		*f = firm.Params{}
		return
	}
	f.Staff, f.Worth = min(f.Staff, s.Population.District), 0
	f.Start = rapid.IntRange(-5000, 5000).Draw(t, "start of firms")
	f.Excellent, f.Good, f.Medium = f.Start, f.Start-1, f.Start-rapid.IntRange(2, firmReach).Draw(t, "reach of firms")
}

// sitesFit gives each site a kind of conduct of its own that it can stand at, as long as there are some, and no consequence
// that cannot be.
func sitesFit(s *Scenario) {
	var kinds []int
	for k := range s.Conduct {
		if visited(s.Conduct[k].Nature) {
			kinds = append(kinds, k)
		}
	}
	s.Sites = s.Sites[:min(len(s.Sites), len(kinds))]
	if len(s.Sites) == 0 {
		s.Sites = nil
	}
	for i := range s.Sites {
		x := &s.Sites[i]
		if x.Mode == watch.CountOnly || x.Consequence == watch.Refuse && !isRefusable(s, kinds[i]) {
			x.Consequence = watch.NoConsequence
		}
	}
}

// sitesRight puts the sites where sitesFit found place for them; no channel sees there, so that one die is enough, and no
// factor lifts a rate above 1.
func sitesRight(s *Scenario) {
	for i := range s.Sites {
		for g := range uint32(population.GroupsInUse) {
			if x := &s.Sites[i]; x.Rate(g) > 1 {
				x.FNMR, x.FalseAlarms = 0, 0
			}
		}
	}
	i := 0
	for k := range s.Conduct {
		if i < len(s.Sites) && visited(s.Conduct[k].Nature) {
			s.Sites[i].At, s.Conduct[k].SeenBy = s.Conduct[k].Name, nil
			i++
		}
	}
}

// rewardsRight gives each reward an occasion and a score in reach, or takes all away where no kind is refusable.
func rewardsRight(s *Scenario, occasions []string) {
	if len(occasions) == 0 {
		s.Rewards = nil
	}
	for i := range s.Rewards {
		s.Rewards[i].On, s.Rewards[i].Above = occasions[:1], s.Ledger.Ceiling
	}
}

// alarmsRight lets everyday conduct that no search looks at be mistaken for the first kind with points against it, and
// keeps false alarms to channels that can have one.
func alarmsRight(t *rapid.T, s *Scenario) {
	first := slices.IndexFunc(s.Conduct, func(k conduct.Kind) bool { return k.Points < 0 })
	misread := map[string]bool{}
	for i := range s.Conduct {
		k := &s.Conduct[i]
		searched := slices.ContainsFunc(s.Watch, func(c watch.Channel) bool { return c.Identify != nil && slices.Contains(k.SeenBy, c.Name) })
		if k.MistakenFor = ""; first < 0 || k.Nature != conduct.Everyday || searched || !rapid.Bool().Draw(t, "mistaken") {
			continue
		}
		k.MistakenFor = s.Conduct[first].Name
		for _, name := range k.SeenBy {
			misread[name] = true
		}
	}
	for i := range s.Watch {
		if c := &s.Watch[i]; !misread[c.Name] {
			c.FalseAlarm = 0
		}
	}
}

func subset(t *rapid.T, names []string) []string {
	var some []string
	for _, n := range names {
		if rapid.Bool().Draw(t, n) {
			some = append(some, n)
		}
	}
	return some
}

// What Marshal writes is read back to an equal scenario, and written again to the same bytes.
func TestMarshalRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario(t)
		text := Marshal(s)
		back, err := Parse("x.yaml", text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if !reflect.DeepEqual(s, back) {
			t.Fatalf("not the same:\n%s\n%s", text, Marshal(back))
		}
		if !slices.Equal(text, Marshal(back)) || s.Hash() != back.Hash() {
			t.Fatal("the same scenario is written in two ways")
		}
	})
}

// Every parameter that Describe lists can be set to the value that it shows, and nothing changes by it.
func TestDescribedValuesCanBeSet(t *testing.T) {
	for _, name := range []string{"article", "sites"} {
		s := mustLoad(t, name)
		var sets []string
		for _, d := range Describe(s) {
			sets = append(sets, d.Path+"="+d.Value)
		}
		again, err := Load(name, sets, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(again, s) {
			t.Errorf("set to itself, %s changed", name)
		}
	}
}

// find returns the row of a concrete path.
func find(path string) *Parameter {
	b, segments := root, strings.Split(path, ".")
	for _, key := range segments {
		p, sub := b.child(key)
		if p != nil {
			return p
		}
		b = sub
	}
	return nil
}
