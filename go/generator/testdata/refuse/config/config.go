// Package config has a config that matches little.
package config

type Class struct{ n int }

type Value struct{ X int }

func (c *Class) M(b []byte) {}

func F() {}
