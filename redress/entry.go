package redress

// Entry is an entry that something may yet happen to: a cold row of 8 bytes.
//
//	What   kind 5 | state 3 | flags 3 | spare 1 | ordinal 4
//
// The ordinal tells apart the dice of entries of one day, kind and truth.
type Entry struct {
	Who  uint16 // citizen within the district
	Day  uint16 // posted
	What uint16
	Due  uint16 // the notice's day, the day of filing to come, the day of filing past; else unused
}

// State is how far an entry has come on the way to a decision.
type State uint16

// The states, in the order in which an entry passes through them.
const (
	Untold    State = iota // nobody will tell her; she may find out
	Announced              // a notice is under way, until Due
	Planned                // she objects, on day Due
	Pending                // she objected on day Due
	Closed                 // nothing more, but it may still be a ground, or expire
)

// Flags of an entry.
const (
	False      = 1 << (8 + iota) // not her act
	TruthOnly                    // stands in the true ledger alone: her act, put to another
	Corrected                    // struck from the official ledger
	stateShift = 5
	ordinals   = 12
)

// Never as a day is one that does not come.
const Never = 1<<16 - 1

// NewEntry makes a row in state Closed.
func NewEntry(who, day uint16, kind uint32, flags uint16, ordinal int) Entry {
	return Entry{Who: who, Day: day, What: uint16(kind) | uint16(Closed)<<stateShift | flags | uint16(min(ordinal, 15))<<ordinals}
}

// Kind is the kind of conduct it was posted for.
func (e *Entry) Kind() uint32 { return uint32(e.What) & 31 }

// Is tells whether a flag is set.
func (e *Entry) Is(flag uint16) bool { return e.What&flag != 0 }

// State is how far it has come.
func (e *Entry) State() State { return State(e.What >> stateShift & 7) }

// Move sets the state, and the day that goes with it.
func (e *Entry) Move(s State, due uint16) {
	e.What = e.What&^(7<<stateShift) | uint16(s)<<stateShift
	e.Due = due
}

// Official tells whether its points stand in the official ledger.
func (e *Entry) Official() bool { return e.What&(TruthOnly|Corrected) == 0 }

// True tells whether its points stand in the true ledger.
func (e *Entry) True() bool { return e.What&False == 0 }

// Wronged is 1 for a false entry and 0 for a true one.
func (e *Entry) Wronged() int { return int(e.What / False & 1) }

// Alike tells whether two entries would share their dice but for the ordinal.
func (e *Entry) Alike(day uint16, kind uint32, flags uint16) bool {
	return e.Day == day && e.Kind() == kind && e.What&(False|TruthOnly) == flags
}

// Slot tells its draws apart from those of her other entries of the same cell; from is its day within the cell.
func (e *Entry) Slot(from uint16) uint32 {
	return uint32(e.What>>ordinals) | uint32(e.Wronged())<<4 | e.Kind()<<5 | uint32(from)<<10
}

// Next is the first day, from the step's first on, on which something happens to it by what is known as the step
// begins; reached says that reviewers have come to its appeal.
func (r *Rule) Next(e *Entry, reached bool, first uint16) uint16 {
	day := uint16(Never)
	switch e.State() {
	case Announced, Planned:
		day = e.Due
	case Pending:
		if reached {
			day = max(e.Due+r.Review, first)
		}
		if r.On != Wait {
			day = min(day, e.Due+r.Deadline)
		}
	}
	if r.Sunset > 0 {
		day = min(day, e.Day+r.Sunset)
	}
	return day
}

// Expires tells whether it is expiry that comes on a day.
func (r *Rule) Expires(e *Entry, day uint16) bool { return r.Sunset > 0 && e.Day+r.Sunset <= day }

// Reviewed tells whether it is a reviewer who decides on a day, rather than the deadline. Of two on one day the
// reviewer comes first.
func (r *Rule) Reviewed(e *Entry, reached bool, day uint16) bool {
	return reached && e.Due+r.Review <= day
}

// Spent tells whether nothing can happen to it any more, unless it is a ground on which she is listed.
func (r *Rule) Spent(e *Entry) bool { return r.Sunset == 0 && e.State() == Closed }
