// The Node-API addon in the library: bindings of packages work and values, written by hand. It trusts its caller: nothing is validated.
#include <stdlib.h>
#include "convert.h"
#include "_cgo_export.h"

// Package work.

static napi_value js_noop(napi_env env, napi_info info) {
  (void)env, (void)info;
  noop();
  return NULL;
}

static napi_value js_add2(napi_env env, napi_info info) {
  arguments all = arguments_of(env, info);
  return made_number(env, add2(number_of(env, all.values[0]), number_of(env, all.values[1])));
}

static napi_value js_add(napi_env env, napi_info info) {
  arguments all = arguments_of(env, info);
  return made_bigint(env, add(bigint_of(env, all.values[0]), bigint_of(env, all.values[1])));
}

static napi_value js_sum(napi_env env, napi_info info) {
  view numbers = view_of(env, arguments_of(env, info).values[0]);
  return made_number(env, sum(numbers.data, numbers.length));
}

static napi_value js_normalize(napi_env env, napi_info info) {
  arguments all = arguments_of(env, info);
  view numbers = view_of(env, all.values[0]), differences = view_of(env, all.values[1]);
  return made_integer(env, normalize(numbers.data, numbers.length, differences.data, differences.length));
}

// Functions of one signature are one function, whose data is what it calls.

static napi_value js_pi(napi_env env, napi_info info) {
  arguments all = arguments_of(env, info);
  double (*pi)(GoInt64) = all.data;
  return made_number(env, pi(integer_of(env, all.values[0])));
}

static napi_value js_shuffle(napi_env env, napi_info info) {
  arguments all = arguments_of(env, info);
  void (*shuffle)(double *, GoInt64, GoUint32) = all.data;
  view numbers = view_of(env, all.values[0]);
  uint32_t seed = 0;
  napi_get_value_uint32(env, all.values[1], &seed);
  shuffle(numbers.data, numbers.length, seed);
  return NULL;
}

static napi_value js_dot(napi_env env, napi_info info) {
  arguments all = arguments_of(env, info);
  double (*dot)(double *, GoInt64, double *, GoInt64) = all.data;
  view a = view_of(env, all.values[0]), b = view_of(env, all.values[1]);
  return made_number(env, dot(a.data, a.length, b.data, b.length));
}

static napi_value js_ends(napi_env env, napi_info info) {
  napi_value list = arguments_of(env, info).values[0];
  bool typed = false;
  napi_is_typedarray(env, list, &typed);
  if (typed) {
    view numbers = view_of(env, list);
    return made_number(env, ends(numbers.data, numbers.length));
  }
  uint32_t count = 0;
  double *numbers = numbers_of(env, list, &count);
  double result = ends(numbers, count);
  free(numbers);
  return made_number(env, result);
}

// Package values.

static napi_value js_half(napi_env env, napi_info info) {
  return made_number(env, half(number_of(env, arguments_of(env, info).values[0])));
}

static napi_value js_echo_text(napi_env env, napi_info info) {
  size_t length = text_of(env, arguments_of(env, info).values[0], 0);
  return addon_echo_text(env, room, length);
}

static napi_value js_echo_bytes(napi_env env, napi_info info) {
  view bytes = view_of(env, arguments_of(env, info).values[0]);
  return addon_echo_bytes(env, bytes.data, bytes.length);
}

static napi_value js_move_item(napi_env env, napi_info info) {
  struct item item = item_of(env, arguments_of(env, info).values[0]);
  return addon_move_item(env, &item, room);
}

static napi_value js_items(napi_env env, napi_info info) {
  return addon_items(env, integer_of(env, arguments_of(env, info).values[0]));
}

static napi_value js_sum_items(napi_env env, napi_info info) {
  item_list list = items_of(env, arguments_of(env, info).values[0]);
  double sum = addon_sum_items(list.items, list.count, room);
  free(list.items);
  return made_number(env, sum);
}

static napi_value js_echo_items(napi_env env, napi_info info) {
  item_list list = items_of(env, arguments_of(env, info).values[0]);
  napi_value echo = addon_echo_items(env, list.items, list.count, room);
  free(list.items);
  return echo;
}

static napi_value js_double_map(napi_env env, napi_info info) {
  item_list entries = entries_of(env, arguments_of(env, info).values[0]);
  napi_value doubled = addon_double_map(env, entries.items, entries.count, room);
  free(entries.items);
  return doubled;
}

static napi_value js_refuse(napi_env env, napi_info info) {
  size_t length = text_of(env, arguments_of(env, info).values[0], 0);
  addon_refuse(env, room, length);
  return NULL;
}

static napi_value js_call_back(napi_env env, napi_info info) {
  arguments all = arguments_of(env, info);
  return made_number(env, addon_call_back(env, integer_of(env, all.values[0]), all.values[1]));
}

static napi_value js_add_to_counter(napi_env env, napi_info info) {
  arguments all = arguments_of(env, info);
  return made_integer(env, counter_add((uintptr_t)all.data, integer_of(env, all.values[0])));
}

static napi_value js_new_counter(napi_env env, napi_info info) {
  uintptr_t counter = new_counter(integer_of(env, arguments_of(env, info).values[0]));
  napi_value object, add;
  napi_create_object(env, &object);
  napi_create_function(env, "add", NAPI_AUTO_LENGTH, js_add_to_counter, (void *)counter, &add);
  napi_set_named_property(env, object, "add", add);
  return object;
}

static const struct {
  const char *name;
  napi_callback function;
  void *data;
} functions[] = {
    {"noop", js_noop, NULL},
    {"add2", js_add2, NULL},
    {"add", js_add, NULL},
    {"sum", js_sum, NULL},
    {"normalize", js_normalize, NULL},
    {"pi", js_pi, pi},
    {"piOnCores", js_pi, pi_cores},
    {"shuffle", js_shuffle, shuffle},
    {"shuffleOnCores", js_shuffle, shuffle_cores},
    {"dot", js_dot, dot},
    {"dotOnCores", js_dot, dot_cores},
    {"ends", js_ends, NULL},
    {"half", js_half, NULL},
    {"echoText", js_echo_text, NULL},
    {"echoBytes", js_echo_bytes, NULL},
    {"moveItem", js_move_item, NULL},
    {"items", js_items, NULL},
    {"sumItems", js_sum_items, NULL},
    {"echoItems", js_echo_items, NULL},
    {"doubleMap", js_double_map, NULL},
    {"refuse", js_refuse, NULL},
    {"callBack", js_call_back, NULL},
    {"newCounter", js_new_counter, NULL},
};

__attribute__((visibility("default"))) napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    napi_value made;
    napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].function, functions[i].data, &made);
    napi_set_named_property(env, exports, functions[i].name, made);
  }
  return exports;
}
