package content

import (
	"github.com/nianbao/nianbao/extract/pdf/internal/lex"
)

// operator runs one (ISO 32000-1 Annex A). Those that paint nothing of interest
// are passed over.
func (r *run) operator(op string, args []lex.Token) {
	num := func(i int) float64 {
		if i < len(args) {
			return args[i].Num
		}
		return 0
	}
	if r.pathOperator(op, num) || r.textOperator(op, args, num) {
		return
	}
	switch op {
	case "q":
		const most = 512
		if len(r.stack) < most {
			r.stack = append(r.stack, r.g)
		}
	case "Q":
		if n := len(r.stack); n > 0 {
			r.g, r.stack = r.stack[n-1], r.stack[:n-1]
		}
	case "cm":
		if m := matrixOf(num).times(r.g.ctm); m.sane() {
			r.g.ctm = m
		}
	case "w":
		r.g.width = num(0)
	case "gs":
		if len(args) > 0 {
			r.g.dict(r, r.res.Key("ExtGState").Key(string(args[0].Bytes)))
		}
	case "Do":
		if len(args) > 0 {
			r.object(r.res.Key("XObject").Key(string(args[0].Bytes)))
		}
	default:
		r.g.colour(op, args)
	}
}

func matrixOf(num func(int) float64) matrix {
	return matrix{num(0), num(1), num(2), num(3), num(4), num(5)}
}

// pathOperator runs operators that make and paint paths.
func (r *run) pathOperator(op string, num func(int) float64) bool {
	at := func(i int) (float64, float64) { return r.g.ctm.at(num(i), num(i+1)) }
	switch op {
	case "m":
		r.path.move(at(0))
	case "l":
		r.path.add(at(0))
	case "c":
		r.path.curve(at(4))
	case "v", "y":
		r.path.curve(at(2))
	case "h":
		r.path.close()
	case "re":
		x, y, w, h := num(0), num(1), num(2), num(3)
		r.path.move(r.g.ctm.at(x, y))
		r.path.add(r.g.ctm.at(x+w, y))
		r.path.add(r.g.ctm.at(x+w, y+h))
		r.path.add(r.g.ctm.at(x, y+h))
		r.path.close()
	case "W", "W*":
		r.path.clips = true
	case "n":
		r.endPath()
	case "s":
		r.path.close()
		fallthrough
	case "S":
		r.stroke()
		r.endPath()
	case "f", "F", "f*":
		r.fill()
		r.endPath()
	case "b", "b*":
		r.path.close()
		fallthrough
	case "B", "B*":
		r.fill()
		r.stroke()
		r.endPath()
	default:
		return false
	}
	return true
}

// endPath ends the path, which becomes the clip box if it was to. A path that only
// clips paints no line.
func (r *run) endPath() {
	if r.path.clips {
		r.g.clip = r.g.clip.meet(r.path.bounds())
	}
	r.path.reset()
}

// textOperator runs operators of text (§9.3, §9.4).
func (r *run) textOperator(op string, args []lex.Token, num func(int) float64) bool {
	t := &r.g.text
	switch op {
	case "BT":
		r.tm, r.line = unit, unit
	case "Tf":
		if len(args) >= 2 {
			t.font, t.size = r.named(string(args[0].Bytes)), num(1)
		}
	case "Tc":
		t.char = num(0)
	case "Tw":
		t.word = num(0)
	case "Tz":
		t.scale = num(0) / 100
	case "TL":
		t.leading = num(0)
	case "Ts":
		t.raise = num(0)
	case "Tr":
		t.mode = int(num(0))
	case "Td":
		r.nextLine(num(0), num(1))
	case "TD":
		t.leading = -num(1)
		r.nextLine(num(0), num(1))
	case "Tm":
		r.tm = matrixOf(num)
		r.line = r.tm
	case "T*":
		r.nextLine(0, -t.leading)
	case "Tj":
		r.showAll(args)
	case "'":
		r.nextLine(0, -t.leading)
		r.showAll(args)
	case "\"":
		t.word, t.char = num(0), num(1)
		r.nextLine(0, -t.leading)
		r.showAll(args)
	case "TJ":
		if len(args) > 0 {
			r.showAll(args[0].Items)
		}
	default:
		return false
	}
	return true
}
