package schema

// Variable is a number that the panel has a column for: a cell of the forms, a
// number that prose states, or a concept.
type Variable struct {
	// Name is the name of the column: at most 32 of a to z, 0 to 9 and _, which
	// databases and statistics programs take.
	Name string
	// Concept is the key of the concept, or "": then TableKey, RowKey and ColumnKey
	// are those of a fact.
	Concept                     string
	TableKey, RowKey, ColumnKey string
	// Comparable is how far a concept can be compared across forms: "yes", "approx"
	// or "no".
	Comparable string
	// Money variables are in yuan, whatever the report prints; the others are
	// counts. Signed ones may be negative.
	Money, Signed bool
	// Forms are the ids of the forms that have it, the oldest first.
	Forms []string
	// Title names it to people; Meaning says what its values are.
	Title, TitleZH     string
	Meaning, MeaningZH string
}
