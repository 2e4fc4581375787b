// Package main is what the generator writes for the package mathx: z.go and z.c, by hand.
package main

// #include <stdint.h>
import "C"

import (
	"unsafe"

	"github.com/topherjs/topher/go/bridge/host"
	"github.com/topherjs/topher/go/bridge/host/testdata/sample/mathx"
	"github.com/topherjs/topher/go/bridge/wire"
)

func main() {}

func init() {
	wire.RegisterClass[*mathx.Counter](1)
	wire.RegisterValue(2, zwrite_mathx_Point, zread_mathx_Point)
	wire.RegisterClass[*mathx.StateError](3)
	wire.RegisterError[*mathx.StateError](3)
	wire.RegisterClass[*mathx.Circle](4)
	wire.RegisterClass[*mathx.Square](5)
	wire.RegisterClass[*mathx.Buffer](7)
}

// Value structs.

func zwrite_mathx_Point(w *wire.Writer, v mathx.Point) {
	w.Float64(v.X)
	w.Float64(v.Y)
	w.String(v.Label)
}

func zread_mathx_Point(r *wire.Reader) (v mathx.Point) {
	v.X = r.Float64()
	v.Y = r.Float64()
	v.Label = r.String()
	return v
}

// Callbacks: one function for each signature.

func zfunc_1(f *host.Func) func(float64) float64 {
	return func(p0 float64) float64 {
		b := f.Start()
		b.Out.Float64(p0)
		b.Call()
		r0 := b.In.Float64()
		b.End()
		return r0
	}
}

func zfunc_2(f *host.Func) func(int) (int, error) {
	return func(p0 int) (r0 int, err error) {
		b, err := f.Try()
		if err != nil {
			return r0, err
		}
		b.Out.Int(p0)
		if err = b.TryCall(); err != nil {
			return r0, err
		}
		r0 = b.In.Int()
		return r0, b.TryEnd()
	}
}

func zfunc_3(f *host.Func) func(int) int {
	return func(p0 int) int {
		b := f.Start()
		b.Out.Int(p0)
		b.Call()
		r0 := b.In.Int()
		b.End()
		return r0
	}
}

func zfunc_4(f *host.Func) func([]mathx.Point) string {
	return func(p0 []mathx.Point) string {
		b := f.Start()
		wire.WriteSlice(&b.Out, p0, zwrite_mathx_Point)
		b.Call()
		r0 := b.In.String()
		b.End()
		return r0
	}
}

func zfunc_5(f *host.Func) func() error {
	return func() (err error) {
		b, err := f.Try()
		if err != nil {
			return err
		}
		if err = b.TryCall(); err != nil {
			return err
		}
		return b.TryEnd()
	}
}

// Functions.

//export zmathx_ErrEmpty
func zmathx_ErrEmpty(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.ErrEmpty")
	defer c.End(&bits)
	c.Returned().Error(mathx.ErrEmpty)
	return bits
}

//export zmathx_Add
func zmathx_Add(t unsafe.Pointer, a, b float64) float64 {
	c := host.BeginDirect(t, "mathx.Add")
	defer c.EndDirect()
	return c.Int(mathx.Add(host.Int(a), host.Int(b)))
}

//export zmathx_Mean
func zmathx_Mean(t unsafe.Pointer, xs unsafe.Pointer, n float64) float64 {
	c := host.BeginDirect(t, "mathx.Mean")
	defer c.EndDirect()
	return host.Result[float64](c, mathx.Mean(host.Borrow[float64](xs, n)))
}

//export zmathx_Greet
func zmathx_Greet(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Greet")
	defer c.End(&bits)
	name := c.In.String()
	c.Ready()
	r0, err := mathx.Greet(name)
	if err != nil {
		c.Throw(err, r0)
		return bits
	}
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_Ramp
func zmathx_Ramp(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Ramp")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.Ramp(host.Int(n))
	w := c.Returned()
	wire.WriteSlice(w, r0, zwrite_mathx_Point)
	return bits
}

//export zmathx_Scale
func zmathx_Scale(t unsafe.Pointer, at int32, k float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Scale")
	defer c.End(&bits)
	p := wire.ReadPointer(&c.In, zread_mathx_Point)
	c.Ready()
	mathx.Scale(p, k)
	w := c.Returned()
	if p != nil {
		zwrite_mathx_Point(w, *p)
	}
	return bits
}

//export zmathx_NewCounter
func zmathx_NewCounter(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.NewCounter")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.NewCounter(host.Int(n))
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Counter_Add
func zmathx_Counter_Add(t unsafe.Pointer, recv, n float64) float64 {
	c := host.BeginDirect(t, "mathx.Counter.Add")
	defer c.EndDirect()
	return c.Int(host.Receiver[*mathx.Counter](c, recv).Add(host.Int(n)))
}

//export zmathx_Counter_Close
func zmathx_Counter_Close(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Counter.Close")
	defer c.End(&bits)
	c.Ready()
	if err := host.Receiver[*mathx.Counter](c, recv).Close(); err != nil {
		c.Throw(err)
		return bits
	}
	c.Returned()
	return bits
}

//export zmathx_Map
func zmathx_Map(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Map")
	defer c.End(&bits)
	xs, xsBack := wire.ReadNumbersBack[float64](&c.In)
	f := host.ReadFunc(&c.In, zfunc_1)
	c.Ready()
	r0 := mathx.Map(xs, f)
	w := c.Returned()
	w.Float64(r0)
	wire.WriteNumbersBack(w, xs, xsBack)
	return bits
}

//export zmathx_Walk
func zmathx_Walk(t unsafe.Pointer, at int32, depth float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Walk")
	defer c.End(&bits)
	visit := host.ReadFunc(&c.In, zfunc_2)
	c.Ready()
	r0, err := mathx.Walk(host.Int(depth), visit)
	if err != nil {
		c.Throw(err, r0)
		return bits
	}
	w := c.Returned()
	w.Int(r0)
	return bits
}

//export zmathx_Descend
func zmathx_Descend(t unsafe.Pointer, at int32, depth float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Descend")
	defer c.End(&bits)
	visit := host.ReadFunc(&c.In, zfunc_3)
	c.Ready()
	r0 := mathx.Descend(host.Int(depth), visit)
	w := c.Returned()
	w.Int(r0)
	return bits
}

//export zmathx_Send
func zmathx_Send(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Send")
	defer c.End(&bits)
	to := host.ReadFunc(&c.In, zfunc_4)
	c.Ready()
	r0 := mathx.Send(host.Int(n), to)
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_Elsewhere
func zmathx_Elsewhere(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Elsewhere")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_1)
	c.Ready()
	r0 := mathx.Elsewhere(f)
	w := c.Returned()
	w.Float64(r0)
	return bits
}

//export zmathx_ElsewhereErr
func zmathx_ElsewhereErr(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.ElsewhereErr")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_5)
	c.Ready()
	if err := mathx.ElsewhereErr(f); err != nil {
		c.Throw(err)
		return bits
	}
	c.Returned()
	return bits
}

//export zmathx_Fail
func zmathx_Fail(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Fail")
	defer c.End(&bits)
	how := c.In.String()
	c.Ready()
	r0 := mathx.Fail(how)
	w := c.Returned()
	w.Int(r0)
	return bits
}

//export zmathx_Echo
func zmathx_Echo(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Echo")
	defer c.End(&bits)
	v := c.In.Any()
	c.Ready()
	r0 := mathx.Echo(v)
	w := c.Returned()
	w.Any(r0)
	return bits
}

//export zmathx_Complain
func zmathx_Complain(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Complain")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_1)
	c.Ready()
	if err := mathx.Complain(f); err != nil {
		c.Throw(err)
		return bits
	}
	c.Returned()
	return bits
}

//export zmathx_Survive
func zmathx_Survive(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Survive")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_1)
	c.Ready()
	r0 := mathx.Survive(host.Int(n), f)
	w := c.Returned()
	w.Int(r0)
	return bits
}

//export zmathx_Hang
func zmathx_Hang(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Hang")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_1)
	c.Ready()
	mathx.Hang(f)
	c.Returned()
	return bits
}

//export zmathx_Sizes
func zmathx_Sizes(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Sizes")
	defer c.End(&bits)
	p := zread_mathx_Point(&c.In)
	c.Ready()
	r0, r1, err := mathx.Sizes(p)
	if err != nil {
		c.Throw(err, r0, r1)
		return bits
	}
	w := c.Returned()
	zwrite_mathx_Point(w, r0)
	w.Int(r1)
	return bits
}
