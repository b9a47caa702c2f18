import { randomBytes, randomUUID } from "node:crypto";
import { connect, type stations, stations as stationsTable, tenants, withTenant } from "@stationmaster/db";
import { type Context, hashStationPassword, inTenant, makeStationPassword, systemActor } from "@stationmaster/domain";
import { createStation, type SimulatedStation } from "@stationmaster/simulator";
import { afterAll } from "vitest";
import { aServer, type TestServer } from "./a-server";

type TenantValues = Partial<typeof tenants.$inferInsert>;
type StationValues = Partial<typeof stations.$inferInsert>;
type SimulatorOptions = Omit<Parameters<typeof createStation>[0], "url" | "identity" | "password">;

export type TestStation = {
  id: string;
  identity: string;
  password: string;
  /** With the identity, percent-encoded. */
  url: string;
  /** A simulated station that is connected; closed after the test file. */
  connect(options?: SimulatorOptions): Promise<SimulatedStation>;
  /** The same, and it has booted. */
  start(options?: SimulatorOptions): Promise<SimulatedStation>;
};

export type TestTenant = {
  id: string;
  slug: string;
  inside<T>(work: (ctx: Context) => Promise<T>): Promise<T>;
  withStation(values?: StationValues): Promise<TestStation>;
};

type Pools = { app: ReturnType<typeof connect>; directory: ReturnType<typeof connect> };
const poolsOf = new Map<string, Pools>();

/** A tenant with no stations yet, on a server of its own unless one is given. Call it outside of `test`, or give it a server. */
export async function aTenant({
  server,
  ...values
}: TenantValues & { server?: TestServer } = {}): Promise<{ tenant: TestTenant; server: TestServer }> {
  const host = server ?? (await aServer());
  const { app, directory } = poolsFor(host.databaseUrl);
  const id = randomUUID();
  const row = {
    id,
    slug: `t-${randomBytes(5).toString("hex")}`,
    name: "A tenant",
    currency: "EUR",
    timeZone: "Europe/Berlin",
    country: "DE",
    ...values,
  };
  await directory.db.insert(tenants).values(row);
  const tenant: TestTenant = {
    id,
    slug: row.slug,
    inside: (work) => inTenant({ db: app.db, announce: () => undefined }, id, systemActor, work),
    withStation: (given) => aStation({ server: host, tenant: { id, slug: row.slug }, ...given }),
  };
  return { tenant, server: host };
}

/** A station as an operator has added it: Accepted at its first boot, security profile 1. */
export async function aStation({
  server,
  tenant,
  ...values
}: StationValues & { server: TestServer; tenant: { id: string; slug: string } }): Promise<TestStation> {
  const password = makeStationPassword();
  const identity = values.identity ?? `ST-${randomBytes(5).toString("hex")}`;
  const row = { id: randomUUID(), passwordHash: hashStationPassword(password), ...values, identity };
  await withTenant(poolsFor(server.databaseUrl).app.db, tenant.id, (tx) => tx.insert(stationsTable).values(row));
  const url = `${server.url}/${tenant.slug}/${encodeURIComponent(identity)}`;
  const simulated = (options: SimulatorOptions = {}) => {
    const station = createStation({ ...options, url, identity, password });
    opened.add(station);
    return station;
  };
  return {
    id: row.id,
    identity,
    password,
    url,
    async connect(options) {
      const station = simulated(options);
      await station.connect();
      return station;
    },
    async start(options) {
      const station = simulated(options);
      await station.start();
      return station;
    },
  };
}

const opened = new Set<SimulatedStation>();
afterAll(() => Promise.all([...opened].map((station) => station.close())));

function poolsFor(databaseUrl: string): Pools {
  const known = poolsOf.get(databaseUrl);
  if (known) return known;
  const pools = {
    app: connect(databaseUrl, { role: "app", max: 3 }),
    directory: connect(databaseUrl, { role: "directory", max: 1 }),
  };
  poolsOf.set(databaseUrl, pools);
  return pools;
}

afterAll(() =>
  Promise.all([...poolsOf.values()].flatMap(({ app, directory }) => [app.sql.end(), directory.sql.end()])),
);
