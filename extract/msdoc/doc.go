// Package msdoc reads binary Word documents (Word 97 to 2003, [MS-DOC]) into a
// [document.Document]: what a reader of the printed page would see.
//
//	container     OLE compound file ([MS-CFB]); the streams WordDocument,
//	              0Table or 1Table, and Data at its root
//	text          piece table, Windows-1252 and UTF-16 pieces, fast-saved files
//	properties    styles, then paragraph and character pages (PAPX, CHPX), then
//	              the modifiers of pieces
//	tables        horizontal and vertical merges, columns told by the edges of
//	              cells, nested tables
//	changes       inserted text kept; deleted text and rows dropped; deleted
//	              paragraph marks join paragraphs
//	hidden text   dropped, hidden directly or by style
//	fields        the result kept, the code dropped
//	lists         numbers and bullets computed as Word shows them
//	raised        digits above and below the line as such: 10³
//	struck        text that is struck through, once or twice, directly or by
//	              style, between marks: ~~12~~15
//	symbols       symbol fonts to Unicode
//	text boxes    after the paragraph that anchors them; those in groups of shapes
//	              after the running text
//	asides        footnotes, endnotes, headers and footers, apart
//	dropped       comments, pictures (counted), check boxes of forms
//
// Damage to what holds text or tables is an error, never a part of a document.
package msdoc
