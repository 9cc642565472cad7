package form

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/normalize/label"
)

// Lint lists what is wrong with a form: whatever would make matching ambiguous,
// a rule that names nothing, a form that does not say where it comes from.
func (f *Form) Lint() []error {
	l := &linter{}
	l.key("id", f.ID)
	if f.Title.EN == "" || f.Title.ZH == "" {
		l.add("title: needs en and zh")
	}
	if f.Source.Document == "" {
		l.add("source: name the official document that defines the form")
	}
	if f.Years.First == 0 || f.Years.Last != 0 && f.Years.Last < f.Years.First {
		l.add("years: %d to %d is no span", f.Years.First, f.Years.Last)
	}
	l.sections(f.Sections)
	tables := map[string]bool{}
	for _, t := range f.Tables {
		l.table(f, t)
		if tables[t.Key] {
			l.add("table %s: stands twice", t.Key)
		}
		tables[t.Key] = true
	}
	for _, s := range f.Statements {
		l.statement(f, s)
	}
	concepts := map[string]bool{}
	for _, c := range f.Concepts {
		l.concept(f, c)
		if concepts[c.Key] {
			l.add("concept %s: stands twice", c.Key)
		}
		concepts[c.Key] = true
	}
	l.errs = append(l.errs, (&Set{Forms: []*Form{f}}).lintVariables()...)
	return l.errs
}

// LintIn is [Form.Lint] and what is wrong with the form among others: names of
// variables that mean something else there.
func (f *Form) LintIn(s *Set) []error {
	errs := f.Lint()
	all := &Set{Forms: []*Form{f}}
	for _, other := range s.Forms {
		if other.ID != f.ID {
			all.Forms = append(all.Forms, other)
		}
	}
	for _, err := range all.lintVariables() {
		if !slices.ContainsFunc(errs, func(e error) bool { return e.Error() == err.Error() }) {
			errs = append(errs, err)
		}
	}
	return errs
}

func (l *linter) statement(f *Form, s Statement) {
	where := "statement " + s.Key
	l.key(where, s.Key)
	l.name(where, s.Name)
	for _, p := range append(s.Patterns[:len(s.Patterns):len(s.Patterns)], s.Zero...) {
		if _, err := Compile(p); err != nil {
			l.add("%s: pattern: %v", where, err)
		}
	}
	for _, p := range s.Patterns {
		if !strings.Contains(p, "{num}") {
			l.add("%s: pattern %q has no {num}", where, p)
		}
	}
	if s.Check == nil {
		return
	}
	if (len(s.Check.Of) > 0) != (s.Unit == Percent) {
		l.add("%s: check: a share is of unit %q and names what it is of", where, Percent)
	}
	for _, r := range slices.Concat(append(s.Check.Of[:len(s.Check.Of):len(s.Check.Of)], s.Check.Rows)...) {
		if !f.hasCell(s.Check.Table, r, s.Check.Column) {
			l.add("%s: check: no cell %s/%s/%s", where, s.Check.Table, r, s.Check.Column)
		}
	}
}

func (f *Form) hasCell(table, row, column string) bool {
	for _, t := range f.Tables {
		for _, b := range t.Blocks {
			if t.Key == table && hasLeaf(b.Rows, row) && hasLeaf(b.Columns, column) {
				return true
			}
		}
	}
	return false
}

func hasLeaf(nodes []Node, key string) bool {
	return slices.ContainsFunc(Leaves(nodes), func(l Leaf) bool { return l.Key == key })
}

type linter struct{ errs []error }

func (l *linter) add(format string, args ...any) {
	l.errs = append(l.errs, fmt.Errorf(format, args...))
}

func (l *linter) name(what string, t Text) {
	if t.EN == "" || t.ZH == "" {
		l.add("%s: name needs en and zh", what)
	}
}

var keyPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func (l *linter) key(what, key string) {
	if !keyPattern.MatchString(key) {
		l.add("%s: key %q: want small letters, digits and _", what, key)
	}
}

func (l *linter) sections(list []Section) {
	seen := map[string]string{}
	for _, s := range list {
		l.key("section", s.Key)
		for _, text := range append([]string{s.Label}, s.Aliases...) {
			l.once(seen, "section "+s.Key, text)
		}
	}
}

// once wants each label to fold to something, and to something of its own.
func (l *linter) once(seen map[string]string, owner, text string) {
	folded := label.Fold(text).Text
	if folded == "" {
		l.add("%s: label %q folds to nothing", owner, text)
		return
	}
	if other, ok := seen[folded]; ok && other != owner {
		l.add("%s: label %q is also one of %s", owner, text, other)
	}
	seen[folded] = owner
}

func (l *linter) table(f *Form, t Table) {
	l.key("table", t.Key)
	if !slices.ContainsFunc(f.Sections, func(s Section) bool { return s.Key == t.Section }) {
		l.add("table %s: section %q is not in the form", t.Key, t.Section)
	}
	l.name("table "+t.Key, t.Name)
	l.key("table "+t.Key+": var", t.Var)
	cells := map[[2]string]bool{}
	rows, cols := map[string]bool{}, map[string]bool{}
	for i, b := range t.Blocks {
		where := fmt.Sprintf("table %s block %d", t.Key, i+1)
		l.axis(where+" rows", b.Rows)
		l.axis(where+" columns", b.Columns)
		for _, r := range Leaves(b.Rows) {
			rows[r.Key] = true
			for _, c := range Leaves(b.Columns) {
				cols[c.Key] = true
				if cells[[2]string{r.Key, c.Key}] {
					l.add("%s: cell %s/%s stands twice in the table", where, r.Key, c.Key)
				}
				cells[[2]string{r.Key, c.Key}] = true
			}
		}
	}
	for _, id := range t.Identities {
		l.identity(t.Key, id, rows, cols)
	}
	for _, s := range t.Successions {
		l.succession(t.Key, s, rows, cols)
	}
}

func (l *linter) axis(where string, nodes []Node) {
	if len(nodes) == 0 {
		l.add("%s: empty", where)
	}
	l.siblings(where, nodes)
	keys := map[string]bool{}
	for _, n := range Leaves(nodes) {
		l.key(where, n.Key)
		if keys[n.Key] {
			l.add("%s: key %s stands twice", where, n.Key)
		}
		keys[n.Key] = true
	}
}

// siblings wants labels under one heading to differ; the same label may stand
// under two headings (总计 of each group).
func (l *linter) siblings(where string, nodes []Node) {
	seen := map[string]string{}
	for _, n := range nodes {
		owner := where + " " + n.Label.Label
		for _, text := range append([]string{n.Label.Label}, n.Aliases...) {
			l.once(seen, owner, text)
		}
		switch {
		case n.Key == "" && len(n.Children) == 0:
			l.add("%s: has neither a key nor children", owner)
		case n.Alone && (n.Key == "" || len(n.Children) == 0):
			l.add("%s: alone is for headings with a key", owner)
		case n.Unit != "" && n.Unit != Count && n.Unit != Money:
			l.add("%s: unit %q: want %q or %q", owner, n.Unit, Count, Money)
		}
		l.siblings(owner, n.Children)
	}
}

func (l *linter) identity(table string, id Identity, rows, cols map[string]bool) {
	where := "table " + table + " identity " + id.ID
	l.key(where, id.ID)
	if _, ok := diag.Lookup(diag.Code(id.Code)); !ok {
		l.add("%s: code %q is not in the catalogue", where, id.Code)
	}
	var s diag.Severity
	if s.UnmarshalText([]byte(id.Severity)) != nil {
		l.add("%s: severity %q", where, id.Severity)
	}
	switch id.Relation {
	case "", Equal, AtMost, AtLeast, BothZero:
	default:
		l.add("%s: relation %q", where, id.Relation)
	}
	terms, only := cols, rows
	switch id.Along {
	case "rows":
	case "columns":
		terms, only = rows, cols
	default:
		l.add("%s: along %q: want rows or columns", where, id.Along)
	}
	if len(id.Left) == 0 || len(id.Right) == 0 && id.Limit == nil {
		l.add("%s: a side is empty", where)
	}
	if id.Limit != nil && len(id.Right) > 0 {
		l.add("%s: limit stands in the place of the right side", where)
	}
	if id.Times[0] < 0 || id.Times[1] < 0 {
		l.add("%s: times %v: want 1 or more", where, id.Times)
	}
	if id.MayExceed != "" && id.MayExceed != "left" && id.MayExceed != "right" {
		l.add("%s: may_exceed %q: want left or right", where, id.MayExceed)
	}
	for _, t := range append(id.Left[:len(id.Left):len(id.Left)], id.Right...) {
		for _, k := range t.Keys() {
			if !terms[k] {
				l.add("%s: key %q is not in the table", where, k)
			}
		}
	}
	for _, k := range id.Only {
		if !only[k] {
			l.add("%s: only %q is not in the table", where, k)
		}
	}
}
