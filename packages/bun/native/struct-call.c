// struct-call.c: calls a function whose parameters or result are structs by value.
//
// Bun compiles this file with the TinyCC that it carries. TinyCC itself passes structs of mixed integer and floating-point
// eightbytes wrongly, so no struct appears here: by the System V ABI for x86-64 (section 3.2.3) an argument is nothing but words
// in registers and on the stack, and JavaScript has put each into its place (src/struct.ts). A callee ignores what it was not
// promised, so one call with all registers and a fixed piece of stack serves every signature; those with many words on the stack
// get a larger piece.

struct frame {
  long long integers[6]; // rdi rsi rdx rcx r8 r9
  double floats[8];      // xmm0 … xmm7
  long long results[4];  // rax rdx xmm0 xmm1
  long long stack[];     // 16 words or 128
};

#define INTEGERS long long, long long, long long, long long, long long, long long
#define FLOATS double, double, double, double, double, double, double, double
#define WORDS8 long long, long long, long long, long long, long long, long long, long long, long long
#define WORDS16 WORDS8, WORDS8
#define WORDS64 WORDS16, WORDS16, WORDS16, WORDS16
#define REGISTERS i[0], i[1], i[2], i[3], i[4], i[5], d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]
#define STACK8(n) s[n], s[n + 1], s[n + 2], s[n + 3], s[n + 4], s[n + 5], s[n + 6], s[n + 7]
#define STACK16(n) STACK8(n), STACK8(n + 8)
#define STACK64(n) STACK16(n), STACK16(n + 16), STACK16(n + 32), STACK16(n + 48)

typedef void callee(INTEGERS, FLOATS, WORDS16);
typedef void large_callee(INTEGERS, FLOATS, WORDS64, WORDS64);

// The call is void for the compiler, so it leaves the result registers alone. Its assembler knows no SSE: the two `.byte` lines are
// movq %xmm0,%rax and movq %xmm1,%rax.
#define CALL(call)                                                                                   \
  long long rax, rdx, xmm0, xmm1;                                                                    \
  long long *i = w->integers, *s = w->stack;                                                         \
  double *d = w->floats;                                                                             \
  call;                                                                                              \
  __asm__ volatile("mov %%rax, %0" : "=m"(rax));                                                     \
  __asm__ volatile("mov %%rdx, %0" : "=m"(rdx));                                                     \
  __asm__ volatile(".byte 0x66, 0x48, 0x0f, 0x7e, 0xc0\n mov %%rax, %0" : "=m"(xmm0));               \
  __asm__ volatile(".byte 0x66, 0x48, 0x0f, 0x7e, 0xc8\n mov %%rax, %0" : "=m"(xmm1));               \
  w->results[0] = rax;                                                                               \
  w->results[1] = rdx;                                                                               \
  w->results[2] = xmm0;                                                                              \
  w->results[3] = xmm1;

void topher_struct_call(callee *f, struct frame *w) { CALL(f(REGISTERS, STACK16(0))) }

void topher_struct_call_large(large_callee *f, struct frame *w) { CALL(f(REGISTERS, STACK64(0), STACK64(64))) }
