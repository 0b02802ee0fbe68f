// Package scenario says what is simulated: every parameter of the model with its unit, range, symbol and source,
// the files that set them, the presets and safeguards that are built in, and the hash that identifies a scenario.
//
// # The table
//
// One table holds all parameters (see [Parameters]). Reading and checking a file, writing it out again, the JSON Schema
// for editors, the tables of the documents and the list that a report prints all go by it, so that they cannot disagree.
// A value is a published figure, and then carries its id, or it is marked as an assumption.
//
// # Files
//
// A scenario is a YAML file. Units are part of the value: 12/year, 20%, 3 years, 50 yuan. A file may extend a preset or
// another file: blocks of keys are merged, single values and lists are replaced, and the word none removes a block.
// Safeguards are overlays that go over any scenario which has the blocks they speak of; in them the name "*" stands for
// every block that is there. Settings of the command line (path=value) come last. What of these wrote a value stays
// known, so that every finding names its file, line and column, the value, what was allowed, and the nearest known name.
//
// Anchors, aliases, tags, several documents, deep nesting, more than 5000 keys and files above 1 MiB are refused before they are read:
// a scenario needs none of them. All findings are reported together.
//
// # What it leaves out
//
// Nothing here takes in records of persons: a file holds rates, shares and rules about a population, and keys that look
// like records are refused with the reason. Files of tables of a population are not read; the built-in ones are named.
package scenario
