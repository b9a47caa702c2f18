import { actions, catalogue, commandActions, stationActions } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { rooms } from ".";

const listed = (kind: "messages" | "commands") =>
  Object.entries(rooms).flatMap(([room, { [kind]: list }]) => list.map(({ action }) => ({ room, action })));

test("every action of the catalogue has its room, exactly once each way", () => {
  expect(
    listed("messages")
      .map(({ action }) => action)
      .sort(),
  ).toEqual([...stationActions].sort());
  expect(
    listed("commands")
      .map(({ action }) => action)
      .sort(),
  ).toEqual([...commandActions].sort());
  for (const { room, action } of [...listed("messages"), ...listed("commands")])
    expect(catalogue[action].room).toBe(room);
  expect(actions).toHaveLength(64);
});
