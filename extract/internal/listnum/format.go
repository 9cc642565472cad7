package listnum

import (
	"strconv"
	"strings"
)

// Format is how a number is written. The zero value is [Decimal].
type Format uint8

// The formats (ECMA-376 Part 1 §17.18.59, ST_NumberFormat).
const (
	Decimal Format = iota
	None
	Bullet
	DecimalZero
	UpperRoman
	LowerRoman
	UpperLetter
	LowerLetter
	Ordinal
	CardinalText
	OrdinalText
	Hex
	Chicago
	NumberInDash
	DecimalFullWidth
	DecimalEnclosedCircle
	DecimalEnclosedFullstop
	DecimalEnclosedParen
	IdeographEnclosedCircle
	IdeographDigital
	ChineseCounting
	ChineseCountingThousand
	ChineseLegalSimplified
	TaiwaneseCounting
	TaiwaneseCountingThousand
	TaiwaneseDigital
	IdeographLegalTraditional
	JapaneseCounting
	JapaneseDigitalTenThousand
	JapaneseLegal
	KoreanCounting
	KoreanDigital
	IdeographTraditional
	IdeographZodiac
	IdeographZodiacTraditional
	Aiueo
	AiueoFullWidth
	Iroha
	IrohaFullWidth
	Ganada
	Chosung
	RussianLower
	RussianUpper
	HindiNumbers
	ThaiNumbers
)

// names are the formats by the names that WordprocessingML gives them.
var names = map[string]Format{
	"decimal":                      Decimal,
	"none":                         None,
	"bullet":                       Bullet,
	"decimalZero":                  DecimalZero,
	"upperRoman":                   UpperRoman,
	"lowerRoman":                   LowerRoman,
	"upperLetter":                  UpperLetter,
	"lowerLetter":                  LowerLetter,
	"ordinal":                      Ordinal,
	"cardinalText":                 CardinalText,
	"ordinalText":                  OrdinalText,
	"hex":                          Hex,
	"chicago":                      Chicago,
	"numberInDash":                 NumberInDash,
	"decimalHalfWidth":             Decimal,
	"decimalFullWidth":             DecimalFullWidth,
	"decimalFullWidth2":            DecimalFullWidth,
	"decimalEnclosedCircle":        DecimalEnclosedCircle,
	"decimalEnclosedCircleChinese": DecimalEnclosedCircle,
	"decimalEnclosedFullstop":      DecimalEnclosedFullstop,
	"decimalEnclosedParen":         DecimalEnclosedParen,
	"ideographEnclosedCircle":      IdeographEnclosedCircle,
	"ideographDigital":             IdeographDigital,
	"chineseCounting":              ChineseCounting,
	"chineseCountingThousand":      ChineseCountingThousand,
	"chineseLegalSimplified":       ChineseLegalSimplified,
	"taiwaneseCounting":            TaiwaneseCounting,
	"taiwaneseCountingThousand":    TaiwaneseCountingThousand,
	"taiwaneseDigital":             TaiwaneseDigital,
	"ideographLegalTraditional":    IdeographLegalTraditional,
	"japaneseCounting":             JapaneseCounting,
	"japaneseDigitalTenThousand":   JapaneseDigitalTenThousand,
	"japaneseLegal":                JapaneseLegal,
	"koreanCounting":               KoreanCounting,
	"koreanDigital":                KoreanDigital,
	"koreanDigital2":               IdeographDigital,
	"ideographTraditional":         IdeographTraditional,
	"ideographZodiac":              IdeographZodiac,
	"ideographZodiacTraditional":   IdeographZodiacTraditional,
	"aiueo":                        Aiueo,
	"aiueoFullWidth":               AiueoFullWidth,
	"iroha":                        Iroha,
	"irohaFullWidth":               IrohaFullWidth,
	"ganada":                       Ganada,
	"chosung":                      Chosung,
	"russianLower":                 RussianLower,
	"russianUpper":                 RussianUpper,
	"hindiNumbers":                 HindiNumbers,
	"thaiNumbers":                  ThaiNumbers,
}

// ParseFormat finds a format by its name in WordprocessingML. A name that is
// not known is [Decimal], and known is false.
func ParseFormat(name string) (f Format, known bool) {
	f, known = names[name]
	return f, known
}

// Append appends n in the format. A number that the format cannot write is
// appended in decimal, as Word does.
func (f Format) Append(dst []byte, n int) []byte {
	if f == None || f == Bullet {
		return dst
	}
	if n >= 0 {
		if w, ok := writers[f]; ok {
			if out, ok := w(dst, n); ok {
				return out
			}
		}
	}
	return strconv.AppendInt(dst, int64(n), 10)
}

// writer appends n, which is not negative, and tells whether it can.
type writer func(dst []byte, n int) ([]byte, bool)

var writers = map[Format]writer{
	DecimalZero: func(dst []byte, n int) ([]byte, bool) {
		if n < 10 {
			dst = append(dst, '0')
		}
		return strconv.AppendInt(dst, int64(n), 10), true
	},
	UpperRoman: func(dst []byte, n int) ([]byte, bool) { return roman(dst, n, upperRoman) },
	LowerRoman: func(dst []byte, n int) ([]byte, bool) { return roman(dst, n, lowerRoman) },

	UpperLetter:  repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
	LowerLetter:  repeated("abcdefghijklmnopqrstuvwxyz"),
	RussianUpper: repeated("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
	RussianLower: repeated("абвгдежзиклмнопрстуфхцчшщыэюя"),
	Chicago:      repeated("*†‡§"),

	Hex: func(dst []byte, n int) ([]byte, bool) {
		return append(dst, strings.ToUpper(strconv.FormatInt(int64(n), 16))...), true
	},
	NumberInDash: func(dst []byte, n int) ([]byte, bool) {
		return append(strconv.AppendInt(append(dst, "- "...), int64(n), 10), " -"...), true
	},
	Ordinal:      ordinal,
	CardinalText: cardinalText,
	OrdinalText:  ordinalText,

	DecimalFullWidth:        digits("０１２３４５６７８９"),
	HindiNumbers:            digits("०१२३४५६७८९"),
	ThaiNumbers:             digits("๐๑๒๓๔๕๖๗๘๙"),
	DecimalEnclosedCircle:   series('①', 20),
	DecimalEnclosedFullstop: series('⒈', 20),
	DecimalEnclosedParen:    series('⑴', 20),
	IdeographEnclosedCircle: series('㊀', 10),

	IdeographDigital:           digits("〇一二三四五六七八九"),
	TaiwaneseDigital:           roundDigits,
	JapaneseDigitalTenThousand: digits("〇一二三四五六七八九"),
	KoreanDigital:              digits("영일이삼사오육칠팔구"),
	ChineseCounting:            countingToHundred,
	TaiwaneseCounting:          countingToHundred,
	ChineseCountingThousand:    simplified.write,
	ChineseLegalSimplified:     legalSimplified.write,
	TaiwaneseCountingThousand:  traditional.write,
	IdeographLegalTraditional:  legalTraditional.write,
	JapaneseCounting:           japanese.write,
	JapaneseLegal:              legalJapanese.write,
	KoreanCounting:             korean.write,

	IdeographTraditional:       stems,
	IdeographZodiac:            branches,
	IdeographZodiacTraditional: sexagenary,
	Aiueo:                      listed("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
	AiueoFullWidth:             listed("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"),
	Iroha:                      listed("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"),
	IrohaFullWidth:             listed("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"),
	Ganada:                     listed("가나다라마바사아자차카타파하"),
	Chosung:                    listed("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
}

// repeated counts a, b, … z, aa, bb, … zz, aaa: the letter of the number,
// once more for every round.
func repeated(letters string) writer {
	runes := []rune(letters)
	return func(dst []byte, n int) ([]byte, bool) {
		if n == 0 || n > 30*len(runes) {
			return dst, false
		}
		letter := string(runes[(n-1)%len(runes)])
		for range (n-1)/len(runes) + 1 {
			dst = append(dst, letter...)
		}
		return dst, true
	}
}

// listed counts through the signs once; after the last there are no more.
func listed(signs string) writer {
	runes := []rune(signs)
	return func(dst []byte, n int) ([]byte, bool) {
		if n == 0 || n > len(runes) {
			return dst, false
		}
		return append(dst, string(runes[n-1])...), true
	}
}

// series counts through the characters from first on.
func series(first rune, last int) writer {
	return func(dst []byte, n int) ([]byte, bool) {
		if n == 0 || n > last {
			return dst, false
		}
		return append(dst, string(first+rune(n-1))...), true
	}
}

// digits writes the decimal digits in other signs.
func digits(signs string) writer {
	runes := []rune(signs)
	return func(dst []byte, n int) ([]byte, bool) {
		for _, d := range strconv.Itoa(n) {
			dst = append(dst, string(runes[d-'0'])...)
		}
		return dst, true
	}
}

var (
	stems       = listed("甲乙丙丁戊己庚辛壬癸")
	branches    = listed("子丑寅卯辰巳午未申酉戌亥")
	roundDigits = digits("○一二三四五六七八九")
)

// sexagenary is the cycle of sixty: 甲子, 乙丑, … 癸亥.
func sexagenary(dst []byte, n int) ([]byte, bool) {
	if n == 0 || n > 60 {
		return dst, false
	}
	dst, _ = stems(dst, (n-1)%10+1)
	return branches(dst, (n-1)%12+1)
}

var (
	upperRoman = []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	lowerRoman = []string{"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"}
	romanValue = []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
)

func roman(dst []byte, n int, signs []string) ([]byte, bool) {
	if n == 0 || n > 32767 {
		return dst, false
	}
	for i, v := range romanValue {
		for ; n >= v; n -= v {
			dst = append(dst, signs[i]...)
		}
	}
	return dst, true
}
