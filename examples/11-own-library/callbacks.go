package main

// #include "words.h"
import "C"

import "sync"

// eachWord calls f with every word in alphabetical order, until it returns false, and returns how often it called.
//
//export eachWord
func eachWord(f C.each_func) int64 {
	calls := int64(0)
	for _, w := range sortedWords() {
		calls++
		if !callEach(f, w) {
			break
		}
	}
	return calls
}

var watcher struct {
	sync.Mutex
	f C.watch_func
}

// watchWords keeps f, and calls it at the end of each addWords. NULL ends that.
//
//export watchWords
func watchWords(f C.watch_func) {
	watcher.Lock()
	defer watcher.Unlock()
	watcher.f = f
}

// report calls the watcher after the lock is given back, because the watcher may call watchWords.
func report(total int64) {
	watcher.Lock()
	f := watcher.f
	watcher.Unlock()
	if f != nil {
		callWatch(f, total)
	}
}
