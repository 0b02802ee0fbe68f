package scenario

import (
	"regexp"
	"slices"
	"strings"
)

// decoder reads composed nodes into a scenario and collects every finding on the way.
type decoder struct {
	s    *Scenario
	errs Errors
	at   map[string]*node // where each given value and block stands
}

// decode reads a whole scenario. The scenario is only meaningful if the error is nil.
func decode(n *node) (*Scenario, error) {
	d := &decoder{s: &Scenario{}, at: map[string]*node{}}
	d.branch(root, n, "", 0)
	if len(d.errs) == 0 {
		d.check()
	}
	if err := d.errs.sorted(); err != nil {
		return nil, err
	}
	return d.s, nil
}

func (d *decoder) add(e *Error) { d.errs = append(d.errs, e) }

// fault records a finding about the value at a path, wherever that value was written.
func (d *decoder) fault(path, value, format string, args ...any) *Error {
	n := d.at[path]
	if n == nil {
		n = d.at[""]
	}
	e := n.problem(path, value, format, args...)
	d.add(e)
	return e
}

// branch reads a block, key by key in the order of the table.
func (d *decoder) branch(b *branch, n *node, path string, i int) {
	d.at[path] = n
	if n.shape != mapping {
		e := n.problem(path, n.written(), "where a block of keys is due")
		e.Allowed = strings.Join(b.keys, ", ")
		d.add(e)
		return
	}
	if b.blocks != nil {
		d.blocks(b, n, path)
		return
	}
	if b.enter != nil {
		b.enter(d.s, i)
	}
	d.unknown(b, n, path)
	for _, key := range b.keys {
		p, sub := b.child(key)
		value := n.get(key)
		switch {
		case p != nil:
			d.leaf(p, value, n, join(path, key), i)
		case value != nil:
			d.branch(sub, value, join(path, key), i)
		case !sub.optional:
			d.branch(sub, &node{pos: n.pos, shape: mapping}, join(path, key), i)
		}
	}
}

// scenarioName is what a scenario may be called: safeguards stand after plus signs.
var scenarioName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9+._-]{0,199}$`)

// blockName is what a name of a block may look like. It needs no quotes anywhere in YAML.
var blockName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$`)

// maxName is the longest name of a block.
const maxName = 40

// blocks reads blocks that the user names.
func (d *decoder) blocks(b *branch, n *node, path string) {
	p, sub := b.child("*")
	for k, e := range n.entries {
		here := join(path, e.key)
		if k == b.blocks.most {
			d.add(e.at.problem(here, "", "is one %s too many; at most %d are allowed", b.blocks.noun, b.blocks.most))
			return
		}
		if !d.name(b, e, here) {
			continue
		}
		b.blocks.add(d.s, e.key, e.value)
		i := len(b.blocks.names(d.s)) - 1
		if p != nil {
			d.leaf(p, e.value, n, here, i)
		} else {
			d.branch(sub, e.value, here, i)
		}
	}
}

// name holds a block's name against the pattern.
func (d *decoder) name(b *branch, e entry, path string) bool {
	switch {
	case !blockName.MatchString(e.key) || len(e.key) > maxName || e.key == "none":
		f := e.at.problem(path, "", "is not a name for a %s", b.blocks.noun)
		f.Allowed = "letters and digits, parted by single hyphens, up to 40 characters; not none"
		d.add(f)
	default:
		return true
	}
	return false
}

// leaf reads one parameter, or its default.
func (d *decoder) leaf(p *Parameter, value, block *node, path string, i int) {
	applies := p.applies(d.s, i)
	switch {
	case value == nil && (!applies || p.Optional):
		return
	case value == nil && p.Default == "":
		e := block.problem(path, "", "is missing")
		e.Allowed = p.Range()
		d.add(e)
		return
	case value == nil:
		value = defaultNode(p, block.pos)
	case !applies:
		d.add(value.problem(path, "", "%s", notHere(p)))
		return
	}
	d.at[path] = value
	if e := p.set(d.s, i, value); e != nil {
		e.Path = path
		d.add(e)
	}
}

// notHere says why a parameter that exists does not belong in this block.
func notHere(p *Parameter) string {
	switch {
	case p.Excludes != "":
		return "stands beside " + p.Excludes + "; give one of the two"
	case p.key() == "sees":
		return "stands beside cameras; a channel either sees a share of acts or has cameras (" + strings.Join(cameraKeys, ", ") + ")"
	case strings.HasPrefix(p.Path, "sites."):
		return "belongs to a site that " + siteWith[p.key()]
	case slices.Contains(cameraKeys, p.key()), p.key() == "passages":
		return "belongs to a channel of cameras"
	case p.key() == "mistaken-for":
		return "belongs only to everyday conduct"
	case p.key() == "takers":
		return "belongs only to conduct of nature trip or request"
	}
	if strings.HasPrefix(p.key(), "review-") {
		return "belongs to a list with the term until reviewed"
	}
	if strings.HasPrefix(p.Path, "debt.") {
		return "belongs to a scenario with a kind of conduct of nature loan, instalment or settlement"
	}
	return "belongs only to conduct of nature trip, request or loan"
}

// defaultNode writes the table's default as it would stand in a file.
func defaultNode(p *Parameter, at pos) *node {
	list, isList := strings.CutPrefix(p.Default, "[")
	if !isList {
		return &node{pos: at, text: p.Default}
	}
	n := &node{pos: at, shape: sequence}
	for _, item := range strings.Split(strings.TrimSuffix(list, "]"), ", ") {
		if item != "" {
			n.items = append(n.items, &node{pos: at, text: item})
		}
	}
	return n
}

// ofPersons are keys by which somebody might hope to bring in records of people.
var ofPersons = map[string]bool{
	"persons": true, "person": true, "people": true, "names": true, "name": true, "records": true, "record": true,
	"photos": true, "photo": true, "photographs": true, "faces": true, "face": true, "images": true, "image": true,
	"identities": true, "identity": true, "identity-numbers": true, "ids": true, "id": true, "posts": true, "embeddings": true,
	"addresses": true, "locations": true, "places": true, "individuals": true, "users": true, "rows": true, "import": true,
}

const noPersons = "glasshouse takes no records of persons; every citizen is synthetic"

// headKeys are read while files are put together and are gone afterwards.
var headKeys = []string{"extends", "safeguards"}

// unknown reports keys that the table does not know.
func (d *decoder) unknown(b *branch, n *node, path string) {
	for _, e := range n.entries {
		p, sub := b.child(e.key)
		if p != nil || sub != nil {
			continue
		}
		here := join(path, e.key)
		if ofPersons[strings.ToLower(e.key)] {
			d.add(e.at.problem(here, "", "%s", noPersons))
			continue
		}
		f := e.at.problem(here, "", "is not a known key")
		known := b.keys
		if path == "" {
			known = slices.Concat(headKeys, b.keys)
		}
		if f.Nearest = nearest(strings.ReplaceAll(e.key, "_", "-"), known); f.Nearest == "" {
			f.Allowed = strings.Join(known, ", ")
		}
		d.add(f)
	}
}
