package docx

// lines are the lines through text (ECMA-376 Part 1 §17.3.2.37 and §17.3.2.9),
// as a run or style sets them.
type lines struct{ single, double tri }

// over is what these lines make of those that a style is based on.
func (l lines) over(base lines) lines {
	if l.single == unset {
		l.single = base.single
	}
	if l.double == unset {
		l.double = base.double
	}
	return l
}

// isStruck tells whether text is struck through: what the run says counts
// first. A single line is a property that the paragraph's and the run's style
// each switch (§17.7.3); for a double one the run's style counts first.
func (s *styles) isStruck(para *style, run runProps) bool {
	var byPara, byRun lines
	if s.anyStruck {
		if para != nil {
			byPara = para.struck
		}
		char := run.style
		if char == nil {
			char = s.run
		}
		if char != nil {
			byRun = char.struck
		}
	}
	single := run.lines.single
	if single == unset && ((byPara.single == on) != (byRun.single == on) || s.struck.single == on) {
		single = on
	}
	return single == on || run.lines.over(byRun).over(byPara).over(s.struck).double == on
}

// strike notes that the text from a byte on is struck through, if it is.
func (s *story) strike(from int) {
	if s.struck {
		s.marks.Add(from, len(s.text))
	}
}
