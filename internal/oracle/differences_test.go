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

// drawnDifferences are about the cells of tables of pages.
var drawnDifferences = map[string]difference{
	"hidden_main.html": {`
- table 3×4
- 0,0 1×1 信息内容
- 0,1 1×1 本年制发件数
- 0,2 1×1 本年废止件数
- 0,3 1×1 现行有效件数
- 1,0 1×1 规章
- 1,1 1×1 0
- 1,2 1×1 0
- 1,3 1×1 0
- 2,0 1×1 行政规范性文件
- 2,1 1×1 1
- 2,2 1×1 2
- 2,3 1×1 8
`,
		"a page that a script shows: scripts do not run here, and the reader takes such a page's main part for shown"},
	"jcms_gb2312.html": {`
+ table 2×1
+ 0,0 1×1
+ 1,0 1×1
+ table 1×5
+ 0,0 1×1 首页
+ 0,1 1×1 镇情概况
+ 0,2 1×1 政务动态
+ 0,3 1×1 信息公开
+ 0,4 1×1 便民服务
+ table 4×1
+ 0,0 1×1 信息公开目录
+ 1,0 1×1 公开指南
+ 2,0 1×1 公开目录
+ 3,0 1×1 公开年报
+ table 7×7
+ 0,0 1×7 2016年3月
+ 1,0 1×1 日
+ 1,1 1×1 一
+ 1,2 1×1 二
+ 1,3 1×1 三
+ 1,4 1×1 四
+ 1,5 1×1 五
+ 1,6 1×1 六
+ 2,0 1×1
+ 2,1 1×1
+ 2,2 1×1 1
+ 2,3 1×1 2
+ 2,4 1×1 3
+ 2,5 1×1 4
+ 2,6 1×1 5
+ 3,0 1×1 6
+ 3,1 1×1 7
+ 3,2 1×1 8
+ 3,3 1×1 9
+ 3,4 1×1 10
+ 3,5 1×1 11
+ 3,6 1×1 12
+ 4,0 1×1 13
+ 4,1 1×1 14
+ 4,2 1×1 15
+ 4,3 1×1 16
+ 4,4 1×1 17
+ 4,5 1×1 18
+ 4,6 1×1 19
+ 5,0 1×1 20
+ 5,1 1×1 21
+ 5,2 1×1 22
+ 5,3 1×1 23
+ 5,4 1×1 24
+ 5,5 1×1 25
+ 5,6 1×1 26
+ 6,0 1×1 27
+ 6,1 1×1 28
+ 6,2 1×1 29
+ 6,3 1×1 30
+ 6,4 1×1 31
+ 6,5 1×1
+ 6,6 1×1
- 0,0 1×1
+ 0,0 1×1 您现在的位置：首页>>信息公开>>正文
- 4,0 1×1
- 5,0 1×1
- 6,0 1×1
+ 4,0 1×1 【打印本页】【关闭窗口】
+ 5,0 1×1 上一条：石磴镇2015年部门决算
+ 6,0 1×1 下一条：没有了
+ table 1×1
+ 0,0 1×1 版权所有：石磴镇人民政府技术支持：某某软件有限公司某ICP备09000009号
`,
		"menus, calendars and footers of the site around the report, which the reader leaves out"},
	"report_2021_portal.html": {`
+ table 5×7
+ 0,0 1×1 日
+ 0,1 1×1 一
+ 0,2 1×1 二
+ 0,3 1×1 三
+ 0,4 1×1 四
+ 0,5 1×1 五
+ 0,6 1×1 六
+ 1,0 1×1 1
+ 1,1 1×1 2
+ 1,2 1×1 3
+ 1,3 1×1 4
+ 1,4 1×1 5
+ 1,5 1×1 6
+ 1,6 1×1 7
+ 2,0 1×1 8
+ 2,1 1×1 9
+ 2,2 1×1 10
+ 2,3 1×1 11
+ 2,4 1×1 12
+ 2,5 1×1 13
+ 2,6 1×1 14
+ 3,0 1×1 15
+ 3,1 1×1 16
+ 3,2 1×1 17
+ 3,3 1×1 18
+ 3,4 1×1 19
+ 3,5 1×1 20
+ 3,6 1×1 21
+ 4,0 1×1 22
+ 4,1 1×1 23
+ 4,2 1×1 24
+ 4,3 1×1 25
+ 4,4 1×1 26
+ 4,5 1×1 27
+ 4,6 1×1 28
`,
		"the site's calendar, which the reader leaves out"},
	"struck.html": {`
- 0,0 1×1 ~~6903~~6904
- 0,1 1×1 ~~9~~8
- 0,2 1×1 ~~1~~7
- 0,3 1×1 ~~2~~3
- 1,0 1×1 ~~12~~15
- 1,1 1×1 ~~12~~
- 1,2 1×1 ~~12~~
+ 0,0 1×1 69036904
+ 0,1 1×1 98
+ 0,2 1×1 17
+ 0,3 1×1 23
+ 1,0 1×1 1215
+ 1,1 1×1 12
+ 1,2 1×1 12
- 2,0 1×1 ~~12~~3
- 2,1 1×1 ~~12~~3
+ 2,0 1×1 123
+ 2,1 1×1 123
- 2,3 1×1 ~~4~~5
- 3,0 1×1 80¹
- 3,1 1×1 80¹,²
- 3,2 1×1 80³
- 3,3 1×1 80₄
- 4,0 1×1 ~~1~~
- 4,1 1×1 ~~2~~
- 4,2 1×1 ~~80注1~~
+ 2,3 1×1 45
+ 3,0 1×1 801
+ 3,1 1×1 801,2
+ 3,2 1×1 803
+ 3,3 1×1 80４
+ 4,0 1×1 1
+ 4,1 1×1 2
+ 4,2 1×1 80注1
- 5,1 1×1 ~~件~~数
- 5,2 1×1 ~~34~~5
- 5,3 1×1 ~~6~~7
+ 5,1 1×1 件数
+ 5,2 1×1 345
+ 5,3 1×1 67
`,
		"the line through text and the place of raised digits are not in the text, so that 12 struck out with 15 after it would be 1215, and 80 with note 1 would be 801"},
	"tables.html": {`
- 0,5 1×1 六1.七2.八
+ 0,5 1×1 六七八
- 2,0 1×1 secondfoot
+ 2,0 1×1 secondfoot
`,
		"numbers of lists are not in a browser's text"},
}

// shownDifferences are about words of pages: "- " those that only nianbao has.
var shownDifferences = map[string]difference{
	"hidden.html": {`
- 5shown
- rulesthatdependonotherelementsarenotfollowed
- details
+ no
+ no
`,
		"rules that depend on other elements are not followed, and closed details are read; noscript is text where scripts do not run, and hidden=until-found counts as text"},
	"hidden_main.html": {`
- 柳塘乡2023年政府信息公开工作年度报告
- 一
- 总体情况
- 本乡全年公开各类信息287条
- 其中涉农补贴类96条
- 项目招标类14条
- 其余为日常政务信息
- 二
- 主动公开政府信息情况
- 信息内容
- 本年制发件数
- 本年废止件数
- 现行有效件数
- 规章
- 0
- 0
- 0
- 行政规范性文件
- 1
- 2
- 8
+ 首页公开
`,
		"as in the grids"},
	"jcms_gb2312.html": {`
+ 首页
+ 镇情概况
+ 政务动态
+ 便民服务
+ 信息公开目录
+ 公开指南
+ 公开目录
+ 公开年报
+ 四
+ 五
+ 六
+ 10
+ 11
+ 13
+ 14
+ 17
+ 19
+ 24
+ 25
+ 27
+ 28
+ 29
+ 30
+ 您现在的位置
+ 首页
+ 正文
+ 22
+ 二
+ 7
+ 三
+ 打印本页
+ 关闭窗口
+ 上一条
+ 石磴镇2015年部门决算
+ 下一条
+ 没有了
+ 版权所有
+ 石磴镇人民政府
+ 技术支持
+ 某某软件有限公司
+ 某ICP备09000009号
`,
		"what stands around the report on its site, which the reader leaves out"},
	"lines.html": {`
+ 汉字zì
`,
		"the reading of a ruby annotation stands behind its text; it is not part of it"},
	"report_2021_portal.html": {`
+ 办事服务
+ 互动交流
+ 2021年
+ 2020年
+ 首页
+ 政府信息公开年报
+ 五
+ 六
`,
		"what stands around the report on its site, which the reader leaves out"},
	"siblings_no_container.html": {`
+ English
+ 繁體
+ 要闻公开服务
+ 相关文件
+ 2023年政府信息公开工作年度报告2022年政府信息公开工作年度报告
+ 扫一扫在手机打开当前页
+ 主办单位
+ 云坪区人民政府办公室
+ 承办单位
+ 云坪区数据局
+ 联系电话
+ 0000
+ 7654321
`,
		"what stands around the report on its site, which the reader leaves out"},
	"trs_portal.html": {`
+ 网站首页
+ 设为首页
+ 无障碍阅读
+ 站内搜索搜索
+ 标题
+ 正文
+ 松溪谷县人民政府
+ 走进松溪谷
+ 历史沿革
+ 自然地理
+ 新闻中心
+ 政务公开
+ 办事服务
+ 互动交流
+ 当前位置
+ 首页
+ 政务公开
+ 政府信息公开年报
+ 字体
+ 大
+ 中
+ 小
+ 分享到微信微博
+ 打印本页
+ 关闭窗口
+ 上一篇
+ 松溪谷县林业局2022年政府信息公开工作年度报告
+ 下一篇
+ 松溪谷县审计局2022年政府信息公开工作年度报告
+ 网站地图
+ 联系我们
+ 关于我们
+ 主办
+ 松溪谷县人民政府办公室
+ 地址
+ 松溪谷县文昌路8号
+ 邮编
+ 999000
+ 网站标识码
+ 9900990001
+ 某ICP备12000001号
+ 某公网安备
+ 99000002000001号
+ 您的浏览器不支持脚本
`,
		"what stands around the report on its site, which the reader leaves out"},
	"word_paste.html": {`
+ 工作3月9日部署隐藏
`,
		"text that Word hides (mso-hide) shows in a browser, not in Word"},
	"xxgk_aspnet.html": {`
+ 信息公开目录
+ 机构职能
+ 政策文件
+ 财政预决算
+ 公开年报
+ 点击排行
+ 关于公布办事指南的通知
+ 关于征集意见的公告
+ 地址
+ 青阜区学府街3号电话
+ 1234567
+ Copyright
+ 2021
+ 青阜区人民政府
`,
		"what stands around the report on its site, which the reader leaves out"},
}
