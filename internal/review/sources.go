package review

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"github.com/nianbao/nianbao/extract"
	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/extract/document"
	"github.com/nianbao/nianbao/extract/source"
	"github.com/nianbao/nianbao/normalize/schema"
)

// sources keep the last documents that were read. The zero value is ready to use.
type sources struct {
	mu   sync.Mutex
	docs []kept // the last used first
}

type kept struct {
	sum string
	doc *document.Document
}

const (
	mostKept   = 8
	patience   = 30 * time.Second
	mostSource = 256 << 20 // bytes of a file
)

// missing says why a source is not shown.
type missing struct{ EN, ZH string }

// read reads the source of a report again. It shows no other bytes than those that
// the data set was made of, so that a path in a data set of a stranger opens no
// file of this machine.
func (s *Server) read(ctx context.Context, src *schema.Source) (*document.Document, *missing) {
	if doc := s.sources.get(src.SHA256); doc != nil {
		return doc, nil
	}
	if src.SHA256 == "" {
		return nil, &missing{"The file could not be read when the data set was made.", "生成数据集时未能读取该文件。"}
	}
	within, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	item := s.opts.Open(src.Path)
	data, err := item.Read(within, mostSource)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &missing{"The file is no longer where it was. Start nianbao serve in the folder in which convert ran, or name that folder with --root.",
			"文件已不在原处。请在运行 convert 的文件夹中启动 nianbao serve，或用 --root 指定该文件夹。"}
	case err != nil:
		return nil, &missing{fmt.Sprintf("The file cannot be read: %v.", err), "文件无法读取。"}
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != src.SHA256 {
		return nil, &missing{"The file has changed since the data set was made: run convert again.", "文件在生成数据集之后已改变，请重新运行 convert。"}
	}
	doc, err := extract.Read(within, source.Bytes(src.Path, data), s.opts.Extract)
	if err != nil {
		f := diag.AsError(err).Finding()
		return nil, &missing{fmt.Sprintf("The file cannot be read: %s %s.", f.Code, f.Message()), "文件无法读取：" + f.MessageIn(diag.Chinese) + "。"}
	}
	s.sources.put(src.SHA256, doc)
	return doc, nil
}

func (s *sources) get(sum string) *document.Document {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, k := range s.docs {
		if k.sum == sum {
			copy(s.docs[1:i+1], s.docs[:i])
			s.docs[0] = k
			return k.doc
		}
	}
	return nil
}

func (s *sources) put(sum string, doc *document.Document) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.docs = append([]kept{{sum, doc}}, s.docs[:min(len(s.docs), mostKept-1)]...)
}
