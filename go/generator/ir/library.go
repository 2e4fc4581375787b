package ir

import "iter"

// ContractVersion is the version of the contract between the generator, the Go side and the TypeScript side of a generated
// library. It is compared when a library is imported.
const ContractVersion = 3

// A Library is one build: one or more packages in one shared library.
type Library struct {
	Contract int        `json:"contract"`
	Name     string     `json:"name"` // the last path element of the first package
	Packages []*Package `json:"packages"`
	Imports  []*Import  `json:"imports"` // what the Go expressions of this library need, sorted by path
	// Integers is "int" where the config says that safe integers in an any arrive in Go as int, else empty.
	Integers string `json:"integers,omitempty"`

	// Values and Classes of packages outside of the build that bound symbols mention. The ones declared by a package of
	// the build are in [Package]. A class in this list has no constructor, and no members unless it is an interface: it is an opaque handle.
	Values  []*Value `json:"values,omitempty"`
	Classes []*Class `json:"classes,omitempty"`

	// Keeps says that Go may keep something of JavaScript's, in any form of a function, and call it later: a function, an object, a reader, a
	// writer, an iterable.
	Keeps bool `json:"keeps,omitempty"`

	// Calls are the func, iterator and channel types whose values come out of Go, each Go type once.
	Calls []*Call `json:"calls,omitempty"`
}

// A Package is one package of the build. Each becomes one TypeScript module.
type Package struct {
	Path       string  `json:"path"`
	Name       string  `json:"name"`             // the name of its package clause
	Folder     string  `json:"folder"`           // the last element of its path (of its module's path below /vN): its folder in a build of several
	Alias      string  `json:"alias"`            // the name under which Go expressions mention it
	Dir        string  `json:"-"`                // its folder on this machine
	Module     *Module `json:"module,omitempty"` // nil for the standard library
	Internal   bool    `json:"internal,omitempty"`
	Doc        string  `json:"doc,omitempty"`
	Deprecated string  `json:"deprecated,omitempty"`

	Funcs   []*Func   `json:"funcs,omitempty"`
	Consts  []*Const  `json:"consts,omitempty"`
	Errors  []*Error  `json:"errors,omitempty"`
	Vars    []*Var    `json:"vars,omitempty"`
	Classes []*Class  `json:"classes,omitempty"`
	Values  []*Value  `json:"values,omitempty"`
	Enums   []*Enum   `json:"enums,omitempty"`
	Named   []*Named  `json:"named,omitempty"`
	Skipped []Skipped `json:"skipped,omitempty"`

	// Exports is set for a package main in //export style, and then nothing else is: its functions are C functions
	// already, and get a typed table of signatures.
	Exports []*Export `json:"exports,omitempty"`
}

// AllFuncs gives every function and method of the library: those of each package, then those of interfaces outside of the build.
func (l *Library) AllFuncs() iter.Seq[*Func] {
	return func(yield func(*Func) bool) {
		each := func(funcs []*Func) bool {
			for _, f := range funcs {
				if !yield(f) {
					return false
				}
			}
			return true
		}
		for _, p := range l.Packages {
			if !each(p.Funcs) {
				return
			}
			for _, methods := range p.MethodSets() {
				if !each(*methods) {
					return
				}
			}
		}
		for _, c := range l.Classes {
			if !each(c.Methods) {
				return
			}
		}
	}
}

// A Task is what has an asynchronous form: a function, or a func of Go.
type Task struct {
	Number int
	Func   *Func // nil for a func of Go
	Call   *Call // of the funcs of Go of one type, else nil
}

// Tasks lists what has an asynchronous form, in the order of the numbers, which begin with 1 and leave none out.
func (l *Library) Tasks() []*Task {
	var tasks []*Task
	for f := range l.AllFuncs() {
		tasks = append(tasks, &Task{Number: f.Task, Func: f})
	}
	for _, c := range l.Calls {
		if s := c.Type.Func; s != nil {
			tasks = append(tasks, &Task{Number: s.Task, Call: c})
		}
	}
	return tasks
}

// A Module is what a package belongs to.
type Module struct {
	Path    string `json:"path"`
	Version string `json:"version,omitempty"` // empty for the main module, a module of the workspace, and a replaced folder
	Dir     string `json:"-"`                 // its root on this machine; empty for a package of a vendor folder
	GoMod   string `json:"-"`                 // its go.mod on this machine
	Main    bool   `json:"main,omitempty"`    // the module of the working folder, or one of its workspace
}

// An Import is a package that Go expressions mention.
type Import struct {
	Path  string `json:"path"`
	Alias string `json:"alias"`
	Name  string `json:"-"` // what its package clause says, which the last element of the path need not be
	// Internal is set where only the packages below a folder of the same module may import it. Generated code reaches it
	// through a package laid into that module, which must declare Types as aliases and the functions and variables of the
	// package's symbols; under the same Alias, the expressions then hold unchanged.
	Internal bool     `json:"internal,omitempty"`
	Module   *Module  `json:"module,omitempty"`
	Types    []string `json:"types,omitempty"` // the package's types that expressions mention, sorted
}

// A Position is a place in the source, with a path relative to the root of the module that the file belongs to.
type Position struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// A Skipped is an exported symbol that is not bound.
type Skipped struct {
	Name     string   `json:"name"` // as Go writes it: F, Type, Type.Method, Type.Field
	Kind     Symbol   `json:"kind"`
	Reason   string   `json:"reason"`
	Position Position `json:"position"`
}

// A Symbol says what kind of declaration a name belongs to.
type Symbol string

// What a name can belong to.
const (
	SymbolFunc   Symbol = "func"
	SymbolMethod Symbol = "method"
	SymbolType   Symbol = "type"
	SymbolField  Symbol = "field"
	SymbolConst  Symbol = "const"
	SymbolVar    Symbol = "var"
)

// ReservedAliases are names that no alias of [Library.Imports] takes, because generated Go uses them itself.
// Predeclared identifiers and keywords are not in the list, and are not taken either.
var ReservedAliases = []string{
	"C", "bridge", "host", "wire", "main", "init", "unsafe", "runtime", "time", "math", "errors", "fmt", "context", "reflect",
	"r", "w", "v", "at", "err", "out", "in", "arg", "result", "b", "c", "f", "k", "o", "t", "z", "ok", "bits", "handle", "recv",
}
