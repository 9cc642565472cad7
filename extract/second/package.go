package second

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"unicode/utf16"
)

// Limits bound what reading a Word file can cost; all must be positive.
type Limits struct {
	// PartBytes is the size of one inflated part, Depth the number of open XML
	// elements, Cols that of columns of a table, Entries that of entries in the
	// package.
	PartBytes            int64
	Depth, Cols, Entries int
}

// archive is an open package.
type archive struct {
	ctx    context.Context
	limits Limits
	files  map[string]*zip.File
}

func openArchive(ctx context.Context, data []byte, limits Limits) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // no name is used as a path
		return nil, err
	}
	if len(z.File) > limits.Entries {
		return nil, fmt.Errorf("%d entries", len(z.File))
	}
	a := &archive{ctx: ctx, limits: limits, files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if _, twice := a.files[key(f.Name)]; !twice {
			a.files[key(f.Name)] = f
		}
	}
	return a, nil
}

// key is a part's name as names are compared: without regard to case, and with
// either slash.
func key(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// part is the content of a part, nil if it is missing.
func (a *archive) part(name string) ([]byte, error) {
	f := a.files[key(name)]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer func() { _ = r.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(&stopped{a.ctx, r}, a.limits.PartBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case int64(len(data)) > a.limits.PartBytes:
		return nil, fmt.Errorf("%s is longer than %d bytes", name, a.limits.PartBytes)
	}
	return data, nil
}

// stopped reads until the context ends.
type stopped struct {
	ctx context.Context
	r   io.Reader
}

func (s *stopped) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// decoder reads the XML of a part.
func decoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(plainUTF8(data)))
	// What is not ASCII is UTF-8 or UTF-16 in a package, whatever is declared;
	// the decoder refuses bytes that are not UTF-8.
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}

// plainUTF8 decodes UTF-16, which parts may be written in.
func plainUTF8(data []byte) []byte {
	if len(data) < 2 || data[0] != 0xFF && data[0] != 0xFE && data[0] != 0 && data[1] != 0 {
		return bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	}
	low, from := 0, 0
	switch {
	case data[0] == 0xFE:
		low, from = 1, 2
	case data[0] == 0xFF:
		from = 2
	case data[0] == 0:
		low = 1
	}
	units := make([]uint16, 0, len(data)/2)
	for i := from; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i+low])|uint16(data[i+1-low])<<8)
	}
	return []byte(string(utf16.Decode(units)))
}

// relation is one entry of a relationships part.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// target is the name of the part to which the first relationship of a type
// leads, "" if there is none. of is the part that has the relationships, ""
// for the package.
func (a *archive) target(of, kind string) (string, error) {
	dir, file := path.Split(of)
	data, err := a.part(dir + "_rels/" + file + ".rels")
	if err != nil || data == nil {
		return "", err
	}
	var rels struct {
		List []relation `xml:"Relationship"`
	}
	if err := decoder(data).Decode(&rels); err != nil {
		return "", fmt.Errorf("relationships of %q: %w", of, err)
	}
	for _, r := range rels.List {
		if path.Base(r.Type) != kind || strings.EqualFold(r.Mode, "External") {
			continue
		}
		name, _, _ := strings.Cut(strings.ReplaceAll(r.Target, `\`, "/"), "#")
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		if !strings.HasPrefix(name, "/") {
			name = "/" + dir + name
		}
		return path.Clean(name)[1:], nil
	}
	return "", nil
}

// mainPart is the name of the part with the document.
func (a *archive) mainPart() (string, error) {
	name, err := a.target("", "officeDocument")
	if err != nil {
		return "", err
	}
	if a.files[key(name)] != nil {
		return name, nil
	}
	if name, err = a.mainByType(); err != nil || name != "" {
		return name, err
	}
	const usual = "word/document.xml"
	if a.files[usual] == nil {
		return "", errors.New("no main part")
	}
	return usual, nil
}

// mainByType finds the main part by the content types.
func (a *archive) mainByType() (string, error) {
	data, err := a.part("[Content_Types].xml")
	if err != nil || data == nil {
		return "", err
	}
	var types struct {
		List []struct {
			Name string `xml:"PartName,attr"`
			Type string `xml:"ContentType,attr"`
		} `xml:"Override"`
	}
	if err := decoder(data).Decode(&types); err != nil {
		return "", fmt.Errorf("content types: %w", err)
	}
	for _, t := range types.List {
		kind := strings.ToLower(t.Type)
		word := strings.Contains(kind, "wordprocessingml") || strings.Contains(kind, "ms-word")
		if word && strings.HasSuffix(kind, "main+xml") && a.files[key(t.Name)] != nil {
			return strings.TrimPrefix(t.Name, "/"), nil
		}
	}
	return "", nil
}
