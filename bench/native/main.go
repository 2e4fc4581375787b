// Command native times the tutorial's workloads inside Go, where nothing is crossed.
//
//	native <case> <budget in ms>
//
// It checks the result of its case, measures one call after another, and prints the same line as the other contenders: nanoseconds for each
// call.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("usage: native <case> <budget in ms>")
	}
	name, after, _ := strings.Cut(args[0], ":")
	prepare, ok := cases[name]
	if !ok {
		return fmt.Errorf("there is no case %s", name)
	}
	size, err := strconv.Atoi(after)
	if err != nil {
		return fmt.Errorf("the size of %s: %w", args[0], err)
	}
	budget, err := strconv.ParseFloat(args[1], 64)
	if err != nil {
		return fmt.Errorf("the budget: %w", err)
	}
	call, err := prepare(size)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(measure(call, time.Duration(budget*float64(time.Millisecond))))
}

// A sample is what a process measured, in nanoseconds per call.
type sample struct {
	Best   float64 `json:"best"`
	Median float64 `json:"median"`
	Mean   float64 `json:"mean"`
	P25    float64 `json:"p25"`
	P75    float64 `json:"p75"`
	P99    float64 `json:"p99"`
	Calls  int     `json:"calls"`
}

// measure warms up with one call, and measures at least two.
func measure(call func(), budget time.Duration) sample {
	call()
	var times []float64
	var total time.Duration
	for len(times) < 2 || total < budget {
		began := time.Now()
		call()
		took := time.Since(began)
		total += took
		times = append(times, float64(took))
	}
	slices.Sort(times)
	at := func(share float64) float64 { return times[int(share*float64(len(times)-1))] }
	return sample{
		Best: at(0), Median: at(0.5), Mean: float64(total) / float64(len(times)),
		P25: at(0.25), P75: at(0.75), P99: at(0.99), Calls: len(times),
	}
}
