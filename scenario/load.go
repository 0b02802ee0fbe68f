package scenario

import (
	"embed"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed presets/*.yaml safeguards/*.yaml
var library embed.FS

// The two shelves of the library.
const (
	presetShelf    = "presets"
	safeguardShelf = "safeguards"
)

// maxChain is how many files may extend one another.
const maxChain = 16

// PresetInfo says what a built-in scenario or safeguard is.
type PresetInfo struct {
	Name, About string
	Kind        string // "preset", or "safeguard": an overlay for any preset
}

// Presets lists what is built in, presets first, each group by name.
func Presets() []PresetInfo {
	var all []PresetInfo
	for _, shelf := range []string{presetShelf, safeguardShelf} {
		for _, name := range shelfNames(shelf) {
			n, err := readShelf(shelf, name)
			if err != nil {
				panic("scenario: " + err.Error()) // the library is part of the program, and tested
			}
			about := ""
			if a := n.get("about"); a != nil {
				about = a.text
			}
			all = append(all, PresetInfo{name, about, strings.TrimSuffix(shelf, "s")})
		}
	}
	return all
}

// Source returns the text of a built-in preset or safeguard as written, comments included.
func Source(name string) ([]byte, bool) {
	for _, shelf := range []string{presetShelf, safeguardShelf} {
		if src, err := library.ReadFile(shelf + "/" + name + ".yaml"); err == nil {
			return src, true
		}
	}
	return nil, false
}

func shelfNames(shelf string) []string {
	files, _ := fs.ReadDir(library, shelf)
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
}

func readShelf(shelf, name string) (*node, error) {
	src, err := library.ReadFile(shelf + "/" + name + ".yaml")
	if err != nil {
		return nil, err
	}
	return read(name+".yaml", src)
}

// Load puts a scenario together and checks it. ref is the name of a preset or the path of a file, with safeguards after
// plus signs if wished: "article+human-review". sets are "path=value"; they come last. The error is Errors or *Error.
func Load(ref string, sets []string, safeguards []string) (*Scenario, error) {
	head, tail := split(ref)
	c := composer{files: true}
	tree, err := c.reference(head, pos{file: ref}, "")
	if err != nil {
		return nil, err
	}
	for _, name := range safeguards { // one that is named twice is laid over once
		if !slices.Contains(tail, name) {
			tail = append(tail, name)
		}
	}
	return finish(tree, tail, sets)
}

// Parse reads a scenario from its text; name is for messages. It opens no files: extends may name presets only.
func Parse(name string, src []byte) (*Scenario, error) { return ParseWith(name, src, nil, nil) }

// ParseWith is Parse with safeguards and settings laid over the text, as Load lays them over a reference.
func ParseWith(name string, src []byte, sets []string, safeguards []string) (*Scenario, error) {
	n, err := read(name, src)
	if err != nil {
		return nil, err
	}
	c := composer{}
	tree, err := c.compose(n, "")
	if err != nil {
		return nil, err
	}
	return finish(tree, safeguards, sets)
}

// finish lays safeguards and settings over a composed tree and decodes it. A safeguard becomes part of the name.
func finish(tree *node, safeguards, sets []string) (*Scenario, error) {
	for _, name := range safeguards {
		var err error
		if tree, err = guard(tree, name, pos{file: "safeguard"}); err != nil {
			return nil, err
		}
	}
	for _, set := range sets {
		var err error
		if tree, err = assign(tree, set); err != nil {
			return nil, err
		}
	}
	s, err := decode(tree)
	if err != nil {
		return nil, err
	}
	for _, name := range safeguards {
		s.Name += "+" + name
	}
	return s, nil
}

// split parts safeguards from a reference. A plus sign in the name of a file stays where it is.
func split(ref string) (string, []string) {
	head, tail, found := strings.Cut(ref, "+")
	if found && !isPath(ref) {
		return head, strings.Split(tail, "+")
	}
	var names []string
	for {
		plus := strings.LastIndexByte(ref, '+')
		if plus < 0 || !slices.Contains(shelfNames(safeguardShelf), ref[plus+1:]) {
			return ref, names
		}
		names = slices.Insert(names, 0, ref[plus+1:])
		ref = ref[:plus]
	}
}

// isPath tells a path of a file from the name of a preset.
func isPath(ref string) bool { return strings.ContainsAny(ref, `/\.`) }

// composer follows extends.
type composer struct {
	files bool     // whether files may be opened
	chain []string // what has been opened, outermost first
}

// reference opens a preset or a file; dir is where relative paths start.
func (c *composer) reference(ref string, at pos, dir string) (*node, error) {
	if !isPath(ref) {
		return c.preset(ref, at)
	}
	if !c.files {
		return nil, at.problem("extends", ref, "is a file; here only presets can be extended (%s)", strings.Join(shelfNames(presetShelf), ", "))
	}
	if !filepath.IsAbs(ref) {
		ref = filepath.Join(dir, ref)
	}
	if err := c.enter(ref, at); err != nil {
		return nil, err
	}
	src, err := readFile(ref)
	if err != nil {
		return nil, at.about("extends", ref, err.Error())
	}
	n, err := read(ref, src)
	if err != nil {
		return nil, err
	}
	return c.compose(n, filepath.Dir(ref))
}

func (c *composer) preset(name string, at pos) (*node, error) {
	known := shelfNames(presetShelf)
	if !slices.Contains(known, name) {
		e := at.about("extends", name, "is not a preset; a file is written as a path, such as ./my.yaml")
		if slices.Contains(shelfNames(safeguardShelf), name) {
			e.Msg = "is a safeguard; it goes with a preset, as in article+" + name
		}
		e.Nearest, e.Allowed = nearest(name, known), strings.Join(known, ", ")
		return nil, e
	}
	if err := c.enter(name, at); err != nil {
		return nil, err
	}
	n, err := readShelf(presetShelf, name)
	if err != nil {
		return nil, err
	}
	return c.compose(n, "")
}

// about makes a finding about what a file extends, or about a reference as such, which has no line.
func (p pos) about(path, value, msg string) *Error {
	if p.line == 0 {
		path, value = "", ""
	}
	return p.problem(path, value, "%s", msg)
}

// enter notes what is opened and refuses circles.
func (c *composer) enter(ref string, at pos) error {
	circle := slices.Contains(c.chain, ref)
	c.chain = append(c.chain, ref)
	switch {
	case circle:
		return at.problem("extends", "", "goes in a circle: %s", strings.Join(c.chain, " → "))
	case len(c.chain) > maxChain:
		return at.problem("extends", "", "goes on for more than %d files", maxChain)
	}
	return nil
}

// compose lays a tree over what it extends, then its own safeguards over both.
func (c *composer) compose(n *node, dir string) (*node, error) {
	extends, safeguards := n.get("extends"), n.get("safeguards")
	tree := &node{pos: n.pos, shape: mapping, entries: slices.Clone(n.entries)}
	tree.remove("extends")
	tree.remove("safeguards")
	if extends != nil {
		if extends.shape != scalar || extends.text == "" {
			return nil, extends.problem("extends", extends.written(), "is neither the name of a preset nor the path of a file")
		}
		base, err := c.reference(extends.text, extends.pos, dir)
		if err != nil {
			return nil, err
		}
		tree = overlay(root, base, tree)
	} else { // "none" and "*" have a meaning on their own, too
		tree = overlay(root, &node{pos: n.pos, shape: mapping}, tree)
	}
	if safeguards == nil {
		return tree, nil
	}
	return c.guards(tree, safeguards)
}

func (c *composer) guards(tree, safeguards *node) (*node, error) {
	if safeguards.shape != sequence {
		return nil, safeguards.problem("safeguards", safeguards.written(), "where a list is due, such as [human-review]")
	}
	for _, item := range safeguards.items {
		var err error
		if tree, err = guard(tree, item.text, item.pos); err != nil {
			return nil, err
		}
	}
	return tree, nil
}

// guard lays a safeguard over a tree, leaving its name and its line about itself.
func guard(tree *node, name string, at pos) (*node, error) {
	known := shelfNames(safeguardShelf)
	if !slices.Contains(known, name) {
		e := at.problem("", name, "is not a safeguard")
		e.Nearest, e.Allowed = nearest(name, known), strings.Join(known, ", ")
		return nil, e
	}
	n, err := readShelf(safeguardShelf, name)
	if err != nil {
		return nil, err
	}
	over := &node{pos: n.pos, shape: mapping, entries: slices.Clone(n.entries)}
	over.remove("safeguard")
	over.remove("about")
	return overlay(root, tree, reaching(root, over, tree)), nil
}

// readFile reads a regular file of at most maxBytes.
func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, unreadable(err)
	}
	if info.IsDir() {
		return nil, errors.New("is a directory, not a scenario file")
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("is not a regular file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(err)
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}

// unreadable gives the reason without the name, which the finding has already.
func unreadable(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return errors.New("cannot be read: " + err.Error())
}
