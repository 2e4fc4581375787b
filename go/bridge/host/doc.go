// Package host is the Go side of a generated library's transport: threads, calls, handles, failures, and what JavaScript gives
// to Go so that Go calls it.
//
// It knows no types. Package wire knows how values become bytes, and this package says where the bytes lie and whose they
// are. Only generated code imports it; testdata/sample is a complete library as the generator writes one, for a package with
// each kind of function. The contract with JavaScript is docs/internals/generated-libraries.md, sections 3 to 7.
//
// # Functions
//
// Each bound function is a C function and a Go export. The C function adds the calling thread:
//
//	extern __attribute__((visibility("hidden"), tls_model("initial-exec"))) __thread struct topher_thread *topher_current;
//	API int32_t mathx_Greet(int32_t at) { return zmathx_Greet(topher_current, at); }
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
// Targets are called on their own thread, by whatever runs there, at once. On any other thread JavaScript cannot be reached:
// a func whose last result is an error returns one; else the goroutine ends, and the call fails that runs on the target's thread.
//
// An iterator of Go is a coroutine while JavaScript loops over it; see [Sequence]. One that was not stopped when its thread
// ended stays where it is: no other thread may let it go on.
//
// # Failures
//
// What goes wrong with an argument, a handle or a result ends the export by a panic with a [wire.Error], which End turns into a
// failure with that code. Any other panic becomes a failure with message and stack, an exception of a callback the same
// exception again. A process does not survive runtime.Goexit on JavaScript's thread: the runtime ends it, after one line
// from here that names the function.
//
// # Threads
//
// A JavaScript thread is an OS thread that called topher_attach. Handles, blobs, targets and iterators belong to it, and calls take no
// lock. When the OS thread ends, its state is marked, and the next call of any thread takes everything back.
//
// # Memory
//
// Calls and callbacks are used again, one for each level of nesting, so that a call allocates nothing of its own. Handles live in
// chunks of 256 slots, which are never freed but pass from a thread that has ended to the next one. A result that does not
// fit into the arena stays in Go's heap until JavaScript has fetched it.
package host
