import { type SQL, sql } from "@stationmaster/db";
import type { CommandAction } from "@stationmaster/ocpp";
import type { Context } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import type { CommandRecord } from "./command-record";

/** What the station said since a command that bears on it, where its effect alone does not tell the story. */
export type HeardSince = {
  what:
    | "session-goes-on"
    | "session-over"
    | "other-session"
    | "other-status"
    | "kept-running"
    | "not-back"
    | "connector";
  detail: string | null;
  at: Date;
  /** It said yes, and does otherwise. */
  isContrary: boolean;
};

type Row = Omit<HeardSince, "at"> & { at: string };

export async function heardSince(ctx: Context, record: CommandRecord): Promise<HeardSince | null> {
  const said = (record.response as { status?: unknown } | null)?.status;
  if (!record.settledAt || (said !== "Accepted" && said !== "Unlocked")) return null;
  const question = questions[record.action as CommandAction]?.(record, record.settledAt.toISOString());
  if (!question) return null;
  const [row] = await rowsOf<Row>(ctx, question);
  return row ? { ...row, at: momentOf(row.at) } : null;
}

const questions: Partial<Record<CommandAction, (record: CommandRecord, answeredAt: string) => SQL | null>> = {
  // F01, F02: it began and is over, as when nobody plugged in; or one began there, by our clock, that does not carry our number.
  RequestStartTransaction: ({ stationId, request, transactionId, observed }, answeredAt) => {
    if (observed)
      return sql`select 'session-over' as what, t.stopped_reason as detail, t.last_event_at as at, false as "isContrary"
        from transactions t where t.station_id = ${stationId}::uuid and t.ocpp_id = ${transactionId} and not t.is_active
        order by t.namesake desc limit 1`;
    const { evseId } = request as { evseId?: number };
    return sql`select 'other-session' as what, t.ocpp_id as detail, t.started_at as at, false as "isContrary"
      from transactions t where t.station_id = ${stationId}::uuid and t.is_active and t.remote_start_id is null
        and t.id > uuid_at(${answeredAt}::timestamptz) and (${evseId ?? null}::int is null or t.evse_id = ${evseId ?? null})
      order by t.id limit 1`;
  },

  // F03: over without saying that we stopped it, or going on.
  RequestStopTransaction: ({ stationId, request, observed }, answeredAt) =>
    observed
      ? null
      : sql`select case when t.is_active then 'session-goes-on' else 'session-over' end as what, case when t.is_active then t.ocpp_id else t.stopped_reason end as detail,
          t.last_received_at as at, t.is_active as "isContrary"
        from transactions t where t.station_id = ${stationId}::uuid and t.ocpp_id = ${(request as { transactionId: string }).transactionId}
          and t.last_received_at > ${answeredAt}::timestamptz
        order by t.namesake desc limit 1`,

  ChangeAvailability: ({ stationId, request, observed }, answeredAt) => {
    if (observed) return null;
    const { evse, operationalStatus } = request as { evse?: Evse; operationalStatus: string };
    return sql`select 'other-status' as what, c.status as detail, c.reported_at as at, true as "isContrary"
      from connectors c where c.station_id = ${stationId}::uuid and ${within(evse)} and c.reported_at > ${answeredAt}::timestamptz
        and (c.status = 'Unavailable') <> ${operationalStatus === "Inoperative"}
      order by c.reported_at desc limit 1`;
  },

  // B11: it spoke on the same connection, long after it should have been gone; it is gone, and not back in its time; or its EVSE is not.
  Reset: ({ stationId, request, response, observed, effect, sentAt }, answeredAt) => {
    if (observed || (response as { status: string }).status !== "Accepted") return null;
    const { evseId } = request as { evseId?: number };
    if (evseId)
      return sql`select 'other-status' as what, c.status as detail, c.reported_at as at, ${effect === "unseen"}::boolean as "isContrary"
        from connectors c where c.station_id = ${stationId}::uuid and c.evse_id = ${evseId} and c.reported_at > ${answeredAt}::timestamptz
        order by c.reported_at desc limit 1`;
    return sql`select case when s.is_online then 'kept-running' else 'not-back' end as what, null as detail,
        case when s.is_online then s.last_seen_at else s.disconnected_at end as at, true as "isContrary"
      from stations s where s.id = ${stationId}::uuid and (
        s.is_online and s.connected_at < ${answeredAt}::timestamptz and s.last_seen_at > ${answeredAt}::timestamptz + interval '1 minute'
        or not s.is_online and s.disconnected_at > ${sentAt?.toISOString() ?? answeredAt}::timestamptz and ${effect === "unseen"}::boolean)`;
  },

  // F05: a plug that was freed and taken out leaves its connector Available.
  UnlockConnector: ({ stationId, request }, answeredAt) => {
    const { evseId, connectorId } = request as { evseId: number; connectorId: number };
    return sql`select 'connector' as what, c.status as detail, c.reported_at as at, false as "isContrary"
      from connectors c where c.station_id = ${stationId}::uuid and ${within({ id: evseId, connectorId })}
        and c.reported_at > ${answeredAt}::timestamptz`;
  },
};

type Evse = { id: number; connectorId?: number };

const within = (evse: Evse | undefined): SQL =>
  evse === undefined
    ? sql`true`
    : evse.connectorId === undefined
      ? sql`c.evse_id = ${evse.id}`
      : sql`c.evse_id = ${evse.id} and c.connector_id = ${evse.connectorId}`;
