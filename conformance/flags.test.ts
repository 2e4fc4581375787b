// The flags that skip cases: each has a reason, and each reason is tried here, so that a flag that has outlived it is found.
import { flags, type Flag } from "@topher/core/adapter";
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { currentFlags, storedFlags } from "./flags.ts";
import { libraryUrl } from "./kit/library.ts";
import { thrownBy } from "./kit/refuses.ts";
import { lacks, runtimeName } from "./kit/runtime.ts";

/** Fails as soon as the runtime can do what the flag denies. */
const stillTrue: Readonly<Record<Flag, () => void | Promise<void>>> = {
  structByValue() {
    const mixed = t.struct({ a: t.i64, b: t.f64 });
    const error = thrownBy(() =>
      open(libraryUrl("fixture"), { structEchoMixed: fn([mixed], mixed) }).structEchoMixed({ a: 1, b: 2 }),
    );
    assert.ok(error instanceof Error);
  },
  async signalListenerHook() {
    let told = false;
    process.once("newListener", () => (told = true));
    process.on("SIGUSR2", ignore);
    process.off("SIGUSR2", ignore);
    assert.equal(told, false, "process tells of new listeners now: repair signal handlers on that event");
  },
};

for (const flag of flags) {
  const reason = lacks[flag];
  if (reason === undefined) continue;
  test(`${flag} is still what ${runtimeName} lacks`, async () => {
    assert.ok(reason.length > 20, "a reason says why");
    await stillTrue[flag]();
  });
}

test("lacks has no flag that the contract does not know", () => {
  for (const flag of Object.keys(lacks)) assert.ok(flags.includes(flag as Flag), flag);
});

test("flags.json says what the adapter says", () => {
  assert.deepEqual(storedFlags(), currentFlags(), "run conformance/flags.ts in every runtime");
});

function ignore(): void {}
