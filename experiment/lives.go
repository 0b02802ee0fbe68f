package experiment

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"glasshouse.example/engine"
	"glasshouse.example/society"
)

// A run names some of its citizens, so that a reader can have their lives told again: telling ones by kind (picks), and for
// measures that count people some of those they count (behind). They are numbers of synthetic citizens.

// LifeKinds are the kinds of telling lives that a run may name, in the order in which people are shown them.
var LifeKinds = []string{"wrongly-listed", "worst-off", "median", "never-back", "restored"}

const (
	picked  = 5 // lives a kind
	shown   = 8 // citizens behind a measure
	pickMix = 0x9E3779B97F4A7C15
)

// behindRow is a measure, and whom it counts as people stand at the end.
type behindRow struct {
	measure string
	holds   func(v *society.View) bool
}

// behindOf is the measures that citizens can be named for. Only the first holds of people whom nothing has touched.
var behindOf = []behindRow{
	{"scored", func(v *society.View) bool { return v.Scored }},
	{"entries", func(v *society.View) bool { return v.OwnEntry || v.FalseEntry }},
	{"true_entries", func(v *society.View) bool { return v.OwnEntry }},
	{"false_entries", func(v *society.View) bool { return v.FalseEntry }},
	{"accused_wrongly", func(v *society.View) bool { return v.FalseEntry }},
	{"entries_for_lawful_conduct", func(v *society.View) bool { return v.LawfulPoints > 0 }},
	{"listed", func(v *society.View) bool { return v.Listed }},
	{"wrongly_listed", func(v *society.View) bool { return v.Wrong }},
	{"listed_for_lawful_conduct", func(v *society.View) bool { return v.LawfulOnly }},
	{"joined", func(v *society.View) bool { return v.EverListed }},
	{"not_recovered", func(v *society.View) bool { return v.EverListed && !v.Back }},
	{"never_back", func(v *society.View) bool { return v.EverListed && (v.Listed || !v.Back) }},
	{"detentions", func(v *society.View) bool { return v.Held }},
	{"in_debt", func(v *society.View) bool { return v.InDebt }},
	{"in_default", func(v *society.View) bool { return v.InDefault }},
	{"late_payments", func(v *society.View) bool { return v.Late || v.InDefault }},
	{"defaults", func(v *society.View) bool { return v.InDefault }},
	{"judgments", func(v *society.View) bool { return v.Judged }},
	{"appeals", func(v *society.View) bool { return v.Pending }},
	{"appeals_pending", func(v *society.View) bool { return v.Pending }},
	{"left", func(v *society.View) bool { return v.EverListed && !v.Listed }},
	{"wrongly_listed_days", func(v *society.View) bool { return v.Wrong }},
	{"joined_wrongly", func(v *society.View) bool { return v.Wrong }},
	{"false_discovery_rate", func(v *society.View) bool { return v.FalseEntry }},
	{"false_entry_rate", func(v *society.View) bool { return v.FalseEntry }},
	{"wrongful_listing_share", func(v *society.View) bool { return v.Wrong }},
}

// candidate is a citizen who may be named; the lowest keys are.
type candidate struct {
	key     float64
	mix     uint64 // parts those with one key, and spreads the rest over the society
	citizen uint32
}

// best keeps the few candidates with the lowest keys.
type best struct {
	most int
	all  []candidate
}

func (b *best) offer(c candidate) {
	if len(b.all) == b.most && compareCandidates(c, b.all[len(b.all)-1]) >= 0 {
		return
	}
	i, _ := slices.BinarySearchFunc(b.all, c, compareCandidates)
	b.all = slices.Insert(b.all, i, c)
	b.all = b.all[:min(len(b.all), b.most)]
}

func compareCandidates(a, b candidate) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.mix, b.mix), cmp.Compare(a.citizen, b.citizen))
}

func (b *best) numbers() (n []uint32) {
	for _, c := range b.all {
		n = append(n, c.citizen)
	}
	return n
}

// look is what one goroutine finds.
type look struct {
	picks  []best       // by kind
	behind []best       // by measure
	view   society.View // looked at last: kept here, one for all, since a million of them would be a million allocations
}

func newLook() *look {
	l := &look{picks: make([]best, len(LifeKinds)), behind: make([]best, len(behindOf))}
	for i := range l.picks {
		l.picks[i].most = picked
	}
	for i := range l.behind {
		l.behind[i].most = shown
	}
	return l
}

// lives looks at each k-th of the n citizens of a world, and of its twin where there is one, and names some. What it finds
// does not depend on the workers.
func lives(w, twin crowd, n int, median float64) (picks, behind map[string][]uint32) {
	every := every(n)
	looks := make([]*look, engine.Workers(0, n/every+1))
	var wait sync.WaitGroup
	for k := range looks {
		looks[k] = newLook()
		wait.Go(func() {
			for i := k * every; i < n; i += every * len(looks) {
				looks[k].at(w, twin, i, median)
			}
		})
	}
	wait.Wait()
	return merge(looks)
}

// nameLives has every world name citizens behind its measures, and gives telling lives of the first one; twin is the world without
// the system that their loss is taken against, or nil.
func nameLives(worlds []World, people []crowd, twin crowd, n int) (picks map[string][]uint32) {
	for i := range worlds {
		median := 0.0
		if m := worlds[i].Measures["score_p50"].Value; m != nil {
			median = *m
		}
		found, behind := lives(people[i], twin, n, median)
		worlds[i].Behind = behind
		if i == 0 {
			picks = found
		}
		twin = nil // asked of the first alone
	}
	return picks
}

// mixed spreads numbers evenly (the finaliser of splitmix64).
func mixed(i int) uint64 {
	z := uint64(i) + pickMix
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// untouched tells whether nothing but the first row of behindOf can hold: most people, of whom there is no more to ask.
func untouched(v *society.View) bool {
	return !(v.OwnEntry || v.FalseEntry || v.Listed || v.EverListed || v.Held || v.InDebt || v.Pending || v.LawfulPoints > 0)
}

func (l *look) at(w, twin crowd, i int, median float64) {
	l.view = w.View(i)
	v := &l.view
	c := candidate{mix: mixed(i), citizen: uint32(i)}
	rows := behindOf
	if untouched(v) {
		rows = rows[:1]
	}
	for k := range rows {
		if rows[k].holds(v) {
			l.behind[k].offer(c)
		}
	}
	if !v.Scored {
		return
	}
	pick := func(kind int, key float64) {
		c.key = key
		l.picks[kind].offer(c)
	}
	if v.Wrong {
		pick(0, 0)
	}
	if twin != nil {
		t := twin.View(i)
		if loss := t.Resources - v.Resources; loss > 1 {
			pick(1, -loss)
		}
	}
	if v.OwnEntry && !v.EverListed {
		pick(2, math.Abs(float64(v.Score)-median))
	}
	if v.EverListed && !v.Back {
		pick(3, float64(v.Score))
	}
	if v.EverListed && v.Back && !v.Listed {
		pick(4, 0)
	}
}

// merge puts together what all looks found.
func merge(looks []*look) (picks, behind map[string][]uint32) {
	all := newLook()
	for _, l := range looks {
		for k := range l.picks {
			for _, c := range l.picks[k].all {
				all.picks[k].offer(c)
			}
		}
		for k := range l.behind {
			for _, c := range l.behind[k].all {
				all.behind[k].offer(c)
			}
		}
	}
	picks, behind = map[string][]uint32{}, map[string][]uint32{}
	for k := range all.picks {
		if n := all.picks[k].numbers(); n != nil {
			picks[LifeKinds[k]] = n
		}
	}
	for k := range all.behind {
		if n := all.behind[k].numbers(); n != nil {
			behind[behindOf[k].measure] = n
		}
	}
	return picks, behind
}
