// Reads standard input, which stays open and silent, in Bun's own way, and would end if that did not hold it.
declare const Bun: { file(descriptor: number): { stream(): ReadableStream<Uint8Array> } };

console.log("reading");
Bun.file(0)
  .stream()
  .getReader()
  .read()
  .catch(() => {});
