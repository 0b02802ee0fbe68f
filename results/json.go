package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
)

// readJSON reads a file of a folder. The error names the file and, where it was written over, the line and column, what stands
// there and what may.
func readJSON(name string, v any) error {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: missing; the folder is not whole", name)
	}
	if err != nil {
		return err
	}
	return inJSON(name, text, json.Unmarshal(text, v))
}

// inJSON says where in a file an error of decoding lies.
func inJSON(name string, text []byte, err error) error {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && int(syntax.Offset) >= len(bytes.TrimSpace(text)):
		line, column := position(text, len(bytes.TrimSpace(text)))
		return fmt.Errorf("%s:%d:%d: the file ends in the middle", name, line, column)
	case errors.As(err, &syntax):
		line, column := position(text, int(syntax.Offset)-1)
		return fmt.Errorf("%s:%d:%d: not JSON: %w", name, line, column, err)
	case errors.As(err, &mismatch):
		at := valueAt(text, int(mismatch.Offset))
		line, column := position(text, at)
		return fmt.Errorf("%s:%d:%d: %s: %s is not allowed; allowed: %s", name, line, column, mismatch.Field,
			clip(text[at:mismatch.Offset]), allowed(mismatch.Type))
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// position is the line and column, from 1, of a byte.
func position(text []byte, at int) (line, column int) {
	before := text[:min(max(at, 0), len(text))]
	return 1 + bytes.Count(before, []byte("\n")), len(before) - bytes.LastIndexByte(before, '\n')
}

// valueAt is where the value begins that ends before a byte: after its key, or on its line.
func valueAt(text []byte, end int) int {
	end = min(end, len(text))
	start := bytes.LastIndexByte(text[:end], '\n') + 1
	if key := bytes.Index(text[start:end], []byte(`":`)); key >= 0 {
		start += key + len(`":`)
	}
	for start < end && (text[start] == ' ' || text[start] == '\t') {
		start++
	}
	return start
}

// clip shortens what was written for a line of an error.
func clip(text []byte) string {
	if len(text) > 40 {
		return string(text[:40]) + "…"
	}
	return string(text)
}

// allowed says in words what a kind of value may be.
func allowed(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		return "a text in quotation marks"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64, reflect.Float32:
		return "a number"
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "a whole number from 0"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return "a whole number"
	case reflect.Slice, reflect.Array:
		return "a list"
	}
	return "an object"
}
