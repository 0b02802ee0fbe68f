//go:build !amd64

package society

func absorb(people []Citizen, f *field) (risk, speech uint64) { return absorbPlain(people, f) }
