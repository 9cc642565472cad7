package archive

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/nianbao/nianbao/extract/internal/attached"
)

// linkTable are the links of a web archive's pages to documents.
type linkTable struct {
	// pages are, by the address of a document, the pages that link to it.
	pages map[string][]pageLink
}

// pageLink is a page, by its place among the captures, and how many documents it
// links to.
type pageLink struct{ page, documents int }

// maxLinks bounds the links of a page, and the pages of a document.
const maxLinks = 1000

// add notes the links of a page.
func (t *linkTable) add(page int, uri string, body []byte) {
	if !bytes.Contains(body[:min(len(body), headSize)], []byte("<")) {
		return
	}
	base, err := url.Parse(uri)
	if err != nil {
		return
	}
	var keys []string
	for target := range targets(body) {
		if !attached.IsDocument(target) || len(keys) >= maxLinks {
			continue
		}
		if u, err := base.Parse(target); err == nil {
			keys = append(keys, addressKey(u))
		}
	}
	if len(keys) > 0 && t.pages == nil {
		t.pages = map[string][]pageLink{}
	}
	for _, k := range keys {
		if len(t.pages[k]) < maxLinks {
			t.pages[k] = append(t.pages[k], pageLink{page, len(keys)})
		}
	}
}

// join says of each document which page it is attached to: that with the fewest
// links to documents, for a list of reports links to all; of several, the first.
func (t *linkTable) join(found []capture, path func(int) string) {
	if t.pages == nil {
		return
	}
	for i := range found {
		u, err := url.Parse(found[i].uri)
		if err != nil || !attached.IsDocument(found[i].uri) {
			continue
		}
		best := -1
		fewest := 0
		for _, l := range t.pages[addressKey(u)] {
			if l.page != i && (best < 0 || l.documents < fewest) {
				best, fewest = l.page, l.documents
			}
		}
		if best >= 0 {
			found[i].attachmentOf = path(best)
		}
	}
}

// addressKey is an address by which captures are found: links and captures differ
// in the scheme and in how they escape a path.
func addressKey(u *url.URL) string {
	return strings.ToLower(u.Hostname()) + u.Path + "?" + u.RawQuery
}

// targets yields the targets of a page's links, without making it a tree.
func targets(page []byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			n := indexFold(page, "href")
			if n < 0 {
				return
			}
			page = bytes.TrimLeft(page[n+len("href"):], " \t\r\n")
			if len(page) == 0 || page[0] != '=' {
				continue
			}
			page = bytes.TrimLeft(page[1:], " \t\r\n")
			if len(page) == 0 {
				return
			}
			end := " \t\r\n>"
			if page[0] == '"' || page[0] == '\'' {
				end, page = string(page[0]), page[1:]
			}
			stop := bytes.IndexAny(page[:min(len(page), maxAddress)], end)
			if stop < 0 {
				continue
			}
			if !yield(strings.ReplaceAll(strings.TrimSpace(string(page[:stop])), "&amp;", "&")) {
				return
			}
			page = page[stop:]
		}
	}
}

// maxAddress is how long an address may be.
const maxAddress = 8 << 10

// indexFold is bytes.Index for a text of lower-case letters, in whatever case.
func indexFold(data []byte, text string) int {
	for at := 0; ; {
		n := bytes.IndexAny(data[at:], text[:1]+strings.ToUpper(text[:1]))
		if n < 0 || at+n+len(text) > len(data) {
			return -1
		}
		at += n
		if strings.EqualFold(string(data[at:at+len(text)]), text) {
			return at
		}
		at++
	}
}
