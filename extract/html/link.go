package html

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// maxLinkText is how much of a link's text is kept.
const maxLinkText = 500

// documentSuffixes are the name endings of files that hold documents, or
// archives of them.
var documentSuffixes = []string{
	".pdf", ".ofd", ".doc", ".docx", ".docm", ".wps", ".rtf", ".odt", ".xls", ".xlsx", ".xlsm", ".et", ".ods", ".csv",
	".ppt", ".pptx", ".dps", ".zip", ".rar", ".7z", ".txt",
}

// isDocument tells whether a link target or a file name names a document.
func isDocument(target string) bool {
	if len(target) < 4 || !strings.Contains(target, ".") {
		return false
	}
	target, _, _ = strings.Cut(target, "#")
	path, query, _ := strings.Cut(target, "?")
	if hasDocumentSuffix(path) {
		return true
	}
	for field := range strings.SplitSeq(query, "&") {
		if hasDocumentSuffix(field) {
			return true
		}
	}
	return false
}

func hasDocumentSuffix(name string) bool {
	i := strings.LastIndexByte(name, '.')
	if i < 0 || len(name)-i > 5 {
		return false
	}
	suffix := strings.ToLower(name[i:])
	return slices.Contains(documentSuffixes, suffix)
}

// textOf is the text in a node, white space collapsed, cut to about limit
// bytes. Blocks are not told apart; it serves to look at a short text.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	addText(&b, n, limit)
	return collapsed(strings.ToValidUTF8(b.String()[:min(b.Len(), limit)], ""))
}

// collapsed is a text with white space collapsed and trimmed.
func collapsed(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 && isSpace(byte(r)) }), " ")
}

func addText(b *strings.Builder, n *html.Node, limit int) {
	if b.Len() >= limit {
		return
	}
	if n.Type == html.TextNode {
		b.WriteString(n.Data[:min(len(n.Data), limit)])
		return
	}
	if n.Type == html.ElementNode && (isDropped(n.DataAtom) || attributes(n.Attr).has("hidden")) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		addText(b, c, limit)
	}
}
