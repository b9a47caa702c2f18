import { eq, type IngestTransaction, receivedMessages, rejectedMessages, stations } from "@stationmaster/db";
import {
  type AnyMessage,
  ConflictError,
  commandOf,
  defineIngest,
  defineMessage,
  messageOf,
  NotFoundError,
} from "@stationmaster/domain";
import type { StationAction } from "@stationmaster/ocpp";
import { aServer, aTenant, type TestStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { rawStation, statusNotification } from "./raw-station";

const secret = "a-secret-in-a-payload";
const logged: string[] = [];

// Rooms that go wrong in every way a room can, by what the station says.
const statusNotificationGoingWrong = defineIngest(
  "StatusNotification",
  async (tx: IngestTransaction, arrived) => {
    for (const { request, tenantId, stationId } of arrived) {
      if (request.evseId === 13) await tx`select 1 / (${request.evseId}::int - 13) as one`;
      if (request.evseId === 14) throw new TypeError(`${secret} is not a function`);
      await tx`update stations set bad_frames = bad_frames + 100 where tenant_id = ${tenantId} and id = ${stationId}`;
    }
    return arrived.map(({ request }) => ({
      response: (request.evseId === 15 ? { mood: "good" } : {}) as object,
      announcements: [],
    }));
  },
  () => ({}),
);
const securityEventGoingWrong = defineMessage("SecurityEventNotification", async (ctx, { type, timestamp }) => {
  const row = {
    id: "0190a4e7-0000-7000-8000-000000000001",
    stationId: ctx.station.id,
    action: type,
    receivedAt: new Date(timestamp),
    request: { secret },
  };
  await ctx.db.insert(receivedMessages).values(row);
  if (type === "conflict") throw new ConflictError("there is one already");
  if (type === "unknown") throw new NotFoundError("thing", 7);
  if (type === "defect") throw new Error(`it broke at ${"x".repeat(50)}`);
  if (type === "refused")
    await ctx.db.insert(receivedMessages).values({ ...row, stationId: "0190a4e7-0000-7000-8000-00000000dead" });
  return type === "wrong" ? ({ nonsense: 1 } as object) : {};
});
const odd = new Map<StationAction, unknown>([
  ["StatusNotification", statusNotificationGoingWrong],
  ["SecurityEventNotification", securityEventGoingWrong],
]);
const server = await aServer({
  rooms: { messageOf: (action) => (odd.get(action) as AnyMessage | undefined) ?? messageOf(action), commandOf },
  onLogLine: (text) => logged.push(text),
});
const { tenant } = await aTenant({ server });

async function aBootedStation() {
  const station = await tenant.withStation();
  const socket = await rawStation(station);
  await socket.boot();
  return { station, socket };
}
const rejectedOf = ({ id }: TestStation) =>
  tenant.inside((ctx) => ctx.db.select().from(rejectedMessages).where(eq(rejectedMessages.stationId, id)));
const keptOf = ({ id }: TestStation) =>
  tenant.inside((ctx) => ctx.db.select().from(receivedMessages).where(eq(receivedMessages.stationId, id)));
const at = (evseId: number) => ({ ...statusNotification(), evseId });
const securityEvent = (type: string) => ({ type, timestamp: new Date().toISOString() });

test("one bad event in a flush is kept aside and answered, and its neighbours are stored", async () => {
  const all = await Promise.all(Array.from({ length: 24 }, aBootedStation));
  const answers = await Promise.all(
    all.map(({ socket }, index) =>
      socket.call("StatusNotification", at(index === 5 ? 13 : index === 9 ? 14 : index === 17 ? 15 : 1)),
    ),
  );
  for (const answer of answers) expect(answer).toMatchObject([3, expect.any(String), {}]);
  const rows = await tenant.inside((ctx) => ctx.db.select().from(stations));
  for (const [index, { station }] of all.entries()) {
    const isBad = [5, 9, 17].includes(index);
    expect(rows.find(({ id }) => id === station.id)?.badFrames, String(index)).toBe(isBad ? 0 : 100);
    expect(await rejectedOf(station), String(index)).toHaveLength(isBad ? 1 : 0);
  }
  const [kept] = await rejectedOf(all[5]!.station);
  expect(kept).toMatchObject({
    action: "StatusNotification",
    reason: expect.stringContaining("22012"),
    isResolved: false,
  });
  expect(JSON.parse(kept!.request)).toMatchObject({ evseId: 13 });
  expect(await server.metrics.text()).toMatch(/rejected_messages_total\{action="StatusNotification"\} 3/);
});

const wrongs: [string, string, string][] = [
  ["conflict", "GenericError", "there is one already"],
  ["unknown", "PropertyConstraintViolation", "There is no thing 7."],
  ["defect", "InternalError", "the message could not be handled; it is in our log"],
  ["wrong", "InternalError", "the message could not be handled; it is in our log"],
];

test.each(wrongs)("what goes wrong in a room (%s) is %s, and nothing of it stays", async (type, code, description) => {
  const { station, socket } = await aBootedStation();
  expect(await socket.call("SecurityEventNotification", securityEvent(type))).toEqual([
    4,
    expect.any(String),
    code,
    description,
    {},
  ]);
  expect(await keptOf(station)).toEqual([]);
  expect((await socket.call("Heartbeat", {}))[0]).toBe(3);
});

test("a valid message that the tables refuse is a CALLERROR, and kept", async () => {
  const { station, socket } = await aBootedStation();
  expect(await socket.call("SecurityEventNotification", securityEvent("refused"))).toMatchObject([
    4,
    expect.any(String),
    "InternalError",
    expect.any(String),
    {},
  ]);
  expect(await rejectedOf(station)).toMatchObject([{ action: "SecurityEventNotification", reason: "23505" }]);
});

test("no log line holds what a station or a table said", () => {
  expect(logged.join()).toContain("could not be handled");
  expect(logged.join()).not.toContain("0190a4e7-0000-7000-8000-00000000dead");
  const ofDatabase = logged.filter((text) => text.includes("23505") || text.includes("22012"));
  expect(ofDatabase.length).toBeGreaterThan(0);
  expect(ofDatabase.join()).not.toContain(secret);
});
