package html

import "strings"

// sheet is what a page's style elements say by simple selectors: a tag, a
// class, an id, or a tag with one of them. Selectors that depend on other
// elements or on states are not followed, since what they select may change as
// the page runs. The zero value says nothing.
type sheet struct {
	tags         map[string]look
	classes, ids map[string][]rule
	// shown are the classes and ids, as ".class" and "#id", that some selector
	// which is not followed shows; so no rule may be trusted to hide them.
	shown map[string]bool
	bytes int // length of what was read
	rules int
}

// rule is what is said of a class or id.
type rule struct {
	tag  string // the tag to which it is limited, or ""
	look look
}

// Bounds on what is read of a page's style elements. Real pages are far below.
const (
	maxSheetBytes = 1 << 20
	maxSheetDepth = 4 // blocks within blocks
)

func (s *sheet) empty() bool { return s == nil || s.rules == 0 }

// add reads one style element.
func (s *sheet) add(css string) {
	if s.bytes += len(css); s.bytes > maxSheetBytes {
		return
	}
	css = dropComments(css)
	if strings.Contains(css, "<!--") {
		css = strings.NewReplacer("<!--", " ", "-->", " ").Replace(css)
	}
	s.addRules(css, maxSheetDepth)
}

func (s *sheet) addRules(css string, depth int) {
	for {
		selectors, rest, ok := strings.Cut(css, "{")
		if !ok {
			return
		}
		// A statement without a block, such as @import, ends at its semicolon.
		if i := strings.LastIndexByte(selectors, ';'); i >= 0 {
			selectors = selectors[i+1:]
		}
		selectors = strings.TrimSpace(selectors)
		if strings.HasPrefix(selectors, "@") {
			body, after := cutBlock(rest)
			if onScreen(selectors) && depth > 0 {
				s.addRules(body, depth-1)
			}
			css = after
			continue
		}
		body, after, _ := strings.Cut(rest, "}")
		css = after
		if l := parseStyle(body); l != (look{}) {
			for sel := range strings.SplitSeq(selectors, ",") {
				s.addRule(strings.TrimSpace(sel), l)
			}
		}
	}
}

// cutBlock splits after the brace that closes the block whose inside css
// starts with.
func cutBlock(css string) (body, after string) {
	depth := 1
	for i := range len(css) {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[:i], css[i+1:]
			}
		}
	}
	return css, ""
}

// onScreen tells whether an at-rule's block holds whenever the page is shown
// on a screen, whatever its size.
func onScreen(rule string) bool {
	media, ok := strings.CutPrefix(strings.ToLower(rule), "@media")
	if !ok {
		return false
	}
	for m := range strings.SplitSeq(media, ",") {
		switch strings.TrimSpace(m) {
		case "screen", "all", "only screen":
			return true
		}
	}
	return false
}

func (s *sheet) addRule(selector string, l look) {
	if strings.ContainsAny(selector, " >+~:[*\\\t\r\n") || strings.Count(selector, ".")+strings.Count(selector, "#") > 1 {
		s.noteShown(selector, l)
		return
	}
	s.rules++
	i := strings.IndexAny(selector, ".#")
	if i < 0 {
		if s.tags == nil {
			s.tags = map[string]look{}
		}
		tag := strings.ToLower(selector)
		old := s.tags[tag]
		old.add(l)
		s.tags[tag] = old
		return
	}
	named := &s.classes
	if selector[i] == '#' {
		named = &s.ids
	}
	if *named == nil {
		*named = map[string][]rule{}
	}
	name := selector[i+1:]
	if rules := (*named)[name]; len(rules) < maxRules {
		(*named)[name] = append(rules, rule{strings.ToLower(selector[:i]), l})
	}
}

// maxRules is the number of rules for one class or id; more are not heeded.
const maxRules = 50

// noteShown remembers what a selector that is not followed may show.
func (s *sheet) noteShown(selector string, l look) {
	if l.display <= displayNone && l.visibility != visible {
		return
	}
	last := selector
	if i := strings.LastIndexAny(selector, " >+~"); i >= 0 {
		last = selector[i+1:]
	}
	for i := 0; i < len(last); i++ {
		if last[i] != '.' && last[i] != '#' {
			continue
		}
		end := i + 1
		for end < len(last) && !strings.ContainsRune(".#:[", rune(last[end])) {
			end++
		}
		if s.shown == nil {
			s.shown = map[string]bool{}
		}
		s.shown[last[i:end]] = true
		i = end - 1
	}
}

// look is what the rules say of an element.
func (s *sheet) look(tag, class, id string) (l look) {
	if s.empty() {
		return l
	}
	l = s.tags[tag]
	if class != "" && len(s.classes) > 0 {
		for c := range strings.FieldsSeq(class) {
			s.follow(&l, s.classes[c], tag, ".", c)
		}
	}
	if id != "" && len(s.ids) > 0 {
		s.follow(&l, s.ids[id], tag, "#", id)
	}
	return l
}

func (s *sheet) follow(l *look, rules []rule, tag, sign, name string) {
	for _, r := range rules {
		if r.tag != "" && r.tag != tag {
			continue
		}
		add := r.look
		if add.hides() && s.shown[sign+name] {
			add = look{space: add.space, list: add.list}
		}
		l.add(add)
	}
}
