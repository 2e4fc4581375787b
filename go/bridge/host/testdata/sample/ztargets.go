package main

// #include <stdint.h>
import "C"

import (
	"io"
	"iter"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/host"
	"github.com/topherjs/topher/go/bridge/host/testdata/sample/mathx"
	"github.com/topherjs/topher/go/bridge/wire"
)

// Callbacks and objects of JavaScript.

func zfunc_6(f *host.Func) func(float64) (float64, error) {
	return func(p0 float64) (r0 float64, err error) {
		b, err := f.Try()
		if err != nil {
			return r0, err
		}
		b.Out.Float64(p0)
		if err = b.TryCall(); err != nil {
			return r0, err
		}
		r0 = b.In.Float64()
		return r0, b.TryEnd()
	}
}

func zfunc_7(f *host.Func) mathx.Op { return mathx.Op(zfunc_1(f)) }

type zobject_1_type struct{ o *host.Object }

func zobject_1(o *host.Object) mathx.Shape { return zobject_1_type{o} }

func (z zobject_1_type) TopherObject() *host.Object { return z.o }

func (z zobject_1_type) Area() float64 {
	b := z.o.Start(0)
	b.Call()
	r0 := b.In.Float64()
	b.End()
	return r0
}

func (z zobject_1_type) Describe(p0 string) (r0 string, err error) {
	b, err := z.o.Try(1)
	if err != nil {
		return r0, err
	}
	b.Out.String(p0)
	if err = b.TryCall(); err != nil {
		return r0, err
	}
	r0 = b.In.String()
	return r0, b.TryEnd()
}

func zread_shape(r *wire.Reader) mathx.Shape { return host.ReadInterface(r, zobject_1) }

// Functions.

//export zmathx_Keep
func zmathx_Keep(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Keep")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_1)
	c.Ready()
	mathx.Keep(f)
	c.Returned()
	return bits
}

//export zmathx_KeepErr
func zmathx_KeepErr(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.KeepErr")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_6)
	c.Ready()
	mathx.KeepErr(f)
	c.Returned()
	return bits
}

//export zmathx_Kept
func zmathx_Kept(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Kept")
	defer c.End(&bits)
	r0 := mathx.Kept()
	w := c.Returned()
	host.WriteFunc(w, r0)
	return bits
}

//export zmathx_KeptAny
func zmathx_KeptAny(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.KeptAny")
	defer c.End(&bits)
	r0 := mathx.KeptAny()
	w := c.Returned()
	w.Any(r0)
	return bits
}

//export zmathx_CallKept
func zmathx_CallKept(t unsafe.Pointer, x float64) float64 {
	c := host.BeginDirect(t, "mathx.CallKept")
	defer c.EndDirect()
	return host.Result[float64](c, mathx.CallKept(x))
}

//export zmathx_CallKeptErr
func zmathx_CallKeptErr(t unsafe.Pointer, at int32, x float64) (bits int32) {
	c := host.Begin(t, at, "mathx.CallKeptErr")
	defer c.End(&bits)
	c.Ready()
	r0, err := mathx.CallKeptErr(x)
	if err != nil {
		c.Throw(err, r0)
		return bits
	}
	w := c.Returned()
	w.Float64(r0)
	return bits
}

//export zmathx_CallKeptElsewhere
func zmathx_CallKeptElsewhere(t unsafe.Pointer, x float64) {
	c := host.BeginDirect(t, "mathx.CallKeptElsewhere")
	defer c.EndDirect()
	mathx.CallKeptElsewhere(x)
	c.Done()
}

//export zmathx_CallKeptErrElsewhere
func zmathx_CallKeptErrElsewhere(t unsafe.Pointer, at int32, x float64) (bits int32) {
	c := host.Begin(t, at, "mathx.CallKeptErrElsewhere")
	defer c.End(&bits)
	c.Ready()
	if err := mathx.CallKeptErrElsewhere(x); err != nil {
		c.Throw(err)
		return bits
	}
	c.Returned()
	return bits
}

//export zmathx_CallKeptLater
func zmathx_CallKeptLater(t unsafe.Pointer, milliseconds float64) {
	c := host.BeginDirect(t, "mathx.CallKeptLater")
	defer c.EndDirect()
	mathx.CallKeptLater(milliseconds)
	c.Done()
}

//export zmathx_Later
func zmathx_Later(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Later")
	defer c.End(&bits)
	if err := mathx.Later(); err != nil {
		c.Throw(err)
		return bits
	}
	c.Returned()
	return bits
}

//export zmathx_Adder
func zmathx_Adder(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Adder")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.Adder(n)
	w := c.Returned()
	host.WriteFunc(w, r0)
	return bits
}

//export zmathx_Apply
func zmathx_Apply(t unsafe.Pointer, at int32, x float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Apply")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_7)
	c.Ready()
	r0 := mathx.Apply(f, x)
	w := c.Returned()
	w.Float64(r0)
	return bits
}

// The func values of Go that JavaScript calls.
//
//export zmathx_call_1
func zmathx_call_1(t unsafe.Pointer, recv, x float64) float64 {
	c := host.BeginDirect(t, "func(float64) float64")
	defer c.EndDirect()
	return host.Result[float64](c, host.Receiver[func(float64) float64](c, recv)(x))
}

//export zmathx_CallAny
func zmathx_CallAny(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.CallAny")
	defer c.End(&bits)
	f := c.In.Any()
	args := wire.ReadSlice(&c.In, (*wire.Reader).Any)
	c.Ready()
	r0, r1, err := mathx.CallAny(f, args...)
	if err != nil {
		c.Throw(err, r0, r1)
		return bits
	}
	w := c.Returned()
	w.Any(r0)
	w.Bool(r1)
	return bits
}

//export zmathx_FindsEmpty
func zmathx_FindsEmpty(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.FindsEmpty")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_6)
	c.Ready()
	r0 := mathx.FindsEmpty(f)
	w := c.Returned()
	w.Bool(r0)
	return bits
}

//export zmathx_NewShape
func zmathx_NewShape(t unsafe.Pointer, at int32, kind float64) (bits int32) {
	c := host.Begin(t, at, "mathx.NewShape")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.NewShape(host.Int(kind))
	w := c.Returned()
	host.WriteInterface(w, 6, r0)
	return bits
}

//export zmathx_Largest
func zmathx_Largest(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Largest")
	defer c.End(&bits)
	shapes := wire.ReadSlice(&c.In, zread_shape)
	c.Ready()
	r0 := mathx.Largest(shapes)
	w := c.Returned()
	host.WriteInterface(w, 6, r0)
	return bits
}

//export zmathx_Describe
func zmathx_Describe(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Describe")
	defer c.End(&bits)
	s := host.ReadInterface(&c.In, zobject_1)
	c.Ready()
	r0, err := mathx.Describe(s)
	if err != nil {
		c.Throw(err, r0)
		return bits
	}
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_DynamicType
func zmathx_DynamicType(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.DynamicType")
	defer c.End(&bits)
	s := host.ReadInterface[mathx.Shape](&c.In, nil)
	c.Ready()
	r0 := mathx.DynamicType(s)
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_DynamicTypeOfAny
func zmathx_DynamicTypeOfAny(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.DynamicTypeOfAny")
	defer c.End(&bits)
	v := c.In.Any()
	c.Ready()
	r0 := mathx.DynamicTypeOfAny(v)
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_KeepShape
func zmathx_KeepShape(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.KeepShape")
	defer c.End(&bits)
	s := host.ReadInterface(&c.In, zobject_1)
	c.Ready()
	mathx.KeepShape(s)
	c.Returned()
	return bits
}

//export zmathx_KeptArea
func zmathx_KeptArea(t unsafe.Pointer) float64 {
	c := host.BeginDirect(t, "mathx.KeptArea")
	defer c.EndDirect()
	return host.Result[float64](c, mathx.KeptArea())
}

//export zmathx_KeptShape
func zmathx_KeptShape(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.KeptShape")
	defer c.End(&bits)
	r0 := mathx.KeptShape()
	w := c.Returned()
	w.Any(r0)
	return bits
}

//export zmathx_KeptAreaElsewhere
func zmathx_KeptAreaElsewhere(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.KeptAreaElsewhere")
	defer c.End(&bits)
	r0 := mathx.KeptAreaElsewhere()
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_Circle_Grow
func zmathx_Circle_Grow(t unsafe.Pointer, recv, n float64) float64 {
	c := host.BeginDirect(t, "mathx.Circle.Grow")
	defer c.EndDirect()
	return host.Result[float64](c, host.Receiver[*mathx.Circle](c, recv).Grow(n))
}

//export zmathx_Pipe
func zmathx_Pipe(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Pipe")
	defer c.End(&bits)
	dst := host.ReadWriter[io.Writer](&c.In)
	src := host.ReadReader[io.Reader](&c.In)
	c.Ready()
	r0, err := mathx.Pipe(dst, src)
	if err != nil {
		c.Throw(err, r0)
		return bits
	}
	w := c.Returned()
	w.Int64(r0)
	return bits
}

//export zmathx_Tail
func zmathx_Tail(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Tail")
	defer c.End(&bits)
	r := host.ReadReader[io.ReadSeeker](&c.In)
	c.Ready()
	r0, err := mathx.Tail(r, host.Int(n))
	if err != nil {
		c.Throw(err, r0)
		return bits
	}
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_ReadOnce
func zmathx_ReadOnce(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.ReadOnce")
	defer c.End(&bits)
	r := host.ReadReader[io.Reader](&c.In)
	c.Ready()
	r0, err := mathx.ReadOnce(r, host.Int(n))
	if err != nil {
		c.Throw(err, r0)
		return bits
	}
	w := c.Returned()
	w.Int(r0)
	return bits
}

//export zmathx_EchoReader
func zmathx_EchoReader(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.EchoReader")
	defer c.End(&bits)
	r := host.ReadReader[io.Reader](&c.In)
	c.Ready()
	r0 := mathx.EchoReader(r)
	w := c.Returned()
	w.Any(r0)
	return bits
}

//export zmathx_WriteParts
func zmathx_WriteParts(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.WriteParts")
	defer c.End(&bits)
	dst := host.ReadWriter[io.Writer](&c.In)
	c.Ready()
	if err := mathx.WriteParts(dst); err != nil {
		c.Throw(err)
		return bits
	}
	c.Returned()
	return bits
}

//export zmathx_NewBuffer
func zmathx_NewBuffer(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.NewBuffer")
	defer c.End(&bits)
	text := c.In.String()
	c.Ready()
	r0 := mathx.NewBuffer(text)
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Idle
func zmathx_Idle(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Idle")
	defer c.End(&bits)
	r0 := mathx.Idle()
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Full
func zmathx_Full(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Full")
	defer c.End(&bits)
	r0 := mathx.Full()
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_EndedLoops
func zmathx_EndedLoops(t unsafe.Pointer) float64 {
	c := host.BeginDirect(t, "mathx.EndedLoops")
	defer c.EndDirect()
	return c.Int(mathx.EndedLoops())
}

//export zmathx_Upto
func zmathx_Upto(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Upto")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.Upto(host.Int(n))
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Exits
func zmathx_Exits(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Exits")
	defer c.End(&bits)
	r0 := mathx.Exits()
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Mapped
func zmathx_Mapped(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Mapped")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_1)
	c.Ready()
	r0 := mathx.Mapped(host.Int(n), f)
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Entries
func zmathx_Entries(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Entries")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.Entries(host.Int(n))
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Sum
func zmathx_Sum(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Sum")
	defer c.End(&bits)
	values := host.ReadSeq[iter.Seq[float64]](&c.In, (*wire.Reader).Float64)
	c.Ready()
	r0 := mathx.Sum(values, host.Int(n))
	w := c.Returned()
	w.Float64(r0)
	return bits
}

//export zmathx_SumPanics
func zmathx_SumPanics(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.SumPanics")
	defer c.End(&bits)
	values := host.ReadSeq[iter.Seq[float64]](&c.In, (*wire.Reader).Float64)
	c.Ready()
	r0 := mathx.SumPanics(values)
	w := c.Returned()
	w.Float64(r0)
	return bits
}

//export zmathx_Doubled
func zmathx_Doubled(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Doubled")
	defer c.End(&bits)
	values := host.ReadSeq[iter.Seq[float64]](&c.In, (*wire.Reader).Float64)
	c.Ready()
	r0 := mathx.Doubled(values)
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_SumPairs
func zmathx_SumPairs(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.SumPairs")
	defer c.End(&bits)
	pairs := host.ReadSeq2[iter.Seq2[string, float64]](&c.In, (*wire.Reader).String, (*wire.Reader).Float64)
	c.Ready()
	r0 := mathx.SumPairs(pairs)
	w := c.Returned()
	w.Float64(r0)
	return bits
}

// Loops over iterators: one pair of functions for each type.

//export zmathx_ints_start
func zmathx_ints_start(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "mathx.ints.start")
	defer c.End(&bits)
	c.Ready()
	w := c.Returned()
	wire.WriteHandle(w, host.StartSeq(c, host.Receiver[iter.Seq[int]](c, recv)))
	return bits
}

//export zmathx_ints_next
func zmathx_ints_next(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "mathx.ints.next")
	defer c.End(&bits)
	c.Ready()
	v, ok := host.NextSeq[int](c, recv)
	w := c.Returned()
	w.Bool(ok)
	if ok {
		w.Int(v)
	}
	return bits
}

//export zmathx_floats_start
func zmathx_floats_start(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "mathx.floats.start")
	defer c.End(&bits)
	c.Ready()
	w := c.Returned()
	wire.WriteHandle(w, host.StartSeq(c, host.Receiver[iter.Seq[float64]](c, recv)))
	return bits
}

//export zmathx_floats_next
func zmathx_floats_next(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "mathx.floats.next")
	defer c.End(&bits)
	c.Ready()
	v, ok := host.NextSeq[float64](c, recv)
	w := c.Returned()
	w.Bool(ok)
	if ok {
		w.Float64(v)
	}
	return bits
}

//export zmathx_entries_start
func zmathx_entries_start(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "mathx.entries.start")
	defer c.End(&bits)
	c.Ready()
	w := c.Returned()
	wire.WriteHandle(w, host.StartSeq2(c, host.Receiver[iter.Seq2[string, int]](c, recv)))
	return bits
}

//export zmathx_entries_next
func zmathx_entries_next(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "mathx.entries.next")
	defer c.End(&bits)
	c.Ready()
	k, v, ok := host.NextSeq2[string, int](c, recv)
	w := c.Returned()
	w.Bool(ok)
	if ok {
		w.String(k)
		w.Int(v)
	}
	return bits
}
