// What the addon's C and Go share: see convert.c and addon.go.
#pragma once
#include "napi.h"

// Between files of the library, and no part of what it exports.
#pragma GCC visibility push(hidden)

// A struct of package values, or an entry of a map: without memory of its own, so that a thousand of them are one piece.
struct item {
  int64_t id;
  double price;
  // Where its name begins in the text of all names, and its length.
  int64_t name, name_length;
};

// What Go calls: its results become JavaScript's values, its callbacks and errors too.

napi_value made_text(napi_env env, const char *text, int64_t length);
napi_value made_bytes(napi_env env, const void *bytes, int64_t length);
napi_value made_item(napi_env env, const struct item *item, const char *names);
napi_value made_items(napi_env env, const struct item *items, int64_t count, const char *names);
napi_value made_map(napi_env env, const struct item *entries, int64_t count, const char *names);
double call_function(napi_env env, napi_value function, double x);
void throw_error(napi_env env, const char *message, int64_t length);

#pragma GCC visibility pop
