package wire

import "fmt"

// The codes of errors that the Go side finds itself. They are part of the contract with users.
const (
	CodeRange          = "TOPHER_RANGE"           // a number that the other side cannot hold
	CodeType           = "TOPHER_TYPE"            // a handle of another class
	CodeNil            = "TOPHER_NIL"             // nil where a value is needed
	CodeCycle          = "TOPHER_CYCLE"           // a value that contains itself
	CodeDepth          = "TOPHER_DEPTH"           // nesting deeper than MaxDepth
	CodeKeys           = "TOPHER_KEYS"            // map keys that are the same in Go, or cannot be keys
	CodeWire           = "TOPHER_WIRE"            // bytes that are no value
	CodeHandleReleased = "TOPHER_HANDLE_RELEASED" // a handle used after its release
	CodeHandleForeign  = "TOPHER_HANDLE_FOREIGN"  // a handle of another thread, or none at all
	CodeCallbackThread = "TOPHER_CALLBACK_THREAD" // a callback called on another goroutine than its call's
	CodeCallbackGone   = "TOPHER_CALLBACK_GONE"   // a callback called after its call, or after its thread
	CodeGoexit         = "TOPHER_GOEXIT"          // the function of a task ended its goroutine
	// CodeIteratorContext: a step of an iterator on another thread, or in another depth of calls, than its start.
	CodeIteratorContext = "TOPHER_ITERATOR_CONTEXT"
)

// codePrefix begins every code.
const codePrefix = "TOPHER_"

// An Error is a refusal by topher itself: neither an error of the user's package nor an exception of JavaScript. It crosses
// with its code and becomes an error with that code there.
type Error struct {
	Code    string
	Message string
}

// Errorf makes an Error.
func Errorf(code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

func (e *Error) Error() string { return e.Message + " (" + e.Code + ")" }
