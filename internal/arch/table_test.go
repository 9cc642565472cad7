package arch_test

// rule says what the packages at a place may import of ours, and why.
type rule struct {
	// pkg is a package's folder in the module; "x/*" is every package below x
	// that no other rule names.
	pkg string
	// may are the folders that it may import; "x/..." is x and all below it. All
	// that lies below pkg is under the same rule, and may import one another;
	// everyone may import decimal.
	may []string
	why string
}

var (
	leaves = []string{"extract/source", "extract/diag"}
	reader = []string{"extract/source", "extract/diag", "extract/document"}
	format = []string{"extract/source", "extract/diag", "normalize/schema", "export/rows"}
)

// directions is THE table: one value flows one way, and siblings do not know
// each other.
var directions = []rule{
	{"decimal", nil, "the lowest leaf: exact numbers"},
	{"extract/source", nil, "a leaf: where things come from"},
	{"extract/diag", []string{"extract/source"}, "a leaf: what is said about them"},
	{"extract/document", leaves, "a leaf: what readers make"},
	{"extract/internal/doctest", reader, "what tests of readers hold of every document"},
	{"extract/internal", nil, "leaves that readers share: list numbers"},
	{"extract/*", append([]string{"extract/internal/..."}, reader...), "a reader knows neither other readers nor extract"},
	{"extract", []string{"extract/..."}, "the table of readers"},

	{"normalize/schema", leaves, "a leaf: what is promised"},
	{"normalize/label", nil, "a leaf: folding and comparing of labels"},
	{"normalize/region", []string{"normalize/label"}, "a leaf: divisions of the country"},
	{"normalize/number", []string{"normalize/schema", "normalize/label"}, "a leaf: reading of numbers"},
	{"normalize/correction", []string{"normalize/schema"}, "a leaf: what people decide about values"},
	{"normalize/agency", []string{"normalize/schema", "normalize/label", "normalize/region"}, "a leaf above regions: which body a name is"},
	{"normalize/form", []string{"extract/diag", "normalize/schema", "normalize/label"}, "forms are data"},
	{"normalize", append([]string{"normalize/..."}, reader...), "never extract, never a reader"},

	{"export/rows", []string{"extract/source", "extract/diag", "normalize/schema"}, "a leaf: flat tables"},
	{"export/part", append([]string{"export/..."}, format...), "the table of writers"},
	{"export/*", format, "a format knows neither other formats nor export, never document, never normalize"},
	{"export", append([]string{"export/...", "internal/dataset", "internal/journal"}, format...), "the way in for other programs"},

	{"internal/journal", nil, "a leaf: which inputs lie in which part"},
	{"internal/ledger", nil, "a leaf: what becomes of each input"},
	{"internal/pipeline", []string{"extract/...", "normalize/...", "export/...", "internal/dataset", "internal/journal", "internal/ledger"}, "where the stages meet"},
	{"internal/dataset", []string{"extract/source", "extract/diag", "normalize/schema", "export/rows", "export/part", "internal/journal"}, "a data set in a folder: parts, resume, commit"},
	{"internal/look", nil, "a leaf: how pages look"},
	{"internal/across", []string{"extract/source", "extract/diag", "normalize/schema", "normalize/form", "export/rows", "export/part", "export/parquet", "internal/dataset"}, "compares the reports of a data set"},
	{"internal/overview", []string{"extract/diag", "normalize/schema", "normalize/form", "export/rows", "export/part", "internal/dataset", "internal/look"}, "counts a data set and writes a page of it"},
	{"internal/review", []string{"extract/...", "normalize/schema", "normalize/form", "normalize/correction", "export/rows", "export/part", "internal/dataset", "internal/look"}, "a page on which people check values by their sources"},
	{"internal/crawl", []string{"extract/source"}, "joins a list to the inputs"},
	{"internal/term", nil, "a leaf: text on a terminal"},
	{"internal/draw", []string{"extract/source", "extract/diag", "extract/document", "internal/term"}, "documents as readable text"},
	{"internal/arch", nil, "reads files, imports nothing"},
	{"internal/demo", nil, "reads a data set as any other program would"},
	{"internal/golden", []string{"extract/...", "normalize/..."}, "reads documents and maps them, and pins the result"},
	{"internal/oracle", []string{"extract/...", "normalize/...", "export/...", "internal/pipeline"}, "compares stages with other programs"},
	{"docs", []string{"extract/source", "extract/diag", "normalize/schema", "normalize/form", "export/rows"}, "pages made from the program's tables"},
	{"cmd/*", []string{"..."}, "anything; and nothing imports it"},
	{"fixtures/score", []string{"fixtures/...", "extract/source", "internal/pipeline", "normalize/schema"}, "measures the whole road against the truth"},
	{"fixtures/bench", []string{"fixtures/...", "extract/...", "normalize/schema", "export/...", "internal/pipeline"}, "measures how fast the road is"},
	{"fixtures", []string{"extract/source", "extract/diag", "extract/document", "normalize/schema", "normalize/form"}, "sample reports and their generator"},
}

// testsMayImport is what tests may import beside what their package may.
var testsMayImport = []string{"fixtures/...", "export/internal/sample"}

// testsOf is what the tests of one package may import beside that.
var testsOf = map[string][]string{
	"extract/second":    {"extract/docx"}, // the first reading, with which it is compared
	"internal/across":   {"export", "internal/journal"},
	"internal/overview": {"export", "extract/source"}, // they write what it counts
	"internal/review":   {"export"},                   // they write what it shows
}

// outside says which packages may import a library, where that is not everyone.
var outside = []rule{
	{"github.com/spf13/cobra", []string{"cmd/..."}, "only commands have flags"},
	{"github.com/parquet-go/parquet-go", []string{"export/parquet", "internal/dataset"}, "one package knows the library"},
	{"github.com/fumiama/go-docx", []string{"fixtures/...", "extract/second"}, "AGPL-3.0: the second reading is the one exception, behind a build tag"},
	{"github.com/andybalholm/brotli", []string{"extract/archive/..."}, "one package meets what servers send"},
	{"github.com/pdfcpu/pdfcpu", []string{"extract/pdf/..."}, "one reader knows the objects of PDF"},
	{"github.com/richardlehane/mscfb", []string{"extract/msdoc"}, "one reader knows the container"},
	{"github.com/chromedp", nil, "a browser is for tests only"},
	{"log", []string{"cmd/..."}, "libraries do not talk"},
}
