package normalize

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/normalize/form"
)

// joinNarrow puts a line of a block together that is printed as one, and whose
// cells were so narrow that its numbers stand top down: 4 1 2 above 5 5 7 above 4 8
// are 45, 154 and 278, or 454, 158 and 27, or others. Where the lines lost their
// columns only the order of the digits in each line counts, and the sums: it is
// done if exactly one reading satisfies all of them. Each cell then holds the lines of
// its number (see mendBroken). Where each line has a digit for each column, there is
// only one reading, and a sum may be wrong in print if two others hold. What is not
// joined may have lost its ends, so that the line counts for nothing.
func (rd *reader) joinNarrow() {
	if !rd.b.def.Across {
		return
	}
	for i := 0; i+1 < len(rd.records); i++ {
		n := rd.narrowLines(i)
		if n < 2 {
			continue
		}
		rec := rd.records[i]
		j := rd.narrowJoin(rd.records[i : i+n])
		switch {
		case j != nil && !j.headsHold() && (j.full() || j.search()):
			rec.values, rec.narrow = j.cells(), true
			rd.records = slices.Delete(rd.records, i+1, i+n)
		case len(rd.records[i+1].values) > 1: // and no page number
			rec.unsure = true
		}
	}
}

// narrowLines is the number of records from i on that may be the lines of numbers
// that were broken: digits only, in the first as many as the block has cells, and not
// more in each line below.
func (rd *reader) narrowLines(i int) (n int) {
	for _, rec := range rd.records[i:] {
		switch {
		case rec.row.geometry != document.Ragged, len(rec.pieces) > 0, rec.unknown != nil, rec.text != "",
			n == 0 && len(rec.values) != rd.b.size(), n > 0 && len(rec.values) > len(rd.records[i+n-1].values),
			len(rec.values) == 0, n == 1 && rec.row.printsLike(rd.records[i].row), slices.ContainsFunc(rec.values, func(c *cell) bool { return !digitsOnly(c.text) }):
			return n
		}
		n++
	}
	return n
}

func digitsOnly(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// narrowJoin is the search for the numbers of some lines.
type narrowJoin struct {
	work  *work
	lines [][]*cell
	width int // of the cells, in digits: only a full line is followed by another
	// sums are over the columns; ends are those in which a column is the last.
	sums [][]int64
	ends [][]int

	steps   int
	at      []int    // the next piece of each line
	numbers []string // of the columns, their lines parted by line ends
	found   []string // the first solution
	many    bool
}

// maxDigits is more than any count has.
const maxDigits = 12

// narrowJoin prepares the search. It is nil if the columns are not known or one of
// them is in no sum.
func (rd *reader) narrowJoin(records []*record) *narrowJoin {
	slots, _ := rd.slotsFor(records[0])
	if len(slots) != rd.b.size() {
		return nil
	}
	j := &narrowJoin{work: rd.work, at: make([]int, len(records)), numbers: make([]string, len(slots)), ends: make([][]int, len(slots))}
	for _, rec := range records {
		j.lines = append(j.lines, rec.values)
		for _, c := range rec.values {
			j.width = max(j.width, len(c.text))
		}
	}
	covered := make([]bool, len(slots))
	for _, id := range rd.b.rules(true) {
		for _, line := range rd.b.leaves[rowAxis] {
			sum, last := rd.narrowSum(id, slots, line)
			if sum == nil {
				continue
			}
			for i := range sum {
				covered[i] = covered[i] || sum[i] != 0
			}
			j.ends[last] = append(j.ends[last], len(j.sums))
			j.sums = append(j.sums, sum)
		}
	}
	if slices.Contains(covered, false) {
		return nil
	}
	return j
}

// narrowSum is what each column counts for in a sum of a line, and the last that
// counts; nil if a term is not printed.
func (rd *reader) narrowSum(id *form.Identity, slots []slot, line int) (sum []int64, last int) {
	sum = make([]int64, len(slots))
	terms := 0
	for i, s := range slots {
		if s.node[rowAxis] != line || s.node[colAxis] < 0 {
			continue
		}
		key := rd.b.key(colAxis, s.node[colAxis])
		for side, list := range [2][]form.Term{id.Left, id.Right} {
			for _, t := range list {
				if t.Either == nil && t.Key == key {
					sum[i], last = int64(1-2*side), i
					terms++
				}
			}
		}
	}
	if terms != len(id.Left)+len(id.Right) {
		return nil, 0
	}
	return sum, last
}

// headsHold tells whether the sums hold with the first line alone, as they do if the
// others are none of its own.
func (j *narrowJoin) headsHold() bool {
	for i, c := range j.lines[0] {
		j.numbers[i] = c.text
	}
	for n := range j.sums {
		if !j.sumHolds(n) {
			return false
		}
	}
	return true
}

// leastHolding is the number of sums that must hold where another does not.
const leastHolding = 2

// full tells whether each line has a piece for each column and all pieces but the
// last are of one width, so that the numbers are known, and whether no more than one
// sum fails.
func (j *narrowJoin) full() bool {
	for i := range j.numbers {
		j.numbers[i] = ""
		for k, line := range j.lines {
			if len(line) != len(j.numbers) || k+1 < len(j.lines) && len(line[i].text) != j.width || k == 0 && line[i].text[0] == '0' {
				return false
			}
			if k > 0 {
				j.numbers[i] += "\n"
			}
			j.numbers[i] += line[i].text
		}
	}
	fails := 0
	for n := range j.sums {
		if !j.sumHolds(n) {
			fails++
		}
	}
	if fails > 1 || len(j.sums)-fails < leastHolding {
		return false
	}
	j.found = j.numbers
	return true
}

// search tells whether exactly one reading satisfies the sums.
func (j *narrowJoin) search() bool {
	j.try(0)
	return j.found != nil && !j.many && j.steps <= solveSteps
}

// try reads the number of a column, and of those behind it.
func (j *narrowJoin) try(col int) {
	j.work.spend(1, 0)
	if j.steps++; j.steps > solveSteps || j.many {
		return
	}
	if col == len(j.numbers) {
		j.many = j.found != nil && !slices.Equal(j.found, j.numbers)
		j.found = slices.Clone(j.numbers)
		return
	}
	text, last := "", ""
	k := 0 // lines that the number takes
	for ; k < len(j.lines) && j.at[k] < len(j.lines[k]); k++ {
		if k > 0 && (len(last) < j.width || text[0] == '0' || len(text) > maxDigits) {
			break
		}
		last = j.lines[k][j.at[k]].text
		if j.at[k]++; k > 0 {
			text += "\n"
		}
		text += last
		j.numbers[col] = text
		if j.leavesRoom(col) && j.holds(col) {
			j.try(col + 1)
		}
	}
	for k--; k >= 0; k-- {
		j.at[k]--
	}
}

// leavesRoom tells whether the columns behind one can take what is left of each line.
func (j *narrowJoin) leavesRoom(col int) bool {
	for k, line := range j.lines {
		if len(line)-j.at[k] > len(j.numbers)-col-1 {
			return false
		}
	}
	return true
}

// holds tells whether the sums hold of which a column is the last.
func (j *narrowJoin) holds(col int) bool {
	for _, n := range j.ends[col] {
		if !j.sumHolds(n) {
			return false
		}
	}
	return true
}

func (j *narrowJoin) sumHolds(n int) bool {
	total := int64(0)
	for i, sign := range j.sums[n] {
		if sign == 0 {
			continue
		}
		v, err := strconv.ParseInt(strings.ReplaceAll(j.numbers[i], "\n", ""), 10, 64)
		if err != nil {
			return false
		}
		total += sign * v
	}
	return total == 0
}

// cells are those of the solution, each where its first line stands.
func (j *narrowJoin) cells() []*cell {
	out := make([]*cell, len(j.found))
	for i, text := range j.found {
		c := *j.lines[0][i]
		c.text = text
		out[i] = &c
	}
	return out
}
