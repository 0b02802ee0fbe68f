package glasshouse

import (
	"runtime/debug"
	"testing"
)

// The revision in a build is that of the program built, which is not always this one.
func TestVersionIsThisModules(t *testing.T) {
	own := []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "true"}}
	for _, c := range []struct {
		what string
		info debug.BuildInfo
		want string
	}{
		{"without revision", debug.BuildInfo{Main: debug.Module{Path: module}}, release},
		{"of a work tree", debug.BuildInfo{Main: debug.Module{Path: module}, Settings: own}, release + "+0123456789ab.modified"},
		{"in another program", debug.BuildInfo{Main: debug.Module{Path: "study.example"}, Settings: own,
			Deps: []*debug.Module{{Path: module, Version: "v0.1.2"}}}, release + "+v0.1.2"},
		{"replaced in another program", debug.BuildInfo{Main: debug.Module{Path: "study.example"}, Settings: own,
			Deps: []*debug.Module{{Path: module, Version: "v0.1.2", Replace: &debug.Module{Path: "../x"}}}}, release},
	} {
		if got := versionOf(&c.info); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}
