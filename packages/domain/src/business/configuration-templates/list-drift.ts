import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { allOf, beginsWith, idsOf, momentOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { stationsWithDrift } from "./count-stale";
import { templateKey } from "./template-input";

/** Needs `station_drift f`. */
export const isOff = sql`f.different + f.unknown + f.missing + f.refused > 0`;
export const isRebootDue = sql`(f.reboot_required > 0 and f.different + f.unknown + f.missing + f.refused = 0)`;

/** `refused`: it has refused something, or lacks it; `none`: no template holds for it. */
export const driftViews = ["off", "repairable", "refused", "reboot-required", "same", "none", "all"] as const;
export type DriftView = (typeof driftViews)[number];

const ofView: Record<DriftView, SQL | undefined> = {
  off: isOff,
  repairable: sql`f.different + f.unknown > 0`,
  refused: sql`f.missing + f.refused > 0`,
  "reboot-required": isRebootDue,
  same: sql`f.different + f.unknown + f.missing + f.refused + f.reboot_required = 0`,
  none: sql`f.station_id is null`,
  all: undefined,
};

export const driftFilter = z.object({
  view: z.enum(driftViews).default("off"),
  templateKey: templateKey.optional(),
  siteId: z.uuid().optional(),
  search: z.string().trim().max(100).optional(),
});
export const driftList = pageInput.extend(driftFilter.shape);

/** How a station stands to its template; the counts are null where none holds. */
export type StationDrift = {
  id: string;
  identity: string;
  siteName: string | null;
  vendor: string | null;
  model: string | null;
  isOnline: boolean;
  templateKey: string | null;
  same: number | null;
  different: number | null;
  unknown: number | null;
  missing: number | null;
  refused: number | null;
  rebootRequired: number | null;
  /** It is being asked to set something: a command waits, or its answer does. */
  isAsked: boolean;
  /** Null while it is being counted anew: its template was changed. */
  checkedAt: Date | null;
};

type Columns = Omit<StationDrift, "checkedAt"> & { checkedAt: string | null; identityKey: string };

const select = (which: SQL, limit: number) => sql`
  select c.id, c.identity, c.identity_key as "identityKey", site.name as "siteName", c.vendor, c.model, c.is_online as "isOnline", c.template_key as "templateKey",
    c.same, c.different, c.unknown, c.missing, c.refused, c.reboot_required as "rebootRequired", nullif(c.checked_at, 'epoch') as "checkedAt",
    exists (select from station_commands q where q.tenant_id = c.tenant_id and q.station_id = c.id and q.status in ('queued', 'sent') and q.action = 'SetVariables') as "isAsked"
  from (
    select s.tenant_id, s.id, s.identity, s.identity_key, s.site_id, s.vendor, s.model, s.is_online,
      f.template_key, f.same, f.different, f.unknown, f.missing, f.refused, f.reboot_required, f.checked_at
    from ${stationsWithDrift} where s.removed_at is null and ${which} order by s.identity_key limit ${limit}) c
  left join sites site on site.tenant_id = c.tenant_id and site.id = c.site_id
  order by c.identity_key`;

const matches = ({ templateKey, siteId, search }: Omit<z.output<typeof driftFilter>, "view">) => {
  const text = search?.toLowerCase();
  return [
    templateKey ? sql`f.template_key = ${templateKey}` : undefined,
    siteId ? sql`s.site_id = ${siteId}::uuid` : undefined,
    text
      ? sql`(${beginsWith(sql`s.identity_key`, text)} or ${beginsWith(sql`lower(s.model)`, text)} or ${beginsWith(sql`lower(s.vendor)`, text)})`
      : undefined,
  ];
};

/** By identity. The counts are kept (see `countDrift`), so that a list compares nothing. */
export async function listDrift(
  ctx: Context,
  { limit, cursor, view, ...filter }: z.output<typeof driftList>,
): Promise<PageOf<StationDrift>> {
  const after = readCursor(cursor, z.tuple([z.string()]));
  const which = allOf([...matches(filter), ofView[view], after ? sql`s.identity_key > ${after[0]}` : undefined]);
  return pageOf(
    await rowsOf<Columns>(ctx, select(which, limit + 1)),
    limit,
    ({ identityKey }) => [identityKey],
    stationDriftOf,
  );
}

/** Rows of such a list anew, for those that changed. */
export async function driftById(ctx: Context, ids: string[]): Promise<StationDrift[]> {
  return (await rowsOf<Columns>(ctx, select(sql`s.id = any(${idsOf(ids)})`, ids.length))).map(stationDriftOf);
}

const stationDriftOf = ({ identityKey: _, checkedAt, ...row }: Columns): StationDrift => ({
  ...row,
  checkedAt: momentOf(checkedAt),
});

export const driftCounting = driftFilter.omit({ view: true });

/** How many stations each view of the list would show. */
export async function countDriftViews(
  ctx: Context,
  filter: z.output<typeof driftCounting>,
): Promise<Record<DriftView, number>> {
  const columns = driftViews.map(
    (view) => sql`count(*) filter (where ${ofView[view] ?? sql`true`})::int as ${sql.identifier(view)}`,
  );
  const [counts] = await rowsOf<Record<DriftView, number>>(
    ctx,
    sql`select ${sql.join(columns, sql`, `)} from ${stationsWithDrift} where ${allOf([sql`s.removed_at is null`, ...matches(filter)])}`,
  );
  return counts!;
}
