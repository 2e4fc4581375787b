package typescript

import (
	"fmt"
	"strings"
)

// A printer writes lines. A line that ends with an opening bracket indents what follows, one that begins with a closing
// bracket ends that.
type printer struct {
	text  strings.Builder
	depth int
}

const width = 120

func (p *printer) line(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	if s == "" {
		p.text.WriteByte('\n')
		return
	}
	if strings.ContainsRune("})]", rune(s[0])) {
		p.depth--
	}
	p.text.WriteString(strings.Repeat("  ", p.depth))
	p.text.WriteString(s)
	p.text.WriteByte('\n')
	if strings.ContainsRune("{([", rune(s[len(s)-1])) {
		p.depth++
	}
}

// list writes before, the items separated by commas, and after: on one line where it fits, else one item a line.
func (p *printer) list(before string, items []string, after string) {
	one := before + strings.Join(items, ", ") + after
	if strings.HasSuffix(before, "{") && len(items) > 0 {
		one = before + " " + strings.Join(items, ", ") + " " + after
	}
	if 2*p.depth+len([]rune(one)) <= width {
		p.line("%s", one)
		return
	}
	p.line("%s", before)
	for _, item := range items {
		p.line("%s,", item)
	}
	p.line("%s", after)
}

func (p *printer) String() string { return p.text.String() }
