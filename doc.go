// Package glasshouse is the root of a laboratory for social scoring.
//
// It runs a society of synthetic citizens under a social-scoring system, and the same society with the same luck
// without it, and measures what the system does to people. There is no code here: the program is cmd/glasshouse,
// and every other folder is one noun of the model. What may import what is stated, and checked, in layers_test.go.
//
// Every citizen is synthetic. Nothing in this module takes in records of real people, recognises a real face, or
// looks for the rule book that makes people obey.
package glasshouse
