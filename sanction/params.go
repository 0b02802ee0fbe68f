package sanction

// List is one black list, in the user's units.
type List struct {
	Name    string
	Below   int      // grounds: an entry that leaves the score below this; 0 = no such ground
	Acts    []string // grounds: an entry for one of these kinds of conduct
	Term    int      // days
	Refuses []string // kinds of nature trip
	Again   Again    // what an entry with grounds does to someone already listed
	Source  string
	About   string
}

// Again says what happens when a listed citizen gives grounds once more.
type Again uint8

// The two rules of re-entry.
const (
	Ignore  Again = iota // the running term goes on
	Restart              // the term starts anew
)
