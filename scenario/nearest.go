package scenario

// Nearest returns the known name closest to what was written, or "" where none is close.
func Nearest(written string, known []string) string { return nearest(written, known) }
