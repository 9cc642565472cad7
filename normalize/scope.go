package normalize

import (
	"strings"

	"github.com/nianbao/nianbao/normalize/schema"
)

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
var counting = newExpression(`[0-9一二三四五六七八九十百千万]余?(?:件|条|份|宗|次|例|起|项|个|篇)|未|没有`)

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
