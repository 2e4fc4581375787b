package features

// EchoCounts gives a map with string keys back.
func EchoCounts(m map[string]int) map[string]int { return m }

// EchoNames gives a map with number keys back.
func EchoNames(m map[int]string) map[int]string { return m }

// EchoWide gives a map with 64-bit keys back.
func EchoWide(m map[int64]string) map[int64]string { return m }

// EchoSwitches gives a map with boolean keys back.
func EchoSwitches(m map[bool]string) map[bool]string { return m }

// Cell is a place in a grid.
type Cell struct{ X, Y int }

// EchoCells gives a map with struct keys back.
func EchoCells(m map[Cell]string) map[Cell]string { return m }

// EchoCorners gives a map with array keys back.
func EchoCorners(m map[[2]int]string) map[[2]int]string { return m }

// EchoNested gives a map of maps back.
func EchoNested(m map[string]map[string][]float64) map[string]map[string][]float64 { return m }

// EchoFloatKeys gives a map with float keys back.
func EchoFloatKeys(m map[float64]string) map[float64]string { return m }

// NilCounts is a nil map.
func NilCounts() map[string]int { return nil }

// IsNilCounts says whether m is nil.
func IsNilCounts(m map[string]int) bool { return m == nil }

// Header is a named map.
type Header map[string][]string

// Get is the first value of a key.
func (h Header) Get(key string) string {
	if v := h[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Add adds a value to a key.
func (h Header) Add(key, value string) { h[key] = append(h[key], value) }

// EchoHeader gives a named map back.
func EchoHeader(h Header) Header { return h }
