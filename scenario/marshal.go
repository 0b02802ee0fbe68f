package scenario

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// withoutAbout is what a world without the system says of itself.
const withoutAbout = "The same society without the system."

// Without returns the same society without the system. Nothing else differs, so that two runs differ by the system alone.
func (s *Scenario) Without() *Scenario {
	w := s.clone()
	w.Name, w.About, w.System = "without", withoutAbout, false
	return w
}

// clone copies a scenario so deeply that nothing is shared.
func (s *Scenario) clone() *Scenario {
	c := *s
	c.Conduct = slices.Clone(s.Conduct)
	for i := range c.Conduct {
		c.Conduct[i].SeenBy = slices.Clone(c.Conduct[i].SeenBy)
	}
	c.Watch = slices.Clone(s.Watch)
	for i := range c.Watch {
		if search := c.Watch[i].Identify; search != nil {
			copied := *search
			c.Watch[i].Identify = &copied
		}
	}
	c.Sites = slices.Clone(s.Sites)
	c.Ledger.Grades = slices.Clone(s.Ledger.Grades)
	c.Lists = slices.Clone(s.Lists)
	for i := range c.Lists {
		c.Lists[i].Acts = slices.Clone(c.Lists[i].Acts)
		c.Lists[i].Refuses = slices.Clone(c.Lists[i].Refuses)
		c.Lists[i].Kin = slices.Clone(c.Lists[i].Kin)
	}
	return &c
}

// Marshal writes the whole scenario, every parameter that applies, as YAML that Parse reads back to an equal scenario.
func Marshal(s *Scenario) []byte {
	var b bytes.Buffer
	writeBranch(&b, root, s, 0, 0)
	return b.Bytes()
}

// Hash identifies a scenario: the SHA-256 of Marshal, in hexadecimal.
func (s *Scenario) Hash() string {
	sum := sha256.Sum256(Marshal(s))
	return hex.EncodeToString(sum[:])
}

// writeBranch writes the keys of block i, each with its own blocks below it.
func writeBranch(b *bytes.Buffer, br *branch, s *Scenario, i, depth int) {
	indent := strings.Repeat("  ", depth)
	for _, key := range br.keys {
		p, sub := br.child(key)
		switch {
		case p != nil:
			if text, ok := p.yaml(s, i); ok {
				b.WriteString(indent + key + ": " + text + "\n")
			}
		case sub.blocks != nil:
			writeBlocks(b, sub, s, key, depth)
		case sub.has == nil || sub.has(s, i):
			var inner bytes.Buffer // a block in which nothing applies is left out
			writeBranch(&inner, sub, s, i, depth+1)
			if inner.Len() > 0 {
				b.WriteString(indent + key + ":\n")
				b.Write(inner.Bytes())
			}
		}
	}
}

// writeBlocks writes the blocks that the user named.
func writeBlocks(b *bytes.Buffer, br *branch, s *Scenario, key string, depth int) {
	names := br.blocks.names(s)
	if len(names) == 0 {
		return
	}
	indent := strings.Repeat("  ", depth)
	b.WriteString(indent + key + ":\n")
	p, sub := br.child("*")
	for i, name := range names {
		if p != nil {
			b.WriteString(indent + "  " + name + ": " + p.text(s, i) + "\n")
			continue
		}
		b.WriteString(indent + "  " + name + ":\n")
		writeBranch(b, sub, s, i, depth+2)
	}
}

// yaml writes a value for a file; ok is false where the parameter does not apply or is left out.
func (p *Parameter) yaml(s *Scenario, i int) (text string, ok bool) {
	if !p.applies(s, i) {
		return "", false
	}
	text = p.text(s, i)
	if p.Optional && (text == "" || text == "0" || text == "0%") {
		return "", false
	}
	if p.Kind == Text {
		text = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
	}
	return text, true
}
