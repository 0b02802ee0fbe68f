package machine

import "testing"

func TestFree(t *testing.T) {
	if n := Free(t.TempDir()); n < 0 {
		t.Errorf("%d bytes free", n)
	}
	if n := Free("/no such folder"); n != 0 {
		t.Errorf("%d bytes free where there is no folder", n)
	}
}
