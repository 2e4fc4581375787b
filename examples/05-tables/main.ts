// nodejs-polars finds its native part with the help of the system's name and the environment:
// deno run: --allow-sys --allow-env
// #region open
import { DataType, Int64, Table, tableFromArrays, vectorFromArray, type Vector } from "apache-arrow";
import pl, { type Series } from "nodejs-polars";
import { fn, open, t } from "topher";

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  increase: fn([t.slice(t.i64), t.i64], t.void),
});
// #endregion

// #region table
const ages = BigInt64Array.of(20n, 30n, 40n);
const people = tableFromArrays({ name: ["Alice", "Bob", "Charlie"], age: ages });
// #endregion

// #region chunks
/** The memory of a column of 64-bit integers, one typed array per chunk. */
function int64Chunks(column: Vector | null): BigInt64Array[] {
  if (column === null) throw new TypeError("there is no such column");
  const { type, nullCount } = column;
  if (!DataType.isInt(type) || type.bitWidth !== 64 || !type.isSigned) {
    throw new TypeError(`expected a column of Int64, got ${type}`);
  }
  if (nullCount > 0) throw new TypeError(`the column has ${nullCount} null`);
  return column.data.map(({ values, length }) => values.subarray(0, length));
}
// #endregion

// #region arrow
const part = people.slice(1, 3);
show("before", people);
for (const chunk of int64Chunks(people.getChild("age"))) lib.increase(chunk, 5);
show("after", people);
console.log("the array that the table was made of:", ages.join(" "));
show("a slice made before the call", part);
// #endregion

// #region slice
for (const chunk of int64Chunks(part.getChild("age"))) lib.increase(chunk, 100);
show("after a change through the slice", people);
// #endregion

// #region several
const twice = new Table([...people.batches, ...people.slice(0, 1).batches]);
console.log("chunks of two batches:", int64Chunks(twice.getChild("age")).length);
const copied = twice.getChild("age")?.toArray() as BigInt64Array;
lib.increase(copied, 1000);
console.log("toArray() of several chunks is a copy:", copied.join(" "));
show("so the table stays", twice);
// #endregion

// #region padding
const built = vectorFromArray([1n, 2n, 3n], new Int64());
for (const { length, values } of built.data) console.log(`rows: ${length}, room in memory: ${values.length}`);
console.log("what Go gets:", int64Chunks(built)[0]?.join(" "));
// #endregion

// #region refused
refused(() => int64Chunks(vectorFromArray([1n, null, 3n], new Int64())));
refused(() => int64Chunks(people.getChild("name")));
// #endregion

// #region polars
const frame = pl.DataFrame(
  { name: ["Alice", "Bob", "Charlie"], age: [20, 30, 40] },
  { schema: { name: pl.String, age: pl.Int64 } },
);

/** A copy of a column of 64-bit integers: polars lends its memory to nobody. */
function int64Copy(column: Series): BigInt64Array {
  if (!column.dtype.equals(pl.Int64)) throw new TypeError(`expected a column of Int64, got ${column.dtype}`);
  if (column.nullCount() > 0) throw new TypeError(`the column has ${column.nullCount()} null`);
  return column.toTypedArray() as BigInt64Array;
}

const copy = int64Copy(frame.getColumn("age"));
lib.increase(copy, 5);
console.log("the copy:", copy.join(" "));
console.log("the frame:", frame.getColumn("age").toArray().join(" "));

const older = frame.withColumns(pl.Series("age", copy, pl.Int64));
console.log("a new frame:", older.getColumn("age").toArray().join(" "));
copy.fill(0n);
console.log("it has copied too:", older.getColumn("age").toArray().join(" "));
refused(() => int64Copy(pl.Series("age", [1, null, 3], pl.Int64)));
// #endregion

function show(title: string, table: Table): void {
  const rows = table.toArray().map(({ name, age }: { name: string; age: bigint }) => `${name} ${age}`);
  console.log(`${title}: ${rows.join(", ")}`);
}

function refused(check: () => unknown): void {
  try {
    check();
  } catch (error) {
    console.log(String(error));
  }
}
