package society

import "glasshouse.example/conduct"

// misread is what comes of something harmless that channel j took for another kind: an entry against her with no act
// behind it, officially only, the same day. It raises q as every false entry does, and r_s, for she was made to answer
// for talking. What she says next she decides on that; harmless talk itself nobody gives up.
func (l *life) misread(e *event, kind uint32, j int, day uint16) bool {
	if !l.scored() {
		return false
	}
	l.receive(&Handed{To: uint32(l.i), From: nobody, Due: day, What: what(kind, j, uint8(e.at>>48))}, day)
	l.c.setSpeechRisk(conduct.Toward(l.c.speechRisk(), conduct.Certain, l.rules.learning.Alpha))
	return true
}
