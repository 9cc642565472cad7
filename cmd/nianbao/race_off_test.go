//go:build !race

package main_test

// raceFactor is that of the race detector (race_on_test.go), which is not on.
const raceFactor = 1
