import { listAvailabilityIntents } from "@stationmaster/domain/availability";
import { listProblems } from "@stationmaster/domain/diagnostics";
import type { Req, Res } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, type Form, forms, now } from "../test/a-lab";

const lab = await aLab();

type Scope = Pick<Req<"ChangeAvailability">, "evse">;
const station: Scope = {};
const evse: Scope = { evse: { id: 1 } };
const connector: Scope = { evse: { id: 1, connectorId: 1 } };

const change = (
  bench: Bench,
  operationalStatus: "Operative" | "Inoperative",
  scope: Scope,
  answer: Res<"ChangeAvailability">["status"] = "Accepted",
) => bench.operate("ChangeAvailability", { operationalStatus, ...scope }, { status: answer });
const intents = (bench: Bench) => lab.inside((ctx) => listAvailabilityIntents(ctx, bench.id));
const reach = (scope: Scope) => (scope.evse ? [1] : [1, 2]);
const seenAs = (scope: Scope, status: string) => [1, 2].map((id) => (reach(scope).includes(id) ? status : "Available"));

async function takeOut(form: Form, scope: Scope) {
  const bench = await lab.station();
  const command = await change(bench, "Inoperative", scope);
  for (const evseId of reach(scope)) await bench.report(form, "Unavailable", evseId);
  await bench.seen(command);
  expect(await bench.statuses()).toEqual(seenAs(scope, "Unavailable"));
  return bench;
}

async function takenOut(form: Form, scope: Scope) {
  await takeOut(form, scope);
}

async function putBack(form: Form, scope: Scope) {
  const bench = await takeOut(form, scope);
  const command = await change(bench, "Operative", scope);
  for (const evseId of reach(scope)) await bench.report(form, "Available", evseId);
  await bench.seen(command);
  expect(await bench.statuses()).toEqual(["Available", "Available"]);
}

/** Scheduled until the session has ended; what is free is out of use at once. */
async function takenOutLater(form: Form, scope: Scope) {
  const bench = await lab.station();
  const session = bench.session();
  await bench.report(form, "Occupied");
  await session.plugged();
  await session.authorized();
  await session.charging();
  const command = await change(bench, "Inoperative", scope, "Scheduled");
  for (const evseId of reach(scope).slice(1)) await bench.report(form, "Unavailable", evseId);
  expect(await bench.statuses()).toEqual(["Occupied", scope.evse ? "Available" : "Unavailable"]);
  expect(await intents(bench)).toMatchObject([{ wanted: "Inoperative", answer: "Scheduled", observedAt: null }]);
  await session.ended();
  await bench.report(form, "Unavailable");
  await bench.seen(command);
  expect(await bench.statuses()).toEqual(seenAs(scope, "Unavailable"));
  expect(await intents(bench)).toMatchObject([{ answer: "Scheduled", observedAt: expect.any(Date), otherwise: [] }]);
}

test.each(forms)("G03: an EVSE is taken out of use, told by %s (TC_G_03_CSMS)", (form) => takenOut(form, evse));
test.each(forms)("G03: an EVSE is put back, told by %s (TC_G_04_CSMS)", (form) => putBack(form, evse));
test.each(forms)("G04: the station is taken out of use, told by %s (TC_G_05_CSMS)", (form) => takenOut(form, station));
test.each(forms)("G04: the station is put back, told by %s (TC_G_06_CSMS)", (form) => putBack(form, station));
test.each(forms)("G03: a connector is taken out of use, told by %s (TC_G_07_CSMS)", (form) =>
  takenOut(form, connector),
);
test.each(forms)("G03: a connector is put back, told by %s (TC_G_08_CSMS)", (form) => putBack(form, connector));
test.each(forms)("G03: an EVSE in use is taken out after its session, told by %s (TC_G_11_CSMS)", (form) =>
  takenOutLater(form, evse),
);
test.each(forms)("G04: a station in use is taken out after its session, told by %s (TC_G_14_CSMS)", (form) =>
  takenOutLater(form, station),
);
test.each(forms)("G03: a connector in use is taken out after its session, told by %s (TC_G_17_CSMS)", (form) =>
  takenOutLater(form, connector),
);

test("G05.FR.03: a lock that fails is answered, and an operator sees it (TC_G_20_CSMS)", async () => {
  const bench = await lab.station();
  await bench.report("StatusNotification", "Occupied");
  const event: Req<"NotifyEvent">["eventData"][number] = {
    ...{
      eventId: 1,
      timestamp: now(),
      trigger: "Delta",
      actualValue: "true",
      eventNotificationType: "HardWiredNotification",
    },
    component: { name: "ConnectorPlugRetentionLock", evse: { id: 1, connectorId: 1 } },
    variable: { name: "Problem" },
  };
  expect(await bench.call("NotifyEvent", { generatedAt: now(), seqNo: 0, eventData: [event] })).toEqual({});
  expect((await lab.inside((ctx) => listProblems(ctx, { stationId: bench.id }))).items).toMatchObject([
    { component: "ConnectorPlugRetentionLock", variable: "Problem" },
  ]);
});
