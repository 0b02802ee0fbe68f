package society

import (
	"glasshouse.example/conduct"
	"glasshouse.example/population"
	"glasshouse.example/sanction"
	"glasshouse.example/watch"
)

// Count names a counter kept by group. The group is the citizen's to whom it happens: of an entry, the one it
// is held against; of a search, the one searched for.
type Count int

// The counters.
const (
	Searches Count = iota // 1:N searches
	SearchHerself
	SearchAnother
	SearchNobody
	Entries           // entries held against a citizen
	TrueEntries       // of those, her own act
	MisplacedEntries  // of those, another's act
	GroundlessEntries // of those, no act at all
	LawfulEntries     // true entries for what the law allows
	Credits           // entries in her favour
	Fines
	Detected // own acts seen by any channel
	Displays
	WrongDisplays
	Detentions
	WrongDetentions
	DetentionDays // begun; the last may reach past the end of the run
	Ineligible    // moments that detention kept a citizen from
	TripsRefused
	TripsRefusedWrongly
	RequestsRefused
	RequestsRefusedWrongly
	Rewarded // rewards given
	Joined   // came to be listed, officially: from no list to at least one
	Left     // came off the last list, officially
	JoinedWrongly
	ListedDays
	WronglyListedDays
	ActiveWeeks       // citizen-weeks with a punishable act
	ActiveWeeksCaught // of those, with an entry of her own for it
	IdleWeeksAccused  // citizen-weeks without one, with a false entry
	Misplaced         // false matches handed out, by the doer's group
	Rejected          // entries that a reviewer stopped
	counts
)

// Tally counts what happened. All are sums, so tallies of workers and steps add up in any order.
type Tally struct {
	Moments [population.Groups][conduct.Kinds]uint64
	Acts    [population.Groups][conduct.Kinds]uint64
	Counts  [population.Groups][counts]int64
	Seen    [watch.Channels]uint64 // acts seen, by channel
	Records [watch.Channels]uint64 // records kept, by channel
	ByKind  [conduct.Kinds]uint64  // entries and credits, by kind
	Refused [conduct.Kinds]uint64  // refused, by kind

	Lists         [sanction.Lists]Flow     // memberships begun and ended officially, by list
	Cascades      [sanction.Lists]uint64   // entries that put someone on 1, 2, … lists at once
	Rewards       [sanction.Rewards]uint64 // given, by reward
	RewardedFifth [5]uint64                // given, by fifth of income
}

// Flow is what went in and out.
type Flow struct{ Joined, Left uint64 }

func (t *Tally) add(g uint32, c Count, n int64) { t.Counts[g%population.Groups][c] += n }

// Add adds another tally.
func (t *Tally) Add(u *Tally) {
	for g := range t.Moments {
		for k := range t.Moments[g] {
			t.Moments[g][k] += u.Moments[g][k]
			t.Acts[g][k] += u.Acts[g][k]
		}
		for c := range t.Counts[g] {
			t.Counts[g][c] += u.Counts[g][c]
		}
	}
	for j := range t.Seen {
		t.Seen[j] += u.Seen[j]
		t.Records[j] += u.Records[j]
	}
	for k := range t.ByKind {
		t.ByKind[k] += u.ByKind[k]
		t.Refused[k] += u.Refused[k]
	}
	for i := range t.Lists {
		t.Lists[i].Joined += u.Lists[i].Joined
		t.Lists[i].Left += u.Lists[i].Left
		t.Cascades[i] += u.Cascades[i]
		t.Rewards[i] += u.Rewards[i]
	}
	for i := range t.RewardedFifth {
		t.RewardedFifth[i] += u.RewardedFifth[i]
	}
}

// Total is a counter over all groups.
func (t *Tally) Total(c Count) (n int64) {
	for g := range t.Counts {
		n += t.Counts[g][c]
	}
	return n
}

// Level is what is true of the society at the end of a step, kept up to date by those who change it.
type Level struct {
	Listed       [population.Groups]int64 // on a list, officially
	Wrong        [population.Groups]int64 // of those, wrongly
	Lawful       [population.Groups]int64 // of those, only for what the law allows
	Scores       [4096]int64              // scored citizens by kept official score
	Risk, Speech uint64                   // sums of 16-bit risks over all citizens at the step's start
	Resources    [64]uint64               // sums of 15-bit shares, by class of the stratum, at the step's start
}

// add adds changes of a level; the sums taken at the step's start replace those of the step before.
func (l *Level) add(d *Level) {
	for g := range l.Listed {
		l.Listed[g] += d.Listed[g]
		l.Wrong[g] += d.Wrong[g]
		l.Lawful[g] += d.Lawful[g]
	}
	for s, n := range d.Scores {
		l.Scores[s] += n
	}
	l.Risk += d.Risk
	l.Speech += d.Speech
	for s := range l.Resources {
		l.Resources[s] += d.Resources[s]
	}
}
