import { type SQL, sql } from "@stationmaster/db";

/**
 * `o` began at the EVSE of `t` and was first heard of after the last word of `t`: an EVSE carries one session (E01.FR.14), so the end of
 * `t` is missing. What a station's queue tells late overtakes nothing.
 */
export const isAfterTheLastWordOf = (t: SQL, o: SQL): SQL => sql`
  ${o}.tenant_id = ${t}.tenant_id and ${o}.station_id = ${t}.station_id and ${o}.evse_id = ${t}.evse_id and ${o}.id <> ${t}.id
    and ${o}.id > uuid_at(${t}.last_received_at) and ${o}.started_at >= ${t}.started_at`;

export const isOvertaken = (t: SQL): SQL =>
  sql`exists (select 1 from transactions o where ${isAfterTheLastWordOf(t, sql`o`)})`;
