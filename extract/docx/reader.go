package docx

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/docx/internal/opc"
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
	"github.com/nianbao/nianbao/extract/internal/listnum"
	"github.com/nianbao/nianbao/extract/source"
)

// reader reads one package into a builder.
type reader struct {
	ctx  context.Context
	opts Options
	b    *document.Builder
	pkg  *opc.Package
	// memory is borrowed while reading.
	memory *memory
	// embedded is how many documents this one is embedded in.
	embedded int
	spent    int64 // of the limit of all parts, by the documents around it

	main     string // name of the main part
	mainRels opc.Relationships
	styles   *styles
	numbers  *numbering

	inserted, deleted int // tracked changes met
	sections          sections
	notes             []note
	missing           map[string]bool
	chunks            int // embedded documents met
	// err is what stopped the reader inside a callback.
	err error
}

// read reads the package that data hold.
func (r *reader) read(data []byte) error {
	pkg, err := opc.Open(data, r.opts.limits(r.spent))
	if err != nil {
		return err
	}
	defer pkg.Close()
	r.pkg = pkg
	r.memory = memories.Get().(*memory)
	defer memories.Put(r.memory)
	if err := r.findMain(); err != nil {
		return err
	}
	if err := r.loadStyles(); err != nil {
		return err
	}
	if err := r.readMain(); err != nil {
		return err
	}
	if err := r.readAsides(); err != nil {
		return err
	}
	if r.embedded == 0 {
		if err := r.readProperties(); err != nil {
			return err
		}
	}
	if r.inserted+r.deleted > 0 {
		r.b.AddFinding(diag.New("X125", source.Pos{},
			"inserted", strconv.Itoa(r.inserted), "deleted", strconv.Itoa(r.deleted)))
	}
	return r.err
}

// findMain finds the main part by the package's relationships, or, where those
// are missing or lead nowhere, by content type or by its usual name.
func (r *reader) findMain() error {
	rels, err := r.pkg.Relationships(r.ctx, "")
	if err != nil {
		return err
	}
	rel, ok := rels.ByType("officeDocument")
	switch {
	case ok && r.pkg.Has(rel.Target):
		r.main = rel.Target
	default:
		if r.main, err = r.pkg.PartOfType(r.ctx, isMainType); err != nil {
			return err
		}
	}
	if r.main == "" && r.pkg.Has(usualMain) {
		r.main = usualMain
	}
	if r.main == "" {
		return diag.Errorf("X122", r.whatElse(rel.Target))
	}
	if r.mainRels, err = r.pkg.Relationships(r.ctx, r.main); err != nil {
		return err
	}
	return nil
}

const usualMain = "word/document.xml"

// isMainType tells whether a content type is that of a main part: documents and
// templates, with macros or without.
func isMainType(t string) bool {
	t = strings.ToLower(t)
	return strings.HasSuffix(t, "main+xml") && (strings.Contains(t, "wordprocessingml") || strings.Contains(t, "ms-word"))
}

// whatElse says what a package without a main part is instead.
func (r *reader) whatElse(target string) error {
	if target != "" {
		return errors.New("the main part " + target + " is missing")
	}
	if kind, err := r.pkg.Read(r.ctx, "mimetype"); err == nil && kind != nil {
		return errors.New("a file of type " + string(kind[:min(len(kind), 80)]))
	}
	return errors.New("an archive")
}

// part is one XML part being read.
type part struct {
	*reader
	name string
	z    *xmlscan.Scanner
	rels *opc.Relationships // nil until asked for
	// preserve is what the root element says of white space in text.
	preserve bool
	fields   fieldMarks

	// scopeNow is the scope of scopeEpoch; see memory.
	scopeNow   scope
	scopeEpoch uint32
}

// readPart reads an XML part: root is called once its root element has started.
// A part that is missing is found false.
func (r *reader) readPart(name string, rels *opc.Relationships, root func(p *part)) (found bool, err error) {
	data, derr := r.pkg.Read(r.ctx, name)
	if derr != nil {
		return false, derr
	}
	if data == nil {
		return false, nil
	}
	return true, r.parse(name, data, rels, root)
}

// parse reads the XML of a part.
func (r *reader) parse(name string, data []byte, rels *opc.Relationships, root func(p *part)) error {
	z := xmlscan.Borrow()
	defer z.Return()
	z.Reset(data, vocabulary, r.opts.Depth)
	p := &part{reader: r, name: name, z: z, rels: rels}
	if z.Next() == xmlscan.Start {
		p.preserve = preserves(z)
		root(p)
		for z.Next() != xmlscan.EOF {
		}
	}
	if xerr := opc.XMLError(name, z.Err(), r.opts.Depth); xerr != nil {
		return xerr
	}
	return r.err
}

// stopped tells whether reading should end early: a limit of the builder was
// passed, or the context ended.
func (p *part) stopped() bool {
	if err := p.ctx.Err(); err != nil && p.err == nil {
		p.err = err
	}
	if p.err == nil && p.b.Err() == nil {
		return false
	}
	p.z.Stop()
	return true
}

// readMain reads the main part.
func (r *reader) readMain() error {
	root := other
	_, err := r.readPart(r.main, &r.mainRels, func(p *part) {
		if root = p.z.Name(); root != wDocument {
			p.z.Stop()
			return
		}
		s := newStory(p, r.b, new(listnum.Counters))
		for p.z.Next() == xmlscan.Start {
			if p.z.Name() == wBody {
				s.blocks()
				s.flush()
			} else {
				p.z.Skip()
			}
		}
	})
	if err == nil && root != wDocument {
		return diag.Errorf("X122", errors.New(otherRoots[root])).In(r.main, -1)
	}
	return err
}

// otherRoots says what a main part is by its root element.
var otherRoots = map[xmlscan.Name]string{
	other:         "the main part is of an unknown kind",
	xWorkbook:     "a spreadsheet",
	pPresentation: "a presentation",
}

// maxDefinitions is how many styles or lists a document may define; Word writes
// at most some thousands.
const maxDefinitions = 50_000

// tooMany stops reading if there are more of what than a document may define.
func (p *part) tooMany(n int, what string) bool {
	if n <= maxDefinitions {
		return false
	}
	p.fail(diag.Errorf("X104", nil, "limit", strconv.Itoa(maxDefinitions), "what", what).In(p.name, int64(p.z.Offset())))
	return true
}

// maxMissing is how many missing parts are named.
const maxMissing = 100

// missingPart notes a part that is referred to and not there.
func (r *reader) missingPart(name string) {
	if r.missing[name] || len(r.missing) >= maxMissing {
		return
	}
	if r.missing == nil {
		r.missing = make(map[string]bool)
	}
	r.missing[name] = true
	r.b.AddFinding(diag.New("X124", source.Pos{}, "part", name))
}

// related reads the XML part to which a relationship type of the main part
// leads; without such a relationship it does nothing.
func (r *reader) related(relType string, root func(p *part)) error {
	rel, ok := r.mainRels.ByType(relType)
	if !ok || rel.External {
		return nil
	}
	found, err := r.readPart(rel.Target, nil, root)
	if err == nil && !found {
		r.missingPart(rel.Target)
	}
	return err
}
