import { authorizations, eq, evses, type idTokens, transactions } from "@stationmaster/db";
import { aRoom } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { remoteStart } from "../remote-control";
import { decide, getIdToken, putIdToken } from ".";
import { authorize } from "./authorize";

const room = await aRoom();
const tenant = await room.tenant();
const station = await tenant.station();

const ask = (idToken: string, type: "ISO14443" | "KeyCode" | "Local" | "NoAuthorization" = "ISO14443") =>
  tenant
    .asStation(station, (ctx) => authorize.handle(ctx, { idToken: { idToken, type } }))
    .then(({ idTokenInfo }) => idTokenInfo);
const put = (idToken: string, values: Partial<typeof idTokens.$inferInsert> = {}) =>
  tenant.inside((ctx) => putIdToken(ctx, { idToken, type: "ISO14443", status: "Accepted", ...values }));

test("C01: every status a token can have is the answer it gets", async () => {
  const statuses = [
    "Accepted",
    "Blocked",
    "ConcurrentTx",
    "Expired",
    "Invalid",
    "NoCredit",
    "NotAllowedTypeEVSE",
    "NotAtThisLocation",
    "NotAtThisTime",
    "Unknown",
  ] as const;
  for (const status of statuses) {
    await put(`T-${status}`, { status });
    expect((await ask(`t-${status.toLowerCase()}`)).status).toBe(status);
  }
  expect(await ask("nobody")).toEqual({ status: "Unknown" });
});

test("C01: a token is its text and its type", async () => {
  await put("SAME");
  expect((await ask("same", "Local")).status).toBe("Unknown");
});

test("C01: a token past its day is Expired, one before it says until when it may be cached", async () => {
  await put("PAST", { expiresAt: new Date("2026-06-01T11:59:59Z") });
  await put("SOON", { expiresAt: new Date("2026-06-01T12:00:01Z") });
  expect(await ask("PAST")).toEqual({ status: "Expired" });
  expect(await ask("SOON")).toEqual({ status: "Accepted", cacheExpiryDateTime: "2026-06-01T12:00:01.000Z" });
});

test("C09: a token of a group names the group as it was given", async () => {
  await put("MEMBER", { groupIdToken: "Fleet-7" });
  expect(await ask("MEMBER")).toEqual({ status: "Accepted", groupIdToken: { idToken: "Fleet-7", type: "Central" } });
});

test("C04: a PIN nobody has is Invalid", async () => {
  expect((await ask("1234", "KeyCode")).status).toBe("Invalid");
});

test("C02: the start button is always good", async () => {
  expect(await ask("", "NoAuthorization")).toEqual({ status: "Accepted" });
});

test("C01: a token in as many sessions as it may be is ConcurrentTx", async () => {
  await put("ONCE", { maxConcurrentTransactions: 1 });
  expect((await ask("ONCE")).status).toBe("Accepted");
  await tenant.inside((ctx) =>
    ctx.db.insert(transactions).values({
      id: "0197a000-0000-7000-8000-000000000001",
      stationId: station.id,
      ocppId: "x",
      idToken: "once",
      startedAt: ctx.now,
      lastEventAt: ctx.now,
      lastReceivedAt: ctx.now,
      firstSeq: 0,
      lastSeq: 0,
    }),
  );
  // Not to be remembered: it may be over in a minute.
  expect(await ask("ONCE")).toEqual({ status: "ConcurrentTx", cacheExpiryDateTime: room.clock.now.toISOString() });
});

test("C01: a token's message for the driver goes with its status, in the driver's language", async () => {
  await put("POOR", { status: "NoCredit", language: "de", personalMessage: "Bitte aufladen" });
  expect(await ask("POOR")).toEqual({
    status: "NoCredit",
    language1: "de",
    personalMessage: { format: "UTF8", language: "de", content: "Bitte aufladen" },
  });
});

test("F02: the token that a remote start brought to this station is good here, and nowhere else", async () => {
  const asked = (at: typeof station) =>
    tenant
      .asStation(at, (ctx) => authorize.handle(ctx, { idToken: { idToken: "app-7", type: "Central" } }))
      .then(({ idTokenInfo }) => idTokenInfo);
  expect(await asked(station)).toEqual({ status: "Unknown" });
  await tenant.inside((ctx) => remoteStart(ctx, station.id, { idToken: "APP-7" }));
  expect(await asked(station)).toEqual({ status: "Accepted" });
  expect(await asked(await tenant.station())).toEqual({ status: "Unknown" });
});

test("C01: another tenant's token is unknown here, and cannot be read", async () => {
  const other = await room.tenant();
  await other.inside((ctx) => putIdToken(ctx, { idToken: "THEIRS", type: "ISO14443", status: "Accepted" }));
  expect((await ask("THEIRS")).status).toBe("Unknown");
  await expect(tenant.inside((ctx) => getIdToken(ctx, "THEIRS"))).rejects.toThrow("There is no token THEIRS");
});

test("C01.FR.20: a card limited to an EVSE is accepted with its number, and is not at this location elsewhere", async () => {
  const here = await tenant.station();
  await tenant.inside((ctx) => ctx.db.insert(evses).values({ stationId: here.id, evseId: 1, origin: "observed" }));
  await put("ONE-EVSE", { limits: { evses: [{ stationIdentity: here.identity, evseId: 2 }] } });
  const asked = (at: typeof station) =>
    tenant
      .asStation(at, (ctx) => authorize.handle(ctx, { idToken: { idToken: "ONE-EVSE", type: "ISO14443" } }))
      .then(({ idTokenInfo }) => idTokenInfo);
  expect(await asked(here)).toEqual({ status: "Accepted", evseId: [2] });
  expect(await asked(station)).toEqual({ status: "NotAtThisLocation" });
});

test("C01: a card good at some hours is cached until they end, by the site's clock, and refused outside of them", async () => {
  const times = (from: string, to: string) => ({
    times: [{ days: ["Mon"], from, to }],
    timeZone: "Europe/Berlin",
  });
  await put("DAY", { limits: times("08:00", "18:00") });
  await put("NIGHT", { limits: times("20:00", "06:00") });
  expect(await ask("DAY")).toEqual({ status: "Accepted", cacheExpiryDateTime: "2026-06-01T16:00:00.000Z" });
  expect(await ask("NIGHT")).toEqual({ status: "NotAtThisTime", cacheExpiryDateTime: "2026-06-01T18:00:00.000Z" });
});

test("C15: what was tapped offline outside of a card's hours is refused, and may be good again by the time it is told", async () => {
  await put("OFFLINE", { limits: { times: [{ days: ["Mon"], from: "08:00", to: "18:00" }], timeZone: "UTC" } });
  const token = await tenant.inside((ctx) => getIdToken(ctx, "OFFLINE"));
  const asked = { type: "ISO14443", token, now: room.clock.now, purpose: "start" as const };
  expect(decide({ ...asked, usedAt: new Date("2026-06-01T07:00:00Z") }).idTokenInfo).toEqual({
    status: "NotAtThisTime",
    cacheExpiryDateTime: room.clock.now.toISOString(),
  });
});

test("C01: limits that cannot be read let nobody in", async () => {
  await put("BROKEN", { limits: { anywhere: true } });
  expect(await ask("BROKEN")).toEqual({ status: "Invalid" });
});

test("C01.FR.10: a second language is told beside a first, and where it is another", async () => {
  await put("TWO", { language: "de", language2: "en" });
  await put("SAME-TWICE", { language: "de", language2: "DE" });
  expect(await ask("TWO")).toEqual({ status: "Accepted", language1: "de", language2: "en" });
  expect(await ask("SAME-TWICE")).toEqual({ status: "Accepted", language1: "de" });
});

test("C16: a master pass is accepted with its group, and begins no session", async () => {
  await put("MASTER", { masterPass: true, groupIdToken: "MASTERS" });
  const group = { groupIdToken: { idToken: "MASTERS", type: "Central" as const } };
  expect(await ask("MASTER")).toEqual({ status: "Accepted", ...group });
  const token = await tenant.inside((ctx) => getIdToken(ctx, "MASTER"));
  const asked = { type: "ISO14443", token, now: room.clock.now };
  expect(decide({ ...asked, purpose: "stop" }).idTokenInfo).toEqual({ status: "Accepted", ...group });
  expect(decide({ ...asked, purpose: "start" })).toMatchObject({
    idTokenInfo: { status: "Invalid" },
    rule: "master-pass",
  });
});

test("C01: each decision is kept with its rule; a PIN is written down nowhere", async () => {
  const here = await tenant.station();
  const asked = (idToken: string, type: "ISO14443" | "KeyCode") =>
    tenant.asStation(here, (ctx) => authorize.handle(ctx, { idToken: { idToken, type } }));
  await put("TRACED", { status: "Blocked", lostAt: new Date("2026-05-01T00:00:00Z") });
  await asked("traced", "ISO14443");
  await asked("9876", "KeyCode");
  const kept = await tenant.inside((ctx) =>
    ctx.db
      .select()
      .from(authorizations)
      .where(eq(authorizations.stationId, here.id))
      .orderBy(authorizations.idTokenType),
  );
  expect(kept).toMatchObject([
    { idToken: "traced", status: "Blocked", rule: "lost", facts: { at: "2026-05-01T00:00:00.000Z" }, isRefused: true },
    { idToken: null, idTokenType: "KeyCode", status: "Invalid", rule: "unknown-pin", cardId: null },
  ]);
  expect(JSON.stringify(kept)).not.toContain("9876");
  const other = await room.tenant();
  expect(await other.inside((ctx) => ctx.db.select().from(authorizations))).toEqual([]);
});
