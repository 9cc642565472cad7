package msdoc

import "github.com/nianbao/nianbao/extract/diag"

// Of a compound file's header ([MS-CFB] §2.2): where it has the binary logarithm
// of the size of a sector, the start of the directory, and the first sectors of
// the file allocation table (FAT).
const (
	headerSize  = 512
	sectorShift = 0x1E
	firstFAT    = 0x4C
	freeSector  = 0xFFFFFFFF
)

// cutOff makes damage (X128) the error X116 if the file ends before the last
// sector that its FAT has in use.
func cutOff(data []byte, err error) error {
	e := diag.AsError(err)
	if e.Code != "X128" || !CutOff(data) {
		return err
	}
	out := *e
	out.Code = "X116"
	return &out
}

// CutOff tells whether a compound file ends before the last sector that is in
// use. Only the part of the FAT that the header names is looked at: that of the
// first 7 MB (109 sectors of 128 entries of 512 bytes).
func CutOff(data []byte) bool {
	if len(data) < headerSize {
		return true
	}
	shift := le.Uint16(data[sectorShift:])
	if shift != 9 && shift != 12 {
		return false // damage, not a cut
	}
	size := 1 << shift
	perSector := uint64(size / 4)
	// Sector 0 follows the header, which takes one sector. The last may be cut
	// where its content ends.
	there := uint64(len(data)+size-1)>>shift - 1
	for i := range uint64((headerSize - firstFAT) / 4) {
		at := uint64(le.Uint32(data[firstFAT+4*i:]))
		if at == freeSector {
			continue
		}
		if at >= there {
			return true
		}
		sector := data[(at+1)<<shift:]
		for k := range min(perSector, uint64(len(sector)/4)) {
			if le.Uint32(sector[4*k:]) != freeSector && i*perSector+k >= there {
				return true
			}
		}
	}
	return false
}
