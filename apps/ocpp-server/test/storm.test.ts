import { inArray, stations } from "@stationmaster/db";
import { aServer, aTenant } from "@stationmaster/testing";
import { expect, test } from "vitest";
import type { WebSocket } from "ws";
import { rawStation } from "./raw-station";

const server = await aServer({ connectionsOfDatabase: 4 });
const { tenant } = await aTenant({ server });
const { tenant: other } = await aTenant({ server });

const heardBy = (socket: WebSocket) =>
  new Promise<void>((resolve) => {
    socket.once("pong", () => resolve());
    socket.ping();
  });

test("boots that hang, more than there are connections to the database, keep nobody waiting who is here already", async () => {
  const here = await rawStation(await other.withStation());
  await here.boot();
  const coming = await Promise.all(Array.from({ length: 6 }, () => tenant.withStation()));
  const sockets = await Promise.all(coming.map((station) => rawStation(station)));

  let answered = 0;
  // In an object, so that to leave the transaction is not to wait for them.
  const { boots } = await tenant.inside(async (ctx) => {
    const ids = coming.map(({ id }) => id);
    await ctx.db.select({ id: stations.id }).from(stations).where(inArray(stations.id, ids)).for("update");
    const boots = Promise.all(sockets.map((socket) => socket.boot().finally(() => answered++)));
    // What is sent in one line arrives in its order: the boots are being handled.
    await Promise.all(sockets.map(({ socket }) => heardBy(socket)));
    expect((await here.call("DataTransfer", { vendorId: "com.example" }))[0]).toBe(3);
    expect(answered).toBe(0);
    return { boots };
  });
  for (const answer of await boots) expect(answer[2]).toMatchObject({ status: "Accepted" });
});
