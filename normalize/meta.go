package normalize

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/schema"
)

// title is the title of a report, taken apart.
type title struct {
	text   string // as printed, without blanks and line breaks
	agency string
	year   int
	lo, hi int // elements
}

const yearPattern = `(20\d\d|二[〇零][〇零一二三四五六七八九]{2})年?度?`

// titlePattern is FORMATS.md §3.4: the year before or behind the agency, which
// is what is left.
var titlePattern = newExpression(`^(?:关于)?(?:` + yearPattern + `)?(.*?)(?:关于)?(?:` + yearPattern + `)?的?` +
	`(?:政府|政务)?信息(?:年度)?公开(?:工作)?(?:情况)?(?:的)?(?:` + yearPattern + `)?(?:年度)?(?:工作)?(?:总结)?(?:报告|年报)(?:的报告|书)?(?:\(.*\))?$`)

// visible is a text without characters that do not print, and its folded twin,
// character for character.
func visible(s string) (orig, flat []rune) {
	for _, r := range s {
		f := label.Rune(r)
		if f < 0 || f > unicode.MaxRune {
			continue
		}
		orig, flat = append(orig, r), append(flat, f)
	}
	return orig, flat
}

// parseTitle takes a title apart.
func parseTitle(s string) (title, bool) {
	if !strings.Contains(s, "公") || len(s) > 400 {
		return title{}, false
	}
	orig, flat := visible(strings.Trim(s, "《》 \u3000\n"))
	text := string(flat)
	m := titlePattern.FindStringSubmatchIndex(text)
	if m == nil {
		return title{}, false
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	t := title{text: string(orig)}
	for _, g := range []int{1, 3, 4} {
		if y := group(g); y != "" {
			t.year = yearOf(y)
		}
	}
	if t.year == 0 {
		if y := bracketYear.FindStringSubmatch(text); y != nil {
			t.year = yearOf(y[1])
		}
	}
	lo, hi := runeIndex(text, m[4]), runeIndex(text, m[5])
	if strings.HasSuffix(group(2), "人民") { // 某市人民|政府信息公开: 政府 counts for both
		hi += 2
	}
	t.agency = trimAgency(string(orig[lo:hi]))
	return t, plausibleAgency(t.agency)
}

var bracketYear = newExpression(`\(` + yearPattern + `\)$`)

func runeIndex(s string, byteIndex int) int { return len([]rune(s[:byteIndex])) }

func trimAgency(s string) string {
	s = strings.TrimPrefix(s, "关于")
	s = strings.TrimSuffix(s, "关于")
	return strings.Trim(s, "《》“”\"-—_|,，")
}

// plausibleAgency refuses what is no name: sentences, dates, other labels.
func plausibleAgency(s string) bool {
	n := 0
	for _, r := range s {
		if n++; n > 40 || r >= '0' && r <= '9' || strings.ContainsRune("。；;:：，,!！?？《》<>[]【】", r) {
			return false
		}
	}
	return !strings.Contains(s, "报告") && !strings.Contains(s, "信息公开")
}

// yearOf reads a year in digits or Chinese digits.
func yearOf(s string) int {
	n, digits := 0, 0
	for _, r := range s {
		d := strings.IndexRune("0123456789", r)
		if d < 0 {
			if i := strings.IndexRune("零一二三四五六七八九", r); i >= 0 {
				d = i / 3
			} else if r == '〇' {
				d = 0
			} else {
				continue
			}
		}
		if digits++; digits <= 4 {
			n = n*10 + d
		}
	}
	return n
}

// titleLines is the number of lines over which a title may be broken.
const titleLines = 4

// findTitles lists the titles among the paragraphs, each with as few lines as
// give it an agency.
func findTitles(elems []element) []title {
	var out []title
	free := 0 // first element that no title has taken
	for i := range elems {
		if !mayEndTitle(elems[i]) {
			continue
		}
		best, found := title{}, false
		joined := ""
		for k := i; k >= free && k > i-titleLines && elems[k].table == nil && len(elems[k].text) < 300; k-- {
			joined = strings.TrimSpace(elems[k].text) + joined
			t, ok := parseTitle(joined)
			switch {
			case !ok:
			case !found, best.agency == "" && t.agency != "", best.year == 0 && t.year != 0 && t.agency != "":
				t.lo, t.hi = k, i+1
				best, found = t, true
			}
			if found && best.agency != "" && best.year != 0 {
				break
			}
		}
		if found {
			best = best.withLineBefore(elems, free)
			out = append(out, best)
			free = i + 1
		}
	}
	return out
}

// regionLine is a line that is the name of a place and nothing else.
var regionLine = newExpression(`^(?:中华人民共和国|\p{Han}{1,10}(?:省|市|县|区|州|盟|旗|镇|乡|街道))$`)

// withLineBefore takes in the line before a title where the agency's name
// starts there: the place (青川县 / 财政局2020年…), or a part of the name that
// the text gives whole (青川县财 / 政局2020年…).
func (t title) withLineBefore(elems []element, free int) title {
	if t.agency == "" || t.lo <= free || !strings.HasPrefix(t.text, t.agency) {
		return t
	}
	before := elems[t.lo-1]
	if before.table != nil || len(before.text) > 60 {
		return t
	}
	orig, _ := visible(before.text)
	whole := string(orig) + t.agency
	place := !strings.ContainsAny(t.agency, "省市县区州盟旗镇乡") && regionLine.MatchString(label.Flat(before.text))
	if !place && !(plausibleAgency(whole) && mentioned(elems[t.hi:], whole)) {
		return t
	}
	t.text, t.agency, t.lo = string(orig)+t.text, whole, t.lo-1
	return t
}

// mentioned tells whether a name stands in one of the first paragraphs.
func mentioned(elems []element, name string) bool {
	for i, e := range elems {
		if i > 30 {
			break
		}
		if e.table == nil && strings.Contains(e.text, name) {
			return true
		}
	}
	return false
}

func mayEndTitle(e element) bool {
	if e.table != nil || len(e.text) > 300 {
		return false
	}
	t := strings.TrimSpace(e.text)
	for _, w := range []string{"报告", "年报", "報告", "年報", ")", "）", "》"} {
		if strings.HasSuffix(t, w) {
			return true
		}
	}
	return false
}

// chooseTitle finds the title of a report: in its text, else in what the page
// or file says of itself.
func chooseTitle(titles []title, doc *document.Document) title {
	var best title
	for _, t := range titles {
		if best.text == "" || best.agency == "" && t.agency != "" || best.year == 0 && t.year != 0 && t.agency == best.agency {
			best = t
		}
	}
	if best.agency != "" && best.year != 0 {
		return best
	}
	for _, name := range []string{"ArticleTitle", "title"} {
		for _, m := range doc.Meta {
			if strings.EqualFold(m.Name, name) {
				best = best.or(m.Value)
			}
		}
	}
	return best.or(doc.Title)
}

// or fills what the title lacks from another spelling of it.
func (t title) or(s string) title {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("_|-—", r) }) {
		o, ok := parseTitle(part)
		if !ok {
			continue
		}
		if t.text == "" {
			return o
		}
		if t.agency == "" {
			t.agency = o.agency
		}
		if t.year == 0 {
			t.year = o.year
		}
	}
	return t
}

var (
	periodPattern = newExpression(`(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?(?:\d{1,2}时)?起?(?:开始)?,?(?:至|到|-+|~)` +
		`(?:(20\d\d)[年./-])?(\d{1,2})[月./-](\d{1,2})(?:\D|$)`)
	// lostPattern is a period that lost its 年 and 月: 自201711日至20171231日.
	lostPattern = newExpression(`(20\d\d)年?0?10?1日?起?(?:至|到|-+|~)(20\d\d)年?1231日?`)
	datePattern = newExpression(`(20\d\d)(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?`)
	// publishedPattern is what portals print over a page: 发布时间：….
	publishedPattern = mustCompile(`(?:(?:发布|公开|公布|发文|成文|生成|印发|更新|录入)(?:日期|时间)|^(?:日期|时间)):?(.{8,24})`)
	publishedWord    = newExpression(`^(?:发布|公开|公布)`)
	chineseYear      = newExpression(`二[〇零][〇零一二三四五六七八九]{2}年`)
)

// maxParagraph is the length in bytes of a paragraph in which a period or year is
// looked for; a longer one is none of a report.
const maxParagraph = 1 << 20

// findPeriod finds the sentence that says over which days the figures run: one
// that speaks of figures first, else the first that spans a year. The sentence
// may be broken over two lines.
func findPeriod(elems []element, w *work) schema.Period {
	var spare schema.Period
	before := "" // the line before, if it goes on in this one
	for _, e := range elems {
		w.spend(1, len(e.text))
		if e.table != nil || len(e.text) > maxParagraph || !strings.ContainsAny(e.text, "日1") {
			before = ""
			if e.table == nil && len(e.text) <= maxParagraph && endsInDigit(e.text) {
				before = label.Flat(e.text) // a year, and 年1月1日 in the next line
			}
			continue
		}
		flat := arabicYears(label.Flat(e.text))
		for i, text := range []string{flat, before + flat} {
			if i > 0 && before == "" {
				break
			}
			p, sure := periodIn(text)
			if sure {
				return p
			}
			if spare == (schema.Period{}) {
				spare = p
			}
		}
		before = flat
		if strings.HasSuffix(flat, ".") || len(flat) > 2000 {
			before = ""
		}
	}
	return spare
}

func endsInDigit(s string) bool {
	s = strings.TrimRight(s, " \t")
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// arabicYears writes years in Chinese digits with Arabic ones.
func arabicYears(flat string) string {
	if !strings.Contains(flat, "二") {
		return flat
	}
	return chineseYear.ReplaceAllStringFunc(flat, func(y string) string { return strconv.Itoa(yearOf(y)) + "年" })
}

// periodIn finds a period in a text. sure tells that the words around it are
// about figures; others count only if they are a whole year.
func periodIn(flat string) (spare schema.Period, sure bool) {
	// What both patterns hold, and few lines do.
	if !strings.Contains(flat, "20") || !strings.ContainsAny(flat, "至到-~") {
		return spare, false
	}
	for _, m := range periodPattern.FindAllStringSubmatchIndex(flat, -1) {
		p, ok := periodOf(flat, m)
		if !ok {
			continue
		}
		if speaksOfFigures(flat, m[0], m[1]) {
			return p, true
		}
		if spare == (schema.Period{}) && strings.HasSuffix(p.Start, "-01-01") && strings.HasSuffix(p.End, "-12-31") {
			spare = p
		}
	}
	if m := lostPattern.FindStringSubmatch(flat); m != nil && m[1] == m[2] {
		return schema.Period{Start: m[1] + "-01-01", End: m[2] + "-12-31"}, true
	}
	return spare, false
}

func periodOf(s string, m []int) (schema.Period, bool) {
	g := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	endYear := g(4)
	if endYear == "" {
		endYear = g(1)
	}
	start, ok1 := isoDate(g(1), g(2), g(3))
	end, ok2 := isoDate(endYear, g(5), g(6))
	return schema.Period{Start: start, End: end}, ok1 && ok2 && start <= end
}

// speaksOfFigures tells whether the words around a period are about the
// figures of the report.
func speaksOfFigures(s string, lo, hi int) bool {
	around := s[max(0, lo-60):min(len(s), hi+60)]
	for _, w := range []string{"统计", "数据", "期限", "时限", "周期", "截止"} {
		if strings.Contains(around, w) {
			return true
		}
	}
	return false
}

// isoDate is a date as "2020-01-31", if there is such a day.
func isoDate(y, m, d string) (string, bool) {
	s := fmt.Sprintf("%s-%02s-%02s", y, m, d)
	_, err := time.Parse(time.DateOnly, s)
	return s, err == nil
}

// maxPublishedLine is the length in bytes of a line that may say when a report
// was published; a longer one is no line of a portal.
const maxPublishedLine = 16 << 10

// publishedLine is a line that prints a date of publication.
type publishedLine struct {
	date string
	pos  source.Pos
	sure bool // it says 发布 or the like, and not 成文 or 更新
}

// publishedLines finds the line above the report that prints its date of publication,
// and another that is as sure and prints another date. Lines that say that the page
// was published count before those of other dates.
func publishedLines(elems []element) (first, other publishedLine) {
	for i, e := range elems {
		if e.table != nil || i > 40 || len(e.text) > maxPublishedLine {
			continue
		}
		m := publishedIn(e.text)
		if m == nil {
			continue
		}
		l := publishedLine{date: dateIn(m[1]), pos: e.pos, sure: publishedWord.MatchString(m[0])}
		switch {
		case l.date == "":
		case first.date == "", l.sure && !first.sure:
			first, other = l, publishedLine{}
		case l.sure && other.date == "" && l.date != first.date:
			other = l
		}
	}
	return first, other
}

// publishedIn is what publishedPattern finds first in a text. It looks only around
// 日期 and 时间, which may have blanks within: each match holds one of them, and
// most of the prose at the start of a report does not.
func publishedIn(s string) []string {
	const before, after = 60, 200 // bytes: more than a match has, blanks included
	for at := 0; ; {
		i, size := nextDateWord(s[at:])
		if i < 0 {
			return nil
		}
		at += i
		from, to := max(0, at-before), min(len(s), at+after)
		for from > 0 && !utf8.RuneStart(s[from]) {
			from--
		}
		for to < len(s) && !utf8.RuneStart(s[to]) {
			to--
		}
		if m := publishedPattern.find(label.Flat(s[from:to])); m != nil {
			return m
		}
		at += size
	}
}

// nextDateWord finds the last character of the first 日期 or 时间, and its size; i
// is -1 if there is none.
func nextDateWord(s string) (i, size int) {
	for i := 0; i < len(s); i += runeSize(s[i]) {
		if s[i] < "期"[0] || !strings.HasPrefix(s[i:], "期") && !strings.HasPrefix(s[i:], "间") && !strings.HasPrefix(s[i:], "間") {
			continue
		}
		word := strings.TrimRightFunc(s[:i], func(r rune) bool { return label.Rune(r) < 0 })
		if strings.HasSuffix(word, "日") || strings.HasSuffix(word, "时") || strings.HasSuffix(word, "時") {
			return i, len("期")
		}
	}
	return -1, 0
}

// comparePublished tells of a second date of publication.
func (a *assembly) comparePublished() {
	first, other := a.printed[0], a.printed[1]
	if other.date == "" {
		return
	}
	f := diag.New("N414", other.pos, "date", a.r.Published, "first", first.date, "second", other.date)
	f.Related = []source.Pos{first.pos}
	a.add(f)
}

// findPublished finds the date of publication: the portal's own, else a line
// that says 发布, else a date alone on a line at the end.
func findPublished(doc *document.Document, elems []element, printed publishedLine) string {
	for _, name := range []string{"PubDate", "publishdate", "firstpublishedtime", "Maketime"} {
		for _, m := range doc.Meta {
			if strings.EqualFold(m.Name, name) {
				if d := dateIn(m.Value); d != "" {
					return d
				}
			}
		}
	}
	if printed.date != "" {
		return printed.date
	}
	for i := range min(6, len(elems)) {
		if d := dateAlone(elems[i]); d != "" {
			return d
		}
	}
	for i := len(elems) - 1; i >= 0 && i > len(elems)-8; i-- {
		if d := dateAlone(elems[i]); d != "" {
			return d
		}
	}
	return ""
}

// dateAlone is the date that a line consists of, maybe in brackets.
func dateAlone(e element) string {
	if e.table != nil || len(e.text) > 60 {
		return ""
	}
	flat := strings.Trim(arabicYears(label.Flat(e.text)), "()")
	if m := datePattern.FindString(flat); m != "" && len(flat) == len(m) {
		return dateIn(flat)
	}
	return ""
}

func dateIn(s string) string {
	if m := datePattern.FindStringSubmatch(label.Flat(s)); m != nil {
		if d, ok := isoDate(m[1], m[2], m[3]); ok {
			return d
		}
	}
	return ""
}

// partOfYear finds words that say that figures are of a quarter, a half-year or
// a month, in a line that is the title of a table of figures.
var partOfYear = newExpression(`第?[一二三四1-4]季度|[上下]半年|[1-9]\d?-[1-9]\d?月|[1-9]\d?月份`)

// findPartOfYear is the words of [partOfYear] in a title, or "".
func findPartOfYear(elems []element) string {
	for i, e := range elems {
		if i > 12 || e.table != nil || len(e.text) > 200 {
			continue
		}
		flat := label.Flat(e.text)
		if strings.Contains(flat, "信息公开") && (strings.HasSuffix(flat, "表") || strings.HasSuffix(flat, "统计")) {
			if m := partOfYear.FindString(flat); m != "" {
				return m
			}
		}
	}
	return ""
}

// proseYear is a year that a sentence is about.
var proseYear = newExpression(`(?:^|\D)(20\d\d)年(?:度|来|以来|,|我|本|全|共|12月31)`)

// yearOfProse is the one year that the prose speaks of as its own, or 0 if it
// speaks so of several.
func yearOfProse(elems []element, w *work) int {
	year := 0
	for _, e := range elems {
		w.spend(1, len(e.text))
		if e.table != nil || len(e.text) > maxParagraph || !strings.Contains(e.text, "20") {
			continue
		}
		for _, m := range proseYear.FindAllStringSubmatch(label.Flat(e.text), -1) {
			y := yearOf(m[1])
			if year != 0 && y != year {
				return 0
			}
			year = y
		}
	}
	return year
}

// notice is a heading of a document about reports: a notice that asks for
// them, a template, a lesson in how to write them.
var notice = newExpression(`(?:报告|年报).*(?:通知|通告|公告|通报|函|意见|方案|办法|说明|模板|范本|样本|指引|解读)(?:\(.*\))?$`)

// findNotice is the heading of a document about reports, or "".
func findNotice(elems []element) string {
	for i, e := range elems {
		if i > 12 {
			break
		}
		if e.table == nil && len(e.text) < 300 && notice.MatchString(label.Flat(e.text)) {
			return clean(e.text)
		}
	}
	return ""
}
