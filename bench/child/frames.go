package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unsafe"
)

// A frame is, little-endian: uint32 the length of what follows, uint32 id, uint8, payload. The uint8 is in a request the number of a function, or
// callbackValue; in an answer its status. The first answer comes by itself: the names of the functions, in the order of their numbers.
const (
	headLength    = 9
	callbackValue = 255

	statusResult   = 0
	statusError    = 1
	statusCallback = 2
)

// A session is what the requests of one client have in common.
type session struct {
	out       *output
	callbacks callbacks
}

// A request is read by the function that it is for.
type request struct {
	session *session
	id      uint32
	reader
}

// serveFrames answers requests, each in a goroutine of its own, until the input ends.
func serveFrames(input io.Reader, to io.Writer) error {
	s := &session{out: newOutput(to)}
	names := make([]string, len(functions))
	for i, each := range functions {
		names[i] = each.name
	}
	s.answer(0, statusResult, []byte(strings.Join(names, "\n")))
	in := bufio.NewReaderSize(input, 64<<10)
	var head [headLength]byte
	for {
		if _, err := io.ReadFull(in, head[:]); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		length, id, kind := binary.LittleEndian.Uint32(head[0:]), binary.LittleEndian.Uint32(head[4:]), head[8]
		if length < headLength-4 {
			return fmt.Errorf("a frame has at least %d bytes after its length, got %d", headLength-4, length)
		}
		payload := payloads.Get().(*payload)
		if _, err := io.ReadFull(in, payload.resize(int(length)-(headLength-4))); err != nil {
			return err
		}
		if kind == callbackValue {
			value := reader{rest: payload.bytes}
			s.callbacks.give(id, value.float64())
			payloads.Put(payload)
			continue
		}
		go s.serve(id, kind, payload)
	}
}

func (s *session) serve(id uint32, kind uint8, in *payload) {
	defer payloads.Put(in)
	if int(kind) >= len(functions) {
		s.answer(id, statusError, fmt.Appendf(nil, "functions are below %d, got %d", len(functions), kind))
		return
	}
	result, err := functions[kind].run(&request{session: s, id: id, reader: reader{rest: in.bytes}})
	if err != nil {
		s.answer(id, statusError, []byte(err.Error()))
		return
	}
	s.answer(id, statusResult, result)
}

func (s *session) answer(id uint32, status uint8, result []byte) {
	var head [headLength]byte
	binary.LittleEndian.PutUint32(head[0:], uint32(headLength-4+len(result)))
	binary.LittleEndian.PutUint32(head[4:], id)
	head[8] = status
	s.out.write(head[:], result)
}

// A payload is memory that is used again, aligned for float64.
type payload struct {
	words []uint64
	bytes []byte
}

var payloads = sync.Pool{New: func() any { return new(payload) }}

func (p *payload) resize(n int) []byte {
	if words := (n + 7) / 8; cap(p.words) < words {
		p.words = make([]uint64, words)
	}
	p.bytes = unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(p.words))), cap(p.words)*8)[:n]
	return p.bytes
}
