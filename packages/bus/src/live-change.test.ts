import fc from "fast-check";
import { expect, test } from "vitest";
import { maxMessageBytes } from "./bus";
import { decodeNews, encodeNews } from "./live-change";

const change = fc.record(
  {
    kind: fc.constantFrom("station", "connector", "transaction", "command", "message", "report", "variables", "room"),
    id: fc.string({ unit: "binary", maxLength: 100 }),
    stationId: fc.string({ unit: "binary", maxLength: 48 }),
    isSettled: fc.constant(true as const),
  },
  { requiredKeys: ["kind", "id"], noNullPrototype: true },
);

test("what is told of a tenant is read as it was, in messages that the bus takes", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.array(change, { minLength: 1, maxLength: 400 }), (tenantId, changes) => {
      const messages = encodeNews({ tenantId, changes });
      for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(maxMessageBytes);
      expect(messages.flatMap((message) => decodeNews(message)?.changes)).toEqual(changes);
    }),
  );
});

test("too many changes are told as none in particular", () => {
  const messages = encodeNews({ tenantId: "t", changes: undefined });
  expect(messages.map(decodeNews)).toEqual([{ tenantId: "t", changes: undefined }]);
});

test("whatever else is on the bus is no news and breaks nothing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (message) => {
      const news = decodeNews(message);
      expect(news === undefined || typeof news.tenantId === "string").toBe(true);
    }),
  );
});
