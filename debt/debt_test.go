package debt

import (
	"math"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"glasshouse.example/internal/chance"
)

var resources = [5]float64{6440, 14361, 23189, 36471, 70640}

func params() Params {
	return Params{Amount: [5]float64{3000, 7000, 12000, 18000, 35000}, Interest: 0.1, Instalments: 24, DefaultAfter: 2,
		JudgmentAfter: 180, Sued: 0.3, Grace: 60, Enforced: 0.01, OffAfter: 3}
}

// defaults is f(n, k) of the package comment.
func defaults(n, k, m int, p float64) float64 {
	table := make([][]float64, n+1)
	for i := range table {
		table[i] = make([]float64, m+1)
		table[i][m] = 1
		for j := m - 1; i > 0 && j >= 0; j-- {
			table[i][j] = (1-p)*table[i-1][0] + p*table[i][j+1]
		}
	}
	return table[n][k]
}

// TestDefaultChance plays loans out and compares how many end in default with the chain.
func TestDefaultChance(t *testing.T) {
	const loans = 40_000
	for _, c := range []struct {
		n, m int
		p    float64
	}{{24, 2, 0.05}, {24, 2, 0.3}, {12, 1, 0.02}, {36, 3, 0.4}, {1, 2, 0.5}} {
		q := params()
		q.Instalments, q.DefaultAfter = c.n, c.m
		r := NewRule(&q, &resources)
		bad := 0
		for who := range uint64(loans) {
			if played(&r, who, c.p) {
				bad++
			}
		}
		want := defaults(c.n, 0, c.m, c.p)
		z := (float64(bad)/loans - want) / math.Sqrt(want*(1-want)/loans)
		if math.Abs(z) > 4 || bad == 0 {
			t.Errorf("%d instalments, %d missed in a row at p = %v: %d of %d in default, expected %.5f (z %+.1f)", c.n, c.m, c.p, bad, loans, want, z)
		}
	}
}

// played takes a loan to its end; it tells whether that is a default.
func played(r *Rule, who uint64, p float64) bool {
	d := r.Lend(0, 2, r.Instalments)
	for day := uint32(0); d.Left > 0; day++ {
		u, _ := chance.Block(5, who, chance.At(chance.Dice, day, 0))
		if float64(u) >= p*(1<<64) {
			d.Pay(r, 2)
		} else if d.Miss(r, uint16(day)) {
			return true
		}
	}
	return false
}

// TestPaidInFull: whatever is missed on the way, a loan that is paid to its end has cost all that was owed.
func TestPaidInFull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := params()
		p.Instalments = rapid.IntRange(1, 120).Draw(t, "N")
		p.DefaultAfter = 12
		r := NewRule(&p, &resources)
		fifth := rapid.Uint32Range(0, 4).Draw(t, "fifth")
		d := r.Lend(7, fifth, r.Instalments)
		owed, paid := uint32(d.Owed), uint32(0)
		for d.Left > 0 {
			if rapid.IntRange(0, 3).Draw(t, "miss") == 0 && d.Since < 10 {
				d.Miss(&r, 100)
				if d.Stage != Late {
					t.Fatal("late, and not said to be")
				}
				continue
			}
			paid += d.Pay(&r, fifth)
			if d.Stage != Current || d.Since != 0 {
				t.Fatal("whoever pays is late no longer")
			}
		}
		if d.Owed != 0 || paid != owed {
			t.Fatalf("owed %d, paid %d, %d still owed", owed, paid, d.Owed)
		}
		want := p.Amount[fifth] * (1 + p.Interest) / resources[fifth] * One
		if math.Abs(float64(owed)-want) > float64(p.Instalments) {
			t.Fatalf("owed %d of %.1f", owed, want)
		}
	})
}

// TestEnforcement: what is taken lessens the debt by as much, and stops with it.
func TestEnforcement(t *testing.T) {
	p := params()
	r := NewRule(&p, &resources)
	d := Row{Stage: Judged, Owed: 1000}
	taken, cells := uint32(0), 0
	for d.Owed > 0 {
		x := d.Enforce(&r, One, 7)
		if x > One/100+1 {
			t.Fatalf("%d taken in one cell of a share of 1 %%", x)
		}
		taken += x
		cells++
	}
	if taken != 1000 || cells != 4 {
		t.Errorf("%d taken in %d cells, want 1000 in 4", taken, cells)
	}
	d.Owed = 1000
	if x := d.Enforce(&r, One, 1); x < One/700-1 || x > One/700+1 {
		t.Errorf("%d taken in a cell of one day", x)
	}
	if d.Enforce(&r, 0, 7) != 0 {
		t.Error("something taken of nothing")
	}
}

// TestLeftOnTheFirstDay: each number of instalments comes up alike.
func TestLeftOnTheFirstDay(t *testing.T) {
	p := params()
	r := NewRule(&p, &resources)
	var seen [256]int
	const n = 48_000
	for who := range uint64(n) {
		u, _ := chance.Block(1, who, chance.At(chance.Person, 0, 5))
		seen[r.Left(u)]++
	}
	for left, got := range seen {
		want := 0.0
		if left >= 1 && left <= p.Instalments {
			want = n / float64(p.Instalments)
		}
		if math.Abs(float64(got)-want) > 5*math.Sqrt(want) {
			t.Errorf("%d instalments left: %d times, want %.0f", left, got, want)
		}
	}
}

func TestRowIsEightBytes(t *testing.T) {
	if n := unsafe.Sizeof(Row{}); n != 8 {
		t.Errorf("a debt takes %d bytes, documented are 8", n)
	}
}
