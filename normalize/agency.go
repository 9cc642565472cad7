package normalize

import (
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/normalize/label"
	"github.com/nianbao/nianbao/normalize/schema"
)

// agencyTypes are the kinds of public bodies by the ends of their names, in the
// order in which they are tried: FORMATS.md §3.5.
var agencyTypes = []struct {
	kind   schema.AgencyType
	suffix []string
}{
	{schema.VerticallyManaged, []string{"税务局", "海关", "气象局", "消防救援局", "消防救援支队", "消防救援大队", "消防救援总队", "烟草专卖局", "海事局", "统计局调查队", "调查队"}},
	{schema.Office, []string{"办公厅", "办公室", "政府办", "府办", "党政办"}},
	{schema.StreetOffice, []string{"街道办事处", "街道办", "街道"}},
	{schema.Township, []string{"镇人民政府", "镇政府", "乡人民政府", "乡政府", "苏木人民政府", "苏木政府", "苏木", "镇", "乡"}},
	{schema.Government, []string{"人民政府", "政府", "省", "市", "自治区", "县", "区", "州", "盟", "旗"}},
	{schema.ManagementCommittee, []string{"管理委员会", "管委会"}},
	{schema.Committee, []string{"委员会", "科委", "发改委", "卫健委", "住建委", "经信委", "国资委", "教委", "农委", "委"}},
	{schema.Bureau, []string{"局", "署"}},
	{schema.Department, []string{"厅", "部"}},
	{schema.Organisation, []string{"中心", "大队", "支队", "总队", "事务所", "院", "所", "站", "馆", "学校", "医院", "公司", "处"}},
}

// agencyType tells the kind of a public body by its name.
func agencyType(name string) schema.AgencyType {
	flat := label.Flat(name)
	flat = strings.TrimSuffix(flat, "本级")
	for _, t := range agencyTypes {
		if slices.ContainsFunc(t.suffix, func(s string) bool { return strings.HasSuffix(flat, s) }) {
			return t.kind
		}
	}
	return ""
}

var (
	// wholeArea are the words of a report that counts for all bodies of an area.
	wholeArea = mustCompile(`全[省市区县州盟旗镇乡](?:各级|各部门|行政机关|政府系统|系统)?(?:[^。；，]{0,12}?)(?:共|收到|受理|办理|答复|公开|新收|涉及)`)
	// ownBody are the words of a body that counts for itself.
	ownBody = mustCompile(`(?:本机关|本单位|本部门|[本我][局委厅办镇乡署部院街]|我街道|本街道)(?:[^。；，]{0,16}?)(?:共|收到|受理|办理|答复|公开|新收|未)`)
)

// scope tells whether a report counts for one body or for all of an area,
// with the words that say so. A sentence that states the number of requests
// counts most, then one on what was published. Where both kinds of words stand
// in sentences of the same weight the scope is unknown.
func (p *phrasing) scope(all []sentence) (scope schema.Scope, evidence string) {
	for _, topic := range []string{"申请", "公开"} {
		whole, own := "", ""
		for i := range all {
			s := &all[i]
			if !strings.Contains(s.flat, topic) {
				continue
			}
			if whole == "" && p.wholeArea.possible(&s.words) && p.wholeArea.mayMatch(s.flat) {
				rest := s.flat[p.wholeArea.from(s.flat):]
				if m := p.wholeArea.FindStringIndex(rest); m != nil && counts(rest[m[0]:]) {
					whole = rest[m[0]:m[1]]
				}
			}
			if own == "" && p.ownBody.possible(&s.words) {
				if m := p.ownBody.find(s.flat); m != nil {
					own = m[0]
				}
			}
		}
		switch {
		case whole != "" && own != "":
			return schema.ScopeUnknown, ""
		case whole != "":
			return schema.Consolidated, whole
		case own != "":
			return schema.Own, own
		}
	}
	return schema.ScopeUnknown, ""
}

// counting is a number with what it counts, or the words that there was none.
var counting = regexp.MustCompile(`[0-9一二三四五六七八九十百千万]余?(?:件|条|份|宗|次|例|起|项|个|篇)|未|没有`)

// counts tells whether a clause says how many: 全市 in “the key points of
// 全市政务公开” says nothing about whose figures they are.
func counts(flat string) bool {
	end := strings.IndexAny(flat, "。；")
	if end < 0 {
		end = len(flat)
	}
	clauses := strings.SplitN(flat[:end], "，", 3)
	return counting.MatchString(strings.Join(clauses[:min(2, len(clauses))], "，"))
}
