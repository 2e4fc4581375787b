// Package adopted publishes types of an internal package under its own names.
package adopted

import (
	"regexp"
	"time"

	"github.com/topherjs/topher/go/generator/testdata/bind/adopted/internal/impl"
)

// An Engine is declared elsewhere.
type Engine = impl.Engine

// Pattern is of the standard library.
type Pattern = regexp.Regexp

// Number is another name of a basic type.
type Number = float64

// Instant has a row of its own.
type Instant = time.Time

// Same is a second name of a type of this package.
type Same = Own

type Own struct{ X int }

func Start() *Engine                    { return nil }
func Inner(o impl.Options) *impl.Hidden { return nil }
func Numbers(n Number, s Same) Instant  { return Instant{} }
