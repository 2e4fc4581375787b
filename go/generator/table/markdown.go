package table

import "strings"

// Markdown prints the table for docs/mapping.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| Go | TypeScript, as a parameter | as a result | rule |\n|---|---|---|---|\n")
	for _, r := range rows {
		in, out := code(r.In), code(r.Out)
		if in == out {
			out = "the same"
		}
		b.WriteString("| " + r.Go + " | " + in + " | " + out + " | " + r.Rule + " |\n")
	}
	return b.String()
}

// MarkdownAsync prints for docs/mapping.md what parameters of asynchronous forms are, where that is more.
func MarkdownAsync() string {
	var b strings.Builder
	b.WriteString("| Go | TypeScript, as a parameter of an asynchronous form |\n|---|---|\n")
	for _, r := range rows {
		if r.Async != "" {
			b.WriteString("| " + r.Go + " | " + code(r.Async) + " |\n")
		}
	}
	return b.String()
}

// What the placeholders of a template are called in the documentation.
var placeholders = strings.NewReplacer("{elem}", "T", "{key}", "K", "{ref}", "S", "{array}", "Float64Array", "{params}", "…", "{result}", "R", "{back}", "T", "{asyncParams}", "…", "{task}", "Task<R>", "|", `\|`)

func code(template string) string { return "`" + placeholders.Replace(template) + "`" }
