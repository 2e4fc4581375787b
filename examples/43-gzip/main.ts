// gzip of Go's standard library between files and the bodies of fetch: no file is ever in memory as a whole.
// deno run: --allow-net --allow-write=.
import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { GoError } from "topher";
import { compress, compressed, decompress } from "./gzip-js/index.js";
import { startServer } from "./server.ts";

const folder = mkdtempSync(path.join(import.meta.dirname, "files-"));
const server = await startServer(folder);
const file = (name: string) => path.join(folder, name);
const hash = (name: string) =>
  createHash("sha256")
    .update(readFileSync(file(name)))
    .digest("hex");

try {
  writeFileSync(file("log.txt"), Array.from({ length: 200_000 }, (_, i) => `${i}: nothing happened\n`).join(""));

  // From a file to a file: a Node stream is an io.Reader, another one an io.Writer, which Go does not close.
  const smaller = createWriteStream(file("log.gz"));
  await compress.async(smaller, createReadStream(file("log.txt")));
  smaller.end();
  console.log("smaller:", statSync(file("log.gz")).size * 4 < statSync(file("log.txt")).size);
  console.log("as zlib has it:", gunzipSync(readFileSync(file("log.gz"))).equals(readFileSync(file("log.txt"))));

  // From a file to a server: Go's io.Reader is a ReadableStream, which fetch sends as it is read.
  const body = (await compressed.async(createReadStream(file("log.txt")), 6)).readable;
  await fetch(`${server.url}/sent.gz`, { method: "POST", body, duplex: "half" } as RequestInit);
  console.log("sent:", hash("sent.gz") === hash("log.gz"));

  // From a server to a file: the body of a response is an io.Reader.
  const response = await fetch(`${server.url}/sent.gz`);
  const received = createWriteStream(file("received.txt"));
  const bytes = await decompress.async(received, response.body);
  received.end();
  console.log("received:", bytes, hash("received.txt") === hash("log.txt"));

  // Something that is no gzip: an error of Go, and the body is cancelled.
  const wrong = await fetch(`${server.url}/log.txt`);
  await decompress
    .async(() => {}, wrong.body)
    .catch((error: unknown) => {
      if (error instanceof GoError) console.log(error.message);
    });
} finally {
  await server.close();
  rmSync(folder, { recursive: true });
}
