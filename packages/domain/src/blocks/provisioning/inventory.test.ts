import { deviceVariables, eq, stationCommands, stations, tenants } from "@stationmaster/db";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { claimCommand, commandOf, messageOf, type StationContext, settleCommand } from "../..";
import { sweepInventories } from "../../business/upkeep";
import { saveGotVariables, saveValues } from "./device-model";

const room = await aRoom();
const means = { directory: room.directory.db, ingest: room.ingest.sql, outlets: room.outlets };
const later = (seconds: number) => {
  room.clock.now = new Date(room.clock.now.getTime() + seconds * 1000);
};

async function anAskingTenant(): Promise<RoomTenant> {
  const tenant = await room.tenant();
  await room.directory.db.update(tenants).set({ inventory: "automatic" }).where(eq(tenants.id, tenant.id));
  return tenant;
}
const handle = (action: "BootNotification" | "NotifyReport", request: object) => (ctx: StationContext) =>
  (messageOf(action) as unknown as { handle(ctx: StationContext, request: object): Promise<object> }).handle(
    ctx,
    request,
  );
const boot = (tenant: RoomTenant, station: RoomStation, firmwareVersion = "1.0", reason = "PowerUp") =>
  tenant.asStation(
    station,
    handle("BootNotification", {
      reason,
      chargingStation: { vendorName: "Kestrel", model: "K-22", serialNumber: station.identity, firmwareVersion },
    }),
  );
const sweep = async () => {
  later(121);
  return (await sweepInventories(means)).done;
};
const asked = (tenant: RoomTenant) =>
  tenant.inside((ctx) =>
    ctx.db
      .select()
      .from(stationCommands)
      .where(eq(stationCommands.action, "GetBaseReport"))
      .orderBy(stationCommands.id),
  );
async function answer(tenant: RoomTenant, station: RoomStation, status: string): Promise<number> {
  const { command } = await tenant.inside((ctx) => claimCommand(ctx, station));
  await tenant.inside((ctx) =>
    settleCommand(ctx, commandOf, command!.id, 1, { kind: "answered", response: { status } as never }),
  );
  return (command!.request as { requestId: number }).requestId;
}
const tell = (tenant: RoomTenant, station: RoomStation, requestId: number) =>
  tenant.asStation(
    station,
    handle("NotifyReport", {
      ...{ requestId, seqNo: 0, generatedAt: room.clock.now.toISOString() },
      reportData: [{ component: { name: "C" }, variable: { name: "V" }, variableAttribute: [{ value: "1" }] }],
    }),
  );

test("B07.FR.14: the whole device model is asked for after the first boot, and again when the firmware is another", async () => {
  const tenant = await anAskingTenant();
  const station = await tenant.station();
  await boot(tenant, station);
  // The first minute is the station's own.
  expect((await sweepInventories(means)).done).toBe(0);
  await sweep();
  expect(await asked(tenant)).toMatchObject([{ request: { reportBase: "FullInventory" } }]);
  await tell(tenant, station, await answer(tenant, station, "Accepted"));
  await boot(tenant, station);
  await sweep();
  expect(await asked(tenant)).toHaveLength(1);
  await boot(tenant, station, "1.1");
  await sweep();
  expect(await asked(tenant)).toHaveLength(2);
});

test("B07.FR.14: a station that has no such report is not asked again; one that was busy is, after its next boot", async () => {
  const tenant = await anAskingTenant();
  const [without, busy] = [await tenant.station(), await tenant.station()];
  for (const station of [without, busy]) await boot(tenant, station);
  await sweep();
  await answer(tenant, without, "NotSupported");
  await answer(tenant, busy, "Rejected");
  for (const station of [without, busy]) await boot(tenant, station);
  await sweep();
  expect((await asked(tenant)).map(({ stationId }) => stationId)).toEqual(
    expect.arrayContaining([without.id, busy.id, busy.id]),
  );
  expect(await asked(tenant)).toHaveLength(3);
});

test("B07.FR.14: two boots make one question, and a report that somebody has asked for is enough", async () => {
  const tenant = await anAskingTenant();
  const station = await tenant.station();
  await boot(tenant, station);
  await boot(tenant, station);
  await sweep();
  await boot(tenant, station);
  await sweep();
  expect(await asked(tenant)).toHaveLength(1);
});

test("B07.FR.14: a station that is Pending, away, or of a tenant that asks itself is not asked", async () => {
  const [tenant, asksItself] = [await anAskingTenant(), await room.tenant()];
  await boot(tenant, await tenant.station({ registrationStatus: "Pending" }));
  await boot(tenant, await tenant.station({ isOnline: false }));
  await boot(asksItself, await asksItself.station());
  await sweep();
  expect([...(await asked(tenant)), ...(await asked(asksItself))]).toEqual([]);
});

test("B07.FR.14: a thousand stations that boot at once are asked fifty at a time", async () => {
  const tenant = await anAskingTenant();
  await tenant.inside((ctx) =>
    ctx.db.insert(stations).values(
      Array.from({ length: 1_000 }, (_, n) => ({
        ...{ id: crypto.randomUUID(), identity: `MANY-${n}`, connectionEpoch: 1, isOnline: true },
        ...{ bootStatus: "Accepted" as const, bootedAt: ctx.now, inventoryDueAt: ctx.now },
      })),
    ),
  );
  await sweep();
  expect(await asked(tenant)).toHaveLength(50);
  await sweep();
  expect(await asked(tenant)).toHaveLength(100);
});

test("B02.FR.08, B05: a station that says its boot again while it is Pending has not rebooted", async () => {
  const tenant = await room.tenant();
  const station = await tenant.station({ registrationStatus: "Pending", connectedAt: room.clock.now });
  later(1);
  await boot(tenant, station);
  const named = { component: { name: "C" }, variable: { name: "V" } };
  await tenant.inside((ctx) => saveValues(ctx, station.id, [{ ...named, value: "1", rebootRequired: true }]));
  const waits = () => tenant.inside((ctx) => ctx.db.$count(deviceVariables, eq(deviceVariables.rebootRequired, true)));
  later(10);
  await boot(tenant, station);
  await boot(tenant, station, "1.0", "Triggered");
  const told = { ...named, attributeStatus: "Accepted" as const, attributeValue: "0" };
  await tenant.inside((ctx) => saveGotVariables(ctx, station.id, [told]));
  expect(await waits()).toBe(1);
  await boot(tenant, station, "1.0", "RemoteReset");
  expect(await waits()).toBe(0);
});
