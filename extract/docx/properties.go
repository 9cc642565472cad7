package docx

import (
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// readProperties reads the package's core properties (ECMA-376 Part 2 §8.3):
// the title, and the others under the names that they have in the file.
func (r *reader) readProperties() error {
	rels, derr := r.pkg.Relationships(r.ctx, "")
	if derr != nil {
		return derr
	}
	rel, ok := rels.ByType("core-properties")
	if !ok || rel.External {
		return nil
	}
	_, err := r.readPart(rel.Target, nil, func(p *part) {
		z := p.z
		for z.Next() == xmlscan.Start {
			isTitle := z.Name() == dcTitle
			known := z.Space() == nsDC || z.Space() == nsCP
			name := string(z.Local())
			text := string(z.AppendText(nil))
			switch {
			case !known || text == "":
			case isTitle:
				r.b.SetTitle(text)
			default:
				r.b.AddMeta(name, text)
			}
		}
	})
	return err
}
