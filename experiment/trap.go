package experiment

import "glasshouse.example/measure"

// trap looks at the ever listed of a world and at the same citizens in its twin: how much poorer they are for it, and how
// many more of them fail to pay. Both worlds handed them the same luck, so that what differs came of the system.
func trap(w, twin crowd, n int) *measure.Trap {
	t := &measure.Trap{}
	for i := 0; i < n; i += every(n) {
		v := w.View(i)
		if !v.EverListed {
			continue
		}
		there := twin.View(i)
		t.Listed[v.Group]++
		t.Lost[v.Group] += there.Resources - v.Resources
		if v.InDefault {
			t.InDefault[v.Group]++
		}
		if there.InDefault {
			t.TwinInDefault[v.Group]++
		}
	}
	return t
}
