// Holds things of Go's to its end, for the report that TOPHER_DEBUG asks for.
import process from "node:process";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";

const held: unknown[] = [];
switch (process.argv[2]) {
  case "nothing": {
    const counter = t.newCounter(1);
    await counter.async.next();
    counter[Symbol.dispose]();
    break;
  }
  case "everything": {
    held.push(t.newCounter(1), t.newCounter(2), await t.newSquare.async(1), t.adder(1));
    held.push(await t.open("x", 0));
    k.keep(() => 1);
    const values = c.newSource(1000, 0).values();
    held.push(values);
    for await (const n of values) {
      held.push(n);
      break;
    }
    const reader = p.newTap().open()!;
    await reader.readable.getReader().read();
    held.push(reader, t.sleep.async(1, 20_000).unref());
    break;
  }
}
process.on("exit", () => console.log(held.length));
