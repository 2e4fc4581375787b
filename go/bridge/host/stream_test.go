package host

import (
	"encoding/binary"
	"errors"
	"runtime"
	"testing"
	"time"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A script does what JavaScript does with streams: it calls the exports on one goroutine, and reads its mailbox.
type script struct {
	testing.TB
	p      unsafe.Pointer
	th     *thread
	calls  int // into Go, and looks into the mailbox that found something
	chunk  *_Ctype_struct_topher_chunk
	ready  map[uint32]bool
	stream uint32
}

func newScript(t testing.TB) *script {
	p := attach(t)
	s := &script{TB: t, p: p, th: of(p), ready: map[uint32]bool{}}
	t.Cleanup(func() { s.th.streams.dropAll() })
	return s
}

// next is a number for a stream.
func (s *script) next() uint32 {
	s.stream++
	return s.stream
}

// call calls an export of the arena's shape.
func (s *script) call(export func(t unsafe.Pointer, at int32) int32, write func(w *wire.Writer)) (r *wire.Reader, bits int32) {
	s.calls++
	var w wire.Writer
	a := s.th.arena()
	w.Reset(a[headerSize:headerSize:len(a)])
	write(&w)
	bits = export(s.p, headerSize)
	r = result(s.p)
	if bits&bitBlob != 0 {
		h := s.th.header()
		b := make([]byte, int(getFloat(h[headerLen:])))
		topherFetch(s.p, getFloat(h[headerBlob:]), unsafe.Pointer(unsafe.SliceData(b)))
		putFloat(h[headerBlob:], 0)
		r.Reset(b)
	}
	return r, bits &^ bitBlob
}

// take reads what is in the mailbox.
func (s *script) take() {
	b := &s.th.mailbox
	b.mu.Lock()
	defer b.mu.Unlock()
	if s.chunk == nil {
		s.chunk = b.c.first
	}
	found := false
	for s.chunk != nil {
		records := unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(s.chunk), unsafe.Sizeof(*s.chunk))), int(s.chunk.size))
		for s.chunk.read < s.chunk.written {
			record := records[s.chunk.read:]
			size := binary.LittleEndian.Uint32(record)
			if binary.LittleEndian.Uint32(record[4:]) == recordReady {
				s.ready[binary.LittleEndian.Uint32(record[recordHead:])] = true
				found = true
			}
			s.chunk.read += _Ctype_uint64_t((recordHead + size + 7) &^ 7)
		}
		if s.chunk.next == nil {
			break
		}
		s.chunk = s.chunk.next
	}
	if found {
		s.calls++
	}
}

// await waits for the record of a stream.
func (s *script) await(number uint32) {
	s.Helper()
	for begin := time.Now(); ; {
		s.take()
		if s.ready[number] {
			delete(s.ready, number)
			return
		}
		if time.Since(begin) > 20*time.Second {
			buf := make([]byte, 1<<16)
			s.Fatalf("no record for stream %d\n%s", number, buf[:runtime.Stack(buf, true)])
		}
		if time.Since(begin) < time.Millisecond {
			for turn := time.Now(); time.Since(turn) < 20*time.Microsecond; { // as long as JavaScript needs for a turn of its loop
				runtime.Gosched()
			}
		} else {
			time.Sleep(100 * time.Microsecond)
		}
	}
}

// quiet fails where a record comes for a stream.
func (s *script) quiet(number uint32, for_ time.Duration) {
	s.Helper()
	time.Sleep(for_)
	s.take()
	if s.ready[number] {
		s.Errorf("there is a record for stream %d", number)
	}
}

// open calls an export that opens a handle.
func (s *script) open(number uint32, window int, v any, open func(c *Call, handle float64)) float64 {
	h := float64(s.th.hold(v))
	s.openHeld(number, window, h, open)
	return h
}

func (s *script) openHeld(number uint32, window int, h float64, open func(c *Call, handle float64)) {
	_, bits := s.call(func(t unsafe.Pointer, at int32) (bits int32) {
		c := Begin(t, at, "test.open")
		defer c.End(&bits)
		open(c, h)
		return bits
	}, func(w *wire.Writer) {
		w.Uint32(number)
		w.Uint32(uint32(window))
	})
	if bits != 0 {
		s.Fatal("open failed")
	}
}

func openInts(c *Call, h float64) { OpenChan(c, h, (*wire.Writer).Int, (*wire.Reader).Int) }
func openSeqInts(c *Call, h float64) {
	OpenSeq(c, h, (*wire.Writer).Int)
}

type pulled struct {
	sum    uint8
	values []int
	failed *wire.Reader
}

func (s *script) pull(number uint32, most int) (p pulled) {
	r, bits := s.call(topherPull, func(w *wire.Writer) {
		w.Uint32(number)
		w.Uint32(uint32(most))
	})
	if bits != 0 {
		p.failed = r
		return p
	}
	p.sum = r.Uint8()
	for range r.Uint32() {
		p.values = append(p.values, r.Int())
	}
	if r.Err() != nil {
		s.Fatal(r.Err())
	}
	return p
}

// pullAll pulls until it is over or enough have come.
func (s *script) pullAll(number uint32, enough int, each func(v int)) (over bool) {
	for n := 0; n < enough; {
		p := s.pull(number, 1<<20)
		if p.failed != nil {
			s.Fatalf("a failure of kind %d", p.failed.Uint8())
		}
		for _, v := range p.values {
			each(v)
		}
		n += len(p.values)
		if p.sum == pullOver {
			return true
		}
		if p.sum == pullRecord && n < enough {
			s.await(number)
		}
	}
	return false
}

func (s *script) feed(number uint32, values ...int) (nobody bool, room int) {
	r, bits := s.call(topherFeed, func(w *wire.Writer) {
		w.Uint32(number)
		w.Uint32(uint32(len(values)))
		for _, v := range values {
			w.Int(v)
		}
	})
	if bits != 0 {
		s.Fatal("feeding failed")
	}
	return r.Bool(), int(r.Uint32())
}

func (s *script) stop(number uint32) {
	if _, bits := s.call(topherStop, func(w *wire.Writer) { w.Uint32(number) }); bits != 0 {
		s.Fatal("stop failed")
	}
}

func (s *script) end(number uint32, err error) {
	_, bits := s.call(topherEnd, func(w *wire.Writer) {
		w.Uint32(number)
		w.Objects = &Call{thread: s.th}
		w.Error(err)
	})
	if bits != 0 {
		s.Fatal("end failed")
	}
}

func (s *script) readReady(number uint32, p []byte) int {
	s.calls++
	return int(topherReadReady(s.p, float64(number), unsafe.Pointer(unsafe.SliceData(p)), float64(len(p))))
}

func (s *script) writeReady(number uint32, p []byte) int {
	s.calls++
	return int(topherWriteReady(s.p, float64(number), unsafe.Pointer(unsafe.SliceData(p)), float64(len(p))))
}

// failure is what a direct call left.
func (s *script) failure() *wire.Reader {
	s.Helper()
	h := s.th.header()
	b := make([]byte, int(getFloat(h[headerLen:])))
	if topherFetch(s.p, getFloat(h[headerBlob:]), unsafe.Pointer(unsafe.SliceData(b))) != 1 {
		s.Fatal("there is no failure")
	}
	putFloat(h[headerBlob:], 0)
	r := result(s.p)
	r.Reset(b)
	return r
}

// read reads an argument in a call.
func readArgument[T any](s *script, read func(r *wire.Reader) T, write func(w *wire.Writer)) (v T, err *wire.Error) {
	s.call(func(t unsafe.Pointer, at int32) (bits int32) {
		c := Begin(t, at, "test.take")
		defer c.End(&bits)
		v = read(&c.In)
		err = c.In.Err()
		c.Returned()
		return bits
	}, write)
	return v, err
}

func (s *script) none() {
	s.Helper()
	if n := s.th.streams.live(); n != 0 {
		s.Errorf("%d streams live on: %v", n, s.th.streams.report())
	}
}

func eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	for begin := time.Now(); !is(); {
		if time.Since(begin) > 20*time.Second {
			t.Fatalf("%s: not within 20 s", what)
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}

func upTo(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func sendUpTo(n, size int) chan int {
	ch := make(chan int, size)
	go func() {
		defer close(ch)
		for i := range n {
			ch <- i
		}
	}()
	return ch
}

func TestPull_AMillionInOrderWithFewCrossings(t *testing.T) {
	many := 1_000_000
	if racing {
		many = 50_000
	}
	for name, from := range map[string]func() (v any, open func(*Call, float64)){
		"iterator":          func() (any, func(*Call, float64)) { return upTo(many), openSeqInts },
		"channel":           func() (any, func(*Call, float64)) { return sendUpTo(many, 0), openInts },
		"channel with room": func() (any, func(*Call, float64)) { return sendUpTo(many, 128), openInts },
		"receive only":      func() (any, func(*Call, float64)) { return (<-chan int)(sendUpTo(many, 1)), openInts },
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			number := s.next()
			v, open := from()
			s.open(number, 256, v, open)
			begin := time.Now()
			want := 0
			over := s.pullAll(number, many+1, func(v int) {
				if v != want {
					t.Fatalf("%d came, want %d", v, want)
				}
				want++
			})
			if !over || want != many {
				t.Errorf("%d values, over %v", want, over)
			}
			per := float64(s.calls) * 64 / float64(many)
			t.Logf("%.1f crossings for 64 values, %v for a value", per, time.Since(begin)/time.Duration(many))
			if per > 4 && !racing {
				t.Errorf("%.1f crossings for 64 values", per)
			}
			s.none()
		})
	}
}

var errTest = errors.New("as it should")

func goexit() { runtime.Goexit() }
