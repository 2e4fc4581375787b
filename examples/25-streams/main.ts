// #region import
import { GoError } from "topher";
import { lines, siftLines, sumLines, writeLines } from "../22-tasks/primes-js/index.js";
// #endregion

// #region readable
const text = await new Response(lines(30).readable).text();
console.log(text.trim().replaceAll("\n", " "));
// #endregion

// #region pipe
let letters = 0;
await lines(10_000)
  .readable.pipeThrough(new TextDecoderStream())
  .pipeTo(new WritableStream({ write: (chunk) => void (letters += chunk.length) }));
console.log("letters:", letters);
// #endregion

// #region source
console.log("a Blob:", await sumLines.async(new Blob(["2\n3\n", "5\n"])));
console.log("a stream of Go:", await sumLines.async(lines(100).readable));
// #endregion

// #region sink
let size = 0;
await writeLines.async(async (chunk) => {
  await new Promise((resolve) => setTimeout(resolve, 1)); // nothing more comes before this is done
  size += chunk.length;
}, 100_000);
console.log("bytes:", size);
// #endregion

// #region transform
const [writer, reader] = siftLines(10);
const sieve = { writable: writer!.writable, readable: reader!.readable };
const sifted = new Blob(["1\n2\n3\n4\n5\n"]).stream().pipeThrough(sieve);
console.log((await new Response(sifted).text()).trim().replaceAll("\n", " "));
// #endregion

// #region break
for await (const chunk of lines(1_000_000)) {
  console.log("begins with", new TextDecoder().decode(chunk.subarray(0, 9)).replaceAll("\n", " "));
  break; // closes Go's reader
}
// #endregion

// #region error
try {
  await sumLines.async(new Blob(["2\nthree\n"]).stream());
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}

const broken = new Error("the cable was pulled");
const breaking = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(broken) });
await sumLines.async(breaking).catch((error) => console.log("the same error object:", error === broken));
// #endregion

// #region sync
try {
  sumLines(new Blob(["2\n"]) as never);
} catch (error) {
  console.log((error as Error).message);
}
// #endregion
