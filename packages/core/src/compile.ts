import type { NativeFunction, NativeParam, NativeScalar } from "./adapter.ts";
import type { CallbackArgument, Target } from "./trampoline.ts";
import type { Frame } from "./frame.ts";
import type { ParamPlan, Plan, Token } from "./plan.ts";
import type { CallState } from "./same-file.ts";
import { typedArrayLength } from "./view.ts";

/** Turns a number into a bigint where the runtime passes 64-bit integers faster so. */
export type Wide = ((value: number | bigint) => bigint) | undefined;

const smallest: readonly bigint[] = Array.from({ length: 1024 }, (_, n) => BigInt(n));

/** The conversion for a runtime that wants bigints; the smallest, such as most lengths, are made once. */
export function toBigInt(value: number | bigint): bigint {
  if (typeof value === "bigint") return value;
  return value >= 0 && value < smallest.length ? smallest[value]! : BigInt(value);
}

/** True for the types that hold 64 bits of an integer or an address. */
export function isWide(type: NativeParam | NativeScalar | "void" | undefined): boolean {
  return type === "i64" || type === "u64" || type === "int" || type === "uint" || type === "pointer";
}

/** What a bound function needs beside its parameters' plans. */
export interface Call {
  readonly name: string;
  readonly native: NativeFunction;
  /** What is called instead once a callback is kept, where the runtime needs that. */
  readonly slow?: NativeFunction | undefined;
  readonly params: readonly ParamPlan[];
  readonly decode: ((raw: any) => unknown) | undefined;
  /** Gives back what a native result points to that nobody decodes; absent where it points to nothing of the program's. */
  readonly discard: ((raw: any) => void) | undefined;
  readonly frame: Frame;
  readonly wide: Wide;
  /** The library's state; a call on a closed one is refused. */
  readonly state: Readonly<CallState>;
  /** True where Go may call JavaScript during the call, as far as is known when the function is made. */
  readonly callsBack: boolean;
  /** Throws the errors that concern the call as a whole. */
  readonly refuse: { arity(got: number): never; closed(): never; moved(parameter: number): never; lost(): never };
}

/**
 * Makes the function of a symbol.
 *
 * Each gets code of its own, because engines specialise code and not closures: a function shared by all symbols would make every
 * call through it megamorphic, which costs more than the call into Go (see docs/rationale.md). Where the program forbids code from
 * strings, a shared loop does the same, slower.
 */
export function compileCall(call: Call): (...args: any[]) => unknown {
  const source = callSource(call);
  const made = evaluate<(call: Scope) => (...args: any[]) => unknown>("call", source) ?? sharedCall;
  const whole: Scope = { ...call, decode: settled(call), failed: failed(call), changed: changed(call) };
  return rename(made(whole), call.name, call.params.length);
}

interface Scope extends Call {
  /** Throws what the call failed with after it had returned from Go, whose result nobody decodes then. */
  readonly failed: (error: unknown, raw: unknown) => never;
  /** What is called instead once the state changed, in a function that was made as one that never calls back. */
  readonly changed: (...args: any[]) => unknown;
}

// What a callback threw came before whatever failed since.
function failed({ frame, discard }: Call): Scope["failed"] {
  return (error, raw) => {
    let first = error;
    try {
      if (frame.unsettled) frame.settle();
    } catch (thrown) {
      first = thrown;
    }
    try {
      discard?.(raw);
    } catch {
      // of a function that releases and calls back
    }
    settleQuietly(frame);
    throw first;
  };
}

// The function that frees may call back. What it is called for is freed to the end before that is thrown.
function settled({ decode, discard, frame }: Call): Call["decode"] {
  if (decode === undefined || discard === undefined) return decode;
  return (raw) => {
    let value: unknown;
    try {
      value = decode(raw);
    } catch (error) {
      settleQuietly(frame);
      throw error;
    }
    if (frame.unsettled) frame.settle();
    return value;
  };
}

/** Forgets what a callback threw after something else had failed. */
function settleQuietly(frame: Frame): void {
  try {
    if (frame.unsettled) frame.settle();
  } catch {
    // the first error is the one to be thrown
  }
}

/** What a function does that was made as one that never calls back, once that or the library's being open is no longer true. */
function changed(call: Call): (...args: any[]) => unknown {
  let made: ((...args: any[]) => unknown) | undefined;
  return (...args) => {
    if (call.state.closed) call.refuse.closed();
    made ??= compileCall({ ...call, callsBack: true });
    return made(...args);
  };
}

/** The text of a bound function, for reading and for tests. */
export function callSource({ slow, params, decode, discard, callsBack, wide }: Call): string {
  const scoped = params.some(({ scoped }) => scoped);
  const names = params.map((_, i) => `p${i}`).join(", ");
  const lines: string[] = [`if (arguments.length !== ${params.length}) refuse.arity(arguments.length);`];
  lines.push(callsBack ? "if (state.closed) refuse.closed();" : `if (state.changed) return changed(${names});`);
  const body: string[] = [];
  const passed: string[] = [];
  const after: string[] = [];
  params.forEach((plan, i) => {
    const paired = plan.params.length === 2;
    if (known(plan)) {
      body.push(
        `let a${i} = p${i}, n${i} = k${i}.get(a${i});`,
        `if (n${i} === undefined) a${i} = e${i}(p${i}), n${i} = frame.length;`,
      );
      passed.push(`a${i}`, wide ? `wide(n${i})` : `n${i}`);
      return;
    }
    body.push(`const a${i} = e${i}(p${i})${paired ? `, n${i} = frame.length` : ""};`);
    const first = plan.after ? `a${i}.address` : `a${i}`;
    const values = paired ? [first, `n${i}`] : [first];
    passed.push(...values.map((value, part) => (wide && isWide(plan.params[part]) ? `wide(${value})` : value)));
    if (plan.after) after.push(`w${i}(p${i}, a${i});`);
  });
  // A known view, and one that was read before code of the program ran, may be detached by now. Its last element cannot be forged.
  params.forEach((plan, i) => {
    if (known(plan)) body.push(`if (n${i} !== 0 && !((n${i} - 1) in a${i})) e${i}(a${i}), refuse.moved(${i});`);
  });
  if (scoped) body.push("if (frame.lost(mark)) refuse.lost();");
  const plain = !callsBack && after.length === 0;
  const result = `${slow && callsBack ? "(frame.kept ? slow : native)" : "native"}(${passed.join(", ")})`;
  if (plain) body.push(`return ${decode ? `d(${result})` : result};`);
  else {
    const ends = callsBack ? [...after, "if (frame.unsettled) frame.settle();"] : after;
    const mayLose = discard !== undefined || (callsBack && after.length > 0);
    body.push(`const r = ${result};`);
    body.push(...(mayLose ? ["try {", ...indent(ends), "} catch (error) {", "  failed(error, r);", "}"] : ends));
    body.push(`return ${decode ? "d(r)" : "r"};`);
  }
  if (scoped)
    lines.push(
      "const mark = frame.enter();",
      "try {",
      ...indent(body),
      "} finally {",
      "  frame.level = mark;",
      "  frame.leave(mark);",
      "}",
    );
  else lines.push(...body);
  return [
    "const { native, slow, decode: d, frame, wide, state, failed, changed, refuse, params } = call;",
    ...params.flatMap((plan, i) => [
      `const e${i} = params[${i}].encode;`,
      ...(known(plan) ? [`const k${i} = params[${i}].known;`] : []),
      ...(plan.after ? [`const w${i} = params[${i}].after;`] : []),
    ]),
    `return function (${names}) {`,
    ...indent(lines),
    "};",
  ].join("\n");
}

// Around a slice t.nullable passes an address.
function known(plan: ParamPlan): boolean {
  return plan.known !== undefined && plan.params[0] === "buffer";
}

function sharedCall(call: Scope): (...args: any[]) => unknown {
  const { params, native, slow, decode, frame, wide, state, failed, refuse } = call;
  return (...args) => {
    if (args.length !== params.length) refuse.arity(args.length);
    if (state.closed) refuse.closed();
    const mark = frame.enter();
    try {
      const passed: unknown[] = [];
      const encoded = params.map((plan, i) => {
        const value = plan.encode(args[i]);
        const first = plan.after ? (value as Token).address : value;
        const values = plan.params.length === 2 ? [first, frame.length] : [first];
        passed.push(...values.map((each, part) => (wide && isWide(plan.params[part]) ? wide(each as number) : each)));
        return value;
      });
      let at = 0;
      params.forEach((plan, i) => {
        if (plan.params[0] === "buffer" && typedArrayLength.call(passed[at]) !== Number(passed[at + 1]))
          refuse.moved(i);
        at += plan.params.length;
      });
      if (frame.lost(mark)) refuse.lost();
      const raw: unknown = (state.callsBack && frame.kept && slow ? slow : native)(...passed);
      try {
        params.forEach((plan, i) => plan.after?.(args[i], encoded[i] as never));
        if (frame.unsettled) frame.settle();
      } catch (error) {
        failed(error, raw);
      }
      return decode ? decode(raw) : raw;
    } finally {
      frame.level = mark; // whatever stack there is for what follows
      frame.leave(mark);
    }
  };
}

/** What a C function pointer runs at the moment. */
export interface Forward {
  readonly dispatch: NativeFunction;
  /** Notes what `dispatch` threw, which had no room on the stack to do so itself, and gives zero. */
  fail(error: unknown): number | bigint;
}

/** Makes the function that a C function pointer is made for, for good: it runs whatever the pointer is lent as. */
export function compileForward(slot: Forward, params: number): NativeFunction {
  const names = Array.from({ length: params }, (_, i) => `r${i}`).join(", ");
  const source = [
    `return function (${names}) {`,
    "  try {",
    `    return slot.dispatch(${names});`,
    "  } catch (error) {",
    "    return slot.fail(error);",
    "  }",
    "};",
  ].join("\n");
  return evaluate<(slot: Forward) => NativeFunction>("slot", source)?.(slot) ?? sharedForward(slot);
}

function sharedForward(slot: Forward): NativeFunction {
  return (...raw) => {
    try {
      return slot.dispatch(...raw);
    } catch (error) {
      return slot.fail(error);
    }
  };
}

/**
 * Makes the function that a C function pointer runs: it decodes, calls the target, encodes, and notes what the target threw, since no
 * runtime carries an exception through native code.
 */
export function compileCallback(
  slot: { readonly target: Target | undefined },
  args: readonly CallbackArgument[],
  result: CallbackResult,
  frame: Frame,
  gone: () => unknown,
): NativeFunction {
  const scope = { slot, decoders: args.map(({ decode }) => decode), ...result, frame, gone };
  const made = evaluate<(scope: object) => NativeFunction>("scope", callbackSource(args, result));
  return made?.(scope) ?? sharedCallback(slot, args, result, frame, gone);
}

function callbackSource(args: readonly CallbackArgument[], { encode, scoped, wide }: CallbackResult): string {
  let raw = 0;
  const values = args.map(({ params, decode }, i) => {
    const names = params.map(() => `r${raw++}`).join(", ");
    return decode ? `d${i}(${names})` : names;
  });
  const names = Array.from({ length: raw }, (_, i) => `r${i}`).join(", ");
  const call = `target(${values.join(", ")})`;
  const zero = wide ? "0n" : "0";
  return [
    "const { slot, decoders, encode, wide, frame, gone } = scope;",
    ...args.flatMap(({ decode }, i) => (decode ? [`const d${i} = decoders[${i}];`] : [])),
    `return function (${names}) {`,
    `  if (frame.threw) return ${zero};`,
    "  const inside = frame.inside++;",
    "  try {",
    "    const { target } = slot;",
    "    if (target === undefined) throw gone();",
    ...(scoped ? ["    frame.loosen();"] : []),
    encode ? `    return ${wide ? `wide(encode(${call}))` : `encode(${call})`};` : `    ${call};`,
    "  } catch (error) {",
    "    frame.fail(error);",
    `    return ${zero};`,
    "  } finally {",
    "    frame.inside = inside;",
    "  }",
    "};",
  ].join("\n");
}

function sharedCallback(
  slot: { readonly target: Target | undefined },
  args: readonly CallbackArgument[],
  { encode, scoped, wide }: CallbackResult,
  frame: Frame,
  gone: () => unknown,
): NativeFunction {
  return (...raw) => {
    const zero = wide ? 0n : 0;
    if (frame.threw) return zero;
    const inside = frame.inside++;
    try {
      if (slot.target === undefined) throw gone();
      let at = 0;
      const values = args.map(({ params, decode }) => {
        const mine = raw.slice(at, (at += params.length));
        return decode ? decode(...mine) : mine[0];
      });
      if (scoped) frame.loosen();
      const value = slot.target(...values);
      const encoded = encode?.(value);
      return wide ? wide(encoded as number) : encoded;
    } catch (error) {
      frame.fail(error);
      return zero;
    } finally {
      frame.inside = inside;
    }
  };
}

/** How a callback's result goes back: nothing where it is void. */
export type CallbackResult = Pick<Plan, "encode" | "scoped"> & { readonly wide?: Wide };

// Strict code, with one name from outside.
function evaluate<T>(parameter: string, source: string): T | undefined {
  try {
    return new Function(parameter, `"use strict";\n${source}`) as T;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

function rename<F extends (...args: any[]) => unknown>(made: F, name: string, length: number): F {
  Object.defineProperty(made, "name", { value: name });
  return Object.defineProperty(made, "length", { value: length });
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
