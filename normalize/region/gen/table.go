package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"

	"github.com/nianbao/nianbao/normalize/label"
)

// A division is a code under one name, with the first and last list that has it.
type division struct {
	code, name string
	from, to   int
}

// generate writes the table as the comment of package region describes it.
func generate(divisions, codes, out string) error {
	now, towns, err := readDivisions(divisions)
	if err != nil {
		return err
	}
	old, err := readCodes(codes)
	if err != nil {
		return err
	}
	old["202306"] = now
	var months []string
	for m := range old {
		months = append(months, m)
	}
	sort.Strings(months)
	var b bytes.Buffer
	for _, s := range []source{divisionSource, codeSource} {
		fmt.Fprintf(&b, "source\t%s\t%s\t%s\t%s\t%s\n", s.name, s.version, s.licence, s.sha256, s.what)
	}
	fmt.Fprintf(&b, "lists\t%s\n", strings.Join(months, "\t"))
	for _, d := range merge(months, old) {
		fmt.Fprintf(&b, "%s\t%d\t%d\t%s\n", d.code, d.from, d.to, spelled(d.name))
	}
	for _, county := range keys(towns) {
		fmt.Fprintf(&b, "towns\t%s", county)
		for _, t := range towns[county] {
			fmt.Fprintf(&b, "\t%s", t[:3]+spelled(t[3:]))
		}
		b.WriteByte('\n')
	}
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(out, z.Bytes(), 0o644)
}

// spelled is a name, with its folded form behind it where that is another.
func spelled(name string) string {
	name = strings.TrimSpace(name)
	if strings.ContainsAny(name, "\t=\n") {
		panic("a name with a separator: " + name)
	}
	if flat := label.Flat(name); flat != name {
		return name + "=" + flat
	}
	return name
}

// merge joins the lists: one entry for each code and name.
func merge(months []string, lists map[string]map[string]string) []division {
	type key struct{ code, name string }
	at := map[key]int{}
	var out []division
	for i, m := range months {
		for _, code := range keys(lists[m]) {
			name := lists[m][code]
			if stopgap(code, name) {
				continue
			}
			k := key{code, name}
			if j, ok := at[k]; ok {
				out[j].to = i
				continue
			}
			at[k] = len(out)
			out = append(out, division{code, name, i, i})
		}
	}
	slices.SortFunc(out, func(a, b division) int {
		if a.code != b.code {
			return strings.Compare(a.code, b.code)
		}
		return a.from - b.from
	})
	return out
}

// stopgap tells of entries that are no division: they hold the place of one
// between a province and its counties, or a city and its towns.
func stopgap(code, name string) bool {
	return slices.Contains([]string{"市辖区", "县", "市", "晋城市市辖区"}, name) || strings.Contains(name, "直辖") ||
		code == "620201" // 嘉峪关市 has no counties, and is 620200
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
