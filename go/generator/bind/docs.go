package bind

import (
	"fmt"
	"go/doc/comment"
	"strings"
)

// A doc is a Go comment to be turned into TSDoc when all names are known.
type doc struct {
	p               *pkg
	text            string
	out, deprecated *string
}

func (b *binder) addDoc(p *pkg, text string, out, deprecated *string) {
	if strings.TrimSpace(text) != "" {
		b.docs = append(b.docs, doc{p, text, out, deprecated})
	}
}

func (b *binder) writeDocs() {
	for _, d := range b.docs {
		links := b.links(d.p)
		parser := &comment.Parser{
			LookupSym: func(recv, name string) bool { return links[strings.TrimPrefix(recv+"."+name, ".")] != "" },
		}
		w := &docWriter{links: links}
		for _, block := range parser.Parse(d.text).Content {
			p, ok := block.(*comment.Paragraph)
			if ok && len(p.Text) > 0 {
				if text := w.text(p.Text); strings.HasPrefix(text, "Deprecated: ") {
					*d.deprecated = strings.TrimPrefix(text, "Deprecated: ")
					continue
				}
			}
			w.block(block)
		}
		*d.out = strings.TrimSpace(w.b.String())
	}
}

// writeNotes adds to the comments what bind has to say itself.
func (b *binder) writeNotes() {
	for _, write := range b.notes {
		write()
	}
}

// links maps what a Go comment can link to in its own package to the names in TypeScript.
func (b *binder) links(p *pkg) map[string]string {
	if p.links != nil {
		return p.links
	}
	links := map[string]string{}
	for _, f := range p.IR.Funcs {
		links[f.Go] = f.JS
	}
	for _, c := range p.IR.Consts {
		links[c.Go] = c.JS
	}
	for _, e := range p.IR.Errors {
		links[e.Go] = e.JS
	}
	for _, v := range p.IR.Vars {
		links[v.Go] = "vars." + v.JS
	}
	for _, c := range p.IR.Classes {
		links[c.Go] = c.JS
		for _, m := range c.Methods {
			links[c.Go+"."+m.Go] = c.JS + "." + m.JS
		}
		for _, f := range c.Fields {
			links[c.Go+"."+f.Go] = c.JS + "." + f.JS
		}
	}
	for _, v := range p.IR.Values {
		links[v.Go] = v.JS
		for _, f := range v.Fields {
			links[v.Go+"."+f.Go] = v.JS + "." + f.JS
		}
	}
	for _, e := range p.IR.Enums {
		links[e.Go] = e.JS
		for _, m := range e.Members {
			links[m.Go] = e.JS + "." + m.JS
		}
		for _, f := range e.Funcs {
			links[e.Go+"."+f.Go] = e.JS + "." + f.JS
		}
	}
	for _, n := range p.IR.Named {
		links[n.Go] = n.JS
		for _, f := range n.Funcs {
			links[n.Go+"."+f.Go] = n.JS + "." + f.JS
		}
	}
	p.links = links
	return links
}

// A docWriter prints a Go comment as the Markdown of TSDoc.
type docWriter struct {
	b     strings.Builder
	links map[string]string
}

func (w *docWriter) block(block comment.Block) {
	switch block := block.(type) {
	case *comment.Paragraph:
		w.b.WriteString(w.text(block.Text) + "\n\n")
	case *comment.Heading:
		w.b.WriteString("**" + w.text(block.Text) + "**\n\n")
	case *comment.Code:
		w.b.WriteString("```go\n" + closeSafe(strings.TrimSuffix(block.Text, "\n")) + "\n```\n\n")
	case *comment.List:
		for i, item := range block.Items {
			mark := "- "
			if item.Number != "" {
				mark = item.Number + ". "
			}
			for j, content := range item.Content {
				inner := &docWriter{links: w.links}
				inner.block(content)
				text := strings.TrimSpace(inner.b.String())
				if j > 0 {
					mark = "\n" + strings.Repeat(" ", len(mark))
				}
				w.b.WriteString(mark + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(strings.TrimPrefix(mark, "\n")))) + "\n")
			}
			if block.BlankBetween() && i < len(block.Items)-1 {
				w.b.WriteString("\n")
			}
		}
		w.b.WriteString("\n")
	}
}

func (w *docWriter) text(texts []comment.Text) string {
	var b strings.Builder
	for _, t := range texts {
		switch t := t.(type) {
		case comment.Plain:
			b.WriteString(escapeTSDoc(string(t)))
		case comment.Italic:
			b.WriteString("*" + escapeTSDoc(string(t)) + "*")
		case *comment.Link:
			if t.Auto {
				b.WriteString(closeSafe(t.URL))
			} else {
				fmt.Fprintf(&b, "[%s](%s)", w.text(t.Text), closeSafe(t.URL))
			}
		case *comment.DocLink:
			name := strings.TrimPrefix(t.Recv+"."+t.Name, ".")
			if js := w.links[name]; js != "" && t.ImportPath == "" {
				b.WriteString("{@link " + js + "}")
			} else {
				b.WriteString(w.text(t.Text))
			}
		}
	}
	return b.String()
}

// closeSafe keeps code from ending the comment that it is printed in.
func closeSafe(s string) string { return strings.ReplaceAll(s, "*/", `*\/`) }

var tsdoc = strings.NewReplacer("*/", `*\/`, `\`, `\\`, "@", `\@`, "{", `\{`, "}", `\}`, "<", `\<`, "*", `\*`)

// escapeTSDoc writes text so that TSDoc and Markdown show it as it is. What stands between back quotes is code already.
func escapeTSDoc(s string) string {
	parts := strings.Split(s, "`")
	for i := range parts {
		if i%2 == 0 || i == len(parts)-1 {
			parts[i] = tsdoc.Replace(parts[i])
		} else {
			parts[i] = closeSafe(parts[i])
		}
	}
	return strings.Join(parts, "`")
}
