// Package types does not compile.
package types

import "os"

func One() int { return "one" }

func Two() { undefined() }
