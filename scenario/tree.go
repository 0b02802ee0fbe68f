package scenario

import (
	"strings"

	"glasshouse.example/conduct"
	"glasshouse.example/ledger"
	"glasshouse.example/recognition"
	"glasshouse.example/sanction"
	"glasshouse.example/watch"
)

// branch is a block of the file: the table's paths, taken apart.
type branch struct {
	path string
	keys []string // in the order of the table
	leaf map[string]*Parameter
	sub  map[string]*branch

	blocks   *blocks // the keys are names that the user chooses
	optional bool    // the block may be left out
	enter    func(s *Scenario, i int)
	has      func(s *Scenario, i int) bool // nil: the block is always there
}

// blocks describes blocks that the user names.
type blocks struct {
	noun   string // for messages
	most   int    // how many there may be
	whole  bool   // an overlay replaces all of them
	add    func(s *Scenario, name string, n *node)
	names  func(s *Scenario) []string
	source func(s *Scenario, i int) string // what the block says of its sources, or nil
}

// root is the tree of the table.
var root = grow()

func grow() *branch {
	r := &branch{}
	for i := range table {
		r.plant(&table[i], strings.Split(table[i].Path, "."), "")
	}
	r.sub["conduct"].blocks = &blocks{noun: "kind of conduct", most: 32,
		add: func(s *Scenario, name string, _ *node) { s.Conduct = append(s.Conduct, conduct.Kind{Name: name}) },
		names: func(s *Scenario) []string {
			return namesOf(s.Conduct, func(k *conduct.Kind) string { return k.Name })
		},
		source: func(s *Scenario, i int) string { return s.Conduct[i].Source }}
	r.sub["watch"].blocks = &blocks{noun: "channel", most: watch.Channels, add: addChannel,
		names: func(s *Scenario) []string {
			return namesOf(s.Watch, func(c *watch.Channel) string { return c.Name })
		},
		source: func(s *Scenario, i int) string { return s.Watch[i].Source }}
	r.sub["lists"].blocks = &blocks{noun: "list", most: sanction.Lists,
		add: func(s *Scenario, name string, _ *node) { s.Lists = append(s.Lists, sanction.List{Name: name}) },
		names: func(s *Scenario) []string {
			return namesOf(s.Lists, func(l *sanction.List) string { return l.Name })
		},
		source: func(s *Scenario, i int) string { return s.Lists[i].Source }}
	r.sub["rewards"].blocks = &blocks{noun: "reward", most: sanction.Rewards,
		add: func(s *Scenario, name string, _ *node) { s.Rewards = append(s.Rewards, sanction.Reward{Name: name}) },
		names: func(s *Scenario) []string {
			return namesOf(s.Rewards, func(r *sanction.Reward) string { return r.Name })
		},
		source: func(s *Scenario, i int) string { return s.Rewards[i].Source }}
	r.sub["sites"].blocks = &blocks{noun: "site", most: watch.Sites,
		add: func(s *Scenario, name string, _ *node) { s.Sites = append(s.Sites, watch.Site{Name: name}) },
		names: func(s *Scenario) []string {
			return namesOf(s.Sites, func(x *watch.Site) string { return x.Name })
		},
		source: func(s *Scenario, i int) string { return s.Sites[i].Source }}
	r.sub["ledger"].sub["grades"].blocks = &blocks{noun: "grade", most: 16, whole: true,
		add: func(s *Scenario, name string, _ *node) {
			s.Ledger.Grades = append(s.Ledger.Grades, ledger.Grade{Name: name})
		},
		names: func(s *Scenario) []string {
			return namesOf(s.Ledger.Grades, func(g *ledger.Grade) string { return g.Name })
		}}
	identify := r.sub["watch"].sub["*"].sub["identify"]
	identify.optional = true
	identify.enter = func(s *Scenario, i int) { s.Watch[i].Identify = &recognition.Search{} }
	identify.has = func(s *Scenario, i int) bool { return s.Watch[i].Identify != nil }
	r.sub["firms"].optional, r.sub["firms"].has = true, hasFirms
	return r
}

// addChannel adds a channel; keys that only cameras have make it one of cameras.
func addChannel(s *Scenario, name string, n *node) {
	c := watch.Channel{Name: name}
	for _, k := range cameraKeys {
		c.Cameras = c.Cameras || n.get(k) != nil
	}
	s.Watch = append(s.Watch, c)
}

func namesOf[T any](all []T, name func(*T) string) []string {
	names := make([]string, len(all))
	for i := range all {
		names[i] = name(&all[i])
	}
	return names
}

// plant puts a parameter at the end of its path.
func (b *branch) plant(p *Parameter, path []string, at string) {
	b.path = at
	if b.leaf == nil {
		b.leaf, b.sub = map[string]*Parameter{}, map[string]*branch{}
	}
	key := path[0]
	if b.leaf[key] == nil && b.sub[key] == nil {
		b.keys = append(b.keys, key)
	}
	if len(path) == 1 {
		b.leaf[key] = p
		return
	}
	if b.sub[key] == nil {
		b.sub[key] = &branch{}
	}
	b.sub[key].plant(p, path[1:], join(at, key))
}

// child returns the parameter or the block at a key; a block's name stands for *.
func (b *branch) child(key string) (*Parameter, *branch) {
	if b.blocks != nil {
		key = "*"
	}
	return b.leaf[key], b.sub[key]
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
