//go:build browser

package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var screenshots = flag.String("screenshots", "", "write screenshots of the pages into this folder")

// browser starts Chromium without a window. It fails without: the build tag says
// that it is there.
func browser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Fatal("there is no Chromium: install Debian's package chromium")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU)
	alloc, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Run(ctx); err != nil { // it lives as long as the context of the first call
		t.Fatal(err)
	}
	// What a page complains of, such as something that its policy forbids, is an error.
	chromedp.ListenTarget(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("the page's script failed: %s", ev.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			t.Errorf("the page says on the console: %v", ev.Args)
		}
	})
	return ctx
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	within, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Run(within, actions...); err != nil {
		var shown string
		_ = chromedp.Run(ctx, chromedp.Evaluate(`location.href + "\n" + document.body.innerText`, &shown)) // only for the message
		t.Fatalf("%v: the page shows %.2000s", err, shown)
	}
}

// text is what an element shows.
func text(t *testing.T, ctx context.Context, selector string) (s string) {
	t.Helper()
	do(t, ctx, chromedp.Text(selector, &s, chromedp.ByQuery))
	return strings.Join(strings.Fields(s), " ")
}

// truth is what an expression of the page's says.
func truth(t *testing.T, ctx context.Context, expression string) (ok bool) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate(expression, &ok))
	return ok
}

// screen is a size of window, and light or dark.
type screen struct {
	name          string
	width, height int64
	scheme        string
	mobile        bool
}

var screens = []screen{
	{"light", 1200, 780, "light", false}, {"dark", 1200, 780, "dark", false}, {"phone", 390, 780, "light", true},
}

// as shows the page on a screen.
func (s screen) as() chromedp.Action {
	return chromedp.Tasks{
		emulation.SetDeviceMetricsOverride(s.width, s.height, 1, s.mobile),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s.scheme}}),
	}
}

// kept are the screenshots that the README shows.
var kept = []string{"review_light", "review_dark", "review_phone", "overview_light", "overview_dark"}

// shoot writes what is seen, if screenshots were asked for.
func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if *screenshots == "" || !slices.Contains(kept, name) {
		return
	}
	var shot []byte
	do(t, ctx, chromedp.Sleep(200*time.Millisecond), chromedp.CaptureScreenshot(&shot))
	if err := os.WriteFile(filepath.Join(*screenshots, name+".png"), smaller(t, shot), 0o666); err != nil {
		t.Fatal(err)
	}
}

// smaller is a picture with its 256 most frequent colours, which is a fraction of
// the bytes; of letters on plain grounds one sees no difference.
func smaller(t *testing.T, shot []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	count := map[color.RGBA]int{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
		}
	}
	colors := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(count[b]-count[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	var palette color.Palette
	for _, c := range colors[:min(len(colors), 256)] {
		palette = append(palette, c)
	}
	nearest := map[color.RGBA]uint8{}
	for _, c := range colors {
		nearest[c] = uint8(palette.Index(c))
	}
	out := image.NewPaletted(b, palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			out.SetColorIndex(x, y, nearest[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)])
		}
	}
	var buf bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&buf, out); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// onEach looks at the page that is open on each screen: nothing is wider than it
// but what scrolls by itself, and the scheme is the one that is asked for.
func onEach(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	for _, s := range screens {
		do(t, ctx, s.as(), chromedp.Sleep(100*time.Millisecond))
		var wide int64
		do(t, ctx, chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide))
		if wide > s.width {
			t.Errorf("%s is %d wide on the screen %s", name, wide, s.name)
		}
		var ground string
		do(t, ctx, chromedp.Evaluate(`getComputedStyle(document.body).backgroundColor`, &ground))
		if dark := strings.HasPrefix(ground, "rgb(22,"); dark != (s.scheme == "dark") {
			t.Errorf("%s on the screen %s has the ground %s", name, s.name, ground)
		}
		shoot(t, ctx, name+"_"+s.name)
	}
	do(t, ctx, screens[0].as())
}

// inFolder makes a folder the current one that has a folder of samples, so that the
// pages show short names.
func inFolder(t *testing.T, in string) {
	t.Helper()
	dir := t.TempDir()
	samplesIn(t, filepath.Join(dir, in))
	t.Chdir(dir)
}

// narrowed waits for the list of reports with a finding N302.
var narrowed = chromedp.WaitReady("body[data-ready] select[name=code] option[value=N302][selected]", chromedp.ByQuery)

// TestReviewPage filters the list, opens a report, sees the marked cell, corrects its
// value, converts again, and finds that in the Parquet file.
func TestReviewPage(t *testing.T) {
	const in, out = "reports", "out"
	inFolder(t, in)
	runWell(t, "convert", "--quiet", "-o", out, in)
	ctx := browser(t)
	do(t, ctx, screens[0].as(), chromedp.Navigate(serveIn(t, out)), chromedp.WaitVisible("#reports"))
	if got := text(t, ctx, "p[role=status]"); !strings.Contains(got, "1–4 of 4 reports") {
		t.Errorf("the list says %q", got)
	}
	onEach(t, ctx, "list")

	// Narrow it to a finding and a year.
	do(t, ctx, chromedp.SetValue("select[name=code]", "N302"), chromedp.SetValue("select[name=year]", "2023"),
		chromedp.Click(".filter button"), narrowed)
	if got := text(t, ctx, "p[role=status]"); !strings.Contains(got, "1–1 of 1 reports, 4 in all") {
		t.Errorf("the narrowed list says %q", got)
	}

	// Open it by keys. The first value that needs a look is that of a failing sum.
	do(t, ctx, chromedp.KeyEvent("j"), chromedp.KeyEvent("\r"), chromedp.WaitVisible("body[data-ready] #source table"))
	const id = `v-requests.received.org_public_interest`
	cell := fmt.Sprintf(`document.getElementById(%q)`, id)
	do(t, ctx, chromedp.Evaluate(cell+`.click()`, nil), chromedp.WaitVisible("#panel"))
	for want, expression := range map[string]string{
		"the value is marked as wrong":       cell + `.parentElement.matches(".wrong") && ` + cell + `.parentElement.innerText.includes("✗")`,
		"the source's cell is marked":        `document.querySelector("#source td.here").matches(".wrong")`,
		"the source's cell holds the number": `document.querySelector("#source td.here a").innerText === "9247"`,
		"the source's cell is in sight":      `(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector("#source td.here").getBoundingClientRect())`,
		"merged cells are drawn":             `document.querySelectorAll("#source td[rowspan='3'], #source td[colspan='6']").length > 0`,
		"the sum is said":                    `document.getElementById("p-notices").innerText.includes("9977 + 11447 + 8334 + 9247 + 10177 + 11606 = 60788")`,
	} {
		if !truth(t, ctx, expression) {
			t.Errorf("not so: %s", want)
		}
	}
	onEach(t, ctx, "review")

	// Keys move between values.
	do(t, ctx, chromedp.KeyEvent("J"))
	if !truth(t, ctx, `document.querySelector("a.here").dataset.column === "org_legal_service"`) {
		t.Error("J does not move to the next value")
	}
	do(t, ctx, chromedp.KeyEvent("K"))

	// Correct it.
	do(t, ctx, chromedp.KeyEvent("e"), chromedp.SetValue("#p-value", "9246"), chromedp.Click("button[value=correct]"),
		chromedp.WaitVisible(".decided"))
	if got := text(t, ctx, ".top .note"); !strings.Contains(got, "1 decided") || !strings.Contains(got, "1 not yet in the data set") {
		t.Errorf("the report says %q", got)
	}
	if got := text(t, ctx, "#p-text"); got != "9246" {
		t.Errorf("the panel shows %q", got)
	}
	shoot(t, ctx, "corrected")

	// Convert again with what was decided.
	runWell(t, "convert", "--quiet", "-o", out, "--corrections", filepath.Join(out, correctionsName), in)
	if value, match := inParquet(t, out, "requests", "received", "org_public_interest"); value != 9246 || match != "corrected" {
		t.Errorf("the Parquet file has %g, match %s", value, match)
	}
	// The open page shows the new data set when it is loaded again, without the error.
	do(t, ctx, chromedp.Reload(), chromedp.WaitVisible("#panel"))
	if !truth(t, ctx, `!`+cell+`.parentElement.innerText.includes("✗") && `+cell+`.innerText === "9246"`) {
		t.Error("the page does not show the new data set")
	}
	if got := text(t, ctx, ".top .note"); strings.Contains(got, "not yet") {
		t.Errorf("the report says %q", got)
	}
}

// TestReviewKeys decides by keys alone.
func TestReviewKeys(t *testing.T) {
	const in, out = "reports", "out"
	inFolder(t, in)
	runWell(t, "convert", "--quiet", "-o", out, in)
	ctx := browser(t)
	do(t, ctx, screens[0].as(), chromedp.Navigate(serveIn(t, out)), chromedp.WaitVisible("#reports"),
		chromedp.SetValue("select[name=code]", "N302"), chromedp.Click(".filter button"), narrowed,
		chromedp.KeyEvent("j"), chromedp.KeyEvent("\r"), chromedp.WaitVisible("body[data-ready] #source table"),
		chromedp.KeyEvent("j"), chromedp.WaitVisible("#panel"),
		chromedp.KeyEvent("u"), chromedp.WaitVisible(".decided"))
	if !truth(t, ctx, `document.querySelector("td.decided").matches(".unread")`) {
		t.Error("u does not say that a value is unreadable")
	}
	do(t, ctx, chromedp.KeyEvent("l"), chromedp.WaitVisible("#reports"))
	data, err := os.ReadFile(filepath.Join(out, correctionsName))
	if err != nil || strings.Count(string(data), `"action":"unreadable"`) != 1 {
		t.Errorf("the file holds %s (%v)", data, err)
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// TestOverviewPage opens the page of nianbao report from the disk.
func TestOverviewPage(t *testing.T) {
	const out = "out"
	samples := absolute(t, filepath.Join("..", "..", "fixtures", "samples"))
	inFolder(t, "reports")
	runWell(t, "convert", "--quiet", "-o", out, samples)
	runWell(t, "report", "--quiet", out)
	ctx := browser(t)
	do(t, ctx, screens[0].as(), chromedp.Navigate("file://"+absolute(t, filepath.Join(out, reportName))), chromedp.WaitVisible("#coverage"))
	if got := text(t, ctx, ".stats"); !regexp.MustCompile(`Reports 年报 [1-9][0-9] `).MatchString(got) {
		t.Errorf("the page says %q", got)
	}
	if !truth(t, ctx, `document.querySelectorAll("svg.bar rect").length > 10 && document.querySelectorAll("svg.chart").length > 10`) {
		t.Error("charts are missing")
	}
	onEach(t, ctx, "overview")
}
