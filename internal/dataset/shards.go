package dataset

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/nianbao/nianbao/export/part"
	"github.com/nianbao/nianbao/export/rows"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/internal/journal"
	"github.com/nianbao/nianbao/normalize/schema"
)

// Committed says what a commit found.
type Committed struct{ Shards, Parts, Inputs, Settled int }

// CommitShards makes one whole data set of the shards in dir: it checks that
// all are there and ended over the same listing, settles which of several inputs
// with the same bytes is the first, verifies all files, and describes the data
// set. panel is that with which they were written, or nil.
func CommitShards(dir string, panel *rows.Panel) (c Committed, err error) {
	if !exists((&folder{dir: dir}).state("")) {
		return c, fmt.Errorf("%q holds no data set", dir)
	}
	f, err := openFolder(dir, "")
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, f.release()) }()
	sets, err := openShards(f, panel)
	defer func() {
		for _, s := range sets {
			err = errors.Join(err, s.closeShard())
		}
	}()
	if err != nil {
		return c, err
	}
	if c.Settled, err = settleShards(sets); err != nil {
		return c, err
	}
	if err := describeWhole(f, sets); err != nil {
		return c, err
	}
	c.Shards = len(sets)
	for _, s := range sets {
		c.Parts += len(s.parts)
		for _, p := range s.parts {
			c.Inputs += p.Inputs
		}
	}
	return c, nil
}

// closeShard closes what a shard has open; its folder is the caller's.
func (s *Set) closeShard() error {
	if s.journ == nil {
		return nil
	}
	err := errors.Join(s.discard(), s.journ.Close())
	s.journ = nil
	return err
}

// openShards opens all shards in a folder, in their order.
func openShards(f *folder, panel *rows.Panel) ([]*Set, error) {
	all, err := journals(f)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%q holds no data set", f.dir)
	}
	var headers []journal.Header
	for _, h := range all {
		headers = append(headers, h)
	}
	slices.SortFunc(headers, func(a, b journal.Header) int { return a.Shard.Index - b.Shard.Index })
	if err := checkShards(headers); err != nil {
		return nil, err
	}
	var sets []*Set
	for _, h := range headers {
		s := &Set{folder: f, lost: map[int]bool{}, last: -1, opts: Options{Program: h.Program, Depends: h.Options,
			Partition: part.Partition(h.Partition), Formats: part.Formats(h.Formats), Panel: panel, Shard: h.Shard, PartSize: DefaultPartSize}}
		sets = append(sets, s)
		if err := s.openShard(); err != nil {
			return sets, err
		}
	}
	for _, s := range sets[1:] {
		if *s.had.End != *sets[0].had.End {
			return sets, fmt.Errorf("shards %s and %s listed different inputs (%d and %d): the inputs changed between them; run all shards again",
				sets[0].opts.Shard, s.opts.Shard, sets[0].had.End.Inputs, s.had.End.Inputs)
		}
	}
	return sets, nil
}

// checkShards checks that shards are all of one data set.
func checkShards(headers []journal.Header) error {
	first := headers[0]
	there := map[int]bool{}
	for _, h := range headers {
		there[h.Shard.Index] = true
		a, b := first, h
		a.Shard.Index, b.Shard.Index = 0, 0
		switch {
		case a.Shard != b.Shard:
			return fmt.Errorf("shards of %d and of %d lie in one folder: they are of different runs", a.Shard.Count, b.Shard.Count)
		case a != b:
			return fmt.Errorf("shards %s and %s were written by different programs, forms or options: run one of them again", first.Shard, h.Shard)
		}
	}
	var missing []string
	for i := range first.Shard.Count {
		if !there[i] {
			missing = append(missing, journal.Shard{Index: i, Count: first.Shard.Count}.String())
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("missing: shard %s; run convert with --shard for it", strings.Join(missing, ", "))
	}
	return nil
}

func (s *Set) openShard() error {
	c, err := journal.Read(s.journalPath(), nil)
	if err != nil {
		return err
	}
	what := "the data set"
	if s.opts.Shard.Count > 0 {
		what = "shard " + s.opts.Shard.String()
	}
	if c.End == nil {
		return fmt.Errorf("%s has not come to its end: run its command again", what)
	}
	if err := s.recover(c); err != nil {
		return err
	}
	if err := s.goOn(c); err != nil {
		return err
	}
	if len(s.Damage) > 0 {
		return fmt.Errorf("%s: %s: run its command first", what, strings.Join(s.Damage, "; "))
	}
	return nil
}

// member is an input among others with the same bytes.
type member struct {
	pos int
	set *Set
	ref int64
}

// settleShards finds inputs of different shards with the same bytes: the first
// in the listing stays, the others become copies of it.
func settleShards(sets []*Set) (int, error) {
	counts := map[string]int32{}
	each := func(do func(s *Set, in journal.Input, ref int64)) error {
		for _, s := range sets {
			for _, p := range s.had.Parts {
				if err := s.journ.Inputs(p, func(in journal.Input, ref int64) error { do(s, in, ref); return nil }); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := each(func(_ *Set, in journal.Input, _ int64) { counts[groupKey(in)]++ }); err != nil {
		return 0, err
	}
	groups := map[string][]member{}
	err := each(func(s *Set, in journal.Input, ref int64) {
		if k := groupKey(in); counts[k] > 1 {
			groups[k] = append(groups[k], member{in.Pos, s, ref})
		}
	})
	if err != nil {
		return 0, err
	}
	fates := map[*Set]copies{}
	n := 0
	for _, g := range groups {
		sort.Slice(g, func(i, j int) bool { return g[i].pos < g[j].pos })
		first, err := g[0].set.journ.Input(g[0].ref)
		if err != nil {
			return 0, err
		}
		for i, m := range g {
			if fates[m.set] == nil {
				fates[m.set] = copies{}
			}
			in, err := m.set.journ.Input(m.ref)
			if err != nil {
				return 0, err
			}
			role := role{i, first.Path}
			if in.Sum == "" || i == 0 {
				role.of = ""
			}
			if in.Copy == role.copy && in.Of == role.of {
				continue
			}
			if i == 0 {
				return 0, fmt.Errorf("%q is the first of several copies and was not converted: run shard %s again", in.Path, m.set.opts.Shard)
			}
			fates[m.set][m.ref] = role
			n++
		}
	}
	for _, s := range sets {
		if err := s.demote(fates[s]); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// groupKey is the same for inputs with the same bytes, in 16 bytes.
func groupKey(in journal.Input) string {
	if len(in.Sum) >= 32 {
		return in.Sum[:32]
	}
	return "\x00" + in.Path
}

// role says that copy inputs with the same bytes stand before one, and which is
// the first; of is empty where bytes could not be read.
type role struct {
	copy int
	of   string
}

// copies are the inputs of a shard that get another role, by ref.
type copies map[int64]role

// demote rewrites the parts of a shard in which inputs get another role.
func (s *Set) demote(roles copies) error {
	if len(roles) == 0 {
		return nil
	}
	end := *s.had.End
	for _, p := range slices.Clone(s.had.Parts) {
		if err := s.demotePart(p, roles); err != nil {
			return err
		}
	}
	return s.journ.End(end)
}

func (s *Set) demotePart(p journal.Held, roles copies) error {
	ofKind, err := s.ofKind(p, roles)
	if err != nil {
		return err
	}
	var inputs []journal.Input
	changed := map[string]*journal.Input{} // by the id of the first report
	drop := map[string]bool{}
	err = s.journ.Inputs(p, func(in journal.Input, ref int64) error {
		r, ok := roles[ref]
		if !ok {
			inputs = append(inputs, in)
			return nil
		}
		for _, id := range in.IDs {
			drop[id] = true
		}
		first := in.IDs[0]
		demote(&in, r, ofKind[first])
		inputs = append(inputs, in)
		changed[first] = &in
		return nil
	})
	if err != nil || len(changed) == 0 {
		return err
	}
	if err := s.openPart(); err != nil {
		return err
	}
	if err := s.open.Copy(s.folder.dir, fileNames(p), func(id string) bool { return !drop[id] }); err != nil {
		return err
	}
	err = part.Briefs(s.folder.dir, fileNames(p), func(id string) bool { return changed[id] != nil }, func(r *schema.Report) error {
		return s.open.Write(asCopy(r, changed[r.ReportID]))
	})
	if err != nil {
		return err
	}
	for _, in := range inputs {
		if _, err := s.journ.Add(in); err != nil {
			return err
		}
	}
	if err := s.commit([]int{p.Number}); err != nil {
		return err
	}
	return s.folder.remove(fileNames(p))
}

// ofKind are the first reports of inputs of roles that are of a kind that holds
// no report: see [diag.Code.OfKind].
func (s *Set) ofKind(p journal.Held, roles copies) (map[string]bool, error) {
	asked, found := map[string]bool{}, map[string]bool{}
	err := s.journ.Inputs(p, func(in journal.Input, ref int64) error {
		if _, ok := roles[ref]; ok {
			asked[in.IDs[0]] = true
		}
		return nil
	})
	if err != nil || len(asked) == 0 {
		return nil, err
	}
	err = part.Briefs(s.folder.dir, fileNames(p), func(id string) bool { return asked[id] }, func(r *schema.Report) error {
		found[r.ReportID] = slices.ContainsFunc(r.Findings, func(f diag.Finding) bool { return f.Code.OfKind() })
		return nil
	})
	return found, err
}

// demote gives an input its role as a copy.
func demote(in *journal.Input, r role, ofKind bool) {
	old := in.IDs
	in.Copy, in.Of, in.IDs = r.copy, r.of, nil
	for _, id := range old {
		base, _, _ := strings.Cut(id, ".")
		in.IDs = append(in.IDs, fmt.Sprintf("%s.%d", base, r.copy+1))
		if r.of == "" {
			continue
		}
		if !ofKind {
			in.Status, in.Worst, in.Failure = string(schema.Duplicate), diag.Info.String(), nil
		}
		break
	}
}

// asCopy is what stands for a report once its input is a copy of another.
func asCopy(r *schema.Report, in *journal.Input) *schema.Report {
	src := r.Source
	src.DuplicateOf = in.Of
	out := &schema.Report{ReportID: in.IDs[0], Status: schema.Status(in.Status), Source: src}
	if out.Status != schema.Duplicate {
		// Named twice and read neither time, or of a kind that holds no report:
		// what was found stays, but for the note that it was another's copy.
		out.Findings = slices.DeleteFunc(r.Findings, func(f diag.Finding) bool { return f.Code == "N103" })
	}
	if in.Of != "" {
		out.Findings = append(out.Findings, diag.New("N103", source.Pos{}, "path", in.Of))
		slices.SortStableFunc(out.Findings, diag.Compare)
	}
	return out
}
