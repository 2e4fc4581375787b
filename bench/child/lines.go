package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A message from the client: a request has a method, a callback's value has not.
type message struct {
	ID     uint32          `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Value  number          `json:"value"`
}

// An answer is one of the three.
type answer struct {
	ID     uint32  `json:"id"`
	Result any     `json:"result,omitempty"`
	Error  string  `json:"error,omitempty"`
	Call   *number `json:"call,omitempty"`
}

// A lineSession is what the requests of one client have in common.
type lineSession struct {
	out       *output
	callbacks callbacks
}

// A lineRequest is decoded by the method that it is for.
type lineRequest struct {
	session *lineSession
	id      uint32
	params  json.RawMessage
}

// serveLines answers requests, each in a goroutine of its own, until the input ends. The first line says that it is ready.
func serveLines(input io.Reader, to io.Writer) error {
	s := &lineSession{out: newOutput(to)}
	s.answer(answer{Result: "ready"})
	in := bufio.NewReaderSize(input, 64<<10)
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		go s.serve(line)
	}
}

func (s *lineSession) serve(line []byte) {
	var m message
	if err := json.Unmarshal(line, &m); err != nil {
		s.answer(answer{ID: m.ID, Error: err.Error()})
		return
	}
	if m.Method == "" {
		s.callbacks.give(m.ID, float64(m.Value))
		return
	}
	method, found := methods[m.Method]
	if !found {
		s.answer(answer{ID: m.ID, Error: fmt.Sprintf("there is no method %s", m.Method)})
		return
	}
	result, err := method(&lineRequest{session: s, id: m.ID, params: m.Params})
	if err != nil {
		s.answer(answer{ID: m.ID, Error: err.Error()})
		return
	}
	s.answer(answer{ID: m.ID, Result: result})
}

func (s *lineSession) answer(a answer) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false) // the client is no web page
	if err := encoder.Encode(a); err != nil {
		line.Reset()
		_ = encoder.Encode(answer{ID: a.ID, Error: err.Error()})
	}
	s.out.write(line.Bytes())
}
