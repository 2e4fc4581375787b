// Package report prints topher.json: what a library is, and for each exported symbol what became of it.
package report

import (
	"bytes"
	"encoding/json"

	"github.com/topherjs/topher/go/generator/inspect"
)

// A Library is what topher.json says about a library as a whole.
type Library struct {
	Contract int    `json:"contract"`
	Build    string `json:"build"` // the build id, which the library knows too
	Go       string `json:"go"`    // the version of Go
	Platform string `json:"platform"`
	File     string `json:"file"`   // the library, beside topher.json
	SHA256   string `json:"sha256"` // of the library

	Hashes map[string]string `json:"hashes,omitempty"` // file beside topher.json → its SHA-256

	Modules map[string]string `json:"-"` // import path → index.js
}

// A Package is what topher.json says about a package: its module, and what inspect says.
type Package struct {
	Module string `json:"module"`
	*inspect.Report
}

// JSON prints topher.json.
func JSON(l Library, reports []*inspect.Report) []byte {
	out := struct {
		Library
		Packages []Package `json:"packages"`
	}{Library: l}
	for _, r := range reports {
		out.Packages = append(out.Packages, Package{l.Modules[r.Package], r})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		panic(err) // plain data
	}
	return b.Bytes()
}
