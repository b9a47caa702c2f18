import { randomUUID } from "node:crypto";
import { connect, stations, tenants, withTenant } from "@stationmaster/db";
import { type Context, inTenant, type StationContext, systemActor } from "@stationmaster/domain";
import { afterAll } from "vitest";
import { aDatabase } from "./a-database";

export type RoomTenant = Awaited<ReturnType<Awaited<ReturnType<typeof aRoom>>["tenant"]>>;
export type RoomStation = { id: string; identity: string; epoch: number };

/** The rooms without sockets: a database, tenants with stations as rows, and the moment `now` moves by hand. */
export async function aRoom() {
  const { url } = await aDatabase();
  const pools = {
    owner: connect(url, { role: "owner", max: 2 }),
    app: connect(url, { role: "app", max: 4 }),
    ingest: connect(url, { role: "ingest", max: 4 }),
    directory: connect(url, { role: "directory", max: 1 }),
  };
  afterAll(() => Promise.all(Object.values(pools).map(({ sql }) => sql.end())));
  const clock = { now: new Date("2026-06-01T12:00:00Z") };
  const announced: unknown[] = [];
  const outlets = {
    db: pools.app.db,
    announce: (tenantId: string, announcement: unknown) => void announced.push({ tenantId, announcement }),
    now: () => clock.now,
  };

  return {
    url,
    ...pools,
    outlets,
    announced,
    clock,
    async tenant() {
      const id = randomUUID();
      const row = {
        id,
        slug: `t-${id.slice(0, 8)}`,
        name: "T",
        currency: "EUR",
        timeZone: "Europe/Berlin",
        country: "DE",
      };
      await pools.directory.db.insert(tenants).values(row);
      const inside = <T>(work: (ctx: Context) => Promise<T>) => inTenant(outlets, id, systemActor, work);
      return {
        ...row,
        inside,
        asStation: <T>(station: RoomStation, work: (ctx: StationContext) => Promise<T>) =>
          inside((ctx) => work({ ...ctx, station })),
        async station(values: Partial<typeof stations.$inferInsert> = {}): Promise<RoomStation> {
          const stationId = randomUUID();
          const identity = `ST-${stationId.slice(0, 8)}`;
          await withTenant(pools.app.db, id, (tx) =>
            tx.insert(stations).values({ id: stationId, identity, connectionEpoch: 1, isOnline: true, ...values }),
          );
          return { id: stationId, identity, epoch: 1 };
        },
      };
    },
  };
}
