package host

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

func (s *script) openBytes(number uint32, v any, export func(t unsafe.Pointer, at int32) int32) wire.Handle {
	s.Helper()
	h := s.th.hold(v)
	if r, bits := s.call(export, func(w *wire.Writer) {
		w.Uint32(number)
		w.Float64(float64(h))
	}); bits != 0 {
		s.Fatalf("open failed: %d %s %s", r.Uint8(), r.String(), r.String())
	}
	return h
}

// readAll reads a reader of Go, in pieces of the given sizes, to its end.
func (s *script) readAll(number uint32, each func(b []byte), sizes ...int) (end int) {
	s.Helper()
	buf := make([]byte, 1<<20)
	for i := 0; ; i++ {
		p := buf[:sizes[i%len(sizes)]]
		switch n := s.readReady(number, p); {
		case n < 0:
			return n
		case n == 0:
			s.await(number)
		default:
			each(p[:n])
		}
	}
}

// writeAll writes all bytes, in pieces of the given sizes.
func (s *script) writeAll(number uint32, b []byte, sizes ...int) (end int) {
	s.Helper()
	for i := 0; len(b) > 0; i++ {
		p := b[:min(len(b), sizes[i%len(sizes)])]
		for len(p) > 0 {
			n := s.writeReady(number, p)
			if n < 0 {
				return n
			}
			if p, b = p[n:], b[n:]; len(p) > 0 {
				s.await(number)
			}
		}
	}
	return 0
}

// finish ends a writer of Go and waits until that is closed.
func (s *script) finish(number uint32) int {
	s.Helper()
	s.end(number, nil)
	for {
		if n := s.writeReady(number, nil); n != 0 {
			return n
		}
		s.await(number)
	}
}

func noise(n int) []byte {
	b := make([]byte, n)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// A closing remembers how it was closed.
type closing struct {
	io.Reader
	io.Writer
	mu     sync.Mutex
	closed int
	err    error
}

func (c *closing) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed++
	return c.err
}

func (c *closing) times() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

func TestSource_ReadsAllInPiecesOfAnySize(t *testing.T) {
	want := noise(3_000_017)
	for name, reader := range map[string]io.Reader{
		"whole":        bytes.NewReader(want),
		"byte by byte": iotest.OneByteReader(bytes.NewReader(want[:50_001])),
		"half":         iotest.HalfReader(bytes.NewReader(want)),
		"with the end": iotest.DataErrReader(bytes.NewReader(want)),
		"nothing":      strings.NewReader(""),
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			number := s.next()
			s.openBytes(number, reader, topherOpenReader)
			var got bytes.Buffer
			if end := s.readAll(number, func(b []byte) { got.Write(b) }, 1, 70_000, 13, 1<<20); end != streamOver {
				t.Fatalf("it ended with %d", end)
			}
			expect := want
			if name == "byte by byte" {
				expect = want[:50_001]
			} else if name == "nothing" {
				expect = nil
			}
			if !bytes.Equal(got.Bytes(), expect) {
				t.Errorf("%d bytes came, other ones than the %d", got.Len(), len(expect))
			}
			if s.readReady(number, make([]byte, 1)) != streamOver {
				t.Error("there is something behind the end")
			}
			s.none()
		})
	}
}

func TestSource_GivesWhatItHasBeforeTheFailure(t *testing.T) {
	s := newScript(t)
	for name, c := range map[string]struct {
		r     io.Reader
		check func(r *wire.Reader) bool
	}{
		"error": {iotest.ErrReader(errTest), func(r *wire.Reader) bool {
			return r.Uint8() == failureError && errors.Is(r.Error(), errTest)
		}},
		"panic": {readFunc(func([]byte) (int, error) { panic("as it should") }), func(r *wire.Reader) bool {
			return r.Uint8() == failurePanic && r.String() == "as it should" && strings.Contains(r.String(), "TestSource_GivesWhat")
		}},
		"Goexit": {readFunc(func([]byte) (int, error) { goexit(); return 0, nil }), func(r *wire.Reader) bool {
			return r.Uint8() == failureRefused && r.String() == wire.CodeGoexit
		}},
		"no progress": {readFunc(func([]byte) (int, error) { return 0, nil }), func(r *wire.Reader) bool {
			return r.Uint8() == failureError && errors.Is(r.Error(), io.ErrNoProgress)
		}},
	} {
		number := s.next()
		s.openBytes(number, io.MultiReader(strings.NewReader("before"), c.r), topherOpenReader)
		var got bytes.Buffer
		end := s.readAll(number, func(b []byte) { got.Write(b) }, 4)
		if end != streamFailed || got.String() != "before" {
			t.Errorf("%s: %q, then %d", name, got.String(), end)
		} else if !c.check(s.failure()) {
			t.Errorf("%s: another failure", name)
		}
	}
	s.none()
}

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

type writeFunc func(p []byte) (int, error)

func (f writeFunc) Write(p []byte) (int, error) { return f(p) }

func TestSource_ReadsNothingBeforeItIsAskedAndBoundedAhead(t *testing.T) {
	s := newScript(t)
	number := s.next()
	var mu sync.Mutex
	asked := 0
	s.openBytes(number, readFunc(func(p []byte) (int, error) {
		mu.Lock()
		defer mu.Unlock()
		asked += len(p)
		return len(p), nil
	}), topherOpenReader)
	count := func() int {
		mu.Lock()
		defer mu.Unlock()
		return asked
	}
	time.Sleep(20 * time.Millisecond)
	if count() != 0 {
		t.Error("it reads before it is asked")
	}
	s.readReady(number, nil)
	eventually(t, "it reads ahead", func() bool { return count() > pipeSize/2 })
	time.Sleep(20 * time.Millisecond)
	if n := count(); n > pipeSize {
		t.Errorf("%d bytes were read ahead", n)
	}
	s.stop(number)
	s.none()
}

func TestSource_StopClosesTheReader(t *testing.T) {
	s := newScript(t)
	for _, reading := range []bool{false, true} {
		number := s.next()
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		s.openBytes(number, r, topherOpenReader)
		if reading {
			s.readReady(number, make([]byte, 1))
			time.Sleep(time.Millisecond)
		}
		s.stop(number)
		eventually(t, "the pipe is closed", func() bool {
			_, err := w.Write([]byte("x"))
			return err != nil
		})
	}
	s.none()
}

func TestSink_WritesAllAndCloses(t *testing.T) {
	want := noise(5_000_011)
	s := newScript(t)
	number := s.next()
	var got bytes.Buffer
	c := &closing{Writer: &got}
	s.openBytes(number, c, topherOpenWriter)
	if end := s.writeAll(number, want, 1, 100_000, 17, 1<<22); end != 0 {
		t.Fatal(end)
	}
	if end := s.finish(number); end != streamOver || c.times() != 1 || !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%d, closed %d times, %d bytes", end, c.times(), got.Len())
	}
	s.none()
}

func TestSink_SaysWhatGoesWrong(t *testing.T) {
	s := newScript(t)
	for name, c := range map[string]struct {
		w     *closing
		check func(r *wire.Reader) bool
	}{
		"error": {&closing{Writer: writeFunc(func(p []byte) (int, error) { return 1, errTest })}, func(r *wire.Reader) bool {
			return r.Uint8() == failureError && errors.Is(r.Error(), errTest)
		}},
		"short": {&closing{Writer: writeFunc(func(p []byte) (int, error) { return 0, nil })}, func(r *wire.Reader) bool {
			return r.Uint8() == failureError && errors.Is(r.Error(), io.ErrShortWrite)
		}},
		"panic": {&closing{Writer: writeFunc(func(p []byte) (int, error) { panic("as it should") })}, func(r *wire.Reader) bool {
			return r.Uint8() == failurePanic && r.String() == "as it should" && strings.Contains(r.String(), "TestSink_Says")
		}},
		"close": {&closing{Writer: io.Discard, err: errTest}, func(r *wire.Reader) bool {
			return r.Uint8() == failureError && errors.Is(r.Error(), errTest)
		}},
	} {
		for _, ended := range []bool{false, true} {
			number := s.next()
			s.openBytes(number, c.w, topherOpenWriter)
			s.writeReady(number, []byte("bytes"))
			var end int
			if ended || name == "close" {
				end = s.finish(number)
			} else {
				s.await(number)
				end = s.writeReady(number, []byte("more"))
			}
			if end != streamFailed {
				t.Errorf("%s: %d", name, end)
			} else if !c.check(s.failure()) {
				t.Errorf("%s: another failure", name)
			}
			if name != "panic" {
				eventually(t, name+": it is closed", func() bool { return c.w.times() > 0 })
			}
		}
	}
	s.none()
}

func TestSink_AnErrorOfJavaScriptGivesItUp(t *testing.T) {
	s := newScript(t)
	number := s.next()
	r, w := io.Pipe()
	s.openBytes(number, w, topherOpenWriter)
	s.writeReady(number, []byte("never read")) // and Write waits
	time.Sleep(time.Millisecond)
	s.end(number, errTest)
	if _, err := io.ReadAll(r); !errors.Is(err, errTest) {
		t.Error(err)
	}
	for s.writeReady(number, nil) == 0 {
		s.await(number)
	}

	number = s.next()
	r, w = io.Pipe()
	s.openBytes(number, w, topherOpenWriter)
	s.stop(number)
	if _, err := io.ReadAll(r); err != errUnfinished {
		t.Error(err)
	}
	s.none()
}

// A gigabyte at the speed of memory, and in little of it.
func TestPipe_AGigabyte(t *testing.T) {
	size := 1 << 30
	if testing.Short() || racing {
		size = 1 << 26
	}
	s := newScript(t)
	zeros := make([]byte, blockSize)
	run := func(name string, f func(number uint32)) {
		t.Run(name, func(t *testing.T) {
			s.TB = t
			number := s.next()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begin := time.Now()
			f(number)
			took := time.Since(begin)
			runtime.ReadMemStats(&after)
			allocated := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%.1f GB/s, %d MiB allocated", float64(size)/took.Seconds()/1e9, allocated)
			if allocated > 32 && !racing {
				t.Errorf("%d MiB were allocated", allocated)
			}
		})
	}
	buf := make([]byte, 256<<10)
	run("a reader of Go", func(number uint32) {
		s.openBytes(number, io.LimitReader(readFunc(func(p []byte) (int, error) { return copy(p, zeros), nil }), int64(size)), topherOpenReader)
		n := 0
		if s.readAll(number, func(b []byte) { n += len(b) }, len(buf)); n != size {
			t.Error(n)
		}
	})
	run("a writer of Go", func(number uint32) {
		n := 0
		s.openBytes(number, writeFunc(func(p []byte) (int, error) { n += copy(zeros, p); return len(p), nil }), topherOpenWriter)
		for range size / len(buf) {
			s.writeAll(number, buf, len(buf))
		}
		if s.finish(number); n != size {
			t.Error(n)
		}
	})
	run("a reader of JavaScript", func(number uint32) {
		r := s.streamReader(number)
		done := make(chan int64)
		go func() {
			n, _ := io.Copy(writeFunc(func(p []byte) (int, error) { return copy(zeros, p), nil }), r)
			done <- n
		}()
		s.await(number)
		for range size / len(buf) {
			s.writeAll(number, buf, len(buf))
		}
		s.end(number, nil)
		if n := <-done; n != int64(size) {
			t.Error(n)
		}
	})
	run("a writer of JavaScript", func(number uint32) {
		w := s.streamWriter(number)
		go func() {
			for range size / len(zeros) {
				_, _ = w.Write(zeros)
			}
			_ = w.Close()
		}()
		n := 0
		if s.readAll(number, func(b []byte) { n += len(b) }, len(buf)); n != size {
			t.Error(n)
		}
	})
}

func (s *script) streamReader(number uint32) *StreamReader {
	r, err := readArgument(s, ReadReader[io.ReadCloser], func(w *wire.Writer) { w.Uint8(targetStream); w.Uint32(number) })
	if err != nil {
		s.Fatal(err)
	}
	return r.(*StreamReader)
}

func (s *script) streamWriter(number uint32) *StreamWriter {
	r, err := readArgument(s, ReadWriter[io.WriteCloser], func(w *wire.Writer) { w.Uint8(targetStream); w.Uint32(number) })
	if err != nil {
		s.Fatal(err)
	}
	return r.(*StreamWriter)
}

func TestStreamReader_ReadsWhatComes(t *testing.T) {
	want := noise(4_000_003)
	for name, read := range map[string]func(r *StreamReader, sum hash.Hash) error{
		"Read":    func(r *StreamReader, sum hash.Hash) error { _, err := io.Copy(sum, struct{ io.Reader }{r}); return err },
		"WriteTo": func(r *StreamReader, sum hash.Hash) error { _, err := r.WriteTo(sum); return err },
		"bytes": func(r *StreamReader, sum hash.Hash) error {
			_, err := io.Copy(sum, iotest.OneByteReader(r))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			number := s.next()
			r := s.streamReader(number)
			s.quiet(number, 5*time.Millisecond)
			if n := s.writeReady(number, []byte("too early")); n != 0 {
				t.Errorf("%d bytes were taken before the first Read", n)
			}
			if again := s.streamReader(number); again != r {
				t.Error("the same stream is another reader")
			}
			want := want
			if racing && name == "bytes" {
				want = want[:250_003] // four million reads take longer than a record may
			}
			sum, done := sha256.New(), make(chan error)
			go func() { done <- read(r, sum) }()
			s.await(number)
			if end := s.writeAll(number, want, 3, 200_000, 1<<22); end != 0 {
				t.Fatal(end)
			}
			s.end(number, nil)
			if err := <-done; err != nil {
				t.Error(err)
			}
			if wanted := sha256.Sum256(want); !bytes.Equal(sum.Sum(nil), wanted[:]) {
				t.Error("other bytes")
			}
			if n, err := r.Read(make([]byte, 1)); n != 0 || err != io.EOF {
				t.Errorf("behind the end: %d, %v", n, err)
			}
			s.none()
		})
	}
}

func TestStreamReader_AtMostAMegabyteAhead(t *testing.T) {
	s := newScript(t)
	number := s.next()
	r := s.streamReader(number)
	go func() { _, _ = r.Read(make([]byte, 1)) }()
	s.await(number)
	if n := s.writeReady(number, make([]byte, 3<<20)); n > aheadSize+blockSize {
		t.Errorf("%d bytes were taken", n)
	}
}

func TestStreamReader_EndsAsJavaScriptSays(t *testing.T) {
	s, ended := newScript(t), newScript(t)
	thrown := s.th.caught(5, "Error: x")
	for name, c := range map[string]struct {
		end  func(number uint32)
		want error
	}{
		"JavaScript's error": {func(number uint32) { s.end(number, thrown) }, thrown},
		"an error of Go":     {func(number uint32) { s.end(number, errTest) }, errTest},
		"io.EOF":             {func(number uint32) { s.end(number, io.EOF) }, io.EOF},
		"stop":               {func(number uint32) { s.stop(number) }, errGivenUp},
		"the thread's end":   {func(uint32) { ended.th.streams.dropAll() }, errThreadEnded},
	} {
		s := s
		if name == "the thread's end" {
			s = ended
		}
		number := s.next()
		r := s.streamReader(number)
		done := make(chan error)
		go func() {
			_, err := r.Read(make([]byte, 10))
			done <- err
		}()
		s.await(number)
		c.end(number)
		if err := <-done; !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := r.Read(make([]byte, 10)); !errors.Is(err, c.want) {
			t.Errorf("%s: and again %v", name, err)
		}
	}
	s.none()
}

func TestStreamReader_JavaScriptHearsThatNobodyReads(t *testing.T) {
	s := newScript(t)
	for name, leave := range map[string]func(r *StreamReader){
		"closed":  func(r *StreamReader) { _ = r.Close() },
		"dropped": func(*StreamReader) {},
	} {
		number := s.next()
		func() {
			r := s.streamReader(number)
			go func() { _, _ = r.Read(make([]byte, 3)); leave(r) }()
			s.await(number)
		}()
		s.writeReady(number, []byte("for Go"))
		eventually(t, name, func() bool {
			s.take()
			return s.ready[number]
		})
		if n := s.writeReady(number, []byte("more")); n != streamOver {
			t.Errorf("%s: %d", name, n)
		}
	}
	s.none()
}

func TestStreamWriter_WritesInEveryWay(t *testing.T) {
	s := newScript(t)
	number := s.next()
	w := s.streamWriter(number)
	big := noise(5_000_000)
	go func() {
		_, _ = w.Write(nil)
		_, _ = w.Write([]byte("a"))
		_, _ = w.WriteString("b")
		_ = w.WriteByte('c')
		_, _ = io.Copy(w, bytes.NewReader(big)) // ReadFrom
		_, _ = w.Write(big)
		_ = w.Close()
	}()
	s.await(number)
	var got bytes.Buffer
	end := s.readAll(number, func(b []byte) { got.Write(b) }, 1, 100_000, 7, 1<<20)
	if want := "abc" + string(big) + string(big); end != streamOver || got.String() != want {
		t.Errorf("%d, %d bytes instead of %d", end, got.Len(), len(want))
	}
	if _, err := w.Write([]byte("x")); err != io.ErrClosedPipe {
		t.Errorf("Write behind Close: %v", err)
	}
	s.none()
}

func TestStreamWriter_WaitsWhereTooMuchWaits(t *testing.T) {
	s := newScript(t)
	number := s.next()
	w := s.streamWriter(number)
	var mu sync.Mutex
	written := 0
	go func() {
		for range 100 {
			n, _ := w.Write(make([]byte, blockSize))
			mu.Lock()
			written += n
			mu.Unlock()
		}
		_ = w.Close()
	}()
	s.await(number)
	time.Sleep(20 * time.Millisecond)
	mu.Lock()
	if written > pipeSize {
		t.Errorf("%d bytes were written", written)
	}
	mu.Unlock()
	n := 0
	if s.readAll(number, func(b []byte) { n += len(b) }, 1<<20); n != 100*blockSize {
		t.Errorf("%d bytes came", n)
	}
}

func TestStreamWriter_GetsTheErrorOfItsSink(t *testing.T) {
	s := newScript(t)
	thrown := s.th.caught(6, "Error: disk full")
	number := s.next()
	w := s.streamWriter(number)
	if _, err := w.Write([]byte("first")); err != nil {
		t.Fatal(err)
	}
	s.await(number)
	s.end(number, thrown)
	if n := s.readReady(number, nil); n != streamFailed {
		t.Errorf("before a Write: %d", n)
	}
	if _, err := w.Write([]byte("second")); err != error(thrown) {
		t.Errorf("Write: %v", err)
	}
	if n := s.readReady(number, nil); n != streamOver {
		t.Errorf("after a Write: %d", n)
	}
	s.none()

	// One that nobody writes to any more.
	number = s.next()
	func() {
		w := s.streamWriter(number)
		_, _ = w.Write([]byte("first"))
	}()
	s.await(number)
	s.end(number, thrown)
	eventually(t, "it is dropped", func() bool {
		out := s.th.streams.find(number).(*outlet)
		out.mu.Lock()
		defer out.mu.Unlock()
		return out.gone
	})
	if n := s.readReady(number, nil); n != streamFailed {
		t.Errorf("dropped: %d", n)
	}
	if n := s.readReady(number, nil); n != streamDropped { // JavaScript asks for each task that has written
		t.Errorf("dropped, and asked again: %d", n)
	}
	s.none()
}

func TestStreamWriter_JavaScriptHearsThatNobodyWrites(t *testing.T) {
	s := newScript(t)
	number := s.next()
	func() {
		w := s.streamWriter(number)
		if s.streamWriter(number) != w {
			t.Error("the same stream is another writer")
		}
		_, _ = w.Write([]byte("some"))
	}()
	s.await(number)
	got := ""
	end := 0
	eventually(t, "it is dropped", func() bool {
		b := make([]byte, 10)
		n := s.readReady(number, b)
		got += string(b[:max(0, n)])
		end = n
		return n < 0
	})
	if got != "some" || end != streamDropped {
		t.Errorf("%q, then %d", got, end)
	}
	s.none()
}
