// Package pdf reads PDF files (ISO 32000-1, -2) whose pages are text.
//
// What is read, and how:
//
//	objects       by pdfcpu (internal/object); what a page needs and what cannot be
//	              read makes the whole file damaged, never half a document
//	pages         their content streams are run (internal/content): characters with
//	              their places, ruling lines, pictures
//	characters    by ToUnicode maps and encodings (internal/font); radicals that stand
//	              for ordinary characters are those
//	tables        by their ruling lines (internal/grid); parts on following pages are
//	              one table, repeated heads are dropped, rows that a page cut are joined
//	without rules a file whose tables have no ruling lines is written out as lines with
//	              aligned columns (internal/layout/plain.go) for a reader of such text; its
//	              values need a proof ([document.Document.Unproven])
//	paragraphs    of lines (internal/layout); page numbers, running heads and
//	              footnotes stand apart
//
// What is not seen on the page is not read: text outside of a clip path, beneath a
// filled rectangle, invisible text beside visible. Of a page with a picture and nothing but
// invisible text, which is a scan with what OCR made of it, that is read, and said (X189).
//
// Not read, but recognised: scans (X186), outlined text (X187), text without
// character maps (X188), files with a password (X107), cut off (X116), damaged (X185).
package pdf
