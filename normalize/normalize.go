// Package normalize maps a document onto the canonical schema: it finds the
// report's title, sections and tables, gives each printed cell the key that its
// form has for it, and checks the sums.
//
// It is pure: no I/O, and a fixed budget of steps for every search and for the
// whole, so that the same document always gives the same report; see work.go. It
// knows no form by name: forms are data, see package form. docs/matching.md
// explains the algorithm.
package normalize

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/agency"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/form"
	"github.com/nianbao/nianbao/normalize/region"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Options say how to normalize. The zero value uses the embedded forms.
type Options struct {
	// Forms are the forms to know; nil are those of [form.Embedded].
	Forms *form.Set
	// AllChecks records checks that could not be evaluated too.
	AllChecks bool
	// Hints are used where a document with one report does not speak itself.
	Hints Hints
	// Corrections are what people decided about the cells of each report of the
	// document, in the order of the reports.
	Corrections [][]*correction.Decision
}

// Hints are what somebody else says of a document; zero for what is not known.
type Hints struct {
	Agency string
	Year   int
	// Region is a code or name of a division, URL the document's address.
	Region, URL string
	// Place is a division that all reports of the document belong to.
	Place region.Place
}

// Reports maps a document to its reports: at least one, whose status says if
// it is none. ReportID and Source are left for the caller to fill. A document that
// is over the limit of steps gives one report of status failed with finding X197.
//
// Reports is safe for concurrent use; the document is not changed.
func Reports(doc *document.Document, opts Options) []*schema.Report {
	out, err := ReportsContext(context.Background(), doc, opts)
	if err != nil {
		return []*schema.Report{{Status: schema.Failed, Findings: []diag.Finding{diag.AsError(err).Finding()}}}
	}
	return out
}

// ReportsContext is [Reports] with an end: the error is that of ctx when it ends,
// and nothing of what was found until then is returned, so that results do not
// depend on time. It is a [*diag.Error] of code X197 for a document that is over
// the limit of steps, which is the same for all and far above every real report.
func ReportsContext(ctx context.Context, doc *document.Document, opts Options) (out []*schema.Report, err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case ended:
			out, err = nil, v.err
		default:
			panic(v) // a bug; its stack is still there
		}
	}()
	return reports(&work{ctx: ctx}, doc, opts), nil
}

func reports(w *work, doc *document.Document, opts Options) []*schema.Report {
	set := opts.Forms
	if set == nil {
		var err error
		if set, err = form.Embedded(); err != nil {
			panic(fmt.Sprintf("normalize: the embedded forms are broken: %v", err)) // a test loads them
		}
	}
	own := *matcherOf(set)
	own.work, own.scratch, own.unproven = w, borrowScratch(), doc.Unproven
	m := &own
	elems := m.elements(doc)
	titles := findTitles(elems)
	chunks := m.chunks(elems, titles)
	if len(chunks) > maxReports {
		panic(ended{tooMuch(maxReports, "reports")})
	}
	if len(chunks) > 1 {
		opts.Hints = Hints{Place: opts.Hints.Place} // the others are of which report?
	}
	out := make([]*schema.Report, 0, len(chunks))
	for i, c := range chunks {
		a := &assembly{matcher: m, opts: opts, doc: doc, elems: elems[c.lo:c.hi], titles: c.titles,
			decisions: decisionsOf(opts.Corrections, i), alone: len(chunks) == 1}
		r := a.report()
		r.Findings = append(r.Findings, a.unused()...)
		if len(chunks) > 1 {
			r.Findings = append(r.Findings, diag.New("N102", source.Pos{}, "count", strconv.Itoa(len(chunks)), "number", strconv.Itoa(i+1)))
		}
		if i == 0 {
			r.Findings = append(slices.Clone(doc.Findings), r.Findings...)
		}
		slices.SortStableFunc(r.Findings, diag.Compare)
		onPages(r, doc)
		out = append(out, r)
	}
	own.scratch.giveBack() // not after a panic
	return out
}

// chunk is the part of a document that is one report.
type chunk struct {
	lo, hi int
	titles []title
}

// chunks cuts a document that holds several reports: at each title that has
// tables of its own behind it and before it.
func (m *matcher) chunks(elems []element, titles []title) []chunk {
	all := []chunk{{0, len(elems), titles}}
	if len(titles) < 2 {
		return all
	}
	var out []chunk
	lo := 0
	for i := 1; i < len(titles); i++ {
		end := len(elems)
		if i+1 < len(titles) {
			end = titles[i+1].lo
		}
		// What is behind the title is the shorter part. To ask it first keeps a
		// document of many titles and no tables from costing their square.
		if m.hasTables(elems[titles[i].lo:end]) && m.hasTables(elems[lo:titles[i].lo]) {
			out = append(out, chunk{lo: lo, hi: titles[i].lo})
			lo = titles[i].lo
		}
	}
	out = append(out, chunk{lo: lo, hi: len(elems)})
	if len(out) == 1 {
		return all
	}
	for i := range out {
		for _, t := range titles {
			if t.lo >= out[i].lo && t.lo < out[i].hi {
				t.lo, t.hi = t.lo-out[i].lo, t.hi-out[i].lo
				out[i].titles = append(out[i].titles, t)
			}
		}
	}
	return out
}

// hasTables tells whether some part of a form's table with values stands there.
func (m *matcher) hasTables(elems []element) bool {
	g := m.segmentsOf(elems, nil)
	return slices.ContainsFunc(g, func(s *segment) bool { return s.data && !s.bare })
}

// segmentsOf cuts the tables, and the paragraphs that look like tables, into
// segments. isHeading tells where sections start.
func (m *matcher) segmentsOf(elems []element, isHeading func(int) (section int, ok bool)) []*segment {
	g := &segmenter{m: m}
	st := &stream{m: m}
	flush := func() {
		st.cut()
		for i := range st.rows {
			g.add(&st.rows[i], st.rows[i].par, false)
		}
		st.rows = nil
	}
	for i, e := range elems {
		m.work.spend(1, len(e.text))
		if isHeading != nil {
			if n, ok := isHeading(i); ok {
				flush()
				g.breakOff()
				g.section = n
				continue
			}
		}
		if e.table != nil && oneCellALine(e.table) {
			for _, line := range m.tableLines(e) {
				if strings.TrimSpace(line.text) == "" {
					st.push(m.newCell(line.text, line.pos), i) // a blank line is a blank cell here
					continue
				}
				if !st.add(i, line) {
					if utf8.RuneCountInString(line.text) > shortLine {
						flush()
						continue
					}
					st.push(m.newCell(line.text, line.pos), i) // a label with a colon, which is prose elsewhere
				}
			}
			continue
		}
		if e.table == nil {
			if !st.add(i, e) {
				flush()
				if len(e.text) > 4*shortLine {
					g.breakOff()
				}
			}
			continue
		}
		flush()
		rows := m.tableRows(e.table, e.block, i)
		for k := range rows {
			g.add(&rows[k], i, k == 0)
		}
	}
	flush()
	g.breakOff()
	return slices.DeleteFunc(g.segments, (*segment).byChance)
}

// oneCellALine tells whether a table is none: lines of text whose cells stand
// one below another, of which some were broken by blanks.
func oneCellALine(t *document.Table) bool {
	return t.Geometry == document.Ragged && t.Cols == 1 ||
		t.Geometry != document.Ruled && t.Rows > 3 && len(t.Cells)*10 < t.Rows*15 && !(t.Geometry == document.Aligned && (t.Rows <= shortTable || hasWideRow(t)))
}

// shortTable is the number of rows up to which a table with columns may have
// hardly more cells than rows.
const shortTable = 6

// hasWideRow tells whether some row has so many cells that it is no line broken
// by blanks, but the header of a table that is not filled in.
func hasWideRow(t *document.Table) bool {
	n, row := 0, -1
	for i := range t.Cells {
		if t.Cells[i].Row != row {
			n, row = 0, t.Cells[i].Row
		}
		if n++; n > 3 {
			return true
		}
	}
	return false
}

// tableLines are the cells of a table as lines of text. Cells of one row are one
// line only where they make a label or a value together: 1 234.
func (m *matcher) tableLines(e element) []element {
	var out []element
	row := -1
	for i := range e.table.Cells {
		c := &e.table.Cells[i]
		line := element{text: c.Text, pos: source.AtCell(e.block, c.Row, c.Col)}
		if c.Row == row {
			last := &out[len(out)-1]
			if whole := m.newCell(last.text+" "+c.Text, last.pos); whole.refs != nil || whole.value {
				last.text = whole.text
				continue
			}
		}
		row = c.Row
		out = append(out, line)
	}
	return out
}

// assembly puts one report together.
type assembly struct {
	*matcher
	opts   Options
	doc    *document.Document
	elems  []element
	titles []title

	form     *form.Form
	heads    []heading
	segments []*segment
	results  []*blockResult
	r        *schema.Report

	decisions decisions

	alone      bool             // it is the only report of the document
	yearHinted bool             // the year is that of the hints
	printed    [2]publishedLine // see publishedLines
}

// minSections is the number of section headings that make a document a report
// although it has neither title nor table.
const minSections = 3

func (a *assembly) report() *schema.Report {
	a.r = &schema.Report{Status: schema.OK}
	t := chooseTitle(a.titles, a.metaOf())
	if t.text == "" {
		if part := findPartOfYear(a.elems); part != "" {
			a.r.Status = schema.NotReport
			a.add(diag.New("N107", source.Pos{}, "evidence", part))
			return a.r
		}
	}
	a.r.Title = t.text
	a.r.Agency = schema.Agency{Name: t.agency, Type: agency.Type(t.agency)}
	a.r.Period = findPeriod(a.elems, a.work)
	a.setYear(t)
	a.printed[0], a.printed[1] = publishedLines(a.elems)
	a.r.Published = findPublished(a.doc, a.elems, a.printed[0])
	a.comparePublished()
	cands := a.headingCandidates(a.elems)
	a.findSections(cands)
	a.segments = a.segmentsOf(a.elems, a.headingAt)
	a.chooseForm()
	if a.form != nil {
		a.heads = chain(cands[a.form])
	}
	if t.text == "" && a.form == nil {
		a.notReport(a.whyNone())
		return a.r
	}
	a.readTables()
	a.finish(t)
	if t.text == "" && len(a.r.Facts) == 0 && len(a.heads) < minSections {
		reason := "there is no title, and some labels of a form with no value"
		if n := findNotice(a.elems); n != "" {
			reason = "it is headed “" + n + "”"
		}
		a.notReport(reason)
	}
	return a.r
}

// metaOf is the document's own metadata, which is about the only report in it
// or about none.
func (a *assembly) metaOf() *document.Document {
	if a.alone {
		return a.doc
	}
	return &document.Document{}
}

func (a *assembly) add(f diag.Finding) { a.r.Findings = append(a.r.Findings, f) }

// whyNone says why a document without a title or a form is no report.
func (a *assembly) whyNone() string {
	text := slices.ContainsFunc(a.doc.Blocks, func(b document.Block) bool { return b.Table != nil || b.Text != "" })
	if !text && a.doc.Images > 0 {
		return fmt.Sprintf("it has no text and %d images: perhaps a scan, which is not read", a.doc.Images)
	}
	return "no title, table or sections of a known form were found"
}

// notReport makes the document none: what was found is about something else.
func (a *assembly) notReport(reason string) {
	*a.r = schema.Report{Status: schema.NotReport}
	a.add(diag.New("N101", source.Pos{}, "reason", reason))
}

// setYear takes the year of the period, else that of the title.
func (a *assembly) setYear(t title) {
	period := 0
	if len(a.r.Period.End) >= 4 {
		period, _ = strconv.Atoi(a.r.Period.End[:4])
	}
	a.r.Year = period
	if period == 0 {
		a.r.Year = t.year
	}
	if period != 0 && t.year != 0 && period != t.year {
		a.add(diag.New("N402", source.Pos{}, "title", strconv.Itoa(t.year), "period", strconv.Itoa(period)))
	}
	if a.r.Year == 0 {
		if y := yearOfProse(a.elems, a.work); y != 0 {
			a.r.Year = y
			a.add(diag.New("N405", source.Pos{}, "year", strconv.Itoa(y)))
		}
	}
	if a.r.Year == 0 {
		a.r.Year, a.yearHinted = a.opts.Hints.Year, a.opts.Hints.Year != 0
	}
}

// findSections picks the headings, for the form that has most of them.
func (a *assembly) findSections(cands map[*form.Form][]heading) {
	for _, f := range a.forms {
		if c := chain(cands[f]); len(c) > len(a.heads) {
			a.heads = c
		}
	}
}

func (a *assembly) headingAt(i int) (int, bool) {
	for _, h := range a.heads {
		if h.elem == i {
			return h.number, true
		}
	}
	return 0, false
}

// readTables reads the segments of each block, in the order of the forms.
func (a *assembly) readTables() {
	for _, b := range a.blocks {
		var list []*segment
		for _, s := range a.segments {
			if s.block == b {
				list = append(list, s)
			}
		}
		if len(list) == 0 {
			continue
		}
		res := a.readBlock(b, list)
		if len(res.facts)+len(res.unmapped) == 0 {
			continue
		}
		a.results = append(a.results, res)
		if b.form != a.form {
			a.add(diag.New("N211", res.at(), "found", b.form.ID, "form", a.form.ID))
		}
	}
}

// finish fills the report from what was read.
func (a *assembly) finish(t title) {
	r := a.r
	if t.text == "" {
		a.add(diag.New("N404", source.Pos{}))
	}
	if r.Year == 0 {
		a.add(diag.New("N401", source.Pos{}))
	}
	a.compareHints()
	a.identify()
	incomplete := false
	n := 0
	for _, res := range a.results {
		n += len(res.facts)
	}
	r.Facts = make([]schema.Fact, 0, n+maxStated)
	for _, res := range a.results {
		r.Facts = append(r.Facts, res.facts...)
		r.Unmapped = append(r.Unmapped, res.unmapped...)
		r.Findings = append(r.Findings, res.findings...)
		incomplete = incomplete || res.incomplete
	}
	a.oneOfEach()
	a.correctTables()
	if a.form != nil {
		r.Form = a.form.ID
		if r.Year != 0 && !a.form.Years.Contain(r.Year) {
			a.add(diag.New("N403", source.Pos{}, "form", r.Form, "years", a.form.Years.String(), "year", strconv.Itoa(r.Year)))
		}
		incomplete = a.missingParts() || incomplete
		r.Sections = sectionTexts(a.form, a.elems, a.heads, a.takenElements())
		for _, f := range a.forms {
			r.Findings = append(r.Findings, check(f, a.factsOf(f), r.Agency.Type, a.opts.AllChecks, &r.Checks)...)
		}
		a.readConcepts()
		a.readProse()
	}
	switch {
	case len(a.results) > 0 && allUnfilled(r.Facts) && len(r.Unmapped) == 0:
		r.Status = schema.Empty
		a.add(diag.New("N106", source.Pos{}))
	case len(r.Facts) == 0:
		r.Status = schema.Partial
		a.add(diag.New("N108", source.Pos{}))
	case incomplete || a.form == nil:
		r.Status = schema.Partial
	}
}

func allUnfilled(facts []schema.Fact) bool {
	return !slices.ContainsFunc(facts, func(f schema.Fact) bool { return f.Status != schema.Blank && f.TableKey != narrative })
}

// oneOfEach leaves one fact of each key. Blocks of two forms may hold cells of one
// name, as where two reports run into one another: where they print different
// texts neither counts.
func (a *assembly) oneOfEach() {
	if !slices.ContainsFunc(a.results, func(res *blockResult) bool { return res.b.form != a.results[0].b.form }) {
		return
	}
	type key struct{ table, row, column string }
	first := make(map[key]int, len(a.r.Facts))
	kept := a.r.Facts[:0]
	for _, f := range a.r.Facts {
		k := key{f.TableKey, f.RowKey, f.ColumnKey}
		i, twice := first[k]
		if !twice {
			first[k] = len(kept)
			kept = append(kept, f)
			continue
		}
		have := &kept[i]
		if have.Raw == f.Raw && have.Unit == f.Unit && have.Status == f.Status {
			continue
		}
		fd := diag.New("N209", have.Pos, "row", f.RowKey, "column", f.ColumnKey)
		fd.Related = []source.Pos{f.Pos}
		a.add(fd)
		have.Status, have.Value = schema.Ambiguous, decimal.Decimal{}
	}
	a.r.Facts = kept
}

// maxStated is about the most numbers that the prose of a report states.
const maxStated = 16

// factsOf are the facts that blocks of the form gave.
func (a *assembly) factsOf(f *form.Form) []schema.Fact {
	same := func(res *blockResult) bool { return res.b.form == f }
	switch {
	case !slices.ContainsFunc(a.results, same):
		return nil
	case !slices.ContainsFunc(a.results, func(res *blockResult) bool { return !same(res) }):
		return a.r.Facts
	}
	var out []schema.Fact
	for _, res := range a.results {
		if res.b.form == f {
			out = append(out, res.facts...)
		}
	}
	return out
}

// missingParts says which tables and sections of the form were not found.
func (a *assembly) missingParts() (incomplete bool) {
	found := false
	for _, t := range a.form.Tables {
		for i := range t.Blocks {
			if a.hasBlock(&t, i) {
				found = true
				continue
			}
			name := t.Key
			if len(t.Blocks) > 1 {
				name += ": " + strings.TrimSpace(t.Blocks[i].Band.Label)
			}
			detail := a.whereTable()
			if a.printsLabels(&t.Blocks[i]) {
				detail = " (labels of it are there, but no line of values)"
			}
			f := diag.New("N104", source.Pos{}, "table", name, "detail", detail)
			f.Rule = a.form.ID + "/" + t.Key
			if t.Optional {
				f.Severity = diag.Info
			} else {
				incomplete = true
			}
			a.add(f)
		}
	}
	a.noTables(found)
	for i, s := range a.form.Sections {
		if s.Optional || slices.ContainsFunc(a.heads, func(h heading) bool { return h.number == i+1 }) {
			continue
		}
		incomplete = true
		a.add(diag.New("N105", source.Pos{}, "number", strconv.Itoa(i+1), "key", s.Key))
	}
	return incomplete
}

// noTables says where the tables of the form may be if none of them was found.
// Of a form that may do without, only what the document shows instead counts.
func (a *assembly) noTables(found bool) {
	if found || len(a.form.Tables) == 0 {
		return
	}
	required := slices.ContainsFunc(a.form.Tables, func(t form.Table) bool { return !t.Optional })
	say := func(code diag.Code, args ...string) {
		f := diag.New(code, source.Pos{}, append(args, "form", a.form.ID)...)
		if !required {
			f.Severity = diag.Info
		}
		a.add(f)
	}
	if n := len(a.doc.Links); n > 0 {
		say("N113", "targets", targets(a.doc.Links))
	}
	if a.doc.Images > 0 {
		say("N112", "count", strconv.Itoa(a.doc.Images))
	}
	if required && len(a.doc.Links) == 0 && a.doc.Images == 0 {
		say("N114")
	}
}

// targets names the first links.
func targets(links []document.Link) string {
	const most = 3
	var out []string
	for _, l := range links[:min(len(links), most)] {
		name := l.Target
		if l.Text != "" {
			name = "“" + l.Text + "” (" + l.Target + ")"
		}
		out = append(out, name)
	}
	if n := len(links) - most; n > 0 {
		out = append(out, fmt.Sprintf("and %d more", n))
	}
	return strings.Join(out, ", ")
}

// hasBlock tells whether the block, or one of another form that stands in for
// it, was read.
func (a *assembly) hasBlock(t *form.Table, i int) bool {
	return slices.ContainsFunc(a.results, func(r *blockResult) bool {
		if r.b.form == a.form {
			return r.b.def == &t.Blocks[i]
		}
		return r.b.table.Key == t.Key && sameBand(r.b.def.Band, t.Blocks[i].Band)
	})
}

// printsLabels tells whether labels of a block that was not read are printed.
func (a *assembly) printsLabels(def *form.Block) bool {
	return slices.ContainsFunc(a.segments, func(s *segment) bool { return s.block != nil && s.block.def == def })
}

func sameBand(a, b *form.Label) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Label == b.Label
}

// whereTable says where a table may be if it is not in the text.
func (a *assembly) whereTable() string {
	switch {
	case a.doc.Images > 0 && len(a.doc.Links) > 0:
		return fmt.Sprintf(" (the document has %d images and %d attachments)", a.doc.Images, len(a.doc.Links))
	case a.doc.Images > 0:
		return fmt.Sprintf(" (the document has %d images)", a.doc.Images)
	case len(a.doc.Links) > 0:
		return fmt.Sprintf(" (the document has %d attachments)", len(a.doc.Links))
	}
	return ""
}

// takenElements tells which elements gave facts, as the segments stand now.
func (a *assembly) takenElements() func(i int) bool {
	taken := map[int]bool{}
	for _, s := range a.segments {
		if s.block == nil {
			continue
		}
		for k := range s.rows {
			for _, i := range [...]int{s.rows[k].par, s.rows[k].grid} {
				if i >= s.lo && i < s.hi {
					taken[i] = true
				}
			}
			for i := s.rows[k].par + 1; s.rows[k].par >= s.lo && s.rows[k].par < s.hi && i <= s.rows[k].parEnd; i++ {
				taken[i] = true
			}
		}
	}
	return func(i int) bool { return taken[i] }
}
