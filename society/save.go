package society

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"glasshouse.example/debt"
	"glasshouse.example/engine"
	"glasshouse.example/population"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
)

// Hash is the digest of the whole state between two steps: every citizen, every cold row, the fields, entries
// in transit and the day. It does not depend on workers, blocks, the platform or on how the state was reached.
func (w *World) Hash() engine.Sum {
	units := len(w.cold)
	return engine.Hash(units+1, len(w.workers), func(out io.Writer, d int) {
		p := newPacker(out)
		if d < units {
			w.packDistrict(p, d)
		} else {
			w.packShared(p)
		}
		p.flush()
	})
}

// Save writes the state between two steps, and what was counted so far.
func (w *World) Save(out io.Writer) error {
	p := newPacker(out)
	for d := range w.cold {
		w.packDistrict(p, d)
		w.packReported(p, d)
	}
	w.packShared(p)
	w.packCounts(p)
	p.flush()
	return p.err
}

// Load reads what Save wrote into a fresh world of the same scenario and seed.
func (w *World) Load(in io.Reader) error {
	p := &packer{in: in}
	for d := range w.cold {
		w.packDistrict(p, d)
		w.packReported(p, d)
	}
	w.packShared(p)
	w.packCounts(p)
	if p.err != nil {
		return fmt.Errorf("reading the state: %w", p.err)
	}
	return nil
}

// packer writes numbers as little-endian bytes, or reads them back into the same places: one description of the
// format serves both ways. After an error it does nothing.
type packer struct {
	out io.Writer
	in  io.Reader
	buf []byte
	err error
	tmp [8]byte
}

func newPacker(out io.Writer) *packer { return &packer{out: out, buf: make([]byte, 0, 1<<16)} }

func (p *packer) flush() {
	if p.out == nil || p.err != nil {
		return
	}
	_, p.err = p.out.Write(p.buf)
	p.buf = p.buf[:0]
}

// word packs the low bytes of x.
func (p *packer) word(x uint64, bytes int) uint64 {
	if p.err != nil {
		return x
	}
	if p.in != nil {
		clear(p.tmp[:])
		_, p.err = io.ReadFull(p.in, p.tmp[:bytes])
		return binary.LittleEndian.Uint64(p.tmp[:])
	}
	binary.LittleEndian.PutUint64(p.tmp[:], x)
	p.buf = append(p.buf, p.tmp[:bytes]...)
	if len(p.buf) > 1<<16-16 {
		p.flush()
	}
	return x
}

func (p *packer) u8(x *uint8)   { *x = uint8(p.word(uint64(*x), 1)) }
func (p *packer) u16(x *uint16) { *x = uint16(p.word(uint64(*x), 2)) }
func (p *packer) u32(x *uint32) { *x = uint32(p.word(uint64(*x), 4)) }
func (p *packer) u64(x *uint64) { *x = p.word(*x, 8) }
func (p *packer) i64(x *int64)  { *x = int64(p.word(uint64(*x), 8)) }
func (p *packer) i32(x *int32)  { *x = int32(uint32(p.word(uint64(uint32(*x)), 4))) }
func (p *packer) flag(x *bool) {
	v := uint8(0)
	if *x {
		v = 1
	}
	p.u8(&v)
	*x = v == 1
}

// people packs hot state, nearly all of what there is, many citizens to a call of the reader or the writer.
func (p *packer) people(all []Citizen) {
	const size = 12
	for len(all) > 0 && p.err == nil {
		some := all[:min(len(all), peopleAtOnce)]
		all = all[len(some):]
		if p.in != nil {
			b := slices.Grow(p.buf[:0], size*peopleAtOnce)[:size*len(some)]
			p.buf = b
			if _, p.err = io.ReadFull(p.in, b); p.err != nil {
				return
			}
			for i := range some {
				one := b[size*i : size*i+size]
				some[i] = Citizen{binary.LittleEndian.Uint32(one), binary.LittleEndian.Uint32(one[4:]), binary.LittleEndian.Uint32(one[8:])}
			}
			continue
		}
		p.flush()
		b := p.buf
		for i := range some {
			b = binary.LittleEndian.AppendUint32(b, some[i].marks)
			b = binary.LittleEndian.AppendUint32(b, some[i].risks)
			b = binary.LittleEndian.AppendUint32(b, some[i].rest)
		}
		p.buf = b
	}
}

// peopleAtOnce is as many citizens as fit a packer's buffer.
const peopleAtOnce = 4096

// rows packs a table with its length. A length that no district can have is an error, not an allocation.
func rows[T any](p *packer, x *[]T, most int, one func(*T)) {
	n := p.word(uint64(len(*x)), 4)
	if p.err == nil && n > uint64(most) {
		p.err = fmt.Errorf("a table of %d rows, where at most %d are possible", n, most)
	}
	if p.err != nil {
		return
	}
	if p.in != nil {
		*x = make([]T, n)
	}
	for i := range *x {
		one(&(*x)[i])
	}
}

// mostEntries is more entries than the citizens of a district keep on average.
const mostEntries = 256

func (w *World) packDistrict(p *packer, d int) {
	lo, hi := w.people.Bounds(d)
	p.people(w.citizens[lo-w.base : hi-w.base])
	cd, n := &w.cold[d], hi-lo
	rows(p, &cd.lists, n*sanction.Lists, func(m *sanction.Membership) {
		p.u16(&m.Who)
		p.u8(&m.List)
		p.u8(&m.Flags)
		p.u16(&m.Official)
		p.u16(&m.True)
	})
	for _, table := range [2]*[]Noted{&cd.innocent, &cd.lawful} {
		rows(p, table, n, func(r *Noted) {
			p.u16(&r.Who)
			p.u16(&r.Value)
		})
	}
	rows(p, &cd.scars, n, func(s *redress.Scar) {
		p.u16(&s.Who)
		p.u16(&s.Before)
		p.u16(&s.Since)
		p.u16(&s.Back)
	})
	rows(p, &cd.held, n, func(h *Held) {
		p.u16(&h.Who)
		p.u16(&h.Until)
	})
	rows(p, &cd.entries, n*mostEntries, func(e *redress.Entry) {
		p.u16(&e.Who)
		p.u16(&e.Day)
		p.u16(&e.What)
		p.u16(&e.Due)
	})
	if w.rules.debt.on { // a society in which nobody can owe has no table of debts
		w.packDebts(p, cd, n)
	}
	p.u32(&w.showing[d])
	if w.firms != nil {
		for f := range w.firms.states[d] {
			s := &w.firms.states[d][f]
			p.u32(&s.Marks)
			p.u32(&s.Levels)
		}
	}
	w.packVoice(p, d)
	rows(p, &w.striking[d], n, func(s *Struck) {
		p.u16(&s.Who)
		p.u8(&s.What)
	})
}

func (w *World) packDebts(p *packer, cd *cold, n int) {
	rows(p, &cd.debts, n, func(b *debt.Row) {
		p.u16(&b.Who)
		p.u8((*uint8)(&b.Stage))
		p.u8(&b.Left)
		p.u16(&b.Since)
		p.u16(&b.Owed)
	})
}

// packReported packs what is reported of a district and is no part of the state.
func (w *World) packReported(p *packer, d int) {
	r := &w.districts[d]
	p.i32(&r.Listed)
	p.i32(&r.Wrong)
	p.u32(&r.Entries)
	p.u32(&r.FalseEntries)
	p.u32(&r.Displays)
	p.u64(&r.Risk)
}

// packShared packs what lies between citizens: the entries in transit, in an order of their own, and the day.
func (w *World) packShared(p *packer) {
	transit := slices.Clone(w.transit)
	slices.SortFunc(transit, inOrder)
	rows(p, &transit, 1<<31, func(h *Handed) {
		p.u32(&h.To)
		p.u32(&h.From)
		p.u16(&h.Due)
		p.u16(&h.What)
	})
	if w.firms != nil {
		rows(p, &w.firms.means, 1<<16, p.u32)
	}
	p.u32(&w.queue.First)
	p.u64(&w.queue.Done)
	rows(p, &w.queue.Filed, 1<<17, p.u32)
	day := w.span.end()
	p.u16(&day)
	if p.in != nil {
		w.transit, w.span = transit, Span{Day: day}
	}
}

func (w *World) packCounts(p *packer) {
	t, l := &w.total, &w.level
	t.pairs(t, func(a, _ []int64) {
		for i := range a {
			p.i64(&a[i])
		}
	})
	for g := range population.Groups {
		p.i64(&l.Listed[g])
		p.i64(&l.Wrong[g])
		p.i64(&l.Lawful[g])
		p.i64(&l.Pending[g])
		p.i64(&l.InDebt[g])
		p.i64(&l.InDefault[g])
	}
	for s := range l.Scores {
		p.i64(&l.Scores[s])
	}
	for _, n := range []*int64{&l.Firms, &l.FirmsPoor, &l.FirmsPoorWrongly, &l.Wages} {
		p.i64(n)
	}
	p.u64(&l.Risk)
	p.u64(&l.Speech)
	for s := range l.Resources {
		p.u64(&l.Resources[s])
	}
}
