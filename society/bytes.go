package society

// The bytes of a row: layers_test.go keeps package unsafe out of the model, and TestRowsAreAsLarge holds these to it.
const (
	citizenBytes    = 12
	handedBytes     = 12
	membershipBytes = 8
	notedBytes      = 4
	scarBytes       = 8
	heldBytes       = 4
	entryBytes      = 8
	debtBytes       = 8
	struckBytes     = 4
	firmBytes       = 8
)

// Bytes is the memory that the state takes, cold rows, the room for more of them and entries in transit included.
func (w *World) Bytes() int64 {
	n := int64(len(w.citizens))*citizenBytes + int64(cap(w.transit)+cap(w.inbox))*handedBytes
	for d := range w.cold {
		c := &w.cold[d]
		n += int64(cap(c.lists)*membershipBytes + (cap(c.innocent)+cap(c.lawful))*notedBytes + cap(c.scars)*scarBytes +
			cap(c.held)*heldBytes + cap(c.entries)*entryBytes + cap(c.debts)*debtBytes +
			(cap(w.struck[d])+cap(w.striking[d]))*struckBytes)
		if w.firms != nil {
			n += int64(cap(w.firms.states[d])) * firmBytes
		}
	}
	return n
}
