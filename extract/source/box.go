package source

import "math"

// Box is where something stands on a page: Page counts from 1, the other numbers
// are tenths of a point (1/720 inch) from the left and the upper edge of the page as
// it is shown. The zero value is no place.
type Box struct {
	Page                     int32
	Left, Top, Right, Bottom int32
}

// BoxOf is the box on a page, in points.
func BoxOf(page int, left, top, right, bottom float64) Box {
	tenths := func(x float64) int32 { return int32(math.Round(min(max(x, -1e6), 1e6) * 10)) }
	return Box{int32(page), tenths(left), tenths(top), tenths(right), tenths(bottom)}
}

// IsZero tells whether there is no place.
func (b Box) IsZero() bool { return b == Box{} }

// Points are left, top, right and bottom in points.
func (b Box) Points() [4]float64 {
	return [4]float64{float64(b.Left) / 10, float64(b.Top) / 10, float64(b.Right) / 10, float64(b.Bottom) / 10}
}
