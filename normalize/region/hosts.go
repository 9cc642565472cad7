package region

import "strings"

// hosts are the portals of the provinces, whose names say which; names of other
// portals are abbreviations that fit several places.
var hosts = map[string]string{
	"beijing": "11", "tj": "12", "hebei": "13", "shanxi": "14", "nmg": "15", "ln": "21", "jl": "22", "hlj": "23",
	"shanghai": "31", "jiangsu": "32", "zj": "33", "ah": "34", "fujian": "35", "jiangxi": "36", "shandong": "37",
	"henan": "41", "hubei": "42", "hunan": "43", "gd": "44", "gxzf": "45", "hainan": "46",
	"cq": "50", "sc": "51", "guizhou": "52", "yn": "53", "xizang": "54",
	"shaanxi": "61", "gansu": "62", "qinghai": "63", "nx": "64", "xinjiang": "65",
}

// HostPlace is the province of a web address on its portal, or on a part of that.
func HostPlace(url string) (Place, bool) {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return Place{}, false
	}
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	name, ok := strings.CutSuffix(host, ".gov.cn")
	if !ok {
		return Place{}, false
	}
	code, ok := hosts[name[strings.LastIndex(name, ".")+1:]]
	if !ok {
		return Place{}, false
	}
	return ByCode(code+"0000", 0)
}
