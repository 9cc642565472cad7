package docx

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
)

const (
	// maxEmbedded is how many documents may be embedded within one another,
	// maxChunks how many side by side.
	maxEmbedded = 4
	maxChunks   = 1000
)

// altChunk reads another document in the place of the w:altChunk just started
// (ECMA-376 Part 1 §17.17.2.1).
func (s *story) altChunk() {
	id, _ := s.z.Attr(nsR, "id")
	rel, ok := s.relationships().ByID(string(id))
	s.z.Skip()
	if s.chunks++; s.chunks > maxChunks {
		s.fail(diag.Errorf("X104", nil, "limit", strconv.Itoa(maxChunks), "what", "embedded documents").In(s.name, int64(s.z.Pos())))
		return
	}
	if !ok || rel.External {
		s.missingPart("altChunk " + string(id))
		return
	}
	data, err := s.pkg.Read(s.ctx, rel.Target)
	switch {
	case err != nil:
		s.fail(err)
	case data == nil:
		s.missingPart(rel.Target)
	case Sniff(data):
		s.embeddedPackage(rel.Target, data)
	default:
		s.embeddedOther(rel.Target, data)
	}
}

// embeddedPackage reads an embedded Word document into the same builder, with
// styles and lists of its own.
func (s *story) embeddedPackage(name string, data []byte) {
	if s.embedded >= maxEmbedded {
		s.fail(diag.Errorf("X104", nil, "limit", strconv.Itoa(maxEmbedded), "what", "documents within documents").In(name, -1))
		return
	}
	pos := s.b.Here()
	inner := &reader{ctx: s.ctx, opts: s.opts, b: s.b, embedded: s.embedded + 1, spent: s.pkg.Spent()}
	if err := inner.read(data); err != nil {
		e := *diag.AsError(err)
		e.Part = strings.TrimSuffix(name+"/"+e.Part, "/")
		s.fail(&e)
		return
	}
	s.b.AddFinding(diag.New("X126", pos, "format", "docx", "detail", " ("+name+")"))
}

// embeddedOther hands an embedded document of another format on.
func (s *story) embeddedOther(name string, data []byte) {
	pos := s.b.Here()
	format := ""
	if s.opts.Embedded != nil {
		var err error
		if format, err = s.opts.Embedded(data, s.b); err != nil {
			s.fail(err)
			return
		}
	}
	if format != "" {
		s.b.AddFinding(diag.New("X126", pos, "format", format, "detail", " ("+name+")"))
		return
	}
	s.b.AddFinding(diag.New("X127", pos, "format", s.formatName(name, data), "part", name))
}

func isRTF(data []byte) bool { return bytes.HasPrefix(data, []byte(`{\rtf`)) }

// isMHT tells whether data are a MIME message: they start with header lines.
func isMHT(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 2048)])
	return bytes.Contains(head, []byte("mime-version:")) && !bytes.HasPrefix(bytes.TrimSpace(head), []byte("<"))
}

// formatName is what an embedded document that is not read is called.
func (s *story) formatName(name string, data []byte) string {
	switch {
	case isRTF(data):
		return "RTF"
	case isMHT(data):
		return "MHT"
	}
	if t, err := s.pkg.ContentType(s.ctx, name); err == nil && t != "" {
		return t
	}
	return "unknown"
}

// subDocument notes a w:subDoc: a document in another file, which is not at
// hand.
func (s *story) subDocument() {
	id, _ := s.z.Attr(nsR, "id")
	name := "subDoc " + string(id)
	if rel, ok := s.relationships().ByID(string(id)); ok {
		name = rel.Target
	}
	s.z.Skip()
	s.missingPart(name)
}
