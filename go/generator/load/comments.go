package load

import (
	"go/ast"
	"go/token"
	"strings"
)

// A Directive is a comment //topher:name args before a declaration.
type Directive struct {
	Name string
	Args string
	Pos  token.Pos
}

// A Comment is what stands before a declaration, or behind it on its line.
type Comment struct {
	Symbol     string // what it is about: F, Type, Type.Method, Type.Field
	Text       string // without directives
	Directives []Directive
}

// Comments finds comments by the position of the identifier that they are about.
type Comments struct {
	Package string
	byPos   map[token.Pos]Comment
	// Stray are directives that stand before no declaration.
	Stray []Directive
}

// Of is the comment of a declaration.
func (c *Comments) Of(pos token.Pos) Comment { return c.byPos[pos] }

// Directed lists the comments with directives, in no order.
func (c *Comments) Directed() []Comment {
	var all []Comment
	for _, comment := range c.byPos {
		if len(comment.Directives) > 0 {
			all = append(all, comment)
		}
	}
	return all
}

func readComments(files []*ast.File) *Comments {
	c := &Comments{byPos: map[token.Pos]Comment{}}
	var texts []string
	for _, f := range files {
		r := commentReader{Comments: c, used: map[*ast.CommentGroup]bool{}}
		if text := strings.TrimSpace(f.Doc.Text()); text != "" {
			texts = append(texts, text)
		}
		for _, d := range f.Decls {
			r.declaration(d)
		}
		for _, group := range f.Comments {
			if !r.used[group] {
				c.Stray = append(c.Stray, directives(group)...)
			}
		}
	}
	c.Package = strings.Join(texts, "\n\n")
	return c
}

type commentReader struct {
	*Comments
	used map[*ast.CommentGroup]bool
}

func (r commentReader) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		symbol := d.Name.Name
		if d.Recv != nil && len(d.Recv.List) == 1 {
			if t := embedded(d.Recv.List[0].Type); t != nil {
				symbol = t.Name + "." + symbol
			}
		}
		r.set(symbol, d.Name, d.Doc)
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				r.set(s.Name.Name, s.Name, firstOf(s.Doc, alone(d), s.Comment))
				switch t := s.Type.(type) {
				case *ast.StructType:
					r.fields(s.Name.Name, t.Fields)
				case *ast.InterfaceType:
					r.fields(s.Name.Name, t.Methods)
				}
			case *ast.ValueSpec:
				for _, name := range s.Names {
					r.set(name.Name, name, firstOf(s.Doc, alone(d), s.Comment))
				}
			}
		}
	}
}

// alone is the comment before a declaration that is not a group in parentheses.
func alone(d *ast.GenDecl) *ast.CommentGroup {
	if d.Lparen.IsValid() && len(d.Specs) > 1 {
		return nil
	}
	return d.Doc
}

// fields reads the comments of the fields of a struct, or of the methods of an interface.
func (r commentReader) fields(owner string, list *ast.FieldList) {
	for _, f := range list.List {
		group := firstOf(f.Doc, f.Comment)
		if len(f.Names) == 0 {
			if name := embedded(f.Type); name != nil {
				r.set(owner+"."+name.Name, name, group)
			}
		}
		for _, name := range f.Names {
			r.set(owner+"."+name.Name, name, group)
		}
	}
}

// embedded is the identifier that names an embedded field, or the type of a receiver.
func embedded(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.StarExpr:
		return embedded(e.X)
	case *ast.ParenExpr:
		return embedded(e.X)
	case *ast.SelectorExpr:
		return e.Sel
	case *ast.IndexExpr:
		return embedded(e.X)
	case *ast.IndexListExpr:
		return embedded(e.X)
	}
	return nil
}

func firstOf(groups ...*ast.CommentGroup) *ast.CommentGroup {
	for _, g := range groups {
		if g != nil {
			return g
		}
	}
	return nil
}

func (r commentReader) set(symbol string, name *ast.Ident, group *ast.CommentGroup) {
	if group == nil {
		return
	}
	r.used[group] = true
	r.byPos[name.Pos()] = Comment{Symbol: symbol, Text: group.Text(), Directives: directives(group)}
}

const directivePrefix = "//topher:"

func directives(group *ast.CommentGroup) []Directive {
	var found []Directive
	for _, c := range group.List {
		if rest, ok := strings.CutPrefix(c.Text, directivePrefix); ok {
			name, args, _ := strings.Cut(rest, " ")
			found = append(found, Directive{name, strings.TrimSpace(args), c.Pos()})
		}
	}
	return found
}
