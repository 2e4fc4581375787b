// Command child is what a program starts that has no Go in process, and asks over its input and output.
//
//	child frames    binary frames: see frames.go
//	child json      a line of JSON for each message: see lines.go
package main

import (
	"fmt"
	"io"
	"os"
)

var protocols = map[string]func(in io.Reader, out io.Writer) error{
	"frames": serveFrames,
	"json":   serveLines,
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 1 && protocols[args[0]] != nil {
		return protocols[args[0]](os.Stdin, os.Stdout)
	}
	return fmt.Errorf("usage: child frames or child json, got %q", args)
}
