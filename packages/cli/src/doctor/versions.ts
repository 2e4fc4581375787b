/** Whether a dotted version is older than another: `1.9` than `1.10`. */
export function isOlder(version: string, than: string): boolean {
  const a = version.split(".").map(Number);
  const b = than.split(".").map(Number);
  const differing = b.findIndex((part, at) => (a[at] ?? 0) !== part);
  return differing >= 0 && (a[differing] ?? 0) < b[differing]!;
}
