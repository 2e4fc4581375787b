// Command wasm is the Go code of the benchmarks as WebAssembly, for JavaScript runtimes: GOOS=js GOARCH=wasm. Numbers are passed as they are;
// everything else is put into memory that Go keeps, and what comes out is where the exchange says.
package main

// main stays, so that the exported functions can be called; built for anything else there is nothing to call.
func main() { select {} }
