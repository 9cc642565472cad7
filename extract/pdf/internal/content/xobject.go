package content

import (
	"math"

	"github.com/nianbao/nianbao/extract/pdf/internal/object"
)

// object paints an image or a form (ISO 32000-1 §8.9, §8.10).
func (r *run) object(v object.Value) {
	switch v.Key("Subtype").Name() {
	case "Image":
		r.image(v)
	case "Form":
		r.form(v, r.g)
	}
}

func (r *run) image(v object.Value) {
	r.page.Images++
	b := r.g.ctm.around(0, 0, 1, 1).meet(r.g.clip)
	share := b.area() / (r.page.Width * r.page.Height)
	r.page.ImageShare = max(r.page.ImageShare, min(share, 1))
	// A scan that is painted over its own text hides it, as does a mask of one colour or a soft one not.
	const scan = 0.4
	if share > scan && r.g.opaque && !v.Has("SMask") && !v.Has("Mask") && !v.Has("ImageMask") {
		r.cover(b, Invisible)
	}
}

func (r *run) form(v object.Value, g state) {
	if r.forms >= r.rd.limits.Forms {
		r.rd.over(r.rd.limits.Forms, "forms within forms")
		return
	}
	if m := v.Key("Matrix").Numbers(6); m != nil {
		g.ctm = matrix(m).times(g.ctm)
	}
	if !g.ctm.sane() {
		return
	}
	if b := v.Key("BBox").Numbers(4); b != nil {
		g.clip = g.clip.meet(g.ctm.around(b[0], b[1], b[2], b[3]))
	}
	res := v.Key("Resources")
	if res.IsNull() {
		res = r.res
	}
	r.stream(v.Stream(), res, g, r.forms+1)
}

// hidden is the bits of an annotation's flags that keep it off the page (§12.5.3).
const hidden = 1<<1 | 1<<5

// annotations paints those that print text: filled form fields, text boxes, stamps.
func annotations(r *run, p object.Page, ctm matrix, clip box) {
	list := p.Key("Annots")
	const most = 2000
	for i := range min(list.Len(), most) {
		a := list.Index(i)
		switch a.Key("Subtype").Name() {
		case "FreeText", "Widget", "Stamp":
		default:
			continue
		}
		if a.Key("F").Int()&hidden != 0 {
			continue
		}
		look := a.Key("AP").Key("N")
		if !look.IsStream() {
			look = look.Key(a.Key("AS").Name())
		}
		if !look.IsStream() {
			continue
		}
		r.form(look, start(fitted(look, a.Key("Rect").Numbers(4)).times(ctm), clip))
	}
}

// fitted is the matrix that fits an appearance into the annotation's rectangle (§12.5.5).
func fitted(look object.Value, rect []float64) matrix {
	b := look.Key("BBox").Numbers(4)
	if b == nil || rect == nil {
		return unit
	}
	m := unit
	if n := look.Key("Matrix").Numbers(6); n != nil {
		m = matrix(n)
	}
	from := m.around(b[0], b[1], b[2], b[3])
	x, y := min(rect[0], rect[2]), min(rect[1], rect[3])
	w, h := math.Abs(rect[2]-rect[0]), math.Abs(rect[3]-rect[1])
	if from.x1-from.x0 < 0.01 || from.y1-from.y0 < 0.01 {
		return unit
	}
	sx, sy := w/(from.x1-from.x0), h/(from.y1-from.y0)
	return matrix{sx, 0, 0, sy, x - from.x0*sx, y - from.y0*sy}
}
