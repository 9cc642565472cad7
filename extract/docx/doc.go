// Package docx reads Word documents (WordprocessingML, ECMA-376 and ISO/IEC
// 29500, strict and transitional) into a [document.Document]: what a reader of
// the printed page would see, and nothing else.
//
// It reads XML with a scanner of its own, straight to blocks and cells. What
// becomes of each construct:
//
//	package       main part, styles, numbering, notes and headers found by
//	              relationships, whatever their names and ids
//	tables        gridSpan, vMerge, hMerge, gridBefore, gridAfter, nested tables
//	wrappers      content controls, custom XML and smart tags at run, cell, row
//	              and block level: their content counts
//	changes       inserted and moved-in text kept; deleted and moved-out text,
//	              rows and cells dropped; deleted paragraph marks join paragraphs
//	fields        the result kept, the code dropped; form fields, SYMBOL and EQ,
//	              which have no result, as they print
//	alternatives  mc:AlternateContent once
//	text boxes    once, after the paragraph that anchors them; shapes, WordArt
//	raised        digits above and below the line as such: 10³
//	struck        text that is struck through, once or twice, directly or by
//	              style, between marks: ~~12~~15; table styles are not asked
//	symbols       symbol fonts to Unicode, tabs, breaks, no-break hyphens
//	              (U+2011); optional hyphens do not print
//	hidden text   dropped, hidden directly or by style; hidden paragraph marks
//	              join paragraphs
//	lists         numbers and bullets computed as Word shows them
//	math          on one line
//	asides        footnotes, endnotes, headers and footers, apart; the marks that
//	              refer to notes are dropped
//	embedded      altChunk: Word documents here, HTML, MHT, RTF and text by
//	              [Options.Embedded]
//	pictures      counted; charts and diagrams too, whose text is not read
//	dropped       comments, bookmarks, proofing marks, the reading of ruby text
//
// Damage is an error, never a part of a document: the end tags, the encoding
// and the references of every part that is read are checked, and so is its
// checksum.
package docx
