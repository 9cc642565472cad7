package text

import (
	"strings"
	"unicode/utf8"
)

// boxes turns the characters with which terminals draw tables into those with
// which plain text does.
var boxes = strings.NewReplacer(
	"│", "|", "┃", "|", "║", "|", "╎", "|", "┆", "|", "┊", "|",
	"─", "-", "━", "-", "═", "-", "╌", "-", "┄", "-", "┈", "-",
	"┌", "+", "┐", "+", "└", "+", "┘", "+", "├", "+", "┤", "+", "┬", "+", "┴", "+", "┼", "+",
	"┏", "+", "┓", "+", "┗", "+", "┛", "+", "┣", "+", "┫", "+", "┳", "+", "┻", "+", "╋", "+",
	"╔", "+", "╗", "+", "╚", "+", "╝", "+", "╠", "+", "╣", "+", "╦", "+", "╩", "+", "╬", "+",
	"╭", "+", "╮", "+", "╰", "+", "╯", "+",
)

// isSide tells whether r is at the side of a table that is drawn with box
// characters: any of them but the level ones.
func isSide(r rune) bool {
	return r >= 0x2500 && r < 0x2580 && !strings.ContainsRune("─━═╌┄┈", r)
}

// redrawBox redraws a line of a table that is drawn with box characters, so
// that it reads like one with pipes.
func (l *line) redrawBox() {
	text := trim(l.text)
	first, size := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if size < len(text) && isSide(first) && isSide(last) {
		l.text = boxes.Replace(text)
	}
}
