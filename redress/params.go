package redress

// Params holds the ways back, in the user's units.
type Params struct {
	Repair float64 // ρ, log-hazard of a good deed per 100 points short of the start; 0 to 2
}
