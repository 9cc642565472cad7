package docx

import (
	"github.com/nianbao/nianbao/extract/docx/internal/xmlscan"
)

// The namespaces that the reader tells apart. All others that Office uses are
// nsOffice, so that mc:Choice elements which require them are known to be
// understood.
const (
	nsW    xmlscan.NS = iota + 1 // WordprocessingML
	nsR                          // relationships
	nsMC                         // markup compatibility
	nsM                          // Office math
	nsV                          // VML
	nsA                          // DrawingML
	nsPic                        // DrawingML pictures
	nsWP                         // DrawingML in WordprocessingML
	nsWPS                        // DrawingML shapes in WordprocessingML
	nsDraw                       // charts, diagrams, groups, canvases
	nsDC                         // Dublin Core elements and terms
	nsCP                         // core properties
	nsX                          // SpreadsheetML
	nsP                          // PresentationML
	nsOffice
)

// namespaces has the transitional names of ECMA-376 Part 4 and the strict ones
// of Part 1.
var namespaces = map[string]xmlscan.NS{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":              nsW,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                          nsW,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       nsR,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                   nsR,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":               nsMC,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":                nsM,
	"http://purl.oclc.org/ooxml/officeDocument/math":                            nsM,
	"urn:schemas-microsoft-com:vml":                                             nsV,
	"http://schemas.openxmlformats.org/drawingml/2006/main":                     nsA,
	"http://purl.oclc.org/ooxml/drawingml/main":                                 nsA,
	"http://schemas.openxmlformats.org/drawingml/2006/picture":                  nsPic,
	"http://purl.oclc.org/ooxml/drawingml/picture":                              nsPic,
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":    nsWP,
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":                nsWP,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":         nsWPS,
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                    nsDraw,
	"http://purl.oclc.org/ooxml/drawingml/chart":                                nsDraw,
	"http://schemas.microsoft.com/office/drawing/2014/chartex":                  nsDraw,
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":                  nsDraw,
	"http://purl.oclc.org/ooxml/drawingml/diagram":                              nsDraw,
	"http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas":             nsDraw,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup":         nsDraw,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":        nsDraw,
	"http://purl.org/dc/elements/1.1/":                                          nsDC,
	"http://purl.org/dc/terms/":                                                 nsDC,
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   nsCP,
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":                 nsX,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                             nsX,
	"http://schemas.openxmlformats.org/presentationml/2006/main":                nsP,
	"http://purl.oclc.org/ooxml/presentationml/main":                            nsP,
	"urn:schemas-microsoft-com:office:office":                                   nsOffice,
	"urn:schemas-microsoft-com:office:word":                                     nsOffice,
	"http://schemas.microsoft.com/office/word/2006/wordml":                      nsOffice,
	"http://schemas.microsoft.com/office/word/2010/wordml":                      nsOffice,
	"http://schemas.microsoft.com/office/word/2012/wordml":                      nsOffice,
	"http://schemas.microsoft.com/office/word/2015/wordml/symex":                nsOffice,
	"http://schemas.microsoft.com/office/word/2016/wordml/cid":                  nsOffice,
	"http://schemas.microsoft.com/office/word/2018/wordml":                      nsOffice,
	"http://schemas.microsoft.com/office/word/2018/wordml/cex":                  nsOffice,
	"http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash":          nsOffice,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing":       nsOffice,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingInk":           nsOffice,
	"http://schemas.microsoft.com/office/drawing/2010/main":                     nsOffice,
	"http://schemas.microsoft.com/office/drawing/2016/ink":                      nsOffice,
	"http://schemas.microsoft.com/office/drawing/2017/model3d":                  nsOffice,
	"http://schemas.microsoft.com/office/drawing/2015/9/8/chartex":              nsOffice,
	"http://schemas.microsoft.com/office/drawing/2015/10/21/chartex":            nsOffice,
	"http://schemas.microsoft.com/office/drawing/2016/5/9/chartex":              nsOffice,
	"http://schemas.microsoft.com/office/drawing/2016/5/10/chartex":             nsOffice,
	"http://schemas.microsoft.com/office/drawing/2016/5/11/chartex":             nsOffice,
	"http://schemas.microsoft.com/office/drawing/2016/5/12/chartex":             nsOffice,
	"http://schemas.microsoft.com/office/drawing/2016/5/13/chartex":             nsOffice,
	"http://schemas.microsoft.com/office/drawing/2016/5/14/chartex":             nsOffice,
	"http://www.wps.cn/officeDocument/2013/wpsCustomData":                       nsOffice,
	"http://schemas.openxmlformats.org/drawingml/2006/chartDrawing":             nsOffice,
	"http://schemas.openxmlformats.org/schemaLibrary/2006/main":                 nsOffice,
	"http://schemas.openxmlformats.org/officeDocument/2006/bibliography":        nsOffice,
	"http://schemas.openxmlformats.org/officeDocument/2006/customXml":           nsOffice,
	"http://schemas.openxmlformats.org/drawingml/2006/compatibility":            nsOffice,
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": nsOffice,
	"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing":       nsOffice,
}

// The elements that the reader tells apart.
const (
	other xmlscan.Name = iota

	// Stories.
	wDocument
	wBody
	wFootnote
	wEndnote
	wSectPr
	wHeaderReference
	wFooterReference
	wTitlePg
	wEvenAndOddHeaders

	// Blocks.
	wP
	wPPr
	wTbl
	wTblPr
	wTblGrid
	wTblPrEx
	wTr
	wTrPr
	wTc
	wTcPr
	wSdtPr
	wSdtEndPr
	wAltChunk
	wSubDoc
	wTxbxContent
	wCustomXMLPr
	wSmartTagPr

	// Tracked changes.
	wIns
	wDel
	wMoveFrom
	wMoveTo
	wCellIns
	wCellDel
	wCellMerge

	// Properties of paragraphs, rows and cells.
	wPStyle
	wNumPr
	wIlvl
	wNumID
	wOutlineLvl
	wFramePr
	wGridSpan
	wVMerge
	wHMerge
	wGridBefore
	wTblHeader
	wHidden

	// Runs.
	wR
	wRPr
	wRStyle
	wRFonts
	wVertAlign
	wVanish
	wSpecVanish
	wStrike
	wDstrike
	wT
	wDelText
	wInstrText
	wDelInstrText
	wTab
	wPtab
	wBr
	wCr
	wNoBreakHyphen
	wSym
	wFldChar
	wFldSimple
	wFFData
	wCheckBox
	wDdList
	wDefault
	wChecked
	wResult
	wListEntry
	wHyperlink
	wFootnoteReference
	wEndnoteReference
	wDrawing
	wPict
	wObject
	wRt
	wRubyPr

	// Styles.
	wStyle
	wDocDefaults
	wRPrDefault
	wName
	wBasedOn

	// Numbering.
	wAbstractNum
	wNum
	wAbstractNumID
	wLvl
	wStart
	wNumFmt
	wLvlText
	wLvlRestart
	wIsLgl
	wSuff
	wLvlOverride
	wStartOverride
	wNumStyleLink
	wLvlPicBulletID

	mcAlternateContent
	mcChoice
	mcFallback

	mOMath
	mOMathPara
	mT
	mR
	mF
	mNum
	mDen
	mSup
	mSub
	mRad
	mDeg
	mE
	mD
	mDPr
	mBegChr
	mEndChr
	mSepChr
	mNaryPr
	mChr
	mMr
	mEqArr
	mCtrlPr

	vImageData
	vTextPath
	vElement // any other of VML that may carry a style attribute
	aTxBody
	aP
	aT
	aBr
	picPic
	wpDocPr
	drawObject // a chart or a diagram

	dcTitle
	xWorkbook
	pPresentation
)

var vocabulary = xmlscan.NewVocabulary(namespaces, terms())

func terms() []xmlscan.Term {
	var out []xmlscan.Term
	for space, names := range map[xmlscan.NS]map[string]xmlscan.Name{
		nsW: {
			"document": wDocument, "body": wBody, "footnote": wFootnote, "endnote": wEndnote,
			"sectPr": wSectPr, "headerReference": wHeaderReference, "footerReference": wFooterReference,
			"titlePg": wTitlePg, "evenAndOddHeaders": wEvenAndOddHeaders,

			"p": wP, "pPr": wPPr, "tbl": wTbl, "tblPr": wTblPr, "tblGrid": wTblGrid, "tblPrEx": wTblPrEx, "tr": wTr,
			"trPr": wTrPr, "tc": wTc, "tcPr": wTcPr, "sdtPr": wSdtPr, "sdtEndPr": wSdtEndPr,
			"altChunk": wAltChunk, "subDoc": wSubDoc, "txbxContent": wTxbxContent,
			"customXmlPr": wCustomXMLPr, "smartTagPr": wSmartTagPr,

			"ins": wIns, "del": wDel, "moveFrom": wMoveFrom, "moveTo": wMoveTo, "cellIns": wCellIns, "cellDel": wCellDel,
			"cellMerge": wCellMerge,
			"pStyle":    wPStyle, "numPr": wNumPr, "ilvl": wIlvl, "numId": wNumID, "outlineLvl": wOutlineLvl,
			"framePr": wFramePr, "gridSpan": wGridSpan, "vMerge": wVMerge, "hMerge": wHMerge, "gridBefore": wGridBefore,
			"tblHeader": wTblHeader, "hidden": wHidden,

			"r": wR, "rPr": wRPr, "rStyle": wRStyle, "rFonts": wRFonts, "vertAlign": wVertAlign, "vanish": wVanish, "specVanish": wSpecVanish,
			"strike": wStrike, "dstrike": wDstrike,
			"t": wT, "delText": wDelText, "instrText": wInstrText, "delInstrText": wDelInstrText, "tab": wTab,
			"ptab": wPtab, "br": wBr, "cr": wCr, "noBreakHyphen": wNoBreakHyphen, "sym": wSym, "fldChar": wFldChar,
			"fldSimple": wFldSimple, "ffData": wFFData, "checkBox": wCheckBox, "ddList": wDdList, "default": wDefault,
			"checked": wChecked, "result": wResult, "listEntry": wListEntry, "hyperlink": wHyperlink,
			"footnoteReference": wFootnoteReference, "endnoteReference": wEndnoteReference, "drawing": wDrawing,
			"pict": wPict, "object": wObject, "rt": wRt, "rubyPr": wRubyPr,

			"style": wStyle, "docDefaults": wDocDefaults, "rPrDefault": wRPrDefault, "name": wName, "basedOn": wBasedOn,

			"abstractNum": wAbstractNum, "num": wNum, "abstractNumId": wAbstractNumID, "lvl": wLvl, "start": wStart,
			"numFmt": wNumFmt, "lvlText": wLvlText, "lvlRestart": wLvlRestart, "isLgl": wIsLgl, "suff": wSuff,
			"lvlOverride": wLvlOverride, "startOverride": wStartOverride, "numStyleLink": wNumStyleLink,
			"lvlPicBulletId": wLvlPicBulletID,
		},
		nsMC: {"AlternateContent": mcAlternateContent, "Choice": mcChoice, "Fallback": mcFallback},
		nsM: {
			"oMath": mOMath, "oMathPara": mOMathPara, "t": mT, "r": mR, "f": mF, "num": mNum, "den": mDen, "sup": mSup,
			"sub": mSub, "rad": mRad, "deg": mDeg, "e": mE, "d": mD, "dPr": mDPr, "begChr": mBegChr, "endChr": mEndChr,
			"sepChr": mSepChr, "naryPr": mNaryPr, "chr": mChr, "mr": mMr, "eqArr": mEqArr, "ctrlPr": mCtrlPr,
		},
		nsV: {
			"imagedata": vImageData, "textpath": vTextPath, "shape": vElement, "group": vElement, "rect": vElement,
			"roundrect": vElement, "oval": vElement, "line": vElement, "polyline": vElement,
		},
		nsA:    {"txBody": aTxBody, "p": aP, "t": aT, "br": aBr},
		nsPic:  {"pic": picPic},
		nsWP:   {"docPr": wpDocPr},
		nsDraw: {"chart": drawObject, "relIds": drawObject},
		nsDC:   {"title": dcTitle},
		nsX:    {"workbook": xWorkbook},
		nsP:    {"presentation": pPresentation},
	} {
		for local, name := range names {
			out = append(out, xmlscan.Term{Space: space, Local: local, Name: name})
		}
	}
	return out
}

// understood tells whether the reader understands what an mc:Choice requires.
func understood(ns xmlscan.NS) bool { return ns != 0 && ns != nsX && ns != nsP }
