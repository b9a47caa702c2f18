import { type SQL, sql } from "@stationmaster/db";

/** `o` has begun at the EVSE of `t` since the last word of `t`: an EVSE carries one session (E01.FR.14), so the end of `t` is missing. */
export const isAfterTheLastWordOf = (t: SQL, o: SQL): SQL => sql`
  ${o}.tenant_id = ${t}.tenant_id and ${o}.station_id = ${t}.station_id and ${o}.evse_id = ${t}.evse_id and ${o}.id <> ${t}.id
    and ${o}.started_at >= ${t}.last_event_at`;

export const isOvertaken = (t: SQL): SQL =>
  sql`exists (select 1 from transactions o where ${isAfterTheLastWordOf(t, sql`o`)})`;
