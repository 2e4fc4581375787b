package host

// #include <stdint.h>
import "C"

import (
	"unsafe"
)

// The Go halves of what JavaScript does with streams. t is the calling thread and never nil.

//export topherPull
func topherPull(t unsafe.Pointer, at int32) (bits int32) {
	c := beginAside(t, at, "topher_pull")
	defer c.End(&bits)
	number, most := c.In.Uint32(), c.In.Uint32()
	c.Ready()
	if s := c.thread.streams.find(number); s != nil {
		s.pull(c, int(most))
	} else {
		pulledNothing(c)
	}
	return bits
}

//export topherFeed
func topherFeed(t unsafe.Pointer, at int32) (bits int32) {
	c := beginAside(t, at, "topher_feed")
	defer c.End(&bits)
	number, count := c.In.Uint32(), c.In.Uint32()
	if c.In.Err() != nil {
		c.Ready()
	}
	if s := c.thread.streams.find(number); s != nil {
		s.feed(c, int(count))
	} else {
		fedNobody(c)
	}
	return bits
}

//export topherStop
func topherStop(t unsafe.Pointer, at int32) (bits int32) {
	c := beginAside(t, at, "topher_stop")
	defer c.End(&bits)
	number := c.In.Uint32()
	c.Ready()
	if s := c.thread.streams.find(number); s != nil {
		s.stop()
	}
	c.Returned()
	return bits
}

//export topherEnd
func topherEnd(t unsafe.Pointer, at int32) (bits int32) {
	c := beginAside(t, at, "topher_end")
	defer c.End(&bits)
	number := c.In.Uint32()
	err := c.In.Error()
	c.Ready()
	if s := c.thread.streams.find(number); s != nil {
		s.end(err)
	}
	c.Returned()
	return bits
}

//export topherOpenReader
func topherOpenReader(t unsafe.Pointer, at int32) (bits int32) {
	c := beginAside(t, at, "io.Reader.Read")
	defer c.End(&bits)
	openBytes(c, newSource)
	return bits
}

//export topherOpenWriter
func topherOpenWriter(t unsafe.Pointer, at int32) (bits int32) {
	c := beginAside(t, at, "io.Writer.Write")
	defer c.End(&bits)
	openBytes(c, newSink)
	return bits
}

//export topherReadReady
func topherReadReady(t unsafe.Pointer, number float64, into unsafe.Pointer, size float64) float64 {
	c := threadOf(t, "topher_read_ready").next("io.Reader.Read")
	return c.move(number, into, size, absent(size), stream.take)
}

//export topherWriteReady
func topherWriteReady(t unsafe.Pointer, number float64, from unsafe.Pointer, size float64) float64 {
	c := threadOf(t, "topher_write_ready").next("io.Writer.Write")
	return c.move(number, from, size, streamOver, stream.give)
}

// absent is what topher_read_ready says of a stream that is not there any more. Where JavaScript asks for no bytes, it asks for the error that
// it has ended a writer with: no Write has returned that.
func absent(size float64) float64 {
	if size == 0 {
		return streamDropped
	}
	return streamOver
}

// move is a direct call that moves bytes of JavaScript's memory into or out of a stream; missing is what it gives where there is no such
// stream any more.
func (c *Call) move(number float64, memory unsafe.Pointer, size, missing float64, way func(stream, *Call, []byte) int) (n float64) {
	defer c.EndDirect()
	s := c.thread.streams.find(uint32(number))
	if s == nil {
		c.Done()
		return missing
	}
	n = streamFailed // where it panics
	moved := way(s, c, Borrow[byte](memory, size))
	if moved != streamFailed || c.stage == running {
		c.Done()
	}
	return float64(moved)
}
