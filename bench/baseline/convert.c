// JavaScript's values as C has them, and back, by Node-API.
#include "convert.h"
#include <stdlib.h>

arguments arguments_of(napi_env env, napi_info info) {
  arguments all;
  size_t count = most_arguments;
  napi_get_cb_info(env, info, &count, all.values, NULL, &all.data);
  return all;
}

double number_of(napi_env env, napi_value value) {
  double number = 0;
  napi_get_value_double(env, value, &number);
  return number;
}

int64_t integer_of(napi_env env, napi_value value) {
  int64_t integer = 0;
  napi_get_value_int64(env, value, &integer);
  return integer;
}

int64_t bigint_of(napi_env env, napi_value value) {
  int64_t integer = 0;
  bool lossless;
  napi_get_value_bigint_int64(env, value, &integer, &lossless);
  return integer;
}

view view_of(napi_env env, napi_value value) {
  view elements = {NULL, 0};
  int type;
  napi_get_typedarray_info(env, value, &type, &elements.length, &elements.data, NULL, NULL);
  return elements;
}

// A scope for a thousand elements: handles would pile up, and one for each takes longer.
double *numbers_of(napi_env env, napi_value array, uint32_t *count) {
  napi_get_array_length(env, array, count);
  double *numbers = malloc((*count + 1) * sizeof(double));
  for (uint32_t i = 0; i < *count;) {
    napi_scope scope;
    napi_open_handle_scope(env, &scope);
    for (uint32_t end = *count - i < 1000 ? *count : i + 1000; i < end; i++) {
      napi_value element;
      napi_get_element(env, array, i, &element);
      numbers[i] = number_of(env, element);
    }
    napi_close_handle_scope(env, scope);
  }
  return numbers;
}

char *room;
static size_t room_size;

static void reserve(size_t size) {
  if (size <= room_size) return;
  room_size = 2 * size;
  room = realloc(room, room_size);
}

size_t text_of(napi_env env, napi_value value, size_t at) {
  size_t length = 0;
  reserve(at + 1024);
  napi_get_value_string_utf8(env, value, room + at, room_size - at, &length);
  // What is cut ends with a NUL, and up to three bytes before that, where a character did not fit.
  if (at + length + 4 < room_size) return length;
  napi_get_value_string_utf8(env, value, NULL, 0, &length);
  reserve(at + length + 5);
  napi_get_value_string_utf8(env, value, room + at, room_size - at, &length);
  return length;
}

// The names of fields. A key of its own kind is found faster than a string, where the host has it.
typedef struct {
  napi_value id, price, name;
} item_keys;

static napi_value key(napi_env env, const char *name) {
  napi_value made;
  if (node_api_create_property_key_utf8) node_api_create_property_key_utf8(env, name, NAPI_AUTO_LENGTH, &made);
  else napi_create_string_utf8(env, name, NAPI_AUTO_LENGTH, &made);
  return made;
}

static item_keys keys_of_item(napi_env env) {
  return (item_keys){key(env, "id"), key(env, "price"), key(env, "name")};
}

// Reads an object into the struct, and its name into the room from there on; gives where that ends.
static size_t read_item(napi_env env, napi_value object, item_keys keys, struct item *item, size_t at) {
  napi_value id, price, name;
  napi_get_property(env, object, keys.id, &id);
  napi_get_property(env, object, keys.price, &price);
  napi_get_property(env, object, keys.name, &name);
  *item = (struct item){bigint_of(env, id), number_of(env, price), at, text_of(env, name, at)};
  return at + item->name_length;
}

struct item item_of(napi_env env, napi_value object) {
  struct item item;
  read_item(env, object, keys_of_item(env), &item, 0);
  return item;
}

item_list items_of(napi_env env, napi_value array) {
  item_list list = {NULL, 0};
  napi_get_array_length(env, array, &list.count);
  list.items = malloc((list.count + 1) * sizeof(struct item));
  item_keys keys = keys_of_item(env);
  size_t at = 0;
  for (uint32_t i = 0; i < list.count; i++) {
    napi_value object;
    napi_get_element(env, array, i, &object);
    at = read_item(env, object, keys, &list.items[i], at);
  }
  return list;
}

item_list entries_of(napi_env env, napi_value object) {
  item_list list = {NULL, 0};
  napi_value names;
  napi_get_property_names(env, object, &names);
  napi_get_array_length(env, names, &list.count);
  list.items = malloc((list.count + 1) * sizeof(struct item));
  size_t at = 0;
  for (uint32_t i = 0; i < list.count; i++) {
    napi_value name, x;
    napi_get_element(env, names, i, &name);
    napi_get_property(env, object, name, &x);
    list.items[i] = (struct item){0, number_of(env, x), at, text_of(env, name, at)};
    at += list.items[i].name_length;
  }
  return list;
}

// Results.

napi_value made_number(napi_env env, double number) {
  napi_value made;
  napi_create_double(env, number, &made);
  return made;
}

napi_value made_integer(napi_env env, int64_t integer) {
  napi_value made;
  napi_create_int64(env, integer, &made);
  return made;
}

napi_value made_bigint(napi_env env, int64_t integer) {
  napi_value made;
  napi_create_bigint_int64(env, integer, &made);
  return made;
}

napi_value made_text(napi_env env, const char *text, int64_t length) {
  napi_value made;
  napi_create_string_utf8(env, length ? text : "", length, &made);
  return made;
}

napi_value made_bytes(napi_env env, const void *bytes, int64_t length) {
  napi_value made;
  void *data;
  napi_create_buffer_copy(env, length, length ? bytes : "", &data, &made);
  return made;
}

static napi_value made_object(napi_env env, const struct item *item, const char *names, item_keys keys) {
  napi_value object;
  napi_create_object(env, &object);
  napi_property properties[] = {
      {.name = keys.id, .value = made_bigint(env, item->id), .attributes = napi_default_jsproperty},
      {.name = keys.price, .value = made_number(env, item->price), .attributes = napi_default_jsproperty},
      {.name = keys.name, .value = made_text(env, names + item->name, item->name_length), .attributes = napi_default_jsproperty},
  };
  napi_define_properties(env, object, 3, properties);
  return object;
}

napi_value made_item(napi_env env, const struct item *item, const char *names) {
  return made_object(env, item, names, keys_of_item(env));
}

napi_value made_items(napi_env env, const struct item *items, int64_t count, const char *names) {
  napi_value array;
  napi_create_array_with_length(env, count, &array);
  item_keys keys = keys_of_item(env);
  for (int64_t i = 0; i < count; i++) napi_set_element(env, array, i, made_object(env, &items[i], names, keys));
  return array;
}

napi_value made_map(napi_env env, const struct item *entries, int64_t count, const char *names) {
  napi_value object;
  napi_create_object(env, &object);
  for (int64_t i = 0; i < count; i++) {
    napi_value name = made_text(env, names + entries[i].name, entries[i].name_length);
    napi_set_property(env, object, name, made_number(env, entries[i].price));
  }
  return object;
}

double call_function(napi_env env, napi_value function, double x) {
  napi_scope scope;
  napi_value receiver, result;
  napi_open_handle_scope(env, &scope);
  napi_get_undefined(env, &receiver);
  napi_value argument = made_number(env, x);
  napi_call_function(env, receiver, function, 1, &argument, &result);
  double number = number_of(env, result);
  napi_close_handle_scope(env, scope);
  return number;
}

void throw_error(napi_env env, const char *message, int64_t length) {
  napi_value error;
  napi_create_error(env, NULL, made_text(env, message, length), &error);
  napi_throw(env, error);
}
