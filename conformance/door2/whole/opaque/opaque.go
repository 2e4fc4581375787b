// Package opaque gives and takes values that can only be passed on.
package opaque

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"text/template"
	"time"
)

// Compile gives a type of a package that is not in the build.
func Compile(expr string) (*regexp.Regexp, error) { return regexp.Compile(expr) }

// Match uses one.
func Match(re *regexp.Regexp, text string) bool { return re != nil && re.MatchString(text) }

// EchoRegexp gives it back.
func EchoRegexp(re *regexp.Regexp) *regexp.Regexp { return re }

// NoRegexp gives nil.
func NoRegexp() *regexp.Regexp { return nil }

// AllRegexps gives several.
func AllRegexps(exprs []string) []*regexp.Regexp {
	out := make([]*regexp.Regexp, len(exprs))
	for i, e := range exprs {
		if e != "" {
			out[i] = regexp.MustCompile(e)
		}
	}
	return out
}

// MatchAny uses several.
func MatchAny(text string, all map[string]*regexp.Regexp) []string {
	var out []string
	for name, re := range all {
		if Match(re, text) {
			out = append(out, name)
		}
	}
	return out
}

// Parse gives an URL, another type of another package.
func Parse(text string) (*url.URL, error) { return url.Parse(text) }

// Host uses one.
func Host(u *url.URL) string { return u.Host }

// Pipe gives a channel.
func Pipe(n int) chan int {
	c := make(chan int, 1)
	c <- n
	return c
}

// Receive takes a channel.
func Receive(c chan int) (int, error) {
	if c == nil {
		return 0, errors.New("there is no channel")
	}
	select {
	case n := <-c:
		return n, nil
	default:
		return 0, errors.New("the channel is empty")
	}
}

// Address gives a pointer to a pointer.
func Address(n int) **int {
	p := &n
	return &p
}

// Value follows it.
func Value(p **int) int { return **p }

// A Job is a value struct with a field that can only be passed on.
type Job struct {
	Name    string
	Pattern *regexp.Regexp
}

// Run uses a job.
func Run(j Job, text string) string { return fmt.Sprint(j.Name, " ", Match(j.Pattern, text)) }

// MakeJob gives a job.
func MakeJob(name, expr string) Job { return Job{name, regexp.MustCompile(expr)} }

// A Site is a class with fields that can only be passed on.
type Site struct {
	Templates *template.Template
	count     atomic.Int64
}

// NewSite makes a site.
func NewSite(text string) (*Site, error) {
	t, err := template.New("site").Parse(text)
	if err != nil {
		return nil, err
	}
	return &Site{Templates: t}, nil
}

// Render uses the template.
func (s *Site) Render(name string) (string, error) {
	s.count.Add(1)
	if s.Templates == nil {
		return "", errors.New("there is no template")
	}
	var b strings.Builder
	err := s.Templates.Execute(&b, name)
	return b.String(), err
}

// Rendered counts.
func (s *Site) Rendered() int64 { return s.count.Load() }

// EachMatch calls f with what can only be passed on.
func EachMatch(re *regexp.Regexp, f func(re *regexp.Regexp, i int) *regexp.Regexp) int {
	n := 0
	for re != nil {
		re = f(re, n)
		n++
	}
	return n
}

// AsAny gives it as a value of any type.
func AsAny(re *regexp.Regexp) any { return re }

// TypeOf names what is in v.
func TypeOf(v any) string { return fmt.Sprintf("%T", v) }

// Same tells whether both are one.
func Same(a, b *regexp.Regexp) bool { return a == b }

// Types gives a foreign interface.
func Types(v any) reflect.Type { return reflect.TypeOf(v) }

// Kind uses it.
func Kind(t reflect.Type) string {
	if t == nil {
		return "no type"
	}
	return t.Kind().String()
}

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}

// Extent gives a struct without a name.
func Extent(w, h int) struct{ W, H int } { return struct{ W, H int }{w, h} }

// Area takes one.
func Area(extent struct{ W, H int }) int { return extent.W * extent.H }

// Areas takes several.
func Areas(extents []struct{ W, H int }) []int {
	var all []int
	for _, e := range extents {
		all = append(all, Area(e))
	}
	return all
}

// A Parcel has fields of structs that JavaScript cannot make: without a name, and of packages that are not in the build.
type Parcel struct {
	Label  string
	Extent struct{ W, H int }
	Both   [2]struct{ W, H int }
	From   url.URL
	Stops  [2]url.URL
	Times  [2]time.Time
}

// Describe says what is in a parcel.
func Describe(p Parcel) string {
	return fmt.Sprintf("%q %v %v %q %q %v", p.Label, p.Extent, p.Both, p.From.Host, p.Stops[0].Host+p.Stops[1].Host, p.Times[0].IsZero() && p.Times[1].IsZero())
}

// Link gives an URL by value.
func Link(host string) url.URL { return url.URL{Host: host} }
