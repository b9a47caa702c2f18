import { requestSchemas } from "@stationmaster/schemas/json";
import { describe, expect, test } from "vitest";
import { acceptCommandAction, acceptStationAction } from "./accept-action";
import { actions, catalogue, commandActions, isAction, rooms, stationActions } from "./catalogue";
import { errorCodes, readErrorCode } from "./errors";

test("the catalogue holds the 64 actions of OCPP 2.0.1: 25 of stations, 40 of ours, DataTransfer both", () => {
  expect(actions.sort()).toEqual(Object.keys(requestSchemas).sort());
  expect([stationActions.length, commandActions.length]).toEqual([25, 40]);
  expect(stationActions.filter((action) => (commandActions as string[]).includes(action))).toEqual(["DataTransfer"]);
});

test("every action has its room by its block, and its use cases", () => {
  for (const { block, room, useCases } of Object.values(catalogue)) {
    expect(room).toBe(rooms[block]);
    expect(useCases.length).toBeGreaterThan(0);
    for (const useCase of useCases) expect(useCase).toMatch(/^[A-P]\d\d$/);
  }
  expect(new Set(Object.values(catalogue).map(({ room }) => room)).size).toBe(16);
});

describe("an action that is not ours to answer", () => {
  test("is NotImplemented when nobody knows it", () => {
    for (const name of ["CustomOperation", "heartbeat", "constructor", "__proto__", ""]) {
      expect(isAction(name)).toBe(false);
      expect(() => acceptStationAction(name)).toThrow(expect.objectContaining({ code: "NotImplemented" }));
    }
  });
  test("is NotSupported when it goes the other way", () => {
    expect(() => acceptStationAction("Reset")).toThrow(expect.objectContaining({ code: "NotSupported" }));
    expect(() => acceptCommandAction("Heartbeat")).toThrow(expect.objectContaining({ code: "NotSupported" }));
  });
  test("is taken when it goes both ways", () => {
    expect([acceptStationAction("DataTransfer"), acceptCommandAction("DataTransfer")]).toEqual([
      "DataTransfer",
      "DataTransfer",
    ]);
  });
});

test("received error codes are understood in every spelling, and unknown ones are generic", () => {
  for (const code of errorCodes) expect(readErrorCode(code)).toBe(code);
  expect(readErrorCode("OccurenceConstraintViolation")).toBe("OccurrenceConstraintViolation");
  expect(readErrorCode("FormationViolation")).toBe("FormatViolation");
  expect(readErrorCode("constructor")).toBe("GenericError");
});
