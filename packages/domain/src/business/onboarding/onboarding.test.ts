import { eq, onboardings, stationCommands, stations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { aRoom, type RoomStation, type RoomTenant } from "@stationmaster/testing";
import { expect, test } from "vitest";
import { claimCommand, commandOf, messageOf, type StationContext, settleAbandoned, settleCommand } from "../..";
import { beginChecklists } from "../../blocks/provisioning";
import { updateStation } from "../stations";
import { sweepOnboardings } from "../upkeep";
import { acceptAnyway, readOnboarding, runChecklist } from ".";

const room = await aRoom();
const tenant = await room.tenant();
const means = { directory: room.directory.db, ingest: room.ingest.sql, outlets: room.outlets };
const url = "ws://csms.example";
const later = (seconds: number) => {
  room.clock.now = new Date(room.clock.now.getTime() + seconds * 1000);
};

const handle = (action: "BootNotification" | "NotifyReport", request: object) => (ctx: StationContext) =>
  (messageOf(action) as unknown as { handle(ctx: StationContext, request: object): Promise<object> }).handle(
    ctx,
    request,
  );

/** A station whose tenant wants it checked, as seen from both ends. */
async function aNewStation(of: RoomTenant = tenant) {
  const station = await of.station({ registrationStatus: "Pending", connectedAt: room.clock.now });
  await of.inside((ctx) => beginChecklists(ctx, [station.id]));
  return bench(of, station);
}

function bench(of: RoomTenant, station: RoomStation) {
  let epoch = station.epoch;
  /** What a job, or a sweep after a crash, does: everything else is in the database. */
  const look = () => sweepOnboardings(means);
  const self = {
    station,
    look,
    async boot(reason: Req<"BootNotification">["reason"] = "PowerUp") {
      const answer = await of.asStation(
        { ...station, epoch },
        handle("BootNotification", { reason, chargingStation: { vendorName: "Kestrel", model: "K-22" } }),
      );
      await look();
      return answer;
    },
    /** The next thing we ask, as it goes out. */
    async asked() {
      const { command } = await of.inside((ctx) => claimCommand(ctx, { ...station, epoch }));
      return command;
    },
    async answer(response: object) {
      const command = await self.asked();
      await of.inside((ctx) =>
        settleCommand(ctx, commandOf, command!.id, epoch, { kind: "answered", response: response as never }),
      );
      await look();
      return command!;
    },
    async refuse(code: string) {
      const command = await self.asked();
      await of.inside((ctx) =>
        settleCommand(ctx, commandOf, command!.id, epoch, { kind: "refused", error: { code, description: "" } }),
      );
      await look();
    },
    async tell(requestId: number, seqNo: number, tbc: boolean) {
      const reportData = [
        { component: { name: "Ctrlr" }, variable: { name: `V${seqNo}` }, variableAttribute: [{ value: "1" }] },
      ];
      await of.asStation(
        { ...station, epoch },
        handle("NotifyReport", { requestId, seqNo, tbc, generatedAt: room.clock.now.toISOString(), reportData }),
      );
      await look();
    },
    async reconnect() {
      later(5);
      epoch++;
      await of.inside(async (ctx) => {
        const older = await ctx.db.select().from(stationCommands).where(eq(stationCommands.status, "sent"));
        await ctx.db
          .update(stations)
          .set({ connectionEpoch: epoch, connectedAt: room.clock.now, isOnline: true })
          .where(eq(stations.id, station.id));
        await settleAbandoned(
          ctx,
          commandOf,
          older.filter(({ stationId }) => stationId === station.id),
        );
      });
      await look();
    },
    read: () => of.inside((ctx) => readOnboarding(ctx, url, station.identity)),
    async steps() {
      const { checklist } = await self.read();
      return Object.fromEntries(checklist!.steps.map(({ id, state, why }) => [id, why ? `${state}: ${why}` : state]));
    },
    run: () => of.inside((ctx) => runChecklist(ctx, station.identity)),
    accept: () => of.inside((ctx) => acceptAnyway(ctx, station.identity)),
    set: (registrationStatus: "Accepted" | "Pending" | "Rejected") =>
      of.inside((ctx) => updateStation(ctx, station.identity, { registrationStatus })),
  };
  return self;
}

const accepted = { status: "Accepted" };
const requestIdOf = (command: { request: unknown }) => (command.request as { requestId: number }).requestId;

test("B02: a new station is Pending, tells its device model, and is asked to boot again, accepted", async () => {
  const it = await aNewStation();
  expect(await it.steps()).toEqual({ boot: "waiting", report: "todo", variables: "todo", acceptance: "todo" });
  expect(await it.boot()).toMatchObject({ status: "Pending" });
  const question = await it.answer(accepted);
  expect(question).toMatchObject({ action: "GetBaseReport", request: { reportBase: "FullInventory" } });
  await it.tell(requestIdOf(question), 0, true);
  expect((await it.read()).checklist!.steps[1]).toMatchObject({ state: "waiting", asked: "answered", parts: 1 });
  await it.tell(requestIdOf(question), 1, false);
  expect(await it.steps()).toMatchObject({
    report: "done",
    variables: "passed-over: no-template",
    acceptance: "waiting",
  });
  expect(await it.answer(accepted)).toMatchObject({
    action: "TriggerMessage",
    request: { requestedMessage: "BootNotification" },
  });
  expect(await it.boot("Triggered")).toMatchObject({ status: "Accepted" });
  expect(await it.read()).toMatchObject({
    registrationStatus: "Accepted",
    checklist: { status: "done", decidedBy: null, endedAt: room.clock.now },
  });
});

test("B02.FR.08: a station that does not take the hint is accepted at the boot it makes by itself", async () => {
  const it = await aNewStation();
  await it.boot();
  const question = await it.answer(accepted);
  await it.tell(requestIdOf(question), 0, false);
  await it.answer({ status: "NotImplemented" });
  expect(await it.steps()).toMatchObject({ acceptance: "waiting" });
  expect(await it.boot()).toMatchObject({ status: "Accepted" });
  expect((await it.read()).checklist).toMatchObject({ status: "done" });
  expect(await it.asked()).toBeNull();
});

test("B02.FR.08: a station that says its boot again while it waits is not asked again", async () => {
  const it = await aNewStation();
  await it.boot();
  later(10);
  await it.boot();
  later(10);
  await it.boot();
  expect(await it.asked()).toMatchObject({ action: "GetBaseReport" });
  expect(await it.asked()).toBeNull();
});

test.each([
  ["NotSupported", "not-supported"],
  ["EmptyResultSet", "empty"],
])("B07.FR.02: a report that is answered %s stops the checklist, and a person tries again", async (status, why) => {
  const it = await aNewStation();
  await it.boot();
  await it.answer({ status });
  expect(await it.steps()).toMatchObject({ report: `failed: ${why}`, acceptance: "todo" });
  expect((await it.read()).checklist).toMatchObject({ status: "stopped" });
  expect(await it.boot()).toMatchObject({ status: "Pending" });
  await it.run();
  const question = await it.answer(accepted);
  await it.tell(requestIdOf(question), 0, false);
  expect(await it.steps()).toMatchObject({ report: "done", acceptance: "waiting" });
});

test("B07.FR.13: a station that is busy is asked again after a while, and not for ever", async () => {
  const it = await aNewStation();
  await it.boot();
  for (let times = 0; times < 4; times++) {
    await it.answer({ status: "Rejected", statusInfo: { reasonCode: "Busy" } });
    later(16);
    await it.look();
  }
  expect(await it.asked()).toBeNull();
  const { checklist } = await it.read();
  expect(checklist).toMatchObject({ status: "stopped" });
  expect(checklist!.steps[1]).toMatchObject({ state: "failed", why: "busy", detail: "Busy" });
});

test("B07: a report that stops is given up after two minutes of silence, and says which parts are missing", async () => {
  const it = await aNewStation();
  await it.boot();
  const question = await it.answer(accepted);
  await it.tell(requestIdOf(question), 0, true);
  await it.tell(requestIdOf(question), 2, true);
  later(119);
  await it.look();
  expect(await it.steps()).toMatchObject({ report: "waiting" });
  later(2);
  await it.look();
  expect((await it.read()).checklist!.steps[1]).toMatchObject({
    state: "failed",
    why: "silent",
    parts: 2,
    missing: [1],
  });
});

test("B07: a station that refuses the question with an error, or never answers, stops the checklist", async () => {
  const [refusing, mute] = [await aNewStation(), await aNewStation()];
  await refusing.boot();
  await refusing.refuse("NotImplemented");
  expect((await refusing.read()).checklist!.steps[1]).toMatchObject({ why: "refused", detail: "NotImplemented" });
  await mute.boot();
  const question = await mute.asked();
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, question!.id, 1, { kind: "silent" }));
  await mute.look();
  expect(await mute.steps()).toMatchObject({ report: "failed: unanswered" });
});

test("B02: a station that goes away in the middle of its report is asked again when it is back", async () => {
  const it = await aNewStation();
  await it.boot();
  const question = await it.answer(accepted);
  await it.tell(requestIdOf(question), 0, true);
  await it.reconnect();
  await it.boot();
  later(21);
  await it.look();
  const second = await it.answer(accepted);
  expect(second.action).toBe("GetBaseReport");
  await it.tell(requestIdOf(second), 0, false);
  expect(await it.steps()).toMatchObject({ report: "done" });
});

test("B02: a connection that breaks before the answer costs nothing but the time", async () => {
  const it = await aNewStation();
  await it.boot();
  expect(await it.asked()).toMatchObject({ action: "GetBaseReport" });
  await it.reconnect();
  await it.boot();
  const question = await it.answer(accepted);
  await it.tell(requestIdOf(question), 0, false);
  expect(await it.steps()).toMatchObject({ report: "done" });
});

test("B02: what an operator says of the registration ends the checklist, and their Pending is never lifted by it", async () => {
  const it = await aNewStation();
  await it.boot();
  const question = await it.answer(accepted);
  await it.set("Pending");
  await it.tell(requestIdOf(question), 0, false);
  expect(await it.read()).toMatchObject({ registrationStatus: "Pending", checklist: { status: "overruled" } });
  later(30);
  expect(await it.boot()).toMatchObject({ status: "Pending" });
  await it.run();
  expect(await it.steps()).toMatchObject({ boot: "done", report: "waiting" });
  await it.set("Accepted");
  await expect(it.run()).rejects.toThrow("Pending");
  await expect(it.accept()).rejects.toThrow("Pending");
});

test("B02: a station is accepted past its checklist, and what is not done is still shown", async () => {
  const it = await aNewStation();
  await it.boot();
  await it.answer({ status: "NotSupported" });
  await it.accept();
  expect(await it.answer(accepted)).toMatchObject({ action: "TriggerMessage" });
  expect(await it.boot("Triggered")).toMatchObject({ status: "Accepted" });
  expect((await it.read()).checklist).toMatchObject({ status: "done", decidedBy: "Stationmaster" });
  expect(await it.steps()).toMatchObject({ report: "failed: not-supported", acceptance: "done" });
});

test("B07: of a thousand stations that come at once, a few tell their models at a time", async () => {
  const crowd = await room.tenant();
  const them = await Promise.all(Array.from({ length: 30 }, () => aNewStation(crowd)));
  for (const it of them) await it.boot();
  const asked = () => crowd.inside((ctx) => ctx.db.$count(stationCommands));
  expect(await asked()).toBe(25);
  const question = await them[0]!.answer(accepted);
  await them[0]!.tell(requestIdOf(question), 0, false);
  later(11);
  await them[0]!.look();
  // The next in the queue, and the first one's hint to boot.
  expect(await asked()).toBe(27);
});

test("another tenant sees no checklist of ours, and cannot go on with it", async () => {
  const it = await aNewStation();
  const other = await room.tenant();
  await expect(other.inside((ctx) => readOnboarding(ctx, url, it.station.identity))).rejects.toThrow("no station");
  await expect(other.inside((ctx) => acceptAnyway(ctx, it.station.identity))).rejects.toThrow("no station");
  expect(await other.inside((ctx) => ctx.db.$count(onboardings))).toBe(0);
});
