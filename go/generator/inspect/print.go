package inspect

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// JSON writes the report of one package as one object, and those of several as { "packages": [report, …] }.
func JSON(w io.Writer, reports []*Report) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if len(reports) == 1 {
		return e.Encode(reports[0])
	}
	return e.Encode(map[string]any{"packages": reports})
}

// Text writes reports for people.
func Text(w io.Writer, reports []*Report) error {
	var b strings.Builder
	for i, r := range reports {
		if i > 0 {
			b.WriteString("\n")
		}
		r.text(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) text(b *strings.Builder) {
	fmt.Fprintf(b, "package %s: %d of %d functions and methods are bound (%.0f %%)\n",
		strings.TrimSpace(r.Package+" "+r.Version), r.Share.Bound, r.Share.Exported, r.Share.Percent())
	for _, s := range r.Bound {
		fmt.Fprintf(b, "\n  %s\n    %s: %s", s.Name, s.JS, s.Type)
		if s.Why != "" {
			fmt.Fprintf(b, "\n    %s, because %s", s.Shape, s.Why)
		}
		if s.Async != "" {
			fmt.Fprintf(b, "\n    asynchronous: %s", s.Async)
		}
		if s.Drain {
			b.WriteString("\n    its channel is read to the end where JavaScript stops early")
		}
		for _, slice := range s.Slices {
			fmt.Fprintf(b, "\n    %s is %s: %s", slice.Param, choose(slice.Borrowed, "borrowed", "copied"), slice.Why)
		}
		for _, f := range s.Funcs {
			fmt.Fprintf(b, "\n    %s is %s: %s", f.Param, choose(f.Kept, "kept", "lent"), f.Why)
		}
	}
	if len(r.Opaque) > 0 {
		fmt.Fprintf(b, "\n\n  opaque handles: %d\n", len(r.Opaque))
		for _, o := range r.Opaque {
			fmt.Fprintf(b, "\n  %s (%d)\n    %s", o.Type, o.Count, o.Why)
		}
	}
	if len(r.Skipped) > 0 {
		fmt.Fprintf(b, "\n\n  skipped: %d\n", len(r.Skipped))
		for _, reason := range r.Reasons {
			fmt.Fprintf(b, "  %5d  %s\n", reason.Count, reason.Reason)
		}
		for _, s := range r.Skipped {
			fmt.Fprintf(b, "\n  %s\n    %s:%d:%d: %s", s.Name, s.Position.File, s.Position.Line, s.Position.Column, s.Reason)
		}
	}
	b.WriteString("\n")
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
