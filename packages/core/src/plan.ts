import type { Adapter, NativeLeaf, NativeParam, NativeResult } from "./adapter.ts";
import type { CallbackPool } from "./trampoline.ts";
import type { Frame } from "./frame.ts";
import type { Site } from "./site.ts";
import type { Described } from "./t.ts";

/**
 * How one value crosses at one place: made from a type and a site when a function is bound, so that a call only runs closures.
 *
 * A part that is absent means that the kind cannot stand there; {@link require} turns that into a `TOPHER_SIGNATURE` error.
 */
export interface Plan {
  /** The native parameters: one, or two where the second is the length. */
  readonly params?: readonly NativeParam[];
  /** Turns an argument into the first native argument; the second, if there is one, is then in `frame.length`. */
  readonly encode?: (value: any) => unknown;
  /** Where the argument is lent as it is: views that need no `encode` unless they were detached, with their lengths. */
  readonly known?: { get(view: any): number | undefined };
  /** The encoded null, where `t.nullable` may stand around the kind. */
  readonly null?: unknown;
  /** What replaces parts of the plan inside `t.nullable`: a view cannot be null, its address can. */
  readonly nullable?: Partial<Plan>;
  /** True where `encode` uses the frame, so that the call has to enter and leave it. */
  readonly scoped?: boolean;
  /** Where Go's changes are written back: `encode` gives a token, and this runs after the call. */
  readonly after?: (value: any, token: Token) => void;

  /** The native result. */
  readonly result?: NativeResult;
  /** Turns the native result into the value; absent where it is the value already. */
  readonly decode?: (raw: any) => unknown;
  /** Turns the two native arguments of a callback's parameter into the value. */
  readonly decodePair?: (address: number | bigint, length: number | bigint) => unknown;
  /** Gives back what a native result points to, in place of `decode`; absent where that is nothing of the program's. */
  readonly discard?: ((raw: any) => void) | undefined;
  /** Tells a null result, where `t.nullable` may stand around the kind. */
  readonly isNull?: (raw: any) => boolean;

  /** How it lies in memory, as a field or an element. */
  readonly layout?: MemoryPlan;
}

/** The plan of a parameter. */
export type ParamPlan = Plan & Required<Pick<Plan, "params" | "encode">>;

/** An encoded argument that is looked at again after the call. */
export interface Token {
  readonly address: number | bigint;
}

/** How a value lies in memory. */
export interface MemoryPlan {
  readonly size: number;
  readonly align: number;
  readonly leaves: readonly NativeLeaf[];
  /** Writes a value; may reserve more memory, so it gets the view and the offset instead of the frame's own. */
  readonly write: (view: DataView, offset: number, value: any) => void;
  readonly read: (view: DataView, offset: number) => unknown;
  /** Reads again after Go may have changed it, given what the field held before. */
  readonly reread?: (view: DataView, offset: number, before: unknown) => unknown;
  /** Gives Go back, instead of `read`, what a value points to that is part of a refused one. */
  readonly drop?: ((view: DataView, offset: number) => void) | undefined;
}

/** What plans are made with: the state of one JavaScript thread and one library. */
export interface Context {
  /** Makes the plans of inner types: the table of kinds, which knows every planner and which no planner has to know. */
  readonly plan: Planner;
  readonly frame: Frame;
  readonly callbacks: CallbackPool;
  /** Frees memory through an exported function, once per address; absent where the signature names none. */
  readonly free?: ((address: number | bigint) => void) | undefined;
  /** Binds an exported function that takes a struct by value. */
  readonly releaser?: (symbol: string, layout: MemoryPlan, site: Site) => (bytes: Uint8Array) => void;
}

/** The most bytes that one value may take: less than any runtime's memory, and more than anybody means. */
export const mostBytes: number = 2 ** 31;

/** Refuses a type of which no value could be made. */
export function checkSize(size: number, site: Site): void {
  if (size <= mostBytes) return;
  throw site.error("TOPHER_SIGNATURE", `is declared to take ${size} bytes, and at most ${mostBytes} can be taken`);
}

const mostByValue = 2 ** 16;

/** Refuses to pass a struct by value that no C compiler would be asked to: each of its scalars is a parameter of its own to a runtime. */
export function checkByValue(type: NativeParam | NativeResult | Pick<MemoryPlan, "size">, site: Site): void {
  if (typeof type !== "object" || type.size <= mostByValue) return;
  const rule = `is declared to pass ${type.size} bytes by value, and at most ${mostByValue} can be. Pass t.ref(…)`;
  throw site.error("TOPHER_SIGNATURE", rule);
}

/** Refuses more parameters than the runtime passes; a slice or a text is two of them. */
export function checkParams(
  params: number,
  { mostParams, runtime }: Pick<Adapter, "mostParams" | "runtime">,
  site: Site,
): void {
  if (params <= mostParams) return;
  throw site.error(
    "TOPHER_UNSUPPORTED",
    `has ${params} parameters in C, and ${runtime.name} passes at most ${mostParams}`,
  );
}

/** Makes the plan of a type; implemented by the table of kinds. */
export type Planner = (type: Described, site: Site, context: Context) => Plan;

/** Gives a part of a plan, or says that the kind cannot stand at this place. */
export function need<K extends keyof Plan>(
  plan: Plan,
  part: K,
  type: Described,
  site: Site,
  place: string,
): NonNullable<Plan[K]> {
  const found = plan[part];
  if (found === undefined)
    throw site.error("TOPHER_SIGNATURE", `is declared as t.${type.kind}, which cannot be ${place}`);
  return found as NonNullable<Plan[K]>;
}
