// What addon.c and convert.c use of Node-API, so that no header of a host is needed.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct napi_env__ *napi_env;
typedef struct napi_value__ *napi_value;
typedef struct napi_callback_info__ *napi_info;
typedef struct napi_handle_scope__ *napi_scope;
typedef napi_value (*napi_callback)(napi_env, napi_info);
typedef struct {
  const char *utf8name;
  napi_value name;
  napi_callback method, getter, setter;
  napi_value value;
  int attributes;
  void *data;
} napi_property;
enum { napi_default_jsproperty = 7 };
#define NAPI_AUTO_LENGTH ((size_t)-1)

// Weak: the library is linked without a flag, and is loaded by hosts without Node-API too.
#define WEAK extern __attribute__((weak))
WEAK int napi_get_cb_info(napi_env, napi_info, size_t *, napi_value *, napi_value *, void **);
WEAK int napi_get_undefined(napi_env, napi_value *);
WEAK int napi_get_value_double(napi_env, napi_value, double *);
WEAK int napi_get_value_int64(napi_env, napi_value, int64_t *);
WEAK int napi_get_value_uint32(napi_env, napi_value, uint32_t *);
WEAK int napi_get_value_bigint_int64(napi_env, napi_value, int64_t *, bool *);
WEAK int napi_get_value_string_utf8(napi_env, napi_value, char *, size_t, size_t *);
WEAK int napi_is_typedarray(napi_env, napi_value, bool *);
WEAK int napi_get_typedarray_info(napi_env, napi_value, int *, size_t *, void **, napi_value *, size_t *);
WEAK int napi_get_array_length(napi_env, napi_value, uint32_t *);
WEAK int napi_get_element(napi_env, napi_value, uint32_t, napi_value *);
WEAK int napi_get_property(napi_env, napi_value, napi_value, napi_value *);
WEAK int napi_get_property_names(napi_env, napi_value, napi_value *);
WEAK int napi_create_double(napi_env, double, napi_value *);
WEAK int napi_create_int64(napi_env, int64_t, napi_value *);
WEAK int napi_create_bigint_int64(napi_env, int64_t, napi_value *);
WEAK int napi_create_string_utf8(napi_env, const char *, size_t, napi_value *);
WEAK int node_api_create_property_key_utf8(napi_env, const char *, size_t, napi_value *);
WEAK int napi_create_buffer_copy(napi_env, size_t, const void *, void **, napi_value *);
WEAK int napi_create_object(napi_env, napi_value *);
WEAK int napi_create_array_with_length(napi_env, size_t, napi_value *);
WEAK int napi_create_error(napi_env, napi_value, napi_value, napi_value *);
WEAK int napi_create_function(napi_env, const char *, size_t, napi_callback, void *, napi_value *);
WEAK int napi_set_property(napi_env, napi_value, napi_value, napi_value);
WEAK int napi_set_named_property(napi_env, napi_value, const char *, napi_value);
WEAK int napi_set_element(napi_env, napi_value, uint32_t, napi_value);
WEAK int napi_define_properties(napi_env, napi_value, size_t, const napi_property *);
WEAK int napi_call_function(napi_env, napi_value, napi_value, size_t, const napi_value *, napi_value *);
WEAK int napi_throw(napi_env, napi_value);
WEAK int napi_open_handle_scope(napi_env, napi_scope *);
WEAK int napi_close_handle_scope(napi_env, napi_scope);
