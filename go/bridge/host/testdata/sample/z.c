// z.c: the library's C functions. Each adds the calling thread to the Go export's arguments, and notes what the thread is in.

#include <stdint.h>

#include "_cgo_export.h"

#define API __attribute__((visibility("default")))

#ifdef __ELF__
#define LOCAL __attribute__((visibility("hidden"), tls_model("initial-exec")))
#else
#define LOCAL __attribute__((visibility("hidden")))
#endif
extern LOCAL __thread struct topher_thread *topher_current;
extern LOCAL __thread const char **topher_call;

static inline const char *enter(const char *name) {
	const char *outer = *topher_call;
	*topher_call = name;
	return outer;
}
static inline void leave(const char **outer) { *topher_call = *outer; }
#define IN(name) const char *outer __attribute__((cleanup(leave))) = enter(name)

API int32_t mathx_ErrEmpty(int32_t at) { IN("mathx.ErrEmpty"); return zmathx_ErrEmpty(topher_current, at); }
API double mathx_Add(double a, double b) { IN("mathx.Add"); return zmathx_Add(topher_current, a, b); }
API double mathx_Mean(double *xs, double n) { IN("mathx.Mean"); return zmathx_Mean(topher_current, xs, n); }
API int32_t mathx_Greet(int32_t at) { IN("mathx.Greet"); return zmathx_Greet(topher_current, at); }
API int32_t mathx_Ramp(int32_t at, double n) { IN("mathx.Ramp"); return zmathx_Ramp(topher_current, at, n); }
API int32_t mathx_Scale(int32_t at, double k) { IN("mathx.Scale"); return zmathx_Scale(topher_current, at, k); }
API int32_t mathx_NewCounter(int32_t at, double n) { IN("mathx.NewCounter"); return zmathx_NewCounter(topher_current, at, n); }
API double mathx_Counter_Add(double recv, double n) { IN("mathx.Counter.Add"); return zmathx_Counter_Add(topher_current, recv, n); }
API int32_t mathx_Counter_Close(int32_t at, double recv) { IN("mathx.Counter.Close"); return zmathx_Counter_Close(topher_current, at, recv); }
API int32_t mathx_Map(int32_t at) { IN("mathx.Map"); return zmathx_Map(topher_current, at); }
API int32_t mathx_Walk(int32_t at, double depth) { IN("mathx.Walk"); return zmathx_Walk(topher_current, at, depth); }
API int32_t mathx_Descend(int32_t at, double depth) { IN("mathx.Descend"); return zmathx_Descend(topher_current, at, depth); }
API int32_t mathx_Send(int32_t at, double n) { IN("mathx.Send"); return zmathx_Send(topher_current, at, n); }
API int32_t mathx_Elsewhere(int32_t at) { IN("mathx.Elsewhere"); return zmathx_Elsewhere(topher_current, at); }
API int32_t mathx_ElsewhereErr(int32_t at) { IN("mathx.ElsewhereErr"); return zmathx_ElsewhereErr(topher_current, at); }
API int32_t mathx_Fail(int32_t at) { IN("mathx.Fail"); return zmathx_Fail(topher_current, at); }
API int32_t mathx_Echo(int32_t at) { IN("mathx.Echo"); return zmathx_Echo(topher_current, at); }
API int32_t mathx_Complain(int32_t at) { IN("mathx.Complain"); return zmathx_Complain(topher_current, at); }
API int32_t mathx_Survive(int32_t at, double n) { IN("mathx.Survive"); return zmathx_Survive(topher_current, at, n); }
API int32_t mathx_Hang(int32_t at) { IN("mathx.Hang"); return zmathx_Hang(topher_current, at); }
API int32_t mathx_Sizes(int32_t at) { IN("mathx.Sizes"); return zmathx_Sizes(topher_current, at); }

API int32_t mathx_Keep(int32_t at) { IN("mathx.Keep"); return zmathx_Keep(topher_current, at); }
API int32_t mathx_KeepErr(int32_t at) { IN("mathx.KeepErr"); return zmathx_KeepErr(topher_current, at); }
API int32_t mathx_Kept(int32_t at) { IN("mathx.Kept"); return zmathx_Kept(topher_current, at); }
API int32_t mathx_KeptAny(int32_t at) { IN("mathx.KeptAny"); return zmathx_KeptAny(topher_current, at); }
API double mathx_CallKept(double x) { IN("mathx.CallKept"); return zmathx_CallKept(topher_current, x); }
API int32_t mathx_CallKeptErr(int32_t at, double x) { IN("mathx.CallKeptErr"); return zmathx_CallKeptErr(topher_current, at, x); }
API void mathx_CallKeptElsewhere(double x) { IN("mathx.CallKeptElsewhere"); zmathx_CallKeptElsewhere(topher_current, x); }
API int32_t mathx_CallKeptErrElsewhere(int32_t at, double x) { IN("mathx.CallKeptErrElsewhere"); return zmathx_CallKeptErrElsewhere(topher_current, at, x); }
API void mathx_CallKeptLater(double milliseconds) { IN("mathx.CallKeptLater"); zmathx_CallKeptLater(topher_current, milliseconds); }
API int32_t mathx_Later(int32_t at) { IN("mathx.Later"); return zmathx_Later(topher_current, at); }
API int32_t mathx_Adder(int32_t at, double n) { IN("mathx.Adder"); return zmathx_Adder(topher_current, at, n); }
API int32_t mathx_Apply(int32_t at, double x) { IN("mathx.Apply"); return zmathx_Apply(topher_current, at, x); }
API double mathx_call_1(double recv, double x) { IN("mathx.call.1"); return zmathx_call_1(topher_current, recv, x); }
API int32_t mathx_NewShape(int32_t at, double kind) { IN("mathx.NewShape"); return zmathx_NewShape(topher_current, at, kind); }
API int32_t mathx_Largest(int32_t at) { IN("mathx.Largest"); return zmathx_Largest(topher_current, at); }
API int32_t mathx_Describe(int32_t at) { IN("mathx.Describe"); return zmathx_Describe(topher_current, at); }
API int32_t mathx_DynamicType(int32_t at) { IN("mathx.DynamicType"); return zmathx_DynamicType(topher_current, at); }
API int32_t mathx_DynamicTypeOfAny(int32_t at) { IN("mathx.DynamicTypeOfAny"); return zmathx_DynamicTypeOfAny(topher_current, at); }
API int32_t mathx_KeepShape(int32_t at) { IN("mathx.KeepShape"); return zmathx_KeepShape(topher_current, at); }
API double mathx_KeptArea(void) { IN("mathx.KeptArea"); return zmathx_KeptArea(topher_current); }
API int32_t mathx_KeptShape(int32_t at) { IN("mathx.KeptShape"); return zmathx_KeptShape(topher_current, at); }
API int32_t mathx_KeptAreaElsewhere(int32_t at) { IN("mathx.KeptAreaElsewhere"); return zmathx_KeptAreaElsewhere(topher_current, at); }
API double mathx_Circle_Grow(double recv, double n) { IN("mathx.Circle.Grow"); return zmathx_Circle_Grow(topher_current, recv, n); }
API int32_t mathx_Pipe(int32_t at) { IN("mathx.Pipe"); return zmathx_Pipe(topher_current, at); }
API int32_t mathx_Tail(int32_t at, double n) { IN("mathx.Tail"); return zmathx_Tail(topher_current, at, n); }
API int32_t mathx_ReadOnce(int32_t at, double n) { IN("mathx.ReadOnce"); return zmathx_ReadOnce(topher_current, at, n); }
API int32_t mathx_EchoReader(int32_t at) { IN("mathx.EchoReader"); return zmathx_EchoReader(topher_current, at); }
API int32_t mathx_WriteParts(int32_t at) { IN("mathx.WriteParts"); return zmathx_WriteParts(topher_current, at); }
API int32_t mathx_NewBuffer(int32_t at) { IN("mathx.NewBuffer"); return zmathx_NewBuffer(topher_current, at); }
API int32_t mathx_Idle(int32_t at) { IN("mathx.Idle"); return zmathx_Idle(topher_current, at); }
API int32_t mathx_Full(int32_t at) { IN("mathx.Full"); return zmathx_Full(topher_current, at); }
API double mathx_EndedLoops(void) { IN("mathx.EndedLoops"); return zmathx_EndedLoops(topher_current); }
API int32_t mathx_Upto(int32_t at, double n) { IN("mathx.Upto"); return zmathx_Upto(topher_current, at, n); }
API int32_t mathx_Exits(int32_t at) { IN("mathx.Exits"); return zmathx_Exits(topher_current, at); }
API int32_t mathx_Mapped(int32_t at, double n) { IN("mathx.Mapped"); return zmathx_Mapped(topher_current, at, n); }
API int32_t mathx_Entries(int32_t at, double n) { IN("mathx.Entries"); return zmathx_Entries(topher_current, at, n); }
API int32_t mathx_Sum(int32_t at, double n) { IN("mathx.Sum"); return zmathx_Sum(topher_current, at, n); }
API int32_t mathx_SumPanics(int32_t at) { IN("mathx.SumPanics"); return zmathx_SumPanics(topher_current, at); }
API int32_t mathx_Doubled(int32_t at) { IN("mathx.Doubled"); return zmathx_Doubled(topher_current, at); }
API int32_t mathx_SumPairs(int32_t at) { IN("mathx.SumPairs"); return zmathx_SumPairs(topher_current, at); }
API int32_t mathx_ints_start(int32_t at, double recv) { IN("mathx.ints.start"); return zmathx_ints_start(topher_current, at, recv); }
API int32_t mathx_ints_next(int32_t at, double recv) { IN("mathx.ints.next"); return zmathx_ints_next(topher_current, at, recv); }
API int32_t mathx_floats_start(int32_t at, double recv) { IN("mathx.floats.start"); return zmathx_floats_start(topher_current, at, recv); }
API int32_t mathx_floats_next(int32_t at, double recv) { IN("mathx.floats.next"); return zmathx_floats_next(topher_current, at, recv); }
API int32_t mathx_entries_start(int32_t at, double recv) { IN("mathx.entries.start"); return zmathx_entries_start(topher_current, at, recv); }
API int32_t mathx_entries_next(int32_t at, double recv) { IN("mathx.entries.next"); return zmathx_entries_next(topher_current, at, recv); }
API int32_t mathx_CallAny(int32_t at) { IN("mathx.CallAny"); return zmathx_CallAny(topher_current, at); }
API int32_t mathx_FindsEmpty(int32_t at) { IN("mathx.FindsEmpty"); return zmathx_FindsEmpty(topher_current, at); }

API int32_t mathx_Conn_Why(int32_t at, double recv) { IN("mathx.Conn.Why"); return zmathx_Conn_Why(topher_current, at, recv); }
API int32_t mathx_Descends(int32_t at) { IN("mathx.Descends"); return zmathx_Descends(topher_current, at); }
API double mathx_Parked(void) { IN("mathx.Parked"); return zmathx_Parked(topher_current); }
API void mathx_Unpark(void) { IN("mathx.Unpark"); zmathx_Unpark(topher_current); }
API int32_t mathx_Asked(int32_t at, double n) { IN("mathx.Asked"); return zmathx_Asked(topher_current, at, n); }
API void mathx_Collect(void) { IN("mathx.Collect"); zmathx_Collect(topher_current); }
API int32_t mathx_Waited(int32_t at) { IN("mathx.Waited"); return zmathx_Waited(topher_current, at); }

API int32_t mathx_Below(int32_t at, double n) { IN("mathx.Below"); return zmathx_Below(topher_current, at, n); }
API int32_t mathx_Endless(int32_t at) { IN("mathx.Endless"); return zmathx_Endless(topher_current, at); }
API int32_t mathx_Zeros(int32_t at, double n) { IN("mathx.Zeros"); return zmathx_Zeros(topher_current, at, n); }
API int32_t mathx_NewMeter(int32_t at) { IN("mathx.NewMeter"); return zmathx_NewMeter(topher_current, at); }
API double mathx_Metered(void) { IN("mathx.Metered"); return zmathx_Metered(topher_current); }
API int32_t mathx_chan_1_open(int32_t at, double recv) { IN("mathx.chan.1.open"); return zmathx_chan_1_open(topher_current, at, recv); }
API int32_t mathx_ints_open(int32_t at, double recv) { IN("mathx.ints.open"); return zmathx_ints_open(topher_current, at, recv); }
