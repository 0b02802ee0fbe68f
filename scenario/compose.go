package scenario

import (
	"slices"
	"strings"
)

// overlay lays one tree over another: keys of mappings are merged, everything else is replaced.
// The word none removes a block; the name "*" reaches every block that is there. Neither tree is changed.
func overlay(b *branch, base, over *node) *node {
	if base.shape != mapping || over.shape != mapping || b == nil || b.blocks != nil && b.blocks.whole {
		return over
	}
	merged := &node{pos: over.pos, shape: mapping, entries: slices.Clone(base.entries)}
	for _, e := range over.entries {
		p, sub := b.child(e.key)
		old := merged.get(e.key)
		switch {
		case b.blocks != nil && e.key == "*":
			merged.every(sub, e.value)
		case sub != nil && e.value.isNone():
			merged.remove(e.key)
		case sub != nil:
			if old == nil {
				old = &node{pos: e.value.pos, shape: mapping}
			}
			merged.put(entry{e.key, e.at, overlay(sub, old, e.value)})
		default:
			if p != nil && over.get(p.Excludes) == nil { // both given is for decode to refuse
				merged.remove(p.Excludes)
			}
			merged.put(e)
		}
	}
	return merged
}

// every lays a tree over every block of n, but only where the block has what the tree speaks of.
func (n *node) every(b *branch, over *node) {
	for i := range n.entries {
		e := &n.entries[i]
		e.value = overlay(b, e.value, narrowed(b, over, e.value))
	}
}

// narrowed keeps of a tree only those inner blocks that base has too.
func narrowed(b *branch, over, base *node) *node {
	if over.shape != mapping || b == nil {
		return over
	}
	n := &node{pos: over.pos, shape: mapping}
	for _, e := range over.entries {
		if _, sub := b.child(e.key); sub == nil || base.get(e.key) != nil {
			n.entries = append(n.entries, e)
		}
	}
	return n
}

// reaching keeps of a safeguard what it finds in base: a safeguard touches the blocks that are there and makes none.
func reaching(b *branch, over, base *node) *node {
	if over.shape != mapping || b == nil || b.blocks != nil && b.blocks.whole {
		return over
	}
	n := &node{pos: over.pos, shape: mapping}
	for _, e := range over.entries {
		_, sub := b.child(e.key)
		old := base.get(e.key)
		switch {
		case old == nil && b.blocks != nil && e.key != "*":
			continue
		case old != nil && sub != nil:
			e.value = reaching(sub, e.value, old)
		}
		n.entries = append(n.entries, e)
	}
	return n
}

// put sets a key of a mapping that is still being built.
func (n *node) put(e entry) {
	for i := range n.entries {
		if n.entries[i].key == e.key {
			n.entries[i] = e
			return
		}
	}
	n.entries = append(n.entries, e)
}

func (n *node) remove(key string) {
	n.entries = slices.DeleteFunc(n.entries, func(e entry) bool { return e.key == key })
}

// assigner carries out one --set.
type assigner struct {
	value *node
	every bool // the path goes through "*": blocks without what is meant are passed over
	hits  int
}

// assign carries out --set path=value on a copy of the tree.
func assign(tree *node, set string) (*node, error) {
	at := pos{file: "--set " + clip(set)}
	path, text, ok := strings.Cut(set, "=")
	if !ok {
		return nil, at.problem("", "", "needs the form path=value")
	}
	if err := refuse(at, []byte(set)); err != nil {
		return nil, err
	}
	value, err := readValue(at, strings.TrimSpace(text))
	if err != nil {
		return nil, err
	}
	a := assigner{value: value}
	tree, err = a.block(root, tree, strings.Split(strings.TrimSpace(path), "."), "")
	if err == nil && a.hits == 0 {
		err = at.problem(path, "", "reaches nothing in this scenario")
	}
	return tree, err
}

// block walks the path, copying what it passes. A path may only make keys that the table knows; the blocks it names must exist.
func (a *assigner) block(b *branch, tree *node, path []string, above string) (*node, error) {
	key := path[0]
	here := join(above, key)
	p, sub := b.child(key)
	if p == nil && sub == nil {
		return nil, unknownPath(b, key, here, a.value)
	}
	if tree.shape != mapping {
		return nil, a.value.problem(here, "", "lies inside %s, which is not a block", above)
	}
	keys := []string{key}
	if b.blocks != nil {
		a.every = a.every || key == "*"
		if keys = tree.matching(key); len(keys) == 0 && key != "*" {
			return nil, noBlock(b, tree, key, here, a.value)
		}
	}
	copied := &node{pos: tree.pos, shape: mapping, entries: slices.Clone(tree.entries)}
	for _, k := range keys {
		if err := a.key(copied, p, sub, k, path, above); err != nil {
			return nil, err
		}
	}
	return copied, nil
}

// key sets one key of n, or goes down into it.
func (a *assigner) key(n *node, p *Parameter, sub *branch, key string, path []string, above string) error {
	here, last := join(above, key), len(path) == 1
	switch {
	case p != nil && !last:
		return a.value.problem(here, "", "is a single parameter; nothing lies below it")
	case p != nil:
		n.remove(p.Excludes)
		n.put(entry{key, a.value.pos, a.value})
		a.hits++
		return nil
	case last && a.value.isNone():
		n.remove(key)
		a.hits++
		return nil
	case last:
		e := a.value.problem(here, a.value.written(), "is given to a block; set a parameter inside it, or none to remove it")
		e.Allowed = strings.Join(sub.keys, ", ")
		return e
	}
	inner := n.get(key)
	switch {
	case inner == nil && sub.optional && a.every:
		return nil
	case inner == nil && sub.optional:
		return a.value.problem(here, "", "is a block that this scenario does not have here")
	case inner == nil:
		inner = &node{pos: a.value.pos, shape: mapping}
	}
	next, err := a.block(sub, inner, path[1:], here)
	if err == nil {
		n.put(entry{key, inner.pos, next})
	}
	return err
}

// matching returns the keys that a name stands for: itself, or every one for *.
func (n *node) matching(name string) []string {
	var keys []string
	for _, e := range n.entries {
		if name == "*" || e.key == name {
			keys = append(keys, e.key)
		}
	}
	return keys
}

func unknownPath(b *branch, key, here string, value *node) error {
	e := value.problem(here, "", "is not a known parameter")
	if ofPersons[strings.ToLower(key)] {
		e.Msg = noPersons
		return e
	}
	if e.Nearest = nearest(strings.ReplaceAll(key, "_", "-"), b.keys); e.Nearest == "" {
		e.Allowed = strings.Join(b.keys, ", ")
	}
	return e
}

func noBlock(b *branch, tree *node, key, here string, value *node) error {
	var all []string
	for _, e := range tree.entries {
		all = append(all, e.key)
	}
	e := value.problem(here, "", "is no %s of this scenario", b.blocks.noun)
	if e.Nearest = nearest(key, all); e.Nearest == "" {
		e.Allowed = strings.Join(all, ", ")
	}
	return e
}

// readValue reads the right-hand side of --set: a single value, or a list in square brackets.
func readValue(at pos, text string) (*node, error) {
	if !strings.HasPrefix(text, "[") {
		return &node{pos: at, text: text}, nil
	}
	inner, ok := strings.CutSuffix(text[1:], "]")
	if !ok || strings.ContainsAny(inner, "[]") {
		return nil, at.problem("", text, "is not a list; write [one, two]")
	}
	n := &node{pos: at, shape: sequence}
	if strings.TrimSpace(inner) == "" {
		return n, nil
	}
	for _, item := range strings.Split(inner, ",") {
		n.items = append(n.items, &node{pos: at, text: strings.TrimSpace(item)})
	}
	return n, nil
}
