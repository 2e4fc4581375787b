// tutorial.h: the C types of the tutorial library.
//
// The header that `go build -buildmode=c-shared` writes includes this one, so a C caller compiles with -Igo/tutorial.

#ifndef TOPHER_TUTORIAL_H
#define TOPHER_TUTORIAL_H

#include <stdint.h>

// double_alloc is the host's function behind sqrts: room for n doubles, or NULL to refuse.
typedef double *(*double_alloc)(int64_t n);

// person is filled in place by fill. All its memory belongs to the caller.
typedef struct person {
	char *firstName;      // UTF-8, ends with NUL; NULL counts as empty
	char *lastName;       // UTF-8, ends with NUL; NULL counts as empty
	int32_t age;          // years
	char *fullName;       // a buffer of fullNameCap bytes, or NULL
	int64_t fullNameCap;  // bytes of room in fullName
	int64_t fullNameLen;  // set by fill: the bytes that the whole name needs
} person;

// user_info comes out of userInfo. Its strings belong to Go until userInfoRelease.
typedef struct user_info {
	char *name;          // UTF-8, ends with NUL
	char *greeting;      // UTF-8, ends with NUL
	int64_t nameLength;  // bytes of name, without the NUL
} user_info;

#endif
