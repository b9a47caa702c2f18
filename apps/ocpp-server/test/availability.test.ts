import { connectors, eq, idTokens, stationCommands } from "@stationmaster/db";
import { changeAvailability, listAvailabilityIntents } from "@stationmaster/domain/availability";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { beforeAll, expect, test } from "vitest";
import { askStation } from "./ask-station";

const server = await aServer();
const { tenant } = await aTenant({ server });
const { ask, effectOf } = askStation({ server, tenant });
beforeAll(() =>
  tenant.inside((ctx) => ctx.db.insert(idTokens).values({ idToken: "CARD", type: "ISO14443", status: "Accepted" })),
);

const evses = [1, 2].map((id) => ({
  id,
  connectors: [
    { id: 1, type: "cType2" as const },
    { id: 2, type: "cType2" as const },
  ],
}));
const aStation = async () => {
  const row = await tenant.withStation();
  return { row, station: await row.start({ evses }) };
};
const statusesOf = (row: TestStation) =>
  tenant.inside(async (ctx) => {
    const plugs = await ctx.db
      .select()
      .from(connectors)
      .where(eq(connectors.stationId, row.id))
      .orderBy(connectors.evseId, connectors.connectorId);
    return plugs.map(({ status }) => status).join(" ");
  });
const intentsOf = (row: TestStation) => tenant.inside((ctx) => listAvailabilityIntents(ctx, row.id));
type Input = { operationalStatus: "Operative" | "Inoperative"; evseId?: number; connectorId?: number };
const change = (row: TestStation, input: Input) => ask(row, changeAvailability, input);
const eventually = (work: () => Promise<unknown>) => expect.poll(work, { timeout: 10_000 });

test.each([
  ["G04", "the station", {}, "Unavailable Unavailable Unavailable Unavailable"],
  ["G03", "an EVSE", { evseId: 1 }, "Unavailable Unavailable Available Available"],
  ["G03", "a connector", { evseId: 2, connectorId: 2 }, "Available Available Available Unavailable"],
] as const)("%s: %s is taken out of use and put back, and seen to be", async (_useCase, _what, scope, expected) => {
  const { row, station } = await aStation();
  const off = await change(row, { operationalStatus: "Inoperative", ...scope });
  expect(off.response).toEqual({ status: "Accepted" });
  expect(await effectOf(off.id)).toEqual({ operationalStatus: "Inoperative" });
  expect(await statusesOf(row)).toBe(expected);
  const on = await change(row, { operationalStatus: "Operative", ...scope });
  expect(await effectOf(on.id)).toEqual({ operationalStatus: "Operative" });
  expect(await statusesOf(row)).toBe("Available Available Available Available");
  expect(await intentsOf(row)).toMatchObject([
    { wanted: "Operative", inForce: "Operative", answer: "Accepted", otherwise: [] },
  ]);
  expect(station.violations).toEqual([]);
});

test("G03.FR.05, G04: during a session it is Scheduled, and comes about when the session has ended", async () => {
  const { row, station } = await aStation();
  await station.plugIn(1);
  await station.authorize("CARD", { evseId: 1 });
  await station.startCharging(1);
  const command = await change(row, { operationalStatus: "Inoperative", evseId: 1 });
  expect(command.response).toEqual({ status: "Scheduled" });
  expect(await intentsOf(row)).toMatchObject([{ answer: "Scheduled", observedAt: null }]);
  await station.authorize("CARD", { evseId: 1 });
  await station.unplug(1);
  expect(await effectOf(command.id)).toEqual({ operationalStatus: "Inoperative" });
  await eventually(() => statusesOf(row)).toBe("Unavailable Unavailable Available Available");
});

test("G03.FR.08: a station that forgot over a reboot is told once more, by itself", async () => {
  const { row, station } = await aStation();
  await effectOf((await change(row, { operationalStatus: "Inoperative", evseId: 2 })).id);
  station.evse(2).isOperative = true;
  await station.boot("PowerUp");
  await eventually(() => statusesOf(row)).toBe("Available Available Unavailable Unavailable");
  const commands = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.stationId, row.id)).orderBy(stationCommands.id),
  );
  expect(commands).toHaveLength(2);
  expect(commands[1]).toMatchObject({
    action: "ChangeAvailability",
    status: "answered",
    requestedBy: { kind: "system" },
    request: { operationalStatus: "Inoperative", evse: { id: 2 } },
  });
  await station.boot("PowerUp");
  await server.settle();
  expect(
    await tenant.inside((ctx) => ctx.db.select().from(stationCommands).where(eq(stationCommands.stationId, row.id))),
  ).toHaveLength(2);
});

test("G01: NotifyEvent tells the state of a connector as StatusNotification does, for what is wanted too", async () => {
  const { row, station } = await aStation();
  station.onCommand("ChangeAvailability", () => ({ status: "Accepted" }));
  const command = await change(row, { operationalStatus: "Inoperative", evseId: 1, connectorId: 1 });
  expect(await intentsOf(row)).toMatchObject([
    { observedAt: null, otherwise: [{ evseId: 1, connectorId: 1, status: "Available" }] },
  ]);
  const now = new Date().toISOString();
  const event = {
    ...{
      eventId: 1,
      timestamp: now,
      trigger: "Delta",
      actualValue: "Unavailable",
      eventNotificationType: "HardWiredNotification",
    },
    ...{ component: { name: "Connector", evse: { id: 1, connectorId: 1 } }, variable: { name: "AvailabilityState" } },
  };
  await station.call("NotifyEvent", { generatedAt: now, seqNo: 0, eventData: [event] });
  expect(await effectOf(command.id)).toEqual({ operationalStatus: "Inoperative" });
});

test("G03: a station that accepts and does the opposite is shown to be otherwise", async () => {
  const { row, station } = await aStation();
  station.onCommand("ChangeAvailability", () => ({ status: "Accepted" }));
  await change(row, { operationalStatus: "Inoperative" });
  await server.settle();
  expect(await intentsOf(row)).toMatchObject([{ answer: "Accepted", observedAt: null, otherwise: [{}, {}, {}, {}] }]);
});
