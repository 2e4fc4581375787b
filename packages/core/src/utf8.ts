/** Text of up to so many bytes is decoded here: a loop is faster than the runtime's decoder, which costs a call out of JavaScript. */
export const shortText = 24;

const { fromCharCode } = String;
const replacement = 0xfffd;
const units = new Uint16Array(shortText);

/**
 * Encodes text as UTF-8 at an offset, where three bytes for each UTF-16 unit must be free, and gives the number of bytes. A lone
 * surrogate becomes U+FFFD, as the web's encoder has it (https://encoding.spec.whatwg.org/#utf-8-encoder).
 */
export function writeUtf8(text: string, bytes: Uint8Array, offset: number): number {
  const { length } = text;
  let at = offset;
  for (let i = 0; i < length; i++) {
    let unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
      continue;
    }
    if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
    } else {
      if ((unit & 0xf800) === 0xd800) {
        const low = unit < 0xdc00 && i + 1 < length ? text.charCodeAt(i + 1) : 0;
        if ((low & 0xfc00) === 0xdc00) {
          i++;
          unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
          bytes[at++] = 0xf0 | (unit >> 18);
          bytes[at++] = 0x80 | ((unit >> 12) & 0x3f);
          bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
          bytes[at++] = 0x80 | (unit & 0x3f);
          continue;
        }
        unit = replacement;
      }
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
    }
    bytes[at++] = 0x80 | (unit & 0x3f);
  }
  return at - offset;
}

/**
 * Decodes up to {@link shortText} bytes.
 *
 * @returns undefined where they are not UTF-8 by the table of RFC 3629, section 4: what then comes out is the runtime's own matter
 */
export function readUtf8(bytes: Uint8Array, from: number, to: number): string | undefined {
  let n = 0;
  for (let at = from; at < to;) {
    const first = bytes[at++]!;
    if (first < 0x80) {
      units[n++] = first;
      continue;
    }
    const more = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
    if (more === 0 || at + more > to) return undefined;
    let point = first & (0x3f >> more);
    for (let k = 0; k < more; k++) {
      const next = bytes[at++]!;
      if ((next & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (next & 0x3f);
    }
    if (more === 1) units[n++] = point;
    else if (more === 2) {
      if (point < 0x800 || (point & 0xf800) === 0xd800) return undefined;
      units[n++] = point;
    } else {
      if (point < 0x1_0000 || point > 0x10_ffff) return undefined;
      units[n++] = 0xd7c0 + (point >> 10);
      units[n++] = 0xdc00 | (point & 0x3ff);
    }
  }
  return all().slice(0, n);
}

// Arguments become one text at once, where text that is put together one by one stays pieces.
// prettier-ignore
function all(): string {
  const u = units;
  return fromCharCode(
    u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!,
    u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!,
  );
}
