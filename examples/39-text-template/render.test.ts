// Templates over JavaScript data, against the same pages made by template literals.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ByteSink, GoError, goInt } from "topher";
import { must, Template } from "./text-template-js/index.js";

function render(source: string, data: unknown, functions: Record<string, (...args: never[]) => unknown> = {}): string {
  const sink = new ByteSink();
  const template = Template.new("page")
    .funcs(functions as never)
    .parse(source);
  template.execute(sink, data as never);
  template[Symbol.dispose]();
  return sink.text();
}

const people = Array.from({ length: 300 }, (_, i) => ({
  name: `Person ${i} <ü&>`,
  age: 18 + (i % 60),
  admin: i % 10 === 0,
  tags: Array.from({ length: i % 4 }, (_, j) => `tag${j}`),
  address: i % 2 === 0 ? { city: "Köln", zip: String(50_000 + i) } : null,
}));

test("a page of 300 rows is what a template literal makes", () => {
  const page = render(
    `<h1>{{len .people}} people</h1>
{{range $i, $p := .people}}{{if $i}}
{{end}}{{$i}}: {{escape $p.name}}, {{$p.age}}{{if $p.admin}} (admin){{end}}{{with $p.address}}, {{.zip}} {{.city}}{{else}}, nowhere{{end}}{{range $p.tags}} #{{.}}{{end}}{{end}}`,
    { people },
    { escape: (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") },
  );
  const rows = people.map(({ name, age, admin, tags, address }, i) => {
    const where = address === null ? ", nowhere" : `, ${address.zip} ${address.city}`;
    const escaped = name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    return `${i}: ${escaped}, ${age}${admin ? " (admin)" : ""}${where}${tags.map((tag) => ` #${tag}`).join("")}`;
  });
  assert.equal(page, `<h1>300 people</h1>\n${rows.join("\n")}`);
});

test("values print as Go prints them", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["{{.}}", "text", "text"],
    ["{{.}}", 1.5, "1.5"],
    ["{{.}}", 3, "3"],
    ["{{.}}", goInt(3), "3"],
    ["{{.}}", 2n ** 60n, "1152921504606846976"],
    ['{{printf "%05d|%x" . .}}', goInt(255), "00255|ff"],
    ["{{.}}", true, "true"],
    ["{{.}}", [1, 2], "[1 2]"],
    ["{{index . 1}}", ["a", "b"], "b"],
    ["{{.a.b.c}}", { a: { b: { c: "deep" } } }, "deep"],
    ["{{if and .x (not .y)}}yes{{end}}", { x: 1, y: 0 }, "yes"],
    ["{{.Year}}", new Date("2026-05-06T00:00:00Z"), "2026"],
    ["{{range $k, $v := .}}{{$k}}={{$v}};{{end}}", { b: 2, a: 1 }, "a=1;b=2;"],
    ['{{define "T"}}<{{.}}>{{end}}{{template "T" .}}', "x", "<x>"],
  ];
  for (const [source, data, expected] of cases) assert.equal(render(source, data), expected, source);
});

test("a function of JavaScript takes and returns values, and what it throws is thrown", () => {
  const add = (...numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0);
  assert.equal(render("{{add 1.5 2.5 .}}", 4, { add }), "8");
  assert.equal(
    render("{{(make).x}} {{range list}}[{{.}}]{{end}}", null, { make: () => ({ x: "y" }), list: () => ["a", "b"] }),
    "y [a][b]",
  );
  const refused = new RangeError("refused");
  const fail = () => {
    throw refused;
  };
  assert.throws(
    () => render("{{fail}}", null, { fail }),
    (error: Error) => error === refused || error.cause === refused || error.message.includes("refused"),
  );
});

test("errors name the template, the line and the reason", () => {
  const refuses = (source: string, data: unknown, message: RegExp) =>
    assert.throws(
      () => render(source, data),
      (error: unknown) => error instanceof GoError && message.test(error.message),
    );
  refuses("a\n{{.x", {}, /^template: page:2: unclosed action/);
  refuses("{{nothing}}", {}, /function "nothing" not defined/);
  refuses("{{index . 5}}", [1], /^template: page:1:2: .*index out of range: 5/);
});

test("must returns the template it is given", () => {
  const template = must(Template.new("t"), null);
  assert.equal(template.name(), "t");
});
