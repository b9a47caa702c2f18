import { connect } from "@stationmaster/db";
import { createApiKey, putToken, requestReport } from "@stationmaster/domain/business";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "./http/routes";
import { appRouter } from "./root";
import { aChargedStation, type ChargedStation } from "./test/a-charged-station";
import { aPortal, type PortalTenant } from "./test/a-portal";

const portal = await aPortal();
const owner = connect(portal.databaseUrl, { role: "owner", max: 2 });
afterAll(() => owner.sql.end());

type Victim = ChargedStation & { slug: string; tenantId: string; idToken: string; reportId: string; apiKeyId: string };
let victim: Victim;
let victimTenant: PortalTenant;
let other: PortalTenant;
let before: string;

beforeAll(async () => {
  victimTenant = await portal.tenant();
  other = await portal.tenant();
  const station = await aChargedStation(victimTenant, "VICTIM-1");
  const rest = await victimTenant.inside(async (room) => ({
    idToken: (await putToken(room, { idToken: "VICTIM-CARD", type: "Central", status: "Accepted" })).idToken,
    reportId: (await requestReport(room, { kind: "transactions", from: new Date(0), to: room.now })).id,
    apiKeyId: (await createApiKey(room, { name: "VICTIM-KEY" })).id,
  }));
  victim = { ...station, ...rest, slug: victimTenant.slug, tenantId: victimTenant.id };
  before = await rowsOfVictim();
});

type Caller = PortalTenant["operator"];
const page = {};
const moments = { from: new Date(0), to: new Date() };

/** One for every procedure there is: what somebody of another tenant would send, with the victim's ids. */
const attacks: Record<string, (by: Caller, of: Victim) => Promise<unknown>> = {
  "me.get": (by) => by.me.get(),
  "me.counts": (by) => by.me.counts(),
  "overview.get": (by, { siteId }) => by.overview.get({ siteId }),
  "map.points": (by, { siteId }) => by.map.points({ siteId }),
  "sites.list": (by) => by.sites.list(),
  "sites.page": (by) => by.sites.page(page),
  "sites.create": (by) => by.sites.create({ name: "Mine", latitude: 0, longitude: 0, timeZone: "UTC" }),
  "stations.list": (by, { siteId }) => by.stations.list({ siteId, search: "victim", sort: "attention" }),
  "stations.rows": (by, { id }) => by.stations.rows({ ids: [id] }),
  "stations.counts": (by, { siteId }) => by.stations.counts({ siteId }),
  "stations.models": (by, { siteId }) => by.stations.models({ siteId }),
  "stations.get": (by, { identity }) => by.stations.get({ identity }),
  "stations.variables": (by, { identity }) => by.stations.variables({ identity }),
  "stations.curve": (by, { identity }) => by.stations.curve({ identity }),
  "stations.onboarding": (by, { identity }) => by.stations.onboarding({ identity }),
  "stations.create": (by, { siteId }) => by.stations.create({ identity: "MINE-1", siteId }),
  "stations.createMany": (by, { siteId }) => by.stations.createMany([{ identity: "MINE-2", siteId }]),
  "stations.update": (by, { identity }) => by.stations.update({ identity, registrationStatus: "Rejected" }),
  "stations.setPassword": (by, { identity }) => by.stations.setPassword({ identity }),
  "stations.remove": (by, { identity }) => by.stations.remove({ identity }),
  "stations.remoteStart": (by, { identity }) => by.stations.remoteStart({ identity, idToken: "X" }),
  "sessions.list": (by, { identity, siteId }) => by.sessions.list({ stationIdentity: identity, siteId, search: "tx" }),
  "sessions.rows": (by, { transactionId }) => by.sessions.rows({ ids: [transactionId] }),
  "sessions.counts": (by, { siteId }) => by.sessions.counts({ siteId }),
  "sessions.get": (by, { transactionId }) => by.sessions.get({ id: transactionId }),
  "sessions.events": (by, { transactionId }) => by.sessions.events({ id: transactionId }),
  "sessions.meterValues": (by, { transactionId }) => by.sessions.meterValues({ id: transactionId }),
  "sessions.curve": (by, { transactionId }) => by.sessions.curve({ id: transactionId }),
  "sessions.story": (by, { transactionId }) => by.sessions.story({ id: transactionId }),
  "sessions.close": (by, { transactionId }) => by.sessions.close({ id: transactionId }),
  "sessions.remoteStop": (by, { transactionId }) => by.sessions.remoteStop({ id: transactionId }),
  "commands.list": (by, { identity }) => by.commands.list({ stationIdentity: identity }),
  "commands.get": (by, { commandId }) => by.commands.get({ id: commandId }),
  "commands.send": (by, { identity }) =>
    by.commands.send({ stationIdentity: identity, action: "ClearCache", payload: {} }),
  "commands.cancel": (by, { commandId }) => by.commands.cancel({ id: commandId }),
  "messages.list": (by, { identity }) => by.messages.list({ stationIdentity: identity }),
  "reports.create": (by, { siteId }) => by.reports.create({ kind: "transactions", ...moments, siteId }),
  "reports.list": (by) => by.reports.list(page),
  "reports.get": (by, { reportId }) => by.reports.get({ id: reportId }),
  "reports.file": (by, { reportId }) => by.reports.file({ id: reportId }),
  "reports.cancel": (by, { reportId }) => by.reports.cancel({ id: reportId }),
  "apiKeys.list": (by) => by.apiKeys.list(),
  "apiKeys.create": (by) => by.apiKeys.create({ name: "Mine" }),
  "apiKeys.revoke": (by, { apiKeyId }) => by.apiKeys.revoke({ id: apiKeyId }),
  "tenant.get": (by) => by.tenant.get(),
  "tenant.update": (by) => by.tenant.update({ name: "Mine" }),
  "tenants.list": (by) => by.tenants.list(page),
  "tenants.create": (by) =>
    by.tenants.create({ slug: "mine", name: "Mine", currency: "EUR", timeZone: "UTC", country: "NL" }),
  "tenants.update": (by, { slug }) => by.tenants.update({ slug, status: "suspended" }),
  "tenants.slug": (by, { slug }) => by.tenants.slug({ slug }),
  "search.all": (by) => by.search.all({ text: "victim" }),
  "live.changes": async (by) => {
    const stop = new AbortController();
    const changes = await by.live.changes();
    for await (const batch of changes) {
      stop.abort();
      return batch;
    }
    return [];
  },
  "idTokens.put": (by, { idToken }) => by.idTokens.put({ idToken: `${idToken}-2`, type: "Central", status: "Blocked" }),
  "idTokens.get": (by, { idToken }) => by.idTokens.get({ idToken }),
};

/** What would give the victim away in an answer. */
const marks = () => [
  victim.id,
  victim.siteId,
  victim.transactionId,
  victim.commandId,
  victim.reportId,
  victim.apiKeyId,
  victim.tenantId,
  victim.slug,
  "VICTIM-KEY",
  "tx-1",
  "CARD-9",
];
/** To name what was asked for gives nothing away. */
const giveAway = (answer: unknown, asked = "") => {
  const told =
    answer instanceof Error ? answer.message.replace(/There is no [\w ]+ \S+\.$/, "") : JSON.stringify(answer ?? null);
  return marks().filter((mark) => !asked.includes(mark) && told.includes(mark));
};

/** Everything the victim has, in every table that knows tenants. */
async function rowsOfVictim(): Promise<string> {
  const tables = await owner.sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
  const rows: string[] = [];
  for (const { name } of tables) {
    // The key of the victim's own test calls notes its use.
    const [row] = await owner.sql.unsafe(
      `select coalesce(string_agg(md5(t::text), ',' order by t::text), '') as rows from "${name}" t where tenant_id = '${victimTenant.id}'`,
    );
    rows.push(`${name}: ${row!.rows}`);
  }
  return rows.join("\n");
}

const procedures = Object.keys((appRouter._def as unknown as { procedures: Record<string, unknown> }).procedures);

test("there is an attack for every procedure", () => {
  expect(Object.keys(attacks).sort()).toEqual(procedures.toSorted());
});

describe("another tenant cannot reach what is not theirs by", () => {
  test.each(procedures)("%s", async (path) => {
    const answer = await attacks[path]!(other.operator, victim).catch((error: unknown) => error);
    if (answer instanceof TRPCError) expect(["NOT_FOUND", "FORBIDDEN", "BAD_REQUEST"]).toContain(answer.code);
    else expect(answer).not.toBeInstanceOf(Error);
    expect(giveAway(answer)).toEqual([]);
    expect(await rowsOfVictim()).toBe(before);
  });

  const refused = procedures.filter((path) =>
    /^(stations\.(get|update|remove|setPassword|curve|variables|onboarding|remoteStart)|sessions\.(get|events|meterValues|curve|remoteStop)|commands\.|messages\.|reports\.(get|file|cancel)|apiKeys\.revoke|idTokens\.get)/.test(
      path,
    ),
  );
  test.each(refused)("%s: it is not there", async (path) => {
    await expect(attacks[path]!(other.operator, victim)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test.each(procedures)("%s is nobody's who is not signed in", async (path) => {
  await expect(attacks[path]!(portal.callerOf({ kind: "nobody" }), victim)).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
});

const forAnybody = ["me.get", "me.counts"];

test.each(procedures.filter((path) => !forAnybody.includes(path)))(
  "%s is either a tenant's or the platform's",
  async (path) => {
    const admin = portal.callerOf({
      kind: "platform-admin",
      user: { id: victim.id, name: "Ada", email: "ada@stationmaster.example" },
    });
    const isPlatforms = path.startsWith("tenants.");
    const asOperator = attacks[path]!(other.operator, victim);
    if (isPlatforms) await expect(asOperator).rejects.toMatchObject({ code: "FORBIDDEN" });
    else await expect(attacks[path]!(admin, victim)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await asOperator.catch(() => undefined);
  },
);

/** Bodies that would be taken, for the routes that need one. */
const bodies: Record<string, unknown> = {
  "POST /tenants": { slug: "mine", name: "Mine", currency: "EUR", timeZone: "UTC", country: "NL" },
  "PATCH /tenants/{slug}": { status: "suspended" },
  "POST /sites": { name: "Mine", latitude: 0, longitude: 0, timeZone: "UTC" },
  "PUT /id-tokens/{idToken}": { type: "Central", status: "Blocked" },
  "POST /stations": { identity: "MINE-3" },
  "PATCH /stations/{identity}": { registrationStatus: "Rejected" },
  "PUT /stations/{identity}/password": { password: "a-long-password-1" },
  "POST /stations/{identity}/commands/{action}": {},
  "POST /stations/{identity}/remote-start": { idToken: "X" },
  "POST /reports": { kind: "transactions", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
};

const keyOf = ({ method, path }: (typeof routes)[number]) => `${method} ${path}`;
const addressOf = (path: string) => {
  const id = path.startsWith("/transactions")
    ? victim.transactionId
    : path.startsWith("/reports")
      ? victim.reportId
      : victim.commandId;
  const words: Record<string, string> = {
    identity: victim.identity,
    slug: victim.slug,
    idToken: victim.idToken,
    action: "ClearCache",
    id,
  };
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(words[name]!));
};
/** Making one's own where the victim has the same is no attack. */
const makesItsOwn = ["PUT /id-tokens/{idToken}"];
const inOrder = routes.toSorted(
  (a, b) => Number(makesItsOwn.includes(keyOf(a))) - Number(makesItsOwn.includes(keyOf(b))),
);

test("there is a body for every route that needs one", () => {
  const needing = routes.filter((route) => route.body && !route.body.safeParse(undefined).success).map(keyOf);
  expect(needing.filter((key) => !(key in bodies))).toEqual([]);
});

describe("with another tenant's key, or none", () => {
  test.each(inOrder.map((route) => [keyOf(route), route] as const))("%s", async (key, route) => {
    const address = addressOf(route.path);
    const query =
      route.method === "GET" ? `?siteId=${victim.siteId}&stationIdentity=${victim.identity}&search=victim` : "";
    const answer = await other.api(route.method, address + query, bodies[key]);
    if (route.who === "platform") expect(answer.status).toBe(403);
    else if (route.params && !makesItsOwn.includes(key)) expect(answer.status).toBe(404);
    else expect([200, 201]).toContain(answer.status);
    expect(giveAway(answer.body, address)).toEqual([]);

    expect(await portal.api(route.method, address, { body: bodies[key] })).toMatchObject({
      status: 401,
      body: { kind: "unauthorized" },
    });
    expect(
      await portal.api(route.method, address, { body: bodies[key], key: other.apiKey.slice(0, -1) }),
    ).toMatchObject({ status: 401 });
    if (route.who === "tenant")
      expect(await portal.platform(route.method, address, bodies[key])).toMatchObject({
        status: 403,
        body: { kind: "forbidden" },
      });
    expect(await rowsOfVictim()).toBe(before);
  });
});

test("the same identity in two tenants is two stations", async () => {
  const mine = await other.api("POST", "/stations", { identity: victim.identity });
  expect(mine).toMatchObject({ status: 201 });
  expect(await other.api("GET", `/stations/${victim.identity}`)).toMatchObject({
    body: { isOnline: false, vendor: null, siteId: null },
  });
  expect(await other.api("GET", `/stations/${victim.identity}/messages`)).toMatchObject({ body: { items: [] } });
  expect(await other.api("GET", `/stations/${victim.identity}/commands/${victim.commandId}`)).toMatchObject({
    status: 404,
  });
  expect(await other.api("GET", `/transactions?stationIdentity=${victim.identity}`)).toMatchObject({
    body: { items: [] },
  });
  expect(await other.api("DELETE", `/stations/${victim.identity}`)).toMatchObject({ status: 204 });
  expect(await rowsOfVictim()).toBe(before);
});
