package society

import (
	"slices"

	"glasshouse.example/debt"
	"glasshouse.example/ledger"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
)

// Citizen is a citizen's hot state: 12 bytes, all that changes for everyone.
//
//	marks  official score 12 | true score 12 | flags 8      scores kept as package ledger keeps them
//	risks  perceived risk 16 | perceived risk of speaking 16   shares of 65536
//	rest   resources 16 | stratum 10 | flags of the week 3 | aware 1 | listed for lawful conduct 1 | held 1
//
// Resources are a share of the usual, 32768 = all of it. The stratum is a function of her number, kept here
// because every step reads it. All else that a citizen may have lies in the cold rows of her district.
type Citizen struct{ marks, risks, rest uint32 }

// Flags of marks.
const (
	flagTouched = 1 << (24 + iota) // had an entry or a fine; the untouched are screened against tighter bounds
	flagListed                     // on a list, officially
	flagWrong                      // on a list officially and not by the true ledger
	flagCold                       // may have cold rows: without it she has none, and nobody looks
	flagOwn                        // ever had an entry of her own
	flagFalse                      // ever had an entry that was not her act
	flagDebt                       // owes something, and so is touched: has a debt, or is on a list by either ledger that repayment ends
	flagSpare                      // not used yet
)

// Flags of rest.
const (
	stratumShift = 16
	stratumMask  = 1<<10 - 1

	weekActed  = 1 << (24 + iota) // did something punishable this week
	weekOwn                       // got an entry of her own for this week's act
	weekFalse                     // got a false entry this week
	flagAware                     // knows of the scheme
	flagLawful                    // listed officially only because of what the law allows
	flagHeld                      // in detention
	weekFlags  = weekActed | weekOwn | weekFalse
)

// usual is all of her usual resources.
const usual = 1 << 15

func (c *Citizen) official() uint32     { return c.marks & ledger.Mask }
func (c *Citizen) truth() uint32        { return c.marks >> ledger.Bits & ledger.Mask }
func (c *Citizen) risk() uint32         { return c.risks & 0xffff }
func (c *Citizen) speechRisk() uint32   { return c.risks >> 16 }
func (c *Citizen) resources() uint32    { return c.rest & 0xffff }
func (c *Citizen) stratum() uint32      { return c.rest >> stratumShift & stratumMask }
func (c *Citizen) has(flag uint32) bool { return c.marks&flag != 0 }

func (c *Citizen) setOfficial(s uint32) { c.marks = c.marks&^ledger.Mask | s }
func (c *Citizen) setTruth(s uint32) {
	c.marks = c.marks&^(ledger.Mask<<ledger.Bits) | s<<ledger.Bits
}
func (c *Citizen) setRisk(r uint32)       { c.risks = c.risks&^0xffff | r }
func (c *Citizen) setSpeechRisk(r uint32) { c.risks = c.risks&0xffff | r<<16 }
func (c *Citizen) setResources(r uint32)  { c.rest = c.rest&^0xffff | r }
func (c *Citizen) setFlag(flag uint32, on bool) {
	c.marks &^= flag
	if on {
		c.marks |= flag
	}
}

// Noted is a cold row of 4 bytes: one number of a citizen that few have.
type Noted struct {
	Who   uint16 // within the district
	Value uint16
}

// findNoted is where a citizen's row is, or would be. It, findScar and findList are slices.BinarySearchFunc without a call and a branch
// a halving: they are asked for most entries there are.
func findNoted(rows []Noted, who uint16) (int, bool) {
	at := 0
	for n := len(rows); n > 0; {
		half := (n + 1) / 2
		at += half & -int(below(uint32(rows[at+half-1].Who), uint32(who)))
		n -= half
	}
	return at, at < len(rows) && rows[at].Who == who
}

// noted is a citizen's number, 0 where she has no row.
func noted(rows []Noted, who uint16) uint16 {
	if i, ok := findNoted(rows, who); ok {
		return rows[i].Value
	}
	return 0
}

// cold holds what few citizens of a district have, each table sorted by citizen.
type cold struct {
	lists    []sanction.Membership // by citizen, then list
	innocent []Noted               // q, the risk seen by the innocent, share of 65536: those ever struck for nothing
	lawful   []Noted               // points taken for what the law allows
	scars    []redress.Scar
	held     []Held
	entries  []redress.Entry // by citizen, then in order of posting
	debts    []debt.Row
}

func (cd *cold) findList(who uint16, list uint8) (int, bool) {
	key := uint32(who)<<8 | uint32(list)
	at := 0
	for n := len(cd.lists); n > 0; {
		half := (n + 1) / 2
		m := &cd.lists[at+half-1]
		at += half & -int(below(uint32(m.Who)<<8|uint32(m.List), key))
		n -= half
	}
	return at, at < len(cd.lists) && cd.lists[at].Who == who && cd.lists[at].List == list
}

// insert puts a row in its place. Room for rows grows by a sixteenth at a time: a quarter, as append has it, would show in the
// memory of a nation.
func insert[T any](rows []T, at int, row T) []T {
	if n := len(rows); n == cap(rows) {
		grown := make([]T, n, n+n/16+4)
		copy(grown, rows)
		rows = grown
	}
	return slices.Insert(rows, at, row)
}

// memberships are one citizen's rows.
func (cd *cold) memberships(who uint16) []sanction.Membership {
	i, _ := cd.findList(who, 0)
	j := i
	for j < len(cd.lists) && cd.lists[j].Who == who {
		j++
	}
	return cd.lists[i:j]
}

// Held is a cold row of 4 bytes for a citizen in detention.
type Held struct {
	Who   uint16 // within the district
	Until uint16 // first day out
}

func (cd *cold) findHeld(who uint16) (int, bool) {
	return slices.BinarySearchFunc(cd.held, who, func(h Held, w uint16) int { return int(h.Who) - int(w) })
}

func (cd *cold) findScar(who uint16) (int, bool) {
	at := 0
	for n := len(cd.scars); n > 0; {
		half := (n + 1) / 2
		at += half & -int(below(uint32(cd.scars[at+half-1].Who), uint32(who)))
		n -= half
	}
	return at, at < len(cd.scars) && cd.scars[at].Who == who
}

// Handed is a misattributed or groundless entry in transit: 12 bytes.
type Handed struct {
	To, From uint32 // citizens; From is nobody where no act is behind the entry
	Due      uint16 // the day it is posted
	What     uint16 // kind 5 | channel 4 | time of the day in 128ths 7
}

// nobody is the source of an entry with no act behind it.
const nobody = 1<<32 - 1

func what(kind uint32, channel int, time uint8) uint16 {
	return uint16(kind | uint32(channel)<<5 | uint32(time)>>1<<9)
}
func (h *Handed) kind() uint32    { return uint32(h.What) & 31 }
func (h *Handed) channel() uint32 { return uint32(h.What) >> 5 & 15 }

// time is the time of day in 2^-32.
func (h *Handed) time() uint32 { return uint32(h.What) >> 9 << 25 }
