// Values for fuzzed calls: right ones for a declared type, and a collection of everything else that a program could pass.
// Each has a label, which is the same in every runtime: outcomes are compared by it.
import { ByteSink, channel, goInt, GoError, Handle } from "topher";
import { detach, type ResizableConstructor } from "../kit/buffers.ts";
import { revoked } from "../kit/revoked.ts";
import type { Random } from "../stress/random.ts";
import { markOdd, type Scope } from "./arguments-judge.ts";
import type { Member, Type } from "./arguments-types.ts";

/** A value with its label. */
export interface Made {
  readonly value: unknown;
  readonly label: string;
}

/** What the fuzzer's own values throw: the only bare errors that a call may end with. */
export class Mine extends Error {
  override readonly name = "Mine";
}

const thrown = new WeakSet<object>();

/** True for what one of the values here has thrown, or what was passed as an error. */
export function isMine(error: unknown): boolean {
  if (error === null || (typeof error !== "object" && typeof error !== "function")) return true; // only they throw such
  return thrown.has(error);
}

/**
 * True for an error of the engine that a value here throws by itself, with nothing of topher's around it, when it is used as what it claims to
 * be: such an error is the program's own.
 *
 * @param values what the call was given; what earlier ones were given may have been kept
 */
export function throwsByItself(values: readonly unknown[], error: unknown): boolean {
  if (!(error instanceof Error) || "code" in error) return false;
  const isOwn = (value: unknown): boolean =>
    uses.some((use) => {
      try {
        use(value as never);
      } catch (own) {
        return own instanceof Error && own.name === error.name && own.message === error.message;
      }
      return false;
    });
  return values.some(isOwn) || (isNative(error) && given.values().some(isOwn));
}

/** What was given last under each label. */
const given = new Map<string, unknown>();

// Thrown in a function of the engine, and not by an operation of topher's code. JavaScriptCore shows no frame of an array's iterator once it has
// compiled the loop: there it is the place where topher takes the next value.
function isNative({ stack = "" }: Error): boolean {
  const frame = /^ +at .*|^.*@.*/m.exec(stack)?.[0] ?? "";
  return /<anonymous>|native|\(unknown\)|^ +at #next /.test(frame);
}

const uses: readonly ((value: never) => void)[] = [
  (value: Iterable<unknown>) => {
    let steps = 0;
    for (const _ of value) if (++steps > 10) break;
  },
];

function mine(message: string): Mine {
  const error = new Mine(message);
  thrown.add(error);
  return error;
}

const throws = (): never => {
  throw mine("thrown by the argument");
};

/** What a call can choose from beside the types. */
export interface Supply {
  readonly scope: Scope;
  readonly random: Random;
  /** True for an asynchronous form. */
  readonly asynchronous: boolean;
  /** Takes what was made as anything at all. */
  readonly odd: unknown[];
  /** A live object of a class, where there is one. */
  readonly handle: (className: string) => Handle | undefined;
  /** Any live or released object of Go. */
  readonly anyHandle: () => Made | undefined;
}

const traps = ["get", "set", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "isExtensible"] as const;
const throwing = Object.fromEntries(traps.map((trap) => [trap, throws]));

const Resizable = ArrayBuffer as unknown as ResizableConstructor;

function lying(length: unknown): unknown[] {
  return markOdd(
    new Proxy([1, 2], { get: (target, key) => (key === "length" ? length : Reflect.get(target, key)) }),
  ) as unknown[];
}

// Bun's streams have methods of their own, which would be taken for fields.
function emptyStream(): ReadableStream {
  const stream = new ReadableStream({ start: (controller) => controller.close() });
  for (const name of ["blob", "bytes", "json", "text"]) Object.defineProperty(stream, name, { value: undefined });
  return stream;
}

function deep(): unknown[] {
  let value: unknown[] = [];
  for (let i = 0; i < 1100; i++) value = [value];
  return value;
}

function cyclic(): unknown[] {
  const value: unknown[] = [];
  value.push(value);
  return value;
}

/** Everything that no type asks for, or few; made anew each time. */
const odd: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  zero: () => 0,
  "minus zero": () => -0,
  "1.5": () => 1.5,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "1e300": () => 1e300,
  "5n": () => 5n,
  "2n**64n": () => 2n ** 64n,
  "-(2n**200n)": () => -(2n ** 200n),
  "empty text": () => "",
  text: () => "text",
  "a lone surrogate": () => "\ud800",
  "a symbol": () => Symbol("s"),
  "an empty object": () => ({}),
  "an object without prototype": () => Object.create(null),
  "a frozen object": () => Object.freeze({}),
  "an unknown field": () => ({ zzz: 1 }),
  "a field of every name that throws": () =>
    markOdd({
      get x(): never {
        return throws();
      },
      get name(): never {
        return throws();
      },
      get read(): never {
        return throws();
      },
      get then(): never {
        return throws();
      },
    }),
  "an empty array": () => [],
  "[1]": () => [1],
  '["a"]': () => ["a"],
  "[null]": () => [null],
  "an array of holes": () => Array(3),
  "a cyclic array": cyclic,
  "a deep array": deep,
  "an array with a getter": () =>
    markOdd(
      Object.defineProperty([1, 2], 1, {
        get: throws,
      }),
    ),
  "a function": () => () => 1,
  "a function that throws": () => throws,
  "a function that throws null": () => () => {
    throw null;
  },
  "a function that throws a symbol": () => () => {
    throw Symbol("thrown");
  },
  "a function that throws a revoked proxy": () => () => {
    const proxy = revoked({});
    thrown.add(proxy);
    throw proxy;
  },
  "a function that throws an error whose message throws": () => () => {
    const error = mine("never seen");
    Object.defineProperty(error, "message", { get: throws });
    throw error;
  },
  "an async function": () => async () => 1,
  "a boxed number": () => Object(1),
  "a boxed bigint": () => Object(1n),
  "boxed text": () => Object("x"),
  "a boxed symbol": () => Object(Symbol("s")),
  "a Date": () => new Date(5),
  "an invalid Date": () => new Date(Number.NaN),
  "a Map": () => new Map(),
  "a Map of numbers": () => new Map([[1, 2]]),
  "a Map of odd keys": () => new Map<unknown, unknown>([[{}, Symbol("s")]]),
  "what claims to be a Map": () => markOdd(Object.create(Map.prototype) as object),
  "a Set": () => new Set([1]),
  "a RegExp": () => /x/,
  "an Error": () => mine("passed"),
  "a promise": () => Promise.resolve(1),
  "a thenable": () => ({ then: (settle: (value: unknown) => void) => settle(1) }),
  "an ArrayBuffer": () => new ArrayBuffer(8),
  "a DataView": () => new DataView(new ArrayBuffer(8)),
  "a Uint8Array": () => new Uint8Array(2),
  "a Float64Array": () => new Float64Array(2),
  "a BigInt64Array": () => new BigInt64Array(2),
  "a Uint8ClampedArray": () => new Uint8ClampedArray(2),
  "a detached view": () => detach(new Uint8Array(3)),
  "a shared view": () => new Uint8Array(new SharedArrayBuffer(8)),
  "a view that can be resized": () => new Uint8Array(new Resizable(8, { maxByteLength: 16 })),
  "what claims to be a view": () => markOdd(Object.create(Float64Array.prototype) as object),
  "a proxy around an object": () => markOdd(new Proxy({}, {})),
  "a proxy around an array": () => markOdd(new Proxy([1, 2], {})),
  "a proxy around a function": () => markOdd(new Proxy(() => 1, {})),
  "a proxy around a Map": () => markOdd(new Proxy(new Map(), {})),
  "a proxy around a Date": () => markOdd(new Proxy(new Date(0), {})),
  "a proxy around a view": () => markOdd(new Proxy(new Uint8Array(2), {})),
  "a proxy that throws": () => markOdd(new Proxy({}, throwing)),
  "a proxy around an array that throws": () => markOdd(new Proxy([], throwing)),
  "a revoked proxy": () => revoked({}),
  "a revoked proxy around an array": () => revoked([]),
  "an array of length 2**40": () => lying(2 ** 40),
  "an array of length 2**32 + 1": () => lying(2 ** 32 + 1),
  "an array of length -1": () => lying(-1),
  "an array of length NaN": () => lying(Number.NaN),
  "an array of length 1.5": () => lying(1.5),
  "an array of length symbol": () => lying(Symbol("length")),
  "an array of length text": () => lying("2"),
  "an array of length object": () => lying({ valueOf: throws }),
  "a sparse array": () => {
    const sparse: unknown[] = [];
    sparse.length = 2 ** 32 - 1;
    return markOdd(sparse); // too long to be looked through
  },
  "a generator": () =>
    (function* () {
      yield 1;
    })(),
  "an iterable that gives no iterator": () => ({ [Symbol.iterator]: () => 1 }),
  "an iterator that gives no object": () => ({ [Symbol.iterator]: () => ({ next: () => 1 }) }),
  "an iterator that throws": () => ({ [Symbol.iterator]: () => ({ next: throws, return: throws }) }),
  "a stream": emptyStream,
  "a stream for writing": () => new WritableStream(),
  "a blob": () => new Blob(["text"]),
  "a signal": () => new AbortController().signal,
  "an object with read": () => ({ read: () => 0 }),
  "an object with read that lies": () => ({ read: () => 2 ** 40 }),
  "goInt(3)": () => goInt(3),
  "a ByteSink": () => new ByteSink(),
  "what claims to be a ByteSink": () => markOdd(Object.create(ByteSink.prototype) as object),
  "what claims to be a handle": () => markOdd(Object.create(Handle.prototype) as object),
  "what claims to be a GoError": () => {
    const error = markOdd(Object.create(GoError.prototype) as object);
    thrown.add(error); // it comes back as itself
    return error;
  },
};

const oddNames = Object.keys(odd);

/** Anything at all. */
export function anything(supply: Supply): Made {
  const { random } = supply;
  if (random.next() < 0.05) {
    const handle = supply.anyHandle();
    if (handle !== undefined) return handle;
  }
  const label = random.pick(oddNames);
  const value = odd[label]!();
  supply.odd.push(value);
  given.set(label, value);
  return { label, value };
}

/** Numbers that Go's own type cannot hold; those that it can are never large, as many functions make or do so much. */
const outside: Readonly<Record<string, readonly unknown[]>> = {
  int8: [-129, 128, 1.5, NaN],
  int16: [-32_769, 32_768, 1.5],
  int32: [-(2 ** 31) - 1, 2 ** 31, NaN],
  rune: [2 ** 31, 1.5],
  uint8: [-1, 256, 1.5],
  byte: [-1, 256],
  uint16: [-1, 65_536, NaN],
  uint32: [-1, 2 ** 32, 1.5],
  int: [2 ** 53, -(2 ** 53), 1.5, NaN, Infinity],
  uint: [-1, 2 ** 53, 1.5],
  int64: [2 ** 53, 2n ** 63n, -(2n ** 63n) - 1n, 1.5],
  uint64: [-1, -1n, 2n ** 64n, 2 ** 53],
  uintptr: [-1, 2n ** 64n],
  float32: [1e300, -1e39],
  "time.Duration": [NaN, Infinity, 1e300],
};

const small = [0, 1, 2, 3];
const texts = ["", "a", "b c", "é🐹", "a\0b", "\udfff"];

/** A value of a declared type; `goType` is the Go type where it is a plain one. */
export function right(type: Type, goType: string | undefined, supply: Supply, depth = 0): Made {
  const { random, scope } = supply;
  if (goType !== undefined && goType in outside) {
    if (depth === 0 && random.next() < 0.2) return shown(random.pick(outside[goType]!));
    return shown(goType.endsWith("int64") && random.next() < 0.5 ? BigInt(random.pick(small)) : random.pick(small));
  }
  if (depth > 4) return { label: "nothing", value: undefined };
  switch (type.kind) {
    case "literal":
      return shown(type.value);
    case "union":
      return right(
        random.pick(called(type, scope) ? type.of.filter((each) => !isNull(each)) : type.of),
        undefined,
        supply,
        depth,
      );
    case "intersection":
      return right(type.of[0]!, undefined, supply, depth);
    case "array":
      return listOf(random.between(0, 2), () => type.of, supply, depth);
    case "tuple":
      return listOf(type.of.length, (i) => type.of[i]!, supply, depth);
    case "function":
      return functionOf(type.result, supply, depth);
    case "object":
      return fieldsOf(type.members, supply, depth);
    case "name":
      break;
  }
  const [first, second] = type.args as [Type, Type];
  const simple = simples[type.name];
  if (simple !== undefined) return simple(supply, first, depth);
  switch (type.name) {
    case "Readonly":
      return right(first, undefined, supply, depth);
    case "Record": {
      const inner = right(second, undefined, supply, depth + 1);
      return { label: `{a: ${inner.label}}`, value: { a: inner.value } };
    }
    case "ReadonlyMap": {
      const [key, value] = [right(first, undefined, supply, depth + 1), right(second, undefined, supply, depth + 1)];
      return { label: `Map(${key.label}: ${value.label})`, value: new Map([[key.value, value.value]]) };
    }
  }
  const { aliases, classes, members } = scope.declared;
  const alias = aliases.get(type.name);
  if (alias !== undefined) return right(alias, undefined, supply, depth + 1);
  if (classes.has(type.name)) {
    const handle = supply.handle(type.name);
    return handle === undefined ? { label: "no object of Go", value: {} } : { label: type.name, value: handle };
  }
  const own = members.get(type.name);
  return own === undefined ? { label: "null", value: null } : fieldsOf(own, supply, depth);
}

/**
 * True for a type that stands for something which Go calls. Null is nil there, and Go that calls nil in a goroutine of its own ends the process, as
 * any Go program does; so it is not given.
 */
export function called(type: Type, scope: Scope): boolean {
  if (type.kind !== "union") return false;
  return type.of.some((each) => {
    if (each.kind === "function") return true;
    const name = each.kind === "intersection" ? each.of[0]! : each;
    if (name.kind === "function") return true;
    if (name.kind !== "name") return false;
    const { aliases, classes, members } = scope.declared;
    const alias = aliases.get(name.name);
    if (alias !== undefined) return alias.kind === "function";
    const methods = members.get(name.name)?.some(({ how, optional }) => how === "method" && !optional) === true;
    return (
      classes.has(name.name) || methods || /^(Go\w+Input|Iterable|AsyncIterable|Handle|\w*Channel\w*)$/.test(name.name)
    );
  });
}

function isNull(type: Type): boolean {
  return type.kind === "name" && type.name === "null";
}

function shown(value: unknown): Made {
  const text = typeof value === "string" ? JSON.stringify(value) : Object.is(value, -0) ? "-0" : String(value);
  return { label: typeof value === "bigint" ? `${text}n` : text, value };
}

const simples: Readonly<Record<string, (supply: Supply, of: Type, depth: number) => Made>> = {
  number: ({ random }) => shown(random.pick([...small, -1, 0.5])),
  bigint: ({ random }) => shown(BigInt(random.pick(small))),
  string: ({ random }) => shown(random.pick(texts)),
  boolean: ({ random }) => shown(random.next() < 0.5),
  null: () => shown(null),
  undefined: () => shown(undefined),
  void: () => shown(undefined),
  Date: ({ random }) => ({ label: "a Date", value: new Date(random.pick(small)) }),
  Error: () => ({ label: "an Error", value: mine("passed") }),
  GoError: () => ({ label: "null", value: null }),
  GoAny: anyOf,
  GoAnyInput: anyOf,
  GoContext: () => shown(undefined),
  PromiseLike: (supply, of, depth) => {
    const { label, value } = right(of, undefined, supply, depth + 1);
    return { label: `a promise of ${label}`, value: Promise.resolve(value) };
  },
  TaskOptions: ({ random }) => ({ label: "{timeout}", value: { timeout: random.pick([1, 5]) } }),
  GoReaderInput: bytes,
  GoReaderAsyncInput: bytes,
  GoSourceInput: bytes,
  GoWriterInput: () => ({ label: "a ByteSink", value: new ByteSink() }),
  GoWriterAsyncInput: () => ({ label: "a ByteSink", value: new ByteSink() }),
  Iterable: (supply, of, depth) => listOf(supply.random.between(0, 2), () => of, supply, depth),
  AsyncIterable: (supply, of, depth) => listOf(supply.random.between(0, 2), () => of, supply, depth),
  ReceiveChannelInput: (supply, of, depth) => listOf(supply.random.between(0, 2), () => of, supply, depth),
  // A call that waits for a channel waits for ever, as in Go, where nobody sends: only what must be refused is passed to it.
  ReceiveChannel: closedChannel,
  Channel: () => shown(undefined), // who both sends and receives waits for the other side
  SendChannel: drainedChannel,
  SendChannelInput: drainedChannel,
  ...Object.fromEntries(
    [Int8Array, Int16Array, Int32Array, Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array].map(
      (array) => [
        array.name,
        ({ random }: Supply): Made => ({
          label: array.name,
          value: new array(Array.from({ length: random.between(0, 3) }, (_, i) => i)),
        }),
      ],
    ),
  ),
  BigInt64Array: () => ({ label: "BigInt64Array", value: BigInt64Array.of(1n) }),
  BigUint64Array: () => ({ label: "BigUint64Array", value: BigUint64Array.of(1n) }),
};

function closedChannel({ asynchronous }: Supply): Made {
  if (!asynchronous) return shown(undefined);
  const closed = channel<never>();
  closed.close();
  return { label: "a closed channel", value: closed };
}

function drainedChannel({ asynchronous }: Supply): Made {
  if (!asynchronous) return shown(undefined);
  const made = channel<unknown>();
  void (async () => {
    try {
      for await (const _ of made);
    } catch {}
  })();
  return { label: "a drained channel", value: made };
}

function bytes({ random }: Supply): Made {
  return random.next() < 0.5 ? shown(random.pick(texts)) : { label: "Uint8Array", value: Uint8Array.of(1, 2, 3) };
}

function anyOf(supply: Supply, type: Type, depth: number): Made {
  const { random } = supply;
  if (depth < 3 && random.next() < 0.3) {
    const inner = anyOf(supply, type, depth + 1);
    return random.next() < 0.5
      ? { label: `[${inner.label}]`, value: [inner.value] }
      : { label: `{a: ${inner.label}}`, value: { a: inner.value } };
  }
  return shown(random.pick([null, true, 1.5, 2n, "text", undefined]));
}

function listOf(length: number, typeAt: (i: number) => Type, supply: Supply, depth: number): Made {
  const made = Array.from({ length }, (_, i) => right(typeAt(i), undefined, supply, depth + 1));
  return { label: `[${made.map(({ label }) => label).join(", ")}]`, value: made.map(({ value }) => value) };
}

// What it gives is made before the call: goroutines may call it in any order.
function functionOf(result: Type, supply: Supply, depth: number): Made {
  const { random } = supply;
  const kind = random.next();
  if (kind < 0.1) return { label: "a function that throws", value: throws };
  const made = kind < 0.2 ? anything(supply) : right(result, undefined, supply, depth + 1);
  return { label: `a function that gives ${made.label}`, value: () => made.value };
}

function fieldsOf(members: readonly Member[], supply: Supply, depth: number): Made {
  const value: Record<string, unknown> = {};
  const labels: string[] = [];
  for (const { name, how, type, optional } of members) {
    if (name.startsWith("[") || name === "async" || (optional && supply.random.next() < 0.5)) continue;
    if (how === "method" && type.kind === "function") {
      const { label, value: made } = functionOf(type.result, supply, depth + 1);
      value[name] = made;
      labels.push(`${name}: ${label}`);
    } else if (how === "property") {
      const { label, value: made } = right(type, undefined, supply, depth + 1);
      value[name] = made;
      labels.push(`${name}: ${label}`);
    }
  }
  return { label: `{${labels.join(", ")}}`, value };
}
