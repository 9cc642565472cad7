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
var unread = []string{".doc", ".dot", ".wps", ".rtf", ".mht", ".mhtml", ".odt", ".ofd"}

// none are the codes of files of a kind that holds no report, with the codes
// that they have under the name of a document.
var none = map[diag.Code]diag.Code{"N109": "X102", "N110": "X114", "N111": "X115"}

// HoldsNone tells whether an error of [Read] says that the file is of a kind that
// holds no report, such as an image, and is no document by its name either.
func HoldsNone(err *diag.Error) bool { return none[err.Code] != "" }

// Refused tells, without reading much, whether data are of a kind that holds no
// report: what [Read] says of them then depends on the name, too (see
// [diag.Code.OfKind]). It may be wrong of a package; Read is not.
func Refused(data []byte) bool {
	if _, err := Detect(data); err != nil {
		return diag.AsError(err).Code.OfKind()
	}
	const zip = "PK"
	return bytes.HasPrefix(data, []byte(zip)) && slices.ContainsFunc(packages, func(p otherKind) bool { return bytes.Contains(data, []byte(p.text)) })
}

// claimed makes a file of a kind that holds no report an error if it has the
// name of a document: it should have held one.
func claimed(name string, err error) error {
	e, ok := errors.AsType[*diag.Error](err)
	if !ok || !HoldsNone(e) {
		return err
	}
	suffix := strings.ToLower(path.Ext(name))
	if !slices.Contains(unread, suffix) && !slices.ContainsFunc(formats, func(f Format) bool { return f.hasSuffix(suffix) }) {
		return err
	}
	out := *e
	out.Code = none[e.Code]
	return &out
}

// otherKind is a kind of package that holds no Word document.
type otherKind struct {
	text, name string
	code       diag.Code
}

// packages tell zip packages that are no Word document by a text that stands
// among their names: ECMA-376 Parts 1 and 2, OpenDocument Part 2 §3.3, GB/T
// 33190. As in [refused], X102 may hold a report.
var packages = []otherKind{
	{"xl/workbook.", "a spreadsheet (.xlsx)", "N111"},
	{"ppt/presentation.", "a presentation (.pptx)", "N109"},
	{"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a spreadsheet (.ods)", "N111"},
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
