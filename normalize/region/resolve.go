package region

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/normalize/label"
)

// Method says what decided on a region.
type Method string

// The methods, from the surest to the least sure.
const (
	ByNames Method = "names" // the name says several levels: 相山区渠沟镇
	ByName  Method = "name"  // the name says one: 相山区
	ByStem  Method = "stem"  // the name says it short: 淮北海关
	// The others: the name fits several or none, and this decided.
	ByHint     Method = "hint"     // what the user says
	ByMetadata Method = "metadata" // what the list of metadata says
	ByCredit   Method = "uscc"     // a unified social credit code
	ByPortal   Method = "portal"   // what the page says of its publisher
	ByHost     Method = "host"     // the name of the server
	BySigned   Method = "signed"   // a line of the text with the whole name
	ByText     Method = "text"     // the text speaks of one of the places
)

// Confidence says how sure a region is.
type Confidence string

// The levels of confidence.
const (
	// High: by full names, in force in the reporting year, that fit one place.
	High Confidence = "high"
	// Medium: by short or former names, or with evidence from beside the name.
	Medium Confidence = "medium"
)

// Clue is something that is known beside the name: a place that the body belongs to.
type Clue struct {
	Method Method
	Place  Place
	// Own tells that the place is that of the body, where its name says none. Another
	// clue only chooses among the places that the name fits.
	Own bool
}

// Query is a body whose region is asked for.
type Query struct {
	// Name is the body's name as printed, in any spelling.
	Name string
	// Year is the reporting year, 0 if it is not known.
	Year int
	// Clues come in the order of trust.
	Clues []Clue
	// Text are paragraphs of the report; nil for none. They are asked for only where
	// name and clues leave several places or none.
	Text func(yield func(string) bool)
}

// Result is what is known of a body's region.
type Result struct {
	// Place is the zero value where nothing is known, or too much.
	Place      Place
	Method     Method
	Confidence Confidence
	// Candidates are the places of which it may be any, by their codes.
	Candidates []Place
	// Heir is the same for a place in all years: the code of what it is today as far as
	// that is certain, of nine digits, with zeros for a place above the towns; for a place
	// that is no more the last code with the year of its last list, 500110000-2010.
	Heir string
	// Central is the name of the body above that stands before the place: 国家税务总局.
	Central string
	// Body is the folded name without Central and places: 教育局, 人民政府, "".
	Body string
	// Unlisted is a town that the name says and that the list does not have in the
	// place: the place is the one above it.
	Unlisted string
	// Against is the clue that says another place, the zero value if none does.
	Against Clue
}

// centrals are bodies whose branches bear their names before that of the place.
var centrals = strings.Fields(`国家税务总局 国家统计局 国家外汇管理局 国家矿山安全监察局 国家能源局 国家粮食和物资储备局 国家金融监督管理总局 国家移民管理局 国家邮政局
	国家林业和草原局 国家烟草专卖局 国家消防救援局 国家档案局 国家知识产权局 国家市场监督管理总局 国家安全监管总局 国家煤矿安全监察局 中国民用航空局 中国证券监督管理委员会 中国证监会
	中国银行保险监督管理委员会 中国银保监会 中国银行业监督管理委员会 中国银监会 中国保险监督管理委员会 中国保监会 中国人民银行 中国气象局 中国地震局 中华人民共和国
	自然资源部 生态环境部 财政部 商务部 水利部 交通运输部 应急管理部 国家电力监管委员会 国家海洋局 中国铁路 民航 中共 中国共产党`)

// maxName is the length in bytes of the longest name that is looked at: no body has
// a name of 100 characters.
const maxName = 300

// Resolve tells of which division a body is.
func Resolve(q Query) Result {
	t := embedded()
	flat := label.Flat(q.Name)
	res := Result{}
	if len(flat) > maxName {
		return Result{Body: flat}
	}
	for _, c := range centrals {
		if rest, ok := strings.CutPrefix(flat, c); ok {
			res.Central, flat = c, rest
			break
		}
	}
	r := t.read(flat)
	res.Body = flat[r.used:]
	if n := len("市"); r.used > n && r.stem && strings.HasPrefix(res.Body, "场") {
		res.Body = "市" + res.Body
	}
	o := &resolver{t: t, q: q, read: r, res: &res}
	o.decide()
	return res
}

// resolver is one query on its way.
type resolver struct {
	t    *table
	q    Query
	read reading
	res  *Result
}

func (o *resolver) decide() {
	refs, sure := o.t.inForce(o.read.refs, o.q.Year)
	groups := o.t.groups(refs)
	if o.read.used > 0 && o.clash() {
		return
	}
	switch {
	case len(groups) == 1 && !o.read.town && !o.shortCounty(groups[0]):
		o.byName(groups[0], sure)
	case len(groups) > 0:
		// One town of a name may be one of several: the list has only those of today.
		if !o.byClues(groups) && !o.byText(groups) {
			o.leave(groups)
		}
	case o.tail():
	default:
		o.unnamed()
	}
}

// shortCounty tells of a county that is only named by its stem, which many other
// things have for a name: 东海渔业局 is no body of 东海县.
func (o *resolver) shortCounty(group []ref) bool {
	return o.read.stem && o.read.parts == 1 && o.t.divs[group[0].div].level() == County
}

// byName takes what the name alone says.
func (o *resolver) byName(group []ref, sure bool) {
	method, conf := ByName, High
	switch {
	case o.read.stem:
		method = ByStem
	case o.read.parts > 1:
		method = ByNames
	}
	if o.read.short || !sure {
		conf = Medium
	}
	if child, ok := o.branch(group); ok {
		group, method, conf = child, ByNames, Medium
	}
	if o.unlisted() {
		conf = Medium
	}
	o.take(group, method, conf)
	for _, c := range o.q.Clues {
		if in, ok := o.t.find(c.Place); ok && !o.agrees(group, in) {
			o.res.Against = c
			break
		}
	}
}

// agrees tells whether a clue's place lies in the group's, or the other way round.
func (o *resolver) agrees(group []ref, in ref) bool {
	return slices.ContainsFunc(group, func(r ref) bool { return o.t.within(r, in) || o.t.within(in, r) })
}

func (o *resolver) take(group []ref, m Method, c Confidence) {
	r := o.t.best(group, o.q.Year)
	o.res.Place, o.res.Method, o.res.Confidence = o.t.place(r), m, c
	o.res.Heir = o.t.identity(r)
	if r.town >= 0 && c == High && !o.t.listedNow(r, o.read) {
		o.res.Confidence = Medium
	}
}

// listedNow is false for a town that was found by a former name of its county.
func (t *table) listedNow(r ref, read reading) bool {
	return r.div < 0 || int(t.divs[r.div].to) == len(t.months)-1 && !read.short
}

func (o *resolver) leave(groups [][]ref) {
	for _, g := range groups {
		o.res.Candidates = append(o.res.Candidates, o.t.place(o.t.best(g, o.q.Year)))
	}
}

// clash tells of a name whose second place is not in the first, which is then none
// of both.
func (o *resolver) clash() bool {
	if o.read.stem || o.read.town {
		return false
	}
	if r := o.t.afterPlace(o.res.Body, nil, 1); r.parts > 0 && !r.stem && !r.short && utf8.RuneCountInString(o.res.Body[:r.used]) > 2 {
		refs, _ := o.t.inForce(append(slices.Clone(o.read.refs), r.refs...), o.q.Year)
		o.leave(o.t.groups(refs))
		return true
	}
	return false
}

// branch is the county of 某市公安局某分局, which names it short.
func (o *resolver) branch(group []ref) ([]ref, bool) {
	r := o.t.best(group, o.q.Year)
	before, ok := strings.CutSuffix(o.res.Body, "分局")
	if !ok || before == "" || o.t.divs[r.div].level() != City || r.town >= 0 {
		return nil, false
	}
	var found []ref
	size := 0
	code := o.t.divs[r.div].code
	first, last := o.t.divsOf(code+1, code+100)
	for i := first; i < last; i++ {
		d := &o.t.divs[i]
		for _, name := range [...]string{d.flat, d.short, d.stem} {
			if utf8.RuneCountInString(name) < 2 || !strings.HasSuffix(before, name) || len(name) < size {
				continue
			}
			if len(name) > size {
				found = nil
			}
			found, size = append(found, ref{i, -1}), len(name)
			break
		}
	}
	refs, _ := o.t.inForce(found, o.q.Year)
	groups := o.t.groups(refs)
	if len(groups) != 1 {
		return nil, false
	}
	return groups[0], true
}

// unlisted notes a town in the rest of the name.
func (o *resolver) unlisted() bool {
	name := o.res.Body
	for _, s := range [...]string{"人民政府", "政府", "办事处", "党政办公室", "党政办"} {
		if before, ok := strings.CutSuffix(name, s); ok {
			name = before
			break
		}
	}
	n := utf8.RuneCountInString(name)
	if n < 2 || n > 12 || !hasSuffix(name, "镇", "乡", "街道", "苏木") {
		return false
	}
	o.res.Unlisted = name
	return true
}

func hasSuffix(s string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(x string) bool { return strings.HasSuffix(s, x) })
}

// tail looks for a town at the end of a name whose beginning is no place, as in
// 某新区某街道办事处. It gives candidates; clues and the text may choose.
func (o *resolver) tail() bool {
	name := o.res.Body
	for _, s := range [...]string{"人民政府", "政府", "办事处"} {
		if before, ok := strings.CutSuffix(name, s); ok {
			name = before
			break
		}
	}
	if !hasSuffix(name, "镇", "乡", "街道", "苏木") {
		return false
	}
	for i := range name {
		if i == 0 || utf8.RuneCountInString(name[i:]) < 3 {
			continue
		}
		var refs []ref
		o.t.townsNamed(name[i:], func(n int32) { refs = append(refs, o.t.townRef(n)) })
		if len(refs) > 0 {
			if !endsZone(name[:i]) {
				return true // a county that the list does not have: none of these
			}
			groups := o.t.groups(refs)
			if !o.byClues(groups) {
				o.leave(groups)
			}
			return true
		}
	}
	return false
}

// endsZone tells whether a name is perhaps one of a zone, which may lie in any of
// the divisions, and not that of a division.
func endsZone(name string) bool {
	return hasSuffix(name, "新区", "开发区", "高新区", "经开区", "园区", "管理区", "示范区", "试验区", "度假区", "管委会", "管理委员会")
}

// Find is the place of a code or of a name from any level down: "340603",
// "安徽省淮北市相山区". ok is false where it fits none or several.
func Find(text string) (p Place, ok bool) {
	t := embedded()
	if len(text) > maxName {
		return Place{}, false
	}
	text = label.Flat(text)
	if r, ok := t.byCode(text, 0); ok {
		return t.place(r), true
	}
	r := t.chain(text, nil, 4)
	if r.used != len(text) {
		if r = t.bareTown(text); r.used != len(text) {
			return Place{}, false
		}
	}
	refs, _ := t.inForce(r.refs, 0)
	groups := t.groups(refs)
	if len(groups) != 1 {
		return Place{}, false
	}
	return t.place(t.best(groups[0], 0)), true
}
