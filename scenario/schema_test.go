package scenario

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// valid holds a document against the part of JSON Schema that Schema uses. It returns the first place that fails, or "".
func valid(schema map[string]any, doc any, at string) string {
	if ways, ok := schema["anyOf"].([]any); ok {
		first := ""
		for _, s := range ways {
			failed := valid(s.(map[string]any), doc, at)
			if failed == "" {
				return ""
			}
			if first == "" {
				first = failed
			}
		}
		return first
	}
	if c, ok := schema["const"]; ok && !reflect.DeepEqual(c, doc) {
		return fmt.Sprintf("%s: %v is not %v", at, doc, c)
	}
	if enum, ok := schema["enum"].([]any); ok {
		for _, e := range enum {
			if reflect.DeepEqual(e, doc) {
				return ""
			}
		}
		return fmt.Sprintf("%s: %v is not one of %v", at, doc, enum)
	}
	switch doc := doc.(type) {
	case map[string]any:
		return validObject(schema, doc, at)
	case []any:
		return validArray(schema, doc, at)
	case string:
		pattern, _ := schema["pattern"].(string)
		if schema["type"] != "string" || !regexp.MustCompile(pattern).MatchString(doc) {
			return fmt.Sprintf("%s: %q is not %v like %s", at, doc, schema["type"], pattern)
		}
	default:
		if schema["type"] != "number" {
			return fmt.Sprintf("%s: %v is not %v", at, doc, schema["type"])
		}
	}
	return ""
}

func validObject(schema, doc map[string]any, at string) string {
	if schema["type"] != "object" {
		return fmt.Sprintf("%s: a block, not %v", at, schema["type"])
	}
	properties, _ := schema["properties"].(map[string]any)
	for key, value := range doc {
		s, ok := properties[key].(map[string]any)
		if !ok {
			if s, ok = schema["additionalProperties"].(map[string]any); !ok {
				return at + "." + key + ": not a property"
			}
			names := schema["propertyNames"].(map[string]any)["pattern"].(string)
			if !regexp.MustCompile(names).MatchString(key) {
				return at + "." + key + ": not a name"
			}
		}
		if failed := valid(s, value, at+"."+key); failed != "" {
			return failed
		}
	}
	return ""
}

func validArray(schema map[string]any, doc []any, at string) string {
	least, bounded := schema["minItems"].(float64)
	if schema["type"] != "array" || bounded && len(doc) != int(least) {
		return at + ": not such a list"
	}
	for i, item := range doc {
		if failed := valid(schema["items"].(map[string]any), item, fmt.Sprintf("%s[%d]", at, i)); failed != "" {
			return failed
		}
	}
	return ""
}

// structural holds YAML against the schema.
func structural(t *testing.T, src string) string {
	t.Helper()
	var schema, doc map[string]any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	asJSON, err := yaml.YAMLToJSON([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(asJSON, &doc); err != nil {
		t.Fatal(err)
	}
	return valid(schema, doc, "")
}

// Presets, as written and as Marshal writes them, fit the schema.
func TestPresetsFitTheSchema(t *testing.T) {
	for _, p := range Presets() {
		if p.Kind != "preset" {
			continue
		}
		src, _ := Source(p.Name)
		if failed := structural(t, string(src)); failed != "" {
			t.Errorf("%s: %s", p.Name, failed)
		}
		if failed := structural(t, string(Marshal(mustLoad(t, p.Name)))); failed != "" {
			t.Errorf("%s, resolved: %s", p.Name, failed)
		}
	}
}

// The schema refuses what an editor should underline, at the right place.
func TestSchemaRefuses(t *testing.T) {
	for src, place := range map[string]string{
		"scenario: x\nbehaviour: {deterence: 3}":                     ".behaviour.deterence",
		"scenario: x\ntime: {length: 3}":                             ".time.length",
		"scenario: x\ntime: {length: 3 yards}":                       ".time.length",
		"scenario: x\nsystem: perhaps":                               ".system",
		"scenario: x\npersons: [a]":                                  ".persons",
		"scenario: x\nbehaviour: {resources: [1 yuan]}":              ".behaviour.resources",
		"scenario: x\nsafeguards: [no-speach]":                       ".safeguards[0]",
		"scenario: x\nledger: {grades: {\"a b\": 3}}":                ".ledger.grades.a b",
		"scenario: x\nconduct: {a: {seen-by: police}}":               ".conduct.a.seen-by",
		"scenario: x\nwatch: {a: {identify: {gallery: a lot}}}":      ".watch.a.identify.gallery",
		"scenario: x\nwatch: {a: {groundless: 3 per million weeks}}": ".watch.a.groundless",
	} {
		if failed := structural(t, src); !strings.HasPrefix(failed, place) {
			t.Errorf("%q: %q, not at %s", src, failed, place)
		}
	}
}
