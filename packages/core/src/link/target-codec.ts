import { isArray, isObject } from "../arrays.ts";
import { anyTags, type AnyCodec } from "../wire/any-codec.ts";
import { broken, refuse } from "../wire/refusal.ts";
import type { Companion } from "./companion.ts";
import { GoIterable, iterableOf, type Step } from "./go-iterable.ts";
import {
  classOf,
  goFunction,
  Handle,
  handleBehind,
  isHandle,
  ownerOf,
  type GoFunction,
  type HandleClass,
} from "./handle.ts";
import { HandleCodec, kinds, missing } from "./handle-codec.ts";
import { AsyncSeqTarget, SeqTarget } from "./seq-target.ts";
import { has, isAsyncIterable, isStream, needsAsync } from "./stream-input.ts";
import { ObjectTarget, Target, type Run, type TargetClass, type WriteValue } from "./target.ts";

/** Makes the function for a func of Go; generated for each func type. */
export type MakeFunction = (handle: () => number) => GoFunction;

/** Writes and reads what is called on the other side: functions, objects and iterators. */
export abstract class TargetCodec extends HandleCodec {
  /** The function's name, as messages begin. */
  name = "";
  /** The numbers of what is lent for this call. */
  protected readonly lent: number[] = [];
  /** What is written and may be kept, until Go has got it. */
  protected readonly kept: Target<any>[] = [];
  /** What has to hear whether Go has got what is written. */
  protected companions: Companion[] | undefined;
  /** True where what is written are the arguments of a task: nothing is lent, and what comes later is taken. */
  asynchronous = false;

  /** Lets something hear when Go has got what is written, and, where that is for a task, when the task has settled. */
  afterwards(companion: Companion): void {
    (this.companions ??= []).push(companion);
  }

  /** Writes a function that Go may keep. */
  func(value: unknown, run: Run, at: string): void {
    if (this.#foreign(value, at)) return;
    this.keep(Target, value as object, run, at);
  }

  /** Writes a function that Go calls during this call only. */
  lend(value: unknown, run: Run, at: string): void {
    if (this.asynchronous) return this.func(value, run, at);
    if (this.#foreign(value, at)) return;
    const target = new Target(value, run, `${this.name}: ${at}`);
    this.bridge.needPointer(target.at);
    const id = this.bridge.slots.lend(target);
    this.lent[this.lent.length] = id; // without a method that a program may have replaced: it is to be taken back
    this.#number(kinds.lent, id);
  }

  // Writes nil or a func of Go; true where that was all.
  #foreign(value: unknown, at: string): boolean {
    if (typeof value !== "function") {
      if (value !== null) refuse("TOPHER_TYPE", at, "a function", value);
      this.tag(kinds.nil);
      return true;
    }
    const handle = handleBehind(value);
    if (handle === undefined || ownerOf(handle) !== this.bridge) return false;
    this.held(handle, at);
    return true;
  }

  readFunc(make: MakeFunction): GoFunction {
    return this.readFuncOrNil(make) ?? missing("func");
  }

  readFuncOrNil(make: MakeFunction): GoFunction | null {
    const kind = this.readUint8();
    switch (kind) {
      case kinds.nil:
        return null;
      case kinds.ours:
        return this.#readOurs() as GoFunction;
      case kinds.handle:
        return goFunction(this.bridge.object(Handle, this.readHandleNumber()), make);
      default:
        return broken(`a func of kind ${kind}`);
    }
  }

  /**
   * Writes what stands for an interface.
   *
   * @param run calls a method of an object of JavaScript; null where only handles can be given
   * @param methods the methods that such an object must have
   * @param title the interface's name
   */
  object(value: unknown, run: Run | null, methods: readonly string[] | null, title: string, at: string): void {
    if (value === null) return this.tag(kinds.nil);
    if (isHandle(value)) {
      const id = this.live(value, at);
      const start = this.take(13);
      this.memory[start] = kinds.handle;
      this.view.setUint32(start + 1, 0, true);
      return this.view.setFloat64(start + 5, id, true);
    }
    if (run === null || methods === null) return refuse("TOPHER_TYPE", at, `a ${title} that Go made, or null`, value);
    if (!isObject(value)) return refuse("TOPHER_TYPE", at, objectRule(title, methods), value);
    for (const method of methods) {
      if (!hasMethod(value, method)) {
        refuse("TOPHER_TYPE", at, objectRule(title, methods), value, `It has no method ${method}`);
      }
    }
    this.keep(ObjectTarget, value, run, at);
  }

  readInterface<H extends Handle>(type: HandleClass<H>): unknown {
    return this.readInterfaceOrNil(type) ?? missing(classOf(type)?.name ?? "value");
  }

  readInterfaceOrNil<H extends Handle>(type: HandleClass<H>): unknown {
    const kind = this.readUint8();
    switch (kind) {
      case kinds.nil:
        return null;
      case kinds.ours:
        return this.#readOurs();
      case kinds.handle: {
        const of = this.bridge.classOf(this.readUint32()) ?? type;
        return this.bridge.object(of, this.readHandleNumber());
      }
      default:
        return broken(`an interface of kind ${kind}`);
    }
  }

  /** Writes an iterable; `run` writes one of its values. */
  seq(value: unknown, run: WriteValue, at: string): void {
    if (value === null) return this.tag(kinds.nil);
    if (isHandle(value) && value instanceof GoIterable && ownerOf(value) === this.bridge) return this.held(value, at);
    if (this.asynchronous && isObject(value) && isAsyncIterable(value))
      return this.keep(AsyncSeqTarget, value, run, at);
    if (!isObject(value) || !has(value, Symbol.iterator)) {
      if (this.asynchronous) return refuse("TOPHER_TYPE", at, "an iterable or an async iterable", value);
      const rule = "an iterable";
      if (isObject(value) && (isStream(value) || isAsyncIterable(value))) needsAsync(at, rule, value);
      return refuse("TOPHER_TYPE", at, rule, value);
    }
    this.keep(SeqTarget, value, run, at);
  }

  readSeq<T>(step: Step<T>): GoIterable<T> {
    return this.readSeqOrNil(step) ?? missing("iterator");
  }

  readSeqOrNil<T>(step: Step<T>): GoIterable<T> | null {
    const id = this.readHandleNumber();
    return id === 0 ? null : iterableOf(this.bridge, id, step);
  }

  /** Checks the value of an iterable that gives two at a time. */
  pair(value: unknown): readonly [any, any] {
    if (!isArray(value) || value.length !== 2) refuse("TOPHER_TYPE", "a value", "a pair [key, value]", value);
    return value as unknown as readonly [any, any];
  }

  protected override anyFunc(value: object, at: string): void {
    this.give(this.bridge.slots.keep(Target, value, runAny, this.name, at), anyTags.func);
  }

  /** Writes the number of a target that Go may keep. */
  protected keep<R>(type: TargetClass<R>, value: object, run: R, at: string): void {
    this.give(this.bridge.slots.keep(type, value, run, this.name, at));
  }

  protected give(target: Target<any>, kind: number = kinds.ours): void {
    this.kept[this.kept.length] = target;
    target.given++;
    // The goroutine of a task sends for what it calls.
    if (!this.asynchronous) this.bridge.needPointer(target.at);
    this.bridge.listen();
    this.mentionSlot(target.id);
    this.#number(kind, target.id);
  }

  #number(kind: number, id: number): void {
    const start = this.take(5);
    this.memory[start] = kind;
    this.view.setUint32(start + 1, id, true);
  }

  #readOurs(): unknown {
    return this.bridge.targetOf(this.readUint32());
  }
}

/** Calls a function that Go has in an `any`: its arguments and its result are any, too. */
const runAny: Run = [
  ($: AnyCodec, target: (...values: unknown[]) => unknown) =>
    target(...Array.from({ length: $.count(1) }, () => $.readAny())),
  ($: AnyCodec, value) => $.any(value, "the result"),
];

/** Whether an object has a method that is not merely the one of every function, such as `apply`. */
function hasMethod(value: object, name: string): boolean {
  if (typeof value !== "function") return has(value, name);
  const method: unknown = Reflect.get(value, name);
  return typeof method === "function" && method !== Reflect.get(Function.prototype, name);
}

function objectRule(title: string, methods: readonly string[]): string {
  return `a ${title}: a handle, or an object with ${methods.map((method) => `${method}()`).join(", ")}`;
}
