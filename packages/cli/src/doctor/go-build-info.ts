// As debug/buildinfo of Go's standard library has it.
const magic = Buffer.from("\xff Go buildinf:", "latin1");
const header = 32;
const inline = 2;

/** The Go version inside a program or library, for instance `go1.26.8`; undefined where there is none, `unknown` before Go 1.18. */
export function goVersionOf(file: Buffer): string | undefined {
  for (let at = file.indexOf(magic); at >= 0; at = file.indexOf(magic, at + 1)) {
    if (at % 16 !== 0) continue;
    if (((file[at + 15] ?? 0) & inline) === 0) return "unknown";
    // The length is a varint; versions are shorter than 2^14 bytes.
    const first = file[at + header] ?? 0;
    const long = (first & 0x80) !== 0;
    const length = long ? (first & 0x7f) | ((file[at + header + 1] ?? 0) << 7) : first;
    const start = at + header + (long ? 2 : 1);
    const version = file.toString("latin1", start, start + length);
    if (/^(go|devel)[\x20-\x7e]*$/.test(version)) return version;
  }
  return undefined;
}
