package main

// #include <stdint.h>
import "C"

import (
	"io"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/host"
	"github.com/topherjs/topher/go/bridge/host/testdata/sample/mathx"
	"github.com/topherjs/topher/go/bridge/wire"
)

// Channels, and bytes as streams. Their tasks are numbered behind those of ztasks.go.

func init() {
	host.Tasks(
		host.TaskOf{Name: "mathx.CountTo", Start: amathx_CountTo},
		host.TaskOf{Name: "mathx.Total", Start: amathx_Total},
		host.TaskOf{Name: "mathx.Squares", Start: amathx_Squares},
		host.TaskOf{Name: "mathx.Pipe", Start: amathx_Pipe},
		host.TaskOf{Name: "mathx.GiveOut", Start: amathx_GiveOut},
	)
}

func zmake_1(size int) (<-chan int, chan int) {
	ch := make(chan int, size)
	return ch, ch
}

func zmake_2(size int) (chan<- int, chan int) {
	ch := make(chan int, size)
	return ch, ch
}

func amathx_CountTo(c *host.Call, k *host.Task) {
	ctx := k.Context()
	n := c.In.Int()
	k.Go(c, func() {
		r0 := mathx.CountTo(ctx, n)
		w := k.Returned()
		wire.WriteHandle(w, r0)
	})
}

func amathx_Total(c *host.Call, k *host.Task) {
	in := host.ReadChan(&c.In, zmake_1, nil, (*wire.Reader).Int)
	n := c.In.Int()
	k.Go(c, func() {
		r0 := mathx.Total(in, n)
		w := k.Returned()
		w.Int(r0)
	})
}

func amathx_Squares(c *host.Call, k *host.Task) {
	in := host.ReadChan(&c.In, zmake_1, nil, (*wire.Reader).Int)
	out := host.ReadChan(&c.In, zmake_2, (*wire.Writer).Int, nil)
	k.Go(c, func() {
		mathx.Squares(in, out)
		k.Returned()
	})
}

func amathx_Pipe(c *host.Call, k *host.Task) {
	dst := host.ReadWriter[io.Writer](&c.In)
	src := host.ReadReader[io.Reader](&c.In)
	k.Go(c, func() {
		r0, err := mathx.Pipe(dst, src)
		if err != nil {
			k.Throw(err, r0)
			return
		}
		w := k.Returned()
		w.Int64(r0)
	})
}

func amathx_GiveOut(c *host.Call, k *host.Task) {
	dst := host.ReadWriter[io.Writer](&c.In)
	n := c.In.Int()
	k.Go(c, func() {
		if err := mathx.GiveOut(dst, n); err != nil {
			k.Throw(err)
			return
		}
		k.Returned()
	})
}

//export zmathx_Endless
func zmathx_Endless(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.Endless")
	defer c.End(&bits)
	r0 := mathx.Endless()
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Below
func zmathx_Below(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Below")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.Below(host.Int(n))
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Zeros
func zmathx_Zeros(t unsafe.Pointer, at int32, n float64) (bits int32) {
	c := host.Begin(t, at, "mathx.Zeros")
	defer c.End(&bits)
	c.Ready()
	r0 := mathx.Zeros(int64(n))
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_NewMeter
func zmathx_NewMeter(t unsafe.Pointer, at int32) (bits int32) {
	c := host.Begin(t, at, "mathx.NewMeter")
	defer c.End(&bits)
	r0 := mathx.NewMeter()
	w := c.Returned()
	wire.WriteHandle(w, r0)
	return bits
}

//export zmathx_Metered
func zmathx_Metered(t unsafe.Pointer) float64 {
	c := host.BeginDirect(t, "mathx.Metered")
	defer c.EndDirect()
	return c.Int(mathx.Metered())
}

//export zmathx_chan_1_open
func zmathx_chan_1_open(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "chan int")
	defer c.End(&bits)
	host.OpenChan(c, recv, (*wire.Writer).Int, (*wire.Reader).Int)
	return bits
}

//export zmathx_ints_open
func zmathx_ints_open(t unsafe.Pointer, at int32, recv float64) (bits int32) {
	c := host.Begin(t, at, "iter.Seq[int]")
	defer c.End(&bits)
	host.OpenSeq(c, recv, (*wire.Writer).Int)
	return bits
}
