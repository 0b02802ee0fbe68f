package scenario

import (
	"slices"

	"glasshouse.example/conduct"
)

// checkAlarms holds what everyday conduct is mistaken for against the kinds and the channels.
func (d *decoder) checkAlarms() {
	var against []string
	for _, k := range d.s.Conduct {
		if k.Points < 0 {
			against = append(against, k.Name)
		}
	}
	for i := range d.s.Conduct {
		k, path := &d.s.Conduct[i], "conduct."+d.s.Conduct[i].Name+".mistaken-for"
		if k.MistakenFor == "" {
			continue
		}
		d.known(path, []string{k.MistakenFor}, against, "kind of conduct that points are taken for")
		for _, c := range d.s.Watch {
			if c.Identify != nil && slices.Contains(k.SeenBy, c.Name) {
				d.fault(path, "", "goes with a channel that knows who talks; %s searches faces", c.Name)
			}
		}
	}
	for i := range d.s.Watch {
		if c := &d.s.Watch[i]; c.FalseAlarm > 0 && !d.misreads(c.Name) {
			d.fault("watch."+c.Name+".false-alarm", "", "misreads nothing: no everyday conduct with mistaken-for is seen by %s", c.Name)
		}
	}
}

// misreads tells whether a channel sees any conduct that can be taken for another.
func (d *decoder) misreads(channel string) bool {
	return slices.ContainsFunc(d.s.Conduct, func(k conduct.Kind) bool {
		return k.MistakenFor != "" && slices.Contains(k.SeenBy, channel)
	})
}
