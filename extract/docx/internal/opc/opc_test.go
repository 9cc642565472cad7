package opc_test

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nianbao/nianbao/extract/docx/internal/opc"
)

var limits = opc.Limits{PartBytes: 1000, PackageBytes: 1500, Entries: 20, Depth: 20}

func open(t *testing.T, parts ...string) *opc.Package {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = f.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	p, err := opc.Open(buf.Bytes(), limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func TestNames(t *testing.T) {
	p := open(t, "word/Document.xml", "first", `WORD\document.xml`, "second", "/abs.xml", "third", "folder/", "", "empty", "")
	for name, want := range map[string]string{"Word/DOCUMENT.xml": "first", "abs.xml": "third", "/ABS.xml": "third", "empty": ""} {
		got, err := p.Read(context.Background(), name)
		if err != nil || got == nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"word", "folder", "folder/", "word/document.xml.rels"} {
		if got, err := p.Read(context.Background(), name); got != nil || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestTargets(t *testing.T) {
	tests := []struct{ name, target, mode, want string }{
		{"relative", "styles.xml", "", "word/styles.xml"},
		{"in a folder", "media/a.png", "Internal", "word/media/a.png"},
		{"up", "../docProps/core.xml", "", "docProps/core.xml"},
		{"up too far", "../../../a.xml", "", "a.xml"},
		{"absolute", "/a/b.xml", "", "a/b.xml"},
		{"here", "./a.xml", "", "word/a.xml"},
		{"escaped", "my%20styles.xml", "", "word/my styles.xml"},
		{"badly escaped", "100%.xml", "", "word/100%.xml"},
		{"backslashes", `..\a\b.xml`, "", "a/b.xml"},
		{"fragment", "a.xml#here", "", "word/a.xml"},
		{"external", "http://example.org/a%20b.doc#x", "external", "http://example.org/a%20b.doc#x"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			p := open(t, "word/_rels/main.xml.rels", `<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">`+
				`<r:Relationship Id="a" Type="http://x/styles" Target="`+tc.target+`" TargetMode="`+tc.mode+`"/>`+
				`<r:Relationship Id="a" Type="http://y/styles" Target="second"/></r:Relationships>`)
			rels, err := p.Relationships(context.Background(), "word/main.xml")
			if err != nil {
				t.Fatal(err)
			}
			got, ok := rels.ByID("a")
			want := opc.Relationship{ID: "a", Type: "styles", Target: tc.want, External: tc.mode == "external"}
			if diff := cmp.Diff(want, got); diff != "" || !ok {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if byType, ok := rels.ByType("styles"); !ok || byType != got {
				t.Errorf("by type: %+v", byType)
			}
			if _, ok := rels.ByType("numbering"); ok {
				t.Error("found a relationship that is not there")
			}
		})
	}
}

func TestContentTypes(t *testing.T) {
	p := open(t, "[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`+
		`<Default Extension="XML" ContentType="application/xml"/><Override PartName="/gone.xml" ContentType="main"/>`+
		`<Override PartName="/A/b.xml" ContentType="main"/></Types>`, "a/B.xml", "text")
	ctx := context.Background()
	for name, want := range map[string]string{"a/b.xml": "main", "c.xml": "application/xml", "c.bin": "", "c": ""} {
		if got, err := p.ContentType(ctx, name); got != want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := p.PartOfType(ctx, func(t string) bool { return t == "main" }); got != "a/B.xml" || err != nil {
		t.Errorf("part = %q, %v", got, err)
	}
}

func TestLimits(t *testing.T) {
	ctx := context.Background()
	p := open(t, "a", strings.Repeat("a", 1001), "b", strings.Repeat("b", 900), "c", strings.Repeat("c", 601), "d", "d")
	for _, step := range []struct{ name, want string }{
		{"a", "a: X160: a part is larger than the limit of 1000 bytes; --max-part raises it"},
		{"b", ""},
		{"c", "c: X161: all parts together are larger than the limit of 1500 bytes; --max-inflated raises it"},
		{"d", ""},
	} {
		got := ""
		if _, err := p.Read(ctx, step.name); err != nil {
			got = strings.ReplaceAll(err.Error(), "{detail}", "")
		}
		if got != step.want {
			t.Errorf("%s: %q, want %q", step.name, got, step.want)
		}
	}
	if spent := p.Spent(); spent != 901 {
		t.Errorf("spent = %d", spent)
	}
}
