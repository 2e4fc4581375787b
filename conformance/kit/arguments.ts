// An argument for any described type, small and harmless: what a function of the fixture takes without complaint.
import { scalars } from "@topher/core/adapter";
import type { ScalarName, Type } from "topher";
import { familyOf } from "./scalar-samples.ts";

/** What topher's types hold beside their kind. */
interface Described extends Type {
  readonly element?: Described;
  readonly length?: number;
  readonly fields?: Readonly<Record<string, Described>>;
  readonly result?: Described;
}

/** Gives a new argument of a type. */
export function argumentOf(type: Type): unknown {
  const { kind, element, length, fields, result } = type as Described;
  switch (kind) {
    case "void":
      return undefined;
    case "cstring":
    case "string":
      return "text é 🐹";
    case "bytes":
      return Uint8Array.of(1, 2, 3);
    case "slice":
      return Array.from({ length: 3 }, () => argumentOf(element!));
    case "array":
      return Array.from({ length: length! }, () => argumentOf(element!));
    case "struct":
      return Object.fromEntries(Object.entries(fields!).map(([name, field]) => [name, argumentOf(field)]));
    case "ref":
    case "nullable":
      return argumentOf(element!);
    case "callback":
      return () => argumentOf(result!);
    default:
      return scalarOf(kind as ScalarName);
  }
}

function scalarOf(kind: ScalarName): unknown {
  if (!(kind in scalars)) throw new Error(`no argument is of the kind ${kind}`);
  const family = familyOf(kind);
  if (family === "bool") return true;
  if (family === "pointer") return null;
  return family === "wide" ? 3n : 3;
}
