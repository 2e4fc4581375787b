// excelize: a workbook with numbers, dates, a formula and a style, written to bytes and read back.
import { ByteSink, GoError, goInt } from "topher";
import { newFile, openReader } from "./excelize-js/index.js";

const rows = [
  ["keyboard", 89.5, goInt(1), new Date("2026-02-03T00:00:00Z")],
  ["cable", 7.25, goInt(4), new Date("2026-02-04T12:30:00Z")],
] as const;

const book = newFile();
book.setSheetName("Sheet1", "Orders");
for (const [column, title] of ["what", "price", "count", "day", "sum"].entries()) {
  book.setCellValue("Orders", `${"ABCDE"[column]}1`, title);
}
for (const [index, cells] of rows.entries()) {
  const row = index + 2;
  for (const [column, value] of cells.entries()) book.setCellValue("Orders", `${"ABCD"[column]}${row}`, value);
  book.setCellFormula("Orders", `E${row}`, `B${row}*C${row}`);
}
const bold = book.newStyle({
  font: { bold: true, color: "336699" },
  fill: { type: "pattern", pattern: 1, color: ["EEEEEE"] },
});
book.setCellStyle("Orders", "A1", "E1", bold);
book.setColWidth("Orders", "A", "A", 24);

const sink = new ByteSink();
book.write(sink);
book[Symbol.dispose]();

const again = openReader(sink.bytes());
console.log(again.getSheetList().join(","), again.getCellValue("Orders", "A2"), again.getCellValue("Orders", "D3"));
console.log(again.getCellFormula("Orders", "E3"), "=", again.calcCellValue("Orders", "E3"));
console.log(again.getStyle(again.getCellStyle("Orders", "A1"))?.font?.color, again.getColWidth("Orders", "A"));
for (const row of again.getRows("Orders")) console.log(row.join(" | "));
try {
  again.getCellValue("Nowhere", "A1");
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}
again[Symbol.dispose]();
