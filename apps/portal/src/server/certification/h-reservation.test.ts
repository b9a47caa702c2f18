import { listReservations } from "@stationmaster/domain/reservation";
import type { Req } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, card, type Form, forms, now } from "../test/a-lab";

const lab = await aLab();
await lab.api("PUT", "/id-tokens/LAB-OTHER", { type: "ISO14443", status: "Accepted" });
for (const idToken of ["GROUP-1", "GROUP-2"])
  await lab.api("PUT", `/id-tokens/${idToken}`, { type: "ISO14443", status: "Accepted", groupIdToken: "GROUP" });

const accepted = { status: "Accepted" } as const;
const reservation = (more: Partial<Req<"ReserveNow">> = {}) => ({
  id: 4711,
  expiryDateTime: now(600),
  idToken: card,
  ...more,
});
const reservations = (bench: Bench) =>
  lab.inside((ctx) => listReservations(ctx, { stationId: bench.id }, { limit: 9 }));

async function reserved(form: Form, request: Req<"ReserveNow">, evseId = 1) {
  const bench = await lab.station();
  await bench.operate("ReserveNow", request, accepted);
  await bench.report(form, "Reserved", evseId);
  expect(await bench.statuses()).toEqual([1, 2].map((id) => (id === evseId ? "Reserved" : "Available")));
  expect(await reservations(bench)).toMatchObject([
    { status: "active", reservationId: request.id, evseId: request.evseId ?? null },
  ]);
  return bench;
}

/** The card that it is kept for comes, or one of its group. */
async function used(bench: Bench, form: Form, idToken: Req<"Authorize">["idToken"], group?: string) {
  const idTokenInfo = { ...accepted, ...(group ? { groupIdToken: { idToken: group } } : {}) };
  expect(await bench.call("Authorize", { idToken })).toMatchObject({ idTokenInfo });
  const session = bench.session();
  const begun = await session.event("Started", "Authorized", { idToken, evse: session.evse, reservationId: 4711 });
  expect(begun).toMatchObject({ idTokenInfo });
  await bench.report(form, "Occupied");
  await session.event("Updated", "CablePluggedIn", { transactionInfo: { chargingState: "EVConnected" } });
  await session.charging();
  expect(await reservations(bench)).toMatchObject([{ status: "used", transactionId: expect.any(String) }]);
  expect(await bench.sessions()).toMatchObject([{ transactionId: session.transactionId, idToken: idToken.idToken }]);
}

test.each(forms)("H01, H03: an EVSE is kept for a card, which uses it, told by %s (TC_H_01_CSMS)", async (form) => {
  const bench = await reserved(form, reservation({ evseId: 1 }));
  await used(bench, form, card);
});

test.each(forms)("H01, H04: a reservation nobody used ends, told by %s (TC_H_07_CSMS)", async (form) => {
  const bench = await reserved(form, reservation({ evseId: 1, expiryDateTime: now(60) }));
  expect(
    await bench.call("ReservationStatusUpdate", { reservationId: 4711, reservationUpdateStatus: "Expired" }),
  ).toEqual({});
  await bench.report(form, "Available");
  expect(await reservations(bench)).toMatchObject([{ status: "expired" }]);
  expect(await bench.statuses()).toEqual(["Available", "Available"]);
});

test.each(forms)("H01, H03: any EVSE is kept for a card, which uses it, told by %s (TC_H_08_CSMS)", async (form) => {
  const bench = await lab.station();
  await bench.operate("ReserveNow", reservation(), accepted);
  expect(await reservations(bench)).toMatchObject([{ status: "active", evseId: null, connectorType: null }]);
  await used(bench, form, card);
});

test.each(forms)("H01: as many are reserved as there are EVSEs, told by %s (TC_H_14_CSMS)", async (form) => {
  const bench = await lab.station();
  await bench.operate("ReserveNow", reservation(), accepted);
  await bench.operate(
    "ReserveNow",
    reservation({ id: 4712, idToken: { idToken: "LAB-OTHER", type: "ISO14443" } }),
    accepted,
  );
  for (const evseId of [1, 2]) await bench.report(form, "Reserved", evseId);
  expect(await bench.statuses()).toEqual(["Reserved", "Reserved"]);
  expect((await reservations(bench)).map(({ status }) => status)).toEqual(["active", "active"]);
});

test.each(forms)(
  "H01, H03: a kind of plug is kept for a card, which uses it, told by %s (TC_H_15_CSMS)",
  async (form) => {
    const bench = await lab.station();
    await bench.operate("ReserveNow", reservation({ connectorType: "cType2" }), accepted);
    expect(await reservations(bench)).toMatchObject([{ status: "active", evseId: null, connectorType: "cType2" }]);
    await used(bench, form, card);
  },
);

test.each(forms)("H02: a reservation is cancelled, told by %s (TC_H_17_CSMS)", async (form) => {
  const bench = await reserved(form, reservation({ evseId: 1 }));
  await bench.operate("CancelReservation", { reservationId: 4711 }, accepted);
  await bench.report(form, "Available");
  expect(await bench.statuses()).toEqual(["Available", "Available"]);
  expect(await reservations(bench)).toMatchObject([{ status: "cancelled" }]);
});

test.each(forms)(
  "H01, H03.FR.08, .09: another card of the group uses what is kept for the group, told by %s (TC_H_19_CSMS)",
  async (form) => {
    const groupIdToken = { idToken: "GROUP", type: "Central" } as const;
    const bench = await reserved(
      form,
      reservation({ evseId: 1, idToken: { idToken: "GROUP-1", type: "ISO14443" }, groupIdToken }),
    );
    await used(bench, form, { idToken: "GROUP-2", type: "ISO14443" }, "GROUP");
  },
);

test.each(forms)("H01.FR.16: a fault removes a reservation, told by %s (TC_H_20_CSMS)", async (form) => {
  const bench = await reserved(form, reservation({ evseId: 1 }));
  await bench.report(form, "Faulted");
  expect(
    await bench.call("ReservationStatusUpdate", { reservationId: 4711, reservationUpdateStatus: "Removed" }),
  ).toEqual({});
  expect(await bench.statuses()).toEqual(["Faulted", "Available"]);
  expect(await reservations(bench)).toMatchObject([{ status: "removed" }]);
});

test("H01: a station that takes no reservations says Rejected, and the operator reads it (TC_H_22_CSMS)", async () => {
  const bench = await lab.station();
  await bench.operate("ReserveNow", reservation({ evseId: 1 }), { status: "Rejected" });
  expect(await reservations(bench)).toMatchObject([{ status: "refused", reason: "Rejected" }]);
});
