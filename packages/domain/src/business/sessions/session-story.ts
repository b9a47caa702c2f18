import { sql } from "@stationmaster/db";
import { clockSteps } from "../../blocks/tariff-and-cost";
import type { Context } from "../../kernel";
import { momentOf, numberOf, rowsOf } from "../page";
import { requireSession } from "./list-session-events";
import { clockOf } from "./session-clock";
import { type Moment, type StoryEvent, type StoryRequest, tellStory } from "./tell-story";

/** Nine days of a message every 40 seconds; beyond, the story says where it stops. */
const mostEvents = 20_000;

export type SessionStory = { moments: Moment[]; isWhole: boolean };

/** What happened in a session, told from its ledger and from what people asked of it. */
export async function sessionStory(ctx: Context, id: string): Promise<SessionStory> {
  await requireSession(ctx, id);
  const events = await eventsOf(ctx, id);
  const { steps } = clockOf(await clockSteps(ctx, id));
  const moments = tellStory(events.slice(0, mostEvents), await requestsOf(ctx, id), steps);
  return { moments: [...moments, ...(await closingOf(ctx, id))], isWhole: events.length <= mostEvents };
}

type EventColumns = Omit<StoryEvent, "at" | "receivedAt" | "registerWh"> &
  Record<"at" | "receivedAt", string> & { registerWh: string | null };

async function eventsOf(ctx: Context, id: string): Promise<StoryEvent[]> {
  const rows = await rowsOf<EventColumns>(
    ctx,
    sql`select seq_no as "seqNo", event_type as "eventType", trigger_reason as "triggerReason", occurred_at as at, received_at as "receivedAt",
          is_offline as offline, charging_state as "chargingState", request -> 'transactionInfo' ->> 'stoppedReason' as "stoppedReason",
          request -> 'idToken' ->> 'idToken' as "idToken", register_last_wh as "registerWh"
        from transaction_events where transaction_id = ${id}::uuid order by seq_no, occurred_at limit ${mostEvents + 1}`,
  );
  return rows.map((row) => ({
    ...row,
    at: momentOf(row.at),
    receivedAt: momentOf(row.receivedAt),
    registerWh: numberOf(row.registerWh),
  }));
}

type RequestColumns = Omit<StoryRequest, "at"> & { at: string };

/** Starts and stops that name this session: of the station's commands, those since an hour before it. */
async function requestsOf(ctx: Context, id: string): Promise<StoryRequest[]> {
  const rows = await rowsOf<RequestColumns>(
    ctx,
    sql`select c.id as "commandId", case c.action when 'RequestStopTransaction' then 'stop' else 'start' end as what, c.created_at as at,
          c.requested_by ->> 'name' as by, coalesce(case when c.status = 'answered' then c.response ->> 'status' end, c.status) as outcome
        from transactions t
        join station_commands c on c.station_id = t.station_id and c.action in ('RequestStartTransaction', 'RequestStopTransaction')
          and c.id > uuid_at(least(t.started_at, t.last_received_at) - interval '1 hour')
        where t.id = ${id}::uuid and (c.request ->> 'transactionId' = t.ocpp_id or (c.request ->> 'remoteStartId')::int = t.remote_start_id)
        order by c.created_at limit 50`,
  );
  return rows.map((row) => ({ ...row, at: momentOf(row.at) }));
}

async function closingOf(ctx: Context, id: string): Promise<Moment[]> {
  const rows = await rowsOf<{ at: string; by: string }>(
    ctx,
    sql`select closed_at as at, closed_by ->> 'name' as by from transactions where id = ${id}::uuid and closed_at is not null`,
  );
  return rows.map(({ at, by }) => ({ kind: "closed", at: momentOf(at), by, energyWh: null }));
}
