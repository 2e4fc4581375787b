import { isObject } from "./arrays.ts";
import { callbackPlan } from "./callback.ts";
import type { Context, Plan, Planner } from "./plan.ts";
import { scalars } from "./scalar.ts";
import type { Site } from "./site.ts";
import { arrayPlan, bytesPlan, checkBacking, lentIn, slicePlan } from "./slice.ts";
import { falliblePlan, ownedPlan, refPlan, structPlan } from "./struct.ts";
import type { Described } from "./t.ts";
import { cstringPlan, isZero, stringPlan } from "./text.ts";
import type { KindName, ScalarName } from "./type.ts";
import { isEmpty } from "./view.ts";

// A program without types can make one that holds itself.
const deepest = 100;
// A type that stands at several places has a plan at each.
const mostPlans = 20_000;
let depth = 0;
let plans = 0;

/** Makes the plan of a type at a site: the one place where kinds are told apart. */
export function planOf(type: Described, site: Site, context: Context): Plan {
  if (!isType(type)) throw noType(site, "");
  if (depth === 0) plans = 0;
  if (plans++ === mostPlans) throw site.error("TOPHER_SIGNATURE", `is declared with more than ${mostPlans} types`);
  if (depth === deepest)
    throw site.error("TOPHER_SIGNATURE", `is declared with more than ${deepest} types in each other`);
  depth++;
  try {
    return planners[type.kind](type, site, context);
  } finally {
    depth--;
  }
}

function isType(type: unknown): type is Described {
  return (
    isObject(type) && typeof (type as Described).kind === "string" && Object.hasOwn(planners, (type as Described).kind)
  );
}

function noType(site: Site, of: string): Error {
  return site.error("TOPHER_SIGNATURE", `is declared with ${of}something that is not one of the kinds of t`);
}

// Of kinds with a type inside, which their planners look at.
function around(planner: Planner): Planner {
  return (type, site, context) => {
    if (!isType(type.element)) throw noType(site, `t.${type.kind} of `);
    return planner(type, site, context);
  };
}

const planners: Readonly<Record<KindName, Planner>> = {
  ...fromScalars(scalarPlan),
  pointer: pointerPlan,
  void: () => ({ result: "void" }),
  cstring: cstringPlan,
  string: stringPlan,
  bytes: bytesPlan,
  slice: around(slicePlan),
  array: around(arrayPlan),
  struct(type, site, context) {
    if (!isObject(type.fields)) throw noType(site, "t.struct of ");
    return structPlan(type, site, context);
  },
  ref: around(refPlan),
  nullable: around(nullablePlan),
  callback: callbackPlan,
  fallible: around(falliblePlan),
  owned: around(ownedPlan),
};

function fromScalars(planner: Planner): Record<ScalarName, Planner> {
  return Object.fromEntries(Object.keys(scalars).map((name) => [name, planner])) as Record<string, Planner> as Record<
    ScalarName,
    Planner
  >;
}

function scalarPlan(type: Described, site: Site): Plan {
  const row = scalars[type.kind as ScalarName];
  const encode = row.check(site, row.rule);
  const decode = row.decode?.(site);
  return {
    params: [row.native],
    encode,
    result: row.native,
    ...(decode && { decode }),
    layout: {
      size: row.size,
      align: row.size,
      leaves: [{ offset: 0, type: row.native }],
      write: (view, offset, value) => row.set(view, offset, encode(value)),
      read: decode ? (view, offset) => decode(row.get(view, offset)) : row.get,
    },
  };
}

// Beside an address a pointer takes a view, whose memory stays put and reachable until the end of the call.
function pointerPlan(type: Described, site: Site, { frame }: Context): Plan {
  const plan = scalarPlan(type, site);
  const rule = scalars.pointer.rule.replace(" or null", ", a view or null");
  const check = scalars.pointer.check(site, rule);
  const encode = (value: unknown): number | bigint => {
    if (!ArrayBuffer.isView(value)) return check(value);
    checkBacking(value, site, rule);
    return isEmpty(value) ? 0 : frame.lend(value);
  };
  const layout = plan.layout!;
  return {
    ...plan,
    encode,
    scoped: true,
    layout: {
      ...layout,
      write: (view, offset, value) => view.setBigUint64(offset, BigInt(encode(value)), true),
      reread(view, offset, before) {
        const now = layout.read(view, offset);
        const same = now === null ? ArrayBuffer.isView(before) && isEmpty(before) : lentIn(view, offset, frame, site);
        return same ? before : now;
      },
    },
  };
}

function nullablePlan(type: Described, site: Site, context: Context): Plan {
  const element = type.element!;
  const inner = planOf(element, site, context);
  const plan: Plan = inner.nullable === undefined ? inner : { ...inner, null: 0, ...inner.nullable };
  const { params, encode, after, decode, decodePair, isNull, layout } = plan;
  if (plan.null === undefined || layout === undefined) {
    throw site.error("TOPHER_SIGNATURE", `is declared as t.nullable of t.${element.kind}, which has no null`);
  }
  const { frame } = context;
  const nothing = plan.null;
  return {
    ...plan,
    ...(params &&
      encode && {
        encode(value: unknown) {
          if (value !== null) return encode(value);
          frame.length = 0;
          return nothing;
        },
      }),
    ...(after && {
      after(value: unknown, token) {
        if (value !== null) after(value, token);
      },
    }),
    ...(decode && isNull && { decode: (raw: unknown) => (isNull(raw) ? null : decode(raw)) }),
    ...(decodePair && {
      decodePair: (address: number | bigint, length: number | bigint) =>
        isZero(address) ? null : decodePair(address, length),
    }),
    layout: {
      ...layout,
      write(view, offset, value) {
        if (value !== null) return layout.write(view, offset, value);
        for (let at = 0; at < layout.size; at++) view.setUint8(offset + at, 0);
      },
      read: (view, offset) => (view.getBigUint64(offset, true) === 0n ? null : layout.read(view, offset)),
      ...(layout.reread && {
        reread(view, offset, before) {
          const isNull = view.getBigUint64(offset, true) === 0n && !(ArrayBuffer.isView(before) && isEmpty(before));
          return isNull ? null : layout.reread!(view, offset, before);
        },
      }),
    },
  };
}
