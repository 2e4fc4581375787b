package typescript

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// A codec says how the verbs of one row look in index.js. {verb}, {Verb}, {elem} and {Elem} are verbs, {v} the value, {at} where it
// stands, {len} the length of an array, {class} what a class is checked against, {write}, {read}, {run}, {call}, {step}, {chanIn} and {chanOut} what the
// module defines for the type, {object} what makes an object of JavaScript an interface, {inner} the statement or expression for what a pointer
// points to.
type codec struct {
	write, read string
	back        string // write of a parameter that is written back; for slices it says whether they want it
	update      string // what writes it back into {v}
	zero        string // what stands for an absent field, where it is not the table's
	smallest    func(m *module, t *ir.Type) int
	define      definition // of the private functions
}

// A definition prints the functions of a type: what writes and reads it, what puts changes back, what Go calls in JavaScript, what
// makes JavaScript call Go.
type definition struct {
	write, read, update, run, call func(m *module, t *ir.Type, name string)
}

// What most rows have.
var plain = codec{write: "$.{verb}({v}, {at});", read: "$.read{Verb}()"}

// By verb. What is not listed is plain.
var codecs map[string]codec

func init() {
	codecs = map[string]codec{
		"Bytes":       {write: plain.write, read: plain.read, back: "$.bytesBack({v}, {at})", update: "$.updateBytes({v});", zero: "$noBytes"},
		"ByteArray":   {write: "$.byteArray({v}, {len}, {at});", read: "$.readByteArray({len})", smallest: raw},
		"Numbers":     {write: "$.{elem}s({v}, {at});", read: "$.read{Elem}s()", back: "$.{elem}sBack({v}, {at})", update: "$.update{Elem}s({v});", zero: "[]"},
		"NumberArray": {write: "$.{elem}Array({v}, {len}, {at});", read: "$.read{Elem}Array({len})", smallest: raw},

		"Slice":  helped(definition{write: writeSlice, read: readSlice, update: updateSlice}, nil),
		"Array":  helped(definition{write: writeArray, read: readArray}, elements),
		"Record": recorded(helped(definition{write: writeRecord, read: readRecord, update: updateRecord}, nil)),
		"Map":    zeroed(helped(definition{write: writeMap, read: readMap, update: updateMap}, nil), "[]"),
		"Pairs":  helped(definition{write: writeMap, read: readPairs, update: updateSlice}, nil),
		"Struct": zeroed(helped(definition{write: writeStruct, read: readStruct, update: updateStruct}, fields), "{}"),

		"StructPointer": {
			write: "if ($.pointer({v}, {at})) {inner}", read: "$.present() ? {inner} : null",
			back: "if ($.pointerBack({v}, {at})) {inner}", update: "if ({v} !== null) {innerUpdate}",
		},
		"Pointer": {write: "if ($.pointer({v}, {at})) {inner}", read: "$.present() ? {inner} : null"},

		"Uintptr": {write: "$.uint64({v}, {at});", read: "$.readUint64()"}, // wide enough in every runtime
		"Handle":  {write: "$.handle{OrNil}({v}, {class}, {at});", read: "$.readHandle{OrNil}({class})", zero: "null"},
		"Func": {
			write: "$.func({v}, {run}, {at});", read: "$.readFunc{OrNil}({call})", define: definition{run: runFunc, call: callFunc},
		},
		"Interface": {write: "$.object({v}, {object}, {at});", read: "$.readInterface{OrNil}({class})", define: definition{run: runInterface}},
		"Seq":       sequence,
		"Seq2":      sequence,
		"Reader":    {write: plain.write, read: "$.readReader{OrNil}()"},
		"Source":    {write: plain.write, read: "$.readReader{OrNil}()"},
		"Writer":    {write: plain.write, read: "$.readWriter{OrNil}()"},
		"Channel":   {write: "$.channel({v}, {chanIn}, {at});", read: "$.readChannel{OrNil}({chanOut})"},
		"Recursive": helped(definition{write: writeRecursive, read: readRecursive}, resolved),
		"Time":      {write: plain.write, read: plain.read, zero: "$.zeroTime"},
	}
}

var sequence = codec{
	write: "$.seq({v}, {run}, {at});", read: "$.readSeq{OrNil}({step})", define: definition{run: runSequence, call: stepSequence},
}

// recorded refuses a Map as well, which a record may be, but into which nothing is written back.
func recorded(c codec) codec {
	c.back = strings.Replace(c.back, "$.writable(", "$.writableRecord(", 1)
	return c
}

func helped(d definition, smallest func(*module, *ir.Type) int) codec {
	c := codec{write: "{write}($, {v}, {at});", read: "{read}($)", back: "{write}($, {v}, {at});", define: d, smallest: smallest}
	if d.update != nil {
		c.back = "$.writable({v}, {at});\n      {write}($, {v}, {at});"
		c.update = "{update}($, {v});"
	}
	return c
}

func zeroed(c codec, zero string) codec { c.zero = zero; return c }

func codecOf(t *ir.Type) codec {
	if c, ok := codecs[table.Of(t.Kind).Verb]; ok {
		return c
	}
	return plain
}

// write is the statement that writes v.
func (m *module) write(t *ir.Type, v, at string) string {
	t = m.inlined(t)
	return m.fill(codecOf(t).write, t, v, at)
}

// read is the expression that reads a value.
func (m *module) read(t *ir.Type, notNil bool) string {
	t = m.inlined(t)
	s := codecOf(t).read
	if notNil {
		s = strings.ReplaceAll(s, "{OrNil}", "")
		s = strings.Replace(s, "$.present() ? {inner} : null", "($.promised({title}), {inner})", 1)
	}
	return m.fill(s, t, "", "")
}

func (m *module) fill(template string, t *ir.Type, v, at string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(m.placeholder(name, t, v, at))
		template = after
	}
}

func (m *module) placeholder(name string, t *ir.Type, v, at string) string {
	row := table.Of(t.Kind)
	switch name {
	case "v":
		return v
	case "at":
		return at
	case "verb":
		return row.TSVerb()
	case "Verb":
		return row.Verb
	case "elem":
		return table.Of(t.Elem.Kind).TSVerb()
	case "Elem":
		return table.Of(t.Elem.Kind).Verb
	case "len":
		return strconv.FormatInt(t.Len, 10)
	case "class":
		return m.class(t.Ref)
	case "OrNil":
		if row.Zero == "null" {
			return "OrNil"
		}
		return ""
	case "title":
		return quote(m.title(t.Elem))
	case "inner":
		if v == "" {
			return m.read(t.Elem, false)
		}
		return m.write(t.Elem, v, at)
	case "innerUpdate":
		return m.fill(codecOf(t.Elem).update, t.Elem, v, at)
	case "write":
		return m.helper("$write", t, codecOf(t).define.write)
	case "read":
		return m.helper("$read", t, codecOf(t).define.read)
	case "update":
		return m.helper("$update", t, codecOf(t).define.update)
	case "run":
		return m.helper("$run", t, codecOf(t).define.run)
	case "call":
		return m.helper("$call", t, codecOf(t).define.call)
	case "step":
		return m.helper("$step", t, codecOf(t).define.call)
	case "chanIn":
		return m.channel(t, true)
	case "chanOut":
		return m.channel(t, false)
	case "object":
		c := m.lib.Lookup(t.Ref).Class
		run, methods := m.implement(c)
		return run + ", " + methods + ", " + quote(m.messageName(c))
	}
	panic("typescript: a template has {" + name + "}")
}

// helper is the name of the private function of a type, which is defined at the end of the module.
func (m *module) helper(prefix string, t *ir.Type, define func(*module, *ir.Type, string)) string {
	key := prefix + " " + m.wireKey(t, prefix == "$write" || prefix == "$run")
	if name, ok := m.helpers[key]; ok {
		return name
	}
	title := m.title(t)
	if row := table.Of(t.Kind); prefix == "$run" && row.Form != table.Function && t.Elem != nil { // called with one value
		if title = m.title(t.Elem); t.Key != nil {
			title = m.title(t.Key) + title
		}
	}
	name := m.unique(prefix + title)
	m.helpers[key] = name
	m.pending = append(m.pending, func() { define(m, t, name) })
	return name
}

// unique takes a private name, or the first with a number that is free.
func (m *module) unique(wanted string) string {
	name := wanted
	for n := 2; m.private[name]; n++ {
		name = wanted + strconv.Itoa(n)
	}
	m.private[name] = true
	return name
}

// wireKey is equal for types that are written, or that are read, in the same way. What is called in Go is called by its own C functions;
// what Go calls may be shared.
func (m *module) wireKey(t *ir.Type, writing bool) string {
	t = m.byName(t)
	row := table.Of(t.Kind)
	if t.Call != "" && !writing {
		return string(t.Kind) + " " + t.Call
	}
	switch row.Form {
	case table.Elements, table.Entries:
		key := ""
		if t.Key != nil {
			key = m.wireKey(t.Key, writing) + ":"
		}
		return fmt.Sprintf("%s%d(%s%s)", t.Kind, t.Len, key, m.wireKey(t.Elem, writing))
	case table.Declared:
		return string(t.Kind) + " " + t.Ref
	case table.Function:
		var parts []string
		for _, p := range t.Func.Params {
			parts = append(parts, fmt.Sprint(m.wireKey(p.Type, !writing), p.Variadic))
		}
		parts = append(parts, "→")
		for _, r := range t.Func.Results {
			parts = append(parts, m.wireKey(r.Type, writing))
		}
		if t.Func.Context {
			return "func(context," + strings.Join(parts, ",") + ")"
		}
		return "func(" + strings.Join(parts, ",") + ")"
	}
	return fmt.Sprint(t.Kind, t.Len)
}

// title names a type in the names of private functions: []Point is Points, map[string]int is StringInts.
func (m *module) title(t *ir.Type) string {
	t = m.byName(t)
	row := table.Of(t.Kind)
	switch row.Form {
	case table.Entries:
		return m.title(t.Key) + plural(m.title(t.Elem))
	case table.Elements:
		switch {
		case t.Len > 0 || row.Zero != "" && strings.Contains(row.Zero, "{len}"):
			return fmt.Sprintf("%sBy%d", plural(m.title(t.Elem)), t.Len)
		case strings.Contains(codecOf(t).read, "{inner}"):
			return m.title(t.Elem) + "OrNull"
		}
		return plural(m.title(t.Elem))
	case table.Declared:
		if t.Ref == "" {
			return row.Verb
		}
		return jsName(m.lib, t.Ref)
	case table.Function:
		var b strings.Builder
		if t.Func.Context {
			b.WriteString("Context")
		}
		for _, p := range t.Func.Params {
			b.WriteString(m.title(p.Type))
		}
		if b.Len() == 0 {
			b.WriteString("Nothing")
		}
		b.WriteString("To")
		for _, r := range t.Func.Results {
			b.WriteString(m.title(r.Type))
		}
		if len(t.Func.Results) == 0 {
			b.WriteString("Nothing")
		}
		return b.String()
	}
	return row.Verb
}

func plural(title string) string {
	switch {
	case strings.HasSuffix(title, "s"):
		return strings.TrimSuffix(title, "s") + "Lists"
	case strings.HasSuffix(title, "OrNull"):
		return plural(strings.TrimSuffix(title, "OrNull")) + "OrNull"
	}
	return title + "s"
}

// The least number of bytes that a value which comes from Go takes on the wire: see section 5 of the contract.
var smallestByVerb = map[string]int{
	"Bool": 1, "Int8": 1, "Uint8": 1, "Int16": 2, "Uint16": 2, "Int32": 4, "Uint32": 4, "Float32": 4,
	"Int64": 8, "Uint64": 8, "Uintptr": 8, "Float64": 8, "Int": 8, "Uint": 8, "Time": 8, "Duration": 8, "Handle": 8,
	"StructPointer": 1, "Pointer": 1, "Error": 1, "Any": 1, "Func": 1, "Interface": 1, "Seq": 8, "Seq2": 8, "Reader": 8, "Source": 8, "Writer": 8, "Channel": 8,
}

func (m *module) smallest(t *ir.Type) int {
	if f := codecOf(t).smallest; f != nil {
		return max(1, f(m, t))
	}
	if n := smallestByVerb[table.Of(t.Kind).Verb]; n > 0 {
		return n
	}
	return 4 // a count
}

func raw(m *module, t *ir.Type) int {
	if t.Elem == nil {
		return int(t.Len)
	}
	return int(t.Len) * m.smallest(t.Elem)
}

func elements(m *module, t *ir.Type) int { return int(t.Len) * m.smallest(t.Elem) }

func resolved(m *module, t *ir.Type) int { return m.smallest(shape.Resolve(m.lib, t)) }

func fields(m *module, t *ir.Type) int {
	n := 0
	for _, f := range m.lib.Lookup(t.Ref).Value.Fields {
		n += m.smallest(f.Type)
	}
	return n
}

// zero is the expression for an absent field.
func (m *module) zero(t *ir.Type) string {
	t = shape.Resolve(m.lib, t)
	row := table.Of(t.Kind)
	c := codecOf(t)
	switch {
	case c.zero == "$noBytes":
		return m.constant("$noBytes", "new globalThis.Uint8Array(0)")
	case c.zero == "null" && row.Zero == "" && m.isMade(t.Ref): // a class by value is never nil
		return "new " + m.class(t.Ref) + "()"
	case c.zero == "null" && row.Zero == "": // one that only Go makes
		return "$.zeroHandle"
	case c.zero != "":
		return c.zero
	case strings.HasPrefix(row.Zero, "new {array}("):
		array := table.Of(t.Elem.Kind).Array
		return m.constant(fmt.Sprintf("$zero%s%d", array, t.Len), fmt.Sprintf("new globalThis.%s(%d)", array, t.Len))
	case strings.HasPrefix(row.Zero, "new "):
		array := strings.TrimSuffix(strings.TrimPrefix(row.Zero, "new "), "({len})")
		return m.constant(fmt.Sprintf("$zero%s%d", array, t.Len), fmt.Sprintf("new globalThis.%s(%d)", array, t.Len))
	case t.Len > 0 && row.Form == table.Elements:
		// Made when it is needed: the class is declared later, and the call is there only then.
		if zero := m.zero(t.Elem); strings.HasSuffix(zero, "()") || strings.HasPrefix(zero, "$.") || strings.HasPrefix(zero, "globalThis.Array.from(") {
			return fmt.Sprintf("globalThis.Array.from({ length: %d }, () => %s)", t.Len, zero)
		}
		return m.constant("$zero"+m.title(t), fmt.Sprintf("globalThis.Array(%d).fill(%s)", t.Len, m.zero(t.Elem)))
	}
	return row.Zero
}

// isMade reports whether JavaScript can make an object of a class.
func (m *module) isMade(ref string) bool {
	c := m.lib.Lookup(ref).Class
	return c != nil && c.Symbol != ""
}

// constant is the name of a value that is made once per module.
func (m *module) constant(name, value string) string {
	if !m.private[name] {
		m.private[name] = true
		m.constants = append(m.constants, fmt.Sprintf("const %s = %s;", name, value))
	}
	return name
}

func writeSlice(m *module, t *ir.Type, name string) {
	m.writeElements(t, name, "const count = $.slice(values, at);")
}

func writeArray(m *module, t *ir.Type, name string) {
	m.writeElements(t, name, fmt.Sprintf("const count = $.array(values, %d, at);", t.Len))
}

func (m *module) writeElements(t *ir.Type, name, count string) {
	p := &m.definitions
	p.line("")
	p.line("// %s", m.spell(t.Go))
	p.line("function %s($, values, at) {", name)
	m.deeper(t, "values, at")
	p.line("%s", count)
	if t.Len == 0 && strings.Contains(count, "$.array") {
		p.line("if (count === 0) $.empty();")
		p.line("}")
		return
	}
	p.line("let i = 0;")
	p.line("try {")
	p.line("for (; i < count; i++) %s", m.write(t.Elem, "values[i]", `""`))
	p.line("} catch (error) {")
	p.line("throw $.within(error, at, i);")
	p.line("}")
	m.shallower(t, "values")
	p.line("}")
}

func readSlice(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("function %s($) {", name)
	m.deeper(t, "")
	p.line("const count = $.count(%d);", m.smallest(t.Elem))
	p.line("const values = [];")
	p.line("for (let i = 0; i < count; i++) values.push(%s);", m.read(t.Elem, false))
	m.shallower(t, "")
	p.line("return values;")
	p.line("}")
}

func readArray(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("function %s($) {", name)
	m.deeper(t, "")
	p.line("const values = [];")
	if t.Len == 0 {
		p.line("$.readEmpty();")
	} else {
		p.line("for (let i = 0; i < %d; i++) values.push(%s);", t.Len, m.read(t.Elem, false))
	}
	m.shallower(t, "")
	p.line("return values;")
	p.line("}")
}

func updateSlice(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("function %s($, values) {", name)
	p.line("const now = %s;", m.read(t, false))
	p.line("values.length = 0;")
	p.line("for (const element of now) values.push(element);")
	p.line("}")
}

func writeRecord(m *module, t *ir.Type, name string) { m.writeEntries(t, name, "record") }
func writeMap(m *module, t *ir.Type, name string)    { m.writeEntries(t, name, "map") }

func (m *module) writeEntries(t *ir.Type, name, verb string) {
	p := &m.definitions
	p.line("")
	p.line("// %s", m.spell(t.Go))
	p.line("function %s($, value, at) {", name)
	m.deeper(t, "value, at")
	p.line("const entries = $.%s(value, at);", verb)
	p.line("let key;")
	p.line("try {")
	p.line("for (const entry of entries) {")
	p.line("key = entry[0];")
	p.line("%s", m.write(t.Key, "key", `""`))
	p.line("%s", m.write(t.Elem, "entry[1]", `""`))
	p.line("}")
	p.line("} catch (error) {")
	p.line("throw $.within(error, at, key);")
	p.line("}")
	m.shallower(t, "value")
	p.line("}")
}

func (m *module) readEntries(t *ir.Type, name, made, set string) {
	p := &m.definitions
	p.line("")
	p.line("function %s($) {", name)
	m.deeper(t, "")
	p.line("const value = %s;", made)
	smallest := m.smallest(t.Key) + m.smallest(t.Elem)
	p.line("for (let count = $.count(%d); count > 0; count--) %s;", smallest, fmt.Sprintf(set, m.read(t.Key, false), m.read(t.Elem, false)))
	m.shallower(t, "")
	p.line("return value;")
	p.line("}")
}

func readRecord(m *module, t *ir.Type, name string) {
	m.readEntries(t, name, "{}", "$.setField(value, %s, %s)")
}

func readMap(m *module, t *ir.Type, name string) {
	m.readEntries(t, name, "new globalThis.Map()", "$.setKey(value, %s, %s)")
}

func readPairs(m *module, t *ir.Type, name string) {
	m.readEntries(t, name, "[]", "value.push([%s, %s])")
}

func updateRecord(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("function %s($, value) {", name)
	p.line("const now = %s;", m.read(t, false))
	p.line("for (const key of globalThis.Object.keys(value)) {")
	p.line("if (!globalThis.Object.hasOwn(now, key)) delete value[key];")
	p.line("}")
	p.line("for (const [key, element] of globalThis.Object.entries(now)) {")
	p.line("if (globalThis.Object.hasOwn(value, key)) value[key] = element;")
	p.line("else $.setField(value, key, element);")
	p.line("}")
	p.line("}")
}

func updateMap(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("function %s($, value) {", name)
	p.line("const now = %s;", m.read(t, false))
	p.line("for (const key of value.keys()) {")
	p.line("if (!now.has(key)) value.delete(key);")
	p.line("}")
	p.line("for (const [key, element] of now) value.set(key, element);")
	p.line("}")
}

// What a field's local variable must not be called in the writer of its struct.
var writerNames = map[string]bool{"value": true, "at": true, "error": true}

func writeStruct(m *module, t *ir.Type, name string) {
	v := m.lib.Lookup(t.Ref).Value
	p := &m.definitions
	set := "$fieldsOf" + strings.TrimPrefix(name, "$write")
	quoted := make([]string, len(v.Fields))
	for i, f := range v.Fields {
		quoted[i] = quote(f.JS)
	}
	p.line("")
	p.line("// %s", m.spell(v.Type))
	p.list("const "+set+" = new globalThis.Set([", quoted, "]);")
	p.line("")
	p.line("function %s($, value, at) {", name)
	recursive := m.recursive(t.Ref)
	if recursive {
		p.line("$.deeper(value, at);")
	}
	if len(v.Fields) == 0 {
		p.line("$.fields(value, %s, at);", set)
		p.line("$.empty();")
		p.line("}")
		return
	}
	var taken, inherited []string
	locals := make([]string, len(v.Fields))
	for i, f := range v.Fields {
		local := f.JS
		isPrivate := strings.HasPrefix(local, "$") // as the names of generated code begin
		if !names.IsIdentifier(local) || names.IsReserved(local) || writerNames[local] || isPrivate || m.isClass(local) {
			local = fmt.Sprintf("$%d", i+1)
		}
		locals[i] = local
		zero := m.zero(f.Type)
		switch {
		case names.OfObject[f.JS]:
			inherited = append(inherited, fmt.Sprintf("const %s = $.own(value, %s, %s);", local, quote(f.JS), zero))
		case local == f.JS:
			taken = append(taken, fmt.Sprintf("%s = %s", local, zero))
		default:
			taken = append(taken, fmt.Sprintf("%s: %s = %s", property(f.JS), local, zero))
		}
	}
	if len(taken) > 0 {
		p.list("const {", taken, "} = $.fields(value, "+set+", at);")
	} else {
		p.line("$.fields(value, %s, at);", set)
	}
	for _, s := range inherited {
		p.line("%s", s)
	}
	p.line("try {")
	for i, f := range v.Fields {
		p.line("%s", m.write(f.Type, locals[i], quote(member(f.JS))))
	}
	p.line("} catch (error) {")
	p.line("throw $.within(error, at);")
	p.line("}")
	if recursive {
		p.line("$.shallower(value);")
	}
	p.line("}")
}

func readStruct(m *module, t *ir.Type, name string) {
	v := m.lib.Lookup(t.Ref).Value
	p := &m.definitions
	p.line("")
	p.line("function %s($) {", name)
	reads := make([]string, len(v.Fields))
	for i, f := range v.Fields {
		reads[i] = property(f.JS) + ": " + m.read(f.Type, false)
	}
	switch {
	case len(v.Fields) == 0:
		p.line("$.readEmpty();")
		p.line("return {};")
	case m.recursive(t.Ref):
		p.line("$.deeper();")
		p.list("const value = {", reads, "};")
		p.line("$.shallower();")
		p.line("return value;")
	default:
		p.list("return {", reads, "};")
	}
	p.line("}")
}

func updateStruct(m *module, t *ir.Type, name string) {
	v := m.lib.Lookup(t.Ref).Value
	p := &m.definitions
	p.line("")
	p.line("function %s($, value) {", name)
	if len(v.Fields) == 0 {
		p.line("$.readEmpty();")
	}
	for _, f := range v.Fields {
		target := "value" + member(f.JS)
		p.line("%s = %s;", target, m.read(f.Type, false))
	}
	p.line("}")
}

// recursive reports whether a value struct contains itself, through pointers, slices or maps.
func (m *module) recursive(ref string) bool {
	seen := map[string]bool{}
	var reaches func(t *ir.Type) bool
	reaches = func(t *ir.Type) bool {
		if t == nil {
			return false
		}
		if reaches(t.Elem) || reaches(t.Key) {
			return true
		}
		if r := shape.Resolve(m.lib, t); r != t && !seen[t.Ref] {
			seen[t.Ref] = true
			return reaches(r)
		}
		if table.Of(t.Kind).Verb != "Struct" {
			return false
		}
		if t.Ref == ref && len(seen) > 0 {
			return true
		}
		if seen[t.Ref] {
			return false
		}
		seen[t.Ref] = true
		for _, f := range m.lib.Lookup(t.Ref).Value.Fields {
			if reaches(f.Type) {
				return true
			}
		}
		return false
	}
	return reaches(&ir.Type{Kind: ir.ValueStruct, Ref: ref})
}

// spell is a Go type as the package itself would write it.
func (m *module) spell(goType string) string {
	return strings.ReplaceAll(goType, m.pkg.Alias+".", "")
}

func property(name string) string {
	if names.IsIdentifier(name) {
		return name
	}
	return quote(name)
}

func member(name string) string {
	if names.IsIdentifier(name) {
		return "." + name
	}
	return "[" + quote(name) + "]"
}
