package oracle_test

// officeRefuses are the files that LibreOffice 7.4 cannot load, and why.
var officeRefuses = map[string]string{
	"asides.rtf":                    "text of a table behind the end of a footnote",
	"altchunk":                      "content types that do not name the main part",
	"dropped":                       "a reference to a comment whose part has no relationship",
	"headers":                       "references to headers whose part is missing",
	"headings":                      "styles that are based on each other in a circle",
	"missing-parts":                 "references to notes whose part is missing",
	"notes":                         "a reference to an endnote, and no part of endnotes",
	"package-odd-names":             "no content types",
	"package-without-relationships": "no content types, no relationships",
}

// pandocRefuses are the files that pandoc 2.17 cannot read, and why.
var pandocRefuses = map[string]string{
	"constructs_2021_word":          "another prefix than w",
	"package-odd-names":             "a main part of another name",
	"package-without-relationships": "no relationships",
	"strict":                        "the namespaces of ISO/IEC 29500 Strict",
}

// gridDifferences are about rows, columns, spans and texts of tables. A cell is
// row,column rows×columns text.
var gridDifferences = map[string]difference{
	"constructs_2021_word": {`
- 2,2 1×1 26
+ 2,2 1×1 26原稿31
- 11,0 1×4 第二十条第（八）项
- 12,0 1×1 信息内容
+ 11,0 1×4 第原稿31二十条第（八）项
+ 12,0 1×1 7信息内容
- 3,5 1×1 113
+ 3,5 1×1 11移走53
- 14,9 1×1 0
+ 14,9 1×1 HYPERLINK"http://www.example.gov.cn/zwgk/"0
- 15,2 1×1 1.本机关不掌握相关政府信息
+ 15,2 1×1 1.本机关不掌握相关政府信移走5息移走5
- 24,5 1×1 0
+ 24,5 1×1 0原稿31
`,
		"LibreOffice makes input fields of content controls, and these cannot hold tracked changes or fields: what was deleted or moved away in them, and a field code, print. In Word they do not"},
	"content-controls": {`
- 1,1 1×1 e
+ 1,1 1×2 e
`,
		"the last cell of a short row is stretched to the table's edge; Word leaves the row short"},
	"lists-chinese": {`
- 0,0 2×1 1
+ 0,0 2×1
- 2,0 1×1 2
- 2,1 1×1 37
+ 2,0 1×1
+ 2,1 1×1 7
`,
		"OpenDocument does not hold the list numbers that the program computes; TestLibreOfficeNumbers compares them"},
	"strict": {`
- table 1×2
- 0,0 1×2 Attributestoo
+ table 1×1
+ 0,0 1×1 Attributestoo
`,
		"columns that no row separates become one; the grid is as the file states it, and the cell spans both"},
	"struck": {`
- 0,0 1×1 ~~12~~
- 0,1 1×1 ~~12~~15
+ 0,0 1×1 12
+ 0,1 1×1 1215
`,
		"the line through text is not in the text, so that 12 struck out with 15 after it would be 1215"},
	"table-odd-places": {`
- table 1×1
- 0,0 1×1 inarun
- table 3×1
- 0,0 1×1 nocell
- 1,0 1×1 norow
- 2,0 1×1 neither
`,
		"no program writes such files: text outside cells, and a table inside a run, are lost in LibreOffice, and Word refuses the file"},
	"table-spans": {`
+ 2,0 1×1
+ 2,2 1×1
- 3,1 1×1
+ 3,1 1×2
`,
		"gridBefore and gridAfter become empty cells, and the last cell of a short row is stretched; Word has holes there"},
	"text-boxes": {`
- 0,0 1×1 cellVMLboxboxinthebox
+ 0,0 1×1 VMLboxboxintheboxcell
`,
		"a box stands before the paragraph that anchors it; here it stands after it"},
	"tracked-tables": {`
- table 5×2
- 0,0 2×1 a
- 0,1 1×1 1
- 1,1 1×1 3
- 2,0 1×1 b
- 2,1 1×1 4
- 3,0 2×1 c
- 3,1 1×1 5
- 4,1 1×1 6
+ table 8×3
+ 0,0 3×1 a
+ 0,1 1×2 1
+ 1,1 1×2 2
+ 2,1 1×2 3
+ 3,0 1×1 gone
+ 3,1 1×1 b
+ 3,2 1×1 4
+ 4,0 1×1 c
+ 4,1 1×2 5
+ 5,0 1×1
+ 5,1 1×2 6
+ 6,0 1×3 late
+ 7,0 1×3 notable
`,
		"LibreOffice has no deleted and inserted cells, and keeps deleted rows whose runs are not marked as deleted, too; Word shows what is left when all changes are accepted"},
	"struck.rtf": {`
- 0,0 1×1 ~~12~~
- 0,1 1×1 ~~12~~15
+ 0,0 1×1 12
+ 0,1 1×1 1215
`,
		"as in struck"},
	"table-damaged.rtf": {`
- table 2×3
+ table 2×2
- 0,2 1×1 c
- 1,0 1×1 d
- 1,1 1×1 nomark
+ 1,0 1×2 d
- 0,0 1×1 norow
+ 0,0 1×1 notinitnorow
`,
		"cells that the definition of their row lacks are lost, as is text before the end of a row without a mark; text behind the end of a table joins the next one"},
	"tables.rtf": {`
- table 4×3
+ table 4×4
- 0,1 1×2 overtwo
- 1,1 1×1 ab
- 1,2 1×1 c
- 2,0 1×3 all
- 3,1 1×1 d
- 3,2 1×1 e
+ 0,1 1×3 overtwo
+ 1,1 1×2 ab
+ 1,3 1×1 c
+ 2,0 1×4 all
+ 3,0 1×2 d
+ 3,2 1×2 e
`,
		"edges at 1000 and 1003, 1998 and 2000 twips are two here, and a gap before a row is part of its first cell; Word rounds them, and leaves the gap"},
}
