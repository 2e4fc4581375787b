// go/format with the packages that its values come from: source in, syntax tree, source out. A formatter for Go without Go.
import { ByteSink, GoError } from "topher";
import { node, source } from "./go-format-js/format/index.js";
import { parseFile } from "./go-format-js/parser/index.js";
import { newFileSet } from "./go-format-js/token/index.js";

const untidy = `package  main
import ( "fmt" ; "os" )
func main( ) { name:="world"
 if len(os.Args)>1 { name=os.Args[1] }
fmt.Println( "Hello," ,name ) }
`;

const bytes = new TextEncoder();
console.log(new TextDecoder().decode(source(bytes.encode(untidy))));

// A syntax tree stays in Go; JavaScript holds a handle, and changes it in place.
const files = newFileSet();
const file = parseFile(files, "main.go", untidy, 0);
if (file === null) throw new Error("unreachable");
console.log(file.imports.map((each) => each?.path?.value).join(" "));
if (file.name !== null) file.name.name = "greeting";
const sink = new ByteSink();
node(sink, files, file);
console.log(sink.text().split("\n")[0]);

try {
  source(bytes.encode("package main\n\nfunc main() {\n\tx := [1, 2\n}\n"));
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}
