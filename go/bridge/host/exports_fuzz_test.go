package host

import (
	"bytes"
	"encoding/binary"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"iter"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// An export of the arena's shape: everything that reads bytes which JavaScript wrote begins in one.
type arenaExport = func(t unsafe.Pointer, at int32) int32

// arenaExports are those of this package, by name. TestArenaExports_AreAllFuzzed compares them with the sources.
var arenaExports = map[string]arenaExport{
	"topherAnswer":       topherAnswer,
	"topherCancel":       topherCancel,
	"topherClose":        topherClose,
	"topherEnd":          topherEnd,
	"topherErrorAs":      topherErrorAs,
	"topherErrorIs":      topherErrorIs,
	"topherFeed":         topherFeed,
	"topherIteratorStop": topherIteratorStop,
	"topherOpenReader":   topherOpenReader,
	"topherOpenWriter":   topherOpenWriter,
	"topherPull":         topherPull,
	"topherRead":         topherRead,
	"topherStop":         topherStop,
	"topherStringOf":     topherStringOf,
	"topherTask":         topherTask,
	"topherWrite":        topherWrite,
}

func TestArenaExports_AreAllFuzzed(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && isArenaExport(d) {
				found = append(found, d.Name.Name)
			}
		}
	}
	slices.Sort(found)
	if fuzzed := slices.Sorted(maps.Keys(arenaExports)); !slices.Equal(found, fuzzed) {
		t.Errorf("exports of the arena's shape are\n%q, but fuzzed are\n%q", found, fuzzed)
	}
}

// isArenaExport tells whether a function is exported to C and takes a thread and a place in its arena.
func isArenaExport(d *ast.FuncDecl) bool {
	if d.Doc == nil || !strings.Contains(d.Doc.List[len(d.Doc.List)-1].Text, "//export ") || d.Type.Results == nil {
		return false
	}
	var params []string
	for _, p := range d.Type.Params.List {
		for _, name := range p.Names {
			params = append(params, name.Name+" "+typeText(p.Type))
		}
	}
	return slices.Equal(params, []string{"t unsafe.Pointer", "at int32"}) && typeText(d.Type.Results.List[0].Type) == "int32"
}

func typeText(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return typeText(e.X) + "." + e.Sel.Name
	}
	return "?"
}

// generatedExports are what generated code has around the functions of this package that read arguments.
var generatedExports = map[string]arenaExport{
	"func": reading(func(c *Call) func() {
		f := ReadFunc(&c.In, anyFunc)
		return func() {
			if f != nil {
				_, err := f(1, "text")
				w := c.Returned()
				w.Error(err)
				WriteFunc(w, f)
			}
		}
	}),
	"interface": reading(func(c *Call) func() {
		v := ReadInterface(&c.In, func(o *Object) io.Closer { return &reader{o} })
		return func() { WriteInterface(c.Returned(), 1, v) }
	}),
	"reader": reading(func(c *Call) func() {
		v := ReadReader[io.ReadCloser](&c.In)
		return func() {
			if _, waits := v.(*StreamReader); v != nil && !waits {
				_, _ = io.Copy(io.Discard, io.LimitReader(v, 1<<20))
				_ = v.Close()
			}
		}
	}),
	"source": reading(func(c *Call) func() {
		_ = ReadReader[io.ReaderAt](&c.In)
		return nil
	}),
	"writer": reading(func(c *Call) func() {
		v := ReadWriter[io.WriteCloser](&c.In)
		return func() {
			if _, waits := v.(*StreamWriter); v != nil && !waits {
				_, _ = v.Write([]byte("written"))
				_ = v.Close()
			}
		}
	}),
	"seq": reading(func(c *Call) func() {
		_ = ReadSeq[iter.Seq[any]](&c.In, (*wire.Reader).Any)
		return nil
	}),
	"channel": reading(func(c *Call) func() {
		ch := readBoth(&c.In)
		return func() {
			if ch != nil {
				_, _ = trySend(ch, 1)
			}
		}
	}),
	"any": reading(func(c *Call) func() {
		v := c.In.Any()
		return func() { c.Returned().Any(v) }
	}),
	"error": reading(func(c *Call) func() {
		err := c.In.Error()
		return func() {
			if err != nil {
				c.Throw(err, 1, "text")
			}
		}
	}),
	"open channel": opening(func(c *Call, h float64) { OpenChan(c, h, (*wire.Writer).Int, (*wire.Reader).Int) }),
	"open seq":     opening(func(c *Call, h float64) { OpenSeq(c, h, (*wire.Writer).Int) }),
	"start seq": opening(func(c *Call, h float64) {
		c.Ready()
		wire.WriteHandle(c.Returned(), StartSeq(c, Receiver[iter.Seq[int]](c, h)))
	}),
	"next seq": opening(func(c *Call, h float64) {
		c.Ready()
		v, ok := NextSeq[int](c, h)
		w := c.Returned()
		w.Bool(ok)
		w.Int(v)
	}),
	"direct": opening(func(c *Call, h float64) {
		c.Ready()
		w := c.Returned()
		w.Float64(float64(topherRelease(unsafe.Pointer(c.thread.c), h)))
		w.Float64(float64(topherSame(unsafe.Pointer(c.thread.c), h, h)))
	}),
}

// reading is an export that reads arguments and then works with them.
func reading(read func(c *Call) func()) arenaExport {
	return func(t unsafe.Pointer, at int32) (bits int32) {
		c := Begin(t, at, "test.Read")
		defer c.End(&bits)
		work := read(c)
		c.Ready()
		if c.Returned(); work != nil {
			work()
		}
		return bits
	}
}

// opening is an export that has a handle as its direct argument.
func opening(open func(c *Call, handle float64)) arenaExport {
	return func(t unsafe.Pointer, at int32) (bits int32) {
		c := Begin(t, at, "test.Open")
		defer c.End(&bits)
		h := c.In.Float64()
		open(c, h)
		return bits
	}
}

// fuzzTasks are what tasks can call meanwhile: one that returns what it was given, and one for each way to wait for JavaScript. What
// other tests have added would run after they have ended.
func fuzzTasks(f *testing.F) {
	others := taskList
	f.Cleanup(func() { taskList = others })
	taskList = nil
	Tasks(TaskOf{Name: "test.Echo", Start: func(c *Call, k *Task) {
		v := c.In.Any()
		k.Go(c, func() { k.Returned().Any(v) })
	}}, TaskOf{Name: "test.Copy", Start: func(c *Call, k *Task) {
		ctx := k.Context()
		r := ReadReader[io.ReadCloser](&c.In)
		w := ReadWriter[io.WriteCloser](&c.In)
		k.Go(c, func() {
			if r != nil && w != nil && ctx.Err() == nil {
				if _, err := io.Copy(w, r); err != nil {
					k.Throw(err)
					return
				}
			}
			k.Returned()
		})
	}}, TaskOf{Name: "test.Receive", Start: func(c *Call, k *Task) {
		ctx := k.Context()
		ch := readInts(&c.In)
		k.Go(c, func() {
			sum := 0
			for open := true; open; {
				var n int
				select {
				case n, open = <-ch:
					sum += n
				case <-ctx.Done():
					open = false
				}
			}
			k.Returned().Int(sum)
		})
	}})
}

// heldToken stands for a handle in what is fuzzed: the byte behind it says which. Handles themselves depend on what ran before.
var heldToken = []byte("\x00handle")

// FuzzCalls: whatever bytes JavaScript leaves in its arena, and whichever exports it calls one after the other, each call ends with results
// or a failure, and the thread goes on.
//
// An input is calls: the number of the export, the length of what is written, and that.
func FuzzCalls(f *testing.F) {
	fuzzTasks(f)
	exports := maps.Clone(arenaExports)
	maps.Copy(exports, generatedExports)
	names := slices.Sorted(maps.Keys(exports))
	for _, seed := range callSeeds(names) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		if len(input) > 1<<12 {
			return
		}
		s := newScript(t)
		handles := holdSome(s)
		t.Cleanup(func() { s.detach() })
		for len(input) >= 2 {
			name := names[int(input[0])%len(names)]
			n := min(int(input[1]), len(input)-2)
			payload := withHandles(input[2:2+n], handles)
			input = input[2+n:]
			begin := time.Now()
			r, bits := s.call(exports[name], func(w *wire.Writer) { w.Raw(payload) })
			if took := time.Since(begin); took > 10*time.Second {
				t.Fatalf("%s took %v for %x", name, took, payload)
			}
			if bits&^(bitFailure|bitHandles) != 0 || s.th.depth != 0 || s.th.inside != 0 {
				t.Fatalf("%s gave %d, %d calls and %d callbacks are running, for %x", name, bits, s.th.depth, s.th.inside, payload)
			}
			if bits&bitFailure != 0 {
				checkFailure(t, name, r)
			}
		}
	})
}

// checkFailure reads a failure, which must be one.
func checkFailure(t *testing.T, name string, r *wire.Reader) {
	switch kind := r.Uint8(); kind {
	case failureError:
		_ = r.Error()
		_ = wire.ReadSlice(r, (*wire.Reader).Any)
	case failurePanic:
		// Only what the user's code does may panic, and here it never does.
		t.Fatalf("%s panicked: %s\n%s", name, r.String(), r.String())
	case failureThrown:
		_, _ = r.Uint32(), r.String()
	case failureRefused:
		if code := r.String(); !strings.HasPrefix(code, "TOPHER_") {
			t.Fatalf("%s was refused with %q: %s", name, code, r.String())
		}
	default:
		t.Fatalf("%s failed with kind %d", name, kind)
	}
}

// holdSome gives the thread a handle of everything that exports look for.
func holdSome(s *script) []wire.Handle {
	ch := make(chan int, 4)
	ch <- 7
	var counting iter.Seq[int] = func(yield func(int) bool) {
		for i := range 10 {
			if !yield(i) {
				return
			}
		}
	}
	var handles []wire.Handle
	for _, v := range []any{
		&thing{}, errors.New("held"), bytes.NewReader([]byte("read")), &bytes.Buffer{}, ch, counting,
		func(...any) (any, error) { return nil, nil }, io.NopCloser(strings.NewReader("closed")), "text",
	} {
		handles = append(handles, s.th.hold(v))
	}
	return append(handles, s.th.holdCopy(&thing{1}), handles[0]+1<<32, wire.MaxSafe)
}

// withHandles puts handles in the place of their tokens.
func withHandles(payload []byte, handles []wire.Handle) []byte {
	payload = bytes.Clone(payload)
	for i := 0; i+len(heldToken) < len(payload); i++ {
		if bytes.HasPrefix(payload[i:], heldToken) {
			which := int(payload[i+len(heldToken)]) % len(handles)
			binary.LittleEndian.PutUint64(payload[i:], math.Float64bits(float64(handles[which])))
		}
	}
	return payload
}

// detach takes everything back, as the end of the thread does.
func (s *script) detach() {
	b := &s.th.mailbox
	b.mu.Lock()
	waiting := s.th.requests.waiting
	s.th.requests.waiting = nil
	b.close()
	b.mu.Unlock()
	for _, r := range waiting {
		r.end()
	}
	for _, k := range s.th.tasks.takeAll() {
		k.life().cancel(errTasksThread)
	}
	s.th.streams.dropAll()
	// Coroutines that nobody ends would stay.
	loops := s.th.sequences.waiting
	for _, c := range s.th.handles.mine {
		for i := range c.slots {
			if b, ok := c.slots[i].value.(interface{ base() *loop }); ok && !b.base().over {
				loops = append(loops, b.base())
			}
		}
	}
	for _, l := range loops {
		l.stopAside()
	}
	s.th.pin.Unpin()
}

// callSeeds are calls as JavaScript makes them.
func callSeeds(names []string) (seeds [][]byte) {
	held := func(which byte) []byte { return append(slices.Clone(heldToken), which) }
	step := func(name string, write ...func(w *wire.Writer)) []byte {
		var w wire.Writer
		for _, each := range write {
			each(&w)
		}
		return append([]byte{byte(slices.Index(names, name)), byte(len(w.Written()))}, w.Written()...)
	}
	raw := func(b []byte) func(*wire.Writer) { return func(w *wire.Writer) { w.Raw(b) } }
	u8 := func(v uint8) func(*wire.Writer) { return func(w *wire.Writer) { w.Uint8(v) } }
	u32 := func(v uint32) func(*wire.Writer) { return func(w *wire.Writer) { w.Uint32(v) } }
	f64 := func(v float64) func(*wire.Writer) { return func(w *wire.Writer) { w.Float64(v) } }
	text := func(v string) func(*wire.Writer) { return func(w *wire.Writer) { w.String(v) } }
	boxed := func(v any) func(*wire.Writer) { return func(w *wire.Writer) { w.Any(v) } }
	all := func(steps ...[]byte) { seeds = append(seeds, slices.Concat(steps...)) }
	for _, name := range names { // each with each thing that is held, and with nothing
		all(step(name))
		for which := range byte(12) {
			all(step(name, raw(held(which)), u32(1), u32(64), u32(1)))
		}
	}
	for number := range uint32(3) {
		task := func(write ...func(*wire.Writer)) []byte {
			return step("topherTask", append([]func(*wire.Writer){f64(1), u32((number + 1) | mayCancel), f64(1000)}, write...)...)
		}
		all(task(boxed([]any{1, "text", nil})), step("topherCancel", f64(1), u8(0)))
		all(task(u8(targetStream), u32(5), u8(targetStream), u32(6)), step("topherStop", u32(5)), step("topherEnd", u32(6), u8(0)))
		all(task(u8(channelStream), u32(5), u32(16)), step("topherFeed", u32(5), u32(2), f64(1), f64(2)), step("topherEnd", u32(5), u8(0)), step("topherPull", u32(5), u32(9)))
	}
	all(step("topherAnswer", f64(1), u8(bitAnswer), u32(1), raw(held(1)), u32(1), u32(7), text("results")))
	all(step("channel", u8(channelStream), u32(3), u32(4|keptChannel)), step("topherFeed", u32(3), u32(1), f64(9)), step("topherPull", u32(3), u32(10)), step("topherStop", u32(3)))
	all(step("open channel", raw(held(4)), u32(2), u32(64)), step("topherPull", u32(2), u32(64)), step("topherFeed", u32(2), u32(1), f64(3)), step("topherEnd", u32(2), u8(0)))
	all(step("open seq", raw(held(5)), u32(2), u32(64)), step("topherPull", u32(2), u32(64)), step("topherPull", u32(2), u32(64)), step("topherStop", u32(2)))
	all(step("topherOpenReader", u32(2), raw(held(2))), step("topherStop", u32(2)))
	all(step("topherOpenWriter", u32(2), raw(held(3))), step("topherEnd", u32(2), u8(3), text("TOPHER_X"), text("message")))
	all(step("topherRead", raw(held(2)), u32(16)), step("topherWrite", raw(held(3)), text("bytes")), step("topherClose", raw(held(7))))
	for _, name := range []string{"func", "interface", "reader", "source", "writer", "seq"} {
		for kind := range uint8(targetStream + 1) {
			all(step(name, u8(kind), u32(4), u32(4), u32(4)))
		}
	}
	return seeds
}

// FuzzAnswer: whatever bytes answer a callback of another goroutine, that goroutine goes on with results or an error.
func FuzzAnswer(f *testing.F) {
	seed := func(sum uint8, write func(w *wire.Writer)) {
		var results, w wire.Writer
		write(&results)
		w.Uint8(sum)
		w.Uint32(0)
		w.Uint32(0)
		w.Bytes(results.Written())
		f.Add(w.Written())
	}
	seed(bitAnswer, func(w *wire.Writer) { w.Any(map[string]any{"a": []any{1, nil, "text"}}) })
	seed(bitAnswer, func(w *wire.Writer) { w.Any([]byte("bytes")) })
	seed(bitAnswer|bitFailure, func(w *wire.Writer) { w.Uint32(7); w.String("thrown") })
	seed(bitAnswer|bitFailure|bitGoError, func(w *wire.Writer) { w.Uint32(7); w.String("thrown"); w.Raw(append(slices.Clone(heldToken), 1)) })
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, answer []byte) {
		if len(answer) > 1<<12 {
			return
		}
		s := newScript(t)
		t.Cleanup(func() { s.detach() })
		answer = withHandles(answer, holdSome(s))
		s.th.listen(1 << 40) // a bell that nobody has
		asked := anyFunc(s.th.keep(1, "test.Keep"))
		type outcome struct {
			value any
			err   error
		}
		done := make(chan outcome, 1)
		go func() {
			v, err := asked("question")
			done <- outcome{v, err}
		}()
		number := awaitRequest(t, s.th)
		reply := func(b []byte) bool {
			_, bits := s.call(topherAnswer, func(w *wire.Writer) {
				w.Uint32(number)
				w.Raw(b)
			})
			if bits&^(bitFailure|bitHandles) != 0 || s.th.depth != 0 {
				t.Fatalf("topherAnswer gave %d, and %d calls are running", bits, s.th.depth)
			}
			return bits == 0
		}
		if !reply(answer) && !reply(make([]byte, 1+4+4+4)) { // a reply that nobody can read leaves the goroutine waiting for another one
			t.Fatal("an empty answer is refused")
		}
		select {
		case o := <-done:
			var own *wire.Error
			if errors.As(o.err, &own) && !strings.HasPrefix(own.Code, "TOPHER_") {
				t.Fatalf("the callback ended with %v", o.err)
			}
			if o.err != nil && o.value != nil {
				t.Fatalf("the callback gave %v and the error %v", o.value, o.err)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the goroutine still waits for its answer")
		}
	})
}

// awaitRequest waits until a goroutine asks the thread, and gives the number of what it asks.
func awaitRequest(t *testing.T, th *thread) uint32 {
	for begin := time.Now(); time.Since(begin) < 10*time.Second; time.Sleep(time.Microsecond) {
		b := &th.mailbox
		b.mu.Lock()
		waiting := slices.Collect(maps.Keys(th.requests.waiting))
		b.mu.Unlock()
		if len(waiting) == 1 {
			return waiting[0]
		}
	}
	t.Fatal("nobody asks")
	return 0
}

// FuzzNumbers: whatever doubles stand where JavaScript passes a handle or an integer beside the arena, they are taken or refused.
func FuzzNumbers(f *testing.F) {
	for _, v := range []float64{0, 1, -1, 0.5, wire.MaxSafe, wire.MaxSafe + 1, 1 << 63, -(1 << 63), math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		p := attach(t)
		th := of(p)
		t.Cleanup(func() { th.pin.Unpin() })
		kept := th.hold(&thing{})
		for name, run := range map[string]func(c *Call) float64{
			"Int":      func(c *Call) float64 { return c.Int(Int(v)) },
			"Uint":     func(c *Call) float64 { return c.Uint(Uint(v)) },
			"Receiver": func(c *Call) float64 { return c.Bool2(Receiver[*thing](c, v) != nil) },
			"Argument": func(c *Call) float64 { return c.Bool2(Argument[any](c, v) != nil) },
		} {
			got := direct(p, run)
			if name == "Int" && v == math.Trunc(v) && math.Abs(v) <= wire.MaxSafe && got != v {
				t.Errorf("%s(%v) gave %v", name, v, got)
			}
			if blob := getFloat(th.header()[headerBlob:]); blob != 0 {
				if th.blobs.take(uint64(blob)) == nil {
					t.Errorf("%s(%v) failed without a failure", name, v)
				}
				putFloat(th.header()[headerBlob:], 0)
			}
		}
		into := make([]byte, 16)
		topherFetch(p, v, unsafe.Pointer(&into[0]))
		if wire.Handle(v) != kept {
			topherRelease(p, v)
			if _, err := th.held(kept); err != nil {
				t.Errorf("release(%v) has released %d", v, kept)
			}
		}
		topherSame(p, v, float64(kept))
		if th.depth != 0 {
			t.Errorf("%d calls are still running", th.depth)
		}
	})
}
