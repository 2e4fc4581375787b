import { expectSame, type Case } from "../case.ts";
import type { ValueFunctions } from "../functions.ts";
import { sizeTitle, turns } from "./size.ts";

/** Text of characters that take one byte each: in, and the same out. */
export function text(size: number): Case<ValueFunctions> {
  return echoing({
    name: `text:${size}`,
    title: `${sizeTitle(size)} of text`,
    about: `A string of ${sizeTitle(size)}, all of it ASCII, goes to Go, which gives it back.`,
    make: (i) => `text number ${1000 + i}`.repeat(size / 16),
    size,
  });
}

/** Text of characters that take one to four bytes: in, and the same out. */
export function mixed(size: number): Case<ValueFunctions> {
  return echoing({
    name: `mixed:${size}`,
    title: `${sizeTitle(size)} of mixed text`,
    about: `A string of ${sizeTitle(size)} in UTF-8, of characters that take one, two, three and four bytes in turn, goes to Go, which gives it back.`,
    make: (i) => ofBytes(size, String(i)),
    size,
  });
}

interface Echoing extends Pick<Case, "name" | "title" | "about"> {
  readonly size: number;
  /** Each number gives another text. */
  readonly make: (i: number) => string;
}

function echoing({ size, make, ...described }: Echoing): Case<ValueFunctions> {
  // Not before they are needed: every process has every case.
  const texts = () => Array.from({ length: turns(size) }, (_, i) => flat(make(i)));
  return {
    ...described,
    async check({ echoText }) {
      for (const each of [...texts(), ...edges]) {
        const echo = await echoText(each);
        // Not by expectSame, which would print a text of a mebibyte.
        if (echo !== each)
          throw new Error(`echoText gave another text of ${echo.length} for one of ${each.length}: ${excerpt(echo)}`);
      }
    },
    operation({ echoText }) {
      const all = texts();
      const last = all.length - 1;
      let i = 0;
      return () => echoText(all[i++ & last]!);
    },
  };
}

/** What is often carried wrong. */
const edges = [
  "",
  "\0",
  "a\0b\0",
  'quo"ted\\',
  "line\nline\r\u2028",
  "<&>",
  "héllo wörld",
  "日本語 🙂👩‍👩‍👧",
  "\u{FFFF}\u{10FFFF}",
];

const excerpt = (text: string) => JSON.stringify(text.slice(0, 40));

/** Text of exactly so many bytes. What is left at the end are characters that fit. */
function ofBytes(size: number, one: string): string {
  const characters = [one, "é", "日", "🙂"];
  let left = size % 10;
  let end = "";
  for (let width = 1; left > 0; width++) {
    const fits = Math.min(width, left);
    end += characters[fits - 1]!;
    left -= fits;
  }
  const made = characters.join("").repeat(Math.floor(size / 10)) + end;
  expectSame("the size of mixed text", new TextEncoder().encode(made).length, size);
  return made;
}

/** The same text in one piece: engines keep what is put together as a tree of pieces until somebody reads it. */
function flat(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
