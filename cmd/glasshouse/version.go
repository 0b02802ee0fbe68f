package main

import (
	"runtime/debug"
)

// release is the version of the program. Results of one release, scenario and seed are the same everywhere.
const release = "0.1.0"

// version is the release, and the revision it was built from where the build knows it: a checkpoint of one
// revision is not for another.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			revision = "+" + s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = ".modified"
		}
	}
	if revision == "" {
		return release
	}
	return release + revision + modified
}
