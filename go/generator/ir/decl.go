package ir

import "iter"

// A Func is a function, a method, or a static function made from a method of a named type.
type Func struct {
	Go         string   `json:"go"`    // F, or the method's name alone
	JS         string   `json:"js"`    // the exported name
	Local      string   `json:"local"` // the name to declare; differs from JS for reserved words
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`

	// Call is the Go expression of what is called: "mathx.Mean", or for a method its name, to be selected from the receiver.
	Call     string    `json:"call"`
	Receiver *Receiver `json:"receiver,omitempty"`
	Params   []*Param  `json:"params,omitempty"`
	Results  []*Result `json:"results,omitempty"` // without a trailing error that is thrown
	Throws   bool      `json:"throws,omitempty"`  // the last result is an error, which becomes an exception

	// Symbol is the name of the C function, unique in the library.
	Symbol string `json:"symbol"`
	// Direct says that the call has the direct shape: all parameters are direct, there is at most one result, a direct one,
	// and nothing is thrown.
	Direct bool `json:"direct,omitempty"`
	// Callbacks says that JavaScript may be called during a synchronous call: by a parameter, or by something that Go has kept.
	Callbacks bool `json:"callbacks,omitempty"`

	// Task is the number of its asynchronous form in the library's list of tasks, from 1; 0 for accessors and constructors of zero values.
	Task int `json:"task,omitempty"`
	// Async says that it has only the asynchronous form: it takes a context, or a directive says so.
	Async bool `json:"async,omitempty"`
	// Context says that its first parameter, which is not among Params, is a context.Context.
	Context bool `json:"context,omitempty"`
	// Drain says that channels among its results are read to their end where JavaScript stops early.
	Drain bool `json:"drain,omitempty"`
}

// A Receiver is the value before the dot.
type Receiver struct {
	Param
	// Pointer says that the method is declared for *T. Where Param.Type is not a pointer itself, the method needs an
	// addressable variable of that type.
	Pointer bool `json:"pointer,omitempty"`
}

// A Param is a parameter.
type Param struct {
	Go   string `json:"go"` // may be empty or "_"
	JS   string `json:"js"` // unique among the parameters, no reserved word
	Type *Type  `json:"type"`

	// Variadic marks the last parameter of f(xs ...T). Its Type is the slice, always of kind Slice; TypeScript has a rest
	// parameter, and Go is called with xs... .
	Variadic bool `json:"variadic,omitempty"`
	// Direct says that it crosses as a C argument, whatever the shape of the call.
	Direct bool `json:"direct,omitempty"`
	// Borrowed says that Go reads and writes the memory of the typed array during the call and keeps nothing of it.
	// Only Bytes and Numbers are ever borrowed.
	Borrowed bool `json:"borrowed,omitempty"`
	// WriteBack says that what Go has changed is put back into the argument: structs behind a pointer, and a copied slice
	// where the argument was a typed array.
	WriteBack bool `json:"writeBack,omitempty"`
	// Kept says of a FuncVal that Go may call it after the call. One that is not kept is lent for the call.
	Kept bool `json:"kept,omitempty"`
	// Why says for Bytes and Numbers why it is borrowed or copied, and for FuncVal why it is kept or lent.
	Why string `json:"why,omitempty"`
}

// A Result is a result.
type Result struct {
	Go   string `json:"go,omitempty"` // empty where Go does not name it
	JS   string `json:"js,omitempty"` // the label in a tuple
	Type *Type  `json:"type"`
	// NotNil says that nil throws TOPHER_NIL instead of becoming null: of pointers to structs, interfaces, funcs and opaque handles.
	NotNil bool `json:"notNil,omitempty"`
}

// A Const is a constant outside of an enum.
type Const struct {
	Go         string   `json:"go"`
	JS         string   `json:"js"`
	Local      string   `json:"local"`
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`
	Type       *Type    `json:"type"`
	Value      string   `json:"value"` // a JavaScript expression: 1, 1n, "text", true, -0.5
}

// An Error is an exported variable of type error.
type Error struct {
	Go         string   `json:"go"`
	JS         string   `json:"js"`
	Local      string   `json:"local"`
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`
	Expr       string   `json:"expr"` // Go expression: "io.EOF"
	Symbol     string   `json:"symbol"`
}

// A Var is an exported variable of another type than error: an accessor of the exported object vars.
type Var struct {
	Go         string   `json:"go"`
	JS         string   `json:"js"`
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`
	Expr       string   `json:"expr"` // Go expression: "geo.Verbose"
	Type       *Type    `json:"type"`
	Get        string   `json:"get"`
	Set        string   `json:"set,omitempty"` // empty where the variable can only be read
	// Live says that reading gives a handle to the variable itself (kind ClassStruct).
	Live bool `json:"live,omitempty"`
}

// A Value is a struct that crosses by value: an interface T for what Go returns, TInput for what Go takes.
type Value struct {
	Ref        string   `json:"ref"`
	ID         int      `json:"id"` // the type id of the wire, from 1, shared with classes
	Go         string   `json:"go"` // the type's name
	JS         string   `json:"js"`
	Input      string   `json:"input"`   // the name of the interface with optional fields: JS + "Input", or what is free
	Package    string   `json:"package"` // import path of the package that declares it
	Type       string   `json:"type"`    // Go expression
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`
	Fields     []*Field `json:"fields,omitempty"`
	Why        string   `json:"why"` // the reason of its shape
	// Funcs are the methods, as static functions of a const object, where the config gives a struct with methods this shape.
	Funcs []*Func `json:"funcs,omitempty"`
}

// A Class is a type that stays in Go: a struct, behind a handle that holds a *T, or an interface, behind one that holds what is in it.
type Class struct {
	Ref        string   `json:"ref"`
	ID         int      `json:"id"` // the type id of the wire, from 1, shared with values
	Go         string   `json:"go"`
	JS         string   `json:"js"`
	Package    string   `json:"package"`
	Type       string   `json:"type"` // Go expression of T, not *T
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`
	Why        string   `json:"why"`

	// Opaque classes belong to a package outside of the build: no constructor, no members beside toString.
	Opaque bool `json:"opaque,omitempty"`
	// Interface is set for interfaces. In index.d.ts they are TypeScript interfaces; the class is what handles of types that the
	// library has no class for are objects of. It has no fields, no statics and no constructor.
	Interface *Implement `json:"interface,omitempty"`
	// NoCopy says that a value must not be copied once used, as it holds a lock.
	NoCopy  bool      `json:"noCopy,omitempty"`
	Fields  []*Field  `json:"fields,omitempty"` // accessors, and the fields that the constructor takes
	Methods []*Func   `json:"methods,omitempty"`
	Statics []*Static `json:"statics,omitempty"`
	// Close is the Go name of the method that [Symbol.dispose] calls first: Close() or Close() error.
	Close string `json:"close,omitempty"`
	// String says that toString calls the method String.
	String bool `json:"string,omitempty"`
	// Error says how the type implements error: "pointer" where only *T does, "value" where T does too, else empty.
	Error string `json:"error,omitempty"`
	// Symbol is the C function of the constructor: the arguments are one value of the fields in order, each preceded by
	// a u8 that is 1 where it is given. Empty for opaque classes.
	Symbol string `json:"symbol,omitempty"`
}

// Implement says whether an object of JavaScript can be given for an interface.
type Implement struct {
	// Object says that any object with the methods of the class can be.
	Object bool   `json:"object"`
	Why    string `json:"why,omitempty"` // why only handles can be
}

// A Static is a second name of a function, as a static method of a class: NewX as X.new, MustX as X.must.
type Static struct {
	JS   string `json:"js"`
	Func string `json:"func"` // the Go name of a function of the same package
}

// A Field is a field of a value struct or of a class.
type Field struct {
	Go         string   `json:"go"`
	JS         string   `json:"js"`   // may need quotes: it comes from a json tag
	Path       []string `json:"path"` // the selectors from the struct to it: ["Base", "ID"]
	Type       *Type    `json:"type"`
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`

	// Of classes only: the C functions of the accessors. Set is empty where the field can only be read.
	Get string `json:"get,omitempty"`
	Set string `json:"set,omitempty"`
	// Live says that reading gives a handle to the field itself, not to a copy (kind ClassStruct).
	Live bool `json:"live,omitempty"`
	// Promoted fields belong to an embedded struct. They have accessors; the constructor does not take them.
	Promoted bool `json:"promoted,omitempty"`
}

// An Enum is a named basic type with constants: an open union of literals, and a const object of the type's name.
type Enum struct {
	Ref        string    `json:"ref"`
	Go         string    `json:"go"`
	JS         string    `json:"js"`
	Doc        string    `json:"doc,omitempty"`
	Deprecated string    `json:"deprecated,omitempty"`
	Position   Position  `json:"position"`
	Type       *Type     `json:"type"` // how it crosses, with the underlying basic kind
	Members    []*Member `json:"members"`
	Funcs      []*Func   `json:"funcs,omitempty"` // the methods, as static functions of the const object
}

// A Member is a constant of an enum.
type Member struct {
	Go         string   `json:"go"`
	JS         string   `json:"js"`
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`
	Value      string   `json:"value"` // a JavaScript expression
}

// A Named is any other named type that crosses as its underlying type: a type alias, and a const object of the type's
// name where it has methods.
type Named struct {
	Ref        string   `json:"ref"`
	Go         string   `json:"go"`
	JS         string   `json:"js"`
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Position   Position `json:"position"`
	Type       *Type    `json:"type"` // its underlying kind
	Funcs      []*Func  `json:"funcs,omitempty"`
}

// An Export is a function that a package main exports itself with //export.
type Export struct {
	Go         string         `json:"go"`
	Symbol     string         `json:"symbol"` // the name after //export
	JS         string         `json:"js"`     // the same: C names are kept
	Local      string         `json:"local"`
	Doc        string         `json:"doc,omitempty"`
	Deprecated string         `json:"deprecated,omitempty"`
	Position   Position       `json:"position"`
	Params     []*ExportParam `json:"params,omitempty"`
	Result     string         `json:"result"` // a description of door 1: "t.void", "t.i64"
}

// An ExportParam is a parameter of an [Export].
type ExportParam struct {
	Go   string `json:"go"`
	JS   string `json:"js"`
	Type string `json:"type"` // a description of door 1: "t.slice(t.f64)"
}

// MethodSets gives the methods of the package's types, by the Go name of the type: of classes, value structs, enums and other named types.
func (p *Package) MethodSets() iter.Seq2[string, *[]*Func] {
	return func(yield func(string, *[]*Func) bool) {
		for _, c := range p.Classes {
			if !yield(c.Go, &c.Methods) {
				return
			}
		}
		for _, v := range p.Values {
			if !yield(v.Go, &v.Funcs) {
				return
			}
		}
		for _, e := range p.Enums {
			if !yield(e.Go, &e.Funcs) {
				return
			}
		}
		for _, n := range p.Named {
			if !yield(n.Go, &n.Funcs) {
				return
			}
		}
	}
}
