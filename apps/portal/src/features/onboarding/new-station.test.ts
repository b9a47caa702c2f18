import { expect, test } from "vitest";
import { faultOfIdentity, toInput } from "./new-station";

test.each([
  ["HQ-07", undefined],
  ["a".repeat(48), undefined],
  ["", "empty"],
  ["a".repeat(49), "long"],
  ["HQ:07", "colon"],
  ["HQ 07", "characters"],
  ["HQ/07", "characters"],
  ["Säule", "characters"],
])("identity %j: %s", (identity, fault) => {
  expect(faultOfIdentity(identity)).toBe(fault);
});

test("EVSEs and connectors are numbered from one", () => {
  expect(
    toInput({
      identity: "A",
      siteId: undefined,
      evses: [{ connectors: ["cCCS2", "cG105"] }, { connectors: ["cType2"] }],
    }),
  ).toEqual({
    identity: "A",
    evses: [
      {
        id: 1,
        connectors: [
          { id: 1, type: "cCCS2" },
          { id: 2, type: "cG105" },
        ],
      },
      { id: 2, connectors: [{ id: 1, type: "cType2" }] },
    ],
  });
  expect(toInput({ identity: "A", siteId: "s", evses: [] })).toEqual({ identity: "A", siteId: "s" });
});
