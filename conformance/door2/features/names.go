package features

// ParseURL becomes parseURL.
func ParseURL(s string) string { return s }

// URL becomes url.
func URL() string { return "url" }

// HTTPServer becomes httpServer.
func HTTPServer() string { return "httpServer" }

// Delete becomes delete, a reserved word.
func Delete(key string) string { return "deleted " + key }

// New becomes new, a reserved word.
func New() *Thing { return &Thing{} }

// Class becomes class, a reserved word, and so do its parameters.
func Class(function, default_, in string) string { return function + default_ + in }

// Then becomes then_, so that the module is no thenable.
func Then() string { return "then" }

// Arguments becomes arguments, which strict code may not declare.
func Arguments() string { return "arguments" }

// Object is named like a global.
func Object() string { return "Object" }

// Thing has members with names that JavaScript has uses for.
type Thing struct {
	asked int
}

// Then becomes then_.
func (t *Thing) Then() string {
	t.asked++
	return "then"
}

// Constructor becomes constructor_.
func (t *Thing) Constructor() string { return "constructor" }

// Delete keeps its name: a member may be called so.
func (t *Thing) Delete() string { return "delete" }

// Promise is named like a global.
type Promise struct {
	Then, Map, Array string
}

// Date is named like a global, too.
func (p *Promise) Date() string { return "date" }

// Error is a value named like a global.
type Error struct {
	Name, Message string
}

// EchoErrorValue gives e back.
func EchoErrorValue(e Error) Error { return e }

// Unnamed parameters get names.
func Unnamed(int, string) bool { return true }

// Shadow has parameters named like what generated code uses.
func Shadow(r, w, at, err, host, wire, C, string_ string) string {
	return r + w + at + err + host + wire + C + string_
}

// Foreign has parameters that C cannot name, at the places that others are named after.
func Foreign(名前 int32, p0, p1, p2, p3 float64, größe int32) float64 {
	return float64(名前) + 2*p0 + 3*p1 + 5*p2 + 7*p3 + 11*float64(größe)
}
