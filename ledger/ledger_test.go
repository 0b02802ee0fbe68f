package ledger

import (
	"testing"

	"pgregory.net/rapid"
)

func scale() Scale { return NewScale(&Params{Start: 1000, Floor: 0, Ceiling: 1300}) }

func TestEveryoneStartsAtTheStart(t *testing.T) {
	s := scale()
	if got := s.Read(Reach); got != 1000 {
		t.Errorf("the first score is %d, want 1000", got)
	}
	if got := s.Short(Reach); got != 0 {
		t.Errorf("at the start she is %d short", got)
	}
}

// The article's example: minus 20 of 1000.
func TestMinusTwenty(t *testing.T) {
	s := scale()
	kept := Post(Reach, -20)
	if got := s.Read(kept); got != 980 {
		t.Errorf("1000 less 20 is %d", got)
	}
	if got := s.Short(kept); got != 20 {
		t.Errorf("at 980 she is %d points short, want 20", got)
	}
}

// Posting is addition, in any order, as long as the sums stay in reach; and a correction is exact, although what
// people read was clipped in between.
func TestPostAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scale()
		points := rapid.SliceOfN(rapid.Int32Range(-100, 100), 0, 20).Draw(t, "points")
		kept, total := uint32(Reach), int32(0)
		for _, p := range points {
			kept, total = Post(kept, p), total+p
		}
		if got, want := s.Read(kept), min(max(1000+total, 0), 1300); got != want {
			t.Fatalf("1000 and %v read %d, want %d", points, got, want)
		}
		for _, i := range rapid.Permutation(points).Draw(t, "order of corrections") {
			kept = Post(kept, -i)
		}
		if kept != Reach {
			t.Fatalf("after every entry was corrected she is %d points from the start", int32(kept)-Reach)
		}
	})
}

func TestCorrectionIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kept := rapid.Uint32Range(0, Mask).Draw(t, "kept")
		p := rapid.Int32Range(-int32(kept), Mask-int32(kept)).Draw(t, "points")
		if got := Post(Post(kept, p), -p); got != kept {
			t.Fatalf("%d and %d and back is %d", kept, p, got)
		}
	})
}

func TestPostSaturates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kept := rapid.Uint32Range(0, Mask).Draw(t, "kept")
		p := rapid.Int32Range(-1e6, 1e6).Draw(t, "points")
		got := Post(kept, p)
		want := int64(kept) + int64(p)
		if want < 0 {
			want = 0
		} else if want > Mask {
			want = Mask
		}
		if int64(got) != want {
			t.Fatalf("%d and %d is kept as %d, want %d", kept, p, got, want)
		}
	})
}

func TestReadClipsAndIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.IntRange(-5000, 5000).Draw(t, "start")
		p := Params{
			Start: start, Floor: start - rapid.IntRange(0, 3000).Draw(t, "depth"),
			Ceiling: start + rapid.IntRange(0, 3000).Draw(t, "height"),
		}
		s := NewScale(&p)
		before := int32(p.Floor)
		for kept := range uint32(Mask + 1) {
			got := s.Read(kept)
			if got < before || int(got) > p.Ceiling {
				t.Fatalf("%+v: %d kept reads %d after %d", p, kept, got, before)
			}
			if want := p.Start + int(kept) - Reach; want >= p.Floor && want <= p.Ceiling && int(got) != want {
				t.Fatalf("%+v: %d kept reads %d, want %d", p, kept, got, want)
			}
			if short := s.Short(kept); short != int64(max(p.Start-int(got), 0)) {
				t.Fatalf("%+v: at %d points she is %d short", p, got, short)
			}
			before = got
		}
	})
}

func TestBand(t *testing.T) {
	grades := []Grade{{"AAA", 1050}, {"AA", 1030}, {"A", 960}, {"B", 850}, {"C", 600}, {"D", 0}}
	for _, c := range []struct {
		score int
		want  string
	}{
		{1300, "AAA"}, {1050, "AAA"}, {1049, "AA"}, {1000, "A"}, {960, "A"}, {959, "B"},
		{850, "B"}, {849, "C"}, {600, "C"}, {599, "D"}, {0, "D"}, {-50, "D"},
	} {
		if got := grades[Band(grades, c.score)].Name; got != c.want {
			t.Errorf("a score of %d is in band %s, want %s", c.score, got, c.want)
		}
	}
	if got := Band(nil, 1000); got != 0 {
		t.Errorf("without grades the band is %d, want 0", got)
	}
}

// Short is what is read below the start, for every kept score.
func TestShortIsWhatIsRead(t *testing.T) {
	for _, p := range []Params{{Start: 1000, Floor: 0, Ceiling: 1300}, {Start: 0, Floor: 0, Ceiling: 0}, {Start: 5, Floor: -2000, Ceiling: 5}} {
		s := NewScale(&p)
		for kept := range uint32(Mask + 1) {
			if got, want := s.Short(kept), int64(max(int32(p.Start)-s.Read(kept), 0)); got != want {
				t.Fatalf("%+v, kept %d: short by %d, want %d", p, kept, got, want)
			}
		}
	}
}
