package form

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/normalize/schema"
)

// What the names of variables begin with that are no cells of a table.
const (
	conceptPrefix   = "c_"
	statementPrefix = "txt_"
)

// yuanSuffix ends the names of all variables that are money, and of no others: a
// person who sees the number sees its unit.
const yuanSuffix = "_yuan"

// The table and the column of the facts that statements give.
const (
	narrative = "narrative"
	valueKey  = "value"
)

// namePattern are the names that every program takes: Stata has 32 characters.
var namePattern = regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`)

// Variables are the variables of the panel over all forms: the concepts, the
// cells of the tables and the numbers of the prose, those of the newest form
// first. A cell that several forms have under the same keys is one variable.
//
// The name of a cell is the var of its table, of its row and of its column, with _
// between them; where a label has no var, its key stands. That of a concept begins
// with c_, that of a number of the prose with txt_. An error says which names do
// not fit.
func (s *Set) Variables() ([]schema.Variable, error) {
	l := s.listVariables()
	return l.vars, errors.Join(l.errs...)
}

// lintVariables is what does not fit among the names of variables.
func (s *Set) lintVariables() []error { return s.listVariables().errs }

func (s *Set) listVariables() *lister {
	l := &lister{at: map[string]int{}}
	newest := slices.Clone(s.Forms)
	slices.SortStableFunc(newest, func(a, b *Form) int { return b.Years.First - a.Years.First })
	for _, list := range []func(*Form){l.concepts, l.cells, l.statements} {
		for _, f := range newest {
			list(f)
		}
	}
	for i := range l.vars {
		l.describe(&l.vars[i])
	}
	return l
}

// lister collects variables.
type lister struct {
	linter
	vars []schema.Variable
	at   map[string]int // by name
}

func (l *lister) add(f *Form, v schema.Variable) {
	where := "variable " + v.Name
	switch {
	case !namePattern.MatchString(v.Name):
		l.linter.add("%s: a name has at most 32 of a to z, 0 to 9 and _, a letter first: set \"var\"", where)
	case v.Money != strings.HasSuffix(v.Name, yuanSuffix):
		l.linter.add("%s: money ends in %s, and nothing else does: set \"var\"", where, yuanSuffix)
	}
	i, there := l.at[v.Name]
	if !there {
		l.at[v.Name] = len(l.vars)
		v.Forms = []string{f.ID}
		l.vars = append(l.vars, v)
		return
	}
	have := &l.vars[i]
	if a, b := cellOf(have), cellOf(&v); a != b || have.Money != v.Money || have.Comparable != v.Comparable {
		l.linter.add("%s: is %s in %s and %s in %s: set \"var\"", where, a, have.Forms[0], b, f.ID)
		return
	}
	have.Signed = have.Signed || v.Signed
	if !slices.Contains(have.Forms, f.ID) {
		have.Forms = slices.Insert(have.Forms, 0, f.ID)
	}
}

// cellOf says what a variable is.
func cellOf(v *schema.Variable) string {
	if v.Concept != "" {
		return "concept " + v.Concept
	}
	return v.TableKey + "/" + v.RowKey + "/" + v.ColumnKey
}

func (l *lister) cells(f *Form) {
	for i := range f.Tables {
		t := &f.Tables[i]
		for j := range t.Blocks {
			b := &t.Blocks[j]
			for _, r := range Leaves(b.Rows) {
				for _, c := range Leaves(b.Columns) {
					label, labelZH := words(r.Key), r.path()
					if c.name() != "" {
						label, labelZH = label+", "+words(c.Key), labelZH+"，"+c.path()
					}
					l.add(f, schema.Variable{
						Name: join(t.Var, r.name(), c.name()), TableKey: t.Key, RowKey: r.Key, ColumnKey: c.Key,
						Money: r.Unit == Money || c.Unit == Money, Signed: r.Signed || c.Signed,
						Title: upper(label), TitleZH: labelZH,
						Meaning:   fmt.Sprintf("Table %q, cell %s/%s/%s.", t.Name.EN, t.Key, r.Key, c.Key),
						MeaningZH: fmt.Sprintf("“%s”表中“%s”。", t.Name.ZH, labelZH),
					})
				}
			}
		}
	}
}

func (l *lister) statements(f *Form) {
	for i := range f.Statements {
		s := &f.Statements[i]
		if s.Unit == Percent {
			continue // a claim to be checked, and no number of its own
		}
		l.add(f, schema.Variable{
			Name: statementPrefix + or(s.Var, s.Key), TableKey: narrative, RowKey: s.Key, ColumnKey: valueKey, Money: s.Unit == Money,
			Title: "Prose: " + s.Name.EN, TitleZH: "正文所述" + s.Name.ZH,
			Meaning:   "What the prose states, not a table: " + s.Name.EN + ".",
			MeaningZH: "正文（而非表格）所述的" + s.Name.ZH + "。",
		})
	}
}

func (l *lister) concepts(f *Form) {
	for i := range f.Concepts {
		c := &f.Concepts[i]
		l.add(f, schema.Variable{
			Name: conceptPrefix + or(c.Var, c.Key), Concept: c.Key, Comparable: string(c.Comparable), Money: f.hasMoney(c.Add),
			Title: c.Name.EN, TitleZH: c.Name.ZH,
			Meaning:   c.Name.EN + ", for comparing forms. Comparable: " + string(c.Comparable) + ".",
			MeaningZH: "可跨格式比较的" + c.Name.ZH + "。可比程度：" + string(c.Comparable) + "。",
		})
	}
}

// describe says of a whole variable what its forms and its unit are.
func (l *lister) describe(v *schema.Variable) {
	v.Meaning += " Forms: " + strings.Join(v.Forms, ", ") + "."
	v.MeaningZH += "格式：" + strings.Join(v.Forms, "、") + "。"
	if v.Money {
		v.Meaning += " In yuan, whatever unit is printed; null if none is."
		v.MeaningZH += "单位一律换算为元；原文未注明单位时为空。"
	}
}

// hasMoney tells whether a cell, "table/row/column", is money.
func (f *Form) hasMoney(cells []string) bool {
	for _, cell := range cells {
		part := strings.Split(cell, "/")
		for _, t := range f.Tables {
			for _, b := range t.Blocks {
				if len(part) == 3 && t.Key == part[0] && (isMoney(b.Rows, part[1]) || isMoney(b.Columns, part[2])) {
					return true
				}
			}
		}
	}
	return false
}

func isMoney(nodes []Node, key string) bool {
	return slices.ContainsFunc(Leaves(nodes), func(l Leaf) bool { return l.Key == key && l.Unit == Money })
}

// name is the label's part of the name of a variable.
func (n *Node) name() string {
	if n.Var != nil {
		return *n.Var
	}
	return n.Key
}

// path is the label with those over it, in one line.
func (l Leaf) path() string {
	label := l.Node.Label.Label
	for _, over := range slices.Backward(l.Over) {
		label = over.Label.Label + " / " + label
	}
	return strings.ReplaceAll(label, "\n", "")
}

func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "_")
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func words(key string) string { return strings.ReplaceAll(key, "_", " ") }

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
