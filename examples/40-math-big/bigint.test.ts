// Go's big integers against BigInt: thousands of pairs of up to 4096 bits, the same in every run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Int, newInt, Rat } from "./math-big-js/index.js";

const toGo = (value: bigint): Int => {
  const [made, ok] = new Int().setString(value.toString(16), 16);
  assert.ok(ok && made !== null);
  return made;
};
const fromGo = (value: Int | null): bigint => BigInt(value!.string());

/** A small generator of its own, so that a failure can be repeated: xorshift of 32 bits. */
let state = 0x2545f491;
function random32(): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> 0;
}

/** Of up to `bits` bits, of either sign, and sometimes one of the numbers at an edge. */
function randomInt(bits: number): bigint {
  const edges = [0n, 1n, -1n, 2n ** 31n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n, 2n ** 4096n, -(2n ** 4096n)];
  if (random32() % 20 === 0) return edges[random32() % edges.length]!;
  let value = 0n;
  const size = 1 + (random32() % bits);
  for (let have = 0; have < size; have += 32) value = (value << 32n) | BigInt(random32());
  value = BigInt.asUintN(size, value);
  return random32() % 2 === 0 ? value : -value;
}

const pairs = Array.from(
  { length: 400 },
  () => [randomInt(4096), randomInt(random32() % 2 === 0 ? 4096 : 64)] as const,
);

/** Methods that write two operands' result into their receiver, and the same of BigInt. */
const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  quo: (a, b) => a / b,
  rem: (a, b) => a % b,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  andNot: (a, b) => a & ~b,
};

for (const [name, expected] of Object.entries(operations)) {
  test(`${name} agrees with BigInt`, () => {
    const method = name as "add";
    for (const [a, b] of pairs) {
      if (b === 0n && /quo|rem/.test(name)) continue;
      assert.equal(fromGo(new Int()[method](toGo(a), toGo(b))), expected(a, b), `${a} ${name} ${b}`);
    }
  });
}

test("shifts, signs, comparisons and bytes agree with BigInt", () => {
  for (const [a, b] of pairs) {
    const [x, y] = [toGo(a), toGo(b)];
    assert.equal(fromGo(new Int().lsh(x, 100)), a << 100n);
    assert.equal(fromGo(new Int().rsh(x, 37)), a >> 37n);
    assert.equal(fromGo(new Int().neg(x)), -a);
    assert.equal(fromGo(new Int().abs(x)), a < 0n ? -a : a);
    assert.equal(x.sign(), a === 0n ? 0 : a < 0n ? -1 : 1);
    assert.equal(x.cmp(y), a === b ? 0 : a < b ? -1 : 1);
    assert.equal(x.bitLen(), a === 0n ? 0 : (a < 0n ? -a : a).toString(2).length);
    const bytes = x.bytes();
    assert.equal(BigInt(`0x0${Buffer.from(bytes).toString("hex")}`), a < 0n ? -a : a);
    assert.equal(fromGo(new Int().setBytes(bytes)), a < 0n ? -a : a);
    assert.equal(x.text(36), a.toString(36));
  }
});

test("int64 crosses as a bigint where it fits, and says where it does not", () => {
  for (const [a] of pairs) {
    const fits = a === BigInt.asIntN(64, a);
    assert.equal(toGo(a).isInt64(), fits);
    if (fits) assert.equal(toGo(a).int64(), a);
  }
  assert.equal(fromGo(newInt(-(2n ** 63n))), -(2n ** 63n));
  assert.throws(() => newInt(2n ** 63n), RangeError);
});

test("modular powers, inverses and common divisors are right", () => {
  const modulus = 2n ** 521n - 1n;
  const power = (base: bigint, exponent: bigint) => {
    let result = 1n;
    for (let b = ((base % modulus) + modulus) % modulus, e = exponent; e > 0n; e >>= 1n, b = (b * b) % modulus) {
      if (e & 1n) result = (result * b) % modulus;
    }
    return result;
  };
  for (const [a, b] of pairs.slice(0, 40)) {
    const exponent = b < 0n ? -b : b;
    assert.equal(fromGo(new Int().exp(toGo(a), toGo(exponent), toGo(modulus))), power(a, exponent));
    if (a % modulus === 0n) continue;
    const inverse = fromGo(new Int().modInverse(toGo(a), toGo(modulus)));
    assert.equal((((a * inverse) % modulus) + modulus) % modulus, 1n);
  }
  const [x, y] = [new Int(), new Int()];
  const divisor = fromGo(new Int().gcd(x, y, newInt(240), newInt(46)));
  assert.equal(divisor, 240n * fromGo(x) + 46n * fromGo(y));
  assert.equal(divisor, 2n);
});

test("fractions of integers stay exact", () => {
  const [a, b] = [3n ** 200n, 7n ** 150n];
  const fraction = new Rat().setFrac(toGo(a), toGo(b));
  assert.equal(fraction.string(), `${a}/${b}`);
  const product = new Rat().mul(fraction, new Rat().setFrac(toGo(b), toGo(a)));
  assert.ok(product.isInt());
  assert.equal(product.ratString(), "1");
});

test("dividing by zero is Go's panic", () => {
  assert.throws(() => new Int().quo(newInt(1), newInt(0)), /division by zero/);
});
