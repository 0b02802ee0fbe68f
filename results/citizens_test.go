package results

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"glasshouse.example/experiment"
)

// openCitizens writes n made-up citizens and gives the folder opened for reading.
func openCitizens(t *testing.T, n, every int, alone bool) *Run {
	t.Helper()
	run := &Run{Dir: t.TempDir(), Summary: Summary{Worlds: madeUpWorlds(alone)}}
	f, err := os.Create(filepath.Join(run.Dir, CitizensFile))
	if err != nil {
		t.Fatal(err)
	}
	if err := writeCitizens(f, madeUpRows(n, alone).each(every)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return run
}

// readAll collects every row of citizens.parquet.
func readAll(t *testing.T, run *Run) []CitizenRow {
	t.Helper()
	var all []CitizenRow
	if err := run.Citizens(func(batch []CitizenRow) error {
		all = append(all, batch...)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryCitizenIsReadBackAsWritten(t *testing.T) {
	for _, alone := range []bool{false, true} {
		// More than a row group, and not a multiple of a batch.
		const n = groupRows + batchRows + 17
		rows := readAll(t, openCitizens(t, n, 1, alone))
		if len(rows) != n {
			t.Fatalf("alone %v: %d rows of %d", alone, len(rows), n)
		}
		source := madeUpRows(n, alone)
		for i, got := range rows {
			if want := source.row(i); got != want {
				t.Fatalf("alone %v: citizen %d:\n got %+v\nwant %+v", alone, i, got, want)
			}
		}
	}
}

func TestStatusesAreThoseOfTheRows(t *testing.T) {
	for _, alone := range []bool{false, true} {
		run := openCitizens(t, 5000, 1, alone)
		var got, want []experiment.Status
		for _, r := range readAll(t, run) {
			want = append(want, r.Status())
		}
		if err := run.Statuses(func(batch []experiment.Status) error {
			got = append(got, batch...)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("alone %v: the statuses differ from the rows'", alone)
		}
		if distinct := len(slices.Compact(slices.Sorted(slices.Values(want)))); distinct < 7 {
			t.Errorf("only %d statuses among the made-up citizens", distinct)
		}
	}
}

func TestASampleHoldsEachKthCitizen(t *testing.T) {
	rows := readAll(t, openCitizens(t, 1000, 3, false))
	if len(rows) != 334 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, r := range rows {
		if r != madeUpRow(3*i) {
			t.Fatalf("row %d is %+v", i, r)
		}
	}
}

// The bytes of the file are part of a run's manifest, so they must not depend on the number of processors.
func TestCitizensAreTheSameBytesForAnyNumberOfProcessors(t *testing.T) {
	write := func(processors int) []byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		var b bytes.Buffer
		if err := writeCitizens(&b, madeUpRows(2*groupRows+5, true)); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	one := write(1)
	for _, processors := range []int{2, 5} {
		if !bytes.Equal(one, write(processors)) {
			t.Errorf("the file differs between 1 and %d processors", processors)
		}
	}
}

func TestCitizensColumnsNameTheirUnits(t *testing.T) {
	run := openCitizens(t, 10, 1, false)
	var names []string
	if err := withFile(filepath.Join(run.Dir, CitizensFile), func(f *parquet.File) error {
		for _, path := range f.Schema().Columns() {
			names = append(names, path[0])
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"citizen", "age_years", "with_score_points", "with_listed_wrongly", "without_resources_yuan"} {
		if !slices.Contains(names, want) {
			t.Errorf("no column %q among %q", want, names)
		}
	}
}

func TestAWorldWithoutTheSystemIsNamedSo(t *testing.T) {
	run := &Run{Dir: t.TempDir(), Summary: Summary{Worlds: Worlds{Without: &World{}}}}
	rows := madeUpRows(100, true)
	rows.worlds = []string{"without"}
	if err := writeFile(filepath.Join(run.Dir, CitizensFile), func(w io.Writer) error {
		return writeCitizens(w, rows)
	}); err != nil {
		t.Fatal(err)
	}
	if got, want := readAll(t, run)[99], rows.row(99); got != want {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	run.Summary.Worlds = madeUpWorlds(true)
	if err := run.Citizens(func([]CitizenRow) error { return nil }); err == nil || !strings.Contains(err.Error(), "without_score_points") {
		t.Errorf("read as a world with the system: %v", err)
	}
}

func TestCitizensStopsAtTheCallersError(t *testing.T) {
	stop := errors.New("enough")
	calls := 0
	err := openCitizens(t, groupRows+1, 1, true).Citizens(func([]CitizenRow) error { calls++; return stop })
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%d calls, error %v", calls, err)
	}
}

// failing accepts a number of bytes and then no more.
type failing struct{ left int }

var errDisk = errors.New("no space left")

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errDisk
	}
	return len(p), nil
}

func TestCitizensReportAFullDisk(t *testing.T) {
	for _, room := range []int{0, 100_000, 8_000_000} {
		if err := writeCitizens(&failing{room}, madeUpRows(2*groupRows, false)); !errors.Is(err, errDisk) {
			t.Errorf("room for %d bytes: %v", room, err)
		}
	}
}

// BenchmarkWriteCitizens writes the rows of a city of five million to a file.
func BenchmarkWriteCitizens(b *testing.B) {
	const n = 5_000_000
	name := filepath.Join(b.TempDir(), CitizensFile)
	for b.Loop() {
		f, err := os.Create(name)
		if err != nil {
			b.Fatal(err)
		}
		if err := writeCitizens(f, madeUpRows(n, false)); err != nil {
			b.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(info.Size())
		f.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/citizen")
}

// BenchmarkReadCitizens reads them back.
func BenchmarkReadCitizens(b *testing.B) {
	const n = 1_000_000
	run := &Run{Dir: b.TempDir(), Summary: Summary{Worlds: madeUpWorlds(false)}}
	if err := writeFile(filepath.Join(run.Dir, CitizensFile), func(w io.Writer) error {
		return writeCitizens(w, madeUpRows(n, false))
	}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := run.Citizens(func([]CitizenRow) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/citizen")
}
