package golden_test

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize"
	"github.com/nianbao/nianbao/normalize/schema"
)

// variants are printed spellings of labels (FORMATS.md §3.2), by the sound report
// in which they take the label's place.
var variants = map[string]map[string][]string{
	"sound2021": {
		"行政规范性文件":       {"规范性文件"},
		"本年制发件数":        {"本年制发", "制发件数"},
		"本年废止件数":        {"废止件数"},
		"现行有效件数":        {"有效件数"},
		"本年收费金额（单位：万元）": {"本年收费金额(万元)"},
		"第二十条第（一）项":     {"第二十条第一项", "第二十条 第（一）项", "第二十条第(1)项"},
		"法人或其他组织":       {"法人或者其他组织", "法人和其他组织", "法人"},
		"社会公益组织":        {"公益组织", "社会组织"},
		"法律服务机构":        {"法律服务", "律师事务所"},
		"（一）予以公开":       {"予以公开情况", "全部公开"},
		"（二）部分公开（区分处理的，只计这一情形，不计其他情形）":      {"（二）部分公开"},
		"2.其他法律行政法规禁止公开":                    {"其他法律、行政法规禁止公开", "法律行政法规禁止公开", "2.其它法律行政法规禁止公开"},
		"3.危及“三安全一稳定”":                      {"危及三安全一稳定", "3.危及\"三安全一稳定\"", "危及“三安全、一稳定”"},
		"4.保护第三方合法权益":                       {"损害第三方合法权益"},
		"5.属于三类内部事务信息":                      {"内部事务信息"},
		"6.属于四类过程性信息":                       {"过程性信息"},
		"1.本机关不掌握相关政府信息":                    {"不掌握相关政府信息", "本机关不掌握"},
		"3.补正后申请内容仍不明确":                     {"申请内容不明确", "补正后仍不明确"},
		"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": {"1、申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "逾期不补正", "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请"},
		"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": {"逾期未缴费"},
		"（七）总计":       {"办理结果合计", "总计"},
		"四、结转下年度继续办理": {"结转下年", "结转下年度"},
		"未经复议直接起诉":    {"直接起诉"},
		"复议后起诉":       {"经复议后起诉"},
	},
	"sound2019": {
		"本年新制作数量": {"本年新 制作数量", "新制作数量", "本年制作数量"},
		"本年新公开数量": {"本年新\n公开数量"},
		"对外公开总数量": {"公开总数量", "对外公开总数"},
		"上一年项目数量": {"上年项目数量"},
		"本年增/减":   {"本年增减", "本年增／减", "增/减"},
		"采购总金额":   {"采购总金额(元)", "采购金额"},
	},
}

// TestLabelVariants demands that a report with one label spelt otherwise says
// the same.
func TestLabelVariants(t *testing.T) {
	t.Parallel()
	for name, labels := range variants {
		c := load(t, filepath.Join("testdata", name+".txtar"))
		base := c.run(t).reports[0]
		for official, spellings := range labels {
			for _, s := range spellings {
				page := bytes.ReplaceAll(c.plain, []byte(official), []byte(s))
				if bytes.Equal(page, c.plain) {
					t.Errorf("%s does not print %q", name, official)
					continue
				}
				doc, err := extract.Read(context.Background(), source.Bytes(c.input, page), extract.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if missing := lacking(base, normalize.Reports(doc, normalize.Options{})[0]); missing != nil {
					t.Errorf("%s, %q for %q: %d facts differ: %s …", name, s, official, len(missing), strings.Join(missing[:min(3, len(missing))], ", "))
				}
			}
		}
	}
}

// lacking lists the facts of the tables that the second report does not have or
// has with another value.
func lacking(base, got *schema.Report) (out []string) {
	have := map[factKey]*schema.Fact{}
	for i := range got.Facts {
		have[keyOf(&got.Facts[i])] = &got.Facts[i]
	}
	for i := range base.Facts {
		w := &base.Facts[i]
		f := have[keyOf(w)]
		if w.TableKey != narrative && (f == nil || f.Status != w.Status || f.Value.Cmp(w.Value) != 0) {
			out = append(out, w.TableKey+"/"+w.RowKey+"/"+w.ColumnKey)
		}
	}
	return out
}
