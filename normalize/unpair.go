package normalize

// unpair takes labels and values of lines apart where the values of a table
// seem to be printed before their labels, as some programs write the text of a
// page: values stand right behind the labels of columns, and the last label of
// a line has none. Then it is open which values are whose.
func (m *matcher) unpair(rows []row) []row {
	var out []row
	for i := 0; i < len(rows); i++ {
		end := m.valuesFirst(rows, i)
		out = append(out, rows[i])
		for ; i < end; i++ {
			r := rows[i+1]
			k := 0
			for k < len(r.cells) && !r.cells[k].value {
				k++
			}
			labels, values := r, r
			labels.cells, values.cells = r.cells[:k:k], r.cells[k:]
			out = append(out, labels)
			if len(values.cells) > 0 {
				out = append(out, values)
			}
		}
	}
	return out
}

// valuesFirst is the last row of a table that starts with the values of row i
// and has its labels behind them, or i.
func (m *matcher) valuesFirst(rows []row, i int) int {
	named, printed := m.namesRow(&rows[i])
	if named || !printed {
		return i
	}
	if c := rows[i].cells[0]; c.refs == nil && !c.value {
		return i // a line that is none of the form's, and its value
	}
	for _, c := range rows[i].cells {
		if m.meaning(c).row && !m.meaning(c).col || c.unit || c.value && isWord(c) {
			return i
		}
	}
	for k := i + 1; k < len(rows); k++ {
		switch named, printed = m.namesRow(&rows[k]); {
		case named && !printed:
			return k
		case !named:
			return i
		}
	}
	return i
}

// namesRow tells whether a row starts with a label that can only name a line,
// and whether it has values.
func (m *matcher) namesRow(r *row) (named, printed bool) {
	is := m.meaning(r.cells[0])
	for _, c := range r.cells {
		printed = printed || c.value && !c.blank
	}
	return is.row && !is.col && !is.other, printed
}
