package xmlscan

// NS is a namespace that a [Vocabulary] knows. The zero value is "none, or one
// that the vocabulary lacks".
type NS uint8

// XML is the namespace of the prefix xml, known to every vocabulary.
const XML NS = 255

// Name is an element name that a [Vocabulary] knows. The zero value is any
// other name.
type Name uint16

// Term is one element name of a vocabulary.
type Term struct {
	Space NS
	Local string
	Name  Name
}

// Vocabulary maps namespaces and element names to small numbers, so that a
// reader can switch on them whatever prefixes a file uses. It is read-only and
// safe for concurrent use.
type Vocabulary struct {
	spaces map[string]NS
	names  [256]map[string]Name
}

// NewVocabulary makes a vocabulary. Several namespace names may stand for one
// NS, as the strict and the transitional ones of ECMA-376 do.
func NewVocabulary(spaces map[string]NS, terms []Term) *Vocabulary {
	v := &Vocabulary{spaces: spaces}
	for _, t := range terms {
		if v.names[t.Space] == nil {
			v.names[t.Space] = make(map[string]Name)
		}
		v.names[t.Space][t.Local] = t.Name
	}
	return v
}
