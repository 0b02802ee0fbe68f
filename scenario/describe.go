package scenario

import (
	"fmt"
	"strings"
	"unicode"
)

// Described is one parameter of one scenario, for people to read.
type Described struct {
	Path       string // conduct.jaywalking.chances
	Value      string // as a file would write it
	Symbol     string // of the equations, or ""
	Unit       string // or ""
	Range      string // what may be written
	Default    string // the table's, or "" where there is none
	Source     string // where the value comes from
	Assumption bool   // the value is not a published figure
	Meaning    string
}

// Describe lists every parameter that applies in a scenario, in the order of files.
func Describe(s *Scenario) []Described {
	var all []Described
	describeBranch(&all, root, s, "", 0, "")
	return all
}

// describeBranch adds the keys of block i. said is what the block says of its sources.
func describeBranch(all *[]Described, b *branch, s *Scenario, path string, i int, said string) {
	if b.blocks != nil {
		describeBlocks(all, b, s, path)
		return
	}
	for _, key := range b.keys {
		p, sub := b.child(key)
		switch {
		case p != nil && p.applies(s, i) && !p.unset(s, i):
			*all = append(*all, p.describe(s, i, join(path, key), said))
		case sub != nil && (sub.has == nil || sub.has(s, i)):
			describeBranch(all, sub, s, join(path, key), i, said)
		}
	}
}

func describeBlocks(all *[]Described, b *branch, s *Scenario, path string) {
	p, sub := b.child("*")
	for i, name := range b.blocks.names(s) {
		here := join(path, name)
		if p != nil {
			*all = append(*all, p.describe(s, i, here, ""))
			continue
		}
		describeBranch(all, sub, s, here, i, b.blocks.source(s, i))
	}
}

// describe fills a row. A value that is not the table's default has the source that its block gives, or none.
func (p *Parameter) describe(s *Scenario, i int, path, said string) Described {
	d := Described{Path: path, Value: p.text(s, i), Symbol: p.Symbol, Range: p.Range(), Default: p.Default,
		Source: p.Source, Assumption: p.Assumption, Meaning: p.Meaning}
	if p.Unit != nil {
		d.Unit = p.Unit.Name
	}
	clause, named := clauseFor(said, p.key())
	switch {
	case p.Kind == Text || p.Path == "system" || p.key() == "nature":
	case named || clause != "" && !p.isDefault(s, i):
		d.Source, d.Assumption = clause, strings.Contains(clause, "assumption")
	case p.Path != "ledger.grades.*" && !p.isDefault(s, i):
		d.Source, d.Assumption = "set by the scenario", true
	}
	return d
}

// isDefault tells whether the value in block i is the table's default.
func (p *Parameter) isDefault(s *Scenario, i int) bool {
	return p.Default != "" && p.text(s, i) == p.canonicalDefault()
}

// canonicalDefault writes the default as text would: "1 year" and "365 days" are the same.
func (p *Parameter) canonicalDefault() string {
	items, isList := strings.CutPrefix(p.Default, "[")
	parts := strings.Split(strings.TrimSuffix(items, "]"), ", ")
	for k, part := range parts {
		if p.Unit == nil || part == p.Word {
			continue
		}
		if v, err := p.Unit.parse(part); err == nil {
			parts[k] = p.Unit.format(v)
		}
	}
	if isList {
		return listText(parts)
	}
	return parts[0]
}

// unset tells whether an optional parameter was left out.
func (p *Parameter) unset(s *Scenario, i int) bool {
	_, given := p.yaml(s, i)
	return !given
}

// clauseFor finds in a block's source the clause about a key. Clauses are parted by semicolons and start with
// the keys they speak of: "points: A18; chances, inclination: assumption". A clause without keys speaks of all the others.
func clauseFor(said, key string) (clause string, named bool) {
	var general []string
	for _, c := range strings.Split(said, ";") {
		keys, rest, found := strings.Cut(strings.TrimSpace(c), ":")
		if !found {
			general = append(general, strings.TrimSpace(c))
			continue
		}
		for _, k := range strings.FieldsFunc(keys, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
			if k == key {
				return strings.TrimSpace(rest), true
			}
		}
	}
	return strings.Join(general, "; "), false
}

// ParameterTable writes the table in Markdown.
func ParameterTable() string {
	var b strings.Builder
	b.WriteString("| parameter | symbol | unit | range | default | source | meaning |\n|---|---|---|---|---|---|---|\n")
	for i := range table {
		p := &table[i]
		unit, byDefault, source := "", p.Default, p.Source
		if p.Unit != nil {
			unit = p.Unit.Name
		}
		if byDefault == "" && !p.Optional {
			byDefault = "to be given"
		}
		if p.Assumption && !strings.Contains(source, "assumption") {
			source += " (assumption)"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s | %s |\n", p.Path, p.Symbol, unit, p.Range(), byDefault, source, p.Meaning)
	}
	return b.String()
}
