package table

import "strings"

// Markdown prints the table for docs/mapping.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| Go | TypeScript, as a parameter | as a result | rule |\n|---|---|---|---|\n")
	for _, r := range rows {
		out := code(r.Out)
		if r.In == r.Out {
			out = "the same"
		}
		b.WriteString("| " + r.Go + " | " + code(r.In) + " | " + out + " | " + r.Rule + " |\n")
	}
	return b.String()
}

// What the placeholders of a template are called in the documentation.
var placeholders = strings.NewReplacer("{elem}", "T", "{key}", "K", "{ref}", "S", "{array}", "Float64Array", "{params}", "…", "{result}", "R", "|", `\|`)

func code(template string) string { return "`" + placeholders.Replace(template) + "`" }
