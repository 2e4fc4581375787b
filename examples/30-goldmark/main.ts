// goldmark, the CommonMark parser that Hugo uses, as it is published: nobody wrote it for JavaScript.
import { ByteSink } from "topher";
import * as extension from "./goldmark-js/extension/index.js";
import { convert, new as newMarkdown, withExtensions, withRendererOptions } from "./goldmark-js/goldmark/index.js";
import { withHardWraps, withUnsafe } from "./goldmark-js/html/index.js";

const note = `# Shopping

- [x] *milk*
- [ ] ~~bread~~ cake

| what | price |
| ---- | ----: |
| cake | 12.50 |

<b>Not</b> later than http://example.com/opening-hours
`;

// Go's func Convert(source []byte, w io.Writer, opts ...parser.ParseOption) error: the writer is a ByteSink, the error is thrown.
const plain = new ByteSink();
convert(new TextEncoder().encode("Hello, *Go*."), plain);
console.log(plain.text());

// goldmark.New takes options, which are funcs of Go: JavaScript gets them from one call and gives them to the next.
const markdown = newMarkdown(withExtensions(extension.vars.gfm), withRendererOptions(withUnsafe(), withHardWraps()));
const html = new ByteSink();
markdown.convert(new TextEncoder().encode(note), html);
console.log(html.text());

// Any function that takes bytes is an io.Writer, too: Go calls it whenever its buffer is full.
let pieces = 0;
let bytes = 0;
markdown.convert(new TextEncoder().encode(note.repeat(100)), (piece) => {
  pieces++;
  bytes += piece.length;
});
console.log(pieces > 1, bytes);
