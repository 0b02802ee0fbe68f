package scenario

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits on a scenario file. A scenario needs a few kilobytes; what is far larger is a mistake or an attack.
const (
	maxBytes = 1 << 20
	maxDepth = 32
	maxKeys  = 5000 // the parser's time grows with the square of the keys of a block
)

// pos is a place in a file.
type pos struct {
	file      string
	line, col int
}

// form of a node.
type shape uint8

const (
	scalar shape = iota
	mapping
	sequence
)

func (s shape) String() string {
	return [...]string{"a single value", "a block of keys", "a list"}[s]
}

// node is a piece of a scenario file with its place. Nodes are never changed once built: overlays share them.
type node struct {
	pos
	shape   shape
	text    string // of a scalar, unquoted
	quoted  bool
	entries []entry // of a mapping, in order
	items   []*node // of a sequence
}

// entry is one key of a mapping with its value.
type entry struct {
	key   string
	at    pos
	value *node
}

// get returns the value of a key, or nil.
func (n *node) get(key string) *node {
	for i := range n.entries {
		if n.entries[i].key == key {
			return n.entries[i].value
		}
	}
	return nil
}

// isNone tells whether the node is the plain word that removes a block.
func (n *node) isNone() bool { return n.shape == scalar && !n.quoted && n.text == "none" }

// written gives the node as it would stand in a message.
func (n *node) written() string {
	if n.shape == scalar {
		return cmp.Or(n.text, "nothing")
	}
	return n.shape.String()
}

// problem is a finding at a place.
func (p pos) problem(path, value, format string, args ...any) *Error {
	return &Error{File: p.file, Line: p.line, Col: p.col, Path: path, Value: value, Msg: fmt.Sprintf(format, args...)}
}

// read turns the bytes of a file into nodes. It refuses what a scenario never needs and an attack would use:
// anchors and aliases, tags, several documents, deep nesting, more than a mebibyte.
func read(file string, src []byte) (n *node, err error) {
	start := pos{file, 1, 1}
	defer func() { // the YAML parser is not ours: whatever it trips over, the user gets an error
		if r := recover(); r != nil {
			n, err = nil, start.problem("", "", "cannot be read as YAML")
		}
	}()
	if e := refuse(start, src); e != nil {
		return nil, e
	}
	tokens := lexer.Tokenize(string(src))
	if e := refuseTokens(file, tokens); e != nil {
		return nil, e
	}
	tree, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntax(file, err)
	}
	return document(start, tree)
}

// refuse looks at the bytes alone.
func refuse(start pos, src []byte) error {
	switch {
	case len(src) > maxBytes:
		return start.problem("", "", "is larger than 1 MiB (%d bytes); a scenario is a few kilobytes", len(src))
	case bytes.IndexByte(src, 0) >= 0 || !utf8.Valid(src):
		return start.problem("", "", "is not text in UTF-8")
	case len(bytes.TrimSpace(src)) == 0:
		return start.problem("", "", "is empty; a scenario starts with scenario: NAME")
	}
	return nil
}

// refused says what is wrong with tokens that a scenario may not hold.
var refused = map[token.Type]string{
	token.AnchorType:     "anchors (&) are not accepted: use extends",
	token.AliasType:      `aliases (*) are not accepted: use extends; to reach every block write "*" in quotes`,
	token.TagType:        "tags (!) are not accepted: values are plain text with a unit",
	token.MergeKeyType:   "merge keys (<<) are not accepted: use extends",
	token.MappingKeyType: "keys of several values (?) are not accepted",
	token.DirectiveType:  "directives (a line that starts with %%) are not accepted",
}

// refuseTokens bounds the nesting before the parser, which recurses, sees it.
func refuseTokens(file string, tokens token.Tokens) error {
	depth, keys := 0, 0
	var indents []int
	for i, t := range tokens {
		at := pos{file, t.Position.Line, t.Position.Column}
		if why, bad := refused[t.Type]; bad {
			return at.problem("", "", "%s", why)
		}
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		case token.MappingValueType:
			if keys++; keys > maxKeys {
				return at.problem("", "", "has more than %d keys", maxKeys)
			}
		case token.SequenceEntryType:
			if i > 0 && tokens[i-1].Type == token.SequenceEntryType {
				return at.problem("", "", "lists inside lists are not accepted")
			}
		}
		for len(indents) > 0 && indents[len(indents)-1] >= t.Position.Column {
			indents = indents[:len(indents)-1]
		}
		if i == 0 || tokens[i-1].Position.Line != t.Position.Line {
			indents = append(indents, t.Position.Column)
		}
		if depth+len(indents) > maxDepth {
			return at.problem("", "", "is nested more than %d deep", maxDepth)
		}
	}
	return nil
}

// syntax turns the parser's error into ours.
func syntax(file string, err error) error {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil && y.GetToken().Position != nil {
		p := y.GetToken().Position
		return pos{file, p.Line, p.Column}.problem("", "", "is not well-formed YAML: %s", y.GetMessage())
	}
	return pos{file, 1, 1}.problem("", "", "is not well-formed YAML")
}

// document takes the one document of a file.
func document(start pos, tree *ast.File) (*node, error) {
	var body ast.Node
	for _, d := range tree.Docs {
		if d.Body == nil {
			continue
		}
		if body != nil {
			return nil, place(start.file, d.Body).problem("", "", "holds a second document (---); a file holds one scenario")
		}
		body = d.Body
	}
	if body == nil {
		return nil, start.problem("", "", "is empty; a scenario starts with scenario: NAME")
	}
	n, err := convert(start.file, body, 0)
	if err != nil {
		return nil, err
	}
	if n.shape != mapping {
		return nil, n.problem("", n.written(), "is %s where a scenario starts with keys such as scenario: NAME", n.shape)
	}
	return n, nil
}

// place is where a syntax node starts.
func place(file string, n ast.Node) pos {
	t := n.GetToken()
	switch m := n.(type) {
	case *ast.MappingNode: // its own token is the first colon
		if len(m.Values) > 0 && !m.IsFlowStyle {
			t = m.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		t = m.Key.GetToken()
	}
	if t == nil || t.Position == nil {
		return pos{file, 1, 1}
	}
	return pos{file, t.Position.Line, t.Position.Column}
}

// convert turns the parser's tree into ours.
func convert(file string, y ast.Node, depth int) (*node, error) {
	n := &node{pos: place(file, y)}
	if depth > maxDepth {
		return nil, n.problem("", "", "is nested more than %d deep", maxDepth)
	}
	switch y := y.(type) {
	case *ast.MappingNode:
		return n, n.fill(y.Values, depth)
	case *ast.MappingValueNode:
		return n, n.fill([]*ast.MappingValueNode{y}, depth)
	case *ast.SequenceNode:
		n.shape = sequence
		for _, v := range y.Values {
			item, err := convert(file, v, depth+1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
		}
		return n, nil
	case *ast.LiteralNode:
		n.text, n.quoted = strings.TrimRight(y.Value.Value, "\n"), true
		return n, nil
	case *ast.NullNode:
		return n, nil
	case ast.ScalarNode:
		t := y.GetToken()
		n.text = strings.TrimSpace(t.Value)
		n.quoted = t.Type == token.DoubleQuoteType || t.Type == token.SingleQuoteType
		return n, nil
	}
	return nil, n.problem("", "", "is YAML of a kind that scenarios do not use (%s)", y.Type())
}

// fill makes n a mapping of these keys.
func (n *node) fill(values []*ast.MappingValueNode, depth int) error {
	n.shape = mapping
	seen := make(map[string]bool, len(values))
	for _, v := range values {
		at := place(n.file, v.Key)
		key := strings.TrimSpace(v.Key.GetToken().Value)
		if seen[key] {
			return at.problem(key, "", "is given twice")
		}
		seen[key] = true
		value, err := convert(n.file, v.Value, depth+1)
		if err != nil {
			return err
		}
		n.entries = append(n.entries, entry{key, at, value})
	}
	return nil
}
