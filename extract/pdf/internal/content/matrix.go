package content

import "math"

// matrix is that of a change of coordinates (ISO 32000-1 §8.3.3).
type matrix [6]float64

var unit = matrix{1, 0, 0, 1, 0, 0}

// times is m first and then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// scale is how much longer a line becomes.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// sane tells whether all is finite and of a size that a page may have.
func (m matrix) sane() bool {
	for _, x := range m {
		if !(math.Abs(x) < 1e7) {
			return false
		}
	}
	return true
}

// box is a rectangle along the edges of the page.
type box struct{ x0, y0, x1, y1 float64 }

// around is the box around a rectangle after a change of coordinates.
func (m matrix) around(x0, y0, x1, y1 float64) box {
	b := nothing
	for _, p := range [4][2]float64{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
		b = b.with(m.at(p[0], p[1]))
	}
	return b
}

// nothing is the box around no point.
var nothing = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b box) with(x, y float64) box {
	return box{min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)}
}

func (b box) meet(c box) box {
	return box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
}

func (b box) area() float64 { return max(0, b.x1-b.x0) * max(0, b.y1-b.y0) }

// holds tells whether a point lies in the box or at most a point outside.
func (b box) holds(x, y float64) bool {
	return x >= b.x0-1 && x <= b.x1+1 && y >= b.y0-1 && y <= b.y1+1
}

// inside tells whether b lies in c.
func (b box) inside(c box) bool {
	return b.x0 >= c.x0 && b.y0 >= c.y0 && b.x1 <= c.x1 && b.y1 <= c.y1
}
