package society

import (
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/firm"
	"glasshouse.example/internal/exact"
	"glasshouse.example/ledger"
	"glasshouse.example/population"
	"glasshouse.example/recognition"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
	"glasshouse.example/watch"
)

// classes is the number of strata classes: six bits of age, place and income.
const classes = 64

// shortCounts is how many thresholds the branch-free count compares with.
const shortCounts = 4

// rates says how many moments a class of citizens has in a cell.
type rates struct {
	count [shortCounts]uint32 // thresholds of the counts 0 to 3, rounded to 32 bits
	tail  []uint64            // thresholds of all counts, 64 bits, down to a tail below 2^-64
}

// noReward is a kept score that nobody has.
const noReward = ledger.Mask + 1

// rewardRule is a red list, compiled.
type rewardRule struct {
	above uint32 // kept score
	on    uint32 // bit mask of kinds
	worth [5]uint32
}

// kindRule is what the society does about one kind of conduct.
type kindRule struct {
	points     int32
	fine       [5]uint32 // share of the usual resources, 15 bits, by fifth of income
	refusal    [5]uint32
	display    bool
	misdeed    bool
	speech     bool
	trip       bool
	refusable  bool
	open       bool // another way stays open to those who know that they are barred
	entered    bool // makes an entry
	detention  uint16
	reward     uint32 // lowest kept score at which some reward is given here; above all scores: none
	seenBy     uint32 // bit mask of channels that may see it, in the order of the rules
	lawful     bool   // the law allows it
	misread    bool   // what channels see of it is what they take for another kind
	mistaken   uint32 // that kind
	punishable bool   // points are taken for it
	falls      uint32 // 1 where an unseen act lowers a perceived risk
	response   conduct.Response
	sight      [watch.Levels]watch.Sight
}

// channelRule is what the society does with what a channel sees.
type channelRule struct {
	ordinary bool // in both worlds; names the person at once
	search   *recognition.System
	blind    bool // sees, and may put what it sees to nobody
	// groundless entries: charged as this kind, so many per citizen and day
	groundless     float64
	groundlessKind uint32
	hasGroundless  bool
	exposed        [2][]uint64 // thresholds of their number in a cell, in a full district and in the last
}

// swift is what the fast path reads of every kind at every moment, packed so that it stays near the processor; the rest of a
// kind's rule is for those who live.
type swift struct {
	response [conduct.Kinds]conduct.Response
	reward   [conduct.Kinds]uint32 // kindRule.reward
	falls    uint32                // bit mask of kindRule.falls
	punished uint32                // bit mask of kindRule.punishable
	misdeeds uint32                // bit masks of natures
	speech   uint32
	silence  bool   // somebody is moved by how many speak
	sites    bool   // there is a site
	kin      bool   // some list refuses households
	credits  uint32 // bit mask of kinds whose record is a credit and nothing else
	debts    uint32 // bit mask of kinds that live alone counts and sees to: those about debts, those with few takers
	repays   uint32 // the kind of settlement, or noKind
}

// packSwift copies what the fast path reads.
func (r *rules) packSwift(s *scenario.Scenario) {
	x := &r.swift
	for k := range r.kinds {
		x.response[k], x.reward[k] = r.kinds[k].response, r.kinds[k].reward
		x.falls |= r.kinds[k].falls << k
		x.punished |= bit(r.kinds[k].punishable) << k
		x.misdeeds |= bit(r.kinds[k].misdeed) << k
		x.speech |= bit(r.kinds[k].speech) << k
		if r.creditsAlone(uint32(k)) {
			x.credits |= 1 << k
		}
	}
	x.silence, x.sites, x.kin = s.Behaviour.Conformity > 0, len(r.sites) > 0, r.kin != 0
	x.debts, x.repays = r.debt.kinds|r.few, r.debt.settlement
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// creditsAlone tells whether all that a sight of the kind can lead to is points in her favour: no channel that sees it
// searches, and no site stands there. Where there are rewards, points may bring her one in the same week.
func (r *rules) creditsAlone(k uint32) bool {
	rule := &r.kinds[k]
	if len(r.rewards) > 0 || rule.points <= 0 || rule.refusable || rule.misread || r.siteAt[k] != 0 {
		return false
	}
	for j := range r.channels {
		if rule.seenBy>>j&1 == 1 && (r.channels[j].search != nil || r.channels[j].blind) {
			return false
		}
	}
	return true
}

// rules is a scenario compiled to integers: read by every worker, written by none.
type rules struct {
	system   bool
	act      *conduct.Table
	rates    [classes]rates
	quick    [classes][256]uint8                            // the count, by the top bits of its die; shortCounts where they do not tell, or it is no less
	kind     [classes][conduct.Kinds]uint32                 // alias tables: of which kind a moment is
	base     [conduct.Temperaments][conduct.Kinds]int64     // L at baseline
	bound    [2][conduct.Temperaments][conduct.Kinds]uint32 // upper bounds of p, high halves; [1] for the touched
	see      [watch.Levels][conduct.Kinds]uint32            // high halves of the chance to be seen at all
	kinds    [conduct.Kinds]kindRule
	swift    swift
	channels []channelRule
	lists    []sanction.Rule
	rewards  []rewardRule
	scale    ledger.Scale
	learning conduct.Learning
	risk     [cellDays + 1]uint32 // decay of risk over so many days, 24 fractional bits
	recover  [cellDays + 1]uint32 // recovery of resources
	listed   uint32               // the usual resources of the listed, 15 bits
	display  uint64               // β, 24 fractional bits
	aware    uint64
	group    [1024]uint8
	scored   [1024]bool
	refused  uint32 // bit mask of kinds that some list refuses
	speech   []int  // kinds of lawful speech
	quiet    int64  // below every district's v₀, 16 fractional bits
	redress  redress.Rule
	sites    []siteRule
	siteAt   [conduct.Kinds]uint8  // the site at a kind plus one; 0: none
	alarm    [conduct.Kinds]uint32 // high halves of the highest chance that the site there notices anything
	kin      uint32                // bit mask of kinds that some list refuses to households
	open     bool                  // some kind leaves another way open
	few      uint32                // bit mask of kinds that not everyone ever does
	takers   [conduct.Kinds]uint64 // thresholds: who takes part in one of them
	debt     debtRule
}

func compile(s *scenario.Scenario, census, scored *[population.Groups]float64) *rules {
	r := &rules{
		system: s.System, act: conduct.NewTable(), scale: ledger.NewScale(&s.Ledger),
		learning: conduct.NewLearning(&s.Behaviour), display: uint64(s.Behaviour.DisplayWeight*(1<<24) + 0.5),
		aware:  exact.Threshold(s.Behaviour.Awareness),
		listed: share(1-s.Behaviour.ListedLoss, 1), quiet: conduct.One,
	}
	for days := range r.risk {
		r.risk[days] = conduct.Decay(float64(days), s.Behaviour.RiskHalfLife)
		r.recover[days] = conduct.Decay(float64(days), s.Behaviour.ResourceHalfLife)
	}
	if s.System {
		r.redress = redress.NewRule(&s.Redress, s.Population.Citizens)
	}
	r.compileStrata(s)
	r.compileRates(s)
	r.compileKinds(s)
	r.compileLists(s)
	r.compileRewards(s)
	r.compileDebt(s)
	r.compileWatch(s, census, scored)
	r.compileSites(s)
	r.compileBounds()
	r.packSwift(s)
	return r
}

// share is x/of with 15 fractional bits.
func share(x, of float64) uint32 { return uint32(x/of*usual + 0.5) }

func (r *rules) compileStrata(s *scenario.Scenario) {
	for st := range r.group {
		r.group[st] = uint8(population.GroupOf(uint32(st)))
		r.scored[st] = s.Scored(population.FromStratum(uint32(st)).Age)
	}
}

func (r *rules) compileRates(s *scenario.Scenario) {
	for class := range classes {
		t := population.FromStratum(uint32(class))
		w := make([]float64, conduct.Kinds)
		lambda := 0.0
		for k := range s.Conduct {
			w[k] = s.Conduct[k].PerYear(t) * cellDays / yearDays
			lambda += w[k]
		}
		x := &r.rates[class]
		if class >= population.Classes || lambda == 0 {
			w[0], lambda = 1, 0
		}
		copy(r.kind[class][:], exact.AliasTable(w))
		x.tail = exact.Poisson(lambda)
		for n := range x.count {
			x.count[n] = 1<<32 - 1
			if n < len(x.tail) {
				x.count[n] = uint32(x.tail[n] >> 32)
			}
		}
		r.quick[class] = x.quick()
	}
}

// quick is the count for the dice that begin with each eight bits, where it is the same for all of them and short.
func (t *rates) quick() (table [256]uint8) {
	below := func(u uint32) (n uint8) {
		for n < shortCounts && u >= t.count[n] {
			n++
		}
		return n
	}
	for top := range table {
		table[top] = shortCounts
		if n := below(uint32(top) << 24); n == below(uint32(top)<<24|(1<<24-1)) {
			table[top] = n
		}
	}
	return table
}

func (r *rules) compileKinds(s *scenario.Scenario) {
	for k := range s.Conduct {
		c, x := &s.Conduct[k], &r.kinds[k]
		*x = kindRule{
			points: int32(c.Points), display: c.Display,
			misdeed: c.Nature == conduct.Misdeed, speech: c.Nature == conduct.Speech, trip: c.Nature == conduct.Trip,
			refusable: c.Nature.Refusable(), open: c.Open, entered: c.Points != 0, detention: uint16(c.Detention), reward: noReward,
			lawful: c.Nature != conduct.Misdeed, punishable: c.Points < 0,
			response: conduct.NewResponse(c.Nature, &s.Behaviour, s.Redress.Repair),
		}
		if m := s.KindIndex(c.MistakenFor); m >= 0 {
			x.misread, x.mistaken = true, uint32(m)
		}
		if x.speech {
			r.speech = append(r.speech, k)
		}
		r.open = r.open || x.open
		if x.misdeed || x.speech || x.punishable {
			x.falls = 1
		}
		if c.Nature.Selective() && c.Takers < 1 {
			r.few |= 1 << k
			r.takers[k] = exact.Threshold(c.Takers)
		}
		for i, yuan := range s.Behaviour.Resources {
			x.fine[i] = share(c.Fine, yuan)
			x.refusal[i] = share(c.Refusal, yuan)
		}
		for t := range r.base {
			p0 := conduct.Inclination(c.Inclination, s.Behaviour.TemperamentSpread, t)
			r.base[t][k] = conduct.Baseline(p0)
			if x.speech {
				r.quiet = min(r.quiet, int64(p0*conduct.One)-1)
			}
		}
	}
}

func (r *rules) compileLists(s *scenario.Scenario) {
	if !s.System {
		return
	}
	for i := range s.Lists {
		l := &s.Lists[i]
		x := sanction.Rule{Below: int32(l.Below), Debt: uint16(l.Debt), Term: uint16(l.Term), Restart: l.Again == sanction.Restart}
		if l.Grade != "" {
			x.Below = int32(s.AboveGrade(l.Grade))
		}
		if l.Firm != "" {
			x.Firm = uint8(slices.Index(firm.GradeNames, l.Firm))
		}
		if s.Bans.Scoring || l.Below == 0 && l.Grade == "" {
			x.Below = sanction.NoScore
		}
		if x.Ends = l.Ends; x.Ends == sanction.Reviewed {
			x.Term, x.Releases = uint16(l.Every), exact.Threshold(l.Release)
		}
		x.Acts, x.Refuses, x.Lists = s.Mask(l.Acts), s.Mask(l.Refuses), s.ListMask(l.Lists)
		x.Kin = compileKin(s, l)
		r.lists = append(r.lists, x)
		r.refused |= x.Refuses
		r.kin |= x.Kin
	}
	sanction.Root(r.lists)
}

// compileRewards keeps, for each kind, the lowest score that matters, so that the fast path can ask one question.
func (r *rules) compileRewards(s *scenario.Scenario) {
	if !s.System || s.Bans.Scoring {
		return
	}
	for i := range s.Rewards {
		w := &s.Rewards[i]
		x := rewardRule{above: uint32(w.Above - s.Ledger.Start + ledger.Reach), on: s.Mask(w.On)}
		for f, yuan := range s.Behaviour.Resources {
			x.worth[f] = share(w.Worth, yuan)
		}
		r.rewards = append(r.rewards, x)
		for k := range r.kinds {
			if x.on>>k&1 == 1 {
				r.kinds[k].reward = min(r.kinds[k].reward, x.above)
			}
		}
	}
}

// compileWatch puts the channels of ordinary life first, whatever the file's order: see package watch.
func (r *rules) compileWatch(s *scenario.Scenario, census, scored *[population.Groups]float64) {
	order := s.ChannelOrder()
	for _, j := range order {
		c := &s.Watch[j]
		x := channelRule{ordinary: c.BothWorlds}
		if x.blind = c.Identify != nil && s.Bans.RemoteIdentification; c.Identify != nil && !x.blind {
			x.search = recognition.New(c.Identify, *census, *scored)
		}
		if k := r.charged(s, c.Name); s.System && c.Groundless > 0 && k >= 0 && !x.blind {
			x.groundless, x.groundlessKind, x.hasGroundless = c.Groundless/1e6/yearDays, uint32(k), true
		}
		r.channels = append(r.channels, x)
	}
	for k := range s.Conduct {
		for level := range watch.Levels {
			seen := make([]float64, len(order))
			for i, j := range order {
				seen[i] = sight(s, &s.Conduct[k], &s.Watch[j], level)
				if seen[i] > 0 {
					r.kinds[k].seenBy |= 1 << i
				}
			}
			r.kinds[k].sight[level] = watch.NewSight(seen)
			r.see[level][k] = uint32(r.kinds[k].sight[level][watch.Channels-1] >> 32)
		}
	}
}

// sight is the chance that a channel sees an act of a kind. Of what can be misread it is the chance that the channel
// misreads it; the rest passes unrecorded.
func sight(s *scenario.Scenario, k *conduct.Kind, c *watch.Channel, level int) float64 {
	switch misread := k.MistakenFor != ""; {
	case !slices.Contains(k.SeenBy, c.Name) || s.Unrecorded(k):
		return 0
	case !s.System && (!c.BothWorlds || misread):
		return 0
	case misread:
		return c.Coverage(level) * c.FalseAlarm
	}
	return c.Coverage(level)
}

// charged is the first kind that a channel may record and points are taken for, or −1: what an entry with no act
// behind it is booked as.
func (r *rules) charged(s *scenario.Scenario, channel string) int {
	return slices.IndexFunc(s.Conduct, func(c conduct.Kind) bool {
		return c.Points < 0 && slices.Contains(c.SeenBy, channel) && !s.Unrecorded(&c)
	})
}

// compileBounds bounds p from above for the screen. The untouched have q = 0, no need and no shortfall, so only
// r below r₀ can raise their p, and a district that speaks more than usual.
func (r *rules) compileBounds() {
	r0 := int64(r.learning.Baseline)
	short := r.scale.Short(0)
	for k := range r.kinds {
		x := &r.kinds[k].response
		untouched := conduct.Drive(x, -r0, -r0, 0, 0)
		touched := conduct.Drive(x, -conduct.One-r0, -r0, conduct.One, short)
		loud := conduct.Silence(x, r.quiet-conduct.One)
		for t := range r.base {
			r.bound[0][t][k] = uint32(r.act.At(r.base[t][k]+untouched+loud) >> 32)
			r.bound[1][t][k] = uint32(r.act.At(r.base[t][k]+touched+loud) >> 32)
		}
		r.boundDebt(uint32(k))
	}
}

// boundDebt: the untouched owe nothing and have nothing to pay; of the touched, comes finds those who owe.
func (r *rules) boundDebt(k uint32) {
	if r.debt.kinds>>k&1 == 0 {
		return
	}
	for t := range r.base {
		r.bound[1][t][k] = 1<<32 - 1
		if k != r.debt.loan {
			r.bound[0][t][k] = 0
		}
	}
}
