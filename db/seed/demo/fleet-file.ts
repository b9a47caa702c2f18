import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { and, chargingProfiles, eq, isNull, ne, sql } from "@stationmaster/db";
import type { Context } from "@stationmaster/domain";
import type { Card } from "./cards";
import type { KeptStation } from "./keep-places";

export const fleetFile = (dataDir: string) => join(dataDir, "demo", "fleet.json");

/** What the simulated fleet must know to be these stations: their passwords, cards and profiles, where their meters stand. */
export async function describeFleet(ctx: Context, stations: KeptStation[], cards: Card[]) {
  const registers = await registersNow(ctx);
  const profiles = await profilesGiven(ctx);
  // The master pass is in the hands of the service, and a limited card is refused somewhere.
  const held = cards
    .filter(({ isMasterPass }) => !isMasterPass)
    .map((card) => ({
      card: { idToken: card.idToken, type: card.type },
      isGood: card.status === "Accepted" && !card.limits,
    }));
  return stations.map(({ id, tenant, site, identity, password, serialNumber, model, temperament, evses }) => ({
    tenant: tenant.slug,
    ...{ identity, password, serialNumber, temperament },
    timeZone: site.timeZone,
    vendorName: model.vendorName,
    model: model.model,
    firmwareVersion: model.firmwareVersion,
    evses: evses.map(({ phases, maxPowerW, connectors }, index) => ({
      ...{ id: index + 1, phases, maxPowerW },
      registerWh: registers.get(`${id} ${index + 1}`) ?? 0,
      connectors: connectors.map((type, at) => ({ id: at + 1, type })),
    })),
    profiles: profiles.get(id) ?? [],
    idTokens: held.filter(({ isGood }) => isGood).map(({ card }) => card),
    refusedTokens: held.filter(({ isGood }) => !isGood).map(({ card }) => card),
  }));
}

/** A meter only ever counts up, so it goes on where its last session ended. */
async function registersNow(ctx: Context): Promise<Map<string, number>> {
  const rows: unknown = await ctx.db.execute(sql`
    select station_id || ' ' || evse_id as place, ceil(max(register_last_wh))::float8 as "registerWh"
    from transactions where evse_id is not null and register_last_wh is not null group by station_id, evse_id`);
  return new Map(
    [...(rows as Iterable<{ place: string; registerWh: number }>)].map(({ place, registerWh }) => [place, registerWh]),
  );
}

/** A station keeps its profiles while it is off (K01.FR.27). */
async function profilesGiven(ctx: Context) {
  const { status, purpose, replacedBy } = chargingProfiles;
  const rows = await ctx.db
    .select()
    .from(chargingProfiles)
    .where(and(eq(status, "installed"), ne(purpose, "TxProfile"), isNull(replacedBy)));
  const given = new Map<string, { evseId: number; profile: (typeof rows)[number]["profile"] }[]>();
  for (const { stationId, evseId, profile } of rows)
    given.set(stationId, [...(given.get(stationId) ?? []), { evseId, profile }]);
  return given;
}

/** There whole or not at all: the fleet may be reading the one before. */
export function writeFleetFile(path: string, fleet: { stations: unknown[] }): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.part`, `${JSON.stringify(fleet, null, 1)}\n`, { mode: 0o600 });
  renameSync(`${path}.part`, path);
}
