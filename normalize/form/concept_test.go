package form

import "testing"

func TestConceptsOfForms(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	degree := map[string]Comparable{}
	for _, f := range set.Forms {
		for _, c := range f.Concepts {
			if have, ok := degree[c.Key]; ok && have != c.Comparable {
				t.Errorf("%s: concept %s is %q here and %q in an earlier form", f.ID, c.Key, c.Comparable, have)
			}
			degree[c.Key] = c.Comparable
		}
	}
	if degree["requests_received"] != Yes || degree["normative_documents_stock"] != No || degree["admin_fees"] != No {
		t.Errorf("degrees of comparability: %v", degree)
	}
}

func TestLintConcept(t *testing.T) {
	f := &Form{Tables: []Table{{Key: "t", Blocks: []Block{{Rows: []Node{{Key: "r"}}, Columns: []Node{{Key: "c"}}}}}}}
	for name, tt := range map[string]struct {
		concept Concept
		errs    int
	}{
		"sound":     {Concept{Key: "x", Comparable: Approx, Add: []string{"t/r/c"}}, 0},
		"no cell":   {Concept{Key: "x", Comparable: Yes, Add: []string{"t/r/other"}}, 1},
		"no path":   {Concept{Key: "x", Comparable: Yes, Add: []string{"r"}}, 1},
		"no degree": {Concept{Key: "x", Add: []string{"t/r/c"}}, 1},
		"empty":     {Concept{Key: "x", Comparable: No}, 1},
		"no name":   {Concept{Key: "x", Comparable: Yes, Add: []string{"t/r/c"}}, 1},
		"twice":     {Concept{Key: "x", Comparable: Yes, Add: []string{"t/r/c"}, Subtract: []string{"t/r/c"}}, 1},
	} {
		l := &linter{}
		if name != "no name" {
			tt.concept.Name = Text{EN: "X", ZH: "某数"}
		}
		if l.concept(f, tt.concept); len(l.errs) != tt.errs {
			t.Errorf("%s: %v", name, l.errs)
		}
	}
}
