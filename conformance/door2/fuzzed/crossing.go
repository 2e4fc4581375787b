package fuzzed

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"
)

// A crossing says what comes back of a value that went to JavaScript and was given back as it came, and why it does not.
type crossing struct {
	out, back string // codes
}

const (
	codeRange = "TOPHER_RANGE"
	codeKeys  = "TOPHER_KEYS"
)

// stop and stopBack note why. What the side finds that writes comes before what the side finds that reads.
func (c *crossing) stop(code string)     { first(&c.out, code) }
func (c *crossing) stopBack(code string) { first(&c.back, code) }

func first(noted *string, code string) {
	if *noted != codeRange {
		*noted = code
	}
}

// typed is what comes back of a value whose type the other side knows.
func (c *crossing) typed(v reflect.Value) reflect.Value {
	back := reflect.New(v.Type()).Elem()
	switch v.Type() {
	case timeType:
		back.Set(reflect.ValueOf(c.time(v.Interface().(time.Time))))
		return back
	case anyType:
		if held := c.untyped(v.Elem(), false); held.IsValid() {
			back.Set(held)
		}
		return back
	}
	switch v.Kind() {
	case reflect.Int, reflect.Uint:
		c.safe(v)
		back.Set(v)
	case reflect.String:
		back.SetString(valid(v.String()))
	case reflect.Slice:
		back.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		c.parts(v, back)
	case reflect.Array:
		c.parts(v, back)
	case reflect.Map:
		c.typedMap(v, back)
	case reflect.Pointer:
		if !v.IsNil() {
			back.Set(reflect.New(v.Type().Elem()))
			back.Elem().Set(c.typed(v.Elem()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			back.Field(i).Set(c.typed(v.Field(i)))
		}
	default:
		back.Set(v)
	}
	return back
}

func (c *crossing) parts(v, back reflect.Value) {
	if isRaw(v.Type().Elem()) {
		reflect.Copy(back, v)
		return
	}
	for i := range v.Len() {
		back.Index(i).Set(c.typed(v.Index(i)))
	}
}

func (c *crossing) typedMap(v, back reflect.Value) {
	back.Set(reflect.MakeMap(v.Type()))
	seen := map[any]bool{}
	pairs := isPairs(v.Type())
	for i := v.MapRange(); i.Next(); {
		k, e := c.typed(i.Key()), c.typed(i.Value())
		if !k.Comparable() {
			c.stopBack(codeKeys)
			continue
		}
		if id := identity(k); seen[id] && !(pairs && id == notANumber) {
			if pairs {
				c.stopBack(codeKeys)
			} else {
				c.stop(codeKeys) // an object and a Map cannot hold both
			}
		} else {
			seen[id] = true
		}
		back.SetMapIndex(k, e)
	}
}

// identity tells keys of a Map apart as JavaScript does, among values of one type.
func identity(k reflect.Value) any {
	if k.Kind() == reflect.Interface {
		if k.IsNil() {
			return nil
		}
		return identity(k.Elem())
	}
	if k.CanFloat() && math.IsNaN(k.Float()) {
		return notANumber
	}
	return k.Interface()
}

type notNumber struct{}

var notANumber any = notNumber{}

// isPairs tells whether a map with these keys is pairs in JavaScript.
func isPairs(t reflect.Type) bool {
	switch t.Key().Kind() {
	case reflect.Struct, reflect.Array, reflect.Interface, reflect.Pointer:
		return true
	}
	return false
}

// isRaw tells whether elements of this type cross as they lie in memory.
func isRaw(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return t != durationType
	}
	return false
}

// untyped is what an any holds that was given back: of the value that JavaScript has, whatever Go knew of it. declared says that v is part of
// a struct, whose types JavaScript's side knew.
func (c *crossing) untyped(v reflect.Value, declared bool) reflect.Value {
	if !v.IsValid() {
		return v
	}
	if v.Kind() == reflect.Interface {
		if v.Type() == errorType && !v.IsNil() {
			return v.Elem()
		}
		return c.untyped(v.Elem(), false)
	}
	switch t := v.Type(); {
	case t.Implements(errorType):
		return v
	case t == timeType:
		return reflect.ValueOf(c.time(v.Interface().(time.Time)))
	case t == durationType:
		return reflect.ValueOf(float64(v.Int()) / float64(time.Millisecond))
	}
	switch v.Kind() {
	case reflect.Bool:
		return reflect.ValueOf(v.Bool())
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int:
		c.safe(v)
		return reflect.ValueOf(float64(v.Int()))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint:
		c.safe(v)
		return reflect.ValueOf(float64(v.Uint()))
	case reflect.Int64:
		return reflect.ValueOf(v.Int())
	case reflect.Uint64, reflect.Uintptr:
		if v.Uint() > math.MaxInt64 { // a bigint is an int64
			c.stopBack(codeRange)
		}
		return reflect.ValueOf(int64(v.Uint()))
	case reflect.Float32, reflect.Float64:
		return reflect.ValueOf(v.Float())
	case reflect.String:
		return reflect.ValueOf(valid(v.String()))
	case reflect.Slice, reflect.Array:
		return c.untypedList(v, declared)
	case reflect.Map:
		return c.untypedMap(v, declared)
	case reflect.Pointer:
		if v.IsNil() {
			return reflect.Value{}
		}
		return c.untyped(v.Elem(), declared)
	case reflect.Struct:
		object := map[string]any{}
		c.fields(v, object)
		return reflect.ValueOf(object)
	}
	panic(fmt.Sprintf("fuzzed: nothing is known of a %v in an any", v.Type()))
}

func (c *crossing) untypedList(v reflect.Value, declared bool) reflect.Value {
	if elem := v.Type().Elem(); isRaw(elem) {
		base := reflect.MakeSlice(reflect.SliceOf(basic(elem)), v.Len(), v.Len())
		for i := range v.Len() {
			copyRaw(base.Index(i), v.Index(i))
		}
		return base
	}
	list := make([]any, v.Len())
	for i := range list {
		list[i] = held(c.untyped(v.Index(i), declared))
	}
	return reflect.ValueOf(list)
}

func (c *crossing) untypedMap(v reflect.Value, declared bool) reflect.Value {
	if v.Type().Key().Kind() == reflect.String {
		object := map[string]any{}
		for i := v.MapRange(); i.Next(); {
			object[valid(i.Key().String())] = held(c.untyped(i.Value(), declared))
		}
		if len(object) < v.Len() {
			c.stop(codeKeys)
		}
		return reflect.ValueOf(object)
	}
	if declared && isPairs(v.Type()) {
		pairs := []any{}
		for i := v.MapRange(); i.Next(); {
			pairs = append(pairs, []any{held(c.untyped(i.Key(), true)), held(c.untyped(i.Value(), true))})
		}
		return reflect.ValueOf(pairs)
	}
	m := map[any]any{}
	seen := map[any]bool{}
	for i := v.MapRange(); i.Next(); {
		k := c.untyped(i.Key(), declared)
		id := any(nil)
		if k.IsValid() {
			id = identity(k)
		}
		if seen[id] {
			c.stop(codeKeys)
		}
		seen[id] = true
		m[held(k)] = held(c.untyped(i.Value(), declared))
	}
	return reflect.ValueOf(m)
}

// fields are those of an object; an embedded struct has none of its own.
func (c *crossing) fields(v reflect.Value, object map[string]any) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			c.fields(v.Field(i), object)
			continue
		}
		object[f.Tag.Get("json")] = held(c.untyped(v.Field(i), true))
	}
}

func held(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}

// basic is the type without its name.
func basic(t reflect.Type) reflect.Type {
	all := []reflect.Type{
		reflect.TypeFor[int8](), reflect.TypeFor[int16](), reflect.TypeFor[int32](), reflect.TypeFor[int64](), reflect.TypeFor[uint8](),
		reflect.TypeFor[uint16](), reflect.TypeFor[uint32](), reflect.TypeFor[uint64](), reflect.TypeFor[float32](), reflect.TypeFor[float64](),
	}
	return all[slices.IndexFunc(all, func(b reflect.Type) bool { return b.Kind() == t.Kind() })]
}

// copyRaw keeps every bit of a NaN.
func copyRaw(to, from reflect.Value) {
	switch from.Kind() {
	case reflect.Float32:
		*to.Addr().Interface().(*float32) = bits32(from)
	default:
		to.Set(from.Convert(to.Type()))
	}
}

// bits32 is a float32 as it is: reflection widens it, which makes another NaN of a signalling one.
func bits32(v reflect.Value) float32 {
	if v.CanAddr() {
		return *v.Addr().Convert(reflect.TypeFor[*float32]()).Interface().(*float32)
	}
	return v.Convert(reflect.TypeFor[float32]()).Interface().(float32)
}

func (c *crossing) safe(v reflect.Value) {
	switch v.Kind() {
	case reflect.Int:
		if n := v.Int(); n > maxSafe || n < -maxSafe {
			c.stop(codeRange)
		}
	case reflect.Uint:
		if v.Uint() > maxSafe {
			c.stop(codeRange)
		}
	}
}

func (c *crossing) time(t time.Time) time.Time {
	const latest = 8_640_000_000_000_000
	if ms := t.UnixMilli(); ms > latest || ms < -latest {
		c.stop(codeRange)
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}

// valid is a text as JavaScript gets it: each byte that is not of a character is U+FFFD.
func valid(s string) string { return string([]rune(s)) }

// differ says where two values are not the same. NaN is NaN, and where elements cross as they lie in memory each of its bits counts.
func differ(want, got reflect.Value, path string) string {
	unequal := func() string { return fmt.Sprintf("%s is %s, and should be %s", path, show(got), show(want)) }
	if want.IsValid() != got.IsValid() || want.IsValid() && want.Type() != got.Type() {
		return unequal()
	}
	if !want.IsValid() {
		return ""
	}
	switch want.Type() {
	case timeType:
		a, b := want.Interface().(time.Time), got.Interface().(time.Time)
		if !a.Equal(b) || b.Location() != time.UTC {
			return unequal()
		}
		return ""
	case durationType:
		return differInTime(want.Int(), got.Int(), unequal)
	}
	if want.Type().Implements(errorType) && want.Kind() != reflect.Interface {
		if want.Interface().(error).Error() != got.Interface().(error).Error() {
			return unequal()
		}
		return ""
	}
	switch want.Kind() {
	case reflect.Interface:
		return differ(want.Elem(), got.Elem(), path)
	case reflect.Float32, reflect.Float64:
		a, b := want.Float(), got.Float()
		if math.Float64bits(a) != math.Float64bits(b) && !(math.IsNaN(a) && math.IsNaN(b)) {
			return unequal()
		}
	case reflect.Slice, reflect.Array:
		if want.Len() != got.Len() || want.Kind() == reflect.Slice && got.IsNil() {
			return unequal()
		}
		for i := range want.Len() {
			at := fmt.Sprintf("%s[%d]", path, i)
			if text := differ(want.Index(i), got.Index(i), at); text != "" {
				return text
			}
			if isRaw(want.Type().Elem()) && !sameBits(want.Index(i), got.Index(i)) {
				return fmt.Sprintf("%s has other bits", at)
			}
		}
	case reflect.Map:
		return differInMaps(want, got, path, unequal)
	case reflect.Pointer:
		if want.IsNil() != got.IsNil() {
			return unequal()
		}
		if !want.IsNil() {
			return differ(want.Elem(), got.Elem(), path)
		}
	case reflect.Struct:
		for i := range want.NumField() {
			if text := differ(want.Field(i), got.Field(i), path+"."+want.Type().Field(i).Name); text != "" {
				return text
			}
		}
	default:
		if want.Interface() != got.Interface() {
			return unequal()
		}
	}
	return ""
}

func sameBits(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Float32:
		return math.Float32bits(bits32(a)) == math.Float32bits(bits32(b))
	case reflect.Float64:
		return math.Float64bits(a.Float()) == math.Float64bits(b.Float())
	}
	return true
}

// Durations are exact below 2^33 ms; beyond, a double of milliseconds is as near as it can be.
func differInTime(want, got int64, unequal func() string) string {
	if want == got {
		return ""
	}
	const limit = int64(1<<33) * int64(time.Millisecond)
	exact := want < limit && want > -limit
	if a, b := float64(want), float64(got); exact || math.Abs(a-b) > math.Abs(a)*0x1p-50 {
		return unequal()
	}
	return ""
}

func differInMaps(want, got reflect.Value, path string, unequal func() string) string {
	if want.Len() != got.Len() || got.IsNil() {
		return unequal()
	}
	// A map may have many NaN as keys, and none of them can be looked up.
	strays := nans(got)
	for i := want.MapRange(); i.Next(); {
		at := fmt.Sprintf("%s[%s]", path, show(i.Key()))
		text := ""
		if identity(i.Key()) != notANumber {
			text = differ(i.Value(), got.MapIndex(i.Key()), at)
		} else if match := slices.IndexFunc(strays, func(v reflect.Value) bool { return differ(i.Value(), v, at) == "" }); match >= 0 {
			strays = slices.Delete(strays, match, match+1)
		} else {
			text = fmt.Sprintf("%s is none of %d, and should be %s", at, len(strays), show(i.Value()))
		}
		if text != "" {
			return text
		}
	}
	return ""
}

// nans are the elements of a map whose keys are NaN.
func nans(m reflect.Value) (elements []reflect.Value) {
	for i := m.MapRange(); i.Next(); {
		if identity(i.Key()) == notANumber {
			elements = append(elements, i.Value())
		}
	}
	return elements
}

// show is a value as a message can have it.
func show(v reflect.Value) string {
	if !v.IsValid() {
		return "nothing"
	}
	text := fmt.Sprintf("%#v", v)
	if len(text) > 200 {
		text = strings.ToValidUTF8(text[:200], "") + "…"
	}
	return text
}
