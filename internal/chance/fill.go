package chance

// The kernels below draw for many citizens at once. Each has a plain twin, CountWord and Block, with which the
// tests compare it bit by bit.

// CountWord gives 32 random bits for one citizen where four citizens share a block: citizen who has quarter
// who mod 4 of Block(seed, who/4, when), in the order low half of the first word, its high half, low half of
// the second, its high half.
func CountWord(seed, who, when uint64) uint32 {
	x, y := Block(seed, who>>2, when)
	if who&2 != 0 {
		x = y
	}
	return uint32(x >> (who & 1 * 32))
}

// FillCount sets words[j] to CountWord(seed, first+j, when). It writes whole blocks: first must be a multiple
// of 4, and where len(words) is not, the words up to the next multiple are written as well, so the capacity
// must reach so far. It panics otherwise.
func FillCount(words []uint32, seed, first, when uint64) {
	if first&3 != 0 {
		panic("chance: four citizens share a block, but the first of them is not a multiple of 4")
	}
	words = words[:(len(words)+3)&^3]
	for who := first >> 2; len(words) >= 4; who++ {
		x, y := Block(seed, who, when)
		words[0], words[1], words[2], words[3] = uint32(x), uint32(x>>32), uint32(y), uint32(y>>32)
		words = words[4:]
	}
}

// FillDice sets ab[i] to the block of the moment js[i], whose low 32 bits are a citizen counted from first and
// whose high 32 bits are a slot: Block(seed, first + citizen, when | slot<<32). The word when has slot 0.
// It panics if ab is shorter than js.
func FillDice(ab [][2]uint64, js []uint64, seed, first, when uint64) {
	ab = ab[:len(js)]
	for i, j := range js {
		ab[i][0], ab[i][1] = Block(seed, first+j&0xFFFFFFFF, when|j&^0xFFFFFFFF)
	}
}
