package normalize

import (
	"context"
	"strconv"

	"github.com/nianbao/nianbao/extract/diag"
)

// The work that one document may be. Real reports take some thousand steps and
// some hundred texts. What is counted is the document's own, so that the same
// document always ends the same way; a step takes some ten nanoseconds.
const (
	maxSteps = 20_000_000
	maxTexts = 1_000_000
	// maxReports is the number of reports in one document.
	maxReports = 2_000
)

// textStep is the number of bytes of a text that count as a step.
const textStep = 128

// work counts what a document costs and looks at the context from time to time.
// Code that is done with, by either, panics with an [ended]; see
// [ReportsContext]. A nil work counts nothing.
type work struct {
	ctx          context.Context
	steps, texts int
	looked       int // the steps when the context was last looked at
}

// ended is the panic that ends the work on a document.
type ended struct{ err error }

// look is the number of steps between two looks at the context.
const look = 1 << 10

// spend counts n steps, and steps for a text of so many bytes.
func (w *work) spend(n, bytes int) {
	if w == nil {
		return
	}
	w.steps += n + bytes/textStep
	if w.steps-w.looked < look {
		return
	}
	w.looked = w.steps
	if err := w.ctx.Err(); err != nil {
		panic(ended{err})
	}
	if w.steps > maxSteps {
		panic(ended{tooMuch(maxSteps, "steps")})
	}
}

// text counts a text that is looked up as a label or value, and is remembered
// with what it may mean.
func (w *work) text(s string) {
	if w == nil {
		return
	}
	w.spend(1, len(s))
	if w.texts++; w.texts > maxTexts {
		panic(ended{tooMuch(maxTexts, "cells and lines that may be cells")})
	}
}

func tooMuch(limit int, what string) error {
	return diag.Errorf("X197", nil, "limit", strconv.Itoa(limit), "what", what)
}
