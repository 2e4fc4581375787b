// Package directive reads what the user decides: //topher: comments in Go source, and topher.config.json for source that one
// cannot edit.
package directive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
)

// A Rule is what the user decided about one symbol.
type Rule struct {
	Ignore bool
	Name   string
	Shape  string   // "class", "value", or empty
	Borrow []string // parameters
	Copy   []string
	Async  bool
	Drain  bool
	// Instantiate are lists of type arguments, each for one instance of a generic function or type.
	Instantiate []string

	at map[string]ir.Position // directive, or directive and parameter → where it was written
	// The directives that have taken effect.
	used map[string]bool
}

// Use marks a directive ("name", "borrow p") as one that matches something.
func (r *Rule) Use(directive string) { r.used[directive] = true }

// At is where a directive was written.
func (r *Rule) At(directive string) ir.Position { return r.at[directive] }

var none = &Rule{used: map[string]bool{}}

// Rules are the rules of a build.
type Rules struct {
	// Integers is "int" where safe integers in an any arrive as int.
	Integers string
	bySymbol map[string]*Rule // "import/path.Symbol"
}

// New makes an empty set of rules.
func New() *Rules { return &Rules{bySymbol: map[string]*Rule{}} }

// Of is the rule of a symbol of a package: F, Type, Type.Method, Type.Field. It is never nil. The instances of a generic symbol
// (List[string].Push) have one rule.
func (r *Rules) Of(path, symbol string) *Rule {
	if rule := r.bySymbol[path+"."+plain(symbol)]; rule != nil {
		return rule
	}
	return none
}

// plain is a symbol without type arguments.
func plain(symbol string) string {
	from, to := strings.IndexByte(symbol, '['), strings.LastIndexByte(symbol, ']')
	if from < 0 || to < from {
		return symbol
	}
	return symbol[:from] + symbol[to+1:]
}

func (r *Rules) at(path, symbol string) *Rule {
	key := path + "." + symbol
	if r.bySymbol[key] == nil {
		r.bySymbol[key] = &Rule{at: map[string]ir.Position{}, used: map[string]bool{}}
	}
	return r.bySymbol[key]
}

// Source adds the directives of a package's source.
func (r *Rules) Source(p *load.Package, diags *diag.List) {
	if p.Comments == nil {
		return
	}
	for _, c := range p.Comments.Directed() {
		for _, d := range c.Directives {
			at := p.Position(d.Pos)
			rule := r.at(p.IR.Path, c.Symbol)
			args := strings.FieldsFunc(d.Args, func(c rune) bool { return c == ' ' || c == ',' || c == '\t' })
			switch d.Name {
			case "ignore", "async", "drain":
				if d.Args != "" && d.Name != "ignore" { // behind which a reason may stand
					diags.Errorf(diag.CodeDirective, at, "//topher:%s takes nothing behind it, not %q", d.Name, d.Args)
					continue
				}
				rule.set(d.Name, at)
			case "name":
				if len(args) != 1 {
					diags.Errorf(diag.CodeDirective, at, "//topher:name takes one name: //topher:name %s", "parseURL")
					continue
				}
				rule.setName(args[0], at, diags)
			case "borrow", "copy":
				if len(args) == 0 {
					diags.Errorf(diag.CodeDirective, at, "//topher:%s takes names of parameters: //topher:%s xs", d.Name, d.Name)
				}
				rule.params(d.Name, args, at)
			case "instantiate":
				if d.Args == "" {
					diags.Errorf(diag.CodeDirective, at, "//topher:instantiate takes type arguments: //topher:instantiate string,int")
					continue
				}
				rule.instantiate(d.Args, at)
			default:
				diags.Errorf(diag.CodeDirective, at, "//topher:%s%s", d.Name, unknown)
			}
		}
	}
	for _, d := range p.Comments.Stray {
		diags.Errorf(diag.CodeDirective, p.Position(d.Pos), "//topher:%s stands before no declaration that it could be about", d.Name)
	}
}

const unknown = " is unknown; there are ignore, name, borrow, copy, instantiate, async, drain and, in topher.config.json, shape"

// set follows a directive that takes nothing.
func (r *Rule) set(directive string, at ir.Position) {
	r.at[directive] = at
	switch directive {
	case "ignore":
		r.Ignore = true
	case "async":
		r.Async = true
	case "drain":
		r.Drain = true
	}
}

func (r *Rule) setName(name string, at ir.Position, diags *diag.List) {
	if !isName(name) {
		diags.Errorf(diag.CodeDirective, at, "%q is no JavaScript name", name)
		return
	}
	r.Name = name
	r.at["name"] = at
}

func (r *Rule) params(directive string, params []string, at ir.Position) {
	for _, p := range params {
		r.at[directive+" "+p] = at
	}
	if directive == "borrow" {
		r.Borrow = append(r.Borrow, params...)
	} else {
		r.Copy = append(r.Copy, params...)
	}
}

func (r *Rule) instantiate(args string, at ir.Position) {
	if !slices.Contains(r.Instantiate, args) {
		r.Instantiate = append(r.Instantiate, args)
	}
	r.at["instantiate "+args] = at
}

// Config adds the rules of a config file. An error means that it could not be read.
func (r *Rules) Config(file string, packages []*load.Package, diags *diag.List) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	at := func(offset int64) ir.Position {
		before := data[:max(0, min(int(offset), len(data)))] // a key that is not spelled as JSON prints it is counted shorter or longer
		line := bytes.Count(before, []byte("\n")) + 1
		return ir.Position{File: filepath.Base(file), Line: line, Column: len(before) - bytes.LastIndexByte(before, '\n')}
	}
	d := json.NewDecoder(bytes.NewReader(data))
	failed := func(err error) error {
		offset := d.InputOffset()
		if s, ok := err.(*json.SyntaxError); ok {
			offset = s.Offset
		}
		diags.Errorf(diag.CodeDirective, at(offset), "no JSON object: %v", err)
		return nil
	}
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return failed(fmt.Errorf("it must begin with {"))
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return failed(err)
		}
		spelled, _ := key.(string)
		quoted, _ := json.Marshal(key)
		position := at(d.InputOffset() - int64(len(quoted)))
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return failed(err)
		}
		r.key(spelled, value, position, packages, diags)
	}
	if _, err := d.Token(); err != nil {
		return failed(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return failed(errors.New("there is more behind its end"))
	}
	return nil
}

func (r *Rules) key(key string, value json.RawMessage, at ir.Position, packages []*load.Package, diags *diag.List) {
	if key == "integers" {
		if err := json.Unmarshal(value, &r.Integers); err != nil || r.Integers != "int" {
			diags.Errorf(diag.CodeDirective, at, `"integers" can only be "int", not %s`, value)
		}
		return
	}
	path, symbol := find(key, packages)
	if symbol == "" {
		diags.Errorf(diag.CodeDirective, at, "%q matches no exported symbol of %s", key, list(packages))
		return
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(value, &members); err != nil {
		diags.Errorf(diag.CodeDirective, at, "%q must be an object such as { \"name\": \"x\" }", key)
		return
	}
	rule := r.at(path, symbol)
	for _, name := range sortedKeys(members) {
		rule.member(key, name, members[name], at, diags)
	}
}

// member follows one member of a key's object.
func (r *Rule) member(key, name string, value json.RawMessage, at ir.Position, diags *diag.List) {
	var flag bool
	var text string
	var params []string
	bad := func(what string) {
		diags.Errorf(diag.CodeDirective, at, "%q of %q must be %s, not %s", name, key, what, value)
	}
	switch name {
	case "ignore", "async", "drain":
		if json.Unmarshal(value, &flag) != nil {
			bad("true or false")
		} else if flag {
			r.set(name, at)
		}
	case "name":
		if json.Unmarshal(value, &text) != nil {
			bad("a string")
		} else {
			r.setName(text, at, diags)
		}
	case "shape":
		if json.Unmarshal(value, &text) != nil || text != "class" && text != "value" {
			bad(`"class" or "value"`)
		} else {
			r.Shape = text
			r.at["shape"] = at
		}
	case "borrow", "copy":
		if json.Unmarshal(value, &params) != nil {
			bad("a list of names of parameters")
		} else {
			r.params(name, params, at)
		}
	case "instantiate":
		if json.Unmarshal(value, &params) != nil || slices.Contains(params, "") {
			bad(`a list of type arguments, such as ["string", "int"], each string for one instance`)
		} else {
			for _, args := range params {
				r.instantiate(args, at)
			}
		}
	default:
		diags.Errorf(diag.CodeDirective, at, "%q of %q%s", name, key, unknown)
	}
}

// Unused reports the directives that matched nothing.
func (r *Rules) Unused(diags *diag.List) {
	for _, key := range sortedKeys(r.bySymbol) {
		rule := r.bySymbol[key]
		for _, d := range sortedKeys(rule.at) {
			if rule.used[d] {
				continue
			}
			at := rule.at[d]
			switch name, param, _ := strings.Cut(d, " "); {
			case rule.Ignore:
			case name == "instantiate":
				diags.Errorf(diag.CodeDirective, at, "instantiate: %s is not generic, or not exported", symbolOf(key))
			case param != "":
				diags.Errorf(diag.CodeDirective, at, "%s: %s has no bound parameter %s that is a byte or numeric slice", name, symbolOf(key), param)
			case name == "async" || name == "drain":
				diags.Errorf(diag.CodeDirective, at, "%s: %s is no function or method that is bound", name, symbolOf(key))
			case name == "shape":
				diags.Errorf(diag.CodeDirective, at, "shape: %s is no struct that is bound", symbolOf(key))
			default:
				diags.Errorf(diag.CodeDirective, at, "%s: %s is not bound", name, symbolOf(key))
			}
		}
	}
}

// symbolOf shortens an import path to its last element: mathx.Mean.
func symbolOf(key string) string { return key[strings.LastIndexByte(key, '/')+1:] }
