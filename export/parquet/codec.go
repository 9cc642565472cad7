package parquet

import (
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/format"
)

// codec is Zstandard as [compress.Codec]. That of parquet-go keeps a window of 8 MB
// for every column that is being written, which is 16 MB of memory each, and the
// more the longer a run lasts. Pages have a quarter of a megabyte, so that nothing
// lies further back than the window here.
type codec struct{}

var _ compress.Codec = codec{}

// window is a power of two above the size of a page.
const window = 1 << 20

// encoder and decoder are shared by all files: both are safe for concurrent use. The
// fastest level makes the files 0.4 % larger than the default.
var (
	encoder = sync.OnceValues(func() (*zstd.Encoder, error) {
		return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window),
			zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false))
	})
	decoder = sync.OnceValues(func() (*zstd.Decoder, error) {
		return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0))
	})
)

func (codec) String() string { return "ZSTD" }

func (codec) CompressionCodec() format.CompressionCodec { return format.Zstd }

func (codec) Encode(dst, src []byte) ([]byte, error) {
	e, err := encoder()
	if err != nil {
		return nil, err
	}
	return e.EncodeAll(src, dst[:0]), nil
}

func (codec) Decode(dst, src []byte) ([]byte, error) {
	d, err := decoder()
	if err != nil {
		return nil, err
	}
	return d.DecodeAll(src, dst[:0])
}
