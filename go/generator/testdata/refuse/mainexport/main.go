// Command main imports C and exports nothing.
package main

import "C"

func main() {}
