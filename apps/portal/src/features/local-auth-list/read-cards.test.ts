import { expect, test } from "vitest";
import { readCards } from "./read-cards";

const tokens = (text: string) => readCards(text).entries.map(({ idToken }) => idToken);
const mistakes = (text: string) => readCards(text).mistakes.map(({ line, what, text }) => [line, what, text]);

test("D01: cards are read with and without a head, by whatever separates them, in whatever order", () => {
  expect(readCards("idToken,type,status\n04A1,ISO14443,Accepted\n04A2,iso15693,blocked")).toEqual({
    entries: [
      { idToken: "04A1", type: "ISO14443", status: "Accepted" },
      { idToken: "04A2", type: "ISO15693", status: "Blocked" },
    ],
    mistakes: [],
  });
  expect(readCards("\uFEFFStatus;Karte\r\n;04A1\r\nAccepted;04A2\r\n").entries).toEqual([
    { idToken: "04A1", type: "ISO14443" },
    { idToken: "04A2", type: "ISO14443", status: "Accepted" },
  ]);
  expect(tokens("04A1\n04A2\n")).toEqual(["04A1", "04A2"]);
  expect(readCards("Card\tGroup\tExpires at\n04A1\tFLEET\t2027-01-31").entries).toEqual([
    { idToken: "04A1", type: "ISO14443", groupIdToken: "FLEET", expiresAt: new Date("2027-01-31") },
  ]);
});

test("D01: quotes, blank lines, odd spaces, a spreadsheet's apostrophe and dashes for nothing do no harm", () => {
  expect(
    readCards('idToken,type,groupIdToken\n"04,A1" , ISO14443,"a ""b"""\n\n  \n\'-04A2,,–\n\u00a004A3 ,,').entries,
  ).toEqual([
    { idToken: "04,A1", type: "ISO14443", groupIdToken: 'a "b"' },
    { idToken: "-04A2", type: "ISO14443" },
    { idToken: "04A3", type: "ISO14443" },
  ]);
  expect(readCards("")).toEqual({ entries: [], mistakes: [] });
});

test("D01: every mistake is named with its line, and the others are read", () => {
  const text = [
    "idToken,type,status,groupIdToken,expiresAt",
    ",ISO14443,,,",
    `${"9".repeat(37)},,,,`,
    "A,RFID,,,",
    "B,,OK,,",
    "C,,,,31.12.2027",
    "D,,,,2027-13-40",
    "E,,,,2027-12-31T10:00:00Z",
    "e,,,,",
    'F,"',
  ].join("\n");
  expect(mistakes(text).sort()).toEqual(
    [
      [2, "noToken", ""],
      [3, "tooLong", "9".repeat(37)],
      [4, "noType", "RFID"],
      [5, "noStatus", "OK"],
      [6, "noDate", "31.12.2027"],
      [7, "noDate", "2027-13-40"],
      [9, "twice", "e"],
      [10, "openQuote", ""],
    ].sort(),
  );
  expect(tokens(text)).toEqual(["E", "F"]);
});
