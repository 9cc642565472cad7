package oracle_test

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
- ☑是◻否☑□≥①☑(U+F021)
- ☑☑中•a
+ (U+F0FE)是¨否(U+F052)(U+F0A3)(U+F0B3)(U+F081)☑(U+F021)
+ (U+F0FE)þ中(U+F0B7)a
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
	"code-pages.rtf": {`
- GBK报告,inonefont报告
+ GBK报告,inonefont±¨¸æ
- 年蚕
- 报П
- ✓◻✓✓(U+F041)
- 年报報告年!年x
- 😀😀kept年
- 中€�|
+ 年�\
+ ��П
+ (U+F0FC)(U+F0A8)(U+F020)(U+F0FC)(U+F020)ü(U+F041)
+ 年报報告年!年
+ 😀?lost报kept年
+ ��€(U+F1FF)|
`,
		"Chinese in a font of charset 0, a second byte that is a backslash or in a run of its own, signs of symbol fonts, and text for old programs (upr); the reader takes what Word shows"},
	"fields.rtf": {`
- page7of
+ page1of
- ✓€
- yes
+ ü€
+ 1yes
`,
		"PAGE is computed anew, signs of symbol fonts stay codes, and a field in the code of another prints"},
	"formulas.rtf": {`
- 1/2
- 10³
`,
		"formulas are objects, without text"},
	"paragraphs.rtf": {`
- bc—de‑fg{h}\
+ bc—de‑f(soft hyphen)g{h}\
`,
		"as in breaks"},
	"struck.rtf": {`
- ~~6903~~6904
- ~~123~~45
- 6~~七²~~7
- ~~12~~
- ~~12~~
+ 69036904
+ 12345
+ 6七27
+ 12
+ 12
`,
		"as in struck"},
	"table-damaged.rtf": {`
- c
- nomark
- notinit
+ notinit
- onlydefined
`,
		"as in the grids; text in a row that never ends is lost"},
	"text-of-others.rtf": {`
- joinedtothisandthis
+ joined
+ tothis
+ andthis
- 10³m²H₂O5th¹2
+ 103m2H2O5th12
`,
		"deleted and hidden marks do not join paragraphs, and raised digits are plain: as in tracked-marks, hidden-marks and raised"},
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
	"lists.rtf": {`
- 一、overview
- 1.first
- •point
- 9.
- none
- plain
+ overview
+ 0.first
+ 1.point
+ 2.
+ 3.none
+ 4.plain
`,
		"a list is counted anew from its tables, which this file has only in part; the numbers beside the paragraphs are what the program that wrote the file showed"},
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
	"code-pages.rtf": {`
+ æ
+ æ
+ NŽ
+ Ï
+ ü
+ üA
+ lost
+ ÖÐ
+ ÿ
`,
		"pandoc takes all bytes for Western, and text for old programs (upr)"},
	"text-of-others.rtf": {`
+ gone
+ deleted
+ of
+ row
`,
		"pandoc knows no deleted text in RTF"},
}
