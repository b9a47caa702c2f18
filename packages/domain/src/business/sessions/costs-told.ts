import { sql } from "@stationmaster/db";
import { type Context, NotFoundError } from "../../kernel";
import { momentOf, rowsOf } from "../page";

/** What a station was told of a session's cost, by the log of its messages: the newest few of `count`. */
export type CostsTold = {
  stationId: string;
  count: number;
  items: {
    id: string;
    at: Date;
    /** In the answer to an event of the session, or by a CostUpdated of ours. */
    how: "answer" | "command";
    eventType: "Started" | "Updated" | "Ended" | null;
    seqNo: number | null;
    /** As it went out. */
    totalCost: string;
    /** Whether the station has taken it: an answer of ours it need not confirm. */
    outcome: "answered" | "refused" | "silent";
  }[];
};

const newest = 20;

type Row = CostsTold["items"][number] & { count: number };

export async function costsTold(ctx: Context, sessionId: string): Promise<CostsTold> {
  const [session] = await rowsOf<{ stationId: string; ocppId: string; from: string; to: string | null }>(
    ctx,
    sql`select t.station_id as "stationId", t.ocpp_id as "ocppId",
          (select min(e.received_at) from transaction_events e where e.transaction_id = t.id)::text as "from",
          case when not t.is_active then (t.last_received_at + interval '1 minute')::text end as "to"
        from transactions t where t.id = ${sessionId}::uuid`,
  );
  if (!session) throw new NotFoundError("session", sessionId);
  const rows = await rowsOf<Omit<Row, "at"> & { at: string }>(ctx, toldBetween(session));
  const items = rows.map(({ count: _, at, ...row }) => ({ ...row, at: momentOf(at) }));
  return { stationId: session.stationId, count: rows[0]?.count ?? 0, items };
}

/** Times bound what is read of the log. A frame is written down as of when it came: the first one not before its event. */
const toldBetween = ({
  stationId,
  ocppId,
  from,
  to,
}: {
  stationId: string;
  ocppId: string;
  from: string;
  to: string | null;
}) => sql`
  select m.id, m.at, case when m.direction = 'in' then 'answer' else 'command' end as how, m.request ->> 'eventType' as "eventType",
    (m.request ->> 'seqNo')::int as "seqNo", case when m.direction = 'in' then m.response ->> 'totalCost' else m.request ->> 'totalCost' end as "totalCost",
    m.outcome, (count(*) over ())::int as count
  from ocpp_messages m
  where m.station_id = ${stationId}::uuid and m.at >= ${from}::timestamptz - interval '1 minute' and ${to ? sql`m.at <= ${to}::timestamptz` : sql`true`}
    and ((m.action = 'TransactionEvent' and m.direction = 'in' and m.outcome = 'answered'
        and m.request -> 'transactionInfo' ->> 'transactionId' = ${ocppId} and m.response ->> 'totalCost' is not null)
      or (m.action = 'CostUpdated' and m.direction = 'out' and m.outcome in ('answered', 'refused', 'silent')
        and m.request ->> 'transactionId' = ${ocppId}))
  order by m.at desc, m.id desc limit ${newest}`;
