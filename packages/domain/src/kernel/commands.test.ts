import { eq, stationCommands, stations } from "@stationmaster/db";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { expect, test } from "vitest";
import {
  cancelCommand,
  claimCommand,
  claimCommands,
  commandOf,
  commandsOfOlderConnections,
  requireCommand,
  sendRawCommand,
  settleAbandoned,
  settleCommand,
  settleCommands,
  settleOverdue,
} from "..";
import { getCommand } from "../business/commands";
import { newId } from "./new-id";
import { mostCommandsWaiting } from "./send-command";

const room = await aRoom();
const tenant = await room.tenant();

const aCommand = (station: RoomStation, action: "ClearCache" | "UnlockConnector" = "ClearCache", options = {}) =>
  tenant.inside((ctx) =>
    sendRawCommand(
      ctx,
      station.id,
      requireCommand(action),
      action === "ClearCache" ? {} : { evseId: 1, connectorId: 1 },
      options,
    ),
  );
const claim = (station: RoomStation) => tenant.inside((ctx) => claimCommand(ctx, station));
const read = async (id: string) =>
  (await tenant.inside((ctx) => ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id))))[0]!;
const booted = () => tenant.station({ bootStatus: "Accepted" });

test("a command is claimed once, in the order of asking, however many connections try", async () => {
  const station = await booted();
  const asked = [await aCommand(station), await aCommand(station), await aCommand(station)];
  const claims = await Promise.all(Array.from({ length: 6 }, () => claim(station)));
  const taken = claims.flatMap(({ command }) => (command ? [command.id] : []));
  expect(new Set(taken).size).toBe(taken.length);
  while ((await claim(station)).command) {}
  const rows = await Promise.all(asked.map(({ id }) => read(id)));
  expect(rows.map(({ status }) => status)).toEqual(["sent", "sent", "sent"]);
  expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(3);
  const next = await aCommand(station);
  expect((await claim(station)).command?.id).toBe(next.id);
});

test("what people may leave waiting for one station is bounded; what the product itself must ask is not", async () => {
  const station = await booted();
  const { id } = await aCommand(station);
  const { tenantId: _, ...row } = await read(id);
  const rows = Array.from({ length: mostCommandsWaiting - 1 }, () => ({ ...row, id: newId() }));
  await tenant.inside((ctx) => ctx.db.insert(stationCommands).values(rows));
  const byPerson = (to: RoomStation) =>
    tenant.inside((ctx) =>
      sendRawCommand(
        { ...ctx, actor: { kind: "api-key", id: "k", name: "A program" } },
        to.id,
        requireCommand("ClearCache"),
        {},
      ),
    );
  await expect(byPerson(station)).rejects.toMatchObject({ kind: "too-much" });
  expect((await byPerson(await booted())).status).toBe("queued");
  expect((await aCommand(station)).status).toBe("queued");
});

test("many stations are asked for at once: each gets its own oldest, and only its holder gets it", async () => {
  const [busy, idle, later, taken, unbooted] = [
    ...[await booted(), await booted(), await booted(), await booted()],
    await tenant.station(),
  ];
  const oldest = await aCommand(busy!);
  await aCommand(busy!);
  const notBefore = new Date(room.clock.now.getTime() + 60_000);
  await aCommand(later!, "ClearCache", { notBefore });
  const ofTaken = await aCommand(taken!);
  await aCommand(unbooted!);
  await tenant.inside((ctx) => ctx.db.update(stations).set({ connectionEpoch: 2 }).where(eq(stations.id, taken!.id)));
  const asking = [busy!, idle!, later!, taken!, { ...taken!, epoch: 2 }, taken!, unbooted!];
  const claims = await tenant.inside((ctx) => claimCommands(ctx, asking));
  expect(claims.map(({ command, nextDueAt }) => command?.id ?? nextDueAt)).toEqual([
    ...[oldest.id, null, notBefore, null, ofTaken.id, null, null],
  ]);
  expect(claims.map(({ isLast }) => isLast)).toEqual([false, true, true, true, true, true, true]);
  expect(await read(ofTaken.id)).toMatchObject({ status: "sent", sentEpoch: 2 });
});

test("one that is taken is the last of its station, unless more is queued that may be sent, be it later", async () => {
  const [lone, waiting, expiring, answered] = [await booted(), await booted(), await booted(), await booted()];
  const all = [lone, waiting, expiring, answered];
  await aCommand(answered);
  await claim(answered);
  for (const station of all) await aCommand(station);
  await aCommand(waiting, "ClearCache", { notBefore: new Date(room.clock.now.getTime() + 60_000) });
  await aCommand(expiring, "ClearCache", { deadlineSeconds: -1 });
  const claims = await tenant.inside((ctx) => claimCommands(ctx, all));
  expect(claims.map(({ command, isLast }) => command !== null && isLast)).toEqual([true, false, true, true]);
});

test("many are settled at once: each by the connection that sent it, with its own outcome", async () => {
  const [one, two, replaced] = [await booted(), await booted(), await booted()];
  const sent = [await aCommand(one), await aCommand(two), await aCommand(replaced)];
  await tenant.inside((ctx) => claimCommands(ctx, [one, two, replaced]));
  const settled = await tenant.inside((ctx) =>
    settleCommands(ctx, commandOf, [
      { commandId: sent[0]!.id, epoch: 1, outcome: { kind: "answered", response: { status: "Accepted" } } },
      { commandId: sent[1]!.id, epoch: 1, outcome: { kind: "silent" } },
      { commandId: sent[2]!.id, epoch: 7, outcome: { kind: "silent" } },
    ]),
  );
  expect(settled).toEqual(new Set([sent[0]!.id, sent[1]!.id]));
  expect(await Promise.all(sent.map(({ id }) => read(id)))).toMatchObject([
    { status: "answered", response: { status: "Accepted" } },
    { status: "silent", response: null, error: null },
    { status: "sent", settledAt: null },
  ]);
});

test("a connection that was replaced can neither claim nor settle", async () => {
  const station = await booted();
  const { id } = await aCommand(station);
  await claim(station);
  await aCommand(station);
  await tenant.inside((ctx) => ctx.db.update(stations).set({ connectionEpoch: 2 }).where(eq(stations.id, station.id)));
  expect((await claim(station)).command).toBeNull();
  const replaced = { ...station, epoch: 2 };
  const abandoned = await tenant.inside((ctx) => commandsOfOlderConnections(ctx, replaced));
  expect(abandoned.map((command) => command.id)).toEqual([id]);
  await tenant.inside((ctx) => settleAbandoned(ctx, commandOf, abandoned));
  expect(
    await tenant.inside((ctx) =>
      settleCommand(ctx, commandOf, id, 1, { kind: "answered", response: { status: "Accepted" } }),
    ),
  ).toBe(false);
  expect((await read(id)).status).toBe("queued");
});

test("F05: an unlock whose connection broke is silent and never sent again by itself", async () => {
  const station = await booted();
  const { id } = await aCommand(station, "UnlockConnector");
  await claim(station);
  await tenant.inside((ctx) => ctx.db.update(stations).set({ connectionEpoch: 2 }).where(eq(stations.id, station.id)));
  const replaced = { ...station, epoch: 2 };
  await tenant.inside(async (ctx) => settleAbandoned(ctx, commandOf, await commandsOfOlderConnections(ctx, replaced)));
  expect((await read(id)).status).toBe("silent");
  expect((await claim(replaced)).command).toBeNull();
});

test("a question put off is claimed when its time has come, and the connection is told when that is", async () => {
  const station = await booted();
  const notBefore = new Date(room.clock.now.getTime() + 5000);
  const { id } = await aCommand(station, "ClearCache", { notBefore });
  expect(await claim(station)).toEqual({ command: null, isLast: true, nextDueAt: notBefore });
  const before = room.clock.now;
  room.clock.now = new Date(notBefore.getTime() + 1);
  expect((await claim(station)).command?.id).toBe(id);
  room.clock.now = before;
});

test("what waits past its deadline expires; what was sent and never settled is silent", async () => {
  const station = await booted();
  const waiting = await aCommand(station, "ClearCache", { deadlineSeconds: 1 });
  const sent = await aCommand(await booted(), "UnlockConnector");
  await claim({ id: sent.stationId, identity: "", epoch: 1 });
  const before = room.clock.now;
  room.clock.now = new Date(before.getTime() + 300_000);
  expect((await claim(station)).command).toBeNull();
  await tenant.inside((ctx) => settleOverdue(ctx, commandOf, 120));
  room.clock.now = before;
  expect((await read(waiting.id)).status).toBe("expired");
  expect((await read(sent.id)).status).toBe("silent");
});

test("a command whose room fails is settled all the same, and so is its neighbour", async () => {
  const station = await booted();
  const rows = [
    await aCommand(station, "ClearCache", { deadlineSeconds: 1 }),
    await aCommand(station, "UnlockConnector", { deadlineSeconds: 1 }),
  ];
  const failing = () => ({ action: "ClearCache" as const, settle: () => Promise.reject(new Error("the room failed")) });
  const before = room.clock.now;
  room.clock.now = new Date(before.getTime() + 300_000);
  await tenant.inside((ctx) => settleOverdue(ctx, failing as never, 120));
  room.clock.now = before;
  expect(await Promise.all(rows.map(async ({ id }) => (await read(id)).status))).toEqual(["expired", "expired"]);
});

test("a queued command can be withdrawn, a sent one cannot", async () => {
  const station = await booted();
  const first = await aCommand(station);
  expect(await tenant.inside((ctx) => cancelCommand(ctx, commandOf, first.id))).toBe(true);
  expect((await read(first.id)).status).toBe("cancelled");
  const second = await aCommand(station);
  await claim(station);
  expect(await tenant.inside((ctx) => cancelCommand(ctx, commandOf, second.id))).toBe(false);
});

test("the secrets of a command are shown to nobody, and kept only until they are sent or will not be", async () => {
  const vpn = { server: "vpn.example", user: "fitter", password: "vpn-password", key: "vpn-key", type: "IKEv2" };
  const connectionData = {
    ...{ messageTimeout: 30, ocppCsmsUrl: "wss://csms.example/ocpp", ocppInterface: "Wired0", ocppTransport: "JSON" },
    ...{ ocppVersion: "OCPP20", securityProfile: 2, vpn },
  };
  const ask = (station: RoomStation) =>
    tenant.inside((ctx) =>
      sendRawCommand(ctx, station.id, requireCommand("SetNetworkProfile"), { configurationSlot: 1, connectionData }),
    );
  const [answering, withdrawn] = [await booted(), await booted()];
  const [sent, cancelled] = [await ask(answering), await ask(withdrawn)];
  const shown = JSON.stringify(await tenant.inside((ctx) => getCommand(ctx, sent.id)));
  expect(shown).toContain("vpn.example");
  expect(shown).not.toMatch(/vpn-(password|key)/);
  expect((await claim(answering)).command?.request).toMatchObject({ connectionData: { vpn } });
  const outcome = { kind: "answered", response: { status: "Accepted" } } as const;
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, sent.id, 1, outcome));
  await tenant.inside((ctx) => cancelCommand(ctx, commandOf, cancelled.id));
  for (const { id } of [sent, cancelled]) {
    const kept = JSON.stringify(await read(id));
    expect(kept).toContain("vpn.example");
    expect(kept).not.toMatch(/vpn-(password|key)/);
  }
});

test("another tenant can neither claim, settle nor cancel", async () => {
  const station = await booted();
  const { id } = await aCommand(station);
  const other = await room.tenant();
  expect((await other.inside((ctx) => claimCommand(ctx, station))).command).toBeNull();
  expect(await other.inside((ctx) => cancelCommand(ctx, commandOf, id))).toBe(false);
  await claim(station);
  expect(await other.inside((ctx) => settleCommand(ctx, commandOf, id, 1, { kind: "silent" }))).toBe(false);
  expect((await read(id)).status).toBe("sent");
});
