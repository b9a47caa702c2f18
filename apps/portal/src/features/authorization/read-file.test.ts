import { readCardFile } from "@stationmaster/domain/business";
import { expect, test } from "vitest";
import { readText } from "./read-file";

const text = "Karte;Fahrer\r\n04A2B3C4;Änne Weiß";
const utf16 = (isBig: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return isBig ? bytes.swap16() : bytes;
};

test.each([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a mark at its beginning", Buffer.from(`\uFEFF${text}`)],
  ["UTF-16, little end first", utf16(false)],
  ["UTF-16, big end first", utf16(true)],
  ["Windows-1252", Buffer.from(text, "latin1")],
])("C01: a list of cards in %s is read with its umlauts", async (_name, bytes) => {
  const read = await readText(new Blob([new Uint8Array(bytes)]));
  expect(readCardFile(read, "UTC")).toMatchObject({
    ...{ faults: [], cards: [{ line: 2, idToken: "04A2B3C4", driverName: "Änne Weiß" }] },
  });
});

test("C01: UTF-16 without a mark, a spreadsheet and a picture are said to be no text", async () => {
  const files = [
    Buffer.from(text, "utf16le"),
    Buffer.from("PK\u0003\u0004\u0014\0workbook.xml", "latin1"),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  ];
  for (const bytes of files) {
    const { cards, faults } = readCardFile(await readText(new Blob([new Uint8Array(bytes)])), "UTC");
    expect({ cards, faults }).toEqual({ cards: [], faults: [{ line: 1, column: null, fault: "no-text", value: "" }] });
  }
});
