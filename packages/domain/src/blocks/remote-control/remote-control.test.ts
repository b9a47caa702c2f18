import { randomUUID } from "node:crypto";
import {
  eq,
  evses,
  idTokens,
  reservations,
  stationCommands,
  stations,
  transactions,
  withTenants,
} from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation } from "@stationmaster/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { type Command, claimCommand, type Outcome, sendCommand, settleCommand } from "../../kernel";
import { listChargingProfiles, type ProfileInput } from "../smart-charging";
import {
  commands,
  inWords,
  keptPromises,
  noteUnlocks,
  observeTriggers,
  type RemoteStart,
  remoteStart,
  remoteStop,
  triggerMessage,
  unlockConnector,
} from ".";

const room = await aRoom();
const tenant = await room.tenant();
let station: RoomStation;
beforeEach(async () => {
  room.clock.now = new Date();
  station = await tenant.station({ bootStatus: "Accepted" });
  await tenant.inside((ctx) =>
    ctx.db
      .insert(evses)
      .values([1, 2].map((evseId) => ({ stationId: station.id, evseId, origin: "reported" as const }))),
  );
});

const find = (action: string) => commands.find((command) => command.action === action) as unknown as Command;
const claim = () => tenant.inside(async (ctx) => (await claimCommand(ctx, station)).command!);
const settle = async (outcome: Outcome) => {
  const command = await claim();
  await tenant.inside((ctx) => settleCommand(ctx, find, command.id, station.epoch, outcome));
  return command;
};
const answer = (status: string, more: object = {}) =>
  settle({ kind: "answered", response: { status, ...more } as never });
const start = (input: Partial<RemoteStart> = {}) =>
  tenant.inside((ctx) => remoteStart(ctx, station.id, { evseId: 1, idToken: "GUEST-1", ...input }));
const requestOf = async (asked: ReturnType<typeof start>) => (await asked).request as Req<"RequestStartTransaction">;
const read = async (id: string) =>
  (await tenant.inside((ctx) => ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id))))[0]!;
const token = (idToken: string, more: Partial<typeof idTokens.$inferInsert> = {}) =>
  tenant.inside((ctx) => ctx.db.insert(idTokens).values({ idToken, type: "ISO14443", status: "Accepted", ...more }));
const aSession = async (values: Partial<typeof transactions.$inferInsert> = {}) => {
  const id = randomUUID();
  await tenant.inside((ctx) =>
    ctx.db.insert(transactions).values({
      ...{
        id,
        stationId: station.id,
        ocppId: "tx-1",
        evseId: 1,
        startedAt: ctx.now,
        lastEventAt: ctx.now,
        lastReceivedAt: ctx.now,
        firstSeq: 0,
        lastSeq: 0,
      },
      ...values,
    }),
  );
  return id;
};
const profile: ProfileInput = {
  ...{ stackLevel: 0, chargingProfilePurpose: "TxProfile", chargingProfileKind: "Relative" },
  chargingSchedule: [{ chargingRateUnit: "A", chargingSchedulePeriod: [{ startPeriod: 0, limit: 10 }] }],
};

describe("start", () => {
  test("F01, F02, C05: with a token made for it, or a card as it is kept with its group", async () => {
    const guest = await requestOf(start());
    expect(guest).toEqual({
      remoteStartId: expect.any(Number),
      evseId: 1,
      idToken: { idToken: "GUEST-1", type: "Central" },
    });
    await token("Card-7", { groupIdToken: "FLEET" });
    const card = await requestOf(start({ idToken: "CARD-7", evseId: undefined }));
    expect(card).toEqual({
      remoteStartId: expect.any(Number),
      idToken: { idToken: "Card-7", type: "ISO14443" },
      groupIdToken: { idToken: "FLEET", type: "Central" },
    });
    expect(card.remoteStartId).not.toBe(guest.remoteStartId);
  });

  test("F01: a card that would be refused is refused before anybody is asked, in words", async () => {
    await token("B1", { status: "Blocked" });
    await token("E1", { expiresAt: new Date(Date.now() - 1000) });
    await token("ONE", { maxConcurrentTransactions: 1 });
    await expect(start({ idToken: "B1" })).rejects.toThrow("The card is blocked. It cannot start a session.");
    await expect(start({ idToken: "e1" })).rejects.toThrow("The card expired at");
    await expect(start({ idToken: "ONE" })).resolves.toBeDefined();
    await aSession({ idToken: "one" });
    await expect(start({ idToken: "ONE" })).rejects.toThrow("The card is in 1 sessions, and may be in 1.");
  });

  test("F01: neither an EVSE that is gone nor a station that was taken away", async () => {
    await expect(start({ evseId: 7 })).rejects.toThrow("There is no EVSE 7");
    await tenant.inside((ctx) =>
      ctx.db.update(stations).set({ removedAt: ctx.now }).where(eq(stations.id, station.id)),
    );
    await expect(start()).rejects.toMatchObject({ kind: "not-found" });
  });

  test("F01.FR.21, .22: what is reserved is for its card and its group", async () => {
    await tenant.inside((ctx) =>
      ctx.db.insert(reservations).values({
        ...{
          id: randomUUID(),
          stationId: station.id,
          number: 1,
          evseId: 1,
          idToken: "VIP",
          idTokenType: "ISO14443",
          groupIdToken: "FLEET",
        },
        ...{
          expiresAt: new Date(Date.now() + 60_000),
          status: "active",
          statusAt: ctx.now,
          requestedBy: ctx.actor,
          createdAt: ctx.now,
        },
      }),
    );
    await token("MEMBER", { groupIdToken: "fleet" });
    await expect(start()).rejects.toThrow("EVSE 1 is reserved for another card until");
    await expect(start({ evseId: 2 })).resolves.toBeDefined();
    await expect(start({ idToken: "vip" })).resolves.toBeDefined();
    await expect(start({ idToken: "MEMBER" })).resolves.toBeDefined();
  });

  test("F01.FR.09, .11, F02.FR.17, .19, K05.FR.02: a profile is that of the session to come, which has no name yet", async () => {
    await expect(
      start({ chargingProfile: { ...profile, chargingProfilePurpose: "TxDefaultProfile" } }),
    ).rejects.toMatchObject({ kind: "invalid" });
    await expect(start({ chargingProfile: { ...profile, transactionId: "x" } })).rejects.toMatchObject({
      kind: "invalid",
    });
    await expect(start({ chargingProfile: { ...profile, chargingProfileKind: "Absolute" } })).rejects.toThrow(
      "says when it begins",
    );
    const { chargingProfile, remoteStartId } = await requestOf(start({ chargingProfile: profile }));
    expect(chargingProfile).toMatchObject({ id: expect.any(Number), chargingProfilePurpose: "TxProfile" });
    expect(chargingProfile).not.toHaveProperty("transactionId");
    await answer("Accepted");
    const wanted = () => tenant.inside((ctx) => listChargingProfiles(ctx, station.id, { limit: 5 }));
    expect(await wanted()).toMatchObject([{ status: "installed", remoteStartId, evseId: 1 }]);
    await aSession({ remoteStartId, isActive: false });
    expect(await wanted()).toMatchObject([{ status: "ended" }]);
  });

  test("F01.FR.13: a session the cable had begun is named in the answer", async () => {
    const id = await aSession({ ocppId: "begun" });
    const { id: command } = await start();
    await answer("Accepted", { transactionId: "begun" });
    expect(await read(command)).toMatchObject({ status: "answered", observed: { transactionId: "begun", id } });
    const other = await start({ evseId: 2 });
    await answer("Accepted");
    expect((await read(other.id)).observed).toBeNull();
  });
});

test("F03: stopped by the station's own name, once it runs", async () => {
  const id = await aSession({ ocppId: "their-name" });
  expect((await tenant.inside((ctx) => remoteStop(ctx, id))).request).toEqual({ transactionId: "their-name" });
  await tenant.inside((ctx) => ctx.db.update(transactions).set({ isActive: false }).where(eq(transactions.id, id)));
  await expect(tenant.inside((ctx) => remoteStop(ctx, id))).rejects.toThrow("This session has ended already.");
  await expect(tenant.inside((ctx) => remoteStop(ctx, randomUUID()))).rejects.toMatchObject({ kind: "not-found" });
});

test("F05: the session that ends because its plug was unlocked is what the command did", async () => {
  const id = await aSession();
  const elsewhere = await tenant.inside((ctx) =>
    sendCommand(ctx, station.id, unlockConnector, { evseId: 2, connectorId: 1 }),
  );
  await answer("Unlocked");
  const command = await tenant.inside((ctx) =>
    sendCommand(ctx, station.id, unlockConnector, { evseId: 1, connectorId: 1 }),
  );
  await answer("Unlocked");
  const event = { tenant: tenant.id, station: station.id, id, ocpp_id: "tx-1" };
  await withTenants(room.ingest.sql, [tenant.id], (tx) => noteUnlocks(tx, [event]));
  expect((await read(command.id)).observed).toEqual({ transactionId: "tx-1", id });
  expect((await read(elsewhere.id)).observed).toBeNull();
});

describe("trigger", () => {
  type Trigger = Req<"TriggerMessage">;
  const trigger = (request: Trigger) => tenant.inside((ctx) => sendCommand(ctx, station.id, triggerMessage, request));
  const log = (...exchanges: Parameters<typeof keptPromises>[0]) =>
    withTenants(room.ingest.sql, [tenant.id], (tx) => observeTriggers(tx, keptPromises(exchanges)));
  const base = () => ({ tenantId: tenant.id, stationId: station.id, at: new Date() });
  /** The station answers the trigger; the exchange is what the log keeps of it. */
  const asked = async (request: Trigger, status = "Accepted") => {
    const { id } = await trigger(request);
    const { messageId } = await answer(status);
    await log({
      ...base(),
      direction: "out",
      outcome: "answered",
      action: "TriggerMessage",
      messageId,
      request,
      response: { status },
      durationMs: 5,
    });
    return id;
  };
  const say = (action: string, request: object, more: object = {}) =>
    log({ ...base(), direction: "in", outcome: "answered", action, request, ...more });

  test("F06.FR.13: a status is asked of one connector", async () => {
    await expect(trigger({ requestedMessage: "StatusNotification", evse: { id: 1 } })).rejects.toMatchObject({
      kind: "invalid",
    });
    await expect(trigger({ requestedMessage: "StatusNotification" })).rejects.toMatchObject({ kind: "invalid" });
    expect((await trigger({ requestedMessage: "StatusNotification", evse: { id: 1, connectorId: 1 } })).status).toBe(
      "queued",
    );
  });

  test("F06.FR.04: every message that can be asked for is seen when it comes", async () => {
    const wanted: [Trigger["requestedMessage"], string, object][] = [
      ["BootNotification", "BootNotification", { reason: "Triggered" }],
      ["LogStatusNotification", "LogStatusNotification", { status: "Idle" }],
      ["FirmwareStatusNotification", "FirmwareStatusNotification", { status: "Idle" }],
      ["Heartbeat", "Heartbeat", {}],
      ["MeterValues", "MeterValues", { evseId: 1 }],
      ["SignChargingStationCertificate", "SignCertificate", { csr: "" }],
      ["SignV2GCertificate", "SignCertificate", { csr: "" }],
      ["SignCombinedCertificate", "SignCertificate", { csr: "" }],
      ["TransactionEvent", "TransactionEvent", { triggerReason: "Trigger" }],
      ["PublishFirmwareStatusNotification", "PublishFirmwareStatusNotification", { status: "Idle" }],
    ];
    for (const [requestedMessage, action, request] of wanted) {
      const id = await asked({ requestedMessage });
      expect((await read(id)).observed).toBeNull();
      await say(action, request);
      expect((await read(id)).observed).toEqual({ message: action });
    }
    const status = await asked({ requestedMessage: "StatusNotification", evse: { id: 2, connectorId: 1 } });
    await say("StatusNotification", { evseId: 1, connectorId: 1 });
    expect((await read(status)).observed).toBeNull();
    await say("StatusNotification", { evseId: 2, connectorId: 1 });
    expect((await read(status)).observed).toEqual({ message: "StatusNotification" });
  });

  test("F06: what was refused, comes later than a minute, or says otherwise is not it; one message keeps one promise", async () => {
    const rejected = await asked({ requestedMessage: "Heartbeat" }, "Rejected");
    const first = await asked({ requestedMessage: "Heartbeat" });
    const second = await asked({ requestedMessage: "Heartbeat" });
    await say("MeterValues", { evseId: 1 });
    await say("Heartbeat", {}, { at: new Date(Date.now() + 70_000) });
    expect((await read(first)).observed).toBeNull();
    await say("Heartbeat", {});
    expect((await read(rejected)).observed).toBeNull();
    expect((await read(first)).observed).not.toBeNull();
    expect((await read(second)).observed).toBeNull();
    const session = await asked({ requestedMessage: "TransactionEvent" });
    await say("TransactionEvent", { triggerReason: "MeterValuePeriodic" });
    expect((await read(session)).observed).toBeNull();
  });

  test("F06: another tenant's station keeps no promise of this one", async () => {
    const other = await room.tenant();
    const theirs = await other.station();
    const id = await asked({ requestedMessage: "Heartbeat" });
    await withTenants(room.ingest.sql, [other.id], (tx) =>
      observeTriggers(
        tx,
        keptPromises([
          {
            tenantId: other.id,
            stationId: theirs.id,
            at: new Date(),
            direction: "in",
            outcome: "answered",
            action: "Heartbeat",
            request: {},
          },
        ]),
      ),
    );
    expect((await read(id)).observed).toBeNull();
  });
});

test("F01, F03, F05, F06: what a station answers is said in words, with what to do next", () => {
  const kind = (action: string, status: string, reasonCode?: string) =>
    inWords({ action, status: "answered", response: { status, ...(reasonCode ? { statusInfo: { reasonCode } } : {}) } })
      ?.kind;
  expect(kind("RequestStartTransaction", "Rejected")).toBe("start-rejected");
  expect(kind("RequestStartTransaction", "Rejected", "TxInProgress")).toBe("in-session");
  expect(kind("RequestStopTransaction", "Rejected")).toBe("no-session");
  for (const status of ["Unlocked", "UnlockFailed", "OngoingAuthorizedTransaction", "UnknownConnector"])
    expect(kind("UnlockConnector", status)).toBeDefined();
  expect(kind("TriggerMessage", "NotImplemented")).toBe("trigger-not-implemented");
  expect(kind("ClearCache", "Accepted")).toBeUndefined();
  // F05.FR.07
  expect(inWords({ action: "UnlockConnector", status: "refused", error: { code: "NotSupported" } })?.kind).toBe(
    "not-supported",
  );
  expect(inWords({ action: "UnlockConnector", status: "silent" })?.means).toContain("may have done it");
  expect(inWords({ action: "GetVariables", status: "silent" })?.means).not.toContain("may have done it");
  expect(inWords({ action: "Reset", status: "queued" })).toBeNull();
});

test("F01: another tenant cannot start, stop or reach what is here", async () => {
  const other = await room.tenant();
  const id = await aSession();
  await expect(other.inside((ctx) => remoteStart(ctx, station.id, { idToken: "X" }))).rejects.toMatchObject({
    kind: "not-found",
  });
  await expect(other.inside((ctx) => remoteStop(ctx, id))).rejects.toMatchObject({ kind: "not-found" });
});
