package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/schema"
)

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of program, output and forms    显示版本",
		Args:  cobra.NoArgs,
		RunE: a.do(func(*cobra.Command, []string) error {
			set, err := form.Embedded()
			if err != nil {
				return err
			}
			var ids []string
			for _, f := range set.Forms {
				ids = append(ids, f.ID)
			}
			_, err = fmt.Fprintf(a.out, "nianbao %s\n%s %s\nforms %s\n%s %s/%s\n",
				build(), schema.Name, schema.Version, strings.Join(ids, " "),
				runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		}),
	}
}

// build is the version of the module, or the commit that it was built from.
func build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version, commit, dirty := info.Main.Version, "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = " commit " + s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = " with changes"
		}
	}
	return version + commit + dirty
}
