import {
  connectors,
  deviceVariables,
  eq,
  stationEvents,
  stationProblems,
  variableMonitors,
  withTenants,
} from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { listEvents, listProblems } from "./list-events";
import { notifyEvent } from "./notify-event";

const room = await aRoom();
const tenant = await room.tenant();

type Event = Req<"NotifyEvent">["eventData"][number];
const event = (values: Partial<Event> = {}): Event => ({
  eventId: 1,
  timestamp: "2026-06-01T12:00:00Z",
  trigger: "Delta",
  actualValue: "21.5",
  eventNotificationType: "HardWiredNotification",
  component: { name: "TemperatureSensor" },
  variable: { name: "Temperature" },
  ...values,
});
const lock = (value: string, timestamp: string, values: Partial<Event> = {}) =>
  event({
    ...{ actualValue: value, timestamp, variable: { name: "Problem" } },
    component: { name: "ConnectorPlugRetentionLock", evse: { id: 1, connectorId: 1 } },
    ...values,
  });
const message = (...eventData: Event[]): Req<"NotifyEvent"> => ({
  generatedAt: "2026-06-01T12:00:00Z",
  seqNo: 0,
  eventData: eventData as Req<"NotifyEvent">["eventData"],
});

type Arrival = { of?: RoomTenant; station: RoomStation; request: Req<"NotifyEvent">; receivedAt?: Date };
const send = (...arrivals: Arrival[]) =>
  withTenants(
    room.ingest.sql,
    arrivals.map(({ of = tenant }) => of.id),
    (tx) =>
      notifyEvent.handleMany(
        tx,
        arrivals.map(({ of = tenant, station, request, receivedAt = room.clock.now }, n) => ({
          ...{ n, tenantId: of.id, stationId: station.id, receivedAt, request },
        })),
      ),
  );
const eventsOf = (station: RoomStation, of: RoomTenant = tenant) =>
  of.inside((ctx) => ctx.db.select().from(stationEvents).where(eq(stationEvents.stationId, station.id)));
const problemsOf = async (station: RoomStation) =>
  (await tenant.inside((ctx) => listProblems(ctx, { stationId: station.id, withEnded: true }))).items;

test("N07: an event is kept with all it says, under the severity of its monitor", async () => {
  const station = await tenant.station();
  await tenant.inside((ctx) =>
    ctx.db.insert(variableMonitors).values({
      ...{ stationId: station.id, monitorId: 7, key: "k", component: "TemperatureSensor", variable: "Temperature" },
      ...{ type: "UpperThreshold", value: 60, severity: 2, isTransaction: false, origin: "set", knownAt: new Date() },
    }),
  );
  const told = event({
    ...{ eventId: 12, cause: 11, trigger: "Alerting", actualValue: "61", techCode: "T1", techInfo: "too hot" },
    ...{ eventNotificationType: "CustomMonitor", variableMonitoringId: 7, transactionId: "TX-1", cleared: false },
    component: { name: "TemperatureSensor", instance: "Inlet", evse: { id: 2 } },
  });
  expect(await send({ station, request: message(told) })).toEqual([
    {
      response: {},
      announcements: [{ kind: "changed", change: { kind: "room", id: "diagnostics", stationId: station.id } }],
    },
  ]);
  expect(await eventsOf(station)).toMatchObject([
    {
      ...{ eventId: 12, cause: 11, trigger: "Alerting", actualValue: "61", techCode: "T1", techInfo: "too hot" },
      ...{ notificationType: "CustomMonitor", monitorId: 7, severity: 2, transactionId: "TX-1", isCleared: false },
      ...{ component: "TemperatureSensor", componentInstance: "Inlet", evseId: 2, connectorId: null, isProblem: true },
      occurredAt: new Date("2026-06-01T12:00:00Z"),
    },
  ]);
});

test("N07: an event that comes twice is kept once, also within one message; one of another moment or value is another", async () => {
  const station = await tenant.station();
  await send({ station, request: message(event(), event()) });
  await send({ station, request: message(event()) }, { station, request: message(event({ actualValue: "22" })) });
  await send({ station, request: message(event({ timestamp: "2026-06-01T12:00:01Z" })) });
  expect((await eventsOf(station)).map(({ actualValue }) => actualValue).sort()).toEqual(["21.5", "21.5", "22"]);
});

test("N07: an alert is open until the station says that it is cleared, each threshold for itself", async () => {
  const station = await tenant.station();
  const alert = (monitor: number, timestamp: string, cleared?: boolean) =>
    event({ trigger: "Alerting", variableMonitoringId: monitor, timestamp, ...(cleared ? { cleared } : {}) });
  await send({
    station,
    request: message(alert(1, "2026-06-01T12:00:00Z"), alert(2, "2026-06-01T12:00:01Z")),
  });
  await send({ station, request: message(alert(1, "2026-06-01T12:05:00Z", true)) });
  expect((await problemsOf(station)).map(({ monitorId, isOpen }) => [monitorId, isOpen]).sort()).toEqual([
    [1, false],
    [2, true],
  ]);
});

test("G05: a lock that fails is a problem since its first word, until it works again", async () => {
  const station = await tenant.station();
  await send({ station, request: message(lock("true", "2026-06-01T12:00:00Z")) });
  await send({ station, request: message(lock("true", "2026-06-01T12:10:00Z", { eventId: 2 })) });
  expect(await problemsOf(station)).toMatchObject([
    {
      ...{ component: "ConnectorPlugRetentionLock", variable: "Problem", evseId: 1, connectorId: 1, isOpen: true },
      ...{ since: new Date("2026-06-01T12:00:00Z"), changedAt: new Date("2026-06-01T12:10:00Z") },
    },
  ]);
  await send({ station, request: message(lock("False", "2026-06-01T12:20:00Z", { eventId: 3 })) });
  expect(await problemsOf(station)).toMatchObject([{ isOpen: false, since: new Date("2026-06-01T12:20:00Z") }]);
});

test("G05: an older word that comes late changes nothing, and an end without a beginning leaves no trace", async () => {
  const station = await tenant.station();
  await send({ station, request: message(lock("false", "2026-06-01T11:00:00Z")) });
  expect(await problemsOf(station)).toEqual([]);
  await send({ station, request: message(lock("true", "2026-06-01T12:00:00Z", { eventId: 2 })) });
  await send({ station, request: message(lock("false", "2026-06-01T11:30:00Z", { eventId: 3 })) });
  expect(await problemsOf(station)).toMatchObject([{ isOpen: true }]);
});

test("G01: NotifyEvent of AvailabilityState is the same truth as StatusNotification", async () => {
  const station = await tenant.station();
  const state = (actualValue: string, timestamp: string) =>
    event({
      ...{ actualValue, timestamp, variable: { name: "AvailabilityState" } },
      component: { name: "Connector", evse: { id: 1, connectorId: 1 } },
    });
  const statuses = async () =>
    (await tenant.inside((ctx) => ctx.db.select().from(connectors).where(eq(connectors.stationId, station.id)))).map(
      (row) => row.status,
    );
  const [reply] = await send({
    station,
    request: message(state("Reserved", "2026-06-01T12:00:00Z"), state("Sleeping", "2026-06-01T12:01:00Z")),
  });
  expect(reply!.announcements).toContainEqual({
    kind: "changed",
    change: { kind: "connector", id: "1.1", stationId: station.id },
  });
  expect(await statuses()).toEqual(["Reserved"]);
  await send({ station, request: message(state("Available", "2026-06-01T11:00:00Z")) });
  expect(await statuses()).toEqual(["Reserved"]);
  expect(await eventsOf(station)).toHaveLength(3);
});

test("N08: many events of one station are stored in a few statements, and are listed page by page, newest first", async () => {
  const station = await tenant.station();
  const start = Date.parse("2026-06-02T00:00:00Z");
  const at = (second: number) => new Date(start + second * 1000);
  for (let flush = 0; flush < 4; flush++) {
    const frames = Array.from({ length: 250 }, (_, frame) => {
      const second = flush * 250 + frame;
      const periodic = (eventId: number) =>
        event({ eventId, trigger: "Periodic", timestamp: at(second).toISOString(), actualValue: `${second}` });
      return {
        station,
        receivedAt: at(second),
        request: message(...Array.from({ length: 20 }, (_, n) => periodic(n))),
      };
    });
    await send(...frames);
  }
  expect(await eventsOf(station)).toHaveLength(20_000);
  const first = await tenant.inside((ctx) => listEvents(ctx, { stationId: station.id, limit: 30 }));
  const second = await tenant.inside((ctx) =>
    listEvents(ctx, { stationId: station.id, limit: 30, cursor: first.nextCursor }),
  );
  const seen = [...first.items, ...second.items];
  expect(new Set(seen.map(({ id }) => id)).size).toBe(60);
  expect(seen.map(({ receivedAt }) => receivedAt.getTime())).toEqual(
    [999, 998, 997].flatMap((n) => Array.from({ length: 20 }, () => at(n).getTime())),
  );
});

test("N07: events are found by what they name, with the unit that the device model gives", async () => {
  const station = await tenant.station();
  await tenant.inside((ctx) =>
    ctx.db.insert(deviceVariables).values({
      ...{ stationId: station.id, key: "temperaturesensor||||temperature|", attributeType: "Actual" },
      ...{ component: "TemperatureSensor", variable: "Temperature", reportedAt: room.clock.now },
      characteristics: { dataType: "decimal", unit: "Celsius", supportsMonitoring: true },
    }),
  );
  const fan = event({ eventId: 2, component: { name: "FanSensor" }, variable: { name: "Active" }, techInfo: "stuck" });
  await send({ station, request: message(event({ trigger: "Alerting" }), fan) });
  const found = async (filter: Partial<Parameters<typeof listEvents>[1]>) =>
    (await tenant.inside((ctx) => listEvents(ctx, { stationId: station.id, ...filter }))).items.map(
      ({ component, unit }) => [component, unit],
    );
  expect(await found({ search: "TEMPER" })).toEqual([["TemperatureSensor", "Celsius"]]);
  expect(await found({ search: "stuck" })).toEqual([["FanSensor", null]]);
  expect(await found({ search: "%" })).toEqual([]);
  expect(await found({ trigger: "Delta" })).toEqual([["FanSensor", null]]);
  expect(await found({ onlyProblems: true })).toEqual([["TemperatureSensor", "Celsius"]]);
});

test("N07: another tenant cannot bring events for a station, nor see them", async () => {
  const other = await room.tenant();
  const [mine, theirs] = [await tenant.station(), await other.station()];
  await send(
    { station: mine, request: message(lock("true", "2026-06-01T12:00:00Z")) },
    { of: other, station: theirs, request: message(event({ actualValue: "theirs" })) },
  );
  expect((await eventsOf(theirs, other)).map(({ actualValue }) => actualValue)).toEqual(["theirs"]);
  expect(await eventsOf(mine, other)).toEqual([]);
  expect((await other.inside((ctx) => listProblems(ctx, {}))).items).toEqual([]);
  expect((await other.inside((ctx) => listEvents(ctx, {}))).items.map(({ stationId }) => stationId)).toEqual([
    theirs.id,
  ]);
  await expect(
    withTenants(room.ingest.sql, [other.id], (tx) =>
      notifyEvent.handleMany(tx, [
        { n: 0, tenantId: tenant.id, stationId: mine.id, receivedAt: room.clock.now, request: message(event()) },
      ]),
    ),
  ).rejects.toMatchObject({ code: "42501" });
  await expect(
    send({ of: other, station: mine, request: message(lock("true", "2026-06-01T12:00:00Z")) }),
  ).rejects.toMatchObject({ code: "23503" });
  expect(await tenant.inside((ctx) => ctx.db.$count(stationProblems, eq(stationProblems.stationId, mine.id)))).toBe(1);
});
