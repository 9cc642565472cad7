// Package form is the language in which forms are written, and the forms
// themselves (data/*.json).
//
// A form is data: the official document, the sections, the tables with the
// labels of their rows and columns, and the identities that the numbers must
// satisfy. A new year's form is a new JSON file, without a line of Go. [Load]
// reads strictly and [Form.Lint] refuses what would make matching ambiguous.
//
// Forms are not changed after loading and are then safe for concurrent use.
package form

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Form is one official form of the report.
type Form struct {
	// ID names the form in the data set, such as "cn_goi_2019".
	ID    string `json:"id"`
	Title Text   `json:"title"`
	// Source is the official document that defines the form.
	Source Source `json:"source"`
	// Years are the reporting years that it is meant for; a last year of 0 is
	// "until now".
	Years    Years     `json:"years"`
	Sections []Section `json:"sections"`
	Tables   []Table   `json:"tables"`
	// Statements are the numbers that the prose of such reports states.
	Statements []Statement `json:"statements,omitempty"`
	// Concepts are the numbers that can be set beside those of other forms.
	Concepts []Concept `json:"concepts,omitempty"`
}

// Text is a name in English and Chinese.
type Text struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

// Source is an official document.
type Source struct {
	Document string `json:"document"`
	Number   string `json:"number"` // 文号
	Date     string `json:"date,omitempty"`
	Note     string `json:"note,omitempty"`
}

// Years is a span of reporting years, both inclusive.
type Years struct {
	First int `json:"first"`
	Last  int `json:"last,omitempty"`
}

// Contain tells whether the form is meant for the year.
func (y Years) Contain(year int) bool { return year >= y.First && (y.Last == 0 || year <= y.Last) }

// Section is one section of the report. Its number is its place in the list,
// from 1.
type Section struct {
	Key     string   `json:"key"`
	Label   string   `json:"label"`
	Aliases []string `json:"aliases,omitempty"`
	// Optional sections are not missed when they are absent.
	Optional bool `json:"optional,omitempty"`
}

// Table is one table of facts. Physically it may be printed as several.
type Table struct {
	Key  string `json:"key"`
	Name Text   `json:"name"`
	// Var begins the names of the table's variables in the panel; see [Set.Variables].
	Var string `json:"var,omitempty"`
	// Section is the key of the section in which the table stands.
	Section string `json:"section"`
	// Optional tables are not missed when they are absent.
	Optional bool `json:"optional,omitempty"`
	// Blocks are the parts of the table that have rows and columns of their
	// own, in the order in which they are printed.
	Blocks     []Block    `json:"blocks"`
	Identities []Identity `json:"identities,omitempty"`
	// Successions are rules between a report and that of the year before.
	Successions []Succession `json:"successions,omitempty"`
}

// Block is a part of a table: each of its rows has each of its columns.
type Block struct {
	// Band is the label that stands over the block, across its whole width.
	Band *Label `json:"band,omitempty"`
	// Corner are labels that name neither a row nor a column.
	Corner []string `json:"corner,omitempty"`
	// Across says that the labels of the rows stand over those of the columns,
	// so that the whole block is printed as one line of values.
	Across bool `json:"across,omitempty"`
	// Rows and Columns are the two axes. The names say how the official form
	// prints them, and are the keys of a fact; documents may print them
	// transposed, or both across the top.
	Rows    []Node `json:"rows"`
	Columns []Node `json:"columns"`
}

// Label is a printed label and its spellings.
type Label struct {
	Label   string   `json:"label"`
	Aliases []string `json:"aliases,omitempty"`
}

// Node is a label of an axis: a leaf, which has a key and holds values, or a
// heading over others.
type Node struct {
	// Key is the key of a label that holds values; a heading may be one too.
	Key string `json:"key,omitempty"`
	// Var stands for the key in names of variables of the panel; "" leaves it out.
	Var *string `json:"var,omitempty"`
	Label
	// Unit is what a leaf counts: "count" (the default) or "money", whose unit
	// is what the document prints.
	Unit string `json:"unit,omitempty"`
	// Signed leaves may be negative.
	Signed bool `json:"signed,omitempty"`
	// Optional leaves are often left out and not missed (规章 in a town).
	Optional bool `json:"optional,omitempty"`
	// Alone is for a heading whose key holds values only where it is printed
	// without the labels under it.
	Alone    bool   `json:"alone,omitempty"`
	Children []Node `json:"children,omitempty"`
}

// The units of a [Node].
const (
	Count = "count"
	Money = "money"
	// Percent is a share, or a change, in percent; only prose states such.
	Percent = "percent"
)

// Statement is a number that prose states in so many words. It becomes a fact
// of the table "narrative".
type Statement struct {
	// Key is the row key of the fact, the name of the concept.
	Key string `json:"key"`
	// Var stands for the key in the name of the panel's variable, Name says what
	// the number is.
	Var  string `json:"var,omitempty"`
	Name Text   `json:"name"`
	// Unit is "count" (the default), "money" or "percent".
	Unit string `json:"unit,omitempty"`
	// Patterns are regular expressions (RE2) over one sentence without blanks,
	// with the placeholders {num} (a number, exact or about), {unit} (a measure
	// word), {money} (元 or 万元), {gap} (a few words that hold no number and
	// none of [Changes]), {change} (how it compares with the year before, with one of
	// them) and {share} (of what it is a part).
	Patterns []string `json:"patterns"`
	// Zero are patterns of sentences that say that there was none.
	Zero []string `json:"zero,omitempty"`
	// Check names the cells that the number should be the sum of, or the share of.
	Check *Check `json:"check,omitempty"`
}

// Check names cells of one column of a table.
type Check struct {
	Table  string   `json:"table"`
	Rows   []string `json:"rows"`
	Column string   `json:"column"`
	// Of are what the rows may be meant as a share of, in percent: the sum of the rows
	// of one of these lists.
	Of [][]string `json:"of,omitempty"`
}

// Relation is how the two sides of an identity compare.
type Relation string

// The relations.
const (
	Equal   Relation = "eq"
	AtMost  Relation = "le"
	AtLeast Relation = "ge"
	// BothZero holds where both sides are 0 or neither is.
	BothZero Relation = "both_zero"
)

// Identity is a rule between sums of cells. It is two lists of keys, not an
// expression: it can be checked when it is loaded and printed with real
// numbers.
type Identity struct {
	ID string `json:"id"`
	// Code is the catalogue's code of its finding.
	Code string `json:"code"`
	// Source is the rule's name in the reference (FORMATS.md §2), or the
	// document that states it.
	Source string `json:"source"`
	// Severity is "error" for what the form states or implies, "warning" or
	// "info" for what has legitimate exceptions.
	Severity string `json:"severity"`
	// Along is "rows": Left and Right are columns, and the rule is applied to
	// each row; or "columns": they are rows, and it is applied to each column.
	Along string `json:"along"`
	// Only restricts the rows (or columns) that the rule is applied to.
	Only     []string `json:"only,omitempty"`
	Relation Relation `json:"relation,omitempty"`
	Left     []Term   `json:"left"`
	Right    []Term   `json:"right,omitempty"`
	// Times are what the two sides are multiplied by before they are compared
	// (closed × 10 is at most received × 12); 0 is once.
	Times [2]int `json:"times,omitzero"`
	// Limit is a number in the place of the right side.
	Limit *int `json:"limit,omitempty"`
	// MayExceed names the side, "left" or "right", that may be more than the other
	// for good reason: where it is, an error is only a warning.
	MayExceed string `json:"may_exceed,omitempty"`
	// Unit restricts the rule to numbers that are printed in this unit.
	Unit string `json:"unit,omitempty"`
	// Bodies restricts the rule to kinds of public bodies (schema.AgencyType).
	Bodies []string `json:"bodies,omitempty"`
}

// Term is one summand of an identity: a key, or alternatives of which the first
// that the document has is taken.
type Term struct {
	Key    string
	Either [][]string
}

// Leaves are the nodes that have keys, in the order printed, with the headings
// over each.
func Leaves(nodes []Node) []Leaf {
	var out []Leaf
	var walk func(ns []Node, over []*Node)
	walk = func(ns []Node, over []*Node) {
		for i := range ns {
			n := &ns[i]
			if n.Key != "" {
				out = append(out, Leaf{Node: n, Over: over})
			}
			if len(n.Children) > 0 {
				walk(n.Children, append(over[:len(over):len(over)], n))
			}
		}
	}
	walk(nodes, nil)
	return out
}

// Leaf is a node with a key and the headings over it, outermost first.
type Leaf struct {
	*Node
	Over []*Node
}

// String is "2019–2020", or "from 2021" for an open span.
func (y Years) String() string {
	switch y.Last {
	case 0:
		return fmt.Sprintf("from %d", y.First)
	case y.First:
		return strconv.Itoa(y.First)
	}
	return fmt.Sprintf("%d–%d", y.First, y.Last)
}

// placeholders are what the words in braces of a [Statement]'s patterns stand
// for. The number has three groups: about, digits, and more.
var placeholders = strings.NewReplacer(
	"{num}", `(约|近|大约)?([0-9][0-9,]*(?:\.[0-9]+)?万?|[一二三四五六七八九十百千两][零〇一二三四五六七八九十百千万两]*|[零〇])(余|多)?`,
	"{unit}", `(?:余|多)?(?:件次|人次|件|条|份|宗|次|例|起|项|个|篇|部|则|篇次|条次|场)`,
	"{money}", `(万元|元)`,
	"{gap}", `[^。；，0-9]{0,18}?`,
	"{change}", `，?(?:数量)?(?:同比|(?:较|比|与)?(?:上年度?|上一年度?|去年)(?:同期)?(?:相比)?)，?(?:同比)?(?:大幅|略有|小幅)?(?:增长|增加|上升|上涨|提高|下降|减少|降低|下滑)(?:了|约|近)?`,
	"{share}", `，?(?:约)?占(?:比|[^。；，0-9]{0,16}?的?(?:比例|比重)?)(?:为|约|约为|达|达到)?`,
)

// Changes are words of a change: a number behind one is by how much something
// changed, and not how much it is. What a statement's pattern finds with such a
// word before the number does not count.
var Changes = []string{"增加", "减少", "增长", "下降", "上升", "降低", "提高", "同比", "环比", "增幅", "降幅"}

// Compile makes a regular expression of a pattern of a [Statement].
func Compile(pattern string) (*regexp.Regexp, error) {
	return regexp.Compile(placeholders.Replace(pattern))
}
