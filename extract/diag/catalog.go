package diag

import "sort"

// Entry is what the catalogue knows of a code.
type Entry struct {
	Code     Code
	Severity Severity
	// Message and MessageZH are one line, with {placeholders} for the
	// finding's arguments.
	Message, MessageZH string
	// Explain and ExplainZH say what it means and what the user can do.
	Explain, ExplainZH string
}

// Codes: X1xx extract (X10x any input, X12x packages and Word, X15x HTML, X17x
// text, X13x archives, X14x what came with an input, X18x the second reading, X19x the run itself), N1xx what a document is, N2xx matching tables,
// N3xx identities, N4xx metadata and prose.

// Lookup finds the entry of a code.
func Lookup(code Code) (Entry, bool) {
	e, ok := byCode[code]
	return e, ok
}

// Catalog is all entries in the order of their codes.
func Catalog() []Entry {
	out := append([]Entry(nil), catalog...)
	sort.Slice(out, func(i, j int) bool { return out[i].Code < out[j].Code })
	return out
}

var byCode = func() map[Code]Entry {
	m := make(map[Code]Entry, len(catalog))
	for _, e := range catalog {
		if _, twice := m[e.Code]; twice {
			panic("diag: code " + string(e.Code) + " stands twice in the catalogue")
		}
		m[e.Code] = e
	}
	return m
}()

var catalog = []Entry{
	// Any input.
	{"X100", Severe, "cannot be read{detail}", "无法读取{detail}",
		"The file could not be opened or read. Check that it exists and that you may read it.",
		"文件无法打开或读取。请检查文件是否存在、是否有读取权限。"},
	{"X101", Severe, "the file is empty", "文件为空",
		"The file has no bytes. Most often a download broke off; fetch it again.",
		"文件大小为零，多半是下载中断所致，请重新下载。"},
	{"X102", Severe, "not a format that nianbao reads: looks like {format}", "不支持的文件格式：疑似{format}",
		"The content, whatever the suffix says, is of a format that is not read. Convert it to .docx, .html or text first.",
		"无论扩展名如何，文件内容属于不支持的格式。请先转换为 .docx、.html 或文本。"},
	{"X103", Severe, "larger than the limit of {limit} bytes ({what}){detail}", "超过大小上限 {limit} 字节（{what}）{detail}",
		"A limit protects the run from files that are made to exhaust memory. Real reports are far below it. Raise the limit if you trust the file.",
		"该上限用于防止恶意文件耗尽内存，正常年报远小于此。如确信文件可靠，可调高上限。"},
	{"X104", Severe, "more than the limit of {limit} {what}{detail}", "{what}数量超过上限 {limit}{detail}",
		"A limit on the structure (nesting, tables, cells, spans) was passed. Real reports are far below it.",
		"文档结构（嵌套、表格、单元格、合并跨度）超过上限，正常年报远小于此。"},
	{"X105", Info, "read as {format}, although its name ends in {suffix}", "文件名后缀为 {suffix}，内容实为 {format}",
		"The format is told by content. The name says something else; nothing is wrong with the values.",
		"格式以内容为准，与文件名后缀不符；数值不受影响。"},
	{"X106", Severe, "binary Word file of Word 95 or older (.doc)", "Word 95 或更早版本的二进制文件（.doc）",
		"Save it as .docx with Word, WPS or LibreOffice and convert that.",
		"请用 Word、WPS 或 LibreOffice 另存为 .docx 后再转换。"},
	{"X107", Severe, "encrypted or protected by a password", "文件已加密或设有密码",
		"The content cannot be read without the password. Save a copy without protection.",
		"没有密码无法读取内容，请另存一份无密码的副本。"},
	{"X108", Warning, "a span of {found} was cut to {limit}", "合并跨度 {found} 被截为 {limit}",
		"A cell claims to span more rows or columns than the limit allows; the rest of the span is ignored.",
		"单元格声明的合并跨度超过上限，超出部分被忽略。"},
	{"X109", Warning, "cells overlap in the table's grid", "表格网格中单元格重叠",
		"Two cells claim the same place. The first keeps it; the values of this table deserve a look.",
		"两个单元格占据同一位置，以先出现者为准；请核对此表数值。"},
	{"X110", Warning, "text in a cell that is merged into the one above does not print and was left out", "并入上方单元格的单元格内有不显示的文字，已略去",
		"Word shows only the first cell of a vertical merge. The file holds more text in a cell below it.",
		"纵向合并时 Word 只显示第一个单元格，文件在其下方单元格中另存有文字。"},

	// Packages and Word.
	{"X120", Severe, "not a whole zip package{detail}", "zip 包不完整或损坏{detail}",
		"The file starts as a zip package, but it is truncated or damaged. Fetch it again.",
		"文件开头为 zip 包，但被截断或损坏，请重新下载。"},
	{"X121", Severe, "a part is damaged{detail}", "包内部件损坏{detail}",
		"An entry of the package cannot be inflated or its checksum is wrong. Fetch the file again.",
		"包内某部件无法解压或校验和错误，请重新下载。"},
	{"X122", Severe, "no Word document in the package{detail}", "包内没有 Word 文档{detail}",
		"The package is of another kind (a spreadsheet, a presentation, an archive) or its main part is missing.",
		"该包属于其他类型（表格、演示文稿、压缩包），或缺少主文档部件。"},
	{"X123", Severe, "bad XML{detail}", "XML 不合法{detail}",
		"A part is not well-formed XML or not UTF-8. The file is damaged or was written by a faulty program.",
		"部件不是合法的 XML 或不是 UTF-8 编码，文件已损坏或由有缺陷的程序生成。"},
	{"X124", Warning, "a part that the document refers to is missing: {part}", "文档引用的部件缺失：{part}",
		"The text or the numbering in that part is lost. Open the file in Word to see what it was.",
		"该部件中的文字或编号丢失，请用 Word 打开核对。"},
	{"X125", Info, "tracked changes: {inserted} insertions kept, {deleted} deletions dropped", "含修订：保留插入 {inserted} 处，去除删除 {deleted} 处",
		"The document holds tracked changes. It was read as if all were accepted.",
		"文档含修订记录，按全部接受修订读取。"},
	{"X126", Info, "embedded {format} content was read{detail}", "已读取嵌入的 {format} 内容{detail}",
		"The document embeds another document (altChunk), which was read in its place.",
		"文档嵌入了其他文档（altChunk），已在原处读取。"},
	{"X127", Warning, "embedded {format} content was not read: {part}", "嵌入的 {format} 内容未读取：{part}",
		"The document embeds another document of a kind that is not read inside Word files.",
		"文档嵌入了无法读取的其他类型文档。"},
	{"X128", Severe, "damaged binary Word file (.doc){detail}", "二进制 Word 文件（.doc）损坏{detail}",
		"The file is cut off, or its parts contradict each other. Fetch it again, or open it in Word, WPS or LibreOffice and save it as .docx.",
		"文件被截断或内部结构矛盾。请重新下载，或用 Word、WPS、LibreOffice 打开后另存为 .docx。"},
	{"X129", Warning, "a table row has {found} cells, its definition {stated}", "表格某行有 {found} 个单元格，其定义为 {stated} 个",
		"The row's columns are not known; its cells were numbered from the left. Check its values.",
		"该行的列位置不明，单元格按从左到右编号，请核对数值。"},

	// Archives.
	{"X130", Severe, "the archive is damaged{detail}", "压缩包已损坏{detail}",
		"The archive cannot be read to its end, or its directory is wrong. The files listed before the damage were converted. Fetch it again.",
		"压缩包无法完整读取或目录有误，损坏处之前的文件已转换。请重新下载。"},
	{"X131", Severe, "packed in the archive by a method that is not read (number {method})", "压缩包内使用了不支持的压缩方法（编号 {method}）",
		"Unpack the archive and convert the files, or pack it again as an ordinary zip.",
		"请先解压再转换，或重新打包为普通 zip。"},
	{"X132", Severe, "there is no {member} in it", "其中没有 {member}",
		"The path names a file inside an archive that is not there, or the file is no archive.",
		"该路径所指的压缩包内文件不存在，或该文件不是压缩包。"},

	// What came with an input.
	{"X140", Info, "the list of metadata has no row for it", "元数据清单中没有此文件",
		"No row of --metadata has this path, as it was named or below the folder that was named. Rows are not joined by the name of the file alone.",
		"--metadata 清单中没有与此路径（或其在输入文件夹内的相对路径）相同的行；不按文件名单独匹配。"},
	{"X141", Warning, "{count} rows of the list of metadata have its path and differ; none was taken", "元数据清单中有 {count} 行与此路径相同而内容不一，均未采用",
		"Which row is meant cannot be told. Remove the others from the list.",
		"无法判断以哪一行为准，请在清单中删去其余各行。"},

	// HTML.
	{"X150", Warning, "the page is nested too deeply or has too many tags for the full reading; it was read tag by tag", "网页嵌套过深或标签过多，改为逐个标签读取",
		"The page has more open elements or more tags than any sound page. Its text and tables were read in a simpler way, which does not tell the report from the rest of the page.",
		"网页打开的元素或标签数量超出正常范围，其文字和表格按简化方式读取，未区分正文与页面其他部分。"},
	{"X151", Info, "read as {charset}{detail}", "按 {charset} 编码读取{detail}",
		"The character set that the page declares is missing or wrong; the one named was found from the bytes.",
		"网页未声明或错误声明了字符集，编码由字节内容判断。"},
	{"X152", Warning, "{count} characters could not be decoded as {charset}", "有 {count} 个字符无法按 {charset} 解码",
		"Some bytes are not valid in the character set. They stand as U+FFFD in the text.",
		"部分字节不符合该字符集，在文本中以 U+FFFD 表示。"},
	{"X153", Warning, "the page hides its main text ({cells} filled table cells); it was read all the same", "网页将正文（含 {cells} 个非空单元格）设为隐藏，仍予读取",
		"Most of the page's text is hidden until a script shows it. It was taken as shown. Open the page in a browser if in doubt.",
		"网页大部分文字默认隐藏，由脚本显示，已按显示读取。如有疑问，请用浏览器打开核对。"},

	// Text.
	{"X170", Info, "read as {charset}", "按 {charset} 编码读取",
		"A text file does not say its character set. The one named was found from the bytes.",
		"文本文件不注明字符集，编码由字节内容判断。"},
	{"X171", Warning, "{count} characters could not be decoded as {charset}", "有 {count} 个字符无法按 {charset} 解码",
		"Some bytes are not valid in the character set, or the file already holds replacement characters. They stand as U+FFFD in the text.",
		"部分字节不符合该字符集，或文件中已有替换字符，在文本中以 U+FFFD 表示。"},
	{"X172", Info, "{count} control characters were dropped", "去除控制字符 {count} 个",
		"The file holds control characters that print as nothing, such as NUL bytes.",
		"文件含有不显示的控制字符（如 NUL 字节）。"},
	{"X173", Info, "the columns of a table that blanks align could not be told", "以空格对齐的表格，列位置无法确定",
		"The positions of values and headers do not agree on columns. Cells are numbered in their rows only, so rows with blank cells may stay unread.",
		"数值与表头的位置不能确定列，单元格仅按行内次序编号，含空白的行可能无法读取。"},
	{"X174", Info, "the ends of a table's rows are lost", "表格的行界丢失",
		"The text marks the cells of the table and not its rows. Each cell stands in a row of its own.",
		"文本只标出单元格而未标出行界，每个单元格单列一行。"},

	// The second reading.
	{"X180", Warning, "the second reading ({reader}) has another text: “{second}”, the first “{first}”", "第二次读取（{reader}）文字不同：“{second}”，第一次为“{first}”",
		"With --verify, a document is read in two ways, and here they differ. The values are those of the first reading. Look at the place in the file.",
		"使用 --verify 时，文档以两种方式读取，此处结果不同。数值取自第一次读取，请在原文件中核对此处。"},
	{"X181", Warning, "the second reading ({reader}) has another grid: {second}, the first {first}", "第二次读取（{reader}）表格网格不同：{second}，第一次为 {first}",
		"With --verify, a document is read in two ways, and they see the cells of a table in other places. Rows and columns are counted from 0. Look at the table in the file.",
		"使用 --verify 时，两种读取方式得到的单元格位置不同（行列从 0 计），请在原文件中核对此表。"},
	{"X182", Warning, "only the {where} of two readings (the second is {reader}) has {what}", "两次读取（第二次为 {reader}）中只有一次（{where}）含有 {what}",
		"With --verify, a document is read in two ways, and one of them has a paragraph or table that the other lacks.",
		"使用 --verify 时，某一段落或表格只在其中一次读取中出现。"},
	{"X183", Warning, "not verified{detail}", "未能核验{detail}",
		"With --verify, the document could not be read a second time. The values of the first reading stand, unverified.",
		"使用 --verify 时，文档无法第二次读取；第一次读取的数值未经核验。"},
	{"X184", Info, "read a second time ({reader}): {paragraphs} paragraphs and {cells} cells compared, {differences} differences", "已第二次读取（{reader}）：比较段落 {paragraphs} 个、单元格 {cells} 个，差异 {differences} 处",
		"With --verify, this says how much of the document both readings have. At most 100 differences are listed.",
		"使用 --verify 时，说明两次读取比较的范围，最多列出 100 处差异。"},

	// The run itself.
	{"X198", Severe, "took longer than the limit of {limit}", "处理时间超过上限 {limit}",
		"The document took too long. Raise --timeout if it is a real report, and tell us about it.",
		"处理超时。如为真实年报，请调高 --timeout 并告知我们。"},
	{"X199", Severe, "internal error: {panic}", "内部错误：{panic}",
		"This is a bug in nianbao, not in your file. Please report it with the file if you may share it.",
		"这是 nianbao 的缺陷，并非文件问题。请连同文件（如可分享）反馈给我们。"},

	// What a document is.
	{"N101", Warning, "not a report: {reason}", "不是年度报告：{reason}",
		"Neither the title nor any table or section of a known form was found.",
		"未找到年报标题，也未找到任何已知格式的表格或章节。"},
	{"N102", Info, "the document holds {count} reports; this is number {number}", "文档含 {count} 份报告，这是第 {number} 份",
		"Each report of the document is a line of its own.",
		"文档中的每份报告各为一行。"},
	{"N103", Info, "the same bytes as {path}", "与 {path} 内容完全相同",
		"The file was converted once; this copy holds no facts.",
		"相同文件只转换一次，此副本不含数据。"},
	{"N104", Warning, "table {table} was not found{detail}", "未找到表格 {table}{detail}",
		"The form has this table and the document does not, or it stands there as an image or in an attachment.",
		"该格式应有此表，但文档中没有，或以图片、附件形式存在。"},
	{"N105", Warning, "section {number} ({key}) was not found", "未找到第 {number} 部分（{key}）",
		"The form has this section; no heading of it was recognised.",
		"该格式应有此部分，但未识别到标题。"},
	{"N106", Info, "the tables are there and hold no value", "表格存在但未填写",
		"The form is empty: a template, or a report published unfilled.",
		"格式为空表：模板或未填写的报告。"},
	{"N107", Warning, "the figures are of a period that is no year: {evidence}", "数据期间不是一个年度：{evidence}",
		"A quarterly or half-year table of the same kind looks like an annual one. It is not converted.",
		"季度或半年统计表与年度表相似，不予转换。"},
	{"N108", Warning, "neither a table nor a sentence gave a value", "表格和正文中均未取得数值",
		"The report was recognised by its title or sections, and no number of its form was found. It may be a notice about reports, the first page of one, or state its numbers in words that are not known.",
		"已按标题或章节识别为年报，但未找到该格式的任何数值。可能是有关年报的通知、年报的一部分，或其数值表述尚不能识别。"},
	{"N109", Warning, "no document: {format}", "不是文档：{format}",
		"A file of a kind that holds no report. If it is an image, it may still be a scan of one, which is not read.",
		"此类文件不含年报；如为图片，可能是扫描件，不予识别。"},

	// Matching.
	{"N201", Warning, "label “{label}” is not known in table {table}", "表格 {table} 中的标签“{label}”无法识别",
		"A row or column of a recognised table has a label that no alias covers. Its cells are in unmapped.",
		"已识别的表格中有无法识别的行或列标签，其单元格列入 unmapped。"},
	{"N202", Warning, "label “{label}” was read as “{known}”", "标签“{label}”按“{known}”读取",
		"The label differs from every known one by a few characters; the nearest was taken because no other is near.",
		"标签与已知标签略有出入，因只有一个相近，故按其读取。"},
	{"N203", Warning, "{count} rows without labels were taken by position: {keys}", "{count} 个无标签行按位置读取：{keys}",
		"Between two rows with labels stand exactly as many rows without as the form has there.",
		"两个有标签的行之间，无标签行数恰与格式一致。"},
	{"N204", Warning, "columns without labels were taken by position: {keys}", "无标签的列按位置读取：{keys}",
		"The header is missing or incomplete; the rows have exactly as many values as the form has columns.",
		"表头缺失或不完整，而各行数值个数恰与格式的列数一致。"},
	{"N205", Warning, "row {row} holds {found} values for {expected} columns", "行 {row} 有 {found} 个值，应有 {expected} 列",
		"Which value belongs to which column cannot be told. None was taken, but for those whose column the sums leave no doubt of (N212).",
		"无法判断各值所属的列；除合计关系能唯一确定的值（见 N212）外，均不取值。"},
	{"N206", Warning, "“{raw}” is not a number that can be read", "“{raw}”不是可识别的数值",
		"The cell holds something else than a number, a dash or a blank. Its text is in raw.",
		"单元格内容既非数值，也非短横或空白，原文见 raw。"},
	{"N207", Warning, "row {row} ({label}) is missing", "缺少行 {row}（{label}）",
		"The form has this row and the table does not.",
		"格式应有此行，而表中没有。"},
	{"N208", Warning, "column {column} ({label}) is missing", "缺少列 {column}（{label}）",
		"The form has this column and the table does not.",
		"格式应有此列，而表中没有。"},
	{"N209", Warning, "two places print different values for {row} / {column}; neither counts", "{row} / {column} 出现两处且数值不同，均不取值",
		"The same row or table stands twice with different values. The second place is in related.",
		"同一行或表重复出现且数值不同，第二处位置见 related。"},
	{"N210", Info, "amount without a unit", "金额未注明单位",
		"The cell and its header print no unit. Nothing was inferred from the size of the number.",
		"单元格及表头均未注明单位，未按数值大小推断。"},
	{"N211", Warning, "block of form {found} in a report of form {form}", "格式 {form} 的报告中含有格式 {found} 的部分",
		"The report mixes two forms. The keys are those of the form whose labels are printed.",
		"报告混用两种格式，键名以所印标签的格式为准。"},
	{"N212", Warning, "row {row}: the values were placed by their sums", "行 {row}：按合计关系确定各值的列",
		"Blank cells were lost; every placing that satisfies the sums of the form puts the same value, or a blank, in these columns. A blank counts as 0.",
		"空白单元格丢失；满足合计关系的所有排列在这些列上一致（空白按 0 计）。"},
	{"N213", Warning, "{count} cells of table {table} belong to no row or column of the form", "表格 {table} 有 {count} 个单元格不属于任何行列",
		"See unmapped for the cells and what is printed in them.",
		"单元格及内容见 unmapped。"},
	{"N214", Warning, "row {row}: one value stands across {count} columns", "行 {row}：一个值横跨 {count} 列",
		"A merged cell covers several columns; which of them the number belongs to cannot be told.",
		"合并单元格横跨多列，无法判断数值所属的列。"},
	{"N215", Warning, "the columns of table {table} could not be told: taken by their place, the sums of most rows fail", "表格 {table} 的列无法确定：按位置读取时多数行的合计不符",
		"The header is lost, or the text lost its table, and the sums say that the values belong to other columns. No value was taken.",
		"表头缺失或仅按对齐判断列，而合计关系表明并非如此，故不取值。"},
	{"N216", Warning, "the header of table {table} does not say for sure what stands under it", "表格 {table} 的表头无法确定其下各列",
		"A group of columns has lost one of its labels, two columns have one name, a column stands outside the groups that it must be in, or a text prints the groups in another order than the form. The cells under them have no value.",
		"某组列缺少一个列名、两列同名，某列不在应属的分组之下，或文本中分组次序与格式不同。其下单元格不取值。"},
	{"N217", Warning, "{count} cells of table {table} were not found: {keys}", "表格 {table} 有 {count} 个单元格未找到：{keys}",
		"Other cells of their rows and of their columns were. They may be left out in print, or stand where they could not be told from others.",
		"其所在行和列的其他单元格均已找到。可能原文未列出，也可能无法与其他单元格区分。"},

	// Identities.
	{"N301", Severe, "{row}: total is {found}, its parts add up to {expected}", "{row}：总计为 {found}，各项之和为 {expected}",
		"The printed total of a row differs from the sum of its columns. The printed numbers are kept.",
		"该行总计与各列之和不符，保留原印数值。"},
	{"N302", Severe, "{column}: {left} is {found}, {right} is {expected}", "{column}：{left}为 {found}，{right}为 {expected}",
		"The two sides of an identity that the form states differ. The printed numbers are kept.",
		"格式规定的勾稽关系两边不等，保留原印数值。"},
	{"N303", Severe, "{row} / {column} is {found}; it must be a whole number of 0 or more", "{row} / {column} 为 {found}，应为非负整数",
		"A count that is negative or has decimals.",
		"计数项出现负数或小数。"},
	{"N304", Warning, "{row}: {left} is {found}, {right} is {expected}", "{row}：{left}为 {found}，{right}为 {expected}",
		"Two numbers that nearly always stand in a certain relation do not. There are legitimate exceptions.",
		"两个数值不符合通常成立的关系，可能有正当例外。"},

	// Metadata and prose.
	{"N401", Warning, "the reporting year is not known", "无法确定报告年度",
		"Neither the title nor the period names a year.",
		"标题和统计期限均未注明年度。"},
	{"N402", Warning, "the title says {title}, the period says {period}", "标题年度为 {title}，统计期限年度为 {period}",
		"Two places name different years. The period was taken.",
		"两处年度不一致，以统计期限为准。"},
	{"N403", Warning, "form {form} is meant for {years}, the report is for {year}", "格式 {form} 适用于 {years}，报告年度为 {year}",
		"The form is told by the rows and columns present. Old forms are often used on by mistake.",
		"格式按实际行列判断，沿用旧格式的情况常见。"},
	{"N404", Warning, "no title of a report was found", "未找到报告标题",
		"Agency and year may be missing because of it.",
		"可能因此缺少机构名称和年度。"},
	{"N405", Warning, "year {year} is that of the prose; neither the title nor a period names one", "年度 {year} 取自正文，标题和统计期限均未注明",
		"The only year of which the prose speaks as its own was taken. Check it against where the file comes from.",
		"取自正文中唯一作为本年度提及的年份，请与文件来源核对。"},
	{"N406", Info, "the tables fit form {other} as well as form {form}, which was taken", "表格同时符合格式 {other} 与 {form}，按后者读取",
		"Too little of the tables is there to tell the forms apart by rows and columns. The reporting year decided; as a warning, no year did, and the earlier form was taken.",
		"表格内容过少，无法按行列区分两种格式，按报告年度确定；如为警告，则年度也无法确定，按较早格式读取。"},
	{"N407", Info, "the year {year} is that of the list of metadata; the document names none", "年度 {year} 取自元数据清单，文档未注明",
		"Neither the title, the period nor the prose names a year, so that of --metadata was taken.",
		"标题、统计期限和正文均未注明年度，故采用 --metadata 清单的年度。"},
	{"N408", Warning, "the document is of {year}, the list of metadata says {listed}", "文档年度为 {year}，元数据清单为 {listed}",
		"The year of the document was taken. The list may mean the year of publication, or another file.",
		"以文档年度为准。清单所列可能是发布年份，或对应另一文件。"},
	{"N409", Warning, "the document is of “{agency}”, the list of metadata says “{listed}”", "文档机构为“{agency}”，元数据清单为“{listed}”",
		"The name in the document was taken. The list may mean another file, or the body has another name.",
		"以文档中的名称为准。清单所列可能对应另一文件，或机构名称不同。"},
	{"N412", Info, "the agency “{agency}” is that of the list of metadata; the document names none", "机构“{agency}”取自元数据清单，文档未注明",
		"The title names no agency, so that of --metadata was taken.",
		"标题未注明机构，故采用 --metadata 清单的机构。"},
	{"N410", Warning, "the prose says {what} is {prose}, the table says {table}", "正文称 {what} 为 {prose}，表格为 {table}",
		"A number in the prose differs from the cell or sum of cells that it speaks of. Both are kept as printed.",
		"正文中的数字与表格中对应单元格（或其合计）不一致，两者均按原文保留。"},
	{"N411", Warning, "the prose states different numbers for {what}: {first} and {second}", "正文中 {what} 有不同数值：{first} 与 {second}",
		"Which of the sentences is meant cannot be told, so there is no value.",
		"无法确定以哪一句为准，故不取值。"},
}
