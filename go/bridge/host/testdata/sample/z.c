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
API int32_t mathx_Keep(int32_t at) { return zmathx_Keep(topher_current, at); }
API double mathx_CallKept(double x) { return zmathx_CallKept(topher_current, x); }
API int32_t mathx_Fail(int32_t at) { return zmathx_Fail(topher_current, at); }
API int32_t mathx_Echo(int32_t at) { return zmathx_Echo(topher_current, at); }
API int32_t mathx_Complain(int32_t at) { return zmathx_Complain(topher_current, at); }
API int32_t mathx_Survive(int32_t at, double n) { return zmathx_Survive(topher_current, at, n); }
API int32_t mathx_Hang(int32_t at) { return zmathx_Hang(topher_current, at); }
API int32_t mathx_Sizes(int32_t at) { return zmathx_Sizes(topher_current, at); }
