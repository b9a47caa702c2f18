import { type SQL, sql } from "@stationmaster/db";
import { idsOf } from "../../business/page";
import type { Context } from "../../kernel";

/**
 * Where a wanted value stands at a station. `unknown`: it never told of it; `missing`: it has no such variable;
 * `refused`: it said no to this value, or says that it is read-only; `reboot-required`: taken, and used after its next boot.
 */
export const driftStates = ["same", "different", "unknown", "missing", "refused", "reboot-required"] as const;
export type DriftState = (typeof driftStates)[number];

/** Which template holds for a row with vendor and model: the one for its model, else the one for all of its vendor's. There is one of each at most. */
export const templateKeyFor = (vendor: SQL, model: SQL): SQL => sql`(
  select t.key from configuration_templates t
  where t.vendor_key = lower(btrim(${vendor})) and t.model_key in ('', lower(btrim(${model})))
  order by t.model_key = '' limit 1)`;

const number = "^[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})$";
const members = (value: SQL) =>
  sql`(select array_agg(distinct btrim(m) order by btrim(m)) from unnest(string_to_array(${value}, ',')) m)`;

/** One value spelt in two ways is one value, where the station says of what type it is. */
const isSame = (wanted: SQL, actual: SQL, type: SQL): SQL => sql`case
  when ${wanted} = ${actual} then true
  when ${type} = 'boolean' then lower(btrim(${wanted})) = lower(btrim(${actual}))
  when ${type} in ('integer', 'decimal') and ${wanted} ~ ${number} and ${actual} ~ ${number} then ${wanted}::numeric = ${actual}::numeric
  when ${type} = 'MemberList' then ${members(wanted)} = ${members(actual)}
  else false end`;

/** A full inventory came: what it does not name the station does not have. */
const hasInventory = sql`exists (
  select from station_reports r join station_commands c on c.tenant_id = r.tenant_id and c.id = r.command_id
  where r.tenant_id = s.tenant_id and r.station_id = s.id and r.action = 'NotifyReport' and r.status = 'complete'
    and c.action = 'GetBaseReport' and c.request ->> 'reportBase' = 'FullInventory')`;

const state = sql`case
  when d.value is not null and ${isSame(sql`v.value`, sql`d.value`, sql`d.characteristics ->> 'dataType'`)}
    then case when d.reboot_required then 'reboot-required' else 'same' end
  when a.status in ('UnknownComponent', 'UnknownVariable') and (d.key is null or a.answered_at > d.reported_at) then 'missing'
  when d.mutability = 'ReadOnly' or (a.value = v.value and a.status in ('Rejected', 'NotSupportedAttributeType')) then 'refused'
  when d.key is null and s.has_inventory then 'missing'
  when d.value is null then 'unknown'
  else 'different' end`;

/** By its key, a row a time: of a table that was filled a moment ago Postgres knows too little to find that out. */
const lookedUp = (table: "device_variables" | "variable_answers", as: "d" | "a"): SQL =>
  sql.raw(`left join lateral (
  select * from ${table} x where x.tenant_id = s.tenant_id and x.station_id = s.id and x.key = v.variable_key and x.attribute_type = v.attribute_type offset 0) ${as} on true`);

/**
 * Wanted against actual, a row a variable of the template that holds: `v` is the wanted, `d` what the station told,
 * `a` its last answer, `s` the station. The first part chooses the stations (as `chosen s`), in one statement for all of them.
 */
export const driftTables = (chosen: SQL): SQL => sql`
  wanted as (
    select s.tenant_id, s.id, ${hasInventory} as has_inventory, ${templateKeyFor(sql`s.vendor`, sql`s.model`)} as template_key
    from stations s where s.removed_at is null and ${chosen} offset 0),
  drift as (
    select s.id as station_id, s.template_key, v.variable_key, v.attribute_type, v.component, v.component_instance, v.evse_id, v.connector_id,
      v.variable, v.variable_instance, v.value as desired, d.value as actual, d.mutability, d.characteristics, d.reported_at,
      a.status as answer, a.reason, a.value as asked_value, a.answered_at, ${state} as state
    from wanted s join configuration_template_variables v on v.tenant_id = s.tenant_id and v.template_key = s.template_key
      ${lookedUp("device_variables", "d")}
      ${lookedUp("variable_answers", "a")})`;

const countOf = (name: DriftState) => sql`count(*) filter (where state = ${name})::int`;

/** So that nobody counts by what a template said while it is being changed: who counts shares it, who changes has it alone. */
export const templatesLock = sql`hashtextextended('configuration templates ' || current_tenant(), 0)`;

/** Counts anew how these stations stand to their templates: after their device model changed, or a template. */
export async function countDrift(ctx: Context, stationIds: string[]): Promise<void> {
  // Whoever counts a station has it alone: the later of two sees what the first has written.
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock_shared(${templatesLock}) from stations where id = any(${idsOf(stationIds)}) order by id for no key update`,
  );
  await ctx.db.execute(sql`
    with ${driftTables(sql`s.id = any(${idsOf(stationIds)})`)},
    counted as (
      insert into station_drift (station_id, template_key, same, different, unknown, missing, refused, reboot_required, checked_at)
      select station_id, template_key, ${sql.join(driftStates.map(countOf), sql`, `)}, ${ctx.now.toISOString()}::timestamptz
      from drift group by station_id, template_key
      on conflict (tenant_id, station_id) do update set template_key = excluded.template_key, same = excluded.same, different = excluded.different,
        unknown = excluded.unknown, missing = excluded.missing, refused = excluded.refused, reboot_required = excluded.reboot_required, checked_at = excluded.checked_at)
    delete from station_drift where station_id in (select id from wanted where template_key is null)`);
}
