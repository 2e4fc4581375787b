// archive/zip: an archive is written into memory, byte by byte as Go makes it, and read back from the bytes.
import { ByteSink, GoError } from "topher";
import { newReader, newWriter } from "./archive-zip-js/index.js";

const files: Record<string, string> = {
  "README.txt": "An archive made in TypeScript.\n",
  "data/numbers.csv": Array.from({ length: 1000 }, (_, i) => `${i},${i * i}\n`).join(""),
  "empty.txt": "",
};

const sink = new ByteSink();
const writer = newWriter(sink);
writer.setComment("made by an example");
for (const [name, text] of Object.entries(files)) {
  // create returns an io.Writer of Go.
  const entry = writer.create(name);
  entry.write(new TextEncoder().encode(text));
}
writer[Symbol.dispose](); // calls Close, which writes the directory of the archive
const archive = sink.bytes();
console.log(archive.length < 10_000, String.fromCharCode(...archive.subarray(0, 2)));

// A Uint8Array stands for the io.ReaderAt that the reader wants.
const reader = newReader(archive, archive.length);
console.log(reader.comment);
for (const file of reader.file) {
  if (file === null) continue;
  const content = file.open();
  console.log(file.name, file.uncompressedSize64, content.text() === files[file.name]);
  content[Symbol.dispose]();
}

reader[Symbol.dispose]();

try {
  newReader(archive.subarray(0, 100), 100); // the end is missing
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}
