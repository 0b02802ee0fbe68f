package measure

import (
	"encoding/binary"
	"errors"
	"math"
)

// Value is one measured number with its unit. A nil Value is a ratio whose denominator is zero, or a
// comparison with a twin that was not run; it is written as null.
type Value struct {
	Value *float64 `json:"value"`
	Unit  string   `json:"unit"`
}

// GobEncode keeps zero and null apart: gob by itself leaves out what a pointer to zero points to.
func (v Value) GobEncode() ([]byte, error) {
	bits := math.Float64bits(math.NaN())
	if v.Value != nil {
		bits = math.Float64bits(*v.Value)
	}
	return append(binary.LittleEndian.AppendUint64(nil, bits), v.Unit...), nil
}

// GobDecode reads what GobEncode wrote; a value that is no number is null.
func (v *Value) GobDecode(b []byte) error {
	if len(b) < 8 {
		return errors.New("a measured value is cut short")
	}
	*v = Value{Unit: string(b[8:])}
	if x := math.Float64frombits(binary.LittleEndian.Uint64(b)); !math.IsNaN(x) {
		v.Value = &x
	}
	return nil
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
