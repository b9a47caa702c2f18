import { deviceVariables, stations } from "@stationmaster/db";
import { countStale } from "@stationmaster/domain/business";
import { expect, test } from "vitest";
import { aPortal, type PortalTenant } from "../test/a-portal";

const portal = await aPortal();

const heartbeat = { component: "OCPPCommCtrlr", variable: "HeartbeatInterval", attributeValue: "60" };
const aStation = async (tenant: PortalTenant, identity = "CP-1") => {
  await tenant.api("POST", "/stations", { identity });
  await tenant.inside(({ db, now }) => db.update(stations).set({ vendor: "Kestrel", model: "K-22", bootedAt: now }));
  return identity;
};
const address = "/configuration-templates/k-22";

test("B05: a template is put, read, changed, listed and removed, and tells who changed what", async () => {
  const tenant = await portal.tenant();
  const made = await tenant.api("PUT", address, { vendor: "Kestrel", model: "K-22", variables: [heartbeat] });
  expect(made).toMatchObject({
    status: 200,
    body: {
      ...{ key: "k-22", vendor: "Kestrel", model: "K-22", version: 1, updatedBy: "First key" },
      variables: [{ ...heartbeat, instance: null, evseId: null, attributeType: "Actual" }],
    },
  });
  expect((await tenant.api("GET", address)).body).toEqual(made.body);
  const evse = { component: "EVSE", evseId: 1, variable: "Power", instance: "x", attributeType: "MaxSet" };
  const changed = { vendor: "Kestrel", variables: [{ ...evse, attributeValue: "7" }], version: 1 };
  expect(await tenant.api("PUT", address, changed)).toMatchObject({ body: { version: 2, model: null } });
  expect(await tenant.api("PUT", address, { ...changed, variables: [heartbeat] })).toMatchObject({
    status: 409,
    body: { detail: "First key has changed k-22 meanwhile. Look at it as it is now, then change it again." },
  });
  expect(await tenant.api("GET", "/configuration-templates?search=KESTREL")).toMatchObject({
    body: { items: [{ key: "k-22", variableCount: 1, stationCount: 0, offCount: 0 }], nextCursor: null },
  });
  expect(await tenant.api("GET", `${address}/history`)).toMatchObject({
    body: {
      items: [
        {
          version: 2,
          by: "First key",
          changes: [{ variable: "EVSE EVSE 1.Power[x] (MaxSet)", from: null, to: "7" }, {}],
        },
        { version: 1 },
      ],
    },
  });
  expect(await tenant.api("DELETE", address)).toMatchObject({ status: 204 });
  expect(await tenant.api("GET", address)).toMatchObject({ status: 404 });
  expect(await tenant.api("DELETE", address)).toMatchObject({ status: 404 });
});

test("B05: what is wrong with a template is said at its place", async () => {
  const tenant = await portal.tenant();
  const put = (body: object, key = "k-22") => tenant.api("PUT", `/configuration-templates/${key}`, body);
  const of = (...variables: object[]) => ({ vendor: "Kestrel", variables });
  expect(await put(of(heartbeat, { ...heartbeat, variable: "heartbeatinterval" }))).toMatchObject({
    status: 422,
    body: {
      detail: "OCPPCommCtrlr.heartbeatinterval stands in it twice.",
      errors: [{ path: "/variables/1/variable" }],
    },
  });
  expect(await put(of({ ...heartbeat, attributeValue: "x".repeat(1_001) }))).toMatchObject({
    status: 422,
    body: { errors: [{ path: "/variables/0/attributeValue" }] },
  });
  const password = { component: "SecurityCtrlr", variable: "BasicAuthPassword", attributeValue: "a-long-password-1" };
  const refused = await put(of(password));
  expect(refused).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining("is a secret, each station's own") },
  });
  expect(JSON.stringify(refused.body)).not.toContain(password.attributeValue);
  for (const body of [
    of(),
    { variables: [heartbeat] },
    of({ ...heartbeat, connectorId: 1 }),
    of({ ...heartbeat, component: "a\0" }),
  ])
    expect(await put(body)).toMatchObject({ status: 422 });
  expect(await put(of(heartbeat), "-no-key")).toMatchObject({ status: 422 });
  expect(
    await put(of(...Array.from({ length: 1_001 }, (_, n) => ({ ...heartbeat, variable: `V${n}` })))),
  ).toMatchObject({
    status: 422,
  });
  const thousand = Array.from({ length: 1_000 }, (_, n) => ({
    ...heartbeat,
    variable: `V${n}`,
    attributeValue: "x".repeat(1_000),
  }));
  expect(await put(of(...thousand))).toMatchObject({ status: 200 });
  expect(await put({ ...of(heartbeat), vendor: "KESTREL" }, "second")).toMatchObject({ status: 409 });
});

test("B05: what is as desired is no drift, and is told to who asks for all", async () => {
  const tenant = await portal.tenant();
  const identity = await aStation(tenant);
  await tenant.inside(async ({ db, now }) => {
    const [station] = await db.select({ stationId: stations.id }).from(stations);
    await db.insert(deviceVariables).values({
      ...{ ...station!, key: "ocppcommctrlr||||heartbeatinterval|", attributeType: "Actual", value: "60" },
      ...{ component: heartbeat.component, variable: heartbeat.variable, reportedAt: now },
    });
  });
  await tenant.api("PUT", address, { vendor: "Kestrel", variables: [heartbeat] });
  expect(await tenant.api("GET", `/stations/${identity}/drift`)).toMatchObject({ status: 200, body: [] });
  expect(await tenant.api("GET", `/stations/${identity}/drift?all=true`)).toMatchObject({
    body: [{ variable: "HeartbeatInterval", desired: "60", actual: "60", state: "same" }],
  });
});

test("B05: drift is told a station, and repaired by commands, once", async () => {
  const tenant = await portal.tenant();
  const identity = await aStation(tenant);
  expect(await tenant.api("GET", `/stations/${identity}/drift`)).toMatchObject({ status: 200, body: [] });
  await tenant.api("PUT", address, { vendor: "kestrel", model: "k-22", variables: [heartbeat] });
  expect(await tenant.api("GET", `/stations/${identity}/drift`)).toMatchObject({
    body: [
      {
        ...{ component: "OCPPCommCtrlr", variable: "HeartbeatInterval", desired: "60", actual: null },
        ...{ state: "unknown", isAsked: false, answer: null },
      },
    ],
  });
  await tenant.inside(countStale);
  expect(await tenant.api("GET", "/drift?templateKey=k-22")).toMatchObject({
    body: { items: [{ stationIdentity: identity, unknown: 1, same: 0, isAsked: false }], nextCursor: null },
  });
  const repaired = await tenant.api("POST", `/stations/${identity}/drift/repair?deadline=3600`);
  expect(repaired).toMatchObject({
    status: 202,
    body: { templateKey: "k-22", asked: 1, commandIds: [expect.any(String)] },
  });
  const [commandId] = (repaired.body as { commandIds: string[] }).commandIds;
  expect(await tenant.api("GET", `/stations/${identity}/commands/${commandId}`)).toMatchObject({
    body: { action: "SetVariables", status: "queued", request: { setVariableData: [{ attributeValue: "60" }] } },
  });
  expect(await tenant.api("POST", `/stations/${identity}/drift/repair`, { insist: true })).toMatchObject({
    body: { asked: 0, alreadyAsked: 1, commandIds: [] },
  });
  expect(await tenant.api("GET", "/drift")).toMatchObject({ body: { items: [{ isAsked: true }] } });
  expect(await tenant.api("GET", "/drift?view=none")).toMatchObject({ body: { items: [] } });
});

test("B05: many stations are repaired by one bulk command", async () => {
  const tenant = await portal.tenant();
  for (const identity of ["CP-1", "CP-2"]) await aStation(tenant, identity);
  const wish = { stationIdentities: ["cp-1", "CP-2", "CP-3"] };
  expect(await tenant.api("POST", "/drift/repair", wish)).toMatchObject({
    status: 409,
    body: { detail: "Nothing differs there from its template." },
  });
  await tenant.api("PUT", address, { vendor: "Kestrel", variables: [heartbeat] });
  const bulk = await tenant.api("POST", "/drift/repair", wish);
  expect(bulk).toMatchObject({
    status: 202,
    body: {
      action: "SetVariables",
      total: 3,
      outcomes: { queued: 2, gone: 1 },
      payload: { repair: { templates: ["k-22"] } },
    },
  });
  const { id } = bulk.body as { id: string };
  expect(await tenant.api("GET", `/bulk-commands/${id}/stations`)).toMatchObject({
    body: { items: [{ stationIdentity: "CP-1", outcome: "queued" }, {}, { stationIdentity: "CP-3", outcome: "gone" }] },
  });
  expect(await tenant.api("POST", "/drift/repair", { stationIdentities: [] })).toMatchObject({ status: 422 });
});
