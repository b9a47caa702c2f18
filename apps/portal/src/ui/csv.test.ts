import { expect, test } from "vitest";
import { toCsv } from "./csv";
import type { Column } from "./table-columns";

type Row = { name: string; power: number | null; at: Date };
const columns: Column<Row>[] = [
  { id: "name", head: "Name", cell: () => null, csv: (row) => row.name },
  { id: "power", head: "Power, kW", cell: () => null, csv: (row) => row.power },
  { id: "at", head: "At", cell: () => null, csv: (row) => row.at },
  { id: "open", head: "Open", cell: () => null },
];
const at = new Date("2026-11-21T05:00:00Z");

test("columns with a value are written, with exact times", () => {
  expect(toCsv(columns, [{ name: 'Mill "Lane", 02', power: 7.4, at }])).toBe(
    'Name,"Power, kW",At\r\n"Mill ""Lane"", 02",7.4,2026-11-21T05:00:00.000Z\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@x", "\tx"])("a name that a spreadsheet would run is text: %j", (name) => {
  expect(toCsv(columns, [{ name, power: null, at }])).toContain(`'${name},,`);
});
