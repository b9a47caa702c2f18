import { expect, test } from "vitest";
import { aChargedStation } from "../test/a-charged-station";
import { aPortal } from "../test/a-portal";

const portal = await aPortal();
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

test("H01, H02: a reservation is asked for, found, refused twice, and withdrawn before the station has it", async () => {
  const tenant = await portal.tenant();
  const { identity } = await aChargedStation(tenant);
  const wish = { stationIdentity: identity, evseId: 2, idToken: "VIP", expiresAt: inMinutes(60) };
  const made = await tenant.api("POST", "/reservations", wish);
  expect(made).toMatchObject({
    status: 201,
    body: { stationIdentity: identity, evseId: 2, connectorType: null, idToken: "VIP", status: "requested" },
  });
  const { id } = made.body as { id: string };
  expect(await tenant.api("GET", `/reservations/${id}`)).toMatchObject({
    status: 200,
    body: { id, transactionId: null },
  });
  expect(await tenant.api("GET", "/reservations?status=requested&idToken=vip")).toMatchObject({
    body: { items: [{ id }], nextCursor: null },
  });
  expect(await tenant.api("GET", "/reservations?status=used")).toMatchObject({ body: { items: [] } });
  expect(await tenant.api("POST", "/reservations", { ...wish, idToken: "OTHER" })).toMatchObject({
    status: 409,
    body: { kind: "conflict", detail: expect.stringContaining("for card VIP"), errors: [{ path: "/evseId" }] },
  });
  expect(await tenant.api("POST", "/reservations", { ...wish, evseId: 9 })).toMatchObject({ status: 404 });
  expect(await tenant.api("POST", "/reservations", { ...wish, expiresAt: inMinutes(-1) })).toMatchObject({
    status: 422,
  });
  expect(await tenant.api("POST", "/reservations", { ...wish, connectorType: "cType2" })).toMatchObject({
    status: 422,
  });
  expect(await tenant.api("DELETE", `/reservations/${id}`)).toMatchObject({
    status: 200,
    body: { status: "cancelled" },
  });
  expect(await tenant.api("DELETE", `/reservations/${id}`)).toMatchObject({ status: 409 });
});

test("G03: what is wanted of a station stands beside what it says", async () => {
  const tenant = await portal.tenant();
  const { identity } = await aChargedStation(tenant);
  const address = `/stations/${identity}/availability`;
  expect(await tenant.api("GET", address)).toMatchObject({
    status: 200,
    body: { stationIdentity: identity, intents: [], lockFailures: [], evses: [{ id: 1 }, { id: 2 }] },
  });
  expect(await tenant.api("PUT", address, { operationalStatus: "Inoperative", evseId: 1 })).toMatchObject({
    status: 202,
    body: { action: "ChangeAvailability", status: "queued" },
  });
  expect(await tenant.api("GET", address)).toMatchObject({
    body: {
      intents: [
        {
          ...{ evseId: 1, connectorId: 0, wanted: "Inoperative", answer: null, observedAt: null },
          otherwise: [{ evseId: 1, connectorId: 1, status: "Occupied" }],
        },
      ],
      evses: [{ connectors: [{ id: 1, status: "Occupied", isUsable: false, takenBy: null }] }, {}],
    },
  });
  expect(await tenant.api("PUT", address, { operationalStatus: "Inoperative", evseId: 7 })).toMatchObject({
    status: 404,
  });
  expect(await tenant.api("PUT", address, { operationalStatus: "Off" })).toMatchObject({ status: 422 });
});
