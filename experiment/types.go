package experiment

import (
	"glasshouse.example/measure"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// Spec says what to run.
type Spec struct {
	Scenario *scenario.Scenario
	Seed     uint64
	Workers  int  // 0: all processors
	Alone    bool // no twin
	// Progress is called from one goroutine after each step of the pair, with citizen-steps done and in all.
	Progress func(done, all int64)
	// CheckpointPath is the file that a checkpoint is written to (aside, then renamed); "" for none.
	CheckpointPath string
	// CheckpointDue tells, after each step, whether to write one; nil: only when interrupted.
	CheckpointDue func(step int) bool
	// Version tells the program that runs it from others whose results may differ: the checkpoint of one is not for another.
	Version string
	// Memory is how many bytes the run may take; one that would take more is not begun. 0: not asked.
	Memory int64

	// Budget is how many bytes the run may come to take: past it a checkpoint is written, and the run stops with an error. 0: any.
	Budget int64

	together int // instead of Together, if not 0
}

// Outcome is a finished run.
type Outcome struct {
	Spec      Spec
	StateHash string              // of the first world, 64 hexadecimal digits
	Worlds    []World             // "with", then "without" unless Alone
	Groups    []Group             // recognition groups with people in them
	Picks     map[string][]uint32 // telling lives of the first world, by kind: see LifeKinds
	people    []crowd
	district  int // citizens a district
}

// Group is a group of citizens for which measures are given apart.
type Group struct {
	Name   string // e.g. "women-18-39"
	People int64
}

// World is what one world's run gave.
type World struct {
	Name      string // "with" or "without"
	StateHash string
	Measures  map[string]measure.Value            // every measure.Definition
	Groups    map[string]map[string]measure.Value // by Group.Name; definitions with ByGroup
	Parts     measure.Parts                       // by the scenario's own names
	Years     []Year
	Steps     Series              // one row a step
	Districts []Series            // one per district, at the end of each 28 days: see DistrictColumns
	Chronicle *society.Chronicle  // what lives are told again from
	Behind    map[string][]uint32 // by measure, some of the citizens that it counts
}

// Year is one year of the run apart (the last may be short).
type Year struct {
	From, To int // days, half open
	Measures map[string]measure.Value
}

// Series is a table of numbers, a column a measure, rows in order of days.
type Series struct {
	Columns []Column
	Day     []int // the day after the last day of the row
}

// Column is one measure over time. NaN stands for null.
type Column struct {
	Name    string
	Unit    string
	Integer bool
	Values  []float64
}

// Row is one citizen at the end of the run, in both worlds.
type Row struct {
	Citizen  uint32
	District uint32
	Traits   Traits
	With     State
	Without  State // zero when Alone
}

// Traits are what never changes about a citizen, as words and numbers for people to read.
type Traits struct {
	Sex    string // "woman", "man"
	Age    string // "0-14", "15-17", "18-39", "40-59", "60+"
	Urban  bool
	Fifth  uint8 // of income, 1 lowest to 5
	Group  string
	Scored bool
}

// State is one citizen's state in one world.
type State struct {
	Score, TrueScore          int16 // clipped, points
	Listed, TrulyListed       bool
	ListedWrongly             bool // on a list officially and not on the same one by the true ledger
	ListedForLawful           bool
	OwnEntry, FalseEntry      bool    // ever
	PerceivedRisk, SpeechRisk float32 // 0 to 1
	Resources                 float32 // yuan per year
}

// Status is the citizen's colour on the map, one of the Status constants.
type Status uint8

// The statuses, in rising order of what the system did to her; the highest that applies is shown.
const (
	Untouched     Status = iota
	Unscored             // below the age of scoring
	OwnEntries           // has an entry of her own, on no list
	FalseEntries         // has an entry that was not her act, on no list
	ListedRightly        // on a list, by the true ledger too
	ListedLawful         // on a list only because of what the law allows
	ListedWrongly        // on a list, and not by the true ledger
)
