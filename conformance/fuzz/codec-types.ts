// The types of a generated library as its generator knows them, asked of the generator itself.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** How a type crosses: a row of the generator's table, and what belongs to it. */
export interface GoType {
  readonly kind: string;
  /** As Go writes it. */
  readonly go: string;
  /** The declaration that it is, for structs and for types that contain themselves. */
  readonly ref?: string;
  readonly elem?: GoType;
  readonly key?: GoType;
  readonly len?: number;
}

/** A field of a struct that crosses by value. */
export interface Field {
  readonly js: string;
  readonly type: GoType;
}

/** A function or method. */
export interface GoFunction {
  readonly go: string;
  readonly js: string;
  readonly doc?: string;
  readonly params?: readonly { readonly type: GoType; readonly variadic?: boolean }[];
  readonly results?: readonly { readonly type: GoType }[];
  readonly throws?: boolean;
  readonly async?: boolean;
}

/** A class: a type that stays in Go. */
export interface GoClass {
  readonly go: string;
  readonly js: string;
  readonly methods?: readonly GoFunction[];
}

interface Declared {
  readonly ref: string;
}

interface Package {
  readonly path: string;
  readonly name: string;
  readonly funcs?: readonly GoFunction[];
  readonly classes?: readonly GoClass[];
  readonly values?: readonly (Declared & { readonly fields?: readonly Field[] })[];
  readonly named?: readonly (Declared & { readonly type: GoType })[];
}

/** A package of the library, with its module. */
export interface BoundPackage extends Package {
  readonly module: Readonly<Record<string, unknown>>;
}

/** A generated library. */
export interface BoundLibrary {
  readonly packages: readonly BoundPackage[];
  /** The names of all kinds, in the order of the table. */
  readonly kinds: readonly string[];
  /** The typed array of slices of a kind. */
  readonly arrays: ReadonlyMap<string, string>;
  /** The fields of structs that cross by value, by their ref. */
  readonly fields: ReadonlyMap<string, readonly Field[]>;
  /** What types that contain themselves are, by their ref. */
  readonly named: ReadonlyMap<string, GoType>;
}

/** Reads the types of a library in dist/door2, and imports its modules. */
export async function boundLibrary(name: string): Promise<BoundLibrary> {
  const folder = new URL(`../../dist/door2/${name}/`, import.meta.url);
  const report = JSON.parse(readFileSync(new URL("topher.json", folder), "utf8")) as {
    readonly packages: readonly { readonly module: string; readonly package: string }[];
  };
  const { kinds, library } = ask(report.packages.map((each) => each.package));
  const packages = await Promise.all(
    library.packages.map(async (each): Promise<BoundPackage> => {
      const { module } = report.packages.find((other) => other.package === each.path)!;
      return { ...each, module: (await import(new URL(module, folder).href)) as Record<string, unknown> };
    }),
  );
  const values = [...library.packages.flatMap((each) => each.values ?? []), ...(library.values ?? [])];
  const named = library.packages.flatMap((each) => each.named ?? []);
  return {
    packages,
    kinds: kinds.map(({ kind }) => kind),
    arrays: new Map(kinds.flatMap(({ kind, array }) => (array === undefined ? [] : [[kind, array]]))),
    fields: new Map(values.map(({ ref, fields = [] }) => [ref, fields])),
    named: new Map(named.map(({ ref, type }) => [ref, type])),
  };
}

interface Answer {
  readonly kinds: readonly { readonly kind: string; readonly array?: string }[];
  readonly library: { readonly packages: readonly Package[]; readonly values?: Package["values"] };
}

function ask(packages: readonly string[]): Answer {
  const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const args = ["run", "./cmd/topher-ir", "--dir", folder("conformance/door2"), ...packages];
  const text = execFileSync("go", args, {
    cwd: folder("go/generator"),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: process.env,
  });
  return JSON.parse(text) as Answer;
}

/** Every type in a type, with itself; of what it refers to each once. */
export function partsOf(library: BoundLibrary, type: GoType, seen: Set<string> = new Set()): GoType[] {
  const inner = [type.elem, type.key].filter((part) => part !== undefined);
  if (type.ref !== undefined && !seen.has(type.ref)) {
    seen.add(type.ref);
    inner.push(...(library.fields.get(type.ref) ?? []).map((field) => field.type));
    const named = library.named.get(type.ref);
    if (type.kind === "recursive" && named !== undefined) inner.push(named);
  }
  return [type, ...inner.flatMap((part) => partsOf(library, part, seen))];
}
