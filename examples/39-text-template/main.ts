// text/template over JavaScript objects, with functions written in TypeScript.
import { ByteSink, GoError } from "topher";
import { htmlEscapeString, Template } from "./text-template-js/index.js";

const letter = `Dear {{.name}},
{{if .attended}}It was a pleasure to see you.{{else}}It is a shame you could not make it.{{end}}
{{- range $i, $gift := .gifts}}
{{$i}}. {{upper $gift.what}}{{with $gift.price}} for {{printf "%.2f" .}} {{currency}}{{end}}
{{- end}}
Yours, {{.from | join ", "}}
`;

const template = Template.new("letter").funcs({
  upper: (text: string) => text.toUpperCase(),
  join: (separator: string, parts: string[]) => parts.join(separator),
  currency: () => "EUR",
});
template.parse(letter);

function render(data: unknown): string {
  const sink = new ByteSink();
  template.execute(sink, data as never);
  return sink.text();
}

console.log(
  render({
    name: "Aunt Mildred",
    attended: true,
    gifts: [{ what: "a vase", price: 12.5 }, { what: "a song" }],
    from: ["Josie", "Rob"],
  }),
);
console.log(render({ name: "Uncle John", attended: false, gifts: [], from: ["Josie"] }));

console.log(htmlEscapeString(`<a href="x">&</a>`));

try {
  Template.new("broken").parse("{{range .items}}");
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}
try {
  Template.new("strict").option("missingkey=error").parse("{{.nobody}}").execute(new ByteSink(), {});
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}
