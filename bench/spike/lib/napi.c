// The Node-API addon inside the library: hand-written bindings of four exports.
#include <stdint.h>
#include <stddef.h>
#include "_cgo_export.h"

typedef struct env_ *napi_env;
typedef struct val_ *napi_value;
typedef struct cbi_ *napi_info;
typedef napi_value (*napi_cb)(napi_env, napi_info);
// Weak: the library links without a flag and loads in hosts without Node-API.
#define W __attribute__((weak))
extern W int napi_get_cb_info(napi_env, napi_info, size_t *, napi_value *, napi_value *, void **);
extern W int napi_get_value_double(napi_env, napi_value, double *);
extern W int napi_get_value_int64(napi_env, napi_value, int64_t *);
extern W int napi_create_double(napi_env, double, napi_value *);
extern W int napi_create_int64(napi_env, int64_t, napi_value *);
extern W int napi_get_typedarray_info(napi_env, napi_value, int *, size_t *, void **, napi_value *, size_t *);
extern W int napi_create_function(napi_env, const char *, size_t, napi_cb, void *, napi_value *);
extern W int napi_set_named_property(napi_env, napi_value, const char *, napi_value);

static napi_value noop(napi_env e, napi_info i) { (void)e; (void)i; Noop(); return NULL; }

static napi_value add2(napi_env e, napi_info i) {
  size_t n = 2; napi_value v[2], r; double a = 0, b = 0;
  napi_get_cb_info(e, i, &n, v, NULL, NULL);
  napi_get_value_double(e, v[0], &a);
  napi_get_value_double(e, v[1], &b);
  napi_create_double(e, Add2(a, b), &r);
  return r;
}

static napi_value addi(napi_env e, napi_info i) {
  size_t n = 2; napi_value v[2], r; int64_t a = 0, b = 0;
  napi_get_cb_info(e, i, &n, v, NULL, NULL);
  napi_get_value_int64(e, v[0], &a);
  napi_get_value_int64(e, v[1], &b);
  napi_create_int64(e, Addi(a, b), &r);
  return r;
}

static napi_value sum8(napi_env e, napi_info i) {
  size_t n = 1, len = 0; napi_value v[1], r; void *p = NULL; int type;
  napi_get_cb_info(e, i, &n, v, NULL, NULL);
  napi_get_typedarray_info(e, v[0], &type, &len, &p, NULL, NULL);
  napi_create_double(e, Sum8((double *)p, (int64_t)len), &r);
  return r;
}

__attribute__((visibility("default"))) napi_value napi_register_module_v1(napi_env e, napi_value x) {
  struct { const char *n; napi_cb f; } t[] = {{"noop", noop}, {"add2", add2}, {"addi", addi}, {"sum8", sum8}};
  for (int i = 0; i < 4; i++) {
    napi_value f;
    napi_create_function(e, t[i].n, (size_t)-1, t[i].f, NULL, &f);
    napi_set_named_property(e, x, t[i].n, f);
  }
  return x;
}
