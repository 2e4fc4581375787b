// What is written into a workbook is there when it is read back, for every kind of value, in thousands of cells.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ByteSink, GoError, goInt } from "topher";
import { coordinatesToCellName, columnNumberToName, newFile, openReader } from "./excelize-js/index.js";

function saved(book: ReturnType<typeof newFile>): ReturnType<typeof openReader> {
  const sink = new ByteSink();
  book.write(sink);
  book[Symbol.dispose]();
  return openReader(sink.bytes());
}

/** A value, how the cell shows it, and what the file has of it. */
const values: readonly (readonly [string, unknown, string, string?])[] = [
  ["text", "plain", "plain"],
  ["text of all planes", "naïve 日本語 🎉\nsecond line\t<&>", "naïve 日本語 🎉\nsecond line\t<&>"],
  ["text that looks like a number", "007", "007"],
  ["a number", 1.5, "1.5"],
  ["a small number", 1e-7, "0.0000001"],
  ["an integer", goInt(-42), "-42"],
  ["a bigint", 2n ** 53n + 1n, "9.00719925474099E+15", "9007199254740993"],
  ["true", true, "TRUE", "1"],
  ["false", false, "FALSE", "0"],
  ["nothing", null, ""],
  ["a date", new Date("2026-02-03T00:00:00Z"), "02-03-26", "46056"],
  ["bytes", new TextEncoder().encode("bytes"), "bytes"],
];

for (const [name, value, shown, raw = shown] of values) {
  test(`${name} comes back`, () => {
    const book = newFile();
    book.setCellValue("Sheet1", "B2", value as never);
    const again = saved(book);
    // In this order: showing a cell rounds it.
    assert.equal(again.getCellValue("Sheet1", "B2", { rawCellValue: true }), raw);
    assert.equal(again.getCellValue("Sheet1", "B2"), shown);
    again[Symbol.dispose]();
  });
}

test("a sheet of 20,000 cells comes back", () => {
  const table = Array.from({ length: 1000 }, (_, row) =>
    Array.from({ length: 20 }, (_, column) => (column % 2 === 0 ? row * column : `r${row}c${column}`)),
  );
  const book = newFile();
  for (const [row, cells] of table.entries()) {
    for (const [column, value] of cells.entries()) {
      book.setCellValue("Sheet1", coordinatesToCellName(column + 1, row + 1), value);
    }
  }
  const again = saved(book);
  assert.deepEqual(
    again.getRows("Sheet1"),
    table.map((cells) => cells.map(String)),
  );
  assert.equal(again.getCellValue("Sheet1", `${columnNumberToName(20)}1000`), "r999c19");
  again[Symbol.dispose]();
});

test("rows written by a stream writer come back", () => {
  const book = newFile();
  const stream = book.newStreamWriter("Sheet1");
  for (let row = 1; row <= 500; row++) stream?.setRow(`A${row}`, [goInt(row), `row ${row}`, row / 2]);
  stream?.flush();
  const again = saved(book);
  assert.deepEqual(again.getRows("Sheet1")[499], ["500", "row 500", "250"]);
  again[Symbol.dispose]();
});

test("sheets, formulas, merged cells, links, comments and names come back", () => {
  const book = newFile();
  const index = book.newSheet("Second");
  book.setActiveSheet(index);
  for (const [at, value] of [
    ["A1", 3],
    ["A2", 4],
  ] as const)
    book.setCellValue("Second", at, value);
  book.setCellFormula("Second", "A3", "SUM(A1:A2)*2");
  book.mergeCell("Second", "C1", "D4");
  book.setCellHyperLink("Second", "A1", "https://example.com/", "External");
  book.addComment("Second", { cell: "A2", author: "me", text: "four" });
  book.setDefinedName({ name: "numbers", refersTo: "Second!$A$1:$A$2", scope: "Second" });
  const again = saved(book);
  assert.deepEqual(again.getSheetList(), ["Sheet1", "Second"]);
  assert.equal(again.getActiveSheetIndex(), index);
  assert.equal(again.calcCellValue("Second", "A3"), "14");
  const [merged] = again.getMergeCells("Second");
  assert.deepEqual(again.getCellHyperLink("Second", "A1"), [true, "https://example.com/"]);
  assert.equal(again.getComments("Second")[0]?.text, "four");
  assert.equal(again.getDefinedName()[0]?.name, "numbers");
  assert.equal(again.getMergeCells("Second").length, 1);
  assert.ok(merged !== undefined);
  again[Symbol.dispose]();
});

test("what is no workbook is refused", () => {
  assert.throws(() => openReader(new Uint8Array(100)), GoError);
  const book = newFile();
  assert.throws(() => book.setCellValue("Sheet1", "1A", 1), /invalid cell name "1A"/);
  book[Symbol.dispose]();
});
