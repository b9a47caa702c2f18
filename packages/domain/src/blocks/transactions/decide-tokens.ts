import type { IngestTransaction } from "@stationmaster/db";
import type { Arrived } from "../../kernel/define-ingest";
import { type DecidedEvent, decide, type KnownToken, type Place, placeSql } from "../authorization";
import type { rowOf } from "./arrived-event";
import type { Circumstances } from "./circumstances";
import { acceptTokensWeSent } from "./remote-requests";
import type { Stored } from "./store-events";

type Event = { event: Arrived<"TransactionEvent">; row: ReturnType<typeof rowOf>; stored: Stored };

/** What each event with a token is told, and why. Only tokens of ours for one start, and cards with limits, cost another statement. */
export async function decideTokens(
  tx: IngestTransaction,
  events: Event[],
  around: Map<number, Circumstances>,
): Promise<(DecidedEvent & { n: number; isFresh: boolean })[]> {
  const ofOurs = events.filter(({ row }) => row.token_type === "Central" && !around.get(row.n)?.token_status);
  const accepted = ofOurs.length > 0 ? await acceptTokensWeSent(tx, ofOurs) : new Set<number>();
  const limited = events.filter(({ row }) => around.get(row.n)?.token_limits);
  const places = limited.length > 0 ? await placesOf(tx, limited) : new Map<number, Place>();
  return events.flatMap(({ event, row, stored }) => {
    if (row.token_type === null) return [];
    const found = around.get(row.n);
    const decision = decide({
      ...{ type: row.token_type, token: tokenOf(found), now: event.receivedAt, running: found?.running ?? 0 },
      ...{ place: places.get(row.n) ?? null, evseId: row.evse, isOfOurs: accepted.has(row.n) },
      ...(row.offline ? { usedAt: new Date(row.at) } : {}),
      purpose: row.type === "Ended" || row.trigger === "StopAuthorized" ? "stop" : "start",
    });
    return [
      {
        ...{ n: row.n, isFresh: stored.fresh, tenant: row.tenant, station: row.station, evse: row.evse },
        ...{ token: row.token, type: row.token_type, card: found?.token_id ?? null, transaction: stored.id },
        ...{ receivedAt: event.receivedAt, decision },
      },
    ];
  });
}

const tokenOf = (found: Circumstances | undefined): KnownToken | null =>
  !found || found.token_status === null
    ? null
    : {
        status: found.token_status,
        groupIdToken: found.token_group,
        masterPass: found.token_master === true,
        language: found.token_language,
        language2: found.token_language2,
        personalMessage: found.token_message,
        expiresAt: found.token_expires_at,
        maxConcurrentTransactions: found.token_max,
        limits: found.token_limits,
        lostAt: found.token_lost_at,
      };

async function placesOf(tx: IngestTransaction, events: Event[]): Promise<Map<number, Place>> {
  const asked = events.map(({ row: { n, tenant, station } }) => ({ n, tenant, station }));
  const rows = await tx<{ n: number; place: Place }[]>`
    select a.n, ${tx.unsafe(placeSql)} as place
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as a(n int, tenant uuid, station uuid)
    join stations s on s.tenant_id = a.tenant and s.id = a.station`;
  return new Map(rows.map(({ n, place }) => [n, place]));
}
