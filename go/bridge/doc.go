// Package bridge is the guard that makes a Go c-shared library safe to load into Node, Bun and Deno.
//
// A library imports it for its side effect and needs no other change:
//
//	import _ "github.com/topherjs/topher/go/bridge"
//
// The guard then
//
//   - answers the Go runtime's question for the stack bounds from a cache: a call through koffi takes a fraction of a
//     microsecond instead of a hundred or more (stackbounds_linux.c);
//   - exports topher_signals_repair, which adds SA_ONSTACK to signal handlers registered after the library was loaded
//     (signals.c);
//   - keeps SIGPIPE as the host had set it (sigpipe_linux.c);
//   - exports the wake, a doorbell that outlives a terminated worker (wake_linux.c);
//   - lists the Go runtimes of the process (runtimes_linux.c);
//   - adds a line to what Go prints when it ends the process: what was called, and where to read on (fatal_linux.c);
//   - halves the memory that a runaway recursion takes before Go ends the process ([MaxStack]).
//
// The C functions are declared in guard.h and found with dlsym. [Version] is the version of that contract.
package bridge
