package glasshouse

import "runtime/debug"

// module is the path of this module.
const module = "glasshouse.example"

// release is the version of the laboratory. Results of one release, scenario and seed are the same everywhere.
const release = "0.1.0"

// Version is the release, and the revision that this was built from where the build knows it. Checkpoints and lives of one
// revision are not for another.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	return versionOf(info)
}

// versionOf reads the version out of what the build recorded. Where another program is built, the revision recorded is that
// program's own, and this module's version stands among what it depends on.
func versionOf(info *debug.BuildInfo) string {
	if info.Main.Path != module {
		for _, m := range info.Deps {
			if m.Path == module && m.Replace == nil && m.Version != "" && m.Version != "(devel)" {
				return release + "+" + m.Version
			}
		}
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
