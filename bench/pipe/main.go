// Command pipe is what a program starts that has no Go in process: it writes bytes to its output, or reads its input to the end.
//
//	pipe write 1073741824    writes the bytes of async.Bytes
//	pipe read                prints the checksum of its input and the number of bytes
//	pipe checksum 1024       prints the checksum of as many bytes of async.Bytes
package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/topherjs/topher/bench/async"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 1 && args[0] == "read" {
		sum, size, err := async.Checksum(os.Stdin)
		if err != nil {
			return err
		}
		_, err = fmt.Println(sum, size)
		return err
	}
	if len(args) != 2 {
		return errUsage
	}
	size, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	switch args[0] {
	case "write":
		return async.WriteBytes(os.Stdout, size)
	case "checksum":
		sum, err := async.ChecksumOf(size)
		if err != nil {
			return err
		}
		_, err = fmt.Println(sum)
		return err
	}
	return errUsage
}

var errUsage = errors.New("usage: pipe write SIZE, pipe read, or pipe checksum SIZE")
