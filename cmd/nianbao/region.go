package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/internal/term"
	"github.com/nianbao/nianbao/normalize/region"
)

// regionFlags say where the bodies are whose reports are converted.
type regionFlags struct{ list []string }

func (f *regionFlags) add(fs *pflag.FlagSet) {
	fs.StringArrayVar(&f.list, "region-hint", nil, "the reports are of bodies of `REGION` (code, or 安徽省淮北市); FOLDER=REGION for those below a folder; may be repeated")
}

// hints are what the flags say.
func (f *regionFlags) hints() ([]pipeline.RegionHint, error) {
	var out []pipeline.RegionHint
	for _, s := range f.list {
		folder, name := "", s
		if i := strings.LastIndex(s, "="); i >= 0 {
			folder, name = filepath.ToSlash(filepath.Clean(s[:i])), s[i+1:]
		}
		p, ok := region.Find(name)
		if !ok {
			return nil, fmt.Errorf("--region-hint: %s is no division, or several; name it by a code or from its province, as 安徽省淮北市相山区", term.Quote(name))
		}
		out = append(out, pipeline.RegionHint{Folder: folder, Place: p})
	}
	return out, nil
}

func (f *regionFlags) String() string { return strings.Join(f.list, " ") }
