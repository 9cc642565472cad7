//go:build race

package main_test

// raceFactor is how many times the memory of an ordinary run one may take under the
// race detector, which remembers who touched what: five to ten times, as its
// documentation says; here about four were seen.
const raceFactor = 5
