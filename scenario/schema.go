package scenario

import (
	"encoding/json"
	"sort"
	"strings"
)

// object is a piece of JSON Schema; encoding/json writes its keys in order of the alphabet, so that the text is stable.
type object map[string]any

// Schema returns a JSON Schema (draft 2020-12) of scenario files, made from the table, for the completion of editors.
// It says how values are written; ranges and what concerns several parameters are checked by Parse alone.
func Schema() []byte {
	o := schemaOf(root)
	o["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	o["title"] = "glasshouse scenario"
	o["description"] = "Every citizen is synthetic: a scenario holds rates and rules, never records of persons."
	o["required"] = []string{"scenario"}
	properties := o["properties"].(object)
	properties["extends"] = object{"type": "string", "description": "a preset, or the path of a file, that this scenario overrides",
		"examples": shelfNames(presetShelf)}
	properties["safeguards"] = object{"type": "array", "description": "overlays laid over the scenario, in this order",
		"items": object{"enum": shelfNames(safeguardShelf)}}
	text, err := json.MarshalIndent(o, "", "  ")
	if err != nil {
		panic("scenario: " + err.Error()) // made of strings and maps only
	}
	return append(text, '\n')
}

// schemaOf describes a block.
func schemaOf(b *branch) object {
	if b.blocks != nil {
		p, sub := b.child("*")
		one := object{}
		if p != nil {
			one = p.schema()
		} else {
			one = orNone(schemaOf(sub))
		}
		return object{"type": "object", "description": "blocks named by the user, one a " + b.blocks.noun,
			"propertyNames":        object{"pattern": `^(\*|[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*)$`},
			"additionalProperties": one, "maxProperties": b.blocks.most}
	}
	properties := object{}
	for _, key := range b.keys {
		p, sub := b.child(key)
		if p != nil {
			properties[key] = p.schema()
		} else {
			properties[key] = orNone(schemaOf(sub))
		}
	}
	return object{"type": "object", "properties": properties, "additionalProperties": false}
}

// orNone lets a block be removed from what is extended.
func orNone(o object) object { return object{"anyOf": []object{o, {"const": "none"}}} }

// schema describes one parameter.
func (p *Parameter) schema() object {
	o := p.valueSchema()
	words := []string{p.Meaning}
	if p.Symbol != "" {
		words = append(words, "symbol "+p.Symbol)
	}
	words = append(words, "allowed: "+p.Range(), "source: "+p.Source)
	o["description"] = strings.Join(words, "; ")
	if p.Default != "" {
		o["default"] = p.Default
	}
	return o
}

func (p *Parameter) valueSchema() object {
	switch p.Kind {
	case Switch: // YAML 1.1 editors read yes and on as booleans, YAML 1.2 ones as text
		return object{"enum": []any{"yes", "no", "on", "off", true, false}}
	case Choice:
		return object{"enum": withShort(p.Choices)}
	case Text:
		if len(p.Choices) > 0 {
			return object{"enum": p.Choices}
		}
		return object{"type": "string", "maxLength": maxText}
	case Names, Grounds:
		return object{"type": "array", "items": object{"type": "string"}, "uniqueItems": true}
	case Fifths:
		return object{"type": "array", "items": p.numberSchema(), "minItems": 5, "maxItems": 5}
	}
	return p.numberSchema()
}

// withShort adds the short form of lawful speech.
func withShort(choices []string) []string {
	var all []string
	for _, c := range choices {
		all = append(all, c)
		if short, ok := strings.CutPrefix(c, "lawful "); ok {
			all = append(all, short)
		}
	}
	return all
}

// numberSchema describes a number with its unit; a bare number is a JSON number.
func (p *Parameter) numberSchema() object {
	var endings []string
	_, bare := p.Unit.forms[""]
	for ending := range p.Unit.forms {
		if ending != "" {
			endings = append(endings, endingPattern(ending))
		}
	}
	sort.Strings(endings)
	pattern := `[+-]?[0-9]+(_[0-9]+)*(\.[0-9]+)?([eE][+-]?[0-9]+)?`
	if len(endings) > 0 {
		group := "(" + strings.Join(endings, "|") + ")"
		if bare {
			group += "?"
		}
		pattern += " *" + group
	}
	if p.Kind == Term {
		pattern = strings.Join(p.Choices, "|") + "|" + pattern
	}
	if p.Word != "" {
		pattern = p.Word + "|" + pattern
	}
	text := object{"type": "string", "pattern": "^(" + pattern + ")$"}
	if !bare {
		return text
	}
	return object{"anyOf": []object{{"type": "number"}, text}}
}

// endingPattern allows "per" for "/" and one for many.
func endingPattern(ending string) string {
	e := strings.ReplaceAll(ending, "/", "( *per +| */ *)")
	e = strings.ReplaceAll(e, "million", "million *")
	e = strings.ReplaceAll(e, "100points", "100 *points")
	if len(e) == 2 && e[1] == 'b' { // kB, MB, GB
		return "[" + e[:1] + strings.ToUpper(e[:1]) + "][bB]"
	}
	if strings.HasSuffix(e, "s") {
		e += "?"
	}
	return e
}
