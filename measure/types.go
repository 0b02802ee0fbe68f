package measure

// Value is one measured number with its unit. A nil Value is a ratio whose denominator is zero, or a
// comparison with a twin that was not run; it is written as null.
type Value struct {
	Value *float64 `json:"value"`
	Unit  string   `json:"unit"`
}

// Definition says what a measure is.
type Definition struct {
	Name    string
	Unit    string // "count", "ratio", "days", ...
	Meaning string // one plain sentence
	Formula string // in the symbols of MODEL.md, or ""
	ByGroup bool   // also given by group
	Step    bool   // also a column of steps.parquet
	Integer bool   // whole numbers
}
