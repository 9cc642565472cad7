package extract

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
)

// unread are suffixes of documents that are not read.
var unread = []string{".doc", ".dot", ".wps", ".rtf", ".pdf", ".mht", ".mhtml", ".odt", ".ofd"}

// claimed makes N109 (a file of a kind that holds no report) the error X102 if
// the file has the name of a document: it should have held one.
func claimed(name string, err error) error {
	e, ok := errors.AsType[*diag.Error](err)
	if !ok || e.Code != "N109" {
		return err
	}
	suffix := strings.ToLower(path.Ext(name))
	if !slices.Contains(unread, suffix) && !slices.ContainsFunc(formats, func(f Format) bool { return f.hasSuffix(suffix) }) {
		return err
	}
	out := *e
	out.Code = "X102"
	return &out
}

// packages tell zip packages that are no Word document by a text that stands
// among their names: ECMA-376 Parts 1 and 2, OpenDocument Part 2 §3.3, GB/T
// 33190. As in [refused], X102 may hold a report.
var packages = []struct {
	text, name string
	code       diag.Code
}{
	{"xl/workbook.", "a spreadsheet (.xlsx)", "N109"},
	{"ppt/presentation.", "a presentation (.pptx)", "N109"},
	{"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a spreadsheet (.ods)", "N109"},
	{"mimetypeapplication/vnd.oasis.opendocument.presentation", "a presentation (.odp)", "N109"},
	{"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", "X102"},
	{"OFD.xml", "an OFD document", "X102"},
}

// otherPackage says what a package without a Word document is, if that can be
// told.
func otherPackage(data []byte, err error) error {
	e, ok := errors.AsType[*diag.Error](err)
	if !ok || e.Code != "X122" {
		return err
	}
	for _, p := range packages {
		if bytes.Contains(data, []byte(p.text)) {
			return diag.Errorf(p.code, nil, "format", p.name)
		}
	}
	return err
}
