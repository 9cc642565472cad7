package text

import (
	"html"
	"regexp"
	"strings"
)

// link is a link in Markdown.
type link struct{ text, target string }

// inline is a text without the marks that a reader of the printed page would
// not see, and what those marks said.
type inline struct {
	text   string
	images int
	links  []link
}

var (
	entity     = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)
	lineBreak  = regexp.MustCompile(`(?i)<br ?/?>`)
	imageMark  = regexp.MustCompile(`!\[[^\]]*\]\([^()\s]*(?: "[^"]*")?\)`)
	linkMark   = regexp.MustCompile(`\[([^\[\]]*)\]\(([^()\s]*[./#:][^()\s]*)(?: "[^"]*")?\)`)
	strong     = regexp.MustCompile(`\*\*([^*\s](?:[^*]*[^*\s])?)\*\*`)
	emphasis   = regexp.MustCompile(`\*([^*\s](?:[^*]*[^*\s])?)\*`)
	underlined = regexp.MustCompile(`__([^_\s](?:[^_]*[^_\s])?)__`)
	escaped    = regexp.MustCompile("\\\\([-\\\\`*_{}\\[\\]()#+.!>~|<])")
)

// inlineOf reads the marks in a text: line breaks, entities, pictures and links
// in any text, type and escapes only in one that is written in Markdown
// elsewhere, because asterisks also mask names and numbers.
func inlineOf(text string, markdown bool) (in inline) {
	if strings.ContainsRune(text, '<') {
		text = lineBreak.ReplaceAllString(text, "\n")
	}
	if strings.Contains(text, "](") {
		in.images = len(imageMark.FindAllStringIndex(text, -1))
		text = imageMark.ReplaceAllString(text, "")
		for _, m := range linkMark.FindAllStringSubmatch(text, -1) {
			in.links = append(in.links, link{m[1], m[2]})
		}
		text = linkMark.ReplaceAllString(text, "$1")
	}
	if markdown && strings.ContainsAny(text, "*_") {
		text = strong.ReplaceAllString(text, "$1")
		text = emphasis.ReplaceAllString(text, "$1")
		text = underlined.ReplaceAllString(text, "$1")
	}
	if markdown && strings.ContainsRune(text, '\\') {
		text = escaped.ReplaceAllString(text, "$1")
	}
	if strings.ContainsRune(text, '&') {
		text = entity.ReplaceAllStringFunc(text, html.UnescapeString)
	}
	in.text = text
	return in
}
