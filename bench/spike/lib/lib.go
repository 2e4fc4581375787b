// Package main is the library the spike measures: plain cgo exports, with the
// stack-bounds cache and a Node-API addon compiled into the same file.
package main

/*
#cgo LDFLAGS: -ldl
#include <stdint.h>
#include <stdlib.h>
typedef struct { double a; int64_t b; } S2;
typedef struct { double a; int64_t b; double c; int64_t d; } S4;
typedef struct { struct { int32_t x; int32_t y; } p; struct { double z; } q; } N2;
typedef struct { struct { float x; float y; } p; struct { int32_t z; uint8_t w; } q; } N4;
typedef double (*cbf)(double);
typedef void (*cbp)(void*, int64_t);
typedef int64_t (*cbi)(int64_t);
static inline double callf(cbf f, double x) { return f(x); }
static inline void callp(cbp f, void* p, int64_t n) { f(p, n); }
static inline int64_t calli(cbi f, int64_t n) { return f(n); }
*/
import "C"
import "unsafe"

//export Noop
func Noop() {}

//export Add2
func Add2(a, b float64) float64 { return a + b }

//export AddF32
func AddF32(a, b float32) float32 { return a + b }

//export Addi
func Addi(a, b int64) int64 { return a + b }

//export EchoU64
func EchoU64(a uint64) uint64 { return a }

//export EchoI64
func EchoI64(a int64) int64 { return a }

//export EchoI8
func EchoI8(a int8) int8 { return a }

//export EchoU8
func EchoU8(a uint8) uint8 { return a }

//export EchoI16
func EchoI16(a int16) int16 { return a }

//export EchoU16
func EchoU16(a uint16) uint16 { return a }

//export EchoI32
func EchoI32(a int32) int32 { return a }

//export EchoU32
func EchoU32(a uint32) uint32 { return a }

//export EchoBool
func EchoBool(a bool) bool { return a }

//export NotBool
func NotBool(a bool) bool { return !a }

//export RetU8
func RetU8(a int32) uint8 { return uint8(a) }

//export RetI8
func RetI8(a int32) int8 { return int8(a) }

//export RetU16
func RetU16(a int32) uint16 { return uint16(a) }

//export RetI16
func RetI16(a int32) int16 { return int16(a) }

//export RetU32
func RetU32(a int32) uint32 { return uint32(a) }

//export EchoPtr
func EchoPtr(p unsafe.Pointer) uintptr { return uintptr(p) }

//export RetPtr
func RetPtr(p uintptr) unsafe.Pointer { return unsafe.Pointer(p) }

//export Sum8
func Sum8(p *float64, n int64) float64 {
	s := 0.0
	for _, v := range unsafe.Slice(p, int(n)) {
		s += v
	}
	return s
}

//export Len
func Len(p *byte, n int64) int64 {
	for i, v := range unsafe.Slice(p, int(n)) {
		if v == 0 {
			return int64(i)
		}
	}
	return n
}

//export Alloc
func Alloc(n int64) unsafe.Pointer {
	p := C.malloc(C.size_t(n))
	b := unsafe.Slice((*byte)(p), int(n))
	for i := range b {
		b[i] = 'a' + byte(i%26)
	}
	if n > 0 {
		b[n-1] = 0
	}
	return p
}

//export StructIn2
func StructIn2(s C.S2) float64 { return float64(s.a) + float64(s.b) }

//export StructOut2
func StructOut2(a float64, b int64) C.S2 { return C.S2{C.double(a), C.int64_t(b)} }

//export StructIn4
func StructIn4(s C.S4) float64 {
	return float64(s.a) + float64(s.b) + float64(s.c) + float64(s.d)
}

//export StructOut4
func StructOut4(a float64, b int64) C.S4 {
	return C.S4{C.double(a), C.int64_t(b), C.double(a) * 2, C.int64_t(b) * 2}
}

//export NestedIn
func NestedIn(s C.N2) float64 { return float64(s.p.x) + 100*float64(s.p.y) + float64(s.q.z) }

//export Nested4
func Nested4(s C.N4) C.N4 {
	s.p.x++
	s.p.y++
	s.q.z++
	s.q.w++
	return s
}

//export CallF
func CallF(f C.cbf, n int64) float64 {
	s := 0.0
	for i := int64(0); i < n; i++ {
		s += float64(C.callf(f, C.double(i)))
	}
	return s
}

//export CallP
func CallP(f C.cbp, p unsafe.Pointer, n int64) {
	for i := int64(0); i < n; i++ {
		C.callp(f, p, C.int64_t(i))
	}
}

//export CallI
func CallI(f C.cbi, v int64) int64 { return int64(C.calli(f, C.int64_t(v))) }

func main() {}
