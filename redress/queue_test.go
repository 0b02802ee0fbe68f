package redress

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// What is cleared is C_t = min(A_{t−1}, C_{t−1} + cΔ), whatever is filed.
func TestQueueIsTheEquation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		capacity := rapid.Uint64Max(40*caseUnit).Draw(t, "capacity")
		q, filed, cleared := Queue{}, []uint32(nil), uint64(0)
		total := uint64(0)
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			q.Clear(capacity)
			cleared = min(total, cleared+capacity)
			got := q.Done
			for _, n := range filed[:q.First] {
				got += uint64(n) * caseUnit
			}
			if got != cleared {
				t.Fatalf("cleared %d, want %d", got, cleared)
			}
			n := rapid.Uint32Max(50).Draw(t, "filed")
			filed = append(filed, n)
			total += uint64(n) * caseUnit
			q.File(n)
			if int(q.First)+len(q.Filed) != len(filed) {
				t.Fatal("a step is missing")
			}
		}
	})
}

// Overloaded: with a filed and c cleared a day, after t days reviewers have come to day tc/a, and (a − c)t wait.
func TestQueueClosedForm(t *testing.T) {
	const a, c, days = 90, 60, 700
	var q Queue
	for range days {
		q.Clear(c * caseUnit)
		q.File(a)
	}
	reached := float64(q.First) + float64(q.Share())/(1<<32)
	if want := float64(days-1) * c / a; math.Abs(reached-want) > 1e-6 {
		t.Errorf("reviewers have come to day %.3f, want %.3f", reached, want)
	}
	waiting := (float64(len(q.Filed)) - float64(q.Share())/(1<<32)) * a
	if want := float64(days)*a - float64(days-1)*c; math.Abs(waiting-want) > 1e-3 {
		t.Errorf("%.1f wait, want %.1f", waiting, want)
	}
}

// The share grows with what is cleared, and never lets in one who is not reached.
func TestShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Uint32Range(1, 1<<30).Draw(t, "filed")
		q, before := Queue{Filed: []uint32{n}}, uint32(0)
		for range 20 {
			q.Clear(uint64(n) * caseUnit / 21)
			share := q.Share()
			if want := float64(q.Done) / (float64(n) * caseUnit); math.Abs(float64(share)/(1<<32)-want) > 1e-9 || share < before {
				t.Fatalf("share %v of %d, want %v", share, n, want)
			}
			before = share
		}
	})
	if (&Queue{}).Share() != 0 || (&Queue{Filed: []uint32{0}}).Share() != 0 {
		t.Error("nothing filed, and something cleared")
	}
}

func TestReached(t *testing.T) {
	f := Front{From: 70, To: 77, Cut: 1 << 31}
	for _, c := range []struct {
		filed uint16
		hash  uint32
		want  bool
	}{{69, 1<<32 - 1, true}, {70, 0, true}, {76, 1<<31 - 1, true}, {76, 1 << 31, false}, {77, 0, false}} {
		if got := f.Reached(c.filed, c.hash); got != c.want {
			t.Errorf("filed on day %d with %x: %v", c.filed, c.hash, got)
		}
	}
}

// Steps whose appeals have all passed the deadline leave the queue without costing reviewers anything.
func TestLapse(t *testing.T) {
	q := Queue{First: 3, Done: 5 * caseUnit, Filed: []uint32{10, 20, 30}}
	end := func(step uint32) uint16 { return uint16(step+1) * 7 }
	r := Rule{Deadline: 30}
	if q.Lapse(end, &r, 57); q.First != 3 || q.Done != 5*caseUnit {
		t.Error("a step left the queue before its last appeal's deadline")
	}
	if q.Lapse(end, &r, 58); q.First != 4 || q.Done != 0 || len(q.Filed) != 2 {
		t.Errorf("after the deadline of step 3 the queue is %+v", q)
	}
	if q.Lapse(end, &r, 200); q.First != 6 || len(q.Filed) != 0 {
		t.Errorf("after every deadline the queue is %+v", q)
	}
}

func TestNewRule(t *testing.T) {
	p := Params{Notice: 1, Reviewers: 2, CasesADay: 7, RubberStamp: 0.5, UpheldIfFalse: 0.8, UpheldIfTrue: 0.2}
	r := NewRule(&p, 300_000)
	if want := uint64(2 * 3 * 5 * caseUnit); r.PerDay != want {
		t.Errorf("%d a day, want %d", r.PerDay, want)
	}
	for i, want := range [2]float64{0.1, 0.4} {
		if got := float64(r.Upholds[i]) / (1 << 64); math.Abs(got-want) > 1e-12 {
			t.Errorf("upheld with %v, want %v", got, want)
		}
	}
	for _, c := range []struct {
		p              Params
		appeals, keeps bool
	}{{Params{}, false, false}, {Params{Notice: 0.1}, true, true}, {Params{Sunset: 30}, false, true}} {
		if r := NewRule(&c.p, 1000); r.Appeals != c.appeals || r.Keeps != c.keeps {
			t.Errorf("%+v: appeals %v, keeps %v", c.p, r.Appeals, r.Keeps)
		}
	}
}
