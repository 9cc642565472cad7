// Package second reads documents a second time, in another way, and says where
// the two readings differ: double keying, as archives do it.
//
// For Word files the second way shares no code with package docx: the package
// is opened with archive/zip, its XML read with encoding/xml, a filter of its
// own (see [filter]) takes out what does not print and unwraps what does, and
// the decoder of the go-docx library makes paragraphs, rows and cells of the
// rest. The grid of a table is laid here, too, and not by [document.Builder].
// go-docx is under the AGPL-3.0: godocx.go is the one file that imports it, and
// the build tag "permissive" leaves that file out.
//
// For HTML the second way is that of html.ReadTokens, which the caller hands in
// as a document ([OfDocument]); it shares decoding, styles and the layout of
// lines with the first.
//
// [Compare] makes a finding of each difference. What one of the two cannot
// know is left open rather than reported: the numbers of lists, characters of
// symbol fonts, mathematics, fields without a result, embedded documents.
// Notes, headers and footers are not read a second time.
package second
