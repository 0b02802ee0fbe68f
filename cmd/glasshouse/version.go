package main

import root "glasshouse.example"

// version is that of the laboratory: a checkpoint of one revision is not for another.
func version() string { return root.Version() }
