package content

// path is one under construction (ISO 32000-1 §8.5.2), in places on the page.
type path struct {
	parts  []part
	x, y   float64 // the current point
	points int
	clips  bool // W stood behind it
}

// part is a part of a path that hangs together.
type part struct {
	points [][2]float64
	bounds box
	curved bool
	closed bool
}

// maxPoints is how many points of a path are kept.
const maxPoints = 200_000

func (p *path) reset() {
	p.parts, p.points, p.clips = p.parts[:0], 0, false
}

func (p *path) move(x, y float64) {
	n := len(p.parts)
	if n < cap(p.parts) {
		p.parts = p.parts[:n+1]
		p.parts[n] = part{points: p.parts[n].points[:0], bounds: nothing}
	} else {
		p.parts = append(p.parts, part{bounds: nothing})
	}
	p.add(x, y)
}

func (p *path) add(x, y float64) {
	if p.points++; p.points > maxPoints {
		return
	}
	if len(p.parts) == 0 {
		p.parts = append(p.parts, part{bounds: nothing})
	}
	l := &p.parts[len(p.parts)-1]
	l.points = append(l.points, [2]float64{x, y})
	l.bounds = l.bounds.with(x, y)
	p.x, p.y = x, y
}

func (p *path) curve(x, y float64) {
	p.add(x, y)
	if n := len(p.parts); n > 0 {
		p.parts[n-1].curved = true
	}
}

func (p *path) close() {
	if n := len(p.parts); n > 0 {
		p.parts[n-1].closed = true
		if pts := p.parts[n-1].points; len(pts) > 0 {
			p.x, p.y = pts[0][0], pts[0][1]
		}
	}
}

// bounds is the box around the whole path.
func (p *path) bounds() box {
	b := nothing
	for _, l := range p.parts {
		b = box{min(b.x0, l.bounds.x0), min(b.y0, l.bounds.y0), max(b.x1, l.bounds.x1), max(b.y1, l.bounds.y1)}
	}
	return b
}

// rectangle tells whether the part is a rectangle along the edges of the page.
func (l *part) rectangle() bool {
	pts := l.points
	if n := len(pts); n == 5 && pts[4] == pts[0] {
		pts = pts[:4]
	}
	if l.curved || len(pts) != 4 {
		return false
	}
	const near = 0.1
	for _, p := range pts {
		if min(p[0]-l.bounds.x0, l.bounds.x1-p[0]) > near || min(p[1]-l.bounds.y0, l.bounds.y1-p[1]) > near {
			return false
		}
	}
	return true
}

// stroke paints the lines of the path.
func (r *run) stroke() {
	if r.g.strokeWhite || r.g.strokeClear || r.g.width*r.g.ctm.scale() > thickStroke {
		return
	}
	for i := range r.path.parts {
		l := &r.path.parts[i]
		if l.curved {
			continue // rounded corners draw no table
		}
		for k := 1; k < len(l.points); k++ {
			a, b := l.points[k-1], l.points[k]
			r.page.line(a[0], a[1], b[0], b[1], r.g.clip)
		}
		if n := len(l.points); l.closed && n > 2 {
			a, b := l.points[n-1], l.points[0]
			r.page.line(a[0], a[1], b[0], b[1], r.g.clip)
		}
	}
}

// fill paints the areas of the path: ruling lines where they are thin, and what
// hides the text beneath where they are not.
func (r *run) fill() {
	if r.g.fillClear {
		return
	}
	if r.frame() {
		return
	}
	for i := range r.path.parts {
		l := &r.path.parts[i]
		b := l.bounds.meet(r.g.clip)
		switch {
		case b.x1 < b.x0 || b.y1 < b.y0:
		case l.curved:
			r.page.Curves++
		case r.g.fillWhite && min(b.x1-b.x0, b.y1-b.y0) <= thin:
		case r.page.bar(b):
		case l.rectangle() && r.g.opaque && len(r.path.parts) == 1:
			r.cover(b, Covered)
		}
	}
}

// frame paints the area between two rectangles of which one lies in the other, and
// tells whether the path is that.
func (r *run) frame() bool {
	if len(r.path.parts) != 2 || !r.path.parts[0].rectangle() || !r.path.parts[1].rectangle() {
		return false
	}
	out, in := r.path.parts[0].bounds, r.path.parts[1].bounds
	if out.inside(in) {
		out, in = in, out
	}
	if !in.inside(out) || out == in {
		return false
	}
	if r.g.fillWhite {
		return true
	}
	for _, b := range []box{{out.x0, out.y0, out.x1, in.y0}, {out.x0, in.y1, out.x1, out.y1},
		{out.x0, out.y0, in.x0, out.y1}, {in.x1, out.y0, out.x1, out.y1}} {
		if b = b.meet(r.g.clip); b.x1 > b.x0 && b.y1 > b.y0 {
			r.page.bar(b)
		}
	}
	return true
}
