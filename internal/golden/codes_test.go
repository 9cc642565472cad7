package golden_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/extract/diag"
)

// limitScript passes every limit that has an option.
const limitScript = "cmd/nianbao/testdata/script/limits.txtar"

// byTest are the codes that no fixture of readable text can give, with the test
// that gives them.
var byTest = map[diag.Code]string{
	"X100": "internal/pipeline/process_test.go",         // the file cannot be read
	"X101": "extract/text/decode_test.go",               // it is empty
	"X104": "extract/docx/read_test.go",                 // a limit
	"X103": limitScript,                                 // a limit
	"X111": limitScript,                                 // a limit
	"X112": limitScript,                                 // a limit
	"X133": limitScript,                                 // a limit
	"X134": limitScript,                                 // a limit
	"X135": limitScript,                                 // a limit
	"X160": limitScript,                                 // a limit
	"X161": limitScript,                                 // a limit
	"X162": limitScript,                                 // a limit
	"X163": limitScript,                                 // a limit
	"X164": limitScript,                                 // a limit
	"X165": limitScript,                                 // a limit
	"X166": limitScript,                                 // a limit
	"X167": limitScript,                                 // a limit
	"X168": limitScript,                                 // a limit
	"X169": limitScript,                                 // a limit
	"X106": "extract/ole_test.go",                       // a binary file
	"X107": "extract/ole_test.go",                       // a binary file
	"X102": "extract/ole_test.go",                       // bytes of other formats
	"X114": "extract/ole_test.go",                       // a picture
	"X115": "extract/ole_test.go",                       // a spreadsheet
	"N110": "extract/ole_test.go",                       // a picture
	"N111": "extract/ole_test.go",                       // a spreadsheet
	"X116": "extract/docx/read_test.go",                 // a file cut off
	"X120": "extract/docx/read_test.go",                 // a damaged package
	"X121": "extract/docx/read_test.go",                 // a damaged package
	"X122": "extract/docx/read_test.go",                 // another package
	"X123": "extract/docx/read_test.go",                 // damaged XML
	"X128": "extract/msdoc/read_test.go",                // a damaged binary file
	"X129": "extract/msdoc/read_test.go",                // a row of a binary file
	"X130": "extract/archive/archive_test.go",           // a damaged archive
	"X131": "extract/archive/archive_test.go",           // a method that is not read
	"X132": "extract/archive/archive_test.go",           // a member that is not there
	"X140": "internal/crawl/crawl_test.go",              // a list beside the inputs
	"X141": "internal/crawl/crawl_test.go",              // a list beside the inputs
	"X144": "internal/crawl/crawl_test.go",              // as above
	"N407": "normalize/hints_test.go",                   // hints
	"N408": "normalize/hints_test.go",                   // hints
	"N409": "normalize/hints_test.go",                   // hints
	"N412": "normalize/hints_test.go",                   // hints
	"N424": "normalize/hints_test.go",                   // hints
	"N109": "extract/archive/archive_test.go",           // an archive without files
	"X150": "extract/html/hostile_test.go",              // a very large page
	"X151": "extract/html/charset_test.go",              // bytes of another character set
	"X152": "extract/html/charset_test.go",              // bytes that are no text
	"X170": "extract/text/decode_test.go",               // bytes of another character set
	"X171": "extract/text/decode_test.go",               // bytes that are no text
	"X172": "extract/text/decode_test.go",               // bytes that do not print
	"X136": "extract/archive/warc_test.go",              // what a web archive holds
	"X137": "extract/archive/warc_test.go",              // a digest
	"X138": "extract/archive/warc_test.go",              // a response cut off
	"X139": "extract/archive/warc_test.go",              // an encoding
	"X142": "cmd/nianbao/testdata/script/soffice.txtar", // LibreOffice
	"X143": "cmd/nianbao/testdata/script/soffice.txtar", // LibreOffice
	"X154": "extract/rtf/read_test.go",                  // no RTF
	"X157": "extract/mht/mht_test.go",                   // a damaged message
	"X158": "extract/mht/mht_test.go",                   // a message with false escapes
	"X159": "extract/mht/mht_test.go",                   // a mail with attachments
	"X180": "extract/second/compare_test.go",            // two readers that differ
	"X181": "extract/second/compare_test.go",            // two readers that differ
	"X182": "extract/second/compare_test.go",            // two readers that differ
	"X183": "extract/second/compare_test.go",            // a file that one of them cannot read
	"X184": "extract/second/compare_test.go",            // a second reading
	"X185": "extract/pdf/read_test.go",                  // a damaged file
	"X197": "normalize/work_test.go",                    // a limit that is far off
	"N501": "internal/across/across_test.go",            // reports of several years
	"N502": "internal/across/across_test.go",            // reports of several years
	"N503": "internal/across/across_test.go",            // reports of several years
	"N504": "internal/across/across_test.go",            // reports of several years
	"N505": "internal/across/across_test.go",            // reports of several years
	"N506": "internal/across/across_test.go",            // reports of several years
	"N507": "internal/across/across_test.go",            // reports of several years
	"N508": "internal/across/across_test.go",            // reports of several years
	"N413": "normalize/work_test.go",                    // a very long sentence
	"X198": "internal/pipeline/process_test.go",         // time
	"X199": "internal/pipeline/process_test.go",         // a bug of ours
	"N230": "internal/pipeline/correct_test.go",         // a decision of a person
	"N231": "internal/pipeline/correct_test.go",         // a decision of a person
	"N232": "internal/pipeline/correct_test.go",         // a decision of a person
	"N233": "internal/pipeline/correct_test.go",         // a decision that does not fit
	"N103": "internal/pipeline/run_test.go",             // two inputs
}

// goldenFolders are the folders of fixtures, from the root of the module.
var goldenFolders = []string{
	"internal/golden/testdata", "extract/docx/testdata", "extract/html/testdata", "extract/text/testdata", "extract/rtf/testdata",
}

// TestEveryCodeHasAFixture demands that the expected output of a fixture, or one
// of the tests above, holds each code of the catalogue.
func TestEveryCodeHasAFixture(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	var shown []byte
	for _, dir := range goldenFolders {
		shown = append(shown, expectedOutput(t, filepath.Join(root, dir))...)
	}
	for _, e := range diag.Catalog() {
		code := regexp.MustCompile(`\b` + string(e.Code) + `\b`)
		file, listed := byTest[e.Code]
		switch {
		case listed:
			data, err := os.ReadFile(filepath.Join(root, file))
			if err != nil {
				t.Errorf("%s: %v", e.Code, err)
			} else if !code.Match(data) {
				t.Errorf("%s is to be tested in %s, which does not name it", e.Code, file)
			}
		case !code.Match(shown):
			t.Errorf("%s (%s) has no fixture", e.Code, e.Message)
		}
	}
	for code := range byTest {
		if _, ok := diag.Lookup(code); !ok {
			t.Errorf("%s is listed and not in the catalogue", code)
		}
	}
}

// expectedOutput is the expected output of a folder's fixtures, joined.
func expectedOutput(t *testing.T, dir string) []byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures in %s: %v", dir, err)
	}
	var out bytes.Buffer
	for _, p := range paths {
		ar, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "out/") || strings.HasPrefix(f.Name, "want") })
		if i < 0 {
			t.Errorf("%s has no expected output", p)
			continue
		}
		for _, f := range ar.Files[i:] {
			out.Write(f.Data)
		}
	}
	return out.Bytes()
}
