package object

import (
	"context"
	"errors"
	"fmt"
)

// Page is a page with what it has from the nodes above it (ISO 32000-1 §7.7.3).
type Page struct {
	Value
	Resources Value
	// Box is what of the page is shown, in its own coordinates: left, bottom, right, top.
	Box [4]float64
	// Turn is by how many quarters of a circle the page is shown turned clockwise.
	Turn int
}

// a4 is the size of a page that states none.
var a4 = [4]float64{0, 0, 595.28, 841.89}

// node is a node of the page tree.
type node struct {
	Value
	resources Value
	media     [4]float64
	crop      *[4]float64
	turn      int
}

// walk goes through the tree of pages.
type walk struct {
	ctx  context.Context
	f    *File
	seen map[int]bool
	out  []Page
}

// Pages are the pages in their order. Each stands in the tree once, and the tree
// has as many as it says.
func (f *File) Pages(ctx context.Context) ([]Page, error) {
	if f.ctx.Root == nil {
		return nil, damaged(errors.New("it has no catalogue"))
	}
	root := f.value(*f.ctx.Root).Key("Pages")
	w := walk{ctx: ctx, f: f, seen: map[int]bool{}}
	if err := w.node(node{Value: root, media: a4}, 0); err != nil {
		return nil, err
	}
	switch {
	case f.err != nil:
		return nil, f.err
	case len(w.out) == 0:
		return nil, damaged(errors.New("it has no pages"))
	case root.Key("Count").Int() != len(w.out):
		return nil, damaged(fmt.Errorf("it says that it has %d pages, and has %d", root.Key("Count").Int(), len(w.out)))
	}
	return w.out, nil
}

func (w *walk) node(n node, depth int) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	const deepest = 50
	if depth > deepest || n.id != 0 && w.seen[n.id] {
		return damaged(errors.New("a page stands in the tree of pages twice"))
	}
	w.seen[n.id] = true
	n.inherit()
	kids := n.Key("Kids")
	if !kids.IsArray() {
		if n.dict() == nil {
			return damaged(errors.New("a page is missing"))
		}
		if len(w.out) >= w.f.limits.Pages {
			return limit(int64(w.f.limits.Pages), "pages")
		}
		w.out = append(w.out, n.page())
		return nil
	}
	for i := range kids.Len() {
		kid := n
		kid.Value = kids.Index(i)
		if err := w.node(kid, depth+1); err != nil {
			return err
		}
	}
	return w.f.err
}

// inherit takes what the node states, and keeps the rest as the nodes above had it.
func (n *node) inherit() {
	if r := n.Key("Resources"); !r.IsNull() {
		n.resources = r
	}
	if b, ok := box(n.Key("MediaBox")); ok {
		n.media = b
	}
	if b, ok := box(n.Key("CropBox")); ok {
		n.crop = &b
	}
	if r := n.Key("Rotate"); r.IsNumber() {
		n.turn = ((r.Int()/90)%4 + 4) % 4
	}
}

func (n *node) page() Page {
	p := Page{Value: n.Value, Resources: n.resources, Box: n.media, Turn: n.turn}
	if c := n.crop; c != nil {
		cut := [4]float64{max(c[0], p.Box[0]), max(c[1], p.Box[1]), min(c[2], p.Box[2]), min(c[3], p.Box[3])}
		if cut[0] < cut[2] && cut[1] < cut[3] {
			p.Box = cut
		}
	}
	return p
}

// box reads a rectangle (ISO 32000-1 §7.9.5), whose corners come in any order.
func box(v Value) ([4]float64, bool) {
	n := v.Numbers(4)
	if n == nil {
		return [4]float64{}, false
	}
	b := [4]float64{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
	return b, b[2]-b[0] > 1 && b[3]-b[1] > 1
}

// Content is the content stream of a page, or several that are one.
func (p Page) Content() []byte {
	c := p.Key("Contents")
	if !c.IsArray() {
		return c.Stream()
	}
	var out []byte
	for i := range c.Len() {
		out = append(append(out, c.Index(i).Stream()...), '\n')
		if int64(len(out)) > p.f.limits.Inflated { // one stream may be named many times
			p.f.fail(limit(p.f.limits.Inflated, "bytes of all streams"))
			return nil
		}
	}
	return out
}
