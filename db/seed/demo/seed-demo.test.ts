import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, withTenants } from "@stationmaster/db";

import { findApiKey } from "@stationmaster/domain/business/api-keys";
import { admitStations, tenantOfSlug } from "@stationmaster/domain/business/connections";
import { logIn } from "@stationmaster/domain/business/members";
import { aDatabase } from "@stationmaster/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyRing } from "./key-ring";
import { openMeans } from "./means";
import { seedDemo } from "./seed-demo";
import { demoTenants } from "./tenants";

const { url } = await aDatabase();
const dataDir = await mkdtemp(join(tmpdir(), "stationmaster-demo-"));
const keys = keyRing(dataDir);
const means = openMeans(url);
const owner = connect(url, { role: "owner", max: 1 });
const settings = {
  dataDir,
  password: "a-password-of-the-demo",
  secret: keys.secret("demo-secret"),
  publicOcppUrl: "ws://localhost:9220",
};
const seed = (more: Partial<typeof settings> = {}) => seedDemo(means, { ...settings, ...more }, keys);

afterAll(async () => {
  await Promise.all([means.close(), owner.sql.end()]);
  await rm(dataDir, { recursive: true, force: true });
});

/** How many rows each table holds, but for the audit log, in which a changed password may well be noted. */
async function rowCounts(): Promise<Record<string, number>> {
  const tables = await owner.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'audit_entries'`;
  const counts: Record<string, number> = {};
  for (const { name } of tables)
    counts[name] = (await owner.sql<{ n: number }[]>`select count(*)::int as n from ${owner.sql(name)}`)[0]!.n;
  return counts;
}

const resends = async () =>
  (await owner.sql<{ n: number }[]>`select coalesce(sum(resends), 0)::int as n from transaction_events`)[0]!.n;

type Fleet = {
  stations: {
    tenant: string;
    identity: string;
    password: string;
    evses: { id: number; registerWh: number }[];
    idTokens: { idToken: string }[];
  }[];
};
const readFleet = async () => JSON.parse(await readFile(join(dataDir, "demo/fleet.json"), "utf8")) as Fleet;

describe("the demo", () => {
  let first: Record<string, number>;
  let resentAtFirst: number;
  beforeAll(async () => {
    await seed();
    first = await rowCounts();
    resentAtFirst = await resends();
  });

  test("has two tenants with stations, sessions and people", async () => {
    expect(first).toMatchObject({
      tenants: 2,
      sites: 10,
      stations: 36,
      users: 7,
      members: 6,
      api_keys: 2,
      station_boots: 36,
      tariffs: 6,
      reservations: 8,
      configuration_templates: 4,
    });
    expect(first.transactions).toBeGreaterThan(500);
    expect(first.meter_values).toBeGreaterThan(5_000);
  });

  test("C01: has cards with each kind of limit, and somebody was refused for each of them within a day", async () => {
    const rules = await owner.sql<
      { rule: string }[]
    >`select distinct rule from authorizations where is_refused order by 1`;
    expect(rules.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["expired", "lost", "no-credit", "not-at-this-location", "unknown", "unknown-pin"]),
    );
    const [sums] = await owner.sql<Record<string, number>[]>`
      select count(*) filter (where limits is not null)::int as limited, count(*) filter (where master_pass)::int as masters,
        count(*) filter (where group_id_token is not null)::int as grouped from id_tokens`;
    expect(sums).toEqual({ limited: 6, masters: 2, grouped: 8 });
  });

  test("B05: has templates that some stations follow, that some do not, and stations without one", async () => {
    const stands = await owner.sql<{ off: number; same: number; stations: number }[]>`
      select count(*) filter (where different > 0)::int as off, count(*) filter (where different + unknown + missing = 0)::int as same, count(*)::int as stations from station_drift`;
    expect(stands[0]!.off).toBeGreaterThan(0);
    expect(stands[0]!.same).toBeGreaterThan(0);
    expect(stands[0]!.stations).toBeLessThan(36);
  });

  test("made again adds nothing", async () => {
    expect((await seed()).events).toBe(0);
    expect(await rowCounts()).toEqual(first);
    expect(await resends()).toBe(resentAtFirst);
  });

  test("that broke off in the middle of the past is told to its end, without telling what was told", async () => {
    await owner.sql`delete from audit_entries where what = 'demo history written'`;
    await owner.sql`delete from transactions where id in (select id from transactions order by id desc limit 100)`;
    await owner.sql`delete from transaction_events e where not exists (select 1 from transactions t where t.id = e.transaction_id)`;
    await owner.sql`delete from meter_values m where not exists (select 1 from transactions t where t.id = m.transaction_id)`;
    await owner.sql`delete from authorizations a where transaction_id is not null and not exists (select 1 from transactions t where t.id = a.transaction_id)`;
    await owner.sql`delete from transaction_costs c where not exists (select 1 from transactions t where t.id = c.transaction_id)`;
    await owner.sql`delete from station_commands c where c.subject_id is not null and not exists (select 1 from transactions t where t.id = c.subject_id)`;
    await seed();
    expect(await rowCounts()).toEqual(first);
    expect(await resends()).toBe(resentAtFirst);
  });

  test("has sessions that are over, with energy and a reason; its gaps are few", async () => {
    const [sums] = await owner.sql<Record<string, number>[]>`
      select count(*)::int as total, count(*) filter (where is_active)::int as active, count(*) filter (where has_gap)::int as gaps,
        count(*) filter (where energy_wh > 0 and stopped_reason is not null)::int as sound from transactions`;
    expect(sums!.active).toBe(0);
    // What is really missing, and nothing else, is still asked about, once.
    const [asked] = await owner.sql<Record<string, number>[]>`
      select count(*)::int as questions, count(distinct t.id) filter (where t.has_gap)::int as gaps
      from station_commands c join transactions t on t.id = c.subject_id where c.action = 'GetTransactionStatus'`;
    expect(asked).toEqual({ questions: sums!.gaps, gaps: sums!.gaps });
    expect(sums!.sound).toBe(sums!.total);
    expect(sums!.gaps).toBeGreaterThan(3);
    expect(sums!.gaps).toBeLessThan(sums!.total! / 20);
  });

  test("I03: has a price for each of its sessions, by the product's own reckoning", async () => {
    const [sums] = await owner.sql<Record<string, number>[]>`
      select count(*)::int as total, count(c.total)::int as priced, count(distinct c.tariff_key)::int as tariffs,
        count(*) filter (where c.total > t.energy_wh / 1000)::int as absurd
      from transactions t left join transaction_costs c on c.tenant_id = t.tenant_id and c.transaction_id = t.id`;
    expect(sums!.priced).toBe(sums!.total);
    expect(sums!.tariffs).toBe(3);
    expect(sums!.absurd).toBeLessThan(sums!.total! / 20);
    const [stations] = await owner.sql<{ n: number }[]>`select count(*)::int as n from station_tariffs`;
    expect(stations!.n).toBeGreaterThan(10);
  });

  test("lets everybody in with the one password, also when that was changed", async () => {
    await seed({ password: "another-password" });
    const emails = [
      "admin@stationmaster.example",
      ...demoTenants.flatMap(({ slug }) => ["operator", "host", "driver"].map((role) => `${role}@${slug}.example`)),
    ];
    for (const email of emails)
      expect(await logIn(means.directory, email, "another-password")).toMatchObject({ email });
    expect(await logIn(means.directory, "admin@stationmaster.example", "another-password")).toMatchObject({
      isPlatformAdmin: true,
      memberships: [],
    });
    expect(await logIn(means.directory, "host@southgate.example", settings.password)).toBeNull();
  });

  test("writes down for the fleet, and for nobody else, what its stations must know to be let in", async () => {
    const admitAll = async () => {
      for (const { tenant, identity, password } of (await readFleet()).stations) {
        const { id } = (await tenantOfSlug(means.directory, tenant))!;
        const caller = { tenantId: id, identity, password, securityProfile: 1 };
        const [admission] = await withTenants(means.ingest, [id], (tx) => admitStations(tx, [caller], new Date()));
        expect(admission).toMatchObject({ kind: "admitted" });
      }
    };
    expect((await readFleet()).stations).toHaveLength(36);
    expect((await stat(join(dataDir, "demo/fleet.json"))).mode & 0o077).toBe(0);
    await admitAll();
    // A new DATA_DIR beside an old database: the secret is another one.
    await seed({ secret: "quite another secret" });
    await admitAll();
  });

  test("tells the fleet where its meters stand", async () => {
    const [row] = await owner.sql<{ wh: number }[]>`
      select max(register_last_wh)::float8 as wh from transactions t join stations s on s.tenant_id = t.tenant_id and s.id = t.station_id
      where s.identity = 'SIM-0001' and t.evse_id = 2 and s.tenant_id = (select id from tenants where slug = 'northwind')`;
    const station = (await readFleet()).stations.find(
      ({ tenant, identity }) => tenant === "northwind" && identity === "SIM-0001",
    )!;
    expect(station.evses.find(({ id }) => id === 2)!.registerWh).toBe(row!.wh);
    expect(station.idTokens.length).toBeGreaterThan(10);
  });

  test("keeps a key of the HTTP API for each tenant in a file of its own", async () => {
    for (const { slug } of demoTenants) {
      const found = await findApiKey(means.directory, keys.read(`${slug}-api-key`)!);
      expect(found).toMatchObject({ tenantId: (await tenantOfSlug(means.directory, slug))!.id });
    }
  });
});
