// Package bind turns type-checked packages into the intermediate representation: it decides what each exported symbol
// becomes, and says for each that becomes nothing why.
package bind

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"unicode"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/directive"
	"github.com/topherjs/topher/go/generator/escape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
	"github.com/topherjs/topher/go/generator/names"
)

// Options are what bind asks others for.
type Options struct {
	Rules *directive.Rules
	// Escapes reports what the compiler says about a package's parameters. It is called at most once for a package, and only for one
	// that has parameters which could be borrowed or lent.
	Escapes func(*load.Package) escape.Report
}

// Bind describes the library that the packages become.
func Bind(packages []*load.Package, o Options) (*ir.Library, diag.List) {
	b := &binder{
		Options:  o,
		lib:      &ir.Library{Contract: ir.ContractVersion, Integers: o.Rules.Integers},
		byPath:   map[string]*pkg{},
		decls:    map[string]*decl{},
		adopted:  map[string]adoption{},
		aliases:  newAliases(),
		opaques:  map[string]types.Type{},
		nameless: map[*ir.Type]types.Type{},
		symbols:  names.Scope{},
		stays:    map[*ir.Param]bool{},

		concrete: map[*types.TypeName][]*decl{},
	}
	for _, p := range packages {
		q := &pkg{Package: p, exports: scope{}}
		b.packages = append(b.packages, q)
		b.byPath[p.IR.Path] = q
		b.lib.Packages = append(b.lib.Packages, p.IR)
	}
	if len(packages) > 0 {
		b.lib.Name = packages[0].IR.Folder
	}
	for _, p := range b.packages {
		p.IR.Alias = b.aliases.of(p.IR.Path, p.IR.Name)
		b.adopt(p)
	}
	for _, p := range b.packages {
		b.instantiateTypes(p)
	}
	for _, p := range b.packages {
		if p.Types != nil {
			b.bindPackage(p)
		}
		for _, e := range p.IR.Exports {
			text := e.Doc
			e.Doc = ""
			b.addDoc(p, text, &e.Doc, &e.Deprecated)
		}
	}
	b.obtain()
	for _, p := range b.packages {
		p.declareApart()
		b.addStatics(p)
		sortSkipped(p)
	}
	b.decideCalls()
	b.addForeign()
	b.nameCalls()
	b.number()
	b.numberTasks()
	b.lib.Imports = b.aliases.used(b.lib, b.byPath)
	b.writeDocs()
	b.writeNotes()
	o.Rules.Unused(&b.diags)
	return b.lib, b.diags
}

type binder struct {
	Options
	lib      *ir.Library
	diags    diag.List
	packages []*pkg
	byPath   map[string]*pkg
	decls    map[string]*decl    // by Ref
	adopted  map[string]adoption // by the Ref that the type would have where it is declared
	aliases  *aliases
	concrete map[*types.TypeName][]*decl // the instances of generic types
	symbols  names.Scope                 // of the C functions
	calls    []*call                     // what is bound and can be called
	stays    map[*ir.Param]bool          // funcs that the compiler says nobody has after the call
	opaques  map[string]types.Type       // by Go expression
	nameless map[*ir.Type]types.Type     // what givenType has made
	docs     []doc
	notes    []func() // which run when the comments are written
}

// A pkg is a package of the build.
type pkg struct {
	*load.Package
	exports scope
	vars    scope // of the object vars; nil where there is none
	escapes escape.Report
	asked   bool
	links   map[string]string
}

func (b *binder) bindPackage(p *pkg) {
	b.addDoc(p, p.Comments.Package, &p.IR.Doc, &p.IR.Deprecated)
	objects := b.objects(p)
	for _, o := range objects {
		if t, ok := o.(*types.TypeName); ok {
			b.bindType(p, t)
		}
	}
	for _, o := range objects {
		switch o := o.(type) {
		case *types.Func:
			b.bindFunc(p, o)
		case *types.Const:
			b.bindConst(p, o)
		case *types.Var:
			b.bindVar(p, o)
		}
	}
}

func sortSkipped(p *pkg) {
	slices.SortStableFunc(p.IR.Skipped, func(x, y ir.Skipped) int {
		return cmp.Or(cmp.Compare(x.Position.File, y.Position.File), cmp.Compare(x.Position.Line, y.Position.Line), cmp.Compare(x.Position.Column, y.Position.Column))
	})
}

// objects lists the exported objects of a package in the order of the source.
func (b *binder) objects(p *pkg) []types.Object {
	var objects []types.Object
	s := p.Types.Scope()
	for _, name := range s.Names() {
		if token.IsExported(name) {
			objects = append(objects, s.Lookup(name))
		}
	}
	return sortByPlace(p, objects)
}

func sortByPlace[T types.Object](p *pkg, objects []T) []T {
	slices.SortStableFunc(objects, func(x, y T) int { return comparePlaces(p.Place(x.Pos()), p.Place(y.Pos())) })
	return objects
}

func comparePlaces(x, y load.Place) int {
	return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
}

// skip lists a symbol as not bound.
func (b *binder) skip(p *pkg, kind ir.Symbol, name string, pos token.Pos, reason string) {
	p.IR.Skipped = append(p.IR.Skipped, ir.Skipped{Name: name, Kind: kind, Reason: reason, Position: p.Position(pos)})
}

// ignored says whether a directive takes the symbol out, and lists it then.
func (b *binder) ignored(p *pkg, kind ir.Symbol, name string, pos token.Pos) bool {
	rule := b.Rules.Of(p.IR.Path, name)
	if rule.Ignore {
		rule.Use("ignore")
		b.skip(p, kind, name, pos, "a directive says so (ignore)")
	}
	return rule.Ignore
}

// jsName is the name that a directive gives a symbol, else byDefault.
func (b *binder) jsName(p *pkg, symbol, byDefault string) string {
	rule := b.Rules.Of(p.IR.Path, symbol)
	if rule.Name == "" {
		return byDefault
	}
	rule.Use("name")
	return rule.Name
}

// typeName is the name of a type. A type is declared under the name that it is exported by, which a word of the language cannot be.
func (b *binder) typeName(p *pkg, symbol string) string {
	spelled := names.Spelled(symbol)
	js := b.jsName(p, symbol, spelled)
	if js != spelled && names.IsReservedType(js) {
		b.diags.Errorf(diag.CodeDirective, b.Rules.Of(p.IR.Path, symbol).At("name"), "name: TypeScript cannot have a type called %s", js)
		return spelled
	}
	return js
}

// A scope holds the JavaScript names of one namespace and whose they are.
type scope map[string]string

// declare takes a name for a symbol. A name that is taken is an error.
func (b *binder) declare(p *pkg, s scope, js, symbol string, pos token.Pos) {
	if other, taken := s[js]; taken {
		b.diags.Errorf(diag.CodeName, p.Position(pos), "%s and %s are both %q in TypeScript; give one another name with //topher:name, or with \"name\" in topher.config.json", other, symbol, js)
		return
	}
	s[js] = symbol
}

// declareApart gives what is exported under a reserved word a name to be declared with that nothing else of the package has.
func (p *pkg) declareApart() {
	locals := map[string]bool{}
	apart := func(js string, local *string) {
		for *local != js && (p.exports[*local] != "" || locals[*local]) {
			*local += "_"
		}
		locals[*local] = true
	}
	for _, f := range p.IR.Funcs {
		apart(f.JS, &f.Local)
	}
	for _, c := range p.IR.Consts {
		apart(c.JS, &c.Local)
	}
	for _, e := range p.IR.Errors {
		apart(e.JS, &e.Local)
	}
}

// symbol is the name of a C function: the parts joined by underscores, in ASCII, and unique in the library.
func (b *binder) symbol(parts ...string) string {
	var name []byte
	for i, part := range parts {
		if i > 0 {
			name = append(name, '_')
		}
		for _, r := range part {
			switch {
			case r == ']': // of an instance, List[string]
			case r == '_' || r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
				name = append(name, byte(r))
			default:
				name = append(name, '_')
			}
		}
	}
	return b.symbols.Unique(string(name))
}

// number gives the declarations with fields and handles the type ids of the wire.
func (b *binder) number() {
	id := 0
	for _, c := range b.lib.AllClasses() {
		id++
		c.ID = id
	}
	for _, v := range b.lib.AllValues() {
		id++
		v.ID = id
	}
}
