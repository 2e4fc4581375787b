// #region open
import { fn, open, OutputBuffer, t } from "topher";

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  repeat: fn([t.cstring, t.int, t.bytes], t.int),
  join: fn([t.slice(t.cstring), t.cstring, t.bytes], t.int),
});
// #endregion

// #region repeat
const out = new OutputBuffer(1000);

let length = lib.repeat("Badger", 4, out.bytes);
console.log("Badger * 4 =", out.text(length));

length = lib.repeat("Snake", 5, out.bytes);
console.log("Snake * 5 =", out.text(length));
// #endregion

// #region short
const small = new OutputBuffer(10);
const needed = lib.repeat("Badger", 4, small.bytes);
console.log(`needs ${needed} bytes, has ${small.capacity}: ${small.text(small.capacity)}`);
try {
  small.text(needed);
} catch (error) {
  console.log(String(error));
}
// #endregion

// #region grow
let buffer = new OutputBuffer(8);

function repeat(text: string, times: number): string {
  let length = lib.repeat(text, times, buffer.bytes);
  if (length < 0) throw new RangeError(`cannot repeat a text ${times} times`);
  if (length > buffer.capacity) {
    buffer = new OutputBuffer(length);
    length = lib.repeat(text, times, buffer.bytes);
  }
  return buffer.text(length);
}

console.log(repeat("Gopher ", 3).trimEnd(), `(buffer: ${buffer.capacity} bytes)`);
console.log(repeat("né ", 2).trimEnd(), `(buffer: ${buffer.capacity} bytes)`);
// #endregion

// #region join
length = lib.join(["Node", "Bun", "Deno"], ", ", out.bytes);
console.log(out.text(length));
// #endregion

// #region refused
try {
  lib.repeat("a\0b", 2, out.bytes);
} catch (error) {
  console.log(String(error));
}
// #endregion
