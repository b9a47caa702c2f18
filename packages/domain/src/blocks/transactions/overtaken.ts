import { type SQL, sql } from "@stationmaster/db";

const after = (t: string, o: string) => `
  ${o}.tenant_id = ${t}.tenant_id and ${o}.station_id = ${t}.station_id and ${o}.evse_id = ${t}.evse_id and ${o}.id <> ${t}.id
    and ${o}.id > uuid_at(${t}.last_received_at) and ${o}.started_at >= ${t}.started_at`;

/**
 * `o` began at the EVSE of `t` and was first heard of after the last word of `t`: an EVSE carries one session (E01.FR.14), so the end of
 * `t` is missing. What a station's queue tells late overtakes nothing.
 */
export const isAfterTheLastWordOf = (t: string, o: string): SQL => sql.raw(after(t, o));

/** The same of any other session, as text for the statements of ingest. */
export const overtakenSql = (t: string): string => `exists (select 1 from transactions next where ${after(t, "next")})`;

export const isOvertaken = (t: string): SQL => sql.raw(overtakenSql(t));
