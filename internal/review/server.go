// Package review is a page on the own machine on which people look at the reports of
// a data set beside their source, and decide about values: confirm one, correct it,
// or say that nobody can read it. Decisions go to a file, which convert
// --corrections applies.
//
// The page is for one person: it answers on the loopback interface only, to who
// knows the address that was told at the start, and to no other site's requests.
// Nothing that stands in a file is taken for more than text.
package review

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/look"
	"github.com/nianbao/nianbao/normalize/form"
)

//go:embed web
var web embed.FS

// Options say what is shown to whom.
type Options struct {
	// Dir is the folder of the data set, Corrections the file of decisions, which
	// need not be there.
	Dir, Corrections string
	// Who decides.
	Who string
	// Open finds an input again by its path.
	Open func(path string) source.Item
	// Extract says how sources are read.
	Extract extract.Options
	// Now is the time; nil is [time.Now].
	Now func() time.Time
}

// Server answers for a data set. It is safe for concurrent use.
type Server struct {
	opts      Options
	forms     *form.Set
	store     *store
	templates *template.Template
	// key is in the address that opens the page and then in a cookie; token is in each
	// form, so that another site cannot send one.
	key, token string
	sources    sources

	mu    sync.Mutex
	index *index
}

// New reads the index of the data set.
func New(opts Options) (*Server, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	forms, err := form.Embedded()
	if err != nil {
		return nil, err
	}
	s := &Server{opts: opts, forms: forms, key: rand.Text(), token: rand.Text()}
	s.templates, err = template.New("").Funcs(look.Functions()).Funcs(template.FuncMap{"signs": signs}).ParseFS(web, "web/*.html")
	if err != nil {
		return nil, err
	}
	if s.store, err = openStore(opts.Corrections); err != nil {
		return nil, err
	}
	_, err = s.current()
	return s, err
}

// current is the index of the data set as it is now: a run may have changed it.
func (s *Server) current() (*index, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := dataset.Version(s.opts.Dir); s.index != nil && v != "" && v == s.index.version {
		return s.index, nil
	}
	x, err := readIndex(s.opts.Dir)
	if err != nil {
		return nil, err
	}
	s.index = x
	return x, nil
}

// Reports is the number of reports in the list.
func (s *Server) Reports() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.index.entries)
}

// Address is what opens the page at a listener.
func (s *Server) Address(l net.Listener) string {
	return fmt.Sprintf("http://%s/open?key=%s", l.Addr(), s.key)
}

// Serve answers on l, which must be on the loopback interface, until ctx ends.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	addr, ok := l.Addr().(*net.TCPAddr)
	if !ok || !addr.IP.IsLoopback() {
		return fmt.Errorf("%s is not an address of this machine alone", l.Addr())
	}
	srv := &http.Server{Handler: s.Handler(addr.Port), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	stop := context.AfterFunc(ctx, func() { _ = srv.Close() }) // Serve returns then
	defer stop()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return context.Cause(ctx)
}

// Handler answers to requests that name this machine and the port.
func (s *Server) Handler(port int) http.Handler {
	cookie := fmt.Sprintf("nianbao_%d", port) // cookies are shared between ports
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.list)
	mux.HandleFunc("GET /report/{id}", s.report)
	mux.HandleFunc("POST /report/{id}", s.decide)
	mux.HandleFunc("GET /static/{name}", static)
	inside := s.onlyWith(cookie, mux)

	outer := http.NewServeMux()
	outer.HandleFunc("GET /open", s.open(cookie))
	outer.Handle("/", inside)
	return guarded(port, outer)
}

// policy lets a page load nothing but its own style sheet and script, and send forms
// nowhere else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded refuses requests under another name than that of this machine (as after
// DNS rebinding) and forms that another site sends, and says in each answer what a
// browser may do with it.
func guarded(port int, next http.Handler) http.Handler {
	hosts := []string{fmt.Sprintf("127.0.0.1:%d", port), fmt.Sprintf("localhost:%d", port)}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin") // with none, browsers do not say where a form comes from
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if r.Host != hosts[0] && r.Host != hosts[1] {
			http.Error(w, "This page answers only under the address that nianbao serve told.", http.StatusMisdirectedRequest)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead && foreign(r) {
			http.Error(w, "Another site sent this; it was refused.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// foreign tells whether a request comes from another site, as far as the browser
// says so.
func foreign(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return true
	}
	origin := r.Header.Get("Origin")
	return origin != "" && origin != "http://"+r.Host
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// open takes the key out of the address and into a cookie.
func (s *Server) open(cookie string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !same(r.URL.Query().Get("key"), s.key) {
			http.Error(w, notOpened, http.StatusForbidden)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: cookie, Value: s.key, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
		http.Redirect(w, r, "/", http.StatusSeeOther)
	}
}

const notOpened = "Open the whole address that nianbao serve told, with its key.\n请打开 nianbao serve 给出的完整网址（含 key）。"

// onlyWith refuses who has not opened the page with its key: other users of the
// machine, and programs that guess.
func (s *Server) onlyWith(cookie string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie(cookie)
		if err != nil || !same(c.Value, s.key) {
			http.Error(w, notOpened, http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// static answers for the style sheet and the script.
func static(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("name") {
	case "style.css":
		own, err := web.ReadFile("web/style.css")
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(append([]byte(look.CSS), own...)) // who asked may be gone
	case "page.js":
		own, err := web.ReadFile("web/page.js")
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(own) // as above
	default:
		http.NotFound(w, r)
	}
}
