// Package features has one file for each way in which a Go value crosses to JavaScript.
//
// Most functions give back what they were given, so that a test sees both directions in one call.
package features
