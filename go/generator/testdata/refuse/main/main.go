// Command main exports nothing.
package main

func main() {}
