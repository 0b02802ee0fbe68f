//go:build unix

package glasshouse_test

import (
	"fmt"
	"path/filepath"
	"syscall"
	"testing"

	"glasshouse.example"
)

// BenchmarkRun is a year of the article's city of a million on one processor: what the twin costs, and what the outputs do, a
// folder with tables, report and all that lives are told again from.
func BenchmarkRun(b *testing.B) {
	city, err := glasshouse.Load("article", "population.citizens=1000000", "time.length=365 days")
	if err != nil {
		b.Fatal(err)
	}
	for _, alone := range []bool{true, false} {
		for _, outputs := range []bool{false, true} {
			b.Run(fmt.Sprintf("twin=%t/outputs=%t", !alone, outputs), func(b *testing.B) {
				b.ReportAllocs()
				dir, n, begun := b.TempDir(), 0, processor(b)
				for b.Loop() {
					r, err := glasshouse.Run(b.Context(), city, glasshouse.RunOptions{Seed: 1, Alone: alone, Workers: 1})
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
			})
		}
	}
}

// processor is the seconds of processor time that this program has taken so far.
func processor(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
