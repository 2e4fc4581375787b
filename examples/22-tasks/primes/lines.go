package primes

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// Lines gives the primes below n as text, a line each. They are looked for as they are read.
func Lines(n int) (io.ReadCloser, error) {
	if n < 0 {
		return nil, fmt.Errorf("there are no primes below %d", n)
	}
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(WriteLines(writer, n)) }()
	return reader, nil
}

// WriteLines writes the primes below n as text, a line each.
func WriteLines(w io.Writer, n int) error {
	buffered := bufio.NewWriter(w)
	for i := range n {
		if !IsPrime(i) {
			continue
		}
		if _, err := fmt.Fprintln(buffered, i); err != nil {
			return err
		}
	}
	return buffered.Flush()
}

// SumLines adds the numbers that it reads, one in each line.
func SumLines(r io.Reader) (int, error) {
	sum := 0
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, lines.Err()
}

// SiftLines gives a writer that takes numbers of that base, one in each line, and a reader that gives the primes among them.
func SiftLines(base int) (io.WriteCloser, io.ReadCloser, error) {
	if base < 2 || base > 36 {
		return nil, nil, fmt.Errorf("numbers cannot have base %d", base)
	}
	numbers, in := io.Pipe()
	out, primes := io.Pipe()
	go func() {
		err := siftLines(numbers, primes, base)
		numbers.CloseWithError(err)
		primes.CloseWithError(err)
	}()
	return in, out, nil
}

func siftLines(r io.Reader, w io.Writer, base int) error {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		n, err := strconv.ParseInt(lines.Text(), base, 0)
		if err != nil {
			return err
		}
		if !IsPrime(int(n)) {
			continue
		}
		if _, err := fmt.Fprintln(w, lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}
