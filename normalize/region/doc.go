// Package region tells of which division of the country a public body is: down to
// the township, with the code and the names of each level.
//
// It is pure. Its table is embedded, made by gen from two pinned packages (see
// [Sources] and NOTICE), and read at the first use: some ten milliseconds, once.
// Everything is safe for concurrent use.
//
// No code is guessed. Names that fit several divisions give none, but all of them
// as candidates; what else is known of a report ([Clue]) may leave one of them.
// Names and codes change: a division is looked for among those that were in force
// in the reporting year, and codes say of which list they are.
//
// The table is text: a line for each source, one that names the lists of codes by
// their months, one for each code under one name with the first and last list that
// has it (code, first, last, name), and one for the towns of each county (code of
// the county, then three digits and a name each). Behind = stands the folded name
// where it is not the name itself.
package region
