// #region open
import { fn, open, OutputBuffer, struct, t } from "topher";

const person = struct({
  firstName: t.cstring,
  lastName: t.nullable(t.cstring),
  age: t.i32,
  fullName: t.bytes, // the two C fields fullName and fullNameCap
  fullNameLen: t.int,
});

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  fill: fn([t.ref(person)], t.void),
});
// #endregion

// #region fill
const name = new OutputBuffer(64);
const ada = { firstName: "Ada", lastName: "Lovelace", age: 35, fullName: name.bytes, fullNameLen: 0 };
lib.fill(ada);
console.log(`${name.text(ada.fullNameLen)} is ${ada.age}`);
// #endregion

// #region null
const plato = { firstName: "Plato", lastName: null, age: 79, fullName: name.bytes, fullNameLen: 0 };
lib.fill(plato);
console.log(`${name.text(plato.fullNameLen)} is ${plato.age}`);
// #endregion

// #region short
const short = { ...ada, fullName: new Uint8Array(5) };
lib.fill(short);
console.log(`the whole name needs ${short.fullNameLen} bytes, the buffer has ${short.fullName.length}`);
// #endregion

// #region refused
refused(() => lib.fill(Object.freeze({ ...ada })));
// @ts-expect-error: a field that the struct does not have
refused(() => lib.fill({ ...ada, fulName: name.bytes }));
refused(() => lib.fill({ ...ada, age: 2 ** 31 }));

function refused(call: () => unknown): void {
  try {
    call();
  } catch (error) {
    console.log(String(error));
  }
}
// #endregion
