package main

// #include <stdint.h>
import "C"

import (
	"context"
	"iter"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/host"
	"github.com/topherjs/topher/go/bridge/host/testdata/sample/mathx"
	"github.com/topherjs/topher/go/bridge/wire"
)

func init() {
	wire.RegisterClass[*mathx.Conn](8)
	host.Tasks(
		host.TaskOf{Name: "mathx.Add", Start: amathx_Add},
		host.TaskOf{Name: "mathx.Greet", Start: amathx_Greet},
		host.TaskOf{Name: "mathx.Ramp", Start: amathx_Ramp},
		host.TaskOf{Name: "mathx.NewCounter", Start: amathx_NewCounter},
		host.TaskOf{Name: "mathx.Counter.Add", Start: amathx_Counter_Add},
		host.TaskOf{Name: "mathx.Wait", Start: amathx_Wait},
		host.TaskOf{Name: "mathx.Left", Start: amathx_Left},
		host.TaskOf{Name: "mathx.Park", Start: amathx_Park},
		host.TaskOf{Name: "mathx.Open", Start: amathx_Open},
		host.TaskOf{Name: "mathx.Ends", Start: amathx_Ends},
		host.TaskOf{Name: "mathx.Together", Start: amathx_Together},
		host.TaskOf{Name: "mathx.Many", Start: amathx_Many},
		host.TaskOf{Name: "mathx.Here", Start: amathx_Here},
		host.TaskOf{Name: "mathx.Told", Start: amathx_Told},
		host.TaskOf{Name: "mathx.Converted", Start: amathx_Converted},
		host.TaskOf{Name: "mathx.Echo", Start: amathx_Echo},
		host.TaskOf{Name: "mathx.Sum", Start: amathx_Sum},
		host.TaskOf{Name: "mathx.Spin", Start: amathx_Spin},
		host.TaskOf{Name: "mathx.Signal", Start: amathx_Signal},
	)
}

func zfunc_8(f *host.Func) func(context.Context, float64) error {
	return func(ctx context.Context, p0 float64) (err error) {
		b, err := f.Try()
		if err != nil {
			return err
		}
		b.Context(ctx)
		b.Out.Float64(p0)
		if err = b.TryCall(); err != nil {
			return err
		}
		return b.TryEnd()
	}
}

func zfunc_9(f *host.Func) func(*mathx.Counter) (*mathx.Counter, error) {
	return func(p0 *mathx.Counter) (r0 *mathx.Counter, err error) {
		b, err := f.Try()
		if err != nil {
			return r0, err
		}
		wire.WriteHandle(&b.Out, p0)
		if err = b.TryCall(); err != nil {
			return r0, err
		}
		r0 = wire.ReadHandle[*mathx.Counter](&b.In)
		return r0, b.TryEnd()
	}
}

func amathx_Add(c *host.Call, k *host.Task) {
	a, b := c.In.Int(), c.In.Int()
	k.Go(c, func() {
		r0 := mathx.Add(a, b)
		w := k.Returned()
		w.Int(r0)
	})
}

func amathx_Greet(c *host.Call, k *host.Task) {
	name := c.In.String()
	k.Go(c, func() {
		r0, err := mathx.Greet(name)
		if err != nil {
			k.Throw(err, r0)
			return
		}
		w := k.Returned()
		w.String(r0)
	})
}

func amathx_Ramp(c *host.Call, k *host.Task) {
	n := c.In.Int()
	k.Go(c, func() {
		r0 := mathx.Ramp(n)
		w := k.Returned()
		wire.WriteSlice(w, r0, zwrite_mathx_Point)
	})
}

func amathx_NewCounter(c *host.Call, k *host.Task) {
	n := c.In.Int()
	k.Go(c, func() {
		r0 := mathx.NewCounter(n)
		w := k.Returned()
		wire.WriteHandle(w, r0)
	})
}

func amathx_Counter_Add(c *host.Call, k *host.Task) {
	recv := wire.ReadHandle[*mathx.Counter](&c.In)
	n := c.In.Int()
	k.Go(c, func() {
		r0 := recv.Add(n)
		w := k.Returned()
		w.Int(r0)
	})
}

func amathx_Wait(c *host.Call, k *host.Task) {
	ctx := k.Context()
	k.Go(c, func() {
		if err := mathx.Wait(ctx); err != nil {
			k.Throw(err)
			return
		}
		k.Returned()
	})
}

func amathx_Signal(c *host.Call, k *host.Task) {
	ctx := k.Context()
	file := c.In.Int()
	k.Go(c, func() {
		if err := mathx.Signal(ctx, file); err != nil {
			k.Throw(err)
			return
		}
		k.Returned()
	})
}

func amathx_Left(c *host.Call, k *host.Task) {
	ctx := k.Context()
	k.Go(c, func() {
		r0 := mathx.Left(ctx)
		w := k.Returned()
		w.Float64(r0)
	})
}

func amathx_Park(c *host.Call, k *host.Task) {
	x := c.In.Float64()
	k.Go(c, func() {
		r0 := mathx.Park(x)
		w := k.Returned()
		w.Float64(r0)
	})
}

func amathx_Open(c *host.Call, k *host.Task) {
	ctx := k.Context()
	n := c.In.Int()
	k.Go(c, func() {
		r0 := mathx.Open(ctx, n)
		w := k.Returned()
		wire.WriteSlice(w, r0, wire.WriteHandle[*mathx.Conn])
	})
}

func amathx_Ends(c *host.Call, k *host.Task) {
	how := c.In.String()
	k.Go(c, func() {
		r0, err := mathx.Ends(how)
		if err != nil {
			k.Throw(err, r0)
			return
		}
		w := k.Returned()
		w.String(r0)
	})
}

func amathx_Together(c *host.Call, k *host.Task) {
	n := c.In.Int()
	f := host.ReadFunc(&c.In, zfunc_6)
	k.Go(c, func() {
		r0, err := mathx.Together(n, f)
		if err != nil {
			k.Throw(err, r0)
			return
		}
		w := k.Returned()
		w.Float64(r0)
	})
}

func amathx_Many(c *host.Call, k *host.Task) {
	m, n := c.In.Int(), c.In.Int()
	f := host.ReadFunc(&c.In, zfunc_1)
	k.Go(c, func() {
		r0 := mathx.Many(m, n, f)
		w := k.Returned()
		w.Float64(r0)
	})
}

func amathx_Here(c *host.Call, k *host.Task) {
	f := host.ReadFunc(&c.In, zfunc_1)
	x := c.In.Float64()
	k.Go(c, func() {
		r0 := mathx.Here(f, x)
		w := k.Returned()
		w.Float64(r0)
	})
}

func amathx_Told(c *host.Call, k *host.Task) {
	f := host.ReadFunc(&c.In, zfunc_8)
	milliseconds := c.In.Float64()
	k.Go(c, func() {
		if err := mathx.Told(f, milliseconds); err != nil {
			k.Throw(err)
			return
		}
		k.Returned()
	})
}

func amathx_Converted(c *host.Call, k *host.Task) {
	f := host.ReadFunc(&c.In, zfunc_9)
	k.Go(c, func() {
		r0, err := mathx.Converted(f)
		if err != nil {
			k.Throw(err, r0)
			return
		}
		w := k.Returned()
		w.Bool(r0)
	})
}

func amathx_Echo(c *host.Call, k *host.Task) {
	v := c.In.Any()
	k.Go(c, func() {
		r0 := mathx.Echo(v)
		w := k.Returned()
		w.Any(r0)
	})
}

func amathx_Sum(c *host.Call, k *host.Task) {
	xs := host.ReadSeq[iter.Seq[float64]](&c.In, (*wire.Reader).Float64)
	most := c.In.Int()
	k.Go(c, func() {
		r0 := mathx.Sum(xs, most)
		w := k.Returned()
		w.Float64(r0)
	})
}

func amathx_Spin(c *host.Call, k *host.Task) {
	milliseconds := c.In.Float64()
	k.Go(c, func() {
		r0 := mathx.Spin(milliseconds)
		w := k.Returned()
		w.Float64(r0)
	})
}

//export zmathx_Conn_Why
func zmathx_Conn_Why(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Conn.Why")
	defer c.End(&bits)
	c.Ready()
	r0 := host.Receiver[*mathx.Conn](c, recv).Why()
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_Waited
func zmathx_Waited(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Waited")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.Waited()
	w := c.Returned()
	w.String(r0)
	return bits
}

//export zmathx_Descends
func zmathx_Descends(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Descends")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_6)
	c.Ready()
	if err := mathx.Descends(f); err != nil {
		c.Throw(err)
		return bits
	}
	c.Returned()
	return bits
}

//export zmathx_Asked
func zmathx_Asked(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Asked")
	defer c.End(&bits)
	f := host.ReadFunc(&c.In, zfunc_6)
	c.Ready()
	r0 := mathx.Asked(f, host.Int(n))
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Collect
func zmathx_Collect(t unsafe.Pointer) {
	c := host.BeginDirect(t, "mathx.Collect")
	defer c.EndDirect()
	mathx.Collect()
	c.Done()
}

//export zmathx_Parked
func zmathx_Parked(t unsafe.Pointer) float64 {
	c := host.BeginDirect(t, "mathx.Parked")
	defer c.EndDirect()
	return host.Result[float64](c, mathx.Parked())
}

//export zmathx_Unpark
func zmathx_Unpark(t unsafe.Pointer) {
	c := host.BeginDirect(t, "mathx.Unpark")
	defer c.EndDirect()
	mathx.Unpark()
	c.Done()
}
