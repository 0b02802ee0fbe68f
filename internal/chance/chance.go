// Package chance gives every draw of the model as a function of (seed, citizen, time, purpose).
//
// There is no stream and no state: a draw is a 128-bit block of Philox2x64-7 (Salmon, Moraes, Dror and
// Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11), whose key is the seed and whose counter is
//
//	first word   who: a citizen, a tile of citizens, or a district
//	second word  purpose (8 bits) | slot (24 bits) | cell of seven days (32 bits)
//
// So a draw depends neither on how many were made before it, nor on the length of a step, nor on the world:
// two worlds with one seed hand every citizen the same luck. Purposes are named once, here.
//
// Seven rounds are the fewest that pass BigCrush, as the authors report; their known-answer vectors are in
// the tests. The package is not for cryptography.
package chance

import "math/bits"

// Purpose says what a draw is for. It fills the top byte of the counter's second word.
type Purpose uint64

// The purposes. Their order is part of every published state hash: new ones go at the end.
const (
	Moments     Purpose = (1 + iota) << 56 // how many moments a citizen has in a cell; four citizens a block
	MomentsTail                            // the low half of a count's 64 bits, drawn in the tail only
	Dice                                   // a moment's kind, act, sight and time
	DiceLow                                // the low halves of the act's and sight's 64 bits, drawn on ties only
	Match                                  // recognition: is her own mate missed, is there an impostor
	Rank                                   // recognition: who outranks whom; which group is struck
	Victim                                 // whom a false match strikes, try by try
	Review                                 // whether a reviewer confirms an entry
	Groundless                             // entries without any act behind them
	Household                              // sizes and shared traits of a tile's households
	Person                                 // a citizen's own traits
	Place                                  // what differs between districts
	Firm                                   // a firm's violation, audit, finding and bids in a cell
	Employer                               // which firm of her district a citizen works for; four citizens a block
	Manager                                // who manages a firm, try by try
	Notice                                 // whether she is told of an entry
	Appeal                                 // whether she objects to it, and on which day
	Hearing                                // an appeal's place in the queue, and how it ends
	Release                                // whether the review of a list releases her
	Debt                                   // who owes on the first day; whether a creditor sues
)

// At is the counter's second word for a purpose in a cell. The slot tells apart the draws of one purpose and
// cell (a moment's ordinal, a try) and must be below 2^24.
func At(p Purpose, cell, slot uint32) uint64 { return uint64(p) | uint64(slot)<<32 | uint64(cell) }

const (
	multiplier = 0xD2B74407B1CE6E93
	weyl       = 0x9E3779B97F4A7C15
)

// Block gives 128 random bits for a seed, a citizen (or tile, or district) and the word that At made.
// It is Philox2x64 with seven rounds, unrolled by hand.
func Block(seed, who, when uint64) (uint64, uint64) {
	k := seed
	hi, lo := bits.Mul64(multiplier, who)
	a, b := hi^k^when, lo
	k += weyl
	hi, lo = bits.Mul64(multiplier, a)
	a, b = hi^k^b, lo
	k += weyl
	hi, lo = bits.Mul64(multiplier, a)
	a, b = hi^k^b, lo
	k += weyl
	hi, lo = bits.Mul64(multiplier, a)
	a, b = hi^k^b, lo
	k += weyl
	hi, lo = bits.Mul64(multiplier, a)
	a, b = hi^k^b, lo
	k += weyl
	hi, lo = bits.Mul64(multiplier, a)
	a, b = hi^k^b, lo
	k += weyl
	hi, lo = bits.Mul64(multiplier, a)
	return hi ^ k ^ b, lo
}

// Below reports whether the 64-bit die whose high half is u, and whose low half low draws, falls below p.
// A probability p·2^-64 is thus met to 64 bits, while the low half is drawn once in 2^32 times.
func Below(u uint32, p uint64, low func() uint32) bool {
	if hi := uint32(p >> 32); u != hi {
		return u < hi
	}
	return low() < uint32(p)
}

// Index maps 64 random bits to 0..n-1; its bias is below n·2^-64.
func Index(u, n uint64) uint64 {
	hi, _ := bits.Mul64(u, n)
	return hi
}
