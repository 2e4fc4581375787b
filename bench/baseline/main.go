// Command baseline is what people write by hand: the Go functions of packages work and values as C functions. Numbers, slices of numbers
// and bytes go as they are, everything else as JSON. It is a Node-API addon too, which carries values by itself.
package main

import _ "github.com/topherjs/topher/go/bridge" // the guard, as in every library that topher opens

func main() {}
