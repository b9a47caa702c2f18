import { randomBytes } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { inFlight } from "../in-flight";
import { aPortal } from "../test/a-portal";
import { docsPage } from "./docs-page";
import { openApiDocument } from "./openapi";
import { takeToken } from "./rate-limit";
import { routes } from "./routes";

const portal = await aPortal({ env: { API_REQUESTS_PER_SECOND: "200", API_BURST: "1000" } });
const site = { name: "Harbour", latitude: 52, longitude: 4, timeZone: "Europe/Amsterdam" };

test("beyond 5,000 calls under way, who comes is told when to come again; a thousand that wait keep nobody out", async () => {
  const { api } = await portal.tenant();
  const ends: (() => void)[] = [];
  const wait = (count: number) =>
    Array.from({ length: count }, () => inFlight(new Promise<void>((end) => ends.push(end))));
  const waiting = wait(1_000);
  expect(await api("GET", "/sites")).toMatchObject({ status: 200 });
  waiting.push(...wait(4_000));
  const refused = await api("GET", "/sites");
  expect(refused).toMatchObject({ status: 503, body: { kind: "unavailable", status: 503 } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  for (const end of ends) end();
  await Promise.all(waiting);
  expect(await api("GET", "/sites")).toMatchObject({ status: 200 });
});

test("every refusal is a problem document that names its kind", async () => {
  const { api } = await portal.tenant();
  const answers = {
    401: await portal.api("GET", "/stations"),
    403: await api("GET", "/tenants"),
    404: await api("GET", "/stations/none"),
    405: await api("PUT", "/stations"),
    413: await api("POST", "/sites", { ...site, name: "x".repeat(1_100_000) }),
    422: await api("POST", "/sites", { ...site, latitude: 91, timeZone: "Mars/Olympus" }),
  };
  for (const [status, answer] of Object.entries(answers)) {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer).toMatchObject({
      status: Number(status),
      body: {
        type: expect.any(String),
        title: expect.any(String),
        status: Number(status),
        detail: expect.any(String),
        kind: expect.any(String),
      },
    });
  }
  expect(answers[401].headers.get("www-authenticate")).toMatch(/^Bearer/);
  expect(answers[405].headers.get("allow")).toBe("POST, GET");
  expect(answers[422].body).toMatchObject({ kind: "invalid", errors: [{ path: "/latitude" }, { path: "/timeZone" }] });
  expect(await api("GET", "/nowhere")).toMatchObject({ status: 404 });
});

test("an answer says under which name it is in our log: the caller's own, unless that is none, else a new one", async () => {
  const ours = await portal.api("GET", "/stations");
  expect(ours.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(ours.body).toMatchObject({ requestId: ours.headers.get("x-request-id") });
  const theirs = await portal.api("GET", "/stations", { headers: { "x-request-id": "ticket-4711" } });
  expect(theirs.headers.get("x-request-id")).toBe("ticket-4711");
  expect(theirs.body).toMatchObject({ requestId: "ticket-4711" });
  const odd = await portal.api("GET", "/stations", { headers: { "x-request-id": '","level":"fatal' } });
  expect(odd.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  const { api } = await portal.tenant();
  expect((await api("GET", "/stations")).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("a wrong, a foreign and a revoked key are all 401, and say no more", async () => {
  const tenant = await portal.tenant();
  const { id, key } = await tenant.operator.apiKeys.create({ name: "second" });
  expect(await portal.api("GET", "/stations", { key })).toMatchObject({ status: 200 });
  await tenant.operator.apiKeys.revoke({ id });
  for (const wrong of [key, "x", `smk_${"A".repeat(54)}`, `${key}x`, tenant.apiKey.toLowerCase(), "a".repeat(10_000)]) {
    expect(await portal.api("GET", "/stations", { key: wrong })).toMatchObject({ status: 401 });
  }
  expect(await portal.api("GET", "/stations", { headers: { authorization: `Basic ${tenant.apiKey}` } })).toMatchObject({
    status: 401,
  });
});

test("a key's use is noted, at most once a minute", async () => {
  const { api, operator } = await portal.tenant();
  expect((await operator.apiKeys.list())[0]!.lastUsedAt).toBeNull();
  await api("GET", "/stations");
  const [first] = await operator.apiKeys.list();
  await api("GET", "/stations");
  expect(first!.lastUsedAt).toBeInstanceOf(Date);
  expect((await operator.apiKeys.list())[0]!.lastUsedAt).toEqual(first!.lastUsedAt);
});

test("the keys of a suspended tenant are refused until it is active again", async () => {
  const { api, slug } = await portal.tenant();
  await portal.platform("PATCH", `/tenants/${slug}`, { status: "suspended" });
  expect(await api("GET", "/stations")).toMatchObject({
    status: 403,
    body: { kind: "forbidden", detail: expect.stringContaining("suspended") },
  });
  await portal.platform("PATCH", `/tenants/${slug}`, { status: "active" });
  expect(await api("GET", "/stations")).toMatchObject({ status: 200 });
});

describe("the rate limit", () => {
  const rate = { perSecond: 200, burst: 1000 };

  test("a thousand at once, then 200 a second", () => {
    const key = randomBytes(8).toString("hex");
    const taken = Array.from({ length: 1100 }, () => takeToken(key, rate, 1_000)).filter((pause) => pause === 0);
    expect(taken).toHaveLength(1000);
    expect(takeToken(key, rate, 1_000)).toBeCloseTo(1 / 200);
    const later = Array.from({ length: 300 }, () => takeToken(key, rate, 1_500)).filter((pause) => pause === 0);
    expect(later).toHaveLength(100);
    expect(takeToken("another key", rate, 1_500)).toBe(0);
  });

  test("a clock that is set back an hour takes no tokens away", () => {
    const key = randomBytes(8).toString("hex");
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      expect(takeToken(key, rate)).toBe(0);
      vi.setSystemTime(Date.now() - 3_600_000);
      expect(takeToken(key, rate)).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test("429 with Retry-After for that key, none for the platform's", async () => {
    const { api, apiKey } = await portal.tenant();
    // Emptied a minute ahead, so that none comes back while a slow machine asks.
    const ahead = performance.now() + 60_000;
    while (takeToken(apiKey, rate, ahead) === 0);
    const limited = await api("GET", "/stations");
    expect(limited).toMatchObject({ status: 429, body: { kind: "too-much" } });
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    const many = await Promise.all(Array.from({ length: 20 }, () => portal.platform("GET", "/tenants?limit=1")));
    expect(many.every(({ status }) => status === 200)).toBe(true);
  });
});

describe("hostile input is refused, and nothing of it is stored", () => {
  const half = "\ud800";
  test.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["an array", "[]"],
    ["a string", '"x"'],
    ["a number too large", '{"name":"x","latitude":1e999,"longitude":0,"timeZone":"UTC"}'],
    ["nested a hundred thousand deep", "[".repeat(100_000)],
    ["NUL", JSON.stringify({ ...site, name: "a\0b" })],
    ["an address without end", JSON.stringify({ ...site, address: "x".repeat(301) })],
    ["a prototype", '{"__proto__":{"name":"x"},"latitude":1}'],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]).toString("latin1")],
  ])("%s", async (_, text) => {
    const tenant = await portal.tenant();
    const answer = await portal.api("POST", "/sites", { key: tenant.apiKey, text });
    expect(answer).toMatchObject({ status: 422, body: { kind: "invalid" } });
    expect(await tenant.operator.sites.list()).toEqual([]);
  });

  test.each(["a:b", "", "x".repeat(49), "a b", "a/b", "ä", "a\0b", half])("identity %j", async (identity) => {
    const { api } = await portal.tenant();
    expect(await api("POST", "/stations", { identity })).toMatchObject({ status: 422 });
  });

  test.each(["%00", "%ff", "%E0%A4%A", "..%2f..%2fetc", "'%20or%201=1--", "%2e%2e", "x".repeat(500)])(
    "address /stations/%s",
    async (address) => {
      const { api } = await portal.tenant();
      expect(await api("GET", `/stations/${address}`)).toMatchObject({ status: 404, body: { kind: "not-found" } });
    },
  );

  test("ids that are none are not there", async () => {
    const { api } = await portal.tenant();
    for (const id of ["1", "null", "00000000-0000-0000-0000-000000000000", "'"]) {
      expect(await api("GET", `/transactions/${id}`)).toMatchObject({ status: 404 });
    }
  });

  test("a payload that no table can hold is refused, not our fault", async () => {
    const { api } = await portal.tenant();
    await api("POST", "/stations", { identity: "CS-1" });
    const data = { vendorId: "x", data: `a\u0000b${half}` };
    expect(await api("POST", "/stations/CS-1/commands/DataTransfer", data)).toMatchObject({ status: 422 });
    expect(await api("GET", "/stations/CS-1/commands")).toMatchObject({ body: { items: [] } });
  });

  test("what no calendar and no list has", async () => {
    const { api } = await portal.tenant();
    for (const query of [
      "limit=-1",
      "limit=1e9",
      "limit=x",
      "active=perhaps",
      "from=yesterday",
      "siteId=1",
      "cursor=e30",
      `cursor=${Buffer.from('["a","b"]').toString("base64url")}`,
    ]) {
      expect(await api("GET", `/transactions?${query}`)).toMatchObject({ status: 422 });
    }
  });
});

test("a slug is what an address can hold, and only one tenant's", async () => {
  const tenant = { name: "N", currency: "EUR", timeZone: "UTC", country: "NL" };
  for (const slug of ["a", "-a", "A1", "a_b", "a".repeat(41), "a/b", "ä1"]) {
    expect(await portal.platform("POST", "/tenants", { ...tenant, slug })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "/slug" }] },
    });
  }
  expect(await portal.platform("POST", "/tenants", { ...tenant, slug: "0-free" })).toMatchObject({ status: 201 });
  expect(await portal.platform("POST", "/tenants", { ...tenant, slug: "0-free" })).toMatchObject({ status: 409 });
  expect(await portal.platform("PATCH", "/tenants/nobody", { name: "x" })).toMatchObject({ status: 404 });
});

test("the document describes every route, in a schema that stands by itself", () => {
  const document = openApiDocument() as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  expect(document.openapi).toBe("3.1.0");
  for (const { method, path } of routes) expect(document.paths[path]?.[method.toLowerCase()]).toBeDefined();
  const ids = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(routes.length);
  expect(JSON.stringify(document)).not.toContain('"$ref":"#/$defs');
});

test("the page of the document asks nobody else for anything", () => {
  const page = docsPage();
  for (const { path } of routes) expect(page).toContain(path);
  expect(page).not.toMatch(/<script|https?:\/\//);
});
