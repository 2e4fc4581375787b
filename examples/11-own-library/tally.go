package main

// #include <stdlib.h>
import "C"

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unsafe"
)

// tally is what Go remembers between calls. Every JavaScript thread of the process shares it, so it has a lock.
var tally = struct {
	sync.Mutex
	counts map[string]int64
	total  int64
}{counts: map[string]int64{}}

// addWords counts the words of a text in, and returns how many there are in all.
//
//export addWords
func addWords(text *byte, n int64) int64 {
	total := addText(strings.Clone(unsafe.String(text, n)))
	report(total)
	return total
}

func addText(text string) int64 {
	words := strings.Fields(strings.ToLower(text))
	tally.Lock()
	defer tally.Unlock()
	for _, word := range words {
		tally.counts[word]++
	}
	tally.total += int64(len(words))
	return tally.total
}

// totalWords returns how many words there are in all.
//
//export totalWords
func totalWords() int64 {
	tally.Lock()
	defer tally.Unlock()
	return tally.total
}

// topWord returns the most frequent word, or NULL when there is none, and how often it came.
//
// The word belongs to the caller and goes back through freeText.
//
//export topWord
func topWord() (word *C.char, count int64) {
	var top string
	for _, w := range sortedWords() {
		if w.count > count {
			top, count = w.text, w.count
		}
	}
	if count == 0 {
		return nil, 0
	}
	return C.CString(top), count
}

// freeText frees a word that topWord returned.
//
//export freeText
func freeText(s *C.char) {
	C.free(unsafe.Pointer(s))
}

type word struct {
	text  string
	count int64
}

// sortedWords returns a copy, so that nobody holds the lock while the words are used.
func sortedWords() []word {
	tally.Lock()
	defer tally.Unlock()
	var words []word
	for _, text := range slices.Sorted(maps.Keys(tally.counts)) {
		words = append(words, word{text, tally.counts[text]})
	}
	return words
}
