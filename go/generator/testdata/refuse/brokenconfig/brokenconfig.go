// Package brokenconfig has a config that is no JSON.
package brokenconfig

func F() {}
