package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	runtimedebug "runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"
	"weak"

	"github.com/topherjs/topher/go/bridge/wire"
)

func createInts(size int) (<-chan int, chan int) {
	ch := make(chan int, size)
	return ch, ch
}

func createBoth(size int) (chan int, chan int) {
	ch := make(chan int, size)
	return ch, ch
}

type names chan<- string

func createNames(size int) (names, chan string) {
	ch := make(chan string, size)
	return ch, ch
}

func readInts(r *wire.Reader) <-chan int {
	return ReadChan(r, createInts, nil, (*wire.Reader).Int)
}

func readBoth(r *wire.Reader) chan int {
	return ReadChan(r, createBoth, (*wire.Writer).Int, (*wire.Reader).Int)
}

func readNames(r *wire.Reader) names {
	return ReadChan[names, string](r, createNames, (*wire.Writer).String, nil)
}

// given is a channel of JavaScript as an argument.
func givenChannel(number uint32, size int) func(w *wire.Writer) {
	return func(w *wire.Writer) {
		w.Uint8(channelStream)
		w.Uint32(number)
		w.Uint32(uint32(size))
	}
}

func give[T any](s *script, read func(r *wire.Reader) T, number uint32, size int) T {
	s.Helper()
	v, err := readArgument(s, read, givenChannel(number, size))
	if err != nil {
		s.Fatal(err)
	}
	return v
}

// feedAll feeds all values as JavaScript does: as many as it may, and then when it is told. It is false where nobody takes them.
func (s *script) feedAll(number uint32, values []int) bool {
	s.Helper()
	nobody, room := s.feed(number)
	for {
		if nobody {
			return false
		}
		if room == 0 {
			s.await(number)
			nobody, room = s.feed(number)
			continue
		}
		if len(values) == 0 {
			return true
		}
		n := min(room, len(values))
		nobody, room = s.feed(number, values[:n]...)
		values = values[n:]
	}
}

func counting(n int) []int {
	v := make([]int, n)
	for i := range v {
		v[i] = i
	}
	return v
}

func TestPull_IsAtMostAWindowAhead(t *testing.T) {
	s := newScript(t)
	for name, open := range map[string]func(number uint32, made *atomic.Int64){
		"iterator": func(number uint32, made *atomic.Int64) {
			s.open(number, 10, func(yield func(int) bool) {
				for i := 0; ; i++ {
					made.Add(1)
					if !yield(i) {
						return
					}
				}
			}, openSeqInts)
		},
		"channel": func(number uint32, made *atomic.Int64) {
			ch := make(chan int)
			go func() {
				for i := 0; ; i++ {
					ch <- i
					made.Add(1)
				}
			}()
			s.open(number, 10, ch, openInts)
		},
	} {
		number := s.next()
		var made atomic.Int64
		open(number, &made)
		time.Sleep(10 * time.Millisecond)
		if made.Load() != 0 {
			t.Errorf("%s: something was read before it was asked for", name)
		}
		if p := s.pull(number, 100); p.sum != pullRecord {
			t.Errorf("%s: sum %d", name, p.sum)
		}
		s.await(number)
		eventually(t, name, func() bool { return made.Load() >= 10 })
		time.Sleep(10 * time.Millisecond)
		if n := made.Load(); n != 10 {
			t.Errorf("%s: %d were made ahead", name, n)
		}
		if p := s.pull(number, 3); !slices.Equal(p.values, []int{0, 1, 2}) || p.sum != pullMore {
			t.Errorf("%s: %v", name, p)
		}
		eventually(t, name, func() bool { return made.Load() >= 13 })
		if p := s.pull(number, 100); !slices.Equal(p.values, []int{3, 4, 5, 6, 7, 8, 9, 10, 11, 12}) || p.sum != pullRecord {
			t.Errorf("%s: %v", name, p)
		}
		s.stop(number)
	}
	s.none()
}

func TestPull_OneValueComesAtOnce(t *testing.T) {
	s := newScript(t)
	number := s.next()
	ch := make(chan int)
	s.open(number, 256, ch, openInts)
	for i := range 50 {
		if p := s.pull(number, 100); p.sum != pullRecord || len(p.values) != 0 {
			t.Fatal(p)
		}
		ch <- i
		begin := time.Now()
		s.await(number)
		if took := time.Since(begin); took > 100*time.Millisecond {
			t.Errorf("value %d took %v", i, took)
		}
		if p := s.pull(number, 100); !slices.Equal(p.values, []int{i}) {
			t.Fatal(p)
		}
	}
	close(ch)
	s.await(number)
	if p := s.pull(number, 1); p.sum != pullOver {
		t.Error(p)
	}
	s.none()

	// An iterator that takes its time after a few.
	number = s.next()
	s.open(number, 256, func(yield func(int) bool) {
		_ = yield(1) && yield(2)
		time.Sleep(50 * time.Millisecond)
	}, openSeqInts)
	s.pull(number, 100)
	begin := time.Now()
	s.await(number)
	if p := s.pull(number, 100); len(p.values) == 0 || time.Since(begin) > 45*time.Millisecond {
		t.Errorf("%v after %v", p, time.Since(begin))
	}
}

func TestPull_StopEndsTheLoopAndItsValues(t *testing.T) {
	s := newScript(t)
	before := live(0)
	number := s.next()
	left := make(chan bool)
	s.open(number, 20, func(yield func(*thing) bool) {
		for yield(&thing{}) {
		}
		close(left)
	}, func(c *Call, h float64) {
		OpenSeq(c, h, wire.WriteHandle[*thing])
	})
	s.pull(number, 1)
	s.await(number)
	eventually(t, "some wait", func() bool { return live(0) == before+1+20 })
	r, _ := s.call(topherPull, func(w *wire.Writer) {
		w.Uint32(number)
		w.Uint32(5)
	})
	if r.Uint8() != pullMore || r.Uint32() != 5 {
		t.Error("5 should have come")
	}
	eventually(t, "more wait", func() bool { return live(0) == before+1+25 })
	s.stop(number)
	<-left
	eventually(t, "handles that nobody has seen are released", func() bool { return live(0) == before+1+5 })
	s.none()
}

// Who receives from the channel next would miss what a pump takes that nobody pulls any more.
func TestPull_StoppedTakesNothing(t *testing.T) {
	s := newScript(t)
	for round := range 5000 {
		number := s.next()
		ch := make(chan int, 8)
		s.open(number, 10, ch, openInts)
		s.pull(number, 1)
		for range round % 4 {
			runtime.Gosched()
		}
		s.stop(number)
		for i := range 8 {
			ch <- i
		}
		for range 3 {
			runtime.Gosched()
		}
		if len(ch) != 8 {
			t.Fatalf("round %d: the pump has taken %d values", round, 8-len(ch))
		}
	}
	s.none()
}

func TestPull_FailsAfterTheValuesBefore(t *testing.T) {
	s := newScript(t)
	thrown := s.th.caught(9, "Error: x")
	for name, c := range map[string]struct {
		after func()
		check func(r *wire.Reader) bool
	}{
		"panic": {func() { panic("as it should") }, func(r *wire.Reader) bool {
			message, stack := "", ""
			if r.Uint8() == failurePanic {
				message, stack = r.String(), r.String()
			}
			return message == "as it should" && strings.Contains(stack, "TestPull_Fails") && !strings.Contains(stack, "host.OpenSeq") &&
				!strings.Contains(stack, "pump")
		}},
		"JavaScript's error": {func() { panic(thrown) }, func(r *wire.Reader) bool {
			return r.Uint8() == failureThrown && r.Uint32() == 9
		}},
		"Goexit": {func() { runtime.Goexit() }, func(r *wire.Reader) bool {
			return r.Uint8() == failureRefused && r.String() == wire.CodeGoexit
		}},
	} {
		number := s.next()
		s.open(number, 256, func(yield func(int) bool) {
			for i := range 100 {
				yield(i)
			}
			c.after()
		}, openSeqInts)
		n := 0
		for {
			p := s.pull(number, 30)
			if n += len(p.values); p.failed != nil {
				if n != 100 || !c.check(p.failed) {
					t.Errorf("%s: after %d values", name, n)
				}
				break
			}
			if p.sum == pullOver {
				t.Errorf("%s: it is over", name)
				break
			}
			if p.sum == pullRecord {
				s.await(number)
			}
		}
		if p := s.pull(number, 1); p.sum != pullOver {
			t.Errorf("%s: then %v", name, p)
		}
	}
	// A value that cannot cross.
	number := s.next()
	s.open(number, 256, sendAll(1, 2, 1<<60, 3), openInts)
	s.pull(number, 10)
	s.await(number)
	eventually(t, "the pump ends", func() bool { return !s.th.streams.find(number).(*channel[int]).pump.receives() })
	if p := s.pull(number, 10); !slices.Equal(p.values, []int{1, 2}) || p.sum != pullMore {
		t.Error(p)
	}
	if p := s.pull(number, 10); p.failed == nil || p.failed.Uint8() != failureRefused || p.failed.String() != wire.CodeRange {
		t.Error(p)
	}
	s.none()
}

func sendAll(values ...int) chan int {
	ch := make(chan int, len(values))
	for _, v := range values {
		ch <- v
	}
	close(ch)
	return ch
}

func TestPull_ValuesThatAreTooLongForTheArena(t *testing.T) {
	s := newScript(t)
	number := s.next()
	long := strings.Repeat("long", 5000)
	s.open(number, 256, func(yield func(string) bool) {
		for i := range 20 {
			if !yield(fmt.Sprint(i) + long) {
				return
			}
		}
		yield(strings.Repeat("longer", 50_000))
	}, func(c *Call, h float64) { OpenSeq(c, h, (*wire.Writer).String) })
	var got []string
	for over := false; !over; {
		r, bits := s.call(topherPull, func(w *wire.Writer) {
			w.Uint32(number)
			w.Uint32(100)
		})
		if bits != 0 {
			t.Fatal(bits)
		}
		sum := r.Uint8()
		for range r.Uint32() {
			got = append(got, r.String())
		}
		if over = sum == pullOver; sum == pullRecord {
			s.await(number)
		}
	}
	if len(got) != 21 || got[7] != "7"+long || len(got[20]) != 300_000 {
		t.Errorf("%d strings", len(got))
	}
}

// What waits mentions errors and targets of JavaScript's, which must not be dropped before JavaScript has seen them.
func TestPull_KeepsWhatItsValuesMention(t *testing.T) {
	s := newScript(t)
	number := s.next()
	s.open(number, 256, func(yield func(error) bool) {
		yield(s.th.caught(77, "Error: x"))
	}, func(c *Call, h float64) { OpenSeq(c, h, (*wire.Writer).Error) })
	s.pull(number, 1)
	s.await(number)
	for range 5 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	if n := s.th.slots.takeDropped(make([]uint32, 10)); n != 0 {
		t.Error("the error was dropped")
	}
	r, _ := s.call(topherPull, func(w *wire.Writer) {
		w.Uint32(number)
		w.Uint32(1)
	})
	if r.Uint8() != pullOver || r.Uint32() != 1 || r.Uint8() != 2 || r.Uint32() != 77 {
		t.Error("another value")
	}
	eventually(t, "the error is dropped", func() bool { return s.th.slots.takeDropped(make([]uint32, 10)) == 1 })
}

func TestChannel_StoppedWithoutAContextIsAbandoned(t *testing.T) {
	s := newScript(t)
	for name, c := range map[string]struct {
		leave func(number uint32, h float64)
		want  float64
		ch    chan int
	}{
		"stopped":             {func(number uint32, h float64) { s.stop(number) }, 1, make(chan int)},
		"released":            {func(number uint32, h float64) { topherRelease(s.p, h) }, 1, make(chan int)},
		"at its end":          {func(number uint32, h float64) { s.stop(number) }, 0, sendAll(1, 2)},
		"released at its end": {func(number uint32, h float64) { topherRelease(s.p, h) }, 0, sendAll(1, 2)},
	} {
		before := live(8)
		number := s.next()
		h := s.open(number, 10, c.ch, openInts)
		s.pull(number, 10)
		if c.want == 0 {
			s.await(number)
			eventually(t, name, func() bool { return !s.th.streams.find(number).(*channel[int]).pump.receives() })
		}
		c.leave(number, h)
		if n := live(8) - before; n != c.want {
			t.Errorf("%s: %v channels abandoned", name, n)
		}
		if p := s.pull(number, 1); p.sum != pullOver || len(p.values) != 0 {
			t.Errorf("%s: then %v", name, p)
		}
		if n := s.th.streams.watches.Load(); n != 0 {
			t.Errorf("%s: %d handles are watched", name, n)
		}
	}
	s.none()
}

// What a task gave ends with its context: with the reason of that, and not as if all had come.
func TestPull_FailsWithTheCauseOfItsContext(t *testing.T) {
	thrown := errors.New("the signal's reason")
	for name, c := range map[string]struct {
		cause error
		open  func(s *script, number uint32, ctx context.Context, h wire.Handle)
		make  func(ctx context.Context) any
	}{
		"channel": {thrown, func(s *script, number uint32, ctx context.Context, h wire.Handle) {
			s.openHeld(number, 10, float64(h), openInts)
		}, func(ctx context.Context) any {
			ch := make(chan int)
			go func() {
				defer close(ch)
				for i := 0; ; i++ {
					select {
					case ch <- i:
					case <-ctx.Done():
						return
					}
				}
			}()
			return ch
		}},
		"silent channel": {context.DeadlineExceeded, func(s *script, number uint32, ctx context.Context, h wire.Handle) {
			s.openHeld(number, 10, float64(h), openInts)
		}, func(context.Context) any { return make(chan int) }},
		"iterator": {thrown, func(s *script, number uint32, ctx context.Context, h wire.Handle) {
			s.openHeld(number, 10, float64(h), openSeqInts)
		}, func(ctx context.Context) any {
			return func(yield func(int) bool) {
				for ctx.Err() == nil && yield(1) {
				}
			}
		}},
		"stopped": {context.Canceled, func(s *script, number uint32, ctx context.Context, h wire.Handle) {
			s.openHeld(number, 10, float64(h), openInts)
		}, func(ctx context.Context) any {
			ch := make(chan int)
			context.AfterFunc(ctx, func() { close(ch) })
			return ch
		}},
	} {
		s := newScript(t)
		ctx, end := context.WithCancelCause(t.Context())
		l := &life{ctx: ctx, end: end, task: &Task{thread: s.th}}
		l.keep()
		h := s.th.holdShared(c.make(ctx), false, l)
		number := s.next()
		c.open(s, number, ctx, h)
		s.pull(number, 5)
		time.Sleep(2 * time.Millisecond)
		l.cancel(c.cause)
		for n := 0; ; n++ {
			p := s.pull(number, 5)
			if p.failed != nil {
				if p.failed.Uint8() != failureError || p.failed.Error() != c.cause {
					t.Errorf("%s: another failure", name)
				}
				break
			}
			if p.sum == pullOver {
				if c.cause != context.Canceled {
					t.Errorf("%s: it is over", name)
				}
				break
			}
			if p.sum == pullRecord {
				s.await(number)
			}
		}
		s.none()
		l.release()
	}
	// And a reader.
	s := newScript(t)
	ctx, end := context.WithCancelCause(t.Context())
	l := &life{ctx: ctx, end: end, task: &Task{thread: s.th}}
	l.keep()
	r, w := io.Pipe()
	h := s.th.holdShared(r, false, l)
	number := s.next()
	s.call(topherOpenReader, func(w *wire.Writer) {
		w.Uint32(number)
		w.Float64(float64(h))
	})
	s.readReady(number, make([]byte, 10))
	l.cancel(thrown)
	s.await(number)
	if n := s.readReady(number, make([]byte, 10)); n != streamFailed {
		t.Error(n)
	} else if f := s.failure(); f.Uint8() != failureError || f.Error() != thrown {
		t.Error("another failure")
	}
	eventually(t, "the reader is closed", func() bool {
		_, err := w.Write([]byte("x")) // which the Read that was running may take
		return err != nil
	})
	s.none()
}

func TestChannel_TwoHandlesAreTwoReceivers(t *testing.T) {
	s := newScript(t)
	ch := sendUpTo(10_000, 5)
	a, b := s.next(), s.next()
	s.open(a, 64, ch, openInts)
	s.open(b, 64, ch, openInts)
	sum := 0
	overA, overB := false, false
	for !overA || !overB {
		overA = overA || s.pullAll(a, 100, func(v int) { sum += v })
		overB = overB || s.pullAll(b, 100, func(v int) { sum += v })
	}
	if sum != 10_000*9_999/2 {
		t.Error(sum)
	}
	s.none()
}

func TestWriteDrained_ReadsOnToTheEnd(t *testing.T) {
	for name, leave := range map[string]func(s *script, h float64){
		"stopped": func(s *script, h float64) {
			number := s.next()
			_, _ = s.call(func(p unsafe.Pointer, at int32) (bits int32) {
				c := Begin(p, at, "test.open")
				defer c.End(&bits)
				openInts(c, h)
				return bits
			}, func(w *wire.Writer) { w.Uint32(number); w.Uint32(10) })
			s.pullAll(number, 20, func(int) {})
			s.stop(number)
			topherRelease(s.p, h)
		},
		"released":   func(s *script, h float64) { topherRelease(s.p, h) },
		"thread end": func(s *script, _ float64) { s.th.streams.dropAll() },
	} {
		s := newScript(t)
		before := live(8)
		done := make(chan bool)
		ch := make(chan int)
		go func() {
			for i := range 1000 {
				ch <- i
			}
			close(ch)
			close(done)
		}()
		inArena(s.p, func(c *Call) { WriteDrained(c.Returned(), (<-chan int)(ch)) })
		leave(s, float64(result(s.p).Handle()))
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: not read to the end", name)
		}
		if live(8) != before || s.th.streams.watches.Load() != 0 {
			t.Errorf("%s: %v abandoned, %d watched", name, live(8)-before, s.th.streams.watches.Load())
		}
		s.none()
	}
	s := newScript(t)
	inArena(s.p, func(c *Call) { WriteDrained[chan int](c.Returned(), nil) })
	if result(s.p).Handle() != 0 {
		t.Error("nil is no nil")
	}
}

func TestReadChan_AMillionInOrderWithFewCrossings(t *testing.T) {
	many := 1_000_000
	if racing {
		many = 50_000
	}
	for _, size := range []int{0, 10, 1000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			s := newScript(t)
			number := s.next()
			ch := give(s, readInts, number, size)
			s.await(number)
			done := make(chan int)
			go func() {
				want := 0
				for v := range ch {
					if v != want {
						t.Errorf("%d came, want %d", v, want)
						break
					}
					want++
				}
				done <- want
			}()
			begin := time.Now()
			if !s.feedAll(number, counting(many)) {
				t.Error("nobody takes them")
			}
			s.end(number, nil)
			if n := <-done; n != many {
				t.Errorf("%d came", n)
			}
			per := float64(s.calls) * 64 / float64(many)
			t.Logf("%.1f crossings for 64 values, %v for a value", per, time.Since(begin)/time.Duration(many))
			if per > 4 && !racing {
				t.Errorf("%.1f crossings for 64 values", per)
			}
			eventually(t, "it is over", func() bool { return s.th.streams.live() == 0 })
		})
	}
}

func TestReadChan_JavaScriptIsAtMostAWindowAhead(t *testing.T) {
	s := newScript(t)
	number := s.next()
	ch := give(s, readInts, number, 0)
	fed := 0
	for _, room := s.feed(number); room > 0; {
		values := counting(room)
		fed += room
		_, room = s.feed(number, values...)
	}
	if fed != chanWindow {
		t.Errorf("%d are ahead", fed)
	}
	s.take()
	delete(s.ready, number)
	for range chanWindow - fewLeft - 1 {
		<-ch
	}
	s.quiet(number, 20*time.Millisecond)
	<-ch
	s.await(number)
	if _, room := s.feed(number); room != chanWindow-fewLeft {
		t.Errorf("room for %d", room)
	}
	// More than was asked for is taken all the same.
	s.feed(number, counting(1000)...)
	for range fewLeft {
		<-ch
	}
	for i := range 1000 {
		if v := <-ch; v != i {
			t.Fatalf("%d instead of %d", v, i)
		}
	}
}

func TestReadChan_TheSameStreamIsTheSameChannel(t *testing.T) {
	s := newScript(t)
	number := s.next()
	in := give(s, readInts, number, 0)
	s.await(number)
	give(s, readInts, number, 0)
	s.quiet(number, time.Millisecond)
	both := give(s, readBoth, number, 0)
	if (<-chan int)(both) != in {
		t.Error("another channel")
	}
	s.await(number) // since that JavaScript may receive, too
	_, err := readArgument(s, readNames, givenChannel(number, 0))
	if err == nil || err.Code != wire.CodeType {
		t.Errorf("of another type: %v", err)
	}
	// From Go to Go, without JavaScript.
	go func() { both <- 5 }()
	if <-in != 5 {
		t.Error("another value")
	}
	// And what Go sends JavaScript receives.
	go func() {
		for i := range 1000 {
			both <- i
		}
		close(both)
	}()
	n := 0
	if over := s.pullAll(number, 1001, func(v int) {
		if v != n {
			t.Fatalf("%d instead of %d", v, n)
		}
		n++
	}); !over {
		t.Error("it is not over")
	}
	s.none()

	// A handle of it, as another type.
	h := s.th.hold(make(chan string))
	handle := func(w *wire.Writer) { w.Uint8(channelHandle); w.Float64(float64(h)) }
	if ch, err := readArgument(s, readNames, handle); ch == nil || err != nil {
		t.Error(err)
	}
	if _, err := readArgument(s, readInts, handle); err == nil || err.Code != wire.CodeType {
		t.Error(err)
	}
	h = s.th.hold((<-chan int)(make(chan int)))
	if ch, err := readArgument(s, readInts, handle); ch == nil || err != nil {
		t.Error(err)
	}
	if _, err := readArgument(s, readBoth, handle); err == nil || err.Code != wire.CodeType {
		t.Error(err)
	}
	if ch, err := readArgument(s, readInts, func(w *wire.Writer) { w.Uint8(channelNil) }); ch != nil || err != nil {
		t.Error(err)
	}
}

func TestReadChan_IsCollectedWhenItIsOver(t *testing.T) {
	s := newScript(t)
	for name, ends := range map[string]func(number uint32, ch chan int){
		"closed by Go": func(number uint32, ch chan int) {
			close(ch)
			s.pullAll(number, 1, func(int) {})
		},
		"closed by JavaScript": func(number uint32, ch chan int) {
			s.pull(number, 1)
			s.feed(number, 1, 2, 3)
			s.end(number, nil)
			s.pullAll(number, 4, func(int) {})
		},
		"stopped": func(number uint32, ch chan int) { s.stop(number) },
	} {
		number := s.next()
		var w weak.Pointer[byte]
		func() {
			ch := give(s, readBoth, number, 2)
			w = weak.Make((*byte)(address(ch)))
			ends(number, ch)
		}()
		eventually(t, name, func() bool { return w.Value() == nil })
	}
	s.none()
}

func TestReadChan_EndClosesBehindTheRest(t *testing.T) {
	for name, err := range map[string]error{"end": nil, "an error": errTest} {
		s := newScript(t)
		number := s.next()
		ch := give(s, readInts, number, 3)
		s.feed(number, counting(30)...)
		s.end(number, err)
		if nobody, _ := s.feed(number, 1); !nobody {
			t.Errorf("%s: it may be fed", name)
		}
		n := 0
		for range ch {
			n++
		}
		if n != 30 {
			t.Errorf("%s: %d came", name, n)
		}
		eventually(t, name, func() bool { return s.th.streams.live() == 0 })
	}
}

func TestReadChan_JavaScriptHearsThatNobodyReceives(t *testing.T) {
	s := newScript(t)
	receive := func(n int) func(number uint32) {
		return func(number uint32) {
			ch := give(s, readInts, number, 0)
			go func() {
				for range n {
					<-ch
				}
			}()
		}
	}
	for name, use := range map[string]func(number uint32){
		"dropped while nothing waits": receive(30),
		"dropped while some wait":     receive(10),
		"closed by Go": func(number uint32) {
			ch := give(s, readBoth, number, 0)
			go func() {
				<-ch
				close(ch)
			}()
		},
	} {
		if racing && name == "closed by Go" {
			continue // to close what somebody sends to is a race
		}
		number := s.next()
		use(number)
		s.await(number)
		s.feed(number, counting(30)...)
		eventually(t, name, func() bool { // where the first record says that there is room, another one follows
			s.take()
			if !s.ready[number] {
				return false
			}
			delete(s.ready, number)
			nobody, _ := s.feed(number)
			return nobody
		})
		if name == "closed by Go" {
			s.pullAll(number, 1, func(int) {})
		}
	}
	eventually(t, "all are over", func() bool { return s.th.streams.live() == 0 })

	// And then the number is a new channel.
	number := s.next()
	func() { give(s, readInts, number, 0) }()
	eventually(t, "it is dropped", func() bool { return s.th.streams.live() == 0 })
	ch := give(s, readInts, number, 0)
	s.feed(number, 7)
	if <-ch != 7 {
		t.Error("another value")
	}
}

// What Go has sent must not be lost when Go has the channel no longer, nor what JavaScript sends to one that it has itself.
func TestReadChan_KeepsWhatLiesInIt(t *testing.T) {
	s := newScript(t)
	for _, pulled := range []bool{false, true} {
		number := s.next()
		func() {
			ch := give(s, readBoth, number, 20)
			if pulled {
				s.pull(number, 1)
			}
			for i := range 20 {
				ch <- i
			}
		}()
		for range 5 {
			runtime.GC()
			time.Sleep(time.Millisecond)
		}
		n := 0
		s.pullAll(number, 20, func(v int) {
			if v != n {
				t.Errorf("%d instead of %d", v, n)
			}
			n++
		})
		s.stop(number)
		eventually(t, "it is dropped", func() bool { return s.th.streams.find(number) == nil })
	}

	number := s.next()
	kept := func(w *wire.Writer) {
		w.Uint8(channelStream)
		w.Uint32(number)
		w.Uint32(keptChannel | 2)
	}
	got := 0
	for range 10 {
		func() {
			ch, err := readArgument(s, readInts, kept)
			if err != nil {
				t.Fatal(err)
			}
			if got == 0 {
				s.feed(number, counting(50)...)
			}
			for range 5 {
				if v := <-ch; v != got {
					t.Errorf("%d instead of %d", v, got)
				}
				got++
			}
		}()
		runtime.GC()
	}
	s.end(number, nil)
	s.none()
}

// A value that waits for a long time is not lost, and soon there once somebody receives.
func TestReadChan_ASlowReceiverGetsAll(t *testing.T) {
	s := newScript(t)
	number := s.next()
	ch := give(s, readInts, number, 0)
	s.feed(number, counting(5)...)
	for i := range 5 {
		time.Sleep(150 * time.Millisecond)
		begin := time.Now()
		if v := <-ch; v != i {
			t.Errorf("%d instead of %d", v, i)
		}
		if took := time.Since(begin); took > 500*time.Millisecond {
			t.Errorf("value %d took %v", i, took)
		}
	}
	s.end(number, nil)
	if _, ok := <-ch; ok {
		t.Error("it is not closed")
	}
}

func TestReadChan_OverWithTheContextsOfItsTasks(t *testing.T) {
	s := newScript(t)
	number := s.next()
	var ch <-chan int
	var ends []func(error)
	for range 2 {
		_, bits := s.call(func(p unsafe.Pointer, at int32) (bits int32) {
			c := Begin(p, at, "test.task")
			defer c.End(&bits)
			k := &Task{thread: s.th, of: &TaskOf{Name: "test.task"}}
			c.task = k
			defer func() { c.task = nil }()
			_ = k.Context()
			ends = append(ends, k.life().cancel)
			ch = readInts(&c.In)
			c.Ready()
			c.Returned()
			return bits
		}, givenChannel(number, 0))
		if bits != 0 {
			t.Fatal(bits)
		}
	}
	s.await(number)
	s.feed(number, counting(20)...)
	<-ch
	ends[0](context.Canceled)
	s.quiet(number, 20*time.Millisecond)
	ends[1](context.Canceled)
	s.await(number)
	if nobody, _ := s.feed(number, 1); !nobody {
		t.Error("somebody takes more")
	}
	if v, ok := <-ch; ok {
		t.Error("something comes yet:", v)
	}
	s.none()
}

// A function that has returned leaves its channel to the collector, which is asked for that.
func TestReadChan_JavaScriptHearsSoonAfterTheTask(t *testing.T) {
	defer runtimedebug.SetGCPercent(runtimedebug.SetGCPercent(-1)) // it does not collect by itself
	s := newScript(t)
	for name, keeps := range map[string]bool{"reads a few": false, "leaves it to a goroutine": true} {
		got := make(chan int)
		Tasks(TaskOf{Name: "test.First", Start: func(c *Call, k *Task) {
			ch := readInts(&c.In)
			k.Go(c, func() {
				for range 3 {
					<-ch
				}
				if keeps {
					go func() {
						for v := range ch {
							got <- v
						}
						close(got)
					}()
				}
				k.Returned()
			})
		}})
		number := s.next()
		if r, bits := s.call(topherTask, func(w *wire.Writer) {
			w.Float64(float64(number))
			w.Uint32(uint32(len(taskList)))
			w.Float64(0)
			givenChannel(number, 0)(w)
		}); bits != 0 {
			t.Fatal(r.Uint8(), r.String(), r.String())
		}
		s.await(number)
		s.feed(number, counting(60)...)
		before := forced()
		if keeps {
			for i := range 57 {
				time.Sleep(5 * time.Millisecond)
				if v := <-got; v != i+3 {
					t.Fatalf("%s: %d instead of %d", name, v, i+3)
				}
			}
			s.end(number, nil)
			if _, ok := <-got; ok {
				t.Errorf("%s: it is not closed", name)
			}
			continue
		}
		for nobody := false; !nobody; {
			s.await(number)
			nobody, _ = s.feed(number)
		}
		// The other case may have asked for some as well.
		if n := forced() - before; n > 2*collectRounds {
			t.Errorf("%s: it took %d collections", name, n)
		}
	}
	s.none()
}

// forced is how often the collector was asked for.
func forced() uint32 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.NumForcedGC
}

// When its thread ends, Go's loops over a channel of JavaScript end, and pumps and loops do.
func TestStreams_EndWithTheirThread(t *testing.T) {
	before := runtime.NumGoroutine()
	s := newScript(t)
	var open []<-chan int
	var sendable []chan int
	for range 20 {
		number := s.next()
		ch := give(s, readInts, number, 0)
		s.feed(number, counting(50)...)
		open = append(open, ch)

		number = s.next()
		both := give(s, readBoth, number, 0)
		s.feed(number, counting(50)...)
		sendable = append(sendable, both)

		number = s.next()
		s.open(number, 10, func(yield func(int) bool) {
			for yield(1) {
			}
		}, openSeqInts)
		s.pull(number, 1)

		number = s.next()
		s.open(number, 10, make(chan int), openInts)
		s.pull(number, 1)

		number = s.next()
		r := s.streamReader(number)
		go func() { _, _ = r.Read(make([]byte, 1)) }()

		number = s.next()
		w := s.streamWriter(number)
		go func() {
			for {
				if _, err := w.Write(make([]byte, blockSize)); err != nil {
					return
				}
			}
		}()

		number = s.next()
		s.openBytes(number, readFunc(func(p []byte) (int, error) { return len(p), nil }), topherOpenReader)
		s.readReady(number, make([]byte, 1))

		number = s.next()
		s.openBytes(number, writeFunc(func(p []byte) (int, error) { return len(p), nil }), topherOpenWriter)
		s.writeReady(number, make([]byte, 1))
	}
	if n := s.th.streams.live(); n != 160 || s.th.streams.report()["test.open"] != 40 {
		t.Errorf("%d streams: %v", n, s.th.streams.report())
	}
	s.th.streams.dropAll()
	for _, ch := range open {
		for range ch {
		}
	}
	for _, ch := range sendable { // what Go may send to must not be closed under it
		go func() { <-ch }()
		ch <- 1
	}
	eventually(t, "all goroutines have ended", func() bool { return runtime.NumGoroutine() <= before })
	s.none()
}

func TestStreams_UnknownOnesAreOver(t *testing.T) {
	s := newScript(t)
	if p := s.pull(99, 1); p.sum != pullOver || len(p.values) != 0 {
		t.Error(p)
	}
	if nobody, _ := s.feed(99, 1); !nobody {
		t.Error("it may be fed")
	}
	s.stop(99)
	s.end(99, errors.New("x"))
	if n := s.readReady(99, make([]byte, 1)); n != streamOver {
		t.Error(n)
	}
	if n := s.writeReady(99, make([]byte, 1)); n != streamOver {
		t.Error(n)
	}
	// And what a stream of another kind is asked.
	number := s.next()
	s.open(number, 10, upTo(3), openSeqInts)
	if nobody, _ := s.feed(number, 1); !nobody {
		t.Error("an iterator may be fed")
	}
	if n := s.readReady(number, make([]byte, 1)); n != streamOver {
		t.Error(n)
	}
	// A value that is none is not fed, nor are those before it.
	number = s.next()
	ch := give(s, readInts, number, 5)
	if r, bits := s.call(topherFeed, func(w *wire.Writer) {
		w.Uint32(number)
		w.Uint32(2)
		w.Int(1)
		w.Float64(1.5)
	}); bits != bitFailure || r.Uint8() != failureRefused || r.String() != wire.CodeRange || len(ch) != 0 {
		t.Error("1.5 is an int")
	}
}

// The same reads and writes from many goroutines, for the race detector.
func TestStreams_Hammer(t *testing.T) {
	s := newScript(t)
	for i := range 200 {
		number := s.next()
		switch i % 4 {
		case 0:
			s.open(number, 7, sendUpTo(100, i%3), openInts)
			s.pullAll(number, 1+i%100, func(int) {})
			s.stop(number)
		case 1:
			ch := give(s, readBoth, number, i%5)
			go func() {
				for range i % 60 {
					<-ch
				}
			}()
			s.feed(number, counting(i%64)...)
			if i%3 == 0 {
				s.end(number, nil)
			}
			s.stop(number)
		case 2:
			w := s.streamWriter(number)
			for range 3 {
				go func() { _, _ = w.Write(make([]byte, i*1000)) }()
			}
			if i > 0 {
				s.await(number)
			}
			s.readReady(number, make([]byte, 100_000))
			go w.Close()
			s.end(number, errTest)
		case 3:
			r := s.streamReader(number)
			for range 3 {
				go func() { _, _ = r.Read(make([]byte, 1000)) }()
			}
			s.await(number)
			s.writeReady(number, make([]byte, i*100))
			go r.Close()
			s.end(number, nil)
		}
	}
	s.th.streams.dropAll()
	s.none()
}
