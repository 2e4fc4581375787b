// math/big beside BigInt: what BigInt lacks (square roots, modular powers, primes, exact fractions) on numbers of any size.
import { Float, Int, newFloat, newInt, newRat, Rat } from "./math-big-js/index.js";

/** A bigint of JavaScript as Go's. */
function toGo(value: bigint): Int {
  const [made, ok] = new Int().setString(value.toString(), 10);
  if (!ok || made === null) throw new Error("unreachable: every bigint prints as a number");
  return made;
}

const huge = new Int().exp(newInt(2n), newInt(4096n), null);
console.log(huge.bitLen(), BigInt(huge.string()) === 2n ** 4096n);

const factorial = new Int().mulRange(1, 100);
console.log(String(factorial));

// Go's methods write into their receiver and return it, which makes chains; every argument is another number.
const root = new Int().sqrt(toGo(10n ** 100n));
console.log(root.cmp(toGo(10n ** 50n)), root.isInt64());

const prime = new Int().sub(new Int().lsh(newInt(1), 521), newInt(1));
console.log("2^521-1 is prime:", prime.probablyPrime(20), "and odd:", prime.bit(0) === 1);
console.log("3^(p-1) mod p =", String(new Int().exp(newInt(3), new Int().sub(prime, newInt(1)), prime)));

const [quotient, remainder] = new Int().divMod(toGo(-(10n ** 30n)), newInt(7), new Int());
console.log(String(quotient), String(remainder));

// Fractions without rounding, and as many digits as one asks for.
const third = newRat(1, 3);
const sum = new Rat().add(third, new Rat().add(third, third));
console.log(sum.isInt(), String(sum), newRat(22, 7).floatString(20));
const two = newFloat(2);
console.log(new Float().setPrec(200).sqrt(two.setPrec(200)).text("f".charCodeAt(0), 50));
