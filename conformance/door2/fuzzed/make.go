package fuzzed

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"time"
)

const maxSafe = 1<<53 - 1

var (
	anyType      = reflect.TypeFor[any]()
	errorType    = reflect.TypeFor[error]()
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
)

// What an any may hold.
var dynamicTypes = []reflect.Type{
	reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[int16](), reflect.TypeFor[int32](), reflect.TypeFor[int64](),
	reflect.TypeFor[uint](), reflect.TypeFor[uint8](), reflect.TypeFor[uint16](), reflect.TypeFor[uint32](), reflect.TypeFor[uint64](), reflect.TypeFor[uintptr](),
	reflect.TypeFor[float32](), reflect.TypeFor[float64](), reflect.TypeFor[string](), reflect.TypeFor[[]byte](), reflect.TypeFor[[3]byte](), reflect.TypeFor[[]int16](),
	reflect.TypeFor[[]float64](), reflect.TypeFor[[2]float32](), reflect.TypeFor[[]int](), reflect.TypeFor[[]string](), reflect.TypeFor[[2]bool](),
	reflect.TypeFor[[]time.Duration](), reflect.TypeFor[[]time.Time](), reflect.TypeFor[map[string]int](), reflect.TypeFor[map[int]string](),
	reflect.TypeFor[map[float64]bool](), reflect.TypeFor[map[Color]bool](), reflect.TypeFor[*int](), reflect.TypeFor[*string](), timeType, durationType,
	reflect.TypeFor[Color](), reflect.TypeFor[Level](), reflect.TypeFor[Celsius](), reflect.TypeFor[Readings](), reflect.TypeFor[[]Celsius](), reflect.TypeFor[Scalars](),
	reflect.TypeFor[*Scalars](), reflect.TypeFor[Embedding](), reflect.TypeFor[Node](), reflect.TypeFor[[]any](), reflect.TypeFor[map[string]any](),
	reflect.TypeFor[map[any]any](), errorType,
}

// What a key may be that is an any.
var keyTypes = []reflect.Type{
	reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[int64](), reflect.TypeFor[float64](), reflect.TypeFor[string](), reflect.TypeFor[Color](),
}

// A maker fills values by chance.
type maker struct {
	*rand.Rand
	size int // the most of anything
	left int // parts that may still be made
	deep int
}

// deepest is how deep values nest at most: far less than what crosses.
const deepest = 50

// nearly never: values that are refused must not be the rule.
const rare = 1000

func makeInto(v reflect.Value, seed, size int) {
	size = max(0, min(size, 1<<16))
	m := maker{rand.New(rand.NewPCG(uint64(seed), 0x746f70686572)), size, 4*size + 16, 0}
	m.fill(v)
}

func (m *maker) oneIn(n int) bool { return m.IntN(n) == 0 }

// count is how many parts to make: often few, at times all that are left.
func (m *maker) count() int {
	most := min(m.size, m.left)
	if most <= 0 || m.deep > deepest {
		return 0
	}
	n := m.IntN(min(most, 5) + 1)
	if m.oneIn(20) {
		n = m.IntN(most + 1)
	}
	m.left -= n
	return n
}

func (m *maker) fill(v reflect.Value) {
	m.deep++
	defer func() { m.deep-- }()
	switch v.Type() {
	case anyType:
		m.fillAny(v, dynamicTypes)
		return
	case errorType:
		if !m.oneIn(3) {
			v.Set(reflect.ValueOf(m.error()))
		}
		return
	case timeType:
		v.Set(reflect.ValueOf(m.time()))
		return
	case durationType:
		v.SetInt(int64(m.duration()))
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(m.oneIn(2))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(m.integer(v.Type()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(m.natural(v.Type()))
	case reflect.Float32:
		v.SetFloat(float64(math.Float32frombits(m.floatBits32())))
	case reflect.Float64:
		v.SetFloat(math.Float64frombits(m.floatBits64()))
	case reflect.String:
		v.SetString(m.text())
	case reflect.Slice:
		if m.oneIn(8) {
			return
		}
		n := m.count()
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		m.fillParts(v)
	case reflect.Array:
		m.fillParts(v)
	case reflect.Map:
		m.fillMap(v)
	case reflect.Pointer:
		if m.left > 0 && m.deep <= deepest && !m.oneIn(3) {
			m.left--
			v.Set(reflect.New(v.Type().Elem()))
			m.fill(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			m.fill(v.Field(i))
		}
	default:
		panic(fmt.Sprintf("fuzzed: nothing makes a %v", v.Type()))
	}
}

func (m *maker) fillParts(v reflect.Value) {
	for i := range v.Len() {
		e := v.Index(i)
		switch e.Kind() { // a NaN of any bits must stay itself where elements cross as they lie in memory
		case reflect.Float64:
			*(e.Addr().Convert(reflect.TypeFor[*float64]()).Interface().(*float64)) = math.Float64frombits(m.floatBits64())
		case reflect.Float32:
			*(e.Addr().Convert(reflect.TypeFor[*float32]()).Interface().(*float32)) = math.Float32frombits(m.floatBits32())
		default:
			m.fill(e)
		}
	}
}

func (m *maker) fillMap(v reflect.Value) {
	if m.oneIn(8) {
		return
	}
	made := reflect.MakeMap(v.Type())
	for range m.count() {
		key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		if key.Type() == anyType {
			m.fillAny(key, keyTypes)
		} else {
			m.fill(key)
		}
		m.fill(elem)
		made.SetMapIndex(key, elem)
	}
	v.Set(made)
}

func (m *maker) fillAny(v reflect.Value, types []reflect.Type) {
	if m.left <= 0 || m.deep > deepest || m.oneIn(10) {
		return
	}
	m.left--
	held := reflect.New(types[m.IntN(len(types))]).Elem()
	if m.fill(held); held.Kind() != reflect.Interface || !held.IsNil() {
		v.Set(held)
	}
}

func (m *maker) integer(t reflect.Type) int64 {
	bits := t.Bits()
	most := int64(math.MaxInt64) >> (64 - bits)
	edges := []int64{0, 1, -1, most, -most, -most - 1, maxSafe, -maxSafe}
	n := edges[m.IntN(len(edges))]
	if !m.oneIn(3) {
		n = int64(m.Uint64() >> m.IntN(64))
		if m.oneIn(2) {
			n = -n
		}
	}
	n = n << (64 - bits) >> (64 - bits)
	if t.Kind() == reflect.Int && (n > maxSafe || n < -maxSafe) && !m.oneIn(rare) {
		n %= maxSafe + 1
	}
	return n
}

func (m *maker) natural(t reflect.Type) uint64 {
	bits := t.Bits()
	most := uint64(math.MaxUint64) >> (64 - bits)
	edges := []uint64{0, 1, most, most - 1, most >> 1, most>>1 + 1, maxSafe}
	n := edges[m.IntN(len(edges))]
	if !m.oneIn(3) {
		n = m.Uint64() >> m.IntN(64)
	}
	n &= most
	if t.Kind() == reflect.Uint && n > maxSafe && !m.oneIn(rare) {
		n %= maxSafe + 1
	}
	return n
}

func (m *maker) floatBits64() uint64 {
	edges := []uint64{0, 1 << 63, 0x7ff0000000000000, 0xfff0000000000000, 0x7ff8000000000000, 0x7ff8000000000001, 0xfff8dead0000beef, 1, 1<<63 | 1, 0x7fefffffffffffff, 0x0010000000000000}
	if m.oneIn(3) {
		return edges[m.IntN(len(edges))]
	}
	if m.oneIn(2) {
		return math.Float64bits(float64(m.IntN(2001)-1000) / 4)
	}
	return m.Uint64()
}

func (m *maker) floatBits32() uint32 {
	edges := []uint32{0, 1 << 31, 0x7f800000, 0xff800000, 0x7fc00000, 0x7fc00001, 1, 0x7f7fffff, 0x00800000}
	if m.oneIn(3) {
		return edges[m.IntN(len(edges))]
	}
	return m.Uint32()
}

func (m *maker) text() string {
	var b strings.Builder
	pieces := []string{"", "a", "text", "é", "🐹", "\x00", "\ufffd", "\ufeff", "\u2028", "\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "e\u0301", "\u202e", "__proto__", "constructor", "0", "-1"}
	n := m.IntN(3)
	if m.oneIn(10) {
		n = m.IntN(m.size + 1)
	}
	for range n {
		if m.oneIn(2) {
			b.WriteString(pieces[m.IntN(len(pieces))])
		} else {
			b.WriteRune(rune(m.IntN(1 << (1 + m.IntN(20))))) // a surrogate becomes U+FFFD
		}
	}
	if m.oneIn(200) {
		return strings.Repeat(b.String(), m.IntN(m.size+1))
	}
	return b.String()
}

func (m *maker) time() time.Time {
	const latest = 8_640_000_000_000_000 // of a Date, in milliseconds
	edges := []int64{0, -1, 1, latest, -latest, -62135596800000}
	ms := edges[m.IntN(len(edges))]
	if !m.oneIn(3) {
		ms = int64(m.Uint64()>>m.IntN(64)) % latest
		if m.oneIn(2) {
			ms = -ms
		}
	}
	if m.oneIn(rare) {
		ms = latest + 1 + int64(m.IntN(1000))
	}
	t := time.UnixMilli(ms)
	if ms < latest {
		t = t.Add(time.Duration(m.IntN(int(time.Millisecond))))
	}
	switch m.IntN(3) {
	case 0:
		return t.UTC()
	case 1:
		return t.In(time.FixedZone("somewhere", m.IntN(86400)-43200))
	}
	return t
}

func (m *maker) duration() time.Duration {
	edges := []time.Duration{0, 1, -1, math.MaxInt64, math.MinInt64, time.Hour, 1<<53 - 1, -1 << 53}
	if m.oneIn(3) {
		return edges[m.IntN(len(edges))]
	}
	d := time.Duration(m.Uint64() >> m.IntN(64))
	if m.oneIn(2) {
		return -d
	}
	return d
}

func (m *maker) error() error {
	switch m.IntN(3) {
	case 0:
		return errors.New(m.text())
	case 1:
		return fmt.Errorf("%s: %w", m.text(), errors.New(m.text()))
	}
	return errors.Join(errors.New(m.text()), errors.New(m.text()))
}
