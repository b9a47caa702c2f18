import { expect, test } from "vitest";
import { readCardFile } from "./read-card-file";

const read = (...lines: string[]) => readCardFile(lines.join("\r\n"), "Europe/Berlin");
const faultOf = (...lines: string[]) => read(...lines).faults.map(({ line, fault }) => [line, fault]);

test("C01: a list as a German spreadsheet writes it: BOM, semicolons, umlauts, quotes, its own dates", () => {
  expect(
    read("\uFEFFKartennummer;Art;Fahrer;E-Mail;Gültig bis", '04A2;RFID;"Müller; ""Jö"" ";jo@x.example;31.12.2026'),
  ).toMatchObject({
    faults: [],
    cards: [
      {
        ...{ line: 2, idToken: "04A2", type: "ISO14443", driverName: 'Müller; "Jö"', driverEmail: "jo@x.example" },
        expiresAt: "2026-12-31T23:00:00.000Z",
      },
    ],
  });
});

test("C01: what is wrong is said with its line, and keeps none of the others back", () => {
  const { cards, faults } = read(
    "card,type,status,driver,email,valid until,language,sessions",
    "OK-1,,lost,,,,,",
    "ok-1,ISO14443,,,,,,",
    "4.1E+13,,,,,,,",
    "MÜLL,,,,,,,",
    `${"A".repeat(37)},,,,,,,`,
    ",,,Jo,,,,",
    "B-1,Bluetooth,,,,,,",
    "B-2,,maybe,,,,,",
    "B-3,,,,jo@x.example,,,",
    "B-4,,,Jo,jo at x,,,",
    "B-5,,,,,03/04/2027,,",
    "B-6,,,,,2027-02-31,,",
    "B-7,,,,,,german,",
    "B-8,,,,,,,many",
    "B-9,,,,,,,1,2",
    "B-10,NoAuthorization,,,,,,",
    "B-11,,,M\uFFFDller,,,,",
    "OK-2,eMAID,,,,,,",
  );
  expect(cards).toMatchObject([
    { idToken: "OK-1", status: "Blocked", lost: true },
    { idToken: "OK-2", type: "eMAID" },
  ]);
  expect(faults.map(({ line, fault }) => [line, fault])).toEqual([
    ...[
      [3, "duplicate"],
      [4, "scientific"],
      [5, "characters"],
      [6, "too-long"],
      [7, "missing"],
      [8, "type"],
    ],
    ...[
      [9, "status"],
      [10, "email-without-name"],
      [11, "email"],
      [12, "date"],
      [13, "date"],
      [14, "language"],
    ],
    ...[
      [15, "number"],
      [16, "too-many-cells"],
      [17, "type"],
      [18, "encoding"],
    ],
  ]);
});

test("C01: what is no list of cards is said as such", () => {
  expect(faultOf("")).toEqual([[1, "empty"]]);
  expect(faultOf("card;type")).toEqual([[1, "empty"]]);
  expect(faultOf("a;b", "1;2")).toEqual([[1, "no-token-column"]]);
  expect(faultOf("card;driver", "A;Jo", 'B;"Jo', "C;Jo")).toEqual([[3, "broken-quotes"]]);
  expect(readCardFile(`card\n${"A\n".repeat(20_001)}`, "UTC").faults).toMatchObject([{ fault: "too-many-lines" }]);
});

test("C01: lines are counted as an editor shows them, also over quoted line ends and a hint for Excel", () => {
  expect(faultOf("sep=|", "card|driver", 'A|"Jo', 'Weber"', "", "Ü|")).toEqual([[6, "characters"]]);
});

test("C01: numbers that lost the zeros they begin with are taken, and doubted with their lines", () => {
  const digits = read("card", "41234567", "4123456", "40000000", "49999999", "4A1B2C3", "123").doubts;
  expect(digits).toEqual([
    { line: 3, value: "4123456" },
    { line: 7, value: "123" },
  ]);
  expect(read("card,type", "4123456,Local", "271828,KeyCode").doubts).toEqual([]);
});

test("C01: heads in another language are named, so that their writer sees what was read", () => {
  expect(read("Numéro de carte;Conducteur", "04A2;Zoé").faults).toEqual([
    { line: 1, column: null, fault: "no-token-column", value: "Numéro de carte, Conducteur" },
  ]);
  expect(read("Karte;Chauffeur", "04A2;Zoé")).toMatchObject({ unknownColumns: ["Chauffeur"], cards: [{ line: 2 }] });
});

test("C01: days as people write them: what can be one day only is taken", () => {
  const lines = [
    "2027-12-31",
    "31.12.2027",
    "1.2.2027",
    "2027-12-31T10:00:00+01:00",
    "12/31/2027",
    "31/12/27",
    "morgen",
  ];
  const { cards, faults } = read("card;gültig bis", ...lines.map((day, at) => `D-${at};${day}`));
  expect(cards.map(({ expiresAt }) => expiresAt)).toEqual([
    ...["2027-12-31T23:00:00.000Z", "2027-12-31T23:00:00.000Z", "2027-02-01T23:00:00.000Z", "2027-12-31T09:00:00.000Z"],
  ]);
  expect(faults).toMatchObject([
    { line: 6, column: "expiresAt", fault: "date", value: "12/31/2027" },
    { line: 7, column: "expiresAt", fault: "date" },
    { line: 8, column: "expiresAt", fault: "date", value: "morgen" },
  ]);
});

test("C01: a hundred thousand lines, and a file of nothing but quotation marks, are answered at once", () => {
  const began = performance.now();
  expect(readCardFile(`card\n${"CARD\n".repeat(100_000)}`, "UTC").faults).toEqual([
    { line: 1, column: null, fault: "too-many-lines", value: "100000" },
  ]);
  readCardFile(`card\n${'"'.repeat(1_000_000)}`, "UTC");
  expect(performance.now() - began).toBeLessThan(3_000);
});
