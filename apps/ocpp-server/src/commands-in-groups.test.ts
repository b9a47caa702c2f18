import { eq, stationCommands } from "@stationmaster/db";
import { commandOf, defineCommand, requireCommand, sendRawCommand } from "@stationmaster/domain";
import { aRoom } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { commandsInGroups } from "./commands-in-groups";
import { fairTurns } from "./fair-turns";
import { defaultLimits } from "./limits";

const room = await aRoom();

async function tenStations() {
  const tenant = await room.tenant();
  const stations = await Promise.all(Array.from({ length: 10 }, () => tenant.station({ bootStatus: "Accepted" })));
  for (const { id } of stations)
    await tenant.inside((ctx) => sendRawCommand(ctx, id, requireCommand("ClearCache"), {}));
  const statuses = async () => {
    const rows = await tenant.inside((ctx) => ctx.db.select().from(stationCommands).orderBy(stationCommands.id));
    return rows.map(({ status }) => status);
  };
  return { tenant, stations, statuses };
}
const turns = () => fairTurns({ atOnce: 2, giveUpMs: defaultLimits.giveUpMs });
const groups = (find: typeof commandOf = commandOf) =>
  commandsInGroups({
    ...{ ...room.outlets, limits: defaultLimits, rooms: { messageOf: () => undefined, commandOf: find } },
    turns: turns(),
  });
const outcome = { kind: "answered", response: { status: "Accepted" } } as const;

test("each station gets its own command, and what a room has against one outcome keeps no other from being settled", async () => {
  const { tenant, stations, statuses } = await tenStations();
  const refusing = defineCommand("ClearCache", {
    async settle(ctx, { id, stationId }) {
      if (stationId === stations[3]!.id) throw new Error("a defect");
      await ctx.db
        .update(stationCommands)
        .set({ observed: { seen: true } })
        .where(eq(stationCommands.id, id));
    },
  });
  const { claim, settle } = groups(() => refusing as never);
  const claimed = await Promise.all(stations.map((station) => claim(tenant.id, station)));
  expect(claimed.map(({ command }) => command?.stationId)).toEqual(stations.map(({ id }) => id));
  const settled = await Promise.allSettled(
    claimed.map(({ command }) => settle(tenant.id, { commandId: command!.id, epoch: 1, outcome })),
  );
  expect(settled.map(({ status }) => status === "fulfilled")).toEqual(stations.map((_, n) => n !== 3));
  expect((await statuses()).toSorted()).toEqual([...Array(9).fill("answered"), "sent"]);
});

test("a claim that fails with the database is not made again by itself: what was taken would never be sent", async () => {
  const { tenant, stations, statuses } = await tenStations();
  let times = 0;
  const { claim } = commandsInGroups({
    ...room.outlets,
    limits: defaultLimits,
    rooms: { messageOf: () => undefined, commandOf },
    turns: turns(),
    now() {
      times += 1;
      throw Object.assign(new Error("cut"), { code: "57P01" });
    },
  });
  const claims = await Promise.allSettled(stations.map((station) => claim(tenant.id, station)));
  expect(claims.every(({ status }) => status === "rejected")).toBe(true);
  expect(times).toBe(1);
  expect(new Set(await statuses())).toEqual(new Set(["queued"]));
});
