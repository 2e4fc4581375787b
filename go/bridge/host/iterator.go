package host

import (
	"github.com/topherjs/topher/go/bridge/wire"
)

// A loop over an iterator of Go in a goroutine of its own, for JavaScript that does not wait; see [pump].
type iteration struct {
	strand
	pump *pump
}

// OpenSeq begins such a loop over what a handle stands for. Its code runs from the first pull on. The export calls nothing else; the
// arguments are the stream's number and how many values it may be ahead.
func OpenSeq[V any](c *Call, handle float64, write func(w *wire.Writer, v V)) {
	openSeq(c, handle, func(seq func(yield func(V) bool), p *pump) {
		seq(func(v V) bool {
			write(&p.out, v)
			return p.put()
		})
	})
}

// OpenSeq2 is [OpenSeq] for pairs.
func OpenSeq2[K, V any](c *Call, handle float64, writeK func(w *wire.Writer, k K), writeV func(w *wire.Writer, v V)) {
	openSeq(c, handle, func(seq func(yield func(K, V) bool), p *pump) {
		seq(func(k K, v V) bool {
			writeK(&p.out, k)
			writeV(&p.out, v)
			return p.put()
		})
	})
}

func openSeq[S any](c *Call, handle float64, loop func(seq S, p *pump)) {
	number, window := c.In.Uint32(), c.In.Uint32()
	c.Ready()
	seq := Receiver[S](c, handle)
	h := wire.Handle(handle)
	l := c.thread.lifeOf(h)
	s := &iteration{strand: strand{thread: c.thread, number: number, name: c.nameOf(h)}}
	s.pump = newPump(&s.strand, l, int(window), func(p *pump) { loop(seq, p) })
	s.open(s, l)
	c.Returned()
}

func (s *iteration) pull(c *Call, most int) {
	over := true // also where the pull fails
	defer func() {
		if over {
			s.over()
		}
	}()
	over = s.pump.pull(c, most)
}

func (s *iteration) stop() {
	s.pump.stop()
	s.over()
}

func (s *iteration) cancel(cause error) { s.pump.cancel(cause) }

func (s *iteration) drop() { s.stop() }
