package watch

import "glasshouse.example/recognition"

// Channel is one way by which acts come to be recorded, in the user's units.
type Channel struct {
	Name       string
	BothWorlds bool    // ordinary life: present without the system too (police)
	Sees       float64 // share of acts seen, where no cameras are given; 0 to 1
	// Cameras: seen with probability 1 − exp(−Reach · Connected · cameras per 1000 in the district).
	Cameras   bool
	Per1000   float64 // cameras per 1000 inhabitants, mean over districts; 0 to 2000
	Connected float64 // ω, share of cameras that a search can reach; 0 to 1
	Reach     float64 // κ, per connected camera per 1000
	Spread    float64 // districts differ evenly within ± this share of the mean; 0 to 1
	// Identify is nil where the record itself names the person (a document, an account).
	Identify   *recognition.Search
	Groundless float64 // entries with no act behind them, per million inhabitants and year
	FalseAlarm float64 // share of the everyday acts seen that are misread; 0 to 1
	// What it keeps: of each act that it sees, and of people who do nothing but pass.
	Bytes    float64 // of one record
	Keeps    int     // days that a record is kept
	Passages float64 // records of passing, per inhabitant and year; cameras only
	Source   string
	About    string
}
