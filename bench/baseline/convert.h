// What addon.c has of JavaScript's values, and makes them of: see convert.c.
#pragma once
#include "addon.h"

// Between files of the library, and no part of what it exports.
#pragma GCC visibility push(hidden)

enum { most_arguments = 4 };

// The arguments of a function, and the data that it was made with.
typedef struct {
  napi_value values[most_arguments];
  void *data;
} arguments;

arguments arguments_of(napi_env env, napi_info info);
double number_of(napi_env env, napi_value value);
int64_t integer_of(napi_env env, napi_value value);
int64_t bigint_of(napi_env env, napi_value value);

// The memory of a typed array.
typedef struct {
  void *data;
  size_t length;
} view;

view view_of(napi_env env, napi_value value);

// The numbers of an array, element by element, for the caller to free.
double *numbers_of(napi_env env, napi_value array, uint32_t *count);

// Where text goes on its way to Go. It grows and stays.
extern char *room;

// Writes the text into the room from there on, and gives its length.
size_t text_of(napi_env env, napi_value value, size_t at);

// Structs, for the caller to free; their names are in the room.
typedef struct {
  struct item *items;
  uint32_t count;
} item_list;

struct item item_of(napi_env env, napi_value object);
item_list items_of(napi_env env, napi_value array);
item_list entries_of(napi_env env, napi_value object);

napi_value made_number(napi_env env, double number);
napi_value made_integer(napi_env env, int64_t integer);
napi_value made_bigint(napi_env env, int64_t integer);

#pragma GCC visibility pop
