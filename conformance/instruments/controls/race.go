// Command race is built into a program of C, as the libraries are that the race detector watches. What it finds there must end the program.
package main

import "C"

import "sync"

var count int

//export races
func races() int32 {
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for range 1000 {
				count++
			}
		})
	}
	all.Wait()
	return int32(count)
}

func main() {}
