// Package channels gives channels and iterators, and takes them.
package channels

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ErrBroken is the error of what breaks.
var ErrBroken = errors.New("broken")

// Count gives 0 to n-1.
func Count(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

// Buffered gives a channel that holds 0 to n-1 and is closed.
func Buffered(n int) <-chan int {
	c := make(chan int, n)
	for i := range n {
		c <- i
	}
	close(c)
	return c
}

// Ticks gives a value every so often.
func Ticks(n int, every time.Duration) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			time.Sleep(every)
			c <- i
		}
	}()
	return c
}

// Never gives a channel that nothing comes from.
func Never() <-chan int { return make(chan int) }

// Nil gives nil.
func Nil() <-chan int { return nil }

// NilSend gives nil.
func NilSend() chan<- int { return nil }

// MaybeCount gives a channel or fails.
func MaybeCount(n int) (<-chan int, error) {
	if n < 0 {
		return nil, ErrBroken
	}
	return Count(n), nil
}

// WithErrors gives values and errors.
func WithErrors(n int) (<-chan int, <-chan error) {
	values, errs := make(chan int), make(chan error, 1)
	go func() {
		defer close(errs)
		defer close(values)
		for i := range n {
			values <- i
		}
		errs <- ErrBroken
	}()
	return values, errs
}

// A Source counts what it sends.
type Source struct {
	values chan int
	sent   atomic.Int64
	ended  atomic.Bool
}

// NewSource makes a source of n values with a buffer.
func NewSource(n, buffer int) *Source {
	s := &Source{values: make(chan int, buffer)}
	go func() {
		defer s.ended.Store(true)
		defer close(s.values)
		for i := range n {
			s.values <- i
			s.sent.Add(1)
		}
	}()
	return s
}

// Values gives its channel, always the same.
func (s *Source) Values() <-chan int { return s.values }

// Drained gives the channel, which is read to its end.
//
//topher:drain
func (s *Source) Drained() <-chan int { return s.values }

// Sent counts what was sent.
func (s *Source) Sent() int { return int(s.sent.Load()) }

// Ended tells whether everything was sent.
func (s *Source) Ended() bool { return s.ended.Load() }

// A Feed sends as long as its context lives.
type Feed struct {
	sent    atomic.Int64
	stopped atomic.Int64
	cause   atomic.Value
}

// NewFeed makes a feed.
func NewFeed() *Feed { return &Feed{} }

// Subscribe gives numbers until ctx is done.
func (f *Feed) Subscribe(ctx context.Context, from int) <-chan int {
	c := make(chan int)
	go func() {
		defer f.stopped.Add(1)
		defer close(c)
		for i := from; ; i++ {
			select {
			case c <- i:
				f.sent.Add(1)
			case <-ctx.Done():
				f.cause.Store(fmt.Sprint(context.Cause(ctx)))
				return
			}
		}
	}()
	return c
}

// SubscribeLater does so after d, and may fail.
func (f *Feed) SubscribeLater(ctx context.Context, from int, d time.Duration) (<-chan int, error) {
	time.Sleep(d)
	if from < 0 {
		return nil, ErrBroken
	}
	return f.Subscribe(ctx, from), nil
}

// Sent counts what was sent.
func (f *Feed) Sent() int { return int(f.sent.Load()) }

// Stopped counts the subscriptions that have ended.
func (f *Feed) Stopped() int { return int(f.stopped.Load()) }

// Cause is why the last one has ended.
func (f *Feed) Cause() string {
	text, _ := f.cause.Load().(string)
	return text
}

func each[T any](values ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, v := range values {
			c <- v
		}
	}()
	return c
}

// A Point crosses by value.
type Point struct{ X, Y int }

// A Box is a class.
type Box struct{ value int }

// NewBox makes a box.
func NewBox(value int) *Box { return &Box{value} }

// Value is what is in it.
func (b *Box) Value() int { return b.value }

// A Namer has a name.
type Namer interface{ Name() string }

type named string

func (n named) Name() string { return string(n) }

// Bools gives truth values.
func Bools() <-chan bool { return each(true, false) }

// Floats gives floats.
func Floats(xs ...float64) <-chan float64 { return each(xs...) }

// Int64s gives 64-bit integers.
func Int64s(xs ...int64) <-chan int64 { return each(xs...) }

// Texts gives texts.
func Texts(texts ...string) <-chan string { return each(texts...) }

// Bytes gives bytes.
func Bytes(n, size int) <-chan []byte {
	c := make(chan []byte)
	go func() {
		defer close(c)
		for i := range n {
			c <- []byte(strings.Repeat(string(rune('a'+i%26)), size))
		}
	}()
	return c
}

// Points gives structs.
func Points(n int) <-chan Point {
	c := make(chan Point, 4)
	go func() {
		defer close(c)
		for i := range n {
			c <- Point{i, -i}
		}
	}()
	return c
}

// PointPointers gives pointers, every third nil.
func PointPointers() <-chan *Point { return each(&Point{1, 2}, nil, &Point{3, 4}) }

// Boxes gives objects.
func Boxes(n int) <-chan *Box {
	c := make(chan *Box)
	go func() {
		defer close(c)
		for i := range n {
			c <- &Box{i}
		}
	}()
	return c
}

// Namers gives interfaces.
func Namers() <-chan Namer { return each[Namer](named("first"), nil, named("third")) }

// Errors gives errors and nil.
func Errors() <-chan error { return each(ErrBroken, nil, fmt.Errorf("wrapped: %w", ErrBroken)) }

// Maps gives maps.
func Maps() <-chan map[string]int { return each(map[string]int{"a": 1}, nil, map[string]int{"b": 2}) }

// Lists gives slices.
func Lists() <-chan []string { return each([]string{"a", "b"}, []string{}) }

// Anys gives anything.
func Anys() <-chan any { return each[any](1, "two", 3.5, nil, []any{true}, map[string]any{"k": "v"}) }

// Times gives points in time.
func Times() <-chan time.Time { return each(time.UnixMilli(0), time.UnixMilli(1_000_000)) }

// Units gives values of no size.
func Units(n int) <-chan struct{} { return each(make([]struct{}, n)...) }

// Funcs gives funcs.
func Funcs() <-chan func(x int) int {
	return each(func(x int) int { return x + 1 }, func(x int) int { return x * 2 })
}

// Channels gives channels.
func Channels() <-chan (<-chan int) { return each(Count(3), Buffered(2)) }

var received atomic.Int64

// Received counts what the functions below have received since the last ResetReceived.
func Received() int { return int(received.Load()) }

// ResetReceived counts from 0 again.
func ResetReceived() { received.Store(0) }

// Sum adds up until in is closed.
func Sum(in <-chan int) int {
	sum := 0
	for x := range in {
		received.Add(1)
		sum += x
	}
	return sum
}

// SumSlowly takes its time for each value.
func SumSlowly(in <-chan int, each time.Duration) int {
	sum := 0
	for x := range in {
		received.Add(1)
		sum += x
		time.Sleep(each)
	}
	return sum
}

// SumUntil adds up until in is closed or ctx is done.
func SumUntil(ctx context.Context, in <-chan int) (int, error) {
	sum := 0
	for {
		select {
		case x, ok := <-in:
			if !ok {
				return sum, nil
			}
			received.Add(1)
			sum += x
		case <-ctx.Done():
			return sum, context.Cause(ctx)
		}
	}
}

// Take receives n values and no more.
func Take(in <-chan int, n int) []int {
	values := make([]int, 0, n)
	for range n {
		x, ok := <-in
		if !ok {
			break
		}
		received.Add(1)
		values = append(values, x)
	}
	return values
}

// Gather gives all that comes.
func Gather(in <-chan string) []string {
	texts := []string{}
	for text := range in {
		texts = append(texts, text)
	}
	return texts
}

// GatherPoints gives all that comes.
func GatherPoints(in <-chan Point) []Point {
	points := []Point{}
	for p := range in {
		points = append(points, p)
	}
	return points
}

// GatherAny tells what comes.
func GatherAny(in <-chan any) []string {
	var texts []string
	for v := range in {
		texts = append(texts, fmt.Sprintf("%T %v", v, v))
	}
	return texts
}

// GatherBoxes adds up boxes.
func GatherBoxes(in <-chan *Box) int {
	sum := 0
	for b := range in {
		sum += b.value
	}
	return sum
}

// GatherBytes counts bytes.
func GatherBytes(in <-chan []byte) int {
	size := 0
	for b := range in {
		size += len(b)
	}
	return size
}

// IsNil tells whether there is no channel.
func IsNil(in <-chan int, out chan<- int, both chan int) []bool {
	return []bool{in == nil, out == nil, both == nil}
}

// SumAll adds up several, at the same time.
func SumAll(ins ...<-chan int) int {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for _, in := range ins {
		wg.Go(func() { sum.Add(int64(Sum(in))) })
	}
	wg.Wait()
	return int(sum.Load())
}

// Merge gives what comes from all of them.
func Merge(ctx context.Context, ins ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, in := range ins {
		wg.Go(func() {
			for {
				select {
				case x, ok := <-in:
					if !ok {
						return
					}
					select {
					case out <- x:
					case <-ctx.Done():
						return
					}
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

// Send sends 0 to n-1 and closes.
func Send(out chan<- int, n int) int {
	defer close(out)
	for i := range n {
		out <- i
	}
	return n
}

// SendSome sends 0 to n-1 and leaves the channel open.
func SendSome(out chan<- int, n int) int {
	for i := range n {
		out <- i
	}
	return n
}

// SendUntil sends until ctx is done, closes, and says how many it sent.
func SendUntil(ctx context.Context, out chan<- int) int {
	defer close(out)
	for i := 0; ; i++ {
		select {
		case out <- i:
		case <-ctx.Done():
			return i
		}
	}
}

// SendTexts sends texts and closes.
func SendTexts(out chan<- string, texts ...string) {
	defer close(out)
	for _, text := range texts {
		out <- text
	}
}

// Double receives from in and sends what is twice as much; it closes out at the end.
func Double(in <-chan int, out chan<- int) int {
	defer close(out)
	n := 0
	for x := range in {
		out <- 2 * x
		n++
	}
	return n
}

// PingPong sends 1 and receives its answer, n times, over one channel without a buffer.
func PingPong(c chan int, n int) int {
	x := 0
	for range n {
		c <- x + 1
		x = <-c
	}
	close(c)
	return x
}

// Capacity is that of a channel of which JavaScript has made the other end.
func Capacity(c chan int) int { return cap(c) }

// SameChannel tells whether both are one.
func SameChannel(a, b chan int) bool { return a == b }

// Echo gives c back.
func Echo(c chan int) chan int { return c }

// EchoReceive gives c back.
func EchoReceive(c <-chan int) <-chan int { return c }

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}

// Goroutines counts them.
func Goroutines() int { return runtime.NumGoroutine() }

// A Queue is worked off by a goroutine.
type Queue struct {
	in    chan string
	out   chan string
	done  chan struct{}
	mu    sync.Mutex
	items []string
}

// NewQueue makes a queue with a buffer.
func NewQueue(buffer int) *Queue {
	q := &Queue{in: make(chan string, buffer), out: make(chan string), done: make(chan struct{})}
	go func() {
		defer close(q.done)
		defer close(q.out)
		for item := range q.in {
			q.mu.Lock()
			q.items = append(q.items, item)
			q.mu.Unlock()
			q.out <- strings.ToUpper(item)
		}
	}()
	return q
}

// In is where items go.
func (q *Queue) In() chan<- string { return q.in }

// Out is where they come out.
func (q *Queue) Out() <-chan string { return q.out }

// Items are those that were taken.
func (q *Queue) Items() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return append([]string{}, q.items...)
}

// Wait waits until everything is done.
func (q *Queue) Wait() { <-q.done }

// Loop gives a channel for both directions.
func Loop(buffer int) chan int { return make(chan int, buffer) }

// Stuck gives a channel that nobody receives from.
func Stuck() chan<- int { return make(chan int) }

// Shut gives a channel that is closed: what is sent to it panics.
func Shut() chan<- int {
	c := make(chan int)
	close(c)
	return c
}

// Listen gives a channel, and sends everything that comes through f.
func Listen(f func(x int) int) chan<- int {
	c := make(chan int)
	go func() {
		for x := range c {
			f(x)
		}
	}()
	return c
}

// Numbers are integers.
type Numbers []int

// Stream gives them one by one.
func (n Numbers) Stream() <-chan int { return each(n...) }

// Sequence gives them one by one.
func (n Numbers) Sequence() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, x := range n {
			if !yield(x) {
				return
			}
		}
	}
}
