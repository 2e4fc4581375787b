package host

// #include <stdint.h>
import "C"

import (
	"io"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// The Go halves of topher_read, topher_write, topher_close and topher_iterator_stop: what JavaScript does with readers, writers
// and iterators of Go. t is the calling thread and never nil.

// maxRead is the most that one topher_read returns, however much JavaScript asks for.
const maxRead = 1 << 20

// maxEmpty is how many reads in a row may return nothing, as in package bufio.
const maxEmpty = 100

//export topherRead
func topherRead(t unsafe.Pointer, at int32) (bits int32) {
	c := Begin(t, at, "io.Reader.Read")
	defer c.End(&bits)
	r := streamOf[io.Reader](c)
	most := c.In.Uint32()
	c.Ready()
	p := make([]byte, min(most, maxRead))
	n, err := read(r, p)
	if err != nil && err != io.EOF {
		c.Throw(err, p[:n])
		return bits
	}
	w := c.Returned()
	w.Bool(err == io.EOF)
	w.Bytes(p[:n])
	return bits
}

// read reads once, and again where nothing came.
func read(r io.Reader, p []byte) (n int, err error) {
	for range maxEmpty {
		n, err = r.Read(p)
		if n < 0 || n > len(p) {
			panic("a Read method returned a count that cannot be")
		}
		if n > 0 || err != nil || len(p) == 0 {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

//export topherWrite
func topherWrite(t unsafe.Pointer, at int32) (bits int32) {
	c := Begin(t, at, "io.Writer.Write")
	defer c.End(&bits)
	w := streamOf[io.Writer](c)
	p := c.In.Bytes()
	c.Ready()
	n, err := w.Write(p)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	if err != nil {
		c.Throw(err, n)
		return bits
	}
	c.Returned().Uint32(uint32(n))
	return bits
}

//export topherClose
func topherClose(t unsafe.Pointer, at int32) (bits int32) {
	c := Begin(t, at, "io.Closer.Close")
	defer c.End(&bits)
	v := streamOf[any](c)
	c.Ready()
	switch v := v.(type) {
	case io.Closer:
		if err := v.Close(); err != nil {
			c.Throw(err)
			return bits
		}
	case interface{ Close() }:
		v.Close()
	}
	c.Returned()
	return bits
}

// streamOf reads a handle that is not nil.
func streamOf[T any](c *Call) T {
	v := wire.ReadHandle[T](&c.In)
	if any(v) == nil && c.In.Err() == nil {
		c.In.Fail(wire.Errorf(wire.CodeNil, "the stream is nil"))
	}
	return v
}

//export topherIteratorStop
func topherIteratorStop(t unsafe.Pointer, at int32) (bits int32) {
	c := Begin(t, at, "iter.Seq")
	defer c.End(&bits)
	h := c.In.Handle()
	c.Ready()
	c.stopLoop(h)
	c.Returned()
	return bits
}
