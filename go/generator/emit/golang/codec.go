package golang

import (
	"strconv"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/table"
)

// A codec says how the verbs of one row look in Go. {w} and {r} are the writer and the reader as operands of a method, {&w} and {&r} as
// pointers, {v} is the value, {Verb} the verb, {T} the type, {E} and {K} the types of element and key, {class} the type behind a handle; {ew}, {er}, {kw} and {kr}
// are what writes and reads an element and a key, {zw} and {zr} the functions of the type itself, {zf} and {zo} what makes a func and an
// interface of what JavaScript gave, {zm} what makes a channel, and {id} the number of an interface. {received} and {given} are {ew} and {er} where
// one can receive from a channel and send to it, {sent} and {fed} where Go can send to one of JavaScript's and receive from it; else nil.
type codec struct {
	write, read string
	// Bodies of the type's own functions, where no expression can do it: v is the parameter or the result.
	writeBody, readBody string
	// typed says that the verb gives the type itself, so that nothing has to be converted.
	typed bool
	// Write-back: what reads the parameter and whether it is wanted, and what writes it.
	readBack, writeBack string

	// Of direct parameters and results: {p} is the C argument, {n} its length, {v} the result, {C} the type in C.
	argument, result string

	// start and next give the iterator of a sequence and its next values: {v} is the sequence, or the handle of the iterator.
	start, next string
	// open begins to read the values of a sequence or a channel ahead, of which {v} is the handle.
	open string
	// drained writes a channel that is read to its end where JavaScript stops early.
	drained string
}

var plain = codec{write: "{w}.{Verb}({v})", read: "{r}.{Verb}()", argument: "{T}({p})", result: "host.Result[{C}](c, {v})"}

// By verb. What is not listed is plain.
var codecs = map[string]codec{
	"Bool": {write: plain.write, read: plain.read, argument: "{T}({p} != 0)", result: "c.Bool({v})"},
	"Int":  {write: plain.write, read: plain.read, argument: "host.Int({p})", result: "c.Int({v})"},
	"Uint": {write: plain.write, read: plain.read, argument: "host.Uint({p})", result: "c.Uint({v})"},

	"Bytes": {
		write: plain.write, read: plain.read, argument: "host.Borrow[byte]({p}, {n})",
		readBack: "wire.ReadNumbersBack[byte]({&r})", writeBack: "wire.WriteNumbersBack({&w}, {v}, {back})",
	},
	"Numbers": {
		write: "wire.WriteNumbers({&w}, {v})", read: "wire.ReadNumbers[{E}]({&r})", argument: "host.Borrow[{E}]({p}, {n})",
		readBack: "wire.ReadNumbersBack[{E}]({&r})", writeBack: "wire.WriteNumbersBack({&w}, {v}, {back})",
	},
	"ByteArray":   {write: "wire.WriteNumberArray({&w}, {v}[:])", readBody: "wire.ReadNumberArray(r, v[:])", typed: true},
	"NumberArray": {write: "wire.WriteNumberArray({&w}, {v}[:])", readBody: "wire.ReadNumberArray(r, v[:])", typed: true},

	"Slice":  {write: "wire.WriteSlice({&w}, {v}, {ew})", read: "wire.ReadSlice({&r}, {er})", writeBack: "wire.WriteSlice({&w}, {v}, {ew})"},
	"Array":  {write: "wire.WriteArray({&w}, {v}[:], {ew})", readBody: "wire.ReadArray(r, v[:], {er})", typed: true},
	"Record": entries,
	"Map":    entries,
	"Pairs":  entries,

	"Struct":        {write: "{zw}({&w}, {v})", read: "{zr}({&r})", typed: true},
	"StructPointer": pointer,
	"Pointer":       pointer,

	"Handle":    {write: "wire.WriteHandle({&w}, {v})", read: "wire.ReadHandle[{T}]({&r})", argument: "host.Argument[{T}](c, {p})", typed: true},
	"Func":      {write: "host.WriteFunc({&w}, {v})", read: "host.ReadFunc({&r}, {zf})", typed: true},
	"Interface": {write: "host.WriteInterface({&w}, {id}, {v})", read: "host.ReadInterface[{T}]({&r}, {zo})", typed: true},

	"Reader": {write: "wire.WriteHandle({&w}, {v})", read: "host.ReadReader[{T}]({&r})", typed: true},
	"Source": {write: "wire.WriteHandle({&w}, {v})", read: "host.ReadReader[{T}]({&r})", typed: true},
	"Writer": {write: "wire.WriteHandle({&w}, {v})", read: "host.ReadWriter[{T}]({&r})", typed: true},

	"Seq": {
		write: "wire.WriteHandle({&w}, {v})", read: "host.ReadSeq[{T}]({&r}, {er})", typed: true,
		start: "host.StartSeq(c, {v})", next: "host.NextSeq[{E}](c, {v})", open: "host.OpenSeq(c, {v}, {ew})",
	},
	"Seq2": {
		write: "wire.WriteHandle({&w}, {v})", read: "host.ReadSeq2[{T}]({&r}, {kr}, {er})", typed: true,
		start: "host.StartSeq2(c, {v})", next: "host.NextSeq2[{K}, {E}](c, {v})", open: "host.OpenSeq2(c, {v}, {kw}, {ew})",
	},
	"Channel": {
		write: "wire.WriteHandle({&w}, {v})", read: "host.ReadChan({&r}, {zm}, {sent}, {fed})", typed: true,
		open: "host.OpenChan(c, {v}, {received}, {given})", drained: "host.WriteDrained({&w}, {v})",
	},

	"Recursive": {}, // what the declaration says
}

var entries = codec{
	write: "wire.WriteMap({&w}, {v}, {kw}, {ew})", read: "wire.ReadMap[{T}]({&r}, {kr}, {er})", typed: true,
	writeBack: "wire.WriteMap({&w}, {v}, {kw}, {ew})",
}

var pointer = codec{
	write: "wire.WritePointer({&w}, {v}, {ew})", read: "wire.ReadPointer({&r}, {er})",
	writeBack: "if {v} != nil { {ewBack} }",
}

// What differs where a class crosses by value: it is a handle to a copy. TypeScript writes 0 only for a field that is absent.
var byValue = codec{
	writeBody: "wire.WriteHandle(w, &v)", argument: "*host.Receiver[*{T}](c, {p})", typed: true,
	readBody: "if p := wire.ReadHandle[*{T}](r); p != nil {\nv = *p\n}",
}

func codecOf(t *ir.Type) codec {
	row := table.Of(t.Kind)
	if row.Form == table.Declared && row.Zero == "" && row.C != "" {
		return byValue
	}
	if c, ok := codecs[row.Verb]; ok {
		return c
	}
	return plain
}

// An end is a writer or a reader: as the operand of a method, and as a pointer.
type end struct{ operand, pointer string }

var (
	theWriter = end{"w", "w"}
	theReader = end{"r", "r"}
	callIn    = end{"c.In", "&c.In"}
	backOut   = end{"b.Out", "&b.Out"}
	backIn    = end{"b.In", "&b.In"}
)

// write is the statement that writes v, which must be addressable.
func (f *file) write(t *ir.Type, w end, v string) string {
	c := codecOf(t)
	if c.write == "" {
		return f.writer(t) + "(" + w.pointer + ", " + v + ")"
	}
	if t.Named != "" && !c.typed {
		v = convert(t.Named, v)
	}
	return f.fill(c.write, t, w, v)
}

// read is the expression that reads a value.
func (f *file) read(t *ir.Type, r end) string {
	c := codecOf(t)
	if c.read == "" {
		return f.reader(t) + "(" + r.pointer + ")"
	}
	s := f.fill(c.read, t, r, "")
	if t.Named != "" && !c.typed {
		s = convert(t.Go, s)
	}
	return s
}

// convert is a conversion, with parentheses around types that need them.
func convert(to, v string) string {
	if strings.HasPrefix(to, "*") || strings.HasPrefix(to, "func") || strings.HasPrefix(to, "<-") {
		to = "(" + to + ")"
	}
	return to + "(" + v + ")"
}

func (f *file) fill(template string, t *ir.Type, e end, v string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(template, '{')
		if i < 0 || i+1 < len(template) && (template[i+1] == ' ' || template[i+1] == '\n') {
			if i < 0 {
				b.WriteString(template)
				return b.String()
			}
			b.WriteString(template[:i+1])
			template = template[i+1:]
			continue
		}
		b.WriteString(template[:i])
		name, after, _ := strings.Cut(template[i+1:], "}")
		b.WriteString(f.placeholder(name, t, e, v))
		template = after
	}
}

func (f *file) placeholder(name string, t *ir.Type, e end, v string) string {
	switch name {
	case "w", "r":
		return e.operand
	case "&w", "&r":
		return e.pointer
	case "v":
		return v
	case "Verb":
		return table.Of(t.Kind).Verb
	case "T":
		return t.Go
	case "E":
		return t.Elem.Go
	case "K":
		return t.Key.Go
	case "ew":
		return f.writer(t.Elem)
	case "er":
		return f.reader(t.Elem)
	case "kw":
		return f.writer(t.Key)
	case "kr":
		return f.reader(t.Key)
	case "zw":
		return f.writer(t)
	case "zr":
		return f.reader(t)
	case "zf":
		return f.callback(t)
	case "zo":
		return f.object(t)
	case "zm":
		return f.channel(t)
	case "received", "fed", "given", "sent":
		return f.direction(t, name)
	case "id":
		return strconv.Itoa(f.lib.Lookup(t.Ref).Class.ID)
	case "ewBack":
		return f.write(t.Elem, e, "*"+v)
	}
	panic("golang: a template has {" + name + "}")
}

// writer is the expression of a func(*wire.Writer, T).
func (f *file) writer(t *ir.Type) string {
	t = shape.Resolve(f.lib, t)
	c := codecOf(t)
	row := table.Of(t.Kind)
	if row.Form == table.Plain && t.Named == "" && c.write == plain.write {
		return "(*wire.Writer)." + row.Verb
	}
	return f.helper("zwrite_", t, func(name string) {
		p := &f.types
		if row.Form == table.Declared && t.Named == "" && c.write == "{zw}({&w}, {v})" {
			f.structWriter(t, name)
			return
		}
		body := f.fill(c.writeBody, t, theWriter, "v")
		if c.writeBody == "" {
			body = f.write(t, theWriter, "v")
		}
		p.text("\nfunc %s(w *wire.Writer, v %s) {\n%s\n}\n", name, t.Go, body)
	})
}

// reader is the expression of a func(*wire.Reader) T.
func (f *file) reader(t *ir.Type) string {
	t = shape.Resolve(f.lib, t)
	c := codecOf(t)
	row := table.Of(t.Kind)
	if row.Form == table.Plain && t.Named == "" && c.read == plain.read {
		return "(*wire.Reader)." + row.Verb
	}
	return f.helper("zread_", t, func(name string) {
		p := &f.types
		switch {
		case row.Form == table.Declared && c.read == "{zr}({&r})":
			f.structReader(t, name)
		case c.readBody != "":
			p.text("\nfunc %s(r *wire.Reader) (v %s) {\n%s\nreturn v\n}\n", name, t.Go, f.fill(c.readBody, t, theReader, "v"))
		default:
			p.text("\nfunc %s(r *wire.Reader) %s {\nreturn %s\n}\n", name, t.Go, f.read(t, theReader))
		}
	})
}

func (f *file) helper(prefix string, t *ir.Type, define func(name string)) string {
	key := prefix + t.Go
	if name, ok := f.helpers[key]; ok {
		return name
	}
	name := prefix + sanitize(t.Go)
	for n := 2; f.taken[name]; n++ {
		name = prefix + sanitize(t.Go) + "_" + strconv.Itoa(n)
	}
	f.taken[name] = true
	f.helpers[key] = name
	f.pending = append(f.pending, func() { define(name) })
	return name
}

var spelled = strings.NewReplacer("[]", "slice_", "*", "pointer_", "map[", "map_", "[", "array_", "]", "_", ".", "_", "{", "_", "}", "_", " ", "_", ";", "", "\"", "", "`", "")

// sanitize makes an identifier's part of a Go type: []geo.Point is slice_geo_Point.
func sanitize(goType string) string {
	s := spelled.Replace(goType)
	clean := strings.Map(func(r rune) rune {
		if r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f {
			return r
		}
		return -1
	}, s)
	if len(clean) > 60 {
		return "long"
	}
	return clean
}

func (f *file) structWriter(t *ir.Type, name string) {
	v := f.lib.Lookup(t.Ref).Value
	f.types.text("\nfunc %s(w *wire.Writer, v %s) {\n", name, t.Go)
	if len(v.Fields) == 0 {
		f.types.text("w.Empty()\n")
	}
	for _, field := range v.Fields {
		f.types.text("%s\n", f.write(field.Type, theWriter, "v."+strings.Join(field.Path, ".")))
	}
	f.types.text("}\n")
}

func (f *file) structReader(t *ir.Type, name string) {
	v := f.lib.Lookup(t.Ref).Value
	f.types.text("\nfunc %s(r *wire.Reader) (v %s) {\n", name, t.Go)
	if len(v.Fields) == 0 {
		f.types.text("r.Empty()\n")
	}
	for _, field := range v.Fields {
		f.types.text("v.%s = %s\n", strings.Join(field.Path, "."), f.read(field.Type, theReader))
	}
	f.types.text("return v\n}\n")
}
