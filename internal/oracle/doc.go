// Package oracle compares what nianbao reads from Word files with what
// LibreOffice and pandoc make of the same files, and what it reads from pages with
// what Chromium draws of them. It is all test. What they say is
// in testdata, so that ordinary tests need neither (golden_test.go); behind the build
// tag oracle the programs are asked anew, and with -update, as `make oracle` does,
// their answers are written there. Without the programs that fails.
//
// Compared are the committed samples and the readers' own fixtures, one for each
// construct of Word (extract/docx/testdata), of RTF (extract/rtf/testdata), and binary Word
// files (extract/msdoc/testdata, which pandoc does not read):
//
//   - TestLibreOfficeGrids: rows, columns, spans and texts of all tables, with
//     LibreOffice's flat OpenDocument;
//   - TestLibreOfficeLines: all lines in their order, with the same;
//   - TestLibreOfficeNumbers: the list numbers that the program computes, with
//     LibreOffice's text export;
//   - TestPandoc: all words of pandoc's plain text;
//   - TestChromiumGrids: the cells of all tables of pages, where they stand on the
//     screen and what they hold;
//   - TestChromiumWords: all words that the browser shows, both ways.
//
// Where two programs differ, the difference stands in *_differences_test.go, word
// for word and with its reason. A difference that is not there fails the test,
// and so does one that is gone. The data set is compared with DuckDB beside the
// command (cmd/nianbao).
package oracle
