import { connectors, evses, transactions } from "@stationmaster/db";
import { aRoom } from "@stationmaster/testing";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, test } from "vitest";
import { countStations, listStations, stationList } from ".";

const room = await aRoom();
const ago = (minutes: number) => new Date(room.clock.now.getTime() - minutes * 60_000);

type Plug = { evse?: number; id?: number; status: string | null; reportedAt?: Date };
type Session = { evse?: number; chargingState?: string; energyWh?: number; heardAt?: Date };
type Given = { station?: object; plugs?: Plug[]; sessions?: Session[] };

async function aStation(
  tenant: Awaited<ReturnType<typeof room.tenant>>,
  { station = {}, plugs = [], sessions = [] }: Given,
) {
  const made = await tenant.station({
    bootedAt: ago(60),
    bootStatus: "Accepted",
    connectedAt: ago(60),
    statesStaleBefore: ago(60),
    ...station,
  });
  await tenant.inside(async (ctx) => {
    for (const { evse = 1, id = 1, status, reportedAt = ago(10) } of plugs) {
      await ctx.db.insert(evses).values({ stationId: made.id, evseId: evse, origin: "reported" }).onConflictDoNothing();
      await ctx.db.insert(connectors).values({
        stationId: made.id,
        evseId: evse,
        connectorId: id,
        origin: "reported",
        status,
        statusAt: reportedAt,
        reportedAt,
      });
    }
    for (const { evse = 1, chargingState = null, energyWh = 0, heardAt = ago(5) } of sessions) {
      const events = {
        firstSeq: 0,
        lastSeq: 1,
        seqCount: 2,
        startedSeq: 0,
        registerFirstWh: "0",
        registerLastWh: String(energyWh),
      };
      await ctx.db.insert(transactions).values({
        id: uuidv7(),
        stationId: made.id,
        ocppId: uuidv7(),
        evseId: evse,
        chargingState,
        startedAt: ago(20),
        lastEventAt: heardAt,
        lastReceivedAt: heardAt,
        ...events,
      });
    }
  });
  return made;
}

const shown = async (given: Given) => {
  const tenant = await room.tenant();
  await aStation(tenant, given);
  const page = await tenant.inside((ctx) => listStations(ctx, stationList.parse({})));
  return page.items[0]!;
};

const occupied: Plug = { status: "Occupied" };

describe("what an EVSE is said to be", () => {
  test.each<[string, Given]>([
    ["available", { plugs: [{ status: "Available" }] }],
    ["occupied", { plugs: [occupied] }],
    ["reserved", { plugs: [{ status: "Reserved" }] }],
    ["faulted", { plugs: [{ status: "Faulted" }, { id: 2, status: "Available" }] }],
    ["unavailable", { plugs: [{ status: "Unavailable" }, { id: 2, status: "Available" }] }],
    ["charging", { plugs: [occupied], sessions: [{ chargingState: "Charging" }] }],
    ["paused-ev", { plugs: [occupied], sessions: [{ chargingState: "SuspendedEV" }] }],
    ["paused-evse", { plugs: [occupied], sessions: [{ chargingState: "SuspendedEVSE" }] }],
    ["occupied", { plugs: [occupied], sessions: [{ chargingState: "EVConnected" }] }],
    ["ended", { plugs: [occupied], sessions: [{ chargingState: "EVConnected", energyWh: 5 }] }],
    ["ended", { plugs: [occupied], sessions: [{ chargingState: "Idle", energyWh: 5 }] }],
    ["occupied", { plugs: [occupied], sessions: [{}] }],
    // A fault is worse than the session it interrupts.
    ["faulted", { plugs: [{ status: "Faulted" }], sessions: [{ chargingState: "Charging" }] }],
    // What was said before the last boot is not known any more, unless the session was heard since.
    ["unknown", { plugs: [{ status: "Available", reportedAt: ago(90) }] }],
    ["unknown", { plugs: [{ status: null }] }],
    ["unknown", { plugs: [{ status: "Available" }, { id: 2, status: null }] }],
    ["charging", { plugs: [{ status: "Occupied", reportedAt: ago(90) }], sessions: [{ chargingState: "Charging" }] }],
    [
      "unknown",
      {
        plugs: [{ status: "Occupied", reportedAt: ago(90) }],
        sessions: [{ chargingState: "Charging", heardAt: ago(90) }],
      },
    ],
    ["charging", { sessions: [{ chargingState: "Charging" }] }],
    ["offline", { station: { isOnline: false, disconnectedAt: ago(3) }, plugs: [{ status: "Available" }] }],
  ])("%s: %j", async (state, given) => {
    const station = await shown(given);
    expect(station.evses).toMatchObject([{ id: 1, state }]);
    expect(station.state).toBe(state);
  });
});

describe("which EVSE speaks for the station", () => {
  const two = (first: Plug, second: Plug, sessions: Session[] = []) =>
    shown({ plugs: [first, { ...second, evse: 2 }], sessions });

  test("the one that needs a person most", async () => {
    expect((await two({ status: "Available" }, { status: "Faulted" })).state).toBe("faulted");
    expect((await two({ status: "Available" }, { status: "Unavailable" })).state).toBe("unavailable");
    expect((await two({ status: "Available" }, { status: null })).state).toBe("unknown");
    expect((await two(occupied, { status: "Available" }, [{ chargingState: "Charging" }])).state).toBe("charging");
  });

  test("charging is worth more than what is not known of the neighbour, but not more than a fault", async () => {
    expect((await two(occupied, { status: null }, [{ chargingState: "Charging" }])).state).toBe("charging");
    expect((await two(occupied, { status: "Unavailable" }, [{ chargingState: "Charging" }])).state).toBe("charging");
    expect((await two(occupied, { status: "Faulted" }, [{ chargingState: "Charging" }])).state).toBe("faulted");
  });

  test("nobody: a station that never booted, or has told of no EVSE, is unknown", async () => {
    expect(await shown({ station: { bootedAt: null, isOnline: false } })).toMatchObject({
      state: "unknown",
      offlineSince: null,
      lastKnownState: null,
      evses: [],
    });
    expect(await shown({})).toMatchObject({ state: "unknown" });
  });
});

test("behind a lost connection stands what was last known, and since when", async () => {
  const station = await shown({
    station: { isOnline: false, disconnectedAt: ago(7) },
    plugs: [occupied],
    sessions: [{ chargingState: "Charging" }],
  });
  expect(station).toMatchObject({
    state: "offline",
    stateSince: ago(7),
    offlineSince: ago(7),
    lastKnownState: "charging",
    powerW: null,
  });
});

test("views, states and the order of attention agree with each other", async () => {
  const tenant = await room.tenant();
  const made = {
    available: await aStation(tenant, { plugs: [{ status: "Available" }] }),
    charging: await aStation(tenant, { plugs: [occupied], sessions: [{ chargingState: "Charging" }] }),
    faulted: await aStation(tenant, {
      plugs: [{ status: "Faulted" }, { evse: 2, status: "Occupied" }],
      sessions: [{ evse: 2, chargingState: "Charging" }],
    }),
    offline: await aStation(tenant, {
      station: { isOnline: false, disconnectedAt: ago(7) },
      plugs: [{ status: "Available" }],
    }),
    unavailable: await aStation(tenant, { plugs: [{ status: "Unavailable" }] }),
    waiting: await aStation(tenant, { station: { bootedAt: null, isOnline: false } }),
  };
  const listed = (input: object) =>
    tenant.inside(async (ctx) => {
      const { items } = await listStations(ctx, stationList.parse(input));
      return items.map(({ id }) => Object.entries(made).find(([, station]) => station.id === id)![0]);
    });
  expect(await listed({ sort: "attention" })).toEqual([
    "faulted",
    "offline",
    "waiting",
    "unavailable",
    "charging",
    "available",
  ]);
  expect(await listed({ sort: "attention", order: "desc" })).toEqual([
    "available",
    "charging",
    "unavailable",
    "waiting",
    "offline",
    "faulted",
  ]);
  expect((await listed({ view: "charging" })).toSorted()).toEqual(["charging", "faulted"]);
  expect((await listed({ view: "cannot-sell" })).toSorted()).toEqual(["faulted", "offline", "unavailable"]);
  expect(await listed({ view: "offline" })).toEqual(["offline"]);
  expect(await listed({ view: "waiting" })).toEqual(["waiting"]);
  expect((await listed({ states: ["available", "faulted"] })).toSorted()).toEqual(["available", "faulted"]);
  expect(await tenant.inside((ctx) => countStations(ctx, {}))).toEqual({
    all: 6,
    charging: 2,
    cannotSell: 3,
    withProblems: 0,
    offline: 1,
    waiting: 1,
    reboot: 0,
  });
});

test("each order pages through every station once", async () => {
  const tenant = await room.tenant();
  for (const n of [1, 2, 3, 4, 5, 6, 7]) {
    await aStation(tenant, {
      station: { lastSeenAt: n % 3 ? ago(n % 2) : null, model: n % 2 ? "M" : null },
      plugs: [{ status: n % 2 ? "Available" : "Faulted" }],
    });
  }
  for (const sort of ["attention", "identity", "lastSeenAt", "model"]) {
    for (const order of ["asc", "desc"]) {
      const seen: string[] = [];
      for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
        const page = await tenant.inside((ctx) =>
          listStations(ctx, stationList.parse({ sort, order, limit: 2, cursor })),
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size).toBe(7);
      expect(seen).toHaveLength(7);
    }
  }
});
