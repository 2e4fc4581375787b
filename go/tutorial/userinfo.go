package main

// #include <stdlib.h>
// #include "tutorial.h"
import "C"

import "unsafe"

var infos ledger

// userInfo returns a greeting for a name, as a struct by value whose two strings Go allocates outside its heap.
//
// name is UTF-8 that ends with NUL and is copied. The strings stay valid until the struct is given to userInfoRelease,
// which has to happen once.
//
//export userInfo
func userInfo(name *C.char) C.user_info {
	n := text(name)
	info := C.user_info{name: C.CString(n), greeting: C.CString(greeting(n)), nameLength: C.int64_t(len(n))}
	infos.enter(unsafe.Pointer(info.name))
	return info
}

func greeting(name string) string {
	if name == "" {
		return "Hello!"
	}
	return "Hello, " + name + "!"
}

// userInfoRelease frees the strings of a struct that userInfo returned. A struct that is not alive, whether released
// before, zero or made by somebody else, is left alone.
//
//export userInfoRelease
func userInfoRelease(info C.user_info) {
	if !infos.strike(unsafe.Pointer(info.name)) {
		return
	}
	C.free(unsafe.Pointer(info.name))
	C.free(unsafe.Pointer(info.greeting))
}

// userInfosLive returns how many structs userInfo has returned that were not released yet.
//
//export userInfosLive
func userInfosLive() int64 {
	return infos.live()
}
