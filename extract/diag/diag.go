// Package diag holds what the program has to say about a document: findings,
// which are data and travel inside the values that they are about, and [Error],
// which says that an input could not be processed at all.
//
// Every code is born in the catalogue (catalog.go), with its message and its
// explanation in English and Chinese.
package diag

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/decimal"
	"github.com/nianbao/nianbao/extract/source"
)

// Code names a kind of finding, such as "N301". Codes are never reused and
// never renumbered.
type Code string

// OfKind tells whether the code says that a file is of a kind that holds no
// report, or should hold one by its name and is none: the bytes alone do not
// decide which of the two.
func (c Code) OfKind() bool {
	switch c {
	case "N109", "N110", "N111", "X102", "X114", "X115":
		return true
	}
	return false
}

// Severity says how much a finding matters.
type Severity uint8

// The severities. Error: the input could not be processed, or an identity that
// the form itself states fails. Warning: a value that was expected or printed
// is unread, ambiguous or missing, or a match is doubtful. Info: how something
// was read.
const (
	Info Severity = iota
	Warning
	Severe
)

var severityNames = [...]string{"info", "warning", "error"}

// String is "info", "warning" or "error".
func (s Severity) String() string { return severityNames[s] }

// MarshalText is [Severity.String].
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what [Severity.String] writes.
func (s *Severity) UnmarshalText(b []byte) error {
	i := slices.Index(severityNames[:], string(b))
	if i < 0 {
		return fmt.Errorf("unknown severity %q", b)
	}
	*s = Severity(i)
	return nil
}

// Status says what became of a check. It is empty for findings that are no
// checks.
type Status string

// The statuses of a check.
const (
	Fail               Status = "fail"
	HoldsIfBlankIsZero Status = "holds_if_blank_is_zero"
	NotEvaluable       Status = "not_evaluable"
)

// Arg is one value of a message.
type Arg struct{ Name, Value string }

// Finding is one thing that a person should know about a document.
type Finding struct {
	Code     Code
	Severity Severity
	Status   Status
	// Rule is the path of the rule in its form, "form/table/identity", or "".
	Rule string
	// Args fill the placeholders of the catalogue's message.
	Args []Arg
	// Expected and Found are the two sides of a check, nil where there are none.
	Expected, Found *decimal.Decimal
	Pos             source.Pos
	// Related are further places that the finding is about.
	Related []source.Pos
}

// New makes a finding of the catalogue's severity. args alternate names and
// values. It panics if the catalogue lacks the code: that is a bug.
func New(code Code, pos source.Pos, args ...string) Finding {
	e, ok := Lookup(code)
	if !ok {
		panic("diag: code " + string(code) + " is not in the catalogue")
	}
	return Finding{Code: code, Severity: e.Severity, Pos: pos, Args: pairs(args)}
}

func pairs(args []string) []Arg {
	if len(args) == 0 {
		return nil
	}
	out := make([]Arg, 0, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		out = append(out, Arg{args[i], args[i+1]})
	}
	return out
}

// Message is the finding in English.
func (f Finding) Message() string { return f.MessageIn(English) }

// MessageIn is the finding in the given language.
func (f Finding) MessageIn(l Language) string {
	text := render(f.Code, f.Args, l)
	if f.Status == HoldsIfBlankIsZero && !isRead(f.Args) {
		return ifBlankIsZero[l] + text
	}
	return text
}

// isRead tells the arguments of a finding that was read back from a data set.
func isRead(args []Arg) bool { return len(args) == 1 && args[0].Name == MessageArg }

// Compare orders findings by place, then code, then rule, so that the same
// document always lists them in the same order.
func Compare(a, b Finding) int {
	return cmp.Or(a.Pos.Compare(b.Pos), strings.Compare(string(a.Code), string(b.Code)), strings.Compare(a.Rule, b.Rule))
}

// Language chooses the language of messages.
type Language uint8

// The languages of the catalogue.
const (
	English Language = iota
	Chinese
)

// MessageArg is the name of the only argument of a finding that was read back
// from a data set: its whole message.
const MessageArg = "message"

func render(code Code, args []Arg, l Language) string {
	e, ok := Lookup(code)
	if !ok {
		return string(code)
	}
	if isRead(args) {
		return args[0].Value
	}
	text := e.Message
	if l == Chinese {
		text = e.MessageZH
	}
	if len(args) == 0 {
		return text
	}
	oldnew := make([]string, 0, 2*len(args))
	for _, a := range args {
		oldnew = append(oldnew, "{"+a.Name+"}", a.Value)
	}
	return strings.NewReplacer(oldnew...).Replace(text)
}

// Error says that an input, or one part of it, could not be processed.
type Error struct {
	Code Code
	// Path is the input, Part the file inside it ("word/document.xml"); either
	// may be empty.
	Path, Part string
	// Offset is the byte in the part where reading stopped, or -1.
	Offset int64
	Args   []Arg
	// Err is the cause, or nil.
	Err error
}

// Errorf makes an [Error] with no place; args alternate names and values.
func Errorf(code Code, cause error, args ...string) *Error {
	return &Error{Code: code, Offset: -1, Args: pairs(args), Err: cause}
}

// In says in which part, and at which byte (or -1), the error lies.
func (e *Error) In(part string, offset int64) *Error {
	e.Part, e.Offset = part, offset
	return e
}

// Error is "path: part at byte 12: code: message: cause".
func (e *Error) Error() string {
	var b strings.Builder
	if e.Path != "" {
		fmt.Fprintf(&b, "%q: ", e.Path)
	}
	if e.Part != "" {
		b.WriteString(e.Part)
		if e.Offset >= 0 {
			fmt.Fprintf(&b, " at byte %d", e.Offset)
		}
		b.WriteString(": ")
	}
	// Part, offset and cause stand in the text already, so {detail} is empty.
	args := append(e.Args[:len(e.Args):len(e.Args)], Arg{"part", e.Part}, Arg{"detail", ""})
	fmt.Fprintf(&b, "%s: %s", e.Code, render(e.Code, args, English))
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Finding is the error as the finding of a report that failed.
func (e *Error) Finding() Finding {
	f := New(e.Code, source.Pos{})
	f.Args = append([]Arg(nil), e.Args...)
	f.Args = append(f.Args, Arg{"part", e.Part}, Arg{"detail", detail(e)})
	return f
}

// detail is part, offset and cause in one string, for messages that end in it.
func detail(e *Error) string {
	var parts []string
	if e.Part != "" {
		at := e.Part
		if e.Offset >= 0 {
			at += fmt.Sprintf(" at byte %d", e.Offset)
		}
		parts = append(parts, at)
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ": ") + ")"
}

// AsError finds an [Error] in a chain of errors. Any other error becomes one of
// code X100.
func AsError(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return Errorf("X100", err)
}

// findingJSON is a finding as the output contract spells it.
type findingJSON struct {
	Code     Code             `json:"code"`
	Severity Severity         `json:"severity"`
	Status   *Status          `json:"status"`
	Rule     *string          `json:"rule"`
	Message  string           `json:"message"`
	Expected *decimal.Decimal `json:"expected"`
	Found    *decimal.Decimal `json:"found"`
	Pos      source.Pos       `json:"pos"`
	Related  []source.Pos     `json:"related"`
}

// MarshalJSON writes all keys of the output contract, with null for what is
// not there.
func (f Finding) MarshalJSON() ([]byte, error) {
	out := findingJSON{Code: f.Code, Severity: f.Severity, Message: f.Message(),
		Expected: f.Expected, Found: f.Found, Pos: f.Pos, Related: f.Related}
	if f.Status != "" {
		out.Status = &f.Status
	}
	if f.Rule != "" {
		out.Rule = &f.Rule
	}
	if out.Related == nil {
		out.Related = []source.Pos{}
	}
	return json.Marshal(out)
}
