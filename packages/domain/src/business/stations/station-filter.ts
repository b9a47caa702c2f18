import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import { allOf, beginsWith } from "../page";
import { shownStates } from "./shown-state";

export const stationViews = [
  "all",
  "charging",
  "cannot-sell",
  "with-problems",
  "offline",
  "waiting",
  "reboot",
] as const;

export const bounds = z.object({
  west: z.number().min(-180).max(180),
  south: z.number().min(-90).max(90),
  east: z.number().min(-180).max(180),
  north: z.number().min(-90).max(90),
});

export const stationFilter = z.object({
  search: z.string().trim().max(100).optional(),
  siteId: z.uuid().optional(),
  view: z.enum(stationViews).optional(),
  states: z.array(z.enum(shownStates)).max(shownStates.length).optional(),
  model: z.string().max(100).optional(),
  bounds: bounds.optional(),
});
export type StationFilter = z.output<typeof stationFilter>;

/** Of what is open in `station_problems p`: no notice, information or trace of a monitor (7 to 9). */
export const isProblemOf = (s: SQL): SQL =>
  sql`p.tenant_id = ${s}.tenant_id and p.station_id = ${s}.id and p.is_open and coalesce(p.severity, 0) <= 6`;

/** What of a filter the row of the station itself can answer. */
export const ofTheRow = ({ search, siteId, view, model, bounds: box }: StationFilter): SQL =>
  allOf([
    sql`s.removed_at is null`,
    search ? matches(search.toLowerCase()) : undefined,
    siteId ? sql`s.site_id = ${siteId}::uuid` : undefined,
    model ? sql`s.model = ${model}` : undefined,
    view === "waiting" ? sql`s.booted_at is null` : undefined,
    view === "with-problems" ? sql`exists (select 1 from station_problems p where ${isProblemOf(sql`s`)})` : undefined,
    view === "reboot" ? waitsForReboot : undefined,
    view === "offline" ? sql`s.booted_at is not null and not s.is_online` : undefined,
    box ? sql`s.site_id in (select id from sites where ${inside(box)})` : undefined,
  ]);

/** What needs the states; needs `station_now n` in reach. */
export const ofTheState = ({ view, states }: StationFilter): SQL | undefined => {
  if (view === "charging") return sql`n.state <> 'offline' and n.has_charging`;
  if (view === "cannot-sell")
    return sql`n.state in ('faulted', 'offline', 'unavailable', 'unknown') and s.booted_at is not null`;
  if (!states?.length) return undefined;
  return sql`n.state in (${sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  )})`;
};

/** It took values that it will use only after a reboot (B05). Needs `stations s` in reach. */
export const waitsForReboot = sql`exists (select from device_variables d where d.station_id = s.id and d.reboot_required)`;

const matches = (prefix: string): SQL => sql`(${beginsWith(sql`s.identity_key`, prefix)}
  or ${beginsWith(sql`lower(s.serial_number)`, prefix)} or ${beginsWith(sql`lower(s.model)`, prefix)}
  or ${beginsWith(sql`lower(s.vendor)`, prefix)}
  or s.site_id in (select id from sites where ${beginsWith(sql`lower(name)`, prefix)}))`;

const inside = ({
  west,
  south,
  east,
  north,
}: z.output<typeof bounds>): SQL => sql`latitude between ${south} and ${north}
  and ${west <= east ? sql`longitude between ${west} and ${east}` : sql`(longitude >= ${west} or longitude <= ${east})`}`;
