import { expect, test } from "vitest";
import { differences, type MessageContent } from "./message";

const hello: MessageContent = {
  ...{ id: 1, priority: "InFront", endDateTime: "2026-06-01T12:00:00Z" },
  message: { format: "UTF8", content: "Guten Tag", language: "de" },
};

test("O01: a message differs in what it says, not in how the station writes its time or language", () => {
  expect(
    differences(hello, {
      ...{ ...hello, endDateTime: "2026-06-01T14:00:00+02:00" },
      message: { ...hello.message, language: "DE" },
    }),
  ).toEqual([]);
  expect(
    differences(hello, {
      ...{ ...hello, priority: "NormalCycle", state: "Idle" },
      message: { ...hello.message, content: "Hallo" },
    }),
  ).toEqual(["text", "priority", "state"]);
});
