// z.c: the library's C functions. Each adds the calling thread to the Go export's arguments.

#include <stdint.h>

#include "_cgo_export.h"

#define API __attribute__((visibility("default")))

#ifdef __ELF__
#define LOCAL __attribute__((visibility("hidden"), tls_model("initial-exec")))
#else
#define LOCAL __attribute__((visibility("hidden")))
#endif
extern LOCAL __thread struct topher_thread *topher_current;

API int32_t mathx_ErrEmpty(int32_t at) { return zmathx_ErrEmpty(topher_current, at); }
API double mathx_Add(double a, double b) { return zmathx_Add(topher_current, a, b); }
API double mathx_Mean(double *xs, double n) { return zmathx_Mean(topher_current, xs, n); }
API int32_t mathx_Greet(int32_t at) { return zmathx_Greet(topher_current, at); }
API int32_t mathx_Ramp(int32_t at, double n) { return zmathx_Ramp(topher_current, at, n); }
API int32_t mathx_Scale(int32_t at, double k) { return zmathx_Scale(topher_current, at, k); }
API int32_t mathx_NewCounter(int32_t at, double n) { return zmathx_NewCounter(topher_current, at, n); }
API double mathx_Counter_Add(double recv, double n) { return zmathx_Counter_Add(topher_current, recv, n); }
API int32_t mathx_Counter_Close(int32_t at, double recv) { return zmathx_Counter_Close(topher_current, at, recv); }
API int32_t mathx_Map(int32_t at) { return zmathx_Map(topher_current, at); }
API int32_t mathx_Walk(int32_t at, double depth) { return zmathx_Walk(topher_current, at, depth); }
API int32_t mathx_Descend(int32_t at, double depth) { return zmathx_Descend(topher_current, at, depth); }
API int32_t mathx_Send(int32_t at, double n) { return zmathx_Send(topher_current, at, n); }
API int32_t mathx_Elsewhere(int32_t at) { return zmathx_Elsewhere(topher_current, at); }
API int32_t mathx_ElsewhereErr(int32_t at) { return zmathx_ElsewhereErr(topher_current, at); }
API int32_t mathx_Fail(int32_t at) { return zmathx_Fail(topher_current, at); }
API int32_t mathx_Echo(int32_t at) { return zmathx_Echo(topher_current, at); }
API int32_t mathx_Complain(int32_t at) { return zmathx_Complain(topher_current, at); }
API int32_t mathx_Survive(int32_t at, double n) { return zmathx_Survive(topher_current, at, n); }
API int32_t mathx_Hang(int32_t at) { return zmathx_Hang(topher_current, at); }
API int32_t mathx_Sizes(int32_t at) { return zmathx_Sizes(topher_current, at); }

API int32_t mathx_Keep(int32_t at) { return zmathx_Keep(topher_current, at); }
API int32_t mathx_KeepErr(int32_t at) { return zmathx_KeepErr(topher_current, at); }
API int32_t mathx_Kept(int32_t at) { return zmathx_Kept(topher_current, at); }
API int32_t mathx_KeptAny(int32_t at) { return zmathx_KeptAny(topher_current, at); }
API double mathx_CallKept(double x) { return zmathx_CallKept(topher_current, x); }
API int32_t mathx_CallKeptErr(int32_t at, double x) { return zmathx_CallKeptErr(topher_current, at, x); }
API void mathx_CallKeptElsewhere(double x) { zmathx_CallKeptElsewhere(topher_current, x); }
API int32_t mathx_CallKeptErrElsewhere(int32_t at, double x) { return zmathx_CallKeptErrElsewhere(topher_current, at, x); }
API void mathx_CallKeptLater(double milliseconds) { zmathx_CallKeptLater(topher_current, milliseconds); }
API int32_t mathx_Later(int32_t at) { return zmathx_Later(topher_current, at); }
API int32_t mathx_Adder(int32_t at, double n) { return zmathx_Adder(topher_current, at, n); }
API int32_t mathx_Apply(int32_t at, double x) { return zmathx_Apply(topher_current, at, x); }
API double mathx_call_1(double recv, double x) { return zmathx_call_1(topher_current, recv, x); }
API int32_t mathx_NewShape(int32_t at, double kind) { return zmathx_NewShape(topher_current, at, kind); }
API int32_t mathx_Largest(int32_t at) { return zmathx_Largest(topher_current, at); }
API int32_t mathx_Describe(int32_t at) { return zmathx_Describe(topher_current, at); }
API int32_t mathx_DynamicType(int32_t at) { return zmathx_DynamicType(topher_current, at); }
API int32_t mathx_DynamicTypeOfAny(int32_t at) { return zmathx_DynamicTypeOfAny(topher_current, at); }
API int32_t mathx_KeepShape(int32_t at) { return zmathx_KeepShape(topher_current, at); }
API double mathx_KeptArea(void) { return zmathx_KeptArea(topher_current); }
API int32_t mathx_KeptShape(int32_t at) { return zmathx_KeptShape(topher_current, at); }
API int32_t mathx_KeptAreaElsewhere(int32_t at) { return zmathx_KeptAreaElsewhere(topher_current, at); }
API double mathx_Circle_Grow(double recv, double n) { return zmathx_Circle_Grow(topher_current, recv, n); }
API int32_t mathx_Pipe(int32_t at) { return zmathx_Pipe(topher_current, at); }
API int32_t mathx_Tail(int32_t at, double n) { return zmathx_Tail(topher_current, at, n); }
API int32_t mathx_ReadOnce(int32_t at, double n) { return zmathx_ReadOnce(topher_current, at, n); }
API int32_t mathx_EchoReader(int32_t at) { return zmathx_EchoReader(topher_current, at); }
API int32_t mathx_WriteParts(int32_t at) { return zmathx_WriteParts(topher_current, at); }
API int32_t mathx_NewBuffer(int32_t at) { return zmathx_NewBuffer(topher_current, at); }
API int32_t mathx_Idle(int32_t at) { return zmathx_Idle(topher_current, at); }
API int32_t mathx_Full(int32_t at) { return zmathx_Full(topher_current, at); }
API double mathx_EndedLoops(void) { return zmathx_EndedLoops(topher_current); }
API int32_t mathx_Upto(int32_t at, double n) { return zmathx_Upto(topher_current, at, n); }
API int32_t mathx_Exits(int32_t at) { return zmathx_Exits(topher_current, at); }
API int32_t mathx_Mapped(int32_t at, double n) { return zmathx_Mapped(topher_current, at, n); }
API int32_t mathx_Entries(int32_t at, double n) { return zmathx_Entries(topher_current, at, n); }
API int32_t mathx_Sum(int32_t at, double n) { return zmathx_Sum(topher_current, at, n); }
API int32_t mathx_SumPanics(int32_t at) { return zmathx_SumPanics(topher_current, at); }
API int32_t mathx_Doubled(int32_t at) { return zmathx_Doubled(topher_current, at); }
API int32_t mathx_SumPairs(int32_t at) { return zmathx_SumPairs(topher_current, at); }
API int32_t mathx_ints_start(int32_t at, double recv) { return zmathx_ints_start(topher_current, at, recv); }
API int32_t mathx_ints_next(int32_t at, double recv) { return zmathx_ints_next(topher_current, at, recv); }
API int32_t mathx_floats_start(int32_t at, double recv) { return zmathx_floats_start(topher_current, at, recv); }
API int32_t mathx_floats_next(int32_t at, double recv) { return zmathx_floats_next(topher_current, at, recv); }
API int32_t mathx_entries_start(int32_t at, double recv) { return zmathx_entries_start(topher_current, at, recv); }
API int32_t mathx_entries_next(int32_t at, double recv) { return zmathx_entries_next(topher_current, at, recv); }
API int32_t mathx_CallAny(int32_t at) { return zmathx_CallAny(topher_current, at); }
API int32_t mathx_FindsEmpty(int32_t at) { return zmathx_FindsEmpty(topher_current, at); }

API int32_t mathx_Conn_Why(int32_t at, double recv) { return zmathx_Conn_Why(topher_current, at, recv); }
API int32_t mathx_Descends(int32_t at) { return zmathx_Descends(topher_current, at); }
API double mathx_Parked(void) { return zmathx_Parked(topher_current); }
API void mathx_Unpark(void) { zmathx_Unpark(topher_current); }
API int32_t mathx_Asked(int32_t at, double n) { return zmathx_Asked(topher_current, at, n); }
API void mathx_Collect(void) { zmathx_Collect(topher_current); }
API int32_t mathx_Waited(int32_t at) { return zmathx_Waited(topher_current, at); }

API int32_t mathx_Below(int32_t at, double n) { return zmathx_Below(topher_current, at, n); }
API int32_t mathx_Endless(int32_t at) { return zmathx_Endless(topher_current, at); }
API int32_t mathx_Zeros(int32_t at, double n) { return zmathx_Zeros(topher_current, at, n); }
API int32_t mathx_NewMeter(int32_t at) { return zmathx_NewMeter(topher_current, at); }
API double mathx_Metered(void) { return zmathx_Metered(topher_current); }
API int32_t mathx_chan_1_open(int32_t at, double recv) { return zmathx_chan_1_open(topher_current, at, recv); }
API int32_t mathx_ints_open(int32_t at, double recv) { return zmathx_ints_open(topher_current, at, recv); }
