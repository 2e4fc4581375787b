// Begins tasks and what keeps going beside them, and leaves it to the runtime when the process ends. What it prints at the end is what
// was settled by then.
import process from "node:process";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";

const seen: unknown[] = [];
const note = (value: unknown): void => void seen.push(value);
process.on("exit", () => console.log(JSON.stringify(seen)));

const programs: Readonly<Record<string, () => unknown>> = {
  nothing: () => {},
  "a task": () => void t.sleep.async(1, 200).then(note),
  "tasks of different lengths": () => {
    for (const wait of [10, 200, 100]) void t.sleep.async(wait, wait).then(note);
  },
  "a task after a task": () => void t.sleep.async(1, 20).then((n) => t.sleep.async(n + 1, 20).then(note)),
  "a task that is aborted": () => {
    const controller = new AbortController();
    void t.deaf(1, 20_000, { signal: controller.signal }).catch((error: Error) => note(error.name));
    setTimeout(() => controller.abort(), 50);
  },
  "a task with a timeout": () => void t.deaf(1, 20_000, { timeout: 50 }).catch((error: Error) => note(error.message)),
  unref: () => void t.sleep.async(1, 20_000).unref().then(note),
  "unref and ref": () => void t.sleep.async(1, 200).unref().ref().then(note),
  "unref beside another": () => {
    void t.sleep.async(1, 20_000).unref().then(note);
    void t.sleep.async(2, 100).then(note);
  },
  "unref that is done in time": () => {
    void t.sleep.async(1, 50).unref().then(note);
    setTimeout(() => {}, 300);
  },
  "a kept function": () => k.keep(() => 1),
  "a kept function that will be called": () => {
    k.keep((event) => (note(event), 1));
    k.fireLater("too late", 1, 20_000);
  },
  "a ticker": () => k.startTicker(1, () => {}),
  "a ticker beside a task": () => {
    k.startTicker(1, () => {});
    void t.sleep.async(1, 100).then(note);
  },
  "a callback that waits": () =>
    void k.direct.async((x) => new Promise((resolve) => setTimeout(() => resolve(x), 200)), 5).then(note),
  "a channel that is read": async () => {
    for await (const n of c.ticks(3, 30)) note(n);
  },
  "a channel that nobody reads on": async () => {
    for await (const n of c.newSource(1000, 0).values()) {
      note(n);
      break;
    }
  },
  "a stream that is read": async () => {
    let size = 0;
    for await (const chunk of p.slow(3, 10, 30)!) size += chunk.length;
    note(size);
  },
  "a stream that nobody reads on": async () => {
    const reader = p.newTap().open()!.readable.getReader();
    await reader.read();
    note("read");
  },
  "an object whose context lives on": async () => note((await t.open("x", 0))!.name()),
  "process.exit with tasks in flight": async () => {
    for (let i = 0; i < 1000; i++) void t.sleep.async(i, 20_000);
    void t.spin.async(20_000);
    k.startTicker(1, () => {});
    await t.sleep.async(1, 30);
    process.exit(7);
  },
  "process.exit in a callback": () => void k.hammer.async(4, 1_000_000, (_, i) => (i > 100 ? process.exit(7) : i)),
  "an error that nobody catches": async () => {
    for (let i = 0; i < 100; i++) void t.sleep.async(i, 20_000);
    k.startTicker(1, () => {});
    await t.sleep.async(1, 30);
    setTimeout(() => {
      throw new RangeError("nobody catches this");
    });
  },
  "a rejection that nobody handles": () => void t.divide.async(1, 0),
  "a rejection that is handled": () => void t.divide.async(1, 0).catch((error: Error) => note(error.message)),
  "a callback that throws in the background": () => {
    k.keepPlain(() => {
      throw new RangeError("thrown in the background");
    });
    k.plainLater("x", 10);
    setTimeout(() => note(k.notes()), 300);
  },
};

await programs[process.argv[2]!]!();
