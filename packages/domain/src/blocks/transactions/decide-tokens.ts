import type { IngestTransaction } from "@stationmaster/db";
import type { Arrived } from "../../kernel/define-ingest";
import { type DecidedEvent, decide, type KnownToken, type Place, placeSql } from "../authorization";
import type { rowOf } from "./arrived-event";
import { acceptTokensWeSent } from "./remote-requests";
import type { Stored } from "./store-events";

type Event = { event: Arrived<"TransactionEvent">; row: ReturnType<typeof rowOf>; stored: Stored };

/** What each event with a token is told, and why. Only tokens of ours for one start, and cards with limits, cost another statement. */
export async function decideTokens(
  tx: IngestTransaction,
  events: Event[],
): Promise<(DecidedEvent & { n: number; isFresh: boolean })[]> {
  const ofOurs = events.filter(({ row, stored }) => row.token_type === "Central" && stored.token_status === null);
  const accepted = ofOurs.length > 0 ? await acceptTokensWeSent(tx, ofOurs) : new Set<number>();
  const limited = events.filter(({ stored }) => stored.token_limits !== null);
  const places = limited.length > 0 ? await placesOf(tx, limited) : new Map<number, Place>();
  return events.flatMap(({ event, row, stored }) => {
    if (row.token_type === null) return [];
    const decision = decide({
      ...{ type: row.token_type, token: tokenOf(stored), now: event.receivedAt, running: stored.running },
      ...{ place: places.get(row.n) ?? null, evseId: row.evse, isOfOurs: accepted.has(row.n) },
      ...(row.offline ? { usedAt: new Date(row.at) } : {}),
      purpose: row.type === "Ended" || row.trigger === "StopAuthorized" ? "stop" : "start",
    });
    return [
      {
        ...{ n: row.n, isFresh: stored.fresh, tenant: row.tenant, station: row.station, evse: row.evse },
        ...{ token: row.token, type: row.token_type, card: stored.token_id, transaction: stored.id },
        ...{ receivedAt: event.receivedAt, decision },
      },
    ];
  });
}

const tokenOf = (stored: Stored): KnownToken | null =>
  stored.token_status === null
    ? null
    : {
        status: stored.token_status,
        groupIdToken: stored.token_group,
        masterPass: stored.token_master === true,
        language: stored.token_language,
        language2: stored.token_language2,
        personalMessage: stored.token_message,
        expiresAt: stored.token_expires_at,
        maxConcurrentTransactions: stored.token_max,
        limits: stored.token_limits,
        lostAt: stored.token_lost_at,
      };

async function placesOf(tx: IngestTransaction, events: Event[]): Promise<Map<number, Place>> {
  const asked = events.map(({ row: { n, tenant, station } }) => ({ n, tenant, station }));
  const rows = await tx<{ n: number; place: Place }[]>`
    select a.n, ${tx.unsafe(placeSql)} as place
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as a(n int, tenant uuid, station uuid)
    join stations s on s.tenant_id = a.tenant and s.id = a.station`;
  return new Map(rows.map(({ n, place }) => [n, place]));
}
