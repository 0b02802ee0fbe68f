//go:build !unix

package society

import "time"

var began = time.Now()

// processor is the time that has passed: here nobody tells how much of it the program took.
func processor() time.Duration { return time.Since(began) }
