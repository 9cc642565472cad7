package docx

import (
	"strings"
)

// equation is what an EQ field prints (ECMA-376 Part 1 §17.16.5.20), as far as
// text can: Word writes enclosed characters (\o) and phonetic guides (\o with a
// raised \s\up) so, and people fractions (\f). The arguments of all other
// switches are listed.
func equation(code string) string {
	code = strings.TrimSpace(code)
	code = strings.TrimSpace(code[len("EQ"):])
	for strings.HasPrefix(code, `\*`) { // \* jc2, \* "Font:…", \* hps10
		code = strings.TrimSpace(code[2:])
		if strings.HasPrefix(code, `"`) {
			_, code, _ = strings.Cut(code[1:], `"`)
		} else {
			_, code, _ = strings.Cut(code, " ")
		}
		code = strings.TrimSpace(code)
	}
	return eqText(code, 0)
}

// eqText is the text of a part of an EQ field's code.
func eqText(code string, depth int) string {
	var out strings.Builder
	for code != "" {
		i := strings.IndexByte(code, '\\')
		if i < 0 || depth > 20 {
			out.WriteString(code)
			break
		}
		out.WriteString(code[:i])
		code = code[i:]
		open := strings.IndexByte(code, '(')
		if len(code) > 1 && strings.IndexByte(`,;()\`, code[1]) >= 0 { // an escaped character
			out.WriteByte(code[1])
			code = code[2:]
			continue
		}
		if open < 0 {
			break
		}
		args, rest := eqArgs(code[open+1:])
		out.WriteString(eqSwitch(strings.ToLower(code[:open]), args, depth+1))
		code = rest
	}
	return strings.TrimSpace(out.String())
}

// eqArgs splits the arguments up to the closing parenthesis.
func eqArgs(s string) (args []string, rest string) {
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i+1 < len(s) && strings.IndexByte(`,;()\`, s[i+1]) >= 0 {
				i++
			}
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return append(args, s[from:i]), s[i+1:]
			}
			depth--
		case ',', ';':
			if depth == 0 {
				args = append(args, s[from:i])
				from = i + 1
			}
		}
	}
	return append(args, s[from:]), ""
}

func eqSwitch(name string, args []string, depth int) string {
	var texts []string
	for _, a := range args {
		if strings.HasPrefix(name, `\o`) && len(args) > 1 && strings.HasPrefix(strings.TrimSpace(a), `\s\up`) {
			continue // the reading of a phonetic guide
		}
		texts = append(texts, eqText(a, depth))
	}
	switch {
	case strings.HasPrefix(name, `\f`) && len(texts) == 2:
		return texts[0] + "/" + texts[1]
	case strings.HasPrefix(name, `\r`) && len(texts) == 1:
		return "√" + texts[0]
	case strings.HasPrefix(name, `\o`) && len(texts) == 2:
		return enclosed(texts[0], texts[1])
	}
	return strings.Join(texts, "")
}

// enclosed is a character printed inside a sign.
func enclosed(sign, text string) string {
	if n := atoi([]byte(text), 0); (sign == "○" || sign == "〇") && n >= 1 && n <= 20 {
		return string(rune('①' + n - 1))
	}
	switch sign {
	case "○", "〇", "□", "△", "◇":
		return text
	}
	return sign + text
}
