package review

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/export"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/correction"
	"github.com/nianbao/nianbao/normalize/schema"
)

// nasty is a text that a page must never run.
const nasty = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"' onload=x`

const port = 8765

// page is a source of one table.
const page = `<html><body><p>` + "Text before." + `</p><table><tr><td colspan="2">over both</td></tr>
<tr><td>received</td><td>22</td></tr><tr><td>` + "&lt;script&gt;" + `</td><td>x</td></tr></table></body></html>`

func reportOf(n int, path string, data []byte) *schema.Report {
	sum := sha(data)
	id := schema.ReportID(sum, n)
	r := &schema.Report{ReportID: id, Status: schema.OK, Form: "cn_goi_2021", Year: 2021, Title: nasty, Agency: schema.Agency{Name: "agency " + nasty},
		Source:   schema.Source{Path: path, Format: "html", SHA256: hexOf(sum), Bytes: int64(len(data))},
		Sections: []schema.Section{{Number: 1, Key: "overview", Heading: "one " + nasty, Text: "recorded text " + nasty}}}
	fact := func(row string, v int64, at source.Pos) schema.Fact {
		return schema.Fact{TableKey: "requests", RowKey: row, ColumnKey: "total", RowLabel: nasty, Value: decimal.FromInt(v), Status: schema.Number,
			Unit: schema.Count, Raw: fmt.Sprint(v), Note: nasty, Match: schema.Exact, Pos: at}
	}
	r.Facts = []schema.Fact{fact("received", 22, source.AtCell(1, 1, 1)), fact("granted", 5, source.AtCell(1, 2, 1))}
	sums := diag.New("N301", source.AtCell(1, 1, 1), "row", nasty, "found", "22", "expected", "5")
	sums.Status, sums.Severity = diag.Fail, diag.Severe
	found, expected := decimal.FromInt(22), decimal.FromInt(5)
	sums.Found, sums.Expected = &found, &expected
	sums.Related = []source.Pos{source.AtCell(1, 1, 1), source.AtCell(1, 2, 1)}
	r.Findings = []diag.Finding{sums}
	return r
}

// world is a server with a data set of three reports, of which the source of the
// first is there, that of the second is gone, and that of the third has changed.
type world struct {
	*Server
	t       *testing.T
	handler http.Handler
	dir     string
	reports []*schema.Report
	opened  []string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, dir: filepath.Join(t.TempDir(), "out")}
	d, err := export.Create(w.dir, export.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, path := range []string{"in/a.html", "in/gone.html", "../../etc/passwd"} {
		r := reportOf(1, path, []byte(page+strings.Repeat(" ", i)))
		w.reports = append(w.reports, r)
		if err := d.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	w.start()
	return w
}

func (w *world) start() {
	open := func(path string) source.Item {
		w.opened = append(w.opened, path)
		switch path {
		case "in/a.html":
			return source.Bytes(path, []byte(page))
		case "in/gone.html":
			return source.Item{Path: path, Open: func() (io.ReadCloser, error) { return nil, os.ErrNotExist }}
		}
		return source.Bytes(path, []byte("root:x:0:0: a secret of this machine"))
	}
	s, err := New(Options{Dir: w.dir, Corrections: filepath.Join(w.dir, "corrections.jsonl"), Who: "wang", Open: open,
		Now: func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }})
	if err != nil {
		w.t.Fatal(err)
	}
	w.Server, w.handler = s, s.Handler(port)
}

// ask sends a request of the page itself, after change has changed it.
func (w *world) ask(method, target string, form url.Values, change func(*http.Request)) *http.Response {
	w.t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1:8765"+target, strings.NewReader(form.Encode()))
	r.AddCookie(&http.Cookie{Name: "nianbao_8765", Value: w.key})
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if change != nil {
		change(r)
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	return rec.Result()
}

func (w *world) body(r *http.Response) string {
	w.t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(b)
}

// decision is a form that corrects the first value to 21, after change.
func (w *world) decision(changes ...string) url.Values {
	form := url.Values{"token": {w.token}, "table": {"requests"}, "row": {"received"}, "column": {"total"},
		"seen": {"22"}, "action": {"correct"}, "value": {"21"}, "status": {"number"}}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func (w *world) address(n int) string { return "/report/" + w.reports[n].ReportID }

// decided is the file of decisions, "" if it is not there.
func (w *world) decided() string {
	data, _ := os.ReadFile(filepath.Join(w.dir, "corrections.jsonl")) // it may not be there
	return string(data)
}

// TestRefusals lists requests that are answered with nothing but a refusal.
func TestRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	post := func(form url.Values, change func(*http.Request)) *http.Response {
		return w.ask("POST", w.address(0), form, change)
	}
	get := func(target string, change func(*http.Request)) *http.Response {
		return w.ask("GET", target, nil, change)
	}
	tests := []struct {
		name string
		got  *http.Response
		want int
	}{
		{"another host", get("/", func(r *http.Request) { r.Host = "evil.example:8765" }), 421},
		{"another host that is this machine", get("/", func(r *http.Request) { r.Host = "evil.127.0.0.1.nip.example:8765" }), 421},
		{"another port", get("/", func(r *http.Request) { r.Host = "127.0.0.1:80" }), 421},
		{"no host", get("/", func(r *http.Request) { r.Host = "" }), 421},
		{"another host opens it", get("/open?key="+w.key, func(r *http.Request) { r.Host = "evil.example" }), 421},
		{"no cookie", get("/", func(r *http.Request) { r.Header.Del("Cookie") }), 403},
		{"a wrong cookie", get("/", func(r *http.Request) { r.Header.Set("Cookie", "nianbao_8765=x") }), 403},
		{"an empty cookie", get("/", func(r *http.Request) { r.Header.Set("Cookie", "nianbao_8765=") }), 403},
		{"no cookie for a report", get(w.address(0), func(r *http.Request) { r.Header.Del("Cookie") }), 403},
		{"no cookie for the script", get("/static/page.js", func(r *http.Request) { r.Header.Del("Cookie") }), 403},
		{"no key", get("/open", nil), 403},
		{"a wrong key", get("/open?key=x", nil), 403},
		{"no such page", get("/nothing", nil), 404},
		{"no such report", get("/report/0000000000000000", nil), 404},
		{"a path out of the folder", get("/static/..%2fserver.go", nil), 404},
		{"a path to a file", get("/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd", nil), 404},
		{"a report that is a path", get("/report/..%2f..%2fmanifest.json", nil), 404},
		{"a template", get("/static/list.html", nil), 404},
		{"a folder", get("/static/", nil), 404},
		{"the data set", get("/json/part-00000.jsonl", nil), 404},
		{"another method", w.ask("DELETE", w.address(0), nil, nil), 405},
		{"a form for the list", w.ask("POST", "/", w.decision(), nil), 405},
		{"no token", post(w.decision("token", ""), nil), 403},
		{"a wrong token", post(w.decision("token", w.key), nil), 403},
		{"a token in the address", w.ask("POST", w.address(0)+"?token="+w.token, w.decision("token", ""), nil), 403},
		{"another site by its origin", post(w.decision(), func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }), 403},
		{"another port of this machine", post(w.decision(), func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:9999") }), 403},
		{"an origin that is hidden", post(w.decision(), func(r *http.Request) { r.Header.Set("Origin", "null") }), 403},
		{"another site as the browser says", post(w.decision(), func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }), 403},
		{"the same machine, another page", post(w.decision(), func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }), 403},
		{"no cookie with a form", post(w.decision(), func(r *http.Request) { r.Header.Del("Cookie") }), 403},
		{"a form of another type", post(w.decision(), func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }), 403},
		{"a very long form", post(w.decision("value", strings.Repeat("1", mostForm)), nil), 400},
		{"no such cell", post(w.decision("row", "nothing"), nil), 400},
		{"no number", post(w.decision("value", "abc"), nil), 400},
		{"a number with an exponent", post(w.decision("value", "1e9"), nil), 400},
		{"half a thing", post(w.decision("value", "2.5"), nil), 400},
		{"nothing", post(w.decision("value", ""), nil), 400},
		{"a number in an empty cell", post(w.decision("status", "blank"), nil), 400},
		{"a status that is none", post(w.decision("status", "ambiguous"), nil), 400},
		{"an action that is none", post(w.decision("action", "delete"), nil), 400},
		{"a value that is another by now", post(w.decision("seen", "23"), nil), 400},
	}
	for _, tc := range tests {
		if tc.got.StatusCode != tc.want {
			t.Errorf("%s: status %d, want %d", tc.name, tc.got.StatusCode, tc.want)
		}
		body := w.body(tc.got)
		if strings.Contains(body, w.token) || strings.Contains(body, w.key) || strings.Contains(body, "recorded text") {
			t.Errorf("%s: the answer tells something:\n%s", tc.name, body)
		}
		if tc.got.Header.Get("Content-Security-Policy") != policy {
			t.Errorf("%s: no policy", tc.name)
		}
	}
	if got := w.decided(); got != "" {
		t.Errorf("something was decided: %s", got)
	}
}

// TestOpen opens the page with its key, which goes into a cookie.
func TestOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.ask("GET", "/open?key="+w.key, nil, func(r *http.Request) { r.Header.Del("Cookie") })
	cookies := got.Cookies()
	if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/" || len(cookies) != 1 {
		t.Fatalf("status %d to %q with %d cookies", got.StatusCode, got.Header.Get("Location"), len(cookies))
	}
	if c := cookies[0]; !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Name != "nianbao_8765" {
		t.Errorf("the cookie is %v", c)
	}
	if got := w.ask("GET", "/", nil, func(r *http.Request) { r.Host = "localhost:8765" }); got.StatusCode != http.StatusOK {
		t.Errorf("as localhost: status %d", got.StatusCode)
	}
}

// TestNothingOfAFileRuns looks for text of files that a browser would take for more.
func TestNothingOfAFileRuns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, target := range []string{"/", "/?agency=" + url.QueryEscape(nasty), "/?code=" + url.QueryEscape(nasty) + "&year=" + url.QueryEscape(nasty),
		w.address(0), w.address(1), w.address(2), w.address(0) + "?agency=" + url.QueryEscape(nasty)} {
		got := w.ask("GET", target, nil, nil)
		body := w.body(got)
		if got.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d: %s", target, got.StatusCode, body)
		}
		for _, script := range regexp.MustCompile(`(?i)<script[^>]*>`).FindAllString(body, -1) {
			if script != `<script src="/static/page.js" defer>` {
				t.Errorf("%s has %s", target, script)
			}
		}
		if strings.Contains(body, "<img") || regexp.MustCompile(`(?i)<[^>"]*\son[a-z]+=`).MatchString(body) || strings.Contains(body, " style=") {
			t.Errorf("%s has text of a file as marks", target)
		}
		if !strings.Contains(got.Header.Get("Content-Security-Policy"), "script-src 'self'") || got.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", target, got.Header)
		}
	}
}

func TestSources(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for n, want := range [][]string{
		{"Text before.", `colspan="2">over both`, `id="c-1-1-1"`, `href="#v-requests.received.total"`, "22 <strong>≠</strong> 5"},
		{"no longer where it was", "recorded text", `id="c-1-1-1"`},
		{"has changed since", "recorded text"},
	} {
		body := w.body(w.ask("GET", w.address(n), nil, nil))
		for _, s := range want {
			if !strings.Contains(body, s) {
				t.Errorf("report %d does not show %q", n, s)
			}
		}
		if strings.Contains(body, "secret") {
			t.Errorf("report %d shows a file that the data set was not made of", n)
		}
	}
	_ = w.body(w.ask("GET", w.address(0), nil, nil))
	if n := strings.Count(strings.Join(w.opened, " "), "in/a.html"); n != 1 {
		t.Errorf("the source was read %d times", n)
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for query, want := range map[string]string{
		"": "1–3 of 3 reports", "code=N301": "1–3 of 3", "code=error": "1–3 of 3", "code=warning": "No report", "code=N404": "No report",
		"year=2021": "1–3 of 3", "year=2020": "No report", "form=cn_goi_2021&status=ok": "1–3 of 3", "form=-": "No report",
		"agency=gone": "1–1 of 1 reports, 3 in all", "decided=yes": "No report", "decided=no": "1–3 of 3", "page=7": "1–3 of 3", "page=-1": "1–3 of 3",
	} {
		if body := w.body(w.ask("GET", "/?"+query, nil, nil)); !strings.Contains(body, want) {
			t.Errorf("%s does not say %q", query, want)
		}
	}
	// Before and behind go within the list.
	if body := w.body(w.ask("GET", w.address(1)+"?agency=html", nil, nil)); !strings.Contains(body, `rel="prev" href="`+w.address(0)+`?agency=html"`) || strings.Contains(body, `rel="next"`) {
		t.Error("the report has no neighbours within the list")
	}
}

func TestDecide(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	decide := func(changes ...string) {
		t.Helper()
		got := w.ask("POST", w.address(0)+"?code=N301", w.decision(changes...), func(r *http.Request) {
			r.Header.Set("Origin", "http://127.0.0.1:8765")
			r.Header.Set("Sec-Fetch-Site", "same-origin")
		})
		if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != w.address(0)+"?code=N301#v-requests.received.total" {
			t.Fatalf("status %d to %s: %s", got.StatusCode, got.Header.Get("Location"), w.body(got))
		}
	}
	decide("value", " 1，021 ")
	want := fmt.Sprintf(`{"report_id":%q,"sha256":%q,"table_key":"requests","row_key":"received","column_key":"total","action":"correct","raw":"22","old":{"value":22,"status":"number"},"new":{"value":1021,"status":"number"},"who":"wang","when":"2026-01-02T03:04:05Z"}`+"\n",
		w.reports[0].ReportID, w.reports[0].Source.SHA256)
	if got := w.decided(); got != want {
		t.Fatalf("the file holds\n%s, want\n%s", got, want)
	}
	body := w.body(w.ask("GET", w.address(0), nil, nil))
	for _, s := range []string{`data-text="1021"`, "not yet in the data set", "correct 1021 · wang 2026-01-02T03:04:05Z"} {
		if !strings.Contains(body, s) {
			t.Errorf("the report does not show %q", s)
		}
	}
	decide("seen", "1021", "action", "unreadable")
	decide("seen", "unparsed", "action", "withdraw")
	decide("action", "confirm")
	decide("status", "dash", "value", "")
	set, err := correction.Read(strings.NewReader(w.decided()))
	if err != nil || set.Len() != 5 {
		t.Fatalf("%d decisions, %v", set.Len(), err)
	}
	var list []*correction.Decision
	list = append(list, set.Of(w.reports[0].Source.SHA256)...)
	two := decimal.FromInt(22)
	if got := correction.Settle(correction.State{Value: &two, Status: schema.Number}, "22", list); got.Last == nil || got.Last.New.String() != "dash" || len(got.Misfits) != 0 {
		t.Errorf("the decisions come to %+v", got)
	}
	// Another start of the program knows them.
	w.start()
	if body := w.body(w.ask("GET", "/?decided=yes", nil, nil)); !strings.Contains(body, "1–1 of 1 reports") || !strings.Contains(body, "5 decisions") {
		t.Error("the list does not know what was decided")
	}
}

// TestFileOfOthers has another program write to the file of decisions.
func TestFileOfOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := filepath.Join(w.dir, "corrections.jsonl")
	if got := w.ask("POST", w.address(0), w.decision(), nil); got.StatusCode != http.StatusSeeOther {
		t.Fatal(got.StatusCode)
	}
	line := w.decided()
	if err := os.WriteFile(path, []byte(strings.TrimSuffix(line, "\n")), 0o666); err != nil { // by hand, without the last line break
		t.Fatal(err)
	}
	if got := w.ask("POST", w.address(0), w.decision("seen", "21", "value", "20"), nil); got.StatusCode != http.StatusSeeOther {
		t.Fatal(got.StatusCode, w.body(got))
	}
	if set, err := correction.Read(strings.NewReader(w.decided())); err != nil || set.Len() != 2 {
		t.Errorf("%d decisions, %v", set.Len(), err)
	}
	if err := os.WriteFile(path, []byte(line+"{cut"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := w.ask("POST", w.address(0), w.decision("seen", "21"), nil); got.StatusCode != http.StatusBadRequest && got.StatusCode != http.StatusInternalServerError {
		t.Errorf("a damaged file: status %d", got.StatusCode)
	}
	if got := w.decided(); got != line+"{cut" {
		t.Errorf("a damaged file was changed: %s", got)
	}
	if body := w.body(w.ask("GET", "/", nil, nil)); !strings.Contains(body, "line 2 is cut off") {
		t.Errorf("the page does not say what is wrong: %s", body)
	}
}

// TestDataSetChanges has convert change the data set while the page is open.
func TestDataSetChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := os.Rename(filepath.Join(w.dir, "_SUCCESS"), filepath.Join(w.dir, "success")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(filepath.Join(w.dir, "manifest.json"), time.Now(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got := w.ask("GET", "/", nil, nil); got.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("status %d while it is changed", got.StatusCode)
	}
	if err := os.Rename(filepath.Join(w.dir, "success"), filepath.Join(w.dir, "_SUCCESS")); err != nil {
		t.Fatal(err)
	}
	if got := w.ask("GET", "/", nil, nil); got.StatusCode != http.StatusOK {
		t.Errorf("status %d when it is whole again", got.StatusCode)
	}
}

// TestServe answers on the loopback interface only, and ends with its context.
func TestServe(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- w.Serve(ctx, l) }()
	got, err := http.Get(w.Address(l))
	if err != nil {
		t.Fatal(err)
	}
	_ = got.Body.Close()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	all, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	if err := w.Serve(t.Context(), all); err == nil || !strings.Contains(err.Error(), "this machine alone") {
		t.Errorf("it answers on all interfaces: %v", err)
	}
}

// TestHugeSource draws a source of very many cells.
func TestHugeSource(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var huge bytes.Buffer
	huge.WriteString("<table>")
	for range 2000 {
		huge.WriteString("<tr>" + strings.Repeat("<td>1", 40) + "</tr>")
	}
	huge.WriteString("</table>")
	w.Server.opts.Open = func(path string) source.Item { return source.Bytes(path, huge.Bytes()) }
	r := reportOf(1, "in/huge.html", huge.Bytes())
	doc, why := w.read(t.Context(), &r.Source)
	if doc == nil {
		t.Fatal(why)
	}
	v := newView(r, nil, nil)
	v.draw(func(d *drawer) ([]piece, *missing) { return d.document(doc), nil })
	n := 0
	for _, p := range v.Pieces {
		for _, row := range p.Rows {
			n += len(row)
		}
	}
	long := &document.Document{Blocks: []document.Block{{Text: strings.Repeat("长", mostText)}, {Text: "more"}}}
	d := &drawer{}
	if p := d.document(long); len(p) != 1 || len(p[0].Text) > mostText || !utf8.ValidString(p[0].Text) || !d.cut {
		t.Errorf("a long text gives %d pieces, cut %t", len(p), d.cut)
	}
	if !v.Cut || n > mostCells {
		t.Errorf("%d cells are drawn, cut %t", n, v.Cut)
	}
}

func sha(data []byte) [sha256.Size]byte { return sha256.Sum256(data) }

func hexOf(sum [sha256.Size]byte) string { return hex.EncodeToString(sum[:]) }
