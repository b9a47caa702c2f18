import { expect, test } from "vitest";
import { aChargedStation } from "../test/a-charged-station";
import { aPortal } from "../test/a-portal";

const portal = await aPortal();

test("the platform creates a tenant, whose key then works", async () => {
  const made = await portal.platform("POST", "/tenants", {
    slug: "northwind",
    name: "Northwind",
    currency: "EUR",
    timeZone: "Europe/Amsterdam",
    country: "NL",
  });
  expect(made).toMatchObject({
    status: 201,
    body: { id: expect.any(String), slug: "northwind", apiKey: expect.stringMatching(/^smk_/) },
  });
  const { apiKey } = made.body as { apiKey: string };
  expect(await portal.api("GET", "/stations", { key: apiKey })).toMatchObject({
    status: 200,
    body: { items: [], nextCursor: null },
  });
});

test("a station is added once; its password is shown, and it is Accepted from the start", async () => {
  const { api, slug } = await portal.tenant();
  const made = await api("POST", "/stations", {
    identity: "CS/1".replace("/", "-"),
    evses: [{ id: 1, connectors: [{ id: 1, type: "cType2" }] }],
  });
  expect(made).toMatchObject({
    status: 201,
    body: {
      identity: "CS-1",
      url: `ws://localhost:9220/ocpp/${slug}/CS-1`,
      password: expect.stringMatching(/^.{32}$/),
    },
  });
  expect(await api("POST", "/stations", { identity: "cs-1" })).toMatchObject({
    status: 409,
    body: { kind: "conflict" },
  });
  expect(await api("GET", "/stations/cs-1")).toMatchObject({
    status: 200,
    body: {
      identity: "CS-1",
      isOnline: false,
      lastSeenAt: null,
      registrationStatus: "Accepted",
      vendor: null,
      model: null,
      firmwareVersion: null,
      evses: [{ id: 1, connectors: [{ id: 1, type: "cType2", status: null, statusAt: null }] }],
    },
  });
});

test("onboarding checked: new stations are Pending", async () => {
  const { api, slug } = await portal.tenant();
  expect(await portal.platform("PATCH", `/tenants/${slug}`, { onboarding: "checked" })).toMatchObject({
    status: 200,
    body: { onboarding: "checked" },
  });
  await api("POST", "/stations", { identity: "CS-1" });
  expect(await api("GET", "/stations/CS-1")).toMatchObject({ body: { registrationStatus: "Pending" } });
  expect(await api("GET", "/stations/CS-1/onboarding")).toMatchObject({
    status: 200,
    body: { bootedAt: null, checklist: { status: "running", steps: [{ id: "boot", state: "waiting" }, {}, {}, {}] } },
  });
  expect(await api("GET", "/stations/CS-1/variables/report")).toMatchObject({ status: 200, body: { report: null } });
  expect(await api("POST", "/stations/CS-1/onboarding")).toMatchObject({ status: 202 });
  expect(await api("POST", "/stations/CS-1/onboarding/accept")).toMatchObject({
    status: 202,
    body: { registrationStatus: "Accepted", checklist: { decidedBy: expect.any(String) } },
  });
  expect(await api("POST", "/stations/CS-1/onboarding/accept")).toMatchObject({ status: 409 });
  expect(await api("POST", "/stations/NONE/onboarding")).toMatchObject({ status: 404 });
});

test("a station that is accepted at once has no checklist", async () => {
  const { api } = await portal.tenant();
  await api("POST", "/stations", { identity: "CS-1" });
  expect(await api("GET", "/stations/CS-1/onboarding")).toMatchObject({ status: 200, body: { checklist: null } });
  expect(await api("POST", "/stations/CS-1/onboarding")).toMatchObject({ status: 409 });
});

test("a thousand stations at once, all or none", async () => {
  const { api } = await portal.tenant();
  const many = Array.from({ length: 1000 }, (_, index) => ({ identity: `CS-${index}` }));
  const made = await api("POST", "/stations", many);
  expect(made.status).toBe(201);
  expect((made.body as unknown[]).length).toBe(1000);
  const again = await api("POST", "/stations", [{ identity: "NEW-1" }, { identity: "CS-7" }, { identity: "new-1" }]);
  expect(again).toMatchObject({
    status: 409,
    body: { errors: [{ path: "/2/identity", message: expect.stringContaining("twice") }] },
  });
  const taken = await api("POST", "/stations", [{ identity: "NEW-1" }, { identity: "CS-7" }]);
  expect(taken).toMatchObject({ status: 409, body: { errors: [{ path: "/1/identity" }] } });
  expect(await api("POST", "/stations", [{ identity: "NEW-1" }, { identity: "a:b" }])).toMatchObject({
    status: 422,
    body: { errors: [{ path: "/1/identity" }] },
  });
  expect(await api("GET", "/stations/NEW-1")).toMatchObject({ status: 404 });
  expect(await api("POST", "/stations", [...many, { identity: "X" }])).toMatchObject({ status: 422 });
});

test("a list pages by cursor without losing or repeating anything", async () => {
  const { api } = await portal.tenant();
  await api(
    "POST",
    "/stations",
    ["b", "A", "c-1", "C", "a.b"].map((identity) => ({ identity })),
  );
  const seen: string[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await api("GET", `/stations?limit=2${cursor}`);
    const page = body as { items: { identity: string }[]; nextCursor: string | null };
    seen.push(...page.items.map(({ identity }) => identity));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(seen).toEqual(["A", "a.b", "b", "C", "c-1"]);
  expect(await api("GET", "/stations?cursor=nonsense")).toMatchObject({ status: 422, body: { kind: "invalid" } });
  expect(await api("GET", "/stations?limit=0")).toMatchObject({ status: 422 });
  expect(await api("GET", "/stations?search=C")).toMatchObject({
    body: { items: [{ identity: "C" }, { identity: "c-1" }] },
  });
});

test("a station is changed, and taken away", async () => {
  const { api } = await portal.tenant();
  const site = (
    await api("POST", "/sites", { name: "Harbour", latitude: 52, longitude: 4, timeZone: "Europe/Amsterdam" })
  ).body as { id: string };
  await api("POST", "/stations", { identity: "CS-1", evses: [{ id: 1, connectors: [{ id: 1 }] }] });
  const changed = await api("PATCH", "/stations/CS-1", {
    registrationStatus: "Rejected",
    siteId: site.id,
    securityProfile: 2,
    itemsPerMessage: { GetVariables: 4 },
    evses: [{ id: 2, connectors: [{ id: 1, type: "cCCS2" }] }],
  });
  expect(changed).toMatchObject({
    status: 200,
    body: {
      registrationStatus: "Rejected",
      siteId: site.id,
      securityProfile: 2,
      itemsPerMessage: { GetVariables: 4 },
      evses: [{ id: 2, connectors: [{ id: 1, type: "cCCS2" }] }],
    },
  });
  expect(await api("PATCH", "/stations/CS-1", { siteId: null })).toMatchObject({
    body: { siteId: null, registrationStatus: "Rejected" },
  });
  expect(await api("PUT", "/stations/CS-1/password", { password: "short" })).toMatchObject({ status: 422 });
  expect(await api("PUT", "/stations/CS-1/password", { password: "a-long-password-1" })).toMatchObject({
    status: 200,
    body: { password: "a-long-password-1" },
  });
  expect(await api("DELETE", "/stations/CS-1")).toMatchObject({ status: 204 });
  expect(await api("GET", "/stations/CS-1")).toMatchObject({ status: 404 });
  expect(await api("POST", "/stations", { identity: "CS-1" })).toMatchObject({ status: 201 });
});

test("a command waits for a station that is away, and can be withdrawn", async () => {
  const { api } = await portal.tenant();
  await api("POST", "/stations", { identity: "CS-1" });
  const queued = await api("POST", "/stations/CS-1/commands/Reset?deadline=60", { type: "Immediate" });
  expect(queued).toMatchObject({
    status: 202,
    body: { action: "Reset", status: "queued", request: { type: "Immediate" } },
  });
  expect(queued.body).not.toHaveProperty("response");
  const { id } = queued.body as { id: string };
  expect(await api("GET", `/stations/CS-1/commands/${id}`)).toMatchObject({ status: 200, body: { id } });
  expect(await api("GET", "/stations/CS-1/commands")).toMatchObject({ body: { items: [{ id }] } });
  expect(await api("DELETE", `/stations/CS-1/commands/${id}`)).toMatchObject({
    status: 200,
    body: { status: "cancelled" },
  });
  expect(await api("DELETE", `/stations/CS-1/commands/${id}`)).toMatchObject({ status: 409 });
});

test("waiting for a command that nobody answers ends with 202 in time", async () => {
  const { api } = await portal.tenant();
  await api("POST", "/stations", { identity: "CS-1" });
  expect(await api("POST", "/stations/CS-1/commands/ClearCache?wait=0.3")).toMatchObject({
    status: 202,
    body: { status: "queued" },
  });
});

test("a command that breaks its schema, or that nobody knows, is not sent", async () => {
  const { api } = await portal.tenant();
  await api("POST", "/stations", { identity: "CS-1" });
  expect(await api("POST", "/stations/CS-1/commands/Reset", { type: "Sometime" })).toMatchObject({
    status: 422,
    body: { errors: [{ path: "/type" }] },
  });
  expect(await api("POST", "/stations/CS-1/commands/ClearCache", { extra: 1 })).toMatchObject({
    status: 422,
    body: { errors: [{ path: "/extra" }] },
  });
  expect(await api("POST", "/stations/CS-1/commands/Explode", {})).toMatchObject({ status: 404 });
  expect(await api("POST", "/stations/CS-1/commands/BootNotification", {})).toMatchObject({ status: 404 });
  expect(await api("POST", "/stations/CS-2/commands/Reset", { type: "Immediate" })).toMatchObject({ status: 404 });
  expect(await api("GET", "/stations/CS-1/commands")).toMatchObject({ body: { items: [] } });
});

test("a session, its ledger and its meter values", async () => {
  const tenant = await portal.tenant();
  const { transactionId, identity } = await aChargedStation(tenant);
  const list = await tenant.api("GET", `/transactions?stationIdentity=${identity}&active=true`);
  const session = {
    id: transactionId,
    transactionId: "tx-1",
    stationIdentity: identity,
    evseId: 1,
    connectorId: 1,
    idToken: "CARD-9",
    active: true,
    energyWh: 3000,
    missingSeqNos: [2],
    totalCost: null,
    currency: null,
    costLines: [],
  };
  expect(list).toMatchObject({ status: 200, body: { items: [session] } });
  expect(await tenant.api("GET", "/transactions?active=false")).toMatchObject({ body: { items: [] } });
  expect(await tenant.api("GET", `/transactions/${transactionId}`)).toMatchObject({ status: 200, body: session });
  const events = await tenant.api("GET", `/transactions/${transactionId}/events?limit=2`);
  expect(events).toMatchObject({
    body: {
      items: [{ seqNo: 0, eventType: "Started", offline: false, resends: 0 }, { seqNo: 1 }],
      nextCursor: expect.any(String),
    },
  });
  const { nextCursor } = events.body as { nextCursor: string };
  expect(await tenant.api("GET", `/transactions/${transactionId}/events?limit=2&cursor=${nextCursor}`)).toMatchObject({
    body: { items: [{ seqNo: 3 }], nextCursor: null },
  });
  expect(await tenant.api("GET", `/transactions/${transactionId}/meter-values`)).toMatchObject({
    body: { items: [{ seqNo: 0 }, { seqNo: 1 }, { seqNo: 3, energyWh: 4000 }] },
  });
  expect(await tenant.api("GET", `/stations/${identity}/messages?direction=in&action=Heartbeat`)).toMatchObject({
    body: { items: [{ action: "Heartbeat", response: { currentTime: "now" } }] },
  });
  expect(await tenant.api("GET", `/stations/${identity}/variables`)).toMatchObject({
    status: 200,
    body: { items: [] },
  });
});

test("C01: a token is put, read and replaced, whatever its case", async () => {
  const { api } = await portal.tenant();
  const put = await api("PUT", "/id-tokens/Card%2F1", {
    type: "ISO14443",
    status: "Accepted",
    groupIdToken: "G1",
    expiresAt: "2030-01-01T00:00:00+01:00",
    maxConcurrentTransactions: 1,
  });
  expect(put).toMatchObject({
    status: 200,
    body: { idToken: "Card/1", type: "ISO14443", groupIdToken: "G1", expiresAt: "2029-12-31T23:00:00.000Z" },
  });
  expect(await api("PUT", "/id-tokens/card%2F1", { type: "ISO14443", status: "Blocked" })).toMatchObject({
    body: { status: "Blocked", groupIdToken: null },
  });
  expect(await api("GET", "/id-tokens/CARD%2f1")).toMatchObject({ body: { status: "Blocked" } });
  expect(await api("PUT", "/id-tokens/x", { type: "Plastic", status: "Accepted" })).toMatchObject({
    status: 422,
    body: { errors: [{ path: "/type" }] },
  });
  expect(await api("GET", "/drivers?search=nobody")).toMatchObject({
    status: 200,
    body: { items: [], nextCursor: null },
  });
  expect(await api("GET", "/id-tokens/none")).toMatchObject({ status: 404 });
});

test("I03: a tariff is put, read, tried and given to a station; each in decimal strings", async () => {
  const { api } = await portal.tenant();
  await api("POST", "/stations", { identity: "CS-1" });
  expect(await api("GET", "/stations/CS-1/tariff")).toMatchObject({ body: { tariffKey: null, chosenBy: null } });
  const day = { name: "Day", currency: "EUR", energy: "0.45", time: "1.20", session: "0.50", tax: "19" };
  expect(await api("PUT", "/tariffs/day", { ...day, isDefault: true })).toMatchObject({
    status: 200,
    body: { key: "day", ...day, isDefault: true, version: 1 },
  });
  expect(await api("PUT", "/tariffs/night", { name: "Night", currency: "EUR", energy: "0.30" })).toMatchObject({
    body: { energy: "0.30", time: null, session: null, tax: null, isDefault: false },
  });
  expect(await api("GET", "/tariffs")).toMatchObject({ body: { items: [{ key: "day" }, { key: "night" }] } });
  // What was read may be put again, and is no new version.
  const { body } = await api("GET", "/tariffs/night");
  expect(await api("PUT", "/tariffs/night", body)).toMatchObject({ status: 200, body: { version: 1 } });
  expect(await api("POST", "/tariffs/day/simulate", { energyKwh: "25", durationMinutes: 90 })).toMatchObject({
    status: 200,
    body: {
      totalCost: "16.12",
      currency: "EUR",
      costLines: [
        { what: "energy", quantity: "25", rate: "0.45", amount: "11.25" },
        { what: "time", quantity: "1.5", unit: "h" },
        { what: "session", amount: "0.50" },
        { what: "tax", quantity: "19", rate: "13.55", amount: "2.5745" },
      ],
    },
  });
  expect(await api("PUT", "/stations/cs-1/tariff", { tariffKey: "night" })).toMatchObject({
    status: 200,
    body: { stationIdentity: "CS-1", tariffKey: "night", version: 1, chosenBy: "station" },
  });
  expect(await api("GET", "/tariffs?search=nig")).toMatchObject({ body: { items: [{ stationCount: 1 }] } });
  expect(await api("PUT", "/stations/CS-1/tariff", { tariffKey: null })).toMatchObject({
    body: { tariffKey: "day", chosenBy: "default" },
  });
});

test("I03: a tariff that is none is refused with its place, and what is not there is not found", async () => {
  const { api } = await portal.tenant();
  const put = (more: object, key = "day") => api("PUT", `/tariffs/${key}`, { name: "Day", currency: "EUR", ...more });
  expect(await put({ energy: 0.45 })).toMatchObject({ status: 422, body: { errors: [{ path: "/energy" }] } });
  expect(await put({ energy: "0,45" })).toMatchObject({ status: 422, body: { errors: [{ path: "/energy" }] } });
  expect(await put({ tax: "101" })).toMatchObject({ status: 422, body: { errors: [{ path: "/tax" }] } });
  expect(await put({ currency: "XYZ" })).toMatchObject({ status: 422, body: { errors: [{ path: "/currency" }] } });
  expect(await put({}, "a%20b")).toMatchObject({ status: 422 });
  expect(await api("GET", "/tariffs/day")).toMatchObject({ status: 404 });
  expect(await api("GET", "/tariffs/a%00b")).toMatchObject({ status: 404 });
  expect(await api("POST", "/tariffs/day/simulate", { energyKwh: "1" })).toMatchObject({ status: 404 });
  await api("POST", "/stations", { identity: "CS-1" });
  expect(await api("PUT", "/stations/CS-1/tariff", { tariffKey: "day" })).toMatchObject({ status: 404 });
  expect(await api("PUT", "/stations/CS-2/tariff", { tariffKey: null })).toMatchObject({ status: 404 });
});

test("remote start and stop make commands", async () => {
  const tenant = await portal.tenant();
  const { transactionId, identity } = await aChargedStation(tenant);
  expect(await tenant.api("POST", `/stations/${identity}/remote-start`, { evseId: 1, idToken: "ABC" })).toMatchObject({
    status: 202,
    body: { action: "RequestStartTransaction", request: { evseId: 1, idToken: { idToken: "ABC", type: "Central" } } },
  });
  expect(await tenant.api("POST", `/transactions/${transactionId}/remote-stop`)).toMatchObject({
    status: 202,
    body: { action: "RequestStopTransaction", request: { transactionId: "tx-1" } },
  });
});

test("a report is asked for, and has no file before it is made", async () => {
  const { api } = await portal.tenant();
  const asked = await api("POST", "/reports", {
    kind: "transactions",
    from: "2026-01-01T00:00:00Z",
    to: "2026-02-01T00:00:00Z",
  });
  expect(asked).toMatchObject({ status: 201, body: { status: "queued", progress: 0 } });
  const { id } = asked.body as { id: string };
  expect(await api("GET", `/reports/${id}`)).toMatchObject({ status: 200 });
  expect(await api("GET", `/reports/${id}/file`)).toMatchObject({ status: 409, body: { kind: "conflict" } });
  expect(await api("DELETE", `/reports/${id}`)).toMatchObject({ status: 200, body: { status: "cancelled" } });
});
