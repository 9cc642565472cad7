package review

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

// pageSize is the number of reports on a page of the list.
const pageSize = 50

// say answers with a page, or with why there is none.
func (s *Server) say(w http.ResponseWriter, status int, name string, data any) {
	var out bytes.Buffer
	if err := s.templates.ExecuteTemplate(&out, name, data); err != nil {
		http.Error(w, "The page could not be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = out.WriteTo(w) // who asked may be gone
}

// problem is a page that says what is wrong and what to do.
func (s *Server) problem(w http.ResponseWriter, status int, en, zh string) {
	s.say(w, status, "problem.html", map[string]any{"EN": en, "ZH": zh})
}

// broken answers where the data set or the file of decisions cannot be read.
func (s *Server) broken(w http.ResponseWriter, err error) {
	if errors.Is(err, dataset.ErrNotWhole) || errors.Is(err, fs.ErrNotExist) {
		s.problem(w, http.StatusServiceUnavailable, "The data set is not whole: perhaps convert is changing it. Load the page again when it has ended.",
			"数据集不完整，可能 convert 正在更新，请在其结束后刷新。")
		return
	}
	s.problem(w, http.StatusInternalServerError, err.Error(), "读取失败。")
}

// listed is a report in the list.
type listed struct {
	*entry
	Address string
	Decided bool
}

// The fields of an entry that the list shows.
func (e *entry) ID() string     { return e.id }
func (e *entry) Agency() string { return e.agency }
func (e *entry) Path() string   { return e.path }
func (e *entry) Form() string   { return e.form }
func (e *entry) Status() string { return e.status }
func (e *entry) Year() string   { return yearText(e.year) }
func (e *entry) Errors() int    { return int(e.errors) }
func (e *entry) Warnings() int  { return int(e.warnings) }

func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	x, err := s.current()
	if err != nil {
		s.broken(w, err)
		return
	}
	decided, decisions, err := s.store.decided()
	if err != nil {
		s.broken(w, err)
		return
	}
	f := filterOf(r.URL.Query())
	page, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || page < 1 || page > len(x.entries) {
		page = 1
	}
	var rows []listed
	total := 0
	for i := range x.entries {
		e := &x.entries[i]
		if !f.takes(e, decided) {
			continue
		}
		if total >= (page-1)*pageSize && len(rows) < pageSize {
			rows = append(rows, listed{e, address(e.id, f), decided(e.sum)})
		}
		total++
	}
	data := map[string]any{"Filter": f, "Choices": x.choices, "Rows": rows, "Total": total, "All": len(x.entries), "Page": page,
		"Pages": max(1, (total+pageSize-1)/pageSize), "First": min(total, (page-1)*pageSize+1), "Last": (page-1)*pageSize + len(rows),
		"Decisions": decisions, "File": s.opts.Corrections, "Before": "", "Behind": ""}
	if page > 1 {
		data["Before"] = "/?" + f.Query("page", strconv.Itoa(page-1))
	}
	if page*pageSize < total {
		data["Behind"] = "/?" + f.Query("page", strconv.Itoa(page+1))
	}
	s.say(w, http.StatusOK, "list.html", data)
}

// address is that of a report within a list.
func address(id string, f filter) string {
	a := "/report/" + id
	if q := f.Query(); q != "" {
		a += "?" + q
	}
	return a
}

// find is the report that a request names.
func (s *Server) find(w http.ResponseWriter, r *http.Request) (*index, int32, *schema.Report) {
	x, err := s.current()
	if err != nil {
		s.broken(w, err)
		return nil, 0, nil
	}
	at, ok := x.byID[r.PathValue("id")]
	if !ok {
		s.problem(w, http.StatusNotFound, "The data set has no such report.", "数据集中没有该报告。")
		return nil, 0, nil
	}
	rep, err := x.entries[at].place.Report(s.opts.Dir)
	if err != nil || rep.ReportID != x.entries[at].id {
		s.broken(w, errors.Join(err, dataset.ErrNotWhole))
		return nil, 0, nil
	}
	return x, at, rep
}

func (s *Server) report(w http.ResponseWriter, r *http.Request) {
	x, at, rep := s.find(w, r)
	if rep == nil {
		return
	}
	decisions, err := s.store.of(rep.Source.SHA256, rep.ReportID)
	if err != nil {
		s.broken(w, err)
		return
	}
	decided, _, err := s.store.decided()
	if err != nil {
		s.broken(w, err)
		return
	}
	v := newView(rep, s.forms.Find(rep.Form), decisions)
	v.draw(func(d *drawer) ([]piece, *missing) {
		doc, why := s.read(r.Context(), &rep.Source)
		if doc == nil {
			return d.recorded(rep), why
		}
		return d.document(doc), nil
	})
	f := filterOf(r.URL.Query())
	before, behind, number, total := x.around(f, at, decided)
	link := func(i int32) string {
		if i < 0 {
			return ""
		}
		return address(x.entries[i].id, f)
	}
	s.say(w, http.StatusOK, "report.html", map[string]any{"V": v, "R": rep, "Token": s.token, "Who": s.opts.Who, "File": s.opts.Corrections,
		"Self": address(rep.ReportID, f), "List": "/?" + f.Query("page", strconv.Itoa(1+(number-1)/pageSize)),
		"Before": link(before), "Behind": link(behind), "Number": number, "Total": total})
}

// mostForm is the size of a form that is sent, in bytes.
const mostForm = 64 << 10

// decide takes a decision.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		s.problem(w, http.StatusBadRequest, "The form could not be read.", "表单无法读取。")
		return
	}
	if !same(r.PostForm.Get("token"), s.token) {
		s.problem(w, http.StatusForbidden, "The form does not come from this page, or nianbao serve was started again since. Nothing was saved: go back, load the page again and decide anew.",
			"表单不是来自本页面，或 nianbao serve 已重新启动。未保存任何内容，请返回刷新页面后重试。")
		return
	}
	_, _, rep := s.find(w, r)
	if rep == nil {
		return
	}
	d, err := s.decisionOf(rep, r)
	if err != nil {
		s.problem(w, http.StatusBadRequest, err.Error()+" Nothing was saved.", "未保存任何内容。")
		return
	}
	if err := s.store.add(d); err != nil {
		s.problem(w, http.StatusInternalServerError, fmt.Sprintf("The decision was not saved: %v.", err), "决定未能保存。")
		return
	}
	http.Redirect(w, r, address(rep.ReportID, filterOf(r.URL.Query()))+"#"+valueID(d.Cell), http.StatusSeeOther)
}

// refusal says to a person why something was not done.
type refusal string

func (r refusal) Error() string { return string(r) }

// decisionOf makes a decision of a form: about a cell that the report has, as it
// stood on the page.
func (s *Server) decisionOf(rep *schema.Report, r *http.Request) (*correction.Decision, error) {
	get := r.PostForm.Get
	decisions, err := s.store.of(rep.Source.SHA256, rep.ReportID)
	if err != nil {
		return nil, err
	}
	v := newView(rep, s.forms.Find(rep.Form), decisions)
	x := v.values[correction.Cell{Table: get("table"), Row: get("row"), Column: get("column")}]
	if x == nil {
		return nil, refusal("The report has no such cell.")
	}
	now := x.Read
	if x.Decision != nil {
		now = x.Decision.New
	}
	if get("seen") != x.Text {
		return nil, refusal("The value is another by now than it was on the page: load the page again.")
	}
	d := &correction.Decision{ReportID: rep.ReportID, SHA256: rep.Source.SHA256, Cell: x.Cell, Action: correction.Action(get("action")),
		Raw: x.Printed, Old: now, New: now, Who: s.opts.Who, When: s.opts.Now().UTC().Format(time.RFC3339)}
	switch d.Action {
	case correction.Confirm:
	case correction.Withdraw:
		d.New = x.Read
	case correction.Unreadable:
		d.New = correction.State{Status: schema.Unparsed}
	case correction.Correct:
		d.New, err = stateOf(get("status"), get("value"), schema.Unit(x.Unit))
	default:
		err = refusal("Say what was decided.")
	}
	if err != nil {
		return nil, err
	}
	return d, d.Check()
}

// stateOf is what somebody says is printed.
func stateOf(status, text string, unit schema.Unit) (correction.State, error) {
	s := correction.State{Status: schema.ValueStatus(status)}
	switch s.Status {
	case schema.Blank, schema.Dash, schema.None:
		if strings.TrimSpace(text) != "" {
			return s, refusal("A cell that is empty has no number: leave the number away, or choose “number”.")
		}
		return s, nil
	case schema.Number, schema.Approximate:
	default:
		return s, refusal("Say what is printed.")
	}
	text = strings.NewReplacer(",", "", "，", "", " ", "", "\u3000", "").Replace(text)
	v, err := decimal.Parse(text)
	switch {
	case err != nil:
		return s, refusal(fmt.Sprintf("%q is no number: write digits, as in 1234 or 12.5.", text))
	case unit == schema.Count && !v.IsInt():
		return s, refusal(fmt.Sprintf("%s is not whole, and this cell counts things.", v))
	}
	s.Value = &v
	return s, nil
}
