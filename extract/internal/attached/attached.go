// Package attached tells which links lead to files that may be attachments.
package attached

import "strings"

// IsDocument tells whether a link leads to a file that may be an attachment.
func IsDocument(target string) bool {
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "?")
	dot := strings.LastIndexByte(target, '.')
	if dot < 0 || strings.ContainsAny(target[dot:], `/\`) {
		return false
	}
	return suffixes[strings.ToLower(target[dot:])]
}

var suffixes = map[string]bool{
	".doc": true, ".docx": true, ".docm": true, ".wps": true, ".rtf": true, ".odt": true, ".ofd": true, ".pdf": true,
	".xls": true, ".xlsx": true, ".et": true, ".ods": true, ".csv": true, ".ppt": true, ".pptx": true, ".dps": true,
	".zip": true, ".rar": true, ".7z": true, ".txt": true, ".xml": true, ".json": true,
}
