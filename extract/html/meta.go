package html

import (
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/nianbao/nianbao/extract/document"
)

// metadata is what a page says of itself.
type metadata struct {
	title string
	pairs []document.Meta
}

// readMeta reads the page's title and its meta elements that have a name or
// property and a content, in the order in which they stand. Portals write there
// SiteName, ColumnName, ArticleTitle, PubDate, ContentSource and the like.
func readMeta(doc *goquery.Document) (m metadata) {
	title := doc.Find("head title").First()
	if title.Length() == 0 {
		title = doc.Find("title").First()
	}
	m.title = collapsed(title.Text())
	doc.Find("meta[content]").Each(func(_ int, s *goquery.Selection) {
		name, ok := s.Attr("name")
		if !ok || strings.TrimSpace(name) == "" {
			name = s.AttrOr("property", "")
		}
		value := collapsed(s.AttrOr("content", ""))
		if name = strings.TrimSpace(name); name != "" && value != "" {
			m.pairs = append(m.pairs, document.Meta{Name: name, Value: value})
		}
	})
	return m
}

func (m metadata) addTo(b *document.Builder) {
	b.SetTitle(m.title)
	for _, p := range m.pairs {
		b.AddMeta(p.Name, p.Value)
	}
}

// articleTitle is the title of the article: what the portal says it is, or the
// longest part of the page's title, whose other parts name the site.
func (m metadata) articleTitle() string {
	for _, p := range m.pairs {
		switch strings.ToLower(p.Name) {
		case "articletitle", "og:title", "title":
			return p.Value
		}
	}
	longest := ""
	for _, part := range strings.FieldsFunc(m.title, func(r rune) bool { return strings.ContainsRune("-_|—–·>»", r) }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}
