// Package dependency imports one that does not compile.
package dependency

import "github.com/topherjs/topher/go/generator/testdata/refuse/types"

func F() int { return types.One() }
