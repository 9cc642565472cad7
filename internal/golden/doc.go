// Package golden pins what becomes of a document on its way through the readers
// and the normalizer. It is all test.
//
// Each file of testdata is one case: a small report with one thing that is
// printed otherwise than the form asks for, and the report that comes out.
// golden_test.go says how to write one.
package golden
