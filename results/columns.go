package results

import (
	"math"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/parquet-go/parquet-go"

	"glasshouse.example/experiment"
)

// citizenColumn is one column: its name, its type, how its values are packed, how a batch of rows gives its values and how a
// run of values is put back into as many rows. Both loop inside: a call for each of a hundred million values would cost more
// than the value itself.
type citizenColumn struct {
	name    string
	node    parquet.Node
	packing packing
	get     func(into *values, rows []CitizenRow)
	set     func(rows []CitizenRow, from []parquet.Value, w *words)
}

// words keeps each word of a column once: there are few, and each is written millions of times.
type words struct {
	words []string
	slots [64]uint8 // by hash, the place where a word was found last
}

// place is the place of a word among those met so far. Words come in no order, so that to try one after the other would be a
// branch mispredicted for most citizens.
func (w *words) place(s string) int32 {
	hash := 8 * len(s)
	if len(s) > 1 {
		hash += int(s[len(s)-2])
	}
	slot := &w.slots[hash%len(w.slots)]
	if k := int(*slot); k < len(w.words) && w.words[k] == s {
		return int32(k)
	}
	k := slices.Index(w.words, s)
	if k < 0 {
		k = len(w.words)
		w.words = append(w.words, s)
	}
	*slot = uint8(k)
	return int32(k)
}

// numbers keeps each number of a column once. Risks and resources are kept in 16 bits by the society, of which it uses a few
// thousand values.
type numbers struct {
	numbers []float32
	table   []int32 // by hash, with linear probing: the place of a number plus one, or 0; a power of two long
}

// place is the place of a number among those met so far.
func (n *numbers) place(v float32) int32 {
	if 2*len(n.numbers) >= len(n.table) {
		n.grow()
	}
	b := math.Float32bits(v)
	for at := n.hash(b); ; at = (at + 1) % uint32(len(n.table)) {
		k := n.table[at]
		if k == 0 {
			n.numbers = append(n.numbers, v)
			n.table[at] = int32(len(n.numbers))
			return int32(len(n.numbers)) - 1
		}
		if math.Float32bits(n.numbers[k-1]) == b {
			return k - 1
		}
	}
}

// hash is where to begin to look (Knuth's multiplicative hash).
func (n *numbers) hash(b uint32) uint32 {
	return b * 0x9E3779B1 >> (33 - bits.Len(uint(len(n.table))))
}

func (n *numbers) grow() {
	n.table = make([]int32, max(1<<10, 2*len(n.table)))
	for k, v := range n.numbers {
		at := n.hash(math.Float32bits(v))
		for n.table[at] != 0 {
			at = (at + 1) % uint32(len(n.table))
		}
		n.table[at] = int32(k) + 1
	}
}

func (w *words) word(v parquet.Value) string {
	b := v.ByteArray()
	for _, known := range w.words {
		if known == string(b) {
			return known
		}
	}
	w.words = append(w.words, string(b))
	return w.words[len(w.words)-1]
}

// offset is how far into a row the value lies that at points to. To call at for each of a hundred million values would take
// longer than all else that is done to them.
func offset[T any](at func(*CitizenRow) *T) uintptr {
	row := new(CitizenRow)
	return uintptr(unsafe.Pointer(at(row))) - uintptr(unsafe.Pointer(row))
}

// field is the value at an offset of a row.
func field[T any](row *CitizenRow, offset uintptr) T {
	return *(*T)(unsafe.Add(unsafe.Pointer(row), offset))
}

func wordColumn(name string, at func(*CitizenRow) *string) citizenColumn {
	from := offset(at)
	return citizenColumn{name, parquet.String(), byPlace,
		func(into *values, rows []CitizenRow) {
			whole := more(&into.whole, len(rows))
			for i := range rows {
				whole[i] = into.words.place(field[string](&rows[i], from))
			}
		},
		func(rows []CitizenRow, from []parquet.Value, w *words) {
			for i, v := range from {
				*at(&rows[i]) = w.word(v)
			}
		}}
}

func flagColumn(name string, at func(*CitizenRow) *bool) citizenColumn {
	from := offset(at)
	return citizenColumn{name, parquet.Leaf(parquet.BooleanType), asBits,
		func(into *values, rows []CitizenRow) {
			flags := more(&into.flags, len(rows))
			for i := range rows {
				flags[i] = field[bool](&rows[i], from)
			}
		},
		func(rows []CitizenRow, from []parquet.Value, _ *words) {
			for i, v := range from {
				*at(&rows[i]) = v.Boolean()
			}
		}}
}

// wholeColumn holds small whole numbers.
func wholeColumn[T int16 | uint8 | uint32](name string, node parquet.Node, packing packing, at func(*CitizenRow) *T) citizenColumn {
	from := offset(at)
	return citizenColumn{name, node, packing,
		func(into *values, rows []CitizenRow) {
			whole := more(&into.whole, len(rows))
			for i := range rows {
				whole[i] = int32(field[T](&rows[i], from))
			}
		},
		func(rows []CitizenRow, from []parquet.Value, _ *words) {
			for i, v := range from {
				*at(&rows[i]) = T(v.Int32())
			}
		}}
}

func numberColumn(name string, at func(*CitizenRow) *float32) citizenColumn {
	from := offset(at)
	return citizenColumn{name, parquet.Leaf(parquet.FloatType), byPlace,
		func(into *values, rows []CitizenRow) {
			whole := more(&into.whole, len(rows))
			for i := range rows {
				whole[i] = into.numbers.place(field[float32](&rows[i], from))
			}
		},
		func(rows []CitizenRow, from []parquet.Value, _ *words) {
			for i, v := range from {
				*at(&rows[i]) = v.Float()
			}
		}}
}

// citizenColumns is the layout of citizens.parquet, in order: what never changes about a citizen, then her state in
// each world of the run. A run has one world or two; State fields With and Without hold the first and the second.
func citizenColumns(worlds []string) []citizenColumn {
	columns := []citizenColumn{
		wholeColumn("citizen", parquet.Uint(32), byDifference, func(r *CitizenRow) *uint32 { return &r.Citizen }),
		wholeColumn("district", parquet.Uint(32), byDifference, func(r *CitizenRow) *uint32 { return &r.District }),
		wordColumn("sex", func(r *CitizenRow) *string { return &r.Traits.Sex }),
		wordColumn("age_years", func(r *CitizenRow) *string { return &r.Traits.Age }),
		flagColumn("urban", func(r *CitizenRow) *bool { return &r.Traits.Urban }),
		wholeColumn("income_fifth", parquet.Uint(8), byDifference, func(r *CitizenRow) *uint8 { return &r.Traits.Fifth }),
		wordColumn("group", func(r *CitizenRow) *string { return &r.Traits.Group }),
		flagColumn("scored", func(r *CitizenRow) *bool { return &r.Traits.Scored }),
	}
	states := []func(*CitizenRow) *experiment.State{
		func(r *CitizenRow) *experiment.State { return &r.With },
		func(r *CitizenRow) *experiment.State { return &r.Without },
	}
	for i, world := range worlds {
		columns = append(columns, stateColumns(world+"_", states[i])...)
	}
	return columns
}

// stateColumns are the columns of one world.
func stateColumns(world string, of func(*CitizenRow) *experiment.State) []citizenColumn {
	return []citizenColumn{
		wholeColumn(world+"score_points", parquet.Int(16), byDifference, func(r *CitizenRow) *int16 { return &of(r).Score }),
		wholeColumn(world+"true_score_points", parquet.Int(16), byDifference, func(r *CitizenRow) *int16 { return &of(r).TrueScore }),
		flagColumn(world+"listed", func(r *CitizenRow) *bool { return &of(r).Listed }),
		flagColumn(world+"truly_listed", func(r *CitizenRow) *bool { return &of(r).TrulyListed }),
		flagColumn(world+"listed_wrongly", func(r *CitizenRow) *bool { return &of(r).ListedWrongly }),
		flagColumn(world+"listed_for_lawful_conduct", func(r *CitizenRow) *bool { return &of(r).ListedForLawful }),
		flagColumn(world+"own_entry", func(r *CitizenRow) *bool { return &of(r).OwnEntry }),
		flagColumn(world+"false_entry", func(r *CitizenRow) *bool { return &of(r).FalseEntry }),
		numberColumn(world+"perceived_risk_ratio", func(r *CitizenRow) *float32 { return &of(r).PerceivedRisk }),
		numberColumn(world+"speech_risk_ratio", func(r *CitizenRow) *float32 { return &of(r).SpeechRisk }),
		numberColumn(world+"resources_yuan", func(r *CitizenRow) *float32 { return &of(r).Resources }),
	}
}
