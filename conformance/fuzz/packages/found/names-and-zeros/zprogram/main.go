package main

import (
	"fmt"
	"maps"

	p1 "example.org/fuzz/int6"
	p2 "example.org/fuzz/r"
	p0 "example.org/fuzz/reflect2"
)

type namer struct{}

func (namer) New(n int) string { return fmt.Sprint("named ", n) }

func main() {
	s := (&p0.Symbol{}).New(5)
	fmt.Printf("members\t%d %d | heard []\n", s.ToString(3), s.ValueOf(1))
	fmt.Printf("zero\t%d | heard []\n", p0.Sum(p0.Holder{}))
	fmt.Printf("interface\t%s | heard []\n", p0.Call(namer{}))
	fmt.Printf("names\t%v %d %d | heard []\n", p1.TwiceXⸯ(4), p1.Dollar(), p1.Other())
	fmt.Printf("fields\t%d | heard []\n", p1.Total(p1.Fields{First: 1, Second: 2, Third: 4}))
	_, m, n := p2.Three()
	fmt.Printf("results\t%s %d | heard []\n", m[0][0], n)
	fmt.Printf("iterator\t%d | heard []\n", p2.Last().Each(maps.All(map[int]string{3: "abc"})))
}
