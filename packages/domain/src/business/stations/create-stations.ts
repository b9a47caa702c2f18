import { inArray, sites, sql, stations } from "@stationmaster/db";
import { beginChecklists } from "../../blocks/provisioning";
import { type Context, DomainError, hashStationPassword, makeStationPassword, newId } from "../../kernel";
import { note } from "../audit";
import { getTenant } from "../tenants";
import { configureEvses } from "./configure-evses";
import type { NewStation } from "./new-station";
import { stationUrl } from "./station-url";

export type CreatedStation = { identity: string; url: string; password: string };

type RefusedItem = { index: number; kind: "conflict" | "invalid"; field: string; detail: string };

/** What is wrong with which of several; nothing was done. */
export class RefusedItems extends DomainError {
  constructor(readonly items: RefusedItem[]) {
    const worst = items.some(({ kind }) => kind === "invalid") ? "invalid" : "conflict";
    const first = items[0]!;
    super(
      worst,
      items.length === 1
        ? first.detail
        : `${items.length} stations were refused, and none was made; the first: ${first.detail}`,
    );
  }
}

/** One; what is wrong is said of it, not of a list. */
export async function createStation(ctx: Context, publicOcppUrl: string, wanted: NewStation): Promise<CreatedStation> {
  try {
    const [made] = await createStations(ctx, publicOcppUrl, [wanted]);
    return made!;
  } catch (error) {
    const refused = error instanceof RefusedItems ? error.items[0] : undefined;
    throw refused ? new DomainError(refused.kind, refused.detail, refused.field) : error;
  }
}

/** All or none. Their passwords are shown this once. */
export async function createStations(
  ctx: Context,
  publicOcppUrl: string,
  wanted: NewStation[],
): Promise<CreatedStation[]> {
  const tenant = await getTenant(ctx);
  await refuseUnknownSites(ctx, wanted);
  const made = wanted.map((station) => ({
    id: newId(),
    ...station,
    password: station.password ?? makeStationPassword(),
  }));
  refuseTwins(made);
  const inserted = await ctx.db
    .insert(stations)
    .values(
      made.map(({ id, identity, password, siteId, securityProfile }) => ({
        id,
        identity,
        siteId: siteId ?? null,
        securityProfile,
        passwordHash: hashStationPassword(password),
        registrationStatus: tenant.onboarding === "checked" ? ("Pending" as const) : ("Accepted" as const),
        createdAt: ctx.now,
      })),
    )
    .onConflictDoNothing({ target: [stations.tenantId, stations.identityKey], where: sql`removed_at is null` })
    .returning({ id: stations.id });
  if (inserted.length < made.length) {
    const ids = new Set(inserted.map(({ id }) => id));
    throw new RefusedItems(
      refusalsOf(
        made,
        (station) => !ids.has(station.id),
        (station) => `There is a station ${station.identity} already.`,
      ),
    );
  }
  await configureEvses(ctx, made);
  if (tenant.onboarding === "checked")
    await beginChecklists(
      ctx,
      made.map(({ id }) => id),
    );
  await note(ctx, "stations created", made.length === 1 ? made[0]!.identity : `${made.length} stations`, {
    identities: made.map(({ identity }) => identity),
  });
  for (const { id } of made) ctx.changed({ kind: "station", id, stationId: id });
  return made.map(({ identity, password }) => ({
    identity,
    password,
    url: stationUrl(publicOcppUrl, tenant.slug, identity),
  }));
}

async function refuseUnknownSites(ctx: Context, wanted: NewStation[]): Promise<void> {
  const siteIds = [...new Set(wanted.flatMap(({ siteId }) => siteId ?? []))];
  if (siteIds.length === 0) return;
  const known = await ctx.db.select({ id: sites.id }).from(sites).where(inArray(sites.id, siteIds));
  const unknown = new Set(siteIds.filter((id) => !known.some((site) => site.id === id)));
  const refused = refusalsOf(
    wanted,
    ({ siteId }) => siteId !== undefined && unknown.has(siteId),
    ({ siteId }) => `There is no site ${siteId}.`,
    "invalid",
  );
  if (refused.length > 0) throw new RefusedItems(refused);
}

function refuseTwins(made: NewStation[]): void {
  const seen = new Set<string>();
  const twins = new Set<NewStation>();
  for (const station of made) {
    const key = station.identity.toLowerCase();
    if (seen.has(key)) twins.add(station);
    seen.add(key);
  }
  if (twins.size > 0)
    throw new RefusedItems(
      refusalsOf(
        made,
        (station) => twins.has(station),
        ({ identity }) => `${identity} is in the list twice.`,
      ),
    );
}

const refusalsOf = <S extends NewStation>(
  all: S[],
  isRefused: (station: S) => boolean,
  why: (station: S) => string,
  kind: RefusedItem["kind"] = "conflict",
): RefusedItem[] =>
  all.flatMap((station, index) =>
    isRefused(station)
      ? [{ index, kind, field: kind === "conflict" ? "identity" : "siteId", detail: why(station) }]
      : [],
  );
