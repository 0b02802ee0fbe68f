package scenario

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

// Error is one thing wrong with a scenario: where, what was written, what was allowed.
type Error struct {
	File    string // the file, the preset, or "--set path=value"
	Line    int    // from 1; 0 where there is no line
	Col     int    // from 1
	Path    string // the parameter or block, such as conduct.jaywalking.inclination
	Value   string // what was written there, if that is what is wrong
	Allowed string // what may be written
	Nearest string // the nearest known name, if one is near
	Msg     string // what is wrong, without the value
}

// Error gives the whole finding in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Col)
	}
	if e.Path != "" {
		b.WriteString(": " + clip(e.Path))
	}
	b.WriteString(": ")
	if e.Value != "" {
		b.WriteString(clip(e.Value) + " ")
	}
	b.WriteString(e.Msg)
	if e.Nearest != "" {
		b.WriteString("; did you mean " + e.Nearest + "?")
	}
	if e.Allowed != "" {
		b.WriteString("; allowed: " + e.Allowed)
	}
	return b.String()
}

// Errors is everything wrong with a scenario, in the order of files, lines and columns.
type Errors []*Error

// maxLines is how many findings are printed; all are kept.
const maxLines = 100

// Error gives a finding a line.
func (es Errors) Error() string {
	lines := make([]string, 0, min(len(es), maxLines+1))
	for i, e := range es {
		if i == maxLines {
			lines = append(lines, fmt.Sprintf("and %d more", len(es)-i))
			break
		}
		lines = append(lines, e.Error())
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find a single *Error.
func (es Errors) Unwrap() []error {
	all := make([]error, len(es))
	for i, e := range es {
		all[i] = e
	}
	return all
}

// sorted orders findings by position; those of one position keep their order. It returns nil for none.
func (es Errors) sorted() error {
	if len(es) == 0 {
		return nil
	}
	rank := map[string]int{}
	for _, e := range es {
		if _, seen := rank[e.File]; !seen {
			rank[e.File] = len(rank)
		}
	}
	sort.SliceStable(es, func(i, j int) bool {
		a, b := es[i], es[j]
		if a.File != b.File {
			return rank[a.File] < rank[b.File]
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
	return es
}

// maxClip is how many characters of what was written a message repeats.
const maxClip = 100

// clip shortens what was written, so that a page of junk does not fill the screen, and shows what cannot be printed.
func clip(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		s = strconv.Quote(s)
	}
	if letters := []rune(s); len(letters) > maxClip {
		return string(letters[:maxClip]) + "..."
	}
	return s
}

// nearest returns the known name closest to what was written, or "" where none is close:
// at most a third of the letters may differ.
func nearest(written string, known []string) string {
	if len(written) > 64 {
		return ""
	}
	best, least := "", len(written)/3+1
	for _, k := range known {
		if d := distance(strings.ToLower(written), strings.ToLower(k)); d <= least && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// Nearest is what an error may suggest: the known name closest to what was written, or "" where none is close.
func Nearest(written string, known []string) string { return nearest(written, known) }

// distance is Levenshtein's: insertions, deletions and replacements that lead from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		corner := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := corner
			if a[i-1] != b[j-1] {
				cost = 1 + min(corner, row[j-1], row[j])
			}
			corner, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}
