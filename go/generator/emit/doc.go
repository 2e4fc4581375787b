// Package emit holds the printers of a generated library.
//
//   - package golang prints z*.go and z.c
//   - package typescript prints index.js and index.d.ts
//   - package report prints topher.json
//   - package shape says in what shape a C function is, and what its asynchronous form takes, for both sides
//
// They read package ir and package table and nothing else. What a value looks like in a line of code is looked up by the verb of
// its kind; nobody switches on a kind.
package emit
