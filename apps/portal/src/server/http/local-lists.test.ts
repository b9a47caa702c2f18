import { deviceVariables } from "@stationmaster/db";
import { expect, test } from "vitest";
import { aPortal } from "../test/a-portal";

const portal = await aPortal();
const a = { idToken: "A", type: "ISO14443", status: "Accepted" };
const b = { idToken: "B", type: "ISO14443", status: "Blocked", groupIdToken: "G", expiresAt: "2030-01-01T00:00:00Z" };

async function aStation() {
  const tenant = await portal.tenant();
  await tenant.api("POST", "/stations", { identity: "LIST-1" });
  return { ...tenant, list: "/stations/LIST-1/local-list" };
}

test("D01: a list is put, read by pages and changed; for a station that is away it waits", async () => {
  const { api, list } = await aStation();
  expect(await api("GET", list)).toMatchObject({
    status: 200,
    body: { desiredVersion: 0, stationVersion: null, inSync: true, pending: 0, state: "none", entries: [] },
  });
  expect(await api("PUT", list, { entries: [a, b] })).toMatchObject({
    status: 200,
    body: { desiredVersion: 1, stationVersion: null, inSync: false, pending: 2, state: "waiting" },
  });
  const { body } = await api("GET", `${list}?limit=1`);
  const { nextCursor } = body as { nextCursor: string };
  expect(body).toMatchObject({
    entries: [{ idToken: "A", standing: "add", wanted: { status: "Accepted" }, held: null }],
  });
  expect(await api("GET", `${list}?limit=1&cursor=${nextCursor}`)).toMatchObject({
    body: {
      entries: [
        {
          ...{ idToken: "B", status: "Blocked", expiresAt: "2030-01-01T00:00:00.000Z" },
          wanted: { groupIdToken: { idToken: "G", type: "Central" } },
        },
      ],
      nextCursor: null,
    },
  });
  expect(
    await api("PATCH", list, { put: [{ ...a, idToken: "C" }], remove: [{ idToken: "a", type: "ISO14443" }] }),
  ).toMatchObject({
    body: { desiredVersion: 2, pending: 2, entryCount: 2 },
  });
  expect(await api("POST", `${list}/send`)).toMatchObject({ status: 202, body: { desiredVersion: 3 } });
  expect(await api("GET", `${list}/updates`)).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
});

test("D01: a list that is larger than the station takes, or wrong, is refused with the reason", async () => {
  const { api, list, inside } = await aStation();
  const { body } = await api("GET", "/stations/LIST-1");
  await inside((room) =>
    room.db.insert(deviceVariables).values({
      ...{ stationId: (body as { id: string }).id, key: "localauthlistctrlr||||entries|" },
      ...{ attributeType: "Actual", component: "LocalAuthListCtrlr", variable: "Entries", value: "0" },
      ...{ characteristics: { maxLimit: 1 }, reportedAt: room.now },
    }),
  );
  expect(await api("PUT", list, { entries: [a, b] })).toMatchObject({
    ...{ status: 422, body: { kind: "invalid", detail: expect.stringContaining("at most 1 entries") } },
  });
  expect(await api("PUT", list, { entries: [a, { ...a, idToken: "a" }] })).toMatchObject({ status: 422 });
  expect(await api("PUT", list, { entries: [{ ...a, type: "Central" }] })).toMatchObject({ status: 422 });
  expect(await api("PUT", list, { entries: [{ ...a, status: undefined }] })).toMatchObject({ status: 422 });
  expect(await api("GET", list)).toMatchObject({ body: { state: "none", entries: [] } });
  expect(await api("PUT", "/stations/NOBODY/local-list", { entries: [] })).toMatchObject({ status: 404 });
});
