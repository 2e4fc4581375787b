package bridge_test

import (
	"debug/elf"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// What the linker has made of the sources that the other tests read: TOPHER_GENERATED names folders of sources, and beside each lies
// library.so.

// entry is how cgo names a function of Go's that C can call, and forRuntimes how one of C begins that a runtime can find.
var (
	entry       = regexp.MustCompile(`^_cgoexp_[0-9a-f]+_(\w+)$`)
	forRuntimes = regexp.MustCompile(`(?m)^(?:TOPHER_)?API (\w[\w ]*[ *]+)(\w+)\(`)
)

// memoryOfC are the functions for runtimes that return a pointer, each with what it points at.
var memoryOfC = map[string]string{
	"topher_fatal_list": "a list in memory that libraries share and that is never freed",
	"topher_go_version": "text in C's static memory",
}

// A built library can be entered by the functions that were read, and by no other.
func TestExport_OfABuiltLibraryIsInItsSources(t *testing.T) {
	host := readLibrary(t, "host")
	for _, folder := range filepath.SplitList(os.Getenv("TOPHER_GENERATED")) {
		built := filepath.Join(filepath.Dir(folder), "library.so")
		want := append(names(host), names(readLibrary(t, folder))...)
		got := entries(t, built)
		if more := without(got, want); len(more) > 0 {
			t.Errorf("%s can be entered by %v, which its sources do not export", built, more)
		}
		if less := without(want, got); len(less) > 0 {
			t.Errorf("%s was built of other sources: they export %v too", built, less)
		}
	}
}

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
}

// entries are the functions of Go's that C can call in a library.
func entries(t *testing.T, path string) []string {
	t.Helper()
	file, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	symbols, err := file.DynamicSymbols()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, s := range symbols {
		if m := entry.FindStringSubmatch(s.Name); m != nil {
			found = append(found, m[1])
		}
	}
	return found
}

func names(l *library) []string {
	var all []string
	for _, fn := range l.exports {
		all = append(all, fn.Name.Name)
	}
	return all
}

// What a runtime can find returns numbers too: the functions of C that enter Go, and those of the guard and the host that do not.
func TestExport_FunctionsOfCReturnNoPointer(t *testing.T) {
	sources := []source{{"guard.h", readC(t, "guard.h")}, {"host/host.h", readC(t, "host/host.h")}}
	for _, l := range libraries(t) {
		sources = append(sources, l.c...)
	}
	n, seen := 0, map[string]bool{}
	for _, s := range sources {
		for _, m := range forRuntimes.FindAllStringSubmatch(s.text, -1) {
			n++
			if _, known := memoryOfC[m[2]]; known {
				seen[m[2]] = true
			} else if !slices.Contains(numbersOfC, m[1]) {
				t.Errorf("%s: %s returns %s, which is no number", s.path, m[2], m[1])
			}
		}
	}
	for name := range memoryOfC {
		if !seen[name] {
			t.Errorf("there is no %s", name)
		}
	}
	if n < 100 {
		t.Errorf("%d functions were found", n)
	}
	t.Logf("%d functions of C", n)
}

var numbersOfC = []string{
	"void ", "int8_t ", "int16_t ", "int32_t ", "int64_t ", "uint8_t ", "uint16_t ", "uint32_t ", "uint64_t ", "float ", "double ", "_Bool ", "bool ",
}
