// #region import
import { ByteSink, GoError } from "topher";
import { convert, new as newMarkdown, withParserOptions } from "./goldmark-js/goldmark/index.js";
import { newContext, withAutoHeadingID, withContext, withIDs, type IDs } from "./goldmark-js/parser/index.js";
// #endregion

const encode = (text: string) => new TextEncoder().encode(text);

// #region writer
const html = new ByteSink();
convert(encode("Hello, *Go*."), html);
console.log(html.text().trimEnd());

convert(encode("Piece by *piece*."), (piece) => console.log(piece.length, "bytes"));
// #endregion

// #region options
const markdown = newMarkdown(withParserOptions(withAutoHeadingID()));
// #endregion

// #region interface
const ids: IDs = {
  generate(value) {
    const title = new TextDecoder().decode(value);
    console.log("Go asks for an id of", title);
    return encode(title.toLowerCase().replaceAll(/\W+/gu, "-"));
  },
  put: () => {},
};
const page = new ByteSink();
markdown.convert(encode("# Who calls whom?"), page, withContext(newContext(withIDs(ids))));
console.log(page.text().trimEnd());
// #endregion

// #region error
const full = new Error("the disk is full");
try {
  markdown.convert(encode("# Too much"), () => {
    throw full;
  });
} catch (error) {
  console.log(error === full, error instanceof GoError);
}
// #endregion
