package region

import "strings"

// succeed finds what became of each division that is in no more list, where that
// is certain: the same body under another code or name. A division in the same
// place must begin where the old one ends, and
//
//   - have its name within the province (it moved to another city), or
//   - have its stem within the city (密云县 became 密云区; the codes of a municipality count
//     as those of one city), or, for a city, within
//     the province (毕节地区 became 毕节市), or
//   - have its code, where on their level neither the old stem lives on in the province
//     nor the new one was there before: 万盛区's code went to 綦江区, which had been 綦江县.
func (t *table) succeed() {
	newest := int16(len(t.months) - 1)
	for i := range t.divs {
		if t.divs[i].to == newest {
			continue
		}
		for _, same := range []func(a, b *division) bool{t.moved, t.converted, t.renamed} {
			if j := t.onlySuccessor(int32(i), same); j >= 0 {
				t.divs[i].next = j
				break
			}
		}
	}
}

// onlySuccessor is the only division that begins where i ends and is the same, or -1.
func (t *table) onlySuccessor(i int32, same func(a, b *division) bool) int32 {
	d, found := &t.divs[i], int32(-1)
	first, last := t.divsOf(d.code/10000*10000, (d.code/10000+1)*10000)
	for j := first; j < last; j++ {
		if o := &t.divs[j]; !follows(d, o) || o.level() != d.level() || !same(d, o) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = j
	}
	return found
}

// follows tells whether b may be what a became: it begins where a ends. 定州市 has two
// codes at the same time for a while, one of which (xx90xx) is of the province.
func follows(a, b *division) bool {
	return b.from == a.to+1 || a.code/100%100 == 90 && b.to > a.to && a.flat == b.flat
}

func (t *table) moved(a, b *division) bool { return a.flat == b.flat }

func (t *table) converted(a, b *division) bool {
	if strings.HasSuffix(a.flat, "区") && a.level() == County {
		return false // 庐山区 did not become 庐山市
	}
	return a.stem == b.stem && len(a.stem) > len("字") && (a.level() == City || a.code/100 == b.code/100 || municipality(a.code))
}

func (t *table) renamed(a, b *division) bool {
	if a.code != b.code {
		return false
	}
	first, last := t.divsOf(a.code/10000*10000, (a.code/10000+1)*10000)
	for j := first; j < last; j++ {
		o := &t.divs[j]
		if o.level() == a.level() && (o.stem == a.stem && o.to > a.to || o.stem == b.stem && o.from < b.from) {
			return false
		}
	}
	return true
}

// heir is what a division is today as far as is certain, or itself.
func (t *table) heir(i int32) int32 {
	for t.divs[i].next >= 0 {
		i = t.divs[i].next // begins later: no ring
	}
	return i
}

// municipality tells whether a code is one of a city that is a province.
func municipality(code int32) bool {
	switch code / 10000 {
	case 11, 12, 31, 50:
		return true
	}
	return false
}
