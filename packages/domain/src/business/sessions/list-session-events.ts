import { sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, NotFoundError } from "../../kernel";
import { cursorMoment, momentOf, numberOf, type PageInput, type PageOf, pageOf, readCursor, rowsOf } from "../page";
import type { SessionRow } from "./session-row";

export type SessionEvent = {
  id: string;
  seqNo: number;
  eventType: "Started" | "Updated" | "Ended";
  triggerReason: string;
  timestamp: Date;
  receivedAt: Date;
  offline: boolean;
  resends: number;
  late: boolean;
  conflict: boolean;
  chargingState: SessionRow["chargingState"];
  stoppedReason: string | null;
  idToken: string | null;
  registerWh: number | null;
  powerW: number | null;
  stateOfCharge: number | null;
  request: unknown;
};

type Columns = Omit<SessionEvent, "id" | "timestamp" | "receivedAt" | "registerWh" | "powerW" | "stateOfCharge"> &
  Record<"timestamp" | "receivedAt" | "sortedAt", string> &
  Record<"registerWh" | "powerW" | "stateOfCharge", string | null>;

/** The ledger: by seqNo, then time; each event once, with how often it came again. */
export async function listSessionEvents(
  ctx: Context,
  id: string,
  { limit, cursor }: PageInput,
): Promise<PageOf<SessionEvent>> {
  await requireSession(ctx, id);
  const after = readCursor(cursor, z.tuple([z.int(), cursorMoment, z.string()]));
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select e.seq_no as "seqNo", e.event_type as "eventType", e.trigger_reason as "triggerReason", e.occurred_at as timestamp, e.received_at as "receivedAt",
          e.is_offline as offline, e.resends, e.is_late as late, e.is_conflict as conflict, e.charging_state as "chargingState",
          e.request -> 'transactionInfo' ->> 'stoppedReason' as "stoppedReason", e.request -> 'idToken' ->> 'idToken' as "idToken",
          e.register_last_wh as "registerWh", m.power_w as "powerW", m.soc_percent as "stateOfCharge", e.request, e.occurred_at::text as "sortedAt"
        from transaction_events e
        left join lateral (
          select (array_agg(power_w order by at desc) filter (where power_w is not null))[1] as power_w, (array_agg(soc_percent order by at desc) filter (where soc_percent is not null))[1] as soc_percent
          from meter_values where transaction_id = e.transaction_id and seq_no = e.seq_no and received_at = e.received_at) m on true
        where e.transaction_id = ${id}::uuid and ${
          after
            ? sql`e.seq_no >= ${after[0]} and (e.seq_no > ${after[0]} or e.occurred_at > ${after[1]}::timestamptz or (e.occurred_at = ${after[1]}::timestamptz and e.event_type > ${after[2]}))`
            : sql`true`
        }
        order by e.seq_no, e.occurred_at, e.event_type limit ${limit + 1}`,
  );
  return pageOf(
    rows,
    limit,
    (row) => [row.seqNo, row.sortedAt, row.eventType],
    ({ sortedAt, ...row }) => ({
      ...row,
      id: `${row.seqNo}-${row.eventType}-${sortedAt}`,
      timestamp: momentOf(row.timestamp),
      receivedAt: momentOf(row.receivedAt),
      registerWh: numberOf(row.registerWh),
      powerW: numberOf(row.powerW),
      stateOfCharge: numberOf(row.stateOfCharge),
    }),
  );
}

export async function requireSession(ctx: Context, id: string): Promise<void> {
  const [session] = await rowsOf(ctx, sql`select 1 from transactions where id = ${id}::uuid`);
  if (!session) throw new NotFoundError("session", id);
}
