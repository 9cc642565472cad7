package opc

import (
	"context"
	"net/url"
	"path"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

const (
	nsRelationships xmlscan.NS = iota + 1
	nsTypes
)

const (
	relRelationship xmlscan.Name = iota + 1
	typeDefault
	typeOverride
)

var vocabulary = xmlscan.NewVocabulary(map[string]xmlscan.NS{
	"http://schemas.openxmlformats.org/package/2006/relationships": nsRelationships,
	"http://schemas.openxmlformats.org/package/2006/content-types": nsTypes,
}, []xmlscan.Term{
	{Space: nsRelationships, Local: "Relationship", Name: relRelationship},
	{Space: nsTypes, Local: "Default", Name: typeDefault},
	{Space: nsTypes, Local: "Override", Name: typeOverride},
})

// maxItems is how many relationships or content types a package part may have,
// far above every real one.
const maxItems = 100_000

// Relationship leads from a part, or from the package, to another part or to
// something outside.
type Relationship struct {
	ID string
	// Type is the last step of the relationship's type, such as "styles": the
	// strict and the transitional types of ECMA-376 differ only before it.
	Type string
	// Target is the part's name, without a leading slash, or a URI as written.
	Target   string
	External bool
}

// Relationships are those of one part. The zero value has none.
type Relationships struct {
	byID   map[string]Relationship
	byType map[string]Relationship
}

// ByID finds a relationship by its id.
func (r Relationships) ByID(id string) (rel Relationship, ok bool) {
	rel, ok = r.byID[id]
	return rel, ok
}

// ByType finds the first relationship of a type.
func (r Relationships) ByType(t string) (rel Relationship, ok bool) {
	rel, ok = r.byType[t]
	return rel, ok
}

// add adds a relationship; of several with one id or type the first counts.
func (r *Relationships) add(x Relationship) {
	if r.byID == nil {
		r.byID, r.byType = make(map[string]Relationship), make(map[string]Relationship)
	}
	if _, twice := r.byID[x.ID]; !twice {
		r.byID[x.ID] = x
	}
	if _, twice := r.byType[x.Type]; !twice {
		r.byType[x.Type] = x
	}
}

// Relationships reads those of the named part; "" is the package itself. A part
// without any has none.
func (p *Package) Relationships(ctx context.Context, of string) (Relationships, *diag.Error) {
	dir, file := path.Split(of)
	var rels Relationships
	err := p.scan(ctx, dir+"_rels/"+file+".rels", func(z *xmlscan.Scanner) {
		if z.Name() != relRelationship {
			return
		}
		r := Relationship{ID: attr(z, "Id"), Type: path.Base(attr(z, "Type")), Target: attr(z, "Target")}
		if r.External = strings.EqualFold(attr(z, "TargetMode"), "External"); !r.External {
			r.Target = resolve(dir, r.Target)
		}
		rels.add(r)
	})
	return rels, err
}

func attr(z *xmlscan.Scanner, name string) string {
	v, _ := z.Attr(nsRelationships, name)
	return string(v)
}

// resolve makes a part's name of a target as it stands in a part in dir.
func resolve(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	target, _, _ = strings.Cut(target, "#")
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	if !strings.HasPrefix(target, "/") {
		target = "/" + dir + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// contentTypes are what [Content_Types].xml says.
type contentTypes struct {
	bySuffix map[string]string
	byName   map[string]string
	names    []string // keys of byName in the order of the file
}

func (p *Package) loadTypes(ctx context.Context) *diag.Error {
	if p.types != nil {
		return nil
	}
	t := &contentTypes{bySuffix: map[string]string{}, byName: map[string]string{}}
	p.types = t
	return p.scan(ctx, "[Content_Types].xml", func(z *xmlscan.Scanner) {
		switch z.Name() {
		case typeDefault:
			t.bySuffix[strings.ToLower(attr(z, "Extension"))] = attr(z, "ContentType")
		case typeOverride:
			name := fold(attr(z, "PartName"))
			t.byName[name] = attr(z, "ContentType")
			t.names = append(t.names, name)
		}
	})
}

// ContentType is the stated type of a part, or "".
func (p *Package) ContentType(ctx context.Context, name string) (string, *diag.Error) {
	if err := p.loadTypes(ctx); err != nil {
		return "", err
	}
	key := fold(name)
	if t, ok := p.types.byName[key]; ok {
		return t, nil
	}
	return p.types.bySuffix[strings.TrimPrefix(path.Ext(key), ".")], nil
}

// PartOfType finds the first part whose stated content type match accepts, or
// "".
func (p *Package) PartOfType(ctx context.Context, match func(contentType string) bool) (string, *diag.Error) {
	if err := p.loadTypes(ctx); err != nil {
		return "", err
	}
	for _, name := range p.types.names {
		if match(p.types.byName[name]) && p.Has(name) {
			return p.files[name].Name, nil
		}
	}
	return "", nil
}
