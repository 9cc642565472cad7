package oracle_test

// officeRefuses are the files that LibreOffice 7.4 cannot load, and why.
var officeRefuses = map[string]string{
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
}

// lineDifferences are about lines of the running text.
var lineDifferences = map[string]difference{
	"alternate-content": {`
- firstfallback
+ firstsecondfallback
`,
		"both choices are taken where the file has two that are understood; ECMA-376 Part 3 §10.2.1 takes the first"},
	"breaks": {`
- 2020‑01!
+ 2020‑01(soft hyphen)!
`,
		"a soft hyphen, which prints only at the end of a line, is left in the text"},
	"constructs_2021_word": {`
- （五）监督保障情况。由一名负责同志分管公开工作，年内没有发生需要追究责任的情形。全年涉及政府信息公开的行政复议0件，行政诉讼89件。
+ （五）监督保障情况。由一名负责同DOCPROPERTYTotal志分管公开工作，年内没有发生需要追究责任的情形。全年涉及政府信息公开的行政复议70件，行政诉讼89件。
- 26
+ 26原稿31
- 第二十条第（八）项
- 信息内容
+ 第原稿31二十条第（八）项
+ 7信息内容
- 收到和处理政府信息公开申请情况
+ 收到和处理政府信息公开申请情况移走5
- 113
+ 11移走53
- 0
+ HYPERLINK"http://www.example.gov.cn/zwgk/"0
- 1.本机关不掌握相关政府信息
+ 1.本机关不掌握相关政府信移走5息移走5
- 0
+ 0原稿31
`,
		"as in the grids: changes and fields inside content controls print; DOCPROPERTY fields print their code where a change cuts them"},
	"fields": {`
- 2021年1月
- A42-3-B
+ TODAY
+ AError:Referencesourcenotfound042B
- neverended
- stillhere
`,
		"DATE and REF are computed anew; a field without an end swallows the rest of the document. Word prints the results that the file holds"},
	"fields-without-result": {`
- 是☒否☐
- second
- ✓symbol
- ③年1/2
+ 是否
+ üsymbol
+ 年nián
`,
		"no check boxes, no EQ fields; the reading of a phonetic guide stands on the line"},
	"hidden-marks": {`
- Run-inheading.Itstext.
+ Run-inheading.
+ Itstext.
`,
		"a hidden paragraph mark does not join paragraphs (run-in headings); in Word it does"},
	"hidden-text": {`
- abcd
- twiceisnone,shown
+ abnoc
+ notwiceisnone,
+ shown
`,
		"styles without a name are lost, and with them that they hide text; webHidden text is hidden, which Word prints"},
	"lists-chinese": {`
- 1
- 2
- 37
+ 7
`,
		"numbers of paragraphs that hold nothing else; OpenDocument does not hold them"},
	"math": {`
- y=1/(a+b)x^10z_i
- √(2a)√[3]8[p;q]
- sum∑_(i=1)^nk12
+ sum
`,
		"formulas are objects, without text"},
	"raised": {`
- 10³m²⁾，CO₂7注1
+ 103m2)，CO27注1
`,
		"raised and lowered digits are plain here, so that 10³ would be 103"},
	"ruby": {`
- 政府
+ 政府fǔ
`,
		"the reading of a phonetic guide stands on the line; it is not part of the text"},
	"struck": {`
- ~~6903~~6904
- ~~1~~2~~3~~
- ~~1~~23
+ 69036904
+ 123
+ 123
- ~~123~~45
- (~~a+b~~)/2
- ~~12~~
- ~~12~~
+ 12345
+ 12
+ 12
`,
		"the line through text is not in the text; formulas are objects, without text"},
	"symbols": {`
- ☑是◻否☑□≥①☑
- ☑☑中•a
+ 是¨否☑
+ þ中a
`,
		"symbol fonts stay codes of their fonts; here they are the signs that print"},
	"table-odd-places": {`
- inarun
- loosetext
- nocell
- norow
- neither
`,
		"as in the grids"},
	"text-boxes": {`
- anchorgoeson
+ anchor
+ goeson
+ VMLboxboxinthebox
- VMLbox
- boxinthebox
- joinedparagraph
+ joined
+ paragraph
+ hidden
+ hiddendrawing
+ hiddenshape
- shape
- text
- two
`,
		"boxes stand before the paragraph that anchors them, and LibreOffice lacks shapes with DrawingML text; it keeps hidden shapes; a deleted paragraph mark does not join paragraphs"},
	"tracked-marks": {`
- firsthalf,secondhalf
+ firsthalf,
+ secondhalf
`,
		"a deleted paragraph mark does not join paragraphs; in Word it does when the change is accepted"},
	"tracked-tables": {`
+ 2
+ gone
+ late
+ notable
`,
		"as in the grids"},
	"wrappers": {`
- 2020年1月abc
+ 2020年1月abcnotshown
`,
		"text in an element of an unknown namespace, which nothing declares as ignorable: ECMA-376 Part 3 has such a file refused; Word never prints it"},
}

// numberDifferences are about lines of lists with their numbers.
var numberDifferences = map[string]difference{
	"lists-chinese": {`
- ➢丙
- •丁
- •戊
+ •丙
+ ◦丁
+ ▪戊
- 辛
+ 1辛
- 6
- 37
+ 6
+ 3
+ 47
`,
		"bullets of symbol fonts are replaced; numbers in cells that a vertical merge covers count, though they do not print"},
	"lists-levels": {`
- 1.01oneone
+ I.01oneone
- 1.02onetwo
+ I.02onetwo
- 2)runson
- 2.02
- levelwithoutapattern
+ 1)runson
+ II.02
+ 1.levelwithoutapattern
`,
		"isLgl is ignored (I.01), lvlRestart=0 restarts, and a level that is not defined gets a number"},
	"lists-styles": {`
- 1.1section
- 1.2sectionofmyown
+ 2section
+ 3sectionofmyown
- 1.3levelbytheparagraph
+ 3.1levelbytheparagraph
- i.levelbythestyle
- linksinacircle
+ levelbythestyle
+ 1.linksinacircle
`,
		"levels tied to a style that has its list from the style it is based on are not recognised"},
}

// wordDifferences are about words that pandoc prints and nianbao does not.
var wordDifferences = map[string]difference{
	"fields": {`
+ A742
+ code
+ over
+ two
+ paragraphsresult
`,
		"pandoc prints the codes of nested fields, and results that others replace"},
	"hidden-text": {`
+ ano
+ α
+ bnocd
+ notwice
`,
		"pandoc keeps hidden text"},
	"lists-chinese": {`
+ 9
+ 10
+ 11
`,
		"pandoc draws its own list numbers"},
	"lists-overrides": {`
+ 1
+ A
`,
		"pandoc draws its own list numbers"},
	"math": {`
+ frac
+ sum
+ begin
+ matrix
+ end
+ matrix
`,
		"pandoc writes formulas as TeX commands"},
	"missing-parts": {`
+ 1
+ 1
`,
		"pandoc numbers notes that it does not find"},
	"notes": {`
+ 3
+ 4
+ 1
+ 3
+ second
+ paragraph
+ 4
`,
		"pandoc numbers notes, and keeps those that nothing refers to"},
	"struck": {`
+ frac
`,
		"pandoc writes formulas as TeX commands"},
	"symbols": {`
+ þ中
`,
		"pandoc leaves the codes of symbol fonts"},
	"tracked-text": {`
+ 共件
`,
		"pandoc drops the insertion inside which something was deleted, or beside it"},
}
