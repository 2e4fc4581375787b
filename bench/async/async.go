// Package async is what the benchmarks of tasks, channels, callbacks and streams call: ordinary Go, bound by topher.
package async

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
)

// Half gives half of x: as little as a task can do.
func Half(x float64) float64 { return x / 2 }

var (
	parked atomic.Int64
	gate   atomic.Pointer[chan struct{}]
)

func init() { closeGate() }

func closeGate() {
	fresh := make(chan struct{})
	gate.Store(&fresh)
}

// Park waits for Release and gives half of x.
func Park(x float64) float64 {
	open := *gate.Load()
	parked.Add(1)
	<-open
	parked.Add(-1)
	return x / 2
}

// Parked tells how many calls of Park wait.
func Parked() int { return int(parked.Load()) }

// Release lets all calls of Park go on; later ones wait for the next Release.
func Release() {
	open := *gate.Load()
	closeGate()
	close(open)
}

// Numbers sends 0 to n-1 as fast as they are received.
func Numbers(n int) <-chan int {
	out := make(chan int, 64)
	go func() {
		defer close(out)
		for i := range n {
			out <- i
		}
	}()
	return out
}

// CallBack calls f from several goroutines, each of them so many times, and adds what it returns.
func CallBack(goroutines, times int, f func(x int) int) int {
	var sum atomic.Int64
	var group sync.WaitGroup
	for g := range goroutines {
		group.Go(func() {
			own := 0
			for i := range times {
				own += f(g*times + i)
			}
			sum.Add(int64(own))
		})
	}
	group.Wait()
	return int(sum.Load())
}

// Memory gives the resident memory of the process in bytes, at present and at its peak.
func Memory() (now, peak int, err error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, 0, err
	}
	of := func(name string) (int, error) {
		_, rest, found := bytes.Cut(status, []byte("\n"+name+":"))
		if fields := bytes.Fields(rest); found && len(fields) > 0 {
			kib, err := strconv.Atoi(string(fields[0]))
			return kib << 10, err
		}
		return 0, fmt.Errorf("/proc/self/status has no %s", name)
	}
	if now, err = of("VmRSS"); err != nil {
		return 0, 0, err
	}
	peak, err = of("VmHWM")
	return now, peak, err
}
