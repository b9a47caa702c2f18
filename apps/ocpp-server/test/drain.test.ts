import { eq, ocppMessages, stationCommands, stations } from "@stationmaster/db";
import { type AnyMessage, commandOf, defineMessage, messageOf, sendRawCommand } from "@stationmaster/domain";
import { aServer, aTenant } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { basic, handshake, rawStation } from "./raw-station";

let letGo: () => void = () => undefined;
const held = new Promise<void>((resolve) => {
  letGo = resolve;
});
const slowBoot = defineMessage("SecurityEventNotification", async () => {
  await held;
  return {};
});
const rooms = {
  messageOf: (action: Parameters<typeof messageOf>[0]) =>
    action === slowBoot.action ? (slowBoot as unknown as AnyMessage) : messageOf(action),
  commandOf,
};

test("a server that stops answers what it has heard, tells the stations to go, and leaves nothing open", async () => {
  const server = running;
  const busy = await tenant.withStation();
  const asked = await tenant.withStation();
  const [busySocket, askedSocket] = [await rawStation(busy), await rawStation(asked)];
  await busySocket.boot();
  await askedSocket.boot();
  const command = await tenant.inside((ctx) =>
    sendRawCommand(ctx, asked.id, commandOf("UnlockConnector") as never, { evseId: 1, connectorId: 1 }),
  );
  await server.settle();
  await askedSocket.asked("UnlockConnector");
  const answer = busySocket.call("SecurityEventNotification", { type: "x", timestamp: new Date().toISOString() });
  await expect.poll(() => fetch(`http://127.0.0.1:${server.port}/readyz`).then(({ status }) => status)).toBe(200);

  const stopped = server.stop();
  await expect
    .poll(() =>
      handshake(server.port, new URL(busy.url).pathname, { authorization: basic(busy.identity, busy.password) }).then(
        ({ status }) => status,
        () => "refused",
      ),
    )
    .toMatch(/refused|503/);
  letGo();
  expect((await answer)[0]).toBe(3);
  expect(await busySocket.closed).toMatchObject({ code: 1001 });
  expect(await askedSocket.closed).toMatchObject({ code: 1001 });
  await stopped;

  const rows = await tenant.inside((ctx) => ctx.db.select({ isOnline: stations.isOnline }).from(stations));
  expect(rows).toEqual([{ isOnline: false }, { isOnline: false }]);
  const [row] = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.id, command.id)),
  );
  expect(row?.status).toBe("silent");
  const log = await tenant.inside((ctx) =>
    ctx.db.select().from(ocppMessages).where(eq(ocppMessages.stationId, busy.id)),
  );
  expect(log.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(["connected", "answered", "disconnected"]));
});

const running = await aServer({ rooms });
const { tenant } = await aTenant({ server: running });
