//go:build !race

package host

// racing tells whether the race detector watches, which makes all of this slower and takes memory of its own.
const racing = false
