package society

// Bytes is the memory that the state takes.
func (w *World) Bytes() int64 {
	n := int64(len(w.citizens)) * 12
	for d := range w.cold {
		c := &w.cold[d]
		n += int64(cap(c.lists)*8 + cap(c.innocent)*4 + cap(c.lawful)*4 + cap(c.scars)*6 + cap(c.held)*4 + cap(c.entries)*8 + cap(c.debts)*8)
	}
	return n
}
