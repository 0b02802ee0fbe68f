package life

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/experiment"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

var update = flag.Bool("update", false, "rewrite the golden lives")

// ran runs a small society in both worlds and prepares to tell its lives.
func ran(t testing.TB, ref string, sets ...string) []World {
	t.Helper()
	s, err := scenario.Load(ref, sets, nil)
	if err != nil {
		t.Fatal(err)
	}
	o, err := experiment.Run(context.Background(), experiment.Spec{Scenario: s, Seed: 11})
	if err != nil {
		t.Fatal(err)
	}
	var worlds []World
	for k, s := range []*scenario.Scenario{s, s.Without()} {
		teller, err := society.NewTeller(s, 11, o.Worlds[k].Chronicle)
		if err != nil {
			t.Fatal(err)
		}
		worlds = append(worlds, World{Name: o.Worlds[k].Name, Scenario: s, Teller: teller})
	}
	return worlds
}

func told(t testing.TB, i int, worlds ...World) *Life {
	t.Helper()
	l, err := Tell(i, worlds...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// cameras makes a city in which mistakes are common enough for a small one.
var cameras = []string{"population.citizens=8192", "population.district=4096 citizens", "time.length=400 days",
	"watch.crossing-cameras.connected=100%", "watch.crossing-cameras.identify.gallery=5000000 faces"}

// everything is a society with every mechanism.
func everything(t testing.TB, with string, sets ...string) []World {
	return ran(t, "../society/testdata/everything.yaml"+with,
		append([]string{"population.citizens=4096", "population.district=1024 citizens", "time.length=400 days"}, sets...)...)
}

// TestGoldenLives holds a few telling lives against files for people to read. The lives are found by what happens in them:
// the first citizen for whom it does.
func TestGoldenLives(t *testing.T) {
	for _, c := range []struct {
		name   string
		worlds func() []World
		is     func(*Life) bool
		must   []string // what the text must say whatever the file does
	}{
		{"wrongly-accused", func() []World { return ran(t, "article", cameras...) },
			func(l *Life) bool { return l.Worlds[0].Totals.Others > 0 && l.Worlds[0].End.Wrongly },
			[]string{"puts another’s act to her: citizen", "It was not her act.", "By her own acts alone she would not be on it.", "rule conduct.jaywalking: points -20, fine 20 yuan"}},
		{"speech", func() []World { return ran(t, "speech", "population.citizens=8192", "time.length=400 days") },
			func(l *Life) bool {
				return l.Worlds[0].Totals.Entries > 0 && l.Worlds[0].Totals.Acts["criticism"] > 0 && l.Worlds[1].Totals.Acts["criticism"] > l.Worlds[0].Totals.Acts["criticism"]
			},
			[]string{"and what the law allows", "the risk of being made to answer for speaking", "criticises"}},
		{"debt", func() []World {
			return ran(t, "court-list", "population.citizens=8192", "time.length=1095 days", "debt.judgment-after=60 days")
		},
			func(l *Life) bool {
				t := &l.Worlds[0].Totals
				return t.Joined > 0 && t.Left > 0 && t.Refused > 0 && t.What["instalment missed"] > 0
			},
			[]string{"She misses an instalment", "A court gives judgment", "She comes on the list “court”, with no day set for its end", "Nothing of the debt is left."}},
		{"appeals", func() []World {
			return ran(t, "article+notice-and-appeal", append(cameras, "watch.crossing-cameras.groundless=20000/million/year",
				"redress.appeal-if-wronged=100%", "redress.reviewers=100 per 100000")...)
		},
			func(l *Life) bool { return l.Worlds[0].Totals.Upheld > 0 },
			[]string{"She is told of the entry for", "She objects to the entry for", "Her objection is upheld"}},
		{"child", func() []World { return ran(t, "article", cameras...) },
			func(l *Life) bool {
				return !l.Who.Scored && l.Who.Age == "0-14" && l.Worlds[0].Totals.Acts["train"] > 0
			},
			[]string{"She has no score: she is below the age at which people are scored.", "The two lives never part"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := find(t, c.worlds(), c.is).Text(100, false)
			for _, must := range c.must {
				if !strings.Contains(unbroken(text), must) {
					t.Errorf("the life does not say %q", must)
				}
			}
			golden(t, filepath.Join("testdata", c.name+".txt"), text)
		})
	}
}

// unbroken is a text without its line breaks.
func unbroken(text string) string { return strings.Join(strings.Fields(text), " ") }

func find(t *testing.T, worlds []World, is func(*Life) bool) *Life {
	t.Helper()
	for i := range worlds[0].Scenario.Population.Citizens {
		if l := told(t, i, worlds...); is(l) {
			return l
		}
	}
	t.Fatal("nobody lives such a life")
	return nil
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what is told (go test ./life -update rewrites it):\n%s", name, got)
	}
}

// TestEveryHappeningHasASentence tells many lives of societies in which every mechanism is at work: no event lacks its words,
// and every word names something. What no society shows is asked for directly.
func TestEveryHappeningHasASentence(t *testing.T) {
	heard := map[society.What]bool{}
	societies := [][]World{everything(t, "+notice-and-appeal"), everything(t, "+sunset+human-review"), everything(t, ""),
		ran(t, "court-list", "population.citizens=8192", "time.length=400 days")}
	for k, worlds := range societies {
		for i := 0; i < worlds[0].Scenario.Population.Citizens; i += []int{2, 7, 7, 3}[k] {
			for _, p := range told(t, i, worlds...).Passages {
				for _, e := range p.Events {
					heard[e.what] = true
				}
				if p.Text == "" || strings.Contains(p.Text, "%!") || strings.Contains(p.Text, "“”") || !strings.HasSuffix(p.Text, ".") {
					t.Fatalf("citizen %d, day %d: %q of %+v", i, p.Day, p.Text, p.Events)
				}
			}
		}
	}
	for what := range whatNames {
		if !heard[society.What(what)] {
			t.Errorf("no life has: %s", whatNames[what])
		}
		if whatNames[what] == "" {
			t.Errorf("the happening %d has no name", what)
		}
	}
	n := newNames(societies[0][0].Scenario)
	other := int64(5)
	for what := range whatNames {
		e := Event{what: society.What(what), Kind: "flight", Channel: "police", List: "travel", Site: "gate", Other: &other, Firm: &other, Until: new(int), Points: -1}
		own := true
		e.Own = &own
		if text := n.sentence(&Passage{Events: []Event{e}}, 0); text == "" || strings.Contains(text, "%!") {
			t.Errorf("%s: the sentence is %q", whatNames[what], text)
		}
	}
}

// TestALifeComparedWithItselfNeverParts is promise 3 for lives.
func TestALifeComparedWithItselfNeverParts(t *testing.T) {
	worlds := everything(t, "")
	for i := 0; i < 4096; i += 9 {
		for _, w := range worlds {
			l := told(t, i, w, w)
			if l.Parting != nil {
				t.Fatalf("citizen %d parts from herself: %s", i, l.Parting.Text)
			}
			for _, p := range l.Passages {
				if len(p.Worlds) != 2 {
					t.Fatalf("citizen %d: %q is told of one of two equal worlds", i, p.Text)
				}
			}
		}
	}
}

// TestTheLivesPartAtTheFirstDifference holds the parting against the happenings themselves, by the names of each world.
func TestTheLivesPartAtTheFirstDifference(t *testing.T) {
	worlds := ran(t, "article", cameras...)
	parted, later := 0, 0
	for i := 0; i < 8192; i += 23 {
		var days [2][]society.Happening
		for k, w := range worlds {
			r, err := w.Teller.Tell(i)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range r.Happenings {
				h.Score, h.True = 0, 0
				days[k] = append(days[k], h)
			}
		}
		want := firstDifference(days[0], days[1])
		l := told(t, i, worlds...)
		switch {
		case want < 0 && l.Parting != nil, want >= 0 && l.Parting == nil:
			t.Fatalf("citizen %d: parting %+v, the first difference is on day %d", i, l.Parting, want)
		case want >= 0 && l.Parting.From != want:
			t.Fatalf("citizen %d: parts on day %d, the first difference is on day %d", i, l.Parting.From, want)
		case want >= 0:
			parted++
			if l.Parting.Day != want {
				later++
			}
			decides(t, l, want)
		}
	}
	if parted < 150 || later < 20 {
		t.Errorf("only %d lives part, and %d are decided later: the test shows little", parted, later)
	}
}

// decides holds the deciding event against the totals: an act that was not hers and held her on a list before a list, a list
// before any other act that was not hers, and that before the rest.
func decides(t *testing.T, l *Life, from int) {
	t.Helper()
	p, w := l.Parting, &l.Worlds[0]
	lead := "From " + Date(p.Day) + " (day "
	if p.Day != from {
		lead = "What decides comes on " + Date(p.Day) + " (day "
		if !strings.Contains(p.Text, "The two lives differ from "+Date(from)) {
			t.Fatalf("citizen %d: it is not said since when: %q", l.Citizen, p.Text)
		}
	}
	if !strings.HasPrefix(p.Text, lead) || p.Sides[0] == p.Sides[1] {
		t.Fatalf("citizen %d: %q", l.Citizen, p.Text)
	}
	if strings.Contains(p.Sides[1], "lets it pass") && strings.Contains(p.Sides[0], "puts another’s act to her") && !strings.Contains(p.Sides[0], "She ") {
		t.Fatalf("citizen %d: what was not hers to do is called a chance: %q", l.Citizen, p.Text)
	}
	wrongly := slices.ContainsFunc(w.Path, func(m Moment) bool { return m.Wrongly })
	switch t0 := &w.Totals; {
	case t0.Others > 0 && wrongly, t0.Others > 0 && t0.Joined == 0:
		if !strings.Contains(p.Sides[0], "puts another’s act to her") {
			t.Fatalf("citizen %d had another’s act put to her, and what decides is %q", l.Citizen, p.Text)
		}
	case t0.Joined > 0:
		if !strings.Contains(p.Sides[0], "She comes on the list") {
			t.Fatalf("citizen %d came on a list, and what decides is %q", l.Citizen, p.Text)
		}
	case t0.Entries > 0:
		if !strings.Contains(p.Sides[0], "an entry is made against her") {
			t.Fatalf("citizen %d has an entry, and what decides is %q", l.Citizen, p.Text)
		}
	}
}

// firstDifference is the earliest day on which two lives differ, −1 where there is none. Channels of ordinary life stand first
// in both worlds.
func firstDifference(a, b []society.Happening) int {
	for k := 0; k < max(len(a), len(b)); k++ {
		switch {
		case k == len(a):
			return int(b[k].Day)
		case k == len(b):
			return int(a[k].Day)
		case a[k] != b[k]:
			return int(min(a[k].Day, b[k].Day))
		}
	}
	return -1
}

// TestNothingIsLostInTelling: every happening is in exactly one paragraph of its world, in order of days.
func TestNothingIsLostInTelling(t *testing.T) {
	worlds := everything(t, "+notice-and-appeal")
	for i := 0; i < 4096; i += 5 {
		l := told(t, i, worlds...)
		count := map[string]int{}
		for k, p := range l.Passages {
			if k > 0 && p.Day < l.Passages[k-1].Day {
				t.Fatalf("citizen %d: day %d comes after day %d", i, p.Day, l.Passages[k-1].Day)
			}
			for _, w := range p.Worlds {
				count[w] += len(p.Events)
			}
		}
		for _, w := range worlds {
			r, err := w.Teller.Tell(i)
			if err != nil {
				t.Fatal(err)
			}
			if count[w.Name] != len(r.Happenings) {
				t.Fatalf("citizen %d, %s: %d of %d happenings are told", i, w.Name, count[w.Name], len(r.Happenings))
			}
		}
		points := l.Worlds[0].Totals.Given - l.Worlds[0].Totals.Taken + l.Worlds[0].Totals.Returned
		if score := worlds[0].Scenario.Ledger.Start + points; score != l.Worlds[0].End.Score && score > 0 && score < 1300 {
			t.Fatalf("citizen %d: the points told lead to %d, the life ends at %d", i, score, l.Worlds[0].End.Score)
		}
	}
}

func TestOneWorldAlone(t *testing.T) {
	worlds := ran(t, "article", cameras...)
	l := told(t, 5, worlds[0])
	if l.Parting != nil || !strings.Contains(l.Text(100, false), "One world alone was run") || strings.Contains(l.Text(100, false), "without the system") {
		t.Errorf("a life in one world:\n%s", l.Text(100, false))
	}
	if _, err := Tell(8192, worlds...); err == nil || !strings.Contains(err.Error(), "0 to 8191") {
		t.Errorf("a citizen out of range: %v", err)
	}
	if _, err := Tell(0); err == nil {
		t.Error("a life in no world was told")
	}
}

func TestDates(t *testing.T) {
	for day, want := range map[int]string{0: "1 January of year 1", 31: "1 February of year 1", 58: "28 February of year 1",
		59: "1 March of year 1", 122: "3 May of year 1", 364: "31 December of year 1", 365: "1 January of year 2", 1094: "31 December of year 3"} {
		if got := Date(day); got != want {
			t.Errorf("day %d is %q, want %q", day, got, want)
		}
	}
}

// TestTextKeepsToItsWidth, and is bold only where asked.
func TestTextKeepsToItsWidth(t *testing.T) {
	l := find(t, ran(t, "article", cameras...), func(l *Life) bool { return l.Worlds[0].Totals.Entries > 1 })
	for _, line := range strings.Split(l.Text(60, false), "\n") {
		if len([]rune(line)) > 60 {
			t.Errorf("%d letters: %s", len([]rune(line)), line)
		}
	}
	plain, bold := l.Text(100, false), l.Text(100, true)
	if strings.Contains(plain, "\x1b") || !strings.Contains(bold, "\x1b[1mThe deciding event\x1b[0m") {
		t.Error("bold where it is not asked for, or not where it is")
	}
	if !reflect.DeepEqual(strings.Fields(strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "").Replace(bold)), strings.Fields(plain)) {
		t.Error("bold text says something else")
	}
}

func TestOrdinaryActsAreCounted(t *testing.T) {
	l := find(t, ran(t, "article", cameras...), func(l *Life) bool { return len(l.Ordinary()) > 6 })
	ordinary := 0
	for _, p := range l.Passages {
		if p.Ordinary {
			ordinary++
			if strings.Contains(l.Text(100, false), "(day "+whole(float64(p.Day))+"), in both worlds") &&
				!slices.ContainsFunc(l.Passages, func(o Passage) bool { return o.Day == p.Day && !o.Ordinary }) {
				t.Errorf("day %d is ordinary and told by itself", p.Day)
			}
		}
	}
	sum := 0
	for _, m := range l.Ordinary() {
		for _, part := range strings.Split(m.Text, ", ") {
			n := 0
			for _, d := range part[strings.LastIndexByte(part, ' ')+1:] {
				n = 10*n + int(d-'0')
			}
			sum += n
		}
	}
	if sum != ordinary {
		t.Errorf("the months count %d ordinary acts of %d", sum, ordinary)
	}
}

// BenchmarkLife tells a life of a city of five million in both worlds, with all its sentences: both ends of the numbers and the
// middle in turn, each with a false entry among the ten thousand or so that a run of three years hands out.
func BenchmarkLife(b *testing.B) {
	s, err := scenario.Load("article", nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	var worlds []World
	for k, s := range []*scenario.Scenario{s, s.Without()} {
		c := &society.Chronicle{}
		for g := range c.People {
			c.People[g], c.Scored[g] = 450000, 400000
		}
		districts := (s.Population.Citizens + 10048 - 1) / 10048 // of whole tiles
		for range society.Calendar(s.Time.Days, s.Time.Step) {
			c.Steps = append(c.Steps, society.Fields{Shown: make([]uint32, districts)})
		}
		if s.System {
			const jaywalking, cameras = 0, 4 // as the rules count them
			for i := range 10_000 {
				c.Handed = append(c.Handed, society.Handed{To: uint32(500 * i), From: uint32(7919 * i % 5_000_000), Due: uint16(10 + i%1000), What: jaywalking | cameras<<5})
			}
			c.Handed = append(c.Handed, society.Handed{To: 4_999_999, From: 17, Due: 700, What: jaywalking | cameras<<5})
		}
		t, err := society.NewTeller(s, 1, c)
		if err != nil {
			b.Fatal(err)
		}
		worlds = append(worlds, World{Name: []string{"with", "without"}[k], Scenario: s, Teller: t})
	}
	for n := 0; b.Loop(); n++ {
		l, err := Tell([]int{0, 2_500_000, 4_999_999}[n%3], worlds...)
		if err != nil {
			b.Fatal(err)
		}
		if l.Text(100, false); l.Worlds[0].Totals.Others != 1 && l.Who.Scored {
			b.Fatalf("citizen %d has %d false entries", l.Citizen, l.Worlds[0].Totals.Others)
		}
	}
}
