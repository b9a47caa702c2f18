import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvField, csvLine } from "./csv";

/** A reader as RFC 4180 has it, written for this test alone. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], "", false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[at++];
      else isQuoted = false;
    } else if (char === '"' && cell === "") isQuoted = true;
    else if (char === ",") {
      row.push(cell);
      cell = "";
    } else if (char === "\r" && text[at + 1] === "\n") {
      rows.push([...row, cell]);
      [row, cell] = [[], ""];
      at++;
    } else cell += char;
  }
  return rows;
}

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."=+-@＝＋－＠ \t\r\n;,\"'a1") }),
  fc.constantFrom("=1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "a;=1+1", '"', "", " "),
);
const startsFormula = /^[=+\-@＝＋－＠]/;

describe("a line of CSV", () => {
  test("is read back as it was, but for an apostrophe before what would be a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 5 }), { maxLength: 4 }), (rows) => {
        const read = readCsv(rows.map(csvLine).join(""));
        expect(read.length).toBe(rows.length);
        rows.forEach((row, index) => {
          expect(read[index]!.map((cell) => cell.replaceAll("'", ""))).toEqual(
            row.map((cell) => cell.replaceAll("'", "")),
          );
        });
      }),
    );
  });

  test("text that can do no harm is not touched", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abcÄ1 .'_/:,\"") }), (text) => {
        expect(readCsv(csvLine([text, "x"]))[0]).toEqual([text, "x"]);
      }),
    );
  });

  test("no cell begins a formula, whether a comma or a semicolon divides the cells", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (row) => {
        const line = csvLine(["id", ...row]);
        for (const cell of readCsv(line)[0]!) expect(cell).not.toMatch(startsFormula);
        // Where a semicolon or a tab divides, our quotes are plain characters and every line break ends a row.
        for (const cell of line.split(/[;\t\r\n]/)) expect(cell.replace(/^"/, "")).not.toMatch(startsFormula);
      }),
    );
  });

  test.each([
    ["plain", "plain"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["=1+1", "'=1+1"],
    ["-5", "'-5"],
    ["+49 30 1", "'+49 30 1"],
    ["two\r\nlines", '"two\r\nlines"'],
    ["a;=1", '"a;\'=1"'],
    [" room", '" room"'],
    ["SIM-0001", "SIM-0001"],
  ])("%j is written as %s", (text, written) => {
    expect(csvField(text)).toBe(written);
  });

  test("numbers keep their sign, and nothing is an empty cell", () => {
    expect(csvLine([-1.5, 0, null, ""])).toBe("-1.5,0,,\r\n");
  });
});
