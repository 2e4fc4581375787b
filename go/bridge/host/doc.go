// Package host is the Go side of a generated library's transport: threads, calls, handles, failures, and what JavaScript gives
// to Go so that Go calls it.
//
// It knows no types. Package wire knows how values become bytes, and this package says where the bytes lie and whose they
// are. Only generated code imports it; testdata/sample is a complete library as the generator writes one, for a package with
// each kind of function. The contract with JavaScript is docs/internals/generated-libraries.md, sections 3 to 7.
//
// # Functions
//
// Each bound function is a C function and a Go export. The C function notes what the thread is in, for the line that is printed when
// Go ends the process (flight.c), and adds the calling thread:
//
//	extern __attribute__((visibility("hidden"), tls_model("initial-exec"))) __thread struct topher_thread *topher_current;
//	API int32_t mathx_Greet(int32_t at) { IN("mathx.Greet"); return zmathx_Greet(topher_current, at); }
//
// The export of a function of the arena's shape reads its arguments, calls, and writes its results:
//
//	//export zmathx_Greet
//	func zmathx_Greet(t unsafe.Pointer, at int32) (bits int32) {
//		c := host.Begin(t, at, "mathx.Greet")
//		defer c.End(&bits)
//		name := c.In.String()
//		c.Ready()
//		r0, err := mathx.Greet(name)
//		if err != nil {
//			c.Throw(err, r0)
//			return bits
//		}
//		w := c.Returned()
//		w.String(r0)
//		return bits
//	}
//
// A direct function has C's own arguments and result, and each result goes through a method of the call:
//
//	//export zmathx_Counter_Add
//	func zmathx_Counter_Add(t unsafe.Pointer, recv, n float64) float64 {
//		c := host.BeginDirect(t, "mathx.Counter.Add")
//		defer c.EndDirect()
//		return c.Int(host.Receiver[*mathx.Counter](c, recv).Add(host.Int(n)))
//	}
//
// The names of exports begin with z, so that stacks leave them out.
//
// # Targets
//
// A function of JavaScript becomes a func value around a [Func], an object that stands for an interface a value of a generated
// type around an [Object]; readers, writers and iterables become what this package makes of them. [Callback] is one call of any.
// A function may be lent for one call. Everything else Go keeps as long as it likes: the same target is the same Go value
// while Go holds it, goes back as itself, and is named by topher_dropped_slots when the collector has dropped it.
//
// Targets are called on their own thread, by whatever runs there, at once. Any other goroutine asks for it: it posts a record into the
// thread's mailbox and waits for the answer. Refused are what was lent, what runs on another thread of JavaScript, and goroutines
// that the call has started which runs on the target's thread, as that may be waiting for them: a func whose last result is an
// error returns one; else the goroutine ends, and the call fails.
//
// # Tasks
//
// A [Task] is a call in a goroutine of its own. It reads its arguments on JavaScript's thread, and posts its outcome. What a record
// mentions of JavaScript's is kept alive until JavaScript has read it; handles that goroutines make lie in chunks with a lock.
// A goroutine never reads what handles stand for: of an answer's, JavaScript's thread has looked them up.
//
// # Streams
//
// What crosses piece by piece has a number, and JavaScript takes or gives what is possible at once; a record says when to try again.
// Values that come out of a channel or an iterator are encoded by a goroutine, which is a window ahead ([OpenChan], [OpenSeq]). Bytes
// lie in blocks that are used again, between a goroutine and JavaScript: the reader or writer of Go that it reads or writes, or the
// [StreamReader] or [StreamWriter] that a task was given. A channel of JavaScript is a channel of Go ([ReadChan]), which topher holds
// only as long as JavaScript may receive from it: that Go does not want what JavaScript feeds is known by the collector, which a task
// that has returned asks for.
//
// An iterator of Go is a coroutine while JavaScript loops over it; see [Sequence]. One that was not stopped when its thread
// ended stays where it is: no other thread may let it go on.
//
// # Failures
//
// What goes wrong with an argument, a handle or a result ends the export by a panic with a [wire.Error], which End turns into a
// failure with that code. Any other panic becomes a failure with message and stack, an exception of a callback the same
// exception again. A process does not survive runtime.Goexit on JavaScript's thread: the runtime ends it, after one line
// from here that names the function. In a task it is a failure.
//
// What a callback throws in a goroutine of the user's, where nothing of this package would catch it, ends that goroutine alone: as a
// panic it would end the process. The call or the task fails that has started the goroutine, which the profiler's labels tell.
// Where that is over, stderr says so.
//
// # Threads
//
// A JavaScript thread is an OS thread that called topher_attach. Handles, blobs, targets and iterators belong to it, and calls take no
// lock. When the OS thread ends, a byte in a pipe wakes a goroutine, which takes everything back: the contexts of its tasks are
// cancelled, and goroutines that wait for an answer get an error.
//
// # Memory
//
// Calls and callbacks are used again, one for each level of nesting, so that a call allocates nothing of its own. Handles live in
// chunks of 256 slots, which are never freed but pass from a thread that has ended to the next one. A result that does not
// fit into the arena stays in Go's heap until JavaScript has fetched it.
package host
