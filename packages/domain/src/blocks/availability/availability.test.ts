import { connectors, eq, withTenants } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { heartbeat } from "./heartbeat";
import { statusNotification } from "./status-notification";

const room = await aRoom();
const tenant = await room.tenant();

type Status = Req<"StatusNotification">;
const status = (
  connectorStatus: Status["connectorStatus"],
  timestamp: string,
  evseId = 1,
  connectorId = 1,
): Status => ({ connectorStatus, timestamp, evseId, connectorId });

const send = (...arrivals: { of: RoomTenant; station: RoomStation; request: Status; receivedAt?: Date }[]) =>
  withTenants(
    room.ingest.sql,
    arrivals.map(({ of }) => of.id),
    (tx) =>
      statusNotification.handleMany(
        tx,
        arrivals.map(({ of, station, request, receivedAt = room.clock.now }, n) => ({
          n,
          tenantId: of.id,
          stationId: station.id,
          receivedAt,
          request,
        })),
      ),
  );
const statusesOf = (of: RoomTenant, station: RoomStation) =>
  of.inside(async (ctx) =>
    (await ctx.db.select().from(connectors).where(eq(connectors.stationId, station.id))).map((row) => row.status),
  );

test("G01: the newest status by the station's clock counts, not the last to arrive", async () => {
  const station = await tenant.station();
  await send({ of: tenant, station, request: status("Occupied", "2026-06-01T12:00:00Z") });
  await send({ of: tenant, station, request: status("Available", "2026-06-01T11:00:00Z") });
  expect(await statusesOf(tenant, station)).toEqual(["Occupied"]);
  await send({ of: tenant, station, request: status("Available", "2026-06-01T12:00:00Z") });
  expect(await statusesOf(tenant, station)).toEqual(["Available"]);
});

test("G01: a clock years ahead does not freeze a connector, nor one that starts in 1970", async () => {
  const station = await tenant.station();
  await send({ of: tenant, station, request: status("Faulted", "2099-01-01T00:00:00Z") });
  await send({ of: tenant, station, request: status("Available", "2026-06-01T12:00:00Z") });
  expect(await statusesOf(tenant, station)).toEqual(["Available"]);
  await send({ of: tenant, station, request: status("Occupied", "1970-01-01T00:00:10Z") });
  expect(await statusesOf(tenant, station)).toEqual(["Occupied"]);
});

test("G01: two reports of one connector in one flush leave the newer", async () => {
  const station = await tenant.station();
  const arrivals = ["2026-06-01T12:00:05Z", "2026-06-01T12:00:09Z"].map((at, n) => ({
    of: tenant,
    station,
    request: status(n ? "Occupied" : "Available", at),
  }));
  await send(...arrivals.reverse());
  expect(await statusesOf(tenant, station)).toEqual(["Occupied"]);
});

test("G01: another tenant cannot report for this one's station", async () => {
  const station = await tenant.station();
  const other = await room.tenant();
  await expect(
    send({ of: other, station, request: status("Available", "2026-06-01T12:00:00Z") }),
  ).rejects.toMatchObject({ code: "23503" });
  expect(await statusesOf(other, station)).toEqual([]);
});

test("G02: a heartbeat is answered with our time", () => {
  expect(heartbeat.answer(new Date("2026-06-01T12:00:00Z"))).toEqual({ currentTime: "2026-06-01T12:00:00.000Z" });
});
