package society

import (
	"glasshouse.example/conduct"
	"glasshouse.example/firm"
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
	Ineligible    // moments that detention kept a citizen from, or at which there was nothing to pay or to borrow
	TripsRefused
	TripsRefusedWrongly
	RequestsRefused
	RequestsRefusedWrongly
	HouseholdRefused        // trips and requests refused for another of the household, in those above
	HouseholdRefusedWrongly // of those, refused by nobody's true listing
	ChildrenBarred          // of those refused for another of the household, to under-18s
	Rewarded                // rewards given
	Joined                  // came to be listed, officially: from no list to at least one
	Left                    // came off the last list, officially
	JoinedWrongly
	ListedDays
	WronglyListedDays
	ActiveWeeks       // citizen-weeks with a punishable act
	ActiveWeeksCaught // of those, with an entry of her own for it
	IdleWeeksAccused  // citizen-weeks without one, with a false entry
	Misplaced         // false matches handed out, by the doer's group
	Rejected          // entries that a reviewer stopped
	ManagersListed    // a rating of the firm she manages put her on a list, officially
	ManagersListedWrongly
	Told           // entries that she came to know of
	Appeals        // filed
	AppealsDecided // by a reviewer, a deadline or the entry's expiry
	AppealsUpheld
	AppealsUpheldFalse // of those, against false entries
	ReviewDays         // from filing to decision, summed
	CorrectedEntries   // struck from the official ledger
	CorrectedFalse     // of those, false ones
	Expired            // entries whose points went back by expiry, officially

	Loans           // taken
	LatePayments    // instalments missed
	Defaults        // debts of which all fell due
	Judgments       // of those, judged by a court
	UnpaidJudgments // of those, entered in the ledger
	Settlements     // times someone paid at once what was overdue
	DebtsRepaid     // debts ended by the last instalment
	DebtsSettled    // debts ended by a settlement
	DebtsEnforced   // debts ended by what the court took
	ReListed        // came to be listed again
	TripsDiverted   // trips and requests that took the way that stays open
	counts
)

// Tally counts what happened. All are sums, so tallies of workers and steps add up in any order.
type Tally struct {
	Moments [population.Groups][conduct.Kinds]int64
	Acts    [population.Groups][conduct.Kinds]int64
	Counts  [population.Groups][counts]int64
	Seen    [watch.Channels]int64 // acts seen, by channel
	Records [watch.Channels]int64 // records kept, by channel
	ByKind  [conduct.Kinds]int64  // entries and credits, by kind
	Refused [conduct.Kinds]int64  // refused, by kind

	Barred    [population.Groups][conduct.Kinds]int64 // moments that detention kept a citizen from, by kind
	EntriesBy [watch.Channels]int64                   // entries against a citizen, by the channel they came from
	FalseBy   [watch.Channels]int64                   // of those, false ones
	Returned  [conduct.Kinds]int64                    // entries corrected or expired, by kind: their points went back

	ListsJoined   [sanction.Lists]int64   // memberships begun officially, by list
	ListsLeft     [sanction.Lists]int64   // memberships ended officially, by list
	Cascades      [sanction.Lists]int64   // entries, or ratings of firms, that put someone on 1, 2, … lists at once
	Rewards       [sanction.Rewards]int64 // given, by reward
	RewardedFifth [5]int64                // given, by fifth of income
	Firms         [firm.Counts]int64      // what happened to firms

	Sites [watch.Sites][population.Groups][siteNotices]int64 // by site, group and SiteNotice
}

// pairs gives every counter of two tallies side by side, in one order: all that adds, subtracts or packs goes by it.
func (t *Tally) pairs(u *Tally, do func(a, b []int64)) {
	for g := range t.Moments {
		do(t.Moments[g][:], u.Moments[g][:])
		do(t.Acts[g][:], u.Acts[g][:])
		do(t.Counts[g][:], u.Counts[g][:])
		do(t.Barred[g][:], u.Barred[g][:])
	}
	do(t.Seen[:], u.Seen[:])
	do(t.Records[:], u.Records[:])
	do(t.ByKind[:], u.ByKind[:])
	do(t.Refused[:], u.Refused[:])
	do(t.EntriesBy[:], u.EntriesBy[:])
	do(t.FalseBy[:], u.FalseBy[:])
	do(t.Returned[:], u.Returned[:])
	do(t.ListsJoined[:], u.ListsJoined[:])
	do(t.ListsLeft[:], u.ListsLeft[:])
	do(t.Cascades[:], u.Cascades[:])
	do(t.Rewards[:], u.Rewards[:])
	do(t.RewardedFifth[:], u.RewardedFifth[:])
	do(t.Firms[:], u.Firms[:])
	for i := range t.Sites {
		for g := range t.Sites[i] {
			do(t.Sites[i][g][:], u.Sites[i][g][:])
		}
	}
}

func (t *Tally) add(g uint32, c Count, n int64) { t.Counts[g%population.Groups][c] += n }

// Add adds another tally.
func (t *Tally) Add(u *Tally) {
	t.pairs(u, func(a, b []int64) {
		for i := range a {
			a[i] += b[i]
		}
	})
}

// Since is what happened since an earlier total.
func (t *Tally) Since(before *Tally) *Tally {
	d := *t
	d.pairs(before, func(a, b []int64) {
		for i := range a {
			a[i] -= b[i]
		}
	})
	return &d
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
	Pending      [population.Groups]int64 // appeals filed and not decided
	InDebt       [population.Groups]int64 // with a debt
	InDefault    [population.Groups]int64 // of those, with all of it due
	Scores       [4096]int64              // scored citizens by kept official score
	Risk, Speech uint64                   // sums of 16-bit risks over all citizens at the step's start
	Resources    [64]uint64               // sums of 15-bit shares, by class of the stratum, at the step's start

	Firms, FirmsPoor, FirmsPoorWrongly int64 // firms; rated poor at the last rating; of those, not by the true score
	Wages                              int64 // sum of the firms' wage indices, 32768 = usual
}

// add adds changes of a level; the sums taken at the step's start replace those of the step before.
func (l *Level) add(d *Level) {
	for g := range l.Listed {
		l.Listed[g] += d.Listed[g]
		l.Wrong[g] += d.Wrong[g]
		l.Lawful[g] += d.Lawful[g]
		l.Pending[g] += d.Pending[g]
		l.InDebt[g] += d.InDebt[g]
		l.InDefault[g] += d.InDefault[g]
	}
	for s, n := range d.Scores {
		l.Scores[s] += n
	}
	l.Wages += d.Wages // the numbers of firms change in ratings only, between steps
	l.Risk += d.Risk
	l.Speech += d.Speech
	for s := range l.Resources {
		l.Resources[s] += d.Resources[s]
	}
}
