// Package rtf reads Rich Text Format (Microsoft's specification, version 1.9.1)
// into a [document.Document]: what a reader of the printed page would see.
//
//	text          code pages by \ansicpg, by the fonts' \fcharset and \cpg; raw
//	              bytes as \'hh; \u with its fallback skipped, \upr
//	tables        columns told by the positions \cellx, horizontal and vertical
//	              merges, nested tables; cells without \intbl
//	changes       inserted text kept, deleted text dropped; deleted paragraph
//	              marks join paragraphs
//	hidden text   dropped
//	fields        the result kept, the code dropped; symbols without a result;
//	              links to documents
//	lists         the number that the file holds beside the paragraph
//	raised        digits above and below the line as such: 10³
//	struck        text that is struck through, once or twice, between marks:
//	              ~~12~~15
//	symbols       symbol fonts to Unicode
//	text boxes    after the paragraph that anchors them
//	asides        footnotes, endnotes, headers and footers, apart
//	dropped       comments, pictures (counted), embedded objects but for what
//	              they show, and all groups that a reader may ignore and this
//	              one does not know
//
// A file that ends before its groups do is cut off: an error, never a part of a
// document.
package rtf
