//go:build unix

package glasshouse_test

import (
	"fmt"
	"path/filepath"
	"syscall"
	"testing"

	"glasshouse.example"
)

// BenchmarkRun is a year of the article's society on one processor: what the twin costs, and what the outputs do, a folder with
// tables, report and all that lives are told again from.
func BenchmarkRun(b *testing.B) {
	for _, citizens := range []int{1_000_000, 10_000_000} {
		city, err := glasshouse.Load("article", fmt.Sprintf("population.citizens=%d", citizens), "time.length=365 days")
		if err != nil {
			b.Fatal(err)
		}
		for _, twin := range []bool{false, true} {
			for _, outputs := range []bool{false, true} {
				name := fmt.Sprintf("citizens=1e%d/twin=%t/outputs=%t", len(fmt.Sprint(citizens))-1, twin, outputs)
				b.Run(name, func(b *testing.B) { benchRun(b, city, twin, outputs) })
			}
		}
	}
}

func benchRun(b *testing.B, city *glasshouse.Scenario, twin, outputs bool) {
	b.ReportAllocs()
	dir, n, begun := b.TempDir(), 0, processor(b)
	for b.Loop() {
		r, err := glasshouse.Run(b.Context(), city, glasshouse.RunOptions{Seed: 1, Alone: !twin, Workers: 1})
		if err != nil {
			b.Fatal(err)
		}
		if outputs {
			if err := r.Save(filepath.Join(dir, fmt.Sprint(n))); err != nil {
				b.Fatal(err)
			}
		}
		n++
	}
	b.ReportMetric((processor(b)-begun)/float64(b.N), "cpu-s/run")
}

// processor is the seconds of processor time that this program has taken so far.
func processor(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
