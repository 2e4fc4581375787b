// host.c: calls the tutorial library as a JavaScript runtime does, through dlopen and dlsym.
//
// usage: host LIBRARY. It prints the first thing that is wrong and returns 1, or prints "ok".

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "libtutorial.h"

#define CHECK(cond)                                                      \
	do {                                                             \
		if (!(cond)) {                                           \
			printf("%s:%d: not %s\n", __FILE__, __LINE__, #cond); \
			return 1;                                        \
		}                                                        \
	} while (0)

#define SYMBOL(name) typeof(&name) name##_ = (typeof(&name))dlsym(lib, #name); CHECK(name##_ != NULL)

static double roots[8];
static int64_t asked;
static double *give(int64_t n) { asked = n; return n <= 8 ? roots : NULL; }
static double *refuse(int64_t n) { asked = n; return NULL; }

static int check_hello(void *lib) {
	SYMBOL(hello);
	int ends[2], kept = dup(1);
	CHECK(pipe(ends) == 0);
	dup2(ends[1], 1);
	hello_();
	dup2(kept, 1);
	char got[64];
	ssize_t n = read(ends[0], got, sizeof got);
	CHECK(n == 14 && memcmp(got, "Hello, world!\n", 14) == 0);
	return 0;
}

static int check_numbers(void *lib) {
	SYMBOL(add); SYMBOL(add2); SYMBOL(noop); SYMBOL(pi); SYMBOL(divmod);
	noop_();
	CHECK(add_(10, 15) == 25);
	CHECK(add_(INT64_MAX, 1) == INT64_MIN);
	CHECK(add2_(0.5, -2) == -1.5);
	CHECK(fabs(pi_(100000) - 3.14159265358979) < 1.1e-5);
	struct divmod_return d = divmod_(-7, 2);
	CHECK(d.r0 == -3 && d.r1 == -1 && d.r2 == 1);
	d = divmod_(7, 0);
	CHECK(d.r0 == 0 && d.r1 == 0 && d.r2 == 0);
	d = divmod_(INT64_MIN, -1);
	CHECK(d.r0 == INT64_MIN && d.r1 == 0 && d.r2 == 1);
	return 0;
}

static int check_slices(void *lib) {
	SYMBOL(normalize); SYMBOL(squares); SYMBOL(increase); SYMBOL(sum); SYMBOL(dot); SYMBOL(shuffle); SYMBOL(sqrts);
	double in[] = {1, 2, 3}, out[] = {9, 9, 9};
	CHECK(normalize_(in, 3, out, 2) == 2 && out[0] == -1 && out[1] == 0 && out[2] == 9);
	CHECK(normalize_(NULL, 0, out, 3) == 0 && normalize_(in, -3, out, 3) == 0 && normalize_(in, INT64_MAX, out, -1) == 0);
	GoInt64 ages[] = {20, 30, 40}, squared[3];
	increase_(ages, 3, 5);
	CHECK(ages[0] == 25 && ages[1] == 35 && ages[2] == 45);
	CHECK(squares_(ages, 3, squared, 3) == 3 && squared[2] == 2025);
	CHECK(sum_(in, 3) == 6 && dot_(in, 3, in, 3) == 14 && sum_(NULL, 5) == 0);
	shuffle_(ages, 3, 42);
	CHECK(ages[0] + ages[1] + ages[2] == 105);

	double mixed[] = {4, -1, 9, NAN};
	CHECK(sqrts_(mixed, 4, give) == 2 && asked == 2 && roots[0] == 2 && roots[1] == 3);
	CHECK(sqrts_(mixed, 4, refuse) == 0 && asked == 2);
	asked = -1;
	CHECK(sqrts_(mixed + 1, 1, give) == 0 && asked == -1);
	CHECK(sqrts_(mixed, 4, NULL) == 0);
	return 0;
}

static int check_text(void *lib) {
	SYMBOL(repeat); SYMBOL(join);
	unsigned char out[32];
	memset(out, '.', sizeof out);
	CHECK(repeat_("Badger", 4, out, sizeof out) == 24 && memcmp(out, "BadgerBadgerBadgerBadger........", 32) == 0);
	CHECK(repeat_("\xF0\x9F\x90\xB9", 2, out, 7) == 8 && memcmp(out, "\xF0\x9F\x90\xB9\0\0\0a", 8) == 0);
	CHECK(repeat_("x", -1, out, 7) == -1 && repeat_("xy", INT64_MAX, out, 7) == -1 && repeat_("x", 1, out, -1) == -1);
	CHECK(repeat_("xy", 3, NULL, 0) == 6 && repeat_("xy", 3, NULL, 10) == 6 && repeat_(NULL, 3, out, 7) == 0);
	char *parts[] = {"one", NULL, "three"};
	CHECK(join_(parts, 3, "-", out, sizeof out) == 10 && memcmp(out, "one--three", 10) == 0);
	CHECK(join_(parts, 3, NULL, out, 2) == 8 && memcmp(out, "on", 2) == 0);
	CHECK(join_(NULL, 3, "-", out, 2) == 0 && join_(parts, -1, "-", out, 2) == -1);
	return 0;
}

static int check_structs(void *lib) {
	SYMBOL(fill); SYMBOL(userInfo); SYMBOL(userInfoRelease); SYMBOL(userInfosLive);
	char name[16] = "...............";
	person p = {"Ada", "Lovelace", 36, name, sizeof name, -1};
	fill_(&p);
	CHECK(p.age == 37 && p.fullNameLen == 12 && memcmp(name, "Ada Lovelace...", 15) == 0);
	p.fullNameCap = 5;
	p.age = INT32_MAX;
	fill_(&p);
	CHECK(p.age == INT32_MAX && p.fullNameLen == 12);
	p = (person){NULL, "Lovelace", 1, NULL, 0, -1};
	fill_(&p);
	CHECK(p.age == 2 && p.fullNameLen == 8);
	p.fullName = name;
	p.fullNameCap = -1;
	fill_(&p);
	CHECK(p.fullNameLen == 8 && name[0] == 'A');
	fill_(NULL);

	user_info info = userInfo_("Ren\xC3\xA9");
	CHECK(strcmp(info.name, "Ren\xC3\xA9") == 0 && strcmp(info.greeting, "Hello, Ren\xC3\xA9!") == 0 && info.nameLength == 5);
	CHECK(userInfosLive_() == 1);
	userInfoRelease_(info);
	userInfoRelease_(info);
	userInfoRelease_((user_info){0});
	CHECK(userInfosLive_() == 0);
	return 0;
}

static int check_errors(void *lib) {
	SYMBOL(even); SYMBOL(freeString);
	struct even_return e = even_(8);
	CHECK(e.r0 == 4 && e.r1 == NULL);
	e = even_(5);
	CHECK(e.r0 == 0 && strcmp(e.r1, "5 is odd") == 0);
	freeString_(e.r1);
	freeString_(e.r1);
	char mine[] = "never from here";
	freeString_(mine);
	freeString_(NULL);
	return 0;
}

int main(int argc, char **argv) {
	if (argc != 2) return 2;
	void *lib = dlopen(argv[1], RTLD_NOW);
	if (lib == NULL) {
		printf("%s\n", dlerror());
		return 1;
	}
	int wrong = check_hello(lib) || check_numbers(lib) || check_slices(lib) || check_text(lib) || check_structs(lib) ||
	            check_errors(lib);
	if (!wrong) printf("ok\n");
	return wrong;
}
