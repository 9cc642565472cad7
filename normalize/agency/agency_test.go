package agency_test

import (
	"testing"

	"github.com/nianbao/nianbao/normalize/agency"
	"github.com/nianbao/nianbao/normalize/schema"
)

// The names of FORMATS.md §3.5.
func TestAgencyType(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]schema.AgencyType{
		"白鹭县人民政府": schema.Government, "白鹭市政府": schema.Government, "白鹭市": schema.Government,
		"白鹭省人民政府办公厅": schema.Office, "白鹭县人民政府办公室": schema.Office, "白鹭县政府办公室": schema.Office,
		"石桥街道办事处": schema.StreetOffice, "石桥街道": schema.StreetOffice,
		"石桥镇人民政府": schema.Township, "石桥镇": schema.Township, "石桥民族乡": schema.Township, "石桥苏木": schema.Township,
		"白鹭县财政局": schema.Bureau, "白鹭省财政厅": schema.Department, "白鹭部": schema.Department, "白鹭署": schema.Bureau,
		"白鹭县卫生健康委员会": schema.Committee, "白鹭县发改委": schema.Committee,
		"白鹭高新区管理委员会": schema.ManagementCommittee, "白鹭经济开发区管委会": schema.ManagementCommittee,
		"国家税务总局白鹭县税务局": schema.VerticallyManaged, "白鹭海关": schema.VerticallyManaged,
		"白鹭县气象局": schema.VerticallyManaged, "白鹭县消防救援大队": schema.VerticallyManaged,
		"白鹭县政务服务中心": schema.Organisation, "白鹭县交警大队": schema.Organisation, "白鹭县交警支队": schema.Organisation,
		"": "",
	} {
		if got := agency.Type(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
