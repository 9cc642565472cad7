// Package arch holds the import directions of the house to a table. It is all
// test: see arch_test.go.
package arch
