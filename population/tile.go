package population

import (
	"encoding/binary"

	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
)

// The draws. Household n of a tile has 64 bits, two households to a block of the tile: the high half picks its
// size, the low half what its members share. A citizen has 32 bits for sex and age, four citizens to a block,
// and two bits for temper, a tile to a block.
const (
	personDraw = uint64(chance.Person)
	temperDraw = uint64(chance.Person) | 1<<32 // slot 1
)

func pairDraw(pair uint32) uint64 { return chance.At(chance.Household, 0, pair) }

// sharedStratum and memberStratum are the parts of a stratum that a pick stands for; they add up to it.
var sharedStratum, memberStratum = func() (shared, member [exact.AliasColumns]uint16) {
	for k := range uint32(2 * 2 * Incomes) {
		shared[k] = uint16(k/(2*Incomes)<<MinorityShift + k%(2*Incomes))
	}
	for k := range uint32(Sexes * Ages) {
		member[k] = uint16(k/Ages<<SexShift + k%Ages*2*Incomes)
	}
	return shared, member
}()

// division is a tile divided into households, numbered from 0 within it.
type division struct {
	of     [TileSize + 8]uint8 // the household at a place; the tail takes what the last store overhangs
	start  [TileSize + 1]uint8 // a household's first place, and TileSize after the last
	shared [TileSize]uint16    // a household's part of the stratum
}

// divide draws the households of a tile. To have no branch on their sizes it writes a household's number to
// eight places, of which the next household takes back those beyond its size.
func (p *People) divide(tile uint32, d *division) {
	const eight = 0x0101010101010101
	var x, y uint64
	n, at := uint32(0), uint32(0)
	for ; at < TileSize; n++ {
		if n%2 == 0 {
			x, y = chance.Block(p.seed, uint64(tile), pairDraw(n/2))
		} else {
			x = y
		}
		d.start[n] = uint8(at)
		d.shared[n] = sharedStratum[exact.AliasPick(&p.shared, uint32(x))]
		binary.LittleEndian.PutUint64(d.of[at:], uint64(n)*eight)
		at += 1 + exact.AliasPick(&p.sizes, uint32(x>>32))
	}
	d.start[n] = TileSize
}

// members draws the strata of a divided tile.
func (p *People) members(tile uint32, d *division, dst *[TileSize]uint16) {
	var words [TileSize]uint32
	chance.FillCount(words[:], p.seed, uint64(tile)*TileSize, personDraw)
	x, y := chance.Block(p.seed, uint64(tile), temperDraw)
	before := uint8(TileSize)
	for j, word := range &words {
		n := d.of[j]
		first := bit(n != before)
		before = n
		member := memberStratum[exact.AliasPick(&p.sexAge[first], word)]
		dst[j] = d.shared[n%TileSize] + member + uint16(x%Tempers)<<TemperShift
		x = x>>2 | y<<62
		y >>= 2
	}
}

// Strata sets dst to the strata of citizens 64·tile to 64·tile+63, those beyond the last citizen included.
func (p *People) Strata(tile uint32, dst *[TileSize]uint16) {
	var d division
	p.divide(tile, &d)
	p.members(tile, &d, dst)
}

// Households sets first to the places, within the tile, at which the households of citizens 64·tile to 64·tile+63
// begin: who has the same is of one household. Places beyond the last citizen are filled too.
func (p *People) Households(tile uint32, first *[TileSize]uint8) {
	var d division
	p.divide(tile, &d)
	for j := range first {
		first[j] = d.start[d.of[j]]
	}
}

// Tile sets dst to the traits of citizens 64·tile to 64·tile+63. Of the last tile it fills all places, to be
// ignored beyond the last citizen; but sizes of households count citizens only.
func (p *People) Tile(tile uint32, dst *[TileSize]Traits) {
	var d division
	var strata [TileSize]uint16
	p.divide(tile, &d)
	p.members(tile, &d, &strata)
	base := uint64(tile) * TileSize
	end := uint8(min(uint64(p.citizens)-min(base, uint64(p.citizens)), TileSize))
	for j := range dst {
		n := d.of[j]
		start := d.start[n]
		t := &dst[j]
		t.unpack(uint32(strata[j]))
		t.House = uint32(base) + uint32(start)
		t.Size = min(d.start[n+1], max(end, start+1)) - start
	}
}

// Traits returns the traits of one citizen from her number alone. It is the rule in its plain form, the twin
// with which Tile is compared.
func (p *People) Traits(i uint32) Traits {
	tile, place := i/TileSize, i%TileSize
	start, size, shared := p.household(tile, place)
	first := bit(place == start)
	word := chance.CountWord(p.seed, uint64(i), personDraw)
	member := exact.AliasPick(&p.sexAge[first], word)
	half, other := chance.Block(p.seed, uint64(tile), temperDraw)
	if place >= TileSize/2 {
		half = other
	}
	house := tile*TileSize + start
	left := uint32(max(p.citizens-int(house), 1))
	return Traits{
		Sex:      Sex(member / Ages),
		Age:      Age(member % Ages),
		Urban:    shared/Incomes%2 == 1,
		Income:   uint8(shared % Incomes),
		Temper:   uint8(half >> (place % (TileSize / 2) * 2) % Tempers),
		Minority: shared >= 2*Incomes,
		House:    house,
		Size:     uint8(min(size, left)),
	}
}

// household returns the first place and the size of the household at a place of a tile, and what it shares.
func (p *People) household(tile, place uint32) (start, size, shared uint32) {
	for n := uint32(0); ; n++ {
		x, y := chance.Block(p.seed, uint64(tile), pairDraw(n/2))
		if n%2 == 1 {
			x = y
		}
		size = 1 + exact.AliasPick(&p.sizes, uint32(x>>32))
		if start+size > place {
			return start, min(size, TileSize-start), exact.AliasPick(&p.shared, uint32(x))
		}
		start += size
	}
}
