// Package wire is the codec of generated libraries: values to bytes and back.
//
// It knows no transport and no C. A [Writer] appends to a buffer with a fixed capacity and moves to one that grows when it is
// full; a [Reader] reads what the other side wrote. Generated code names a verb for each value and is otherwise a straight line:
//
//	func writePoint(w *wire.Writer, v geo.Point) {
//		w.Float64(v.X)
//		w.Float64(v.Y)
//		wire.WriteSlice(w, v.Tags, (*wire.Writer).String)
//	}
//
//	func readPoint(r *wire.Reader) (v geo.Point) {
//		v.X = r.Float64()
//		v.Y = r.Float64()
//		v.Tags = wire.ReadSlice(r, (*wire.Reader).String)
//		return v
//	}
//
// Verbs for one value are methods. Verbs that take an element's type are functions, because a method cannot have type
// parameters; what writes or reads one element is passed as a func.
//
// The bytes are described in docs/internals/generated-libraries.md, section 5, and testdata/vectors.json holds examples that
// the tests of both sides read.
//
// # Errors
//
// Both ends keep the first error and go on: a Writer writes what nobody will read, a Reader gives zero values. Err says what
// happened, and generated code looks once. Each error is an [*Error] with a stable code.
//
// # Memory
//
// A Reader copies: nothing that it returns refers to the bytes it read. It believes no length. Every value takes at least one
// byte, so a count is refused when the rest, less what enclosing lists still have to hold, is shorter; what is allocated is
// bounded by the length of the input.
package wire
