package ledger

// Params holds the ledger's scale, in points.
type Params struct {
	Start, Floor, Ceiling int
	Grades                []Grade // highest first
}

// Grade is a named band of the score: From and everything above it up to the next higher grade.
type Grade struct {
	Name string
	From int
}
