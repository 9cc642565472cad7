//go:build permissive

package second_test

import (
	"context"
	"errors"
	"testing"

	"github.com/nianbao/nianbao/extract/second"
)

// TestNoDecoder: without the decoder, a Word file is not verified, and that is
// said.
func TestNoDecoder(t *testing.T) {
	_, err := second.Word(context.Background(), nil, second.Limits{})
	if !errors.Is(err, second.ErrNoDecoder) {
		t.Fatal(err)
	}
	if f := second.Failed(err); f.Code != "X183" {
		t.Error(f)
	}
}
