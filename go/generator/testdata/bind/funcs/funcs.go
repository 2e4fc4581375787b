// Package funcs has functions in every place.
package funcs

// A Visitor is called for each point.
type Visitor func(p Point, depth int) (skip bool, err error)

// A Handler is a named function with methods.
type Handler func(name string) string

func (h Handler) Handle(name string) string { return h(name) }

// A Middleware takes and gives a function.
type Middleware func(next Handler) Handler

// A Point is a value.
type Point struct{ X, Y int }

// Options hold functions.
type Options struct {
	OnStart func() error
	Compare func(a, b Point) int
	Hooks   []func(name string)
	Named   map[string]Handler
}

// A Server keeps functions.
type Server struct {
	OnStop  func(code int)
	handler Handler
}

func New(o Options) *Server                              { return &Server{} }
func (s *Server) Handle(h Handler)                       { s.handler = h }
func (s *Server) Handler() Handler                       { return s.handler }
func Each(n int, f func(i int, p Point) bool)            { f(n, Point{}) }
func Walk(v Visitor) error                               { _, err := v(Point{}, 0); return err }
func Keep(f func())                                      { kept = f }
func Adder(n int) func(int) int                          { return func(m int) int { return n + m } }
func Compile(s string) (func(Point) (int, error), error) { return nil, nil }
func NewCounter() (next func() int, reset func())        { return nil, nil }
func Chain(all ...Middleware) Middleware                 { return nil }
func Nested(f func(done func(err error)))                { f(func(error) {}) }
func Returns(f func() func(*Server) *Server) *Server     { return f()(nil) }
func Pointer(p *Point, f func(p *Point))                 { f(p) }

var kept func()
