package host

import (
	"sync"

	"github.com/topherjs/topher/go/bridge/wire"
)

// blockSize is how many bytes of a stream lie in one piece, and pipeSize how many may wait in all. Of a stream of JavaScript's less
// is asked for ahead.
const (
	blockSize = 64 << 10
	pipeSize  = 32 * blockSize
	aheadSize = 16 * blockSize
)

// A block is a piece of a stream: data[from:to] waits.
type block struct {
	from, to int
	data     [blockSize]byte
}

// Blocks are used again, so that a stream of any length allocates a few of them.
var blocks = sync.Pool{New: func() any { return new(block) }}

// A pipe is the queue of bytes between JavaScript and a goroutine, whichever of them writes. Go's side waits; JavaScript's never
// does: what cannot be done at once is promised, and a record tells when it can. There is one writer and one reader at a time.
//
// Bytes are copied outside of the lock: what waits in the first block is the reader's, what is free in the last one the writer's.
type pipe struct {
	// thread is that of JavaScript's side, on which Go's side must not wait.
	thread *thread
	// ready posts the record.
	ready func()

	mu       sync.Mutex
	change   sync.Cond
	queue    []*block
	first    int   // in queue
	size     int   // bytes that wait
	most     int   // how many may wait
	writing  bool  // the writer is in the last block
	ended    error // why no more is written, io.EOF at the end
	left     error // why nobody reads any more
	promised bool  // JavaScript was told that a record follows
	asleep   bool  // Go's side waits for a change
}

func (p *pipe) init(t *thread, most int, ready func()) {
	p.thread, p.most, p.ready = t, most, ready
	p.change.L = &p.mu
}

// JavaScript's side.

// take copies what waits, as much as fits. 0 bytes: a record follows; or where end is not nil, there will be no more.
func (p *pipe) take(into []byte) (n int, end error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for n < len(into) {
		b := p.waiting()
		if b == nil {
			break
		}
		p.mu.Unlock()
		k := copy(into[n:], b)
		p.mu.Lock()
		p.took(k)
		n += k
	}
	if p.roomy() {
		p.wake()
	}
	if n == 0 && p.size == 0 {
		if p.ended != nil {
			return 0, p.ended
		}
		p.promised = true
	}
	return n, nil
}

// give copies as much of from as there is room for. Where that is not all, a record follows; or where left is not nil, nobody
// reads any more.
func (p *pipe) give(from []byte) (n int, left error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for n < len(from) {
		b := p.room(1)
		if b == nil {
			break
		}
		p.mu.Unlock()
		k := copy(b, from[n:])
		p.mu.Lock()
		p.wrote(k)
		n += k
	}
	if n > 0 {
		p.wake()
	}
	if p.left != nil {
		return n, p.left
	}
	p.promised = p.promised || n < len(from)
	return n, nil
}

// any tells whether something waits or the end is near. If not, a record follows.
func (p *pipe) any() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size > 0 || p.ended != nil {
		return true
	}
	p.promised = true
	return false
}

// Go's side.

var errOwnThread = wire.Errorf(wire.CodeCallbackThread,
	"a stream of JavaScript was waited for on JavaScript's own thread, which would wait for ever")

// next waits until there is something to read. It is the reader's until read is called, which must be.
func (p *pipe) next() ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		if p.left != nil {
			return nil, p.left
		}
		if b := p.waiting(); b != nil {
			return b, nil
		}
		if p.ended != nil {
			return nil, p.ended
		}
		if p.promised { // JavaScript waits for room, and all is room
			p.keepPromise()
			continue
		}
		if err := p.wait(); err != nil {
			return nil, err
		}
	}
}

// read says that the first n bytes of what next gave are read, and gives what waits behind them already.
func (p *pipe) read(n int) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.took(n)
	if p.roomy() {
		p.keepPromise()
	}
	return p.waiting()
}

// space waits until there is room for so many bytes. It is the writer's until written is called, which must be.
func (p *pipe) space(least int) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		switch {
		case p.left != nil:
			return nil, p.left
		case p.ended != nil:
			return nil, p.ended
		}
		if b := p.room(least); b != nil {
			return b, nil
		}
		if err := p.wait(); err != nil {
			return nil, err
		}
	}
}

// written says that the first n bytes of what space gave are written.
func (p *pipe) written(n int) {
	p.mu.Lock()
	p.wrote(n)
	if p.size > 0 {
		p.keepPromise()
	}
	p.mu.Unlock()
}

// Either side.

// end says that no more is written: io.EOF, or what went wrong. What waits is still read. The first reason stays.
func (p *pipe) end(why error) {
	p.mu.Lock()
	if p.ended == nil {
		p.ended = why
		p.wake()
		p.keepPromise()
	}
	p.mu.Unlock()
}

// leave says that nobody reads any more, and drops what waits. The first reason stays. Where Go's side leaves, JavaScript must
// be told.
func (p *pipe) leave(why error) {
	p.mu.Lock()
	if p.left == nil {
		p.left = why
		p.queue, p.first, p.size = nil, 0, 0 // somebody may be in a block yet, so none is used again
		p.wake()
	}
	p.mu.Unlock()
}

// cut is end for a writer that is to stop at once: what waits is not read any more. Where nothing more would have been written it does
// nothing, and is false.
func (p *pipe) cut(why error) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended != nil || p.left != nil {
		return false
	}
	p.ended, p.left = why, why
	p.queue, p.first, p.size = nil, 0, 0
	p.wake()
	p.keepPromise()
	return true
}

// What follows is called with the lock held.

// roomy tells whether it is worth while to let a writer go on that waits for room.
func (p *pipe) roomy() bool { return p.size <= p.most/2 }

// keepPromise posts the record where JavaScript waits for one. It gives the lock up meanwhile, as posting may ring.
func (p *pipe) keepPromise() {
	if p.promised {
		p.promised = false
		p.mu.Unlock()
		p.ready()
		p.mu.Lock()
	}
}

func (p *pipe) wake() {
	if p.asleep {
		p.asleep = false
		p.change.Broadcast()
	}
}

// wait lets Go's side wait for a change. On JavaScript's own thread there would be none.
func (p *pipe) wait() error {
	if p.thread != nil && here() == p.thread {
		return errOwnThread
	}
	for p.asleep = true; p.asleep; {
		p.change.Wait()
	}
	return nil
}

// room is free space of at least so many bytes, nil where there is none. It is the writer's until wrote.
func (p *pipe) room(least int) []byte {
	room := p.most - p.size
	if room < least || p.left != nil || p.ended != nil {
		return nil
	}
	n := len(p.queue)
	if n == p.first || blockSize-p.queue[n-1].to < least {
		if p.first > 0 {
			n = copy(p.queue, p.queue[p.first:])
			clear(p.queue[n:])
			p.queue, p.first = p.queue[:n], 0
		}
		b := blocks.Get().(*block)
		b.from, b.to = 0, 0
		p.queue = append(p.queue, b)
		n++
	}
	b := p.queue[n-1]
	p.writing = true
	return b.data[b.to:min(blockSize, b.to+room)]
}

func (p *pipe) wrote(n int) {
	p.writing = false
	if p.left != nil {
		return
	}
	p.queue[len(p.queue)-1].to += n
	p.size += n
	p.tidy()
}

// waiting is the beginning of what waits, nil where nothing does. It is the reader's until took.
func (p *pipe) waiting() []byte {
	if p.size == 0 {
		return nil
	}
	b := p.queue[p.first]
	return b.data[b.from:b.to]
}

func (p *pipe) took(n int) {
	if p.left != nil {
		return
	}
	p.queue[p.first].from += n
	p.size -= n
	p.tidy()
}

// tidy gives empty blocks back.
func (p *pipe) tidy() {
	for p.first < len(p.queue) {
		b := p.queue[p.first]
		if b.from < b.to || p.writing && p.first == len(p.queue)-1 {
			return
		}
		p.queue[p.first] = nil
		p.first++
		blocks.Put(b)
	}
}
