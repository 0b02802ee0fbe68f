package scenario

import (
	"errors"
	"reflect"
	"testing"
)

// Whatever the bytes, Parse gives a scenario that can be written and read back, or findings that say where.
//
//	go test -run='^$' -fuzz='^FuzzParse$' -fuzztime=3m ./scenario
func FuzzParse(f *testing.F) {
	for _, p := range Presets() {
		src, _ := Source(p.Name)
		f.Add(src)
	}
	f.Add(Marshal(mustLoad(f, "article+human-review")))
	for _, seed := range []string{
		"", "scenario: x", head + "time: {step: 1 day}", head + "lists: none", "scenario: x\nwatch: {\"*\": {sees: 1%}}",
		head + "ledger:\n  grades: {A: 0, B: -1e3}", head + "conduct: {jaywalking: {by-income: [0, 0, 0, 0, 5]}}",
		"- - -", "a: &a [*a]", "? x\n: y", "!!str x", "{[", "\"\\", "|\n x", "a:\n\tb", "%YAML", "---\n...\n---", "scenario: .nan\nabout: 0x1F",
		"scenario: x\nextends: article\nextends: without", head + "about: >-\n  folded\n  text\n", head + "about: 'it''s'", "scenario: x\r\nextends: article\r\n",
		head + "safeguards: [no-speech, human-review]\nwatch: {police: {identify: {fpir: 1%, lag: 1 year}}}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		s, err := Parse("x.yaml", src)
		checkOutcome(t, s, err)
	})
}

// Whatever the setting, the outcome is the same: a scenario, or findings.
//
//	go test -run='^$' -fuzz='^FuzzSet$' -fuzztime=3m ./scenario
func FuzzSet(f *testing.F) {
	for _, d := range Describe(mustLoad(f, "article")) {
		f.Add(d.Path + "=" + d.Value)
	}
	for _, seed := range []string{"", "=", ".=", "a.b.c=d", "conduct.*.points=0", "*=none", "watch.*.identify=none", "lists=none", "conduct.*=none",
		"watch.*.identify.fpir=1%", "conduct.jaywalking.seen-by=[]", "ledger.grades.A=-0", "time.length=1e3 weeks", "about==", "conduct.flight.by-income=[5,0,0,0,0]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, set string) {
		s, err := Load("article", []string{set}, nil)
		checkOutcome(t, s, err)
	})
}

// checkOutcome asks for a scenario that survives being written, or for findings, never both.
func checkOutcome(t *testing.T, s *Scenario, err error) {
	t.Helper()
	if err != nil {
		var one *Error
		if s != nil || !errors.As(err, &one) || one.Msg == "" || one.File == "" || err.Error() == "" {
			t.Fatalf("no proper finding: %#v, scenario %v", err, s != nil)
		}
		return
	}
	back, err := Parse("back.yaml", Marshal(s))
	if err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", err, Marshal(s))
	}
	if !reflect.DeepEqual(s, back) {
		t.Fatalf("read back differently:\n%s\n%s", Marshal(s), Marshal(back))
	}
	if len(Describe(s)) == 0 || back.Hash() != s.Hash() {
		t.Fatal("not described, or of another hash")
	}
}
