// Package docs holds the documentation, of which some pages are generated from
// the tables that the program itself works with: the codes of findings, the
// columns of the data set, and the keys of the forms.
//
// A test proves that the pages are current.
package docs

//go:generate go test . -update
