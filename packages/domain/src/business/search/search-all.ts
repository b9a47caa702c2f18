import { sql } from "@stationmaster/db";
import { z } from "zod";
import { listReservations, type Reservation } from "../../blocks/reservation";
import type { Context } from "../../kernel";
import { type CardRow, cardList, decisionList, listCards, listDecisions } from "../id-tokens";
import { beginsWith, bytesOf, momentOf, rowsOf } from "../page";
import { listStations, type ShownState, stationList } from "../stations";

export type SearchHits = {
  stations: { id: string; identity: string; siteName: string | null; model: string | null; state: ShownState }[];
  sessions: {
    id: string;
    transactionId: string;
    stationIdentity: string;
    idToken: string | null;
    active: boolean;
    startedAt: Date | null;
  }[];
  reservations: Pick<Reservation, "id" | "idToken" | "status" | "stationIdentity">[];
  cards: Pick<CardRow, "id" | "idToken" | "state" | "driverName" | "groupIdToken">[];
  /** The newest of each card that was refused: "why was I refused?". */
  refusals: { id: string; idToken: string; stationIdentity: string }[];
};

export const searchInput = z.object({
  text: z.string().trim().min(1).max(100),
  limit: z.int().min(1).max(50).default(8),
});

const recentSessions = 5_000;

/** By what a caller has in hand: a station's name, a card, a session's number; from their beginning. */
export async function searchAll(ctx: Context, { text, limit }: z.output<typeof searchInput>): Promise<SearchHits> {
  const stations = await listStations(ctx, stationList.parse({ search: text, limit }));
  return {
    stations: stations.items.map(({ id, identity, siteName, model, state }) => ({
      id,
      identity,
      siteName,
      model,
      state,
    })),
    sessions: await sessionHits(ctx, text.toLowerCase(), limit),
    reservations: await reservationHits(ctx, text, limit),
    cards: await cardHits(ctx, text, limit),
    refusals: await refusalHits(ctx, text, limit),
  };
}

/** A whole card number or id is found at any age, the beginning of one among the newest sessions. */
async function sessionHits(ctx: Context, prefix: string, limit: number): Promise<SearchHits["sessions"]> {
  const isId = z.uuid().safeParse(prefix).success;
  const rows = await rowsOf<Omit<SearchHits["sessions"][number], "startedAt"> & { startedAt: string | null }>(
    ctx,
    sql`with hits as (
          (select t.* from transactions t where ${bytesOf(sql`t.id_token_key`)} = ${prefix} order by t.started_at desc limit ${limit})
          ${isId ? sql`union (select t.* from transactions t where t.id = ${prefix}::uuid)` : sql``}
          union (select t.* from (select * from transactions order by started_at desc limit ${recentSessions}) t
            where ${beginsWith(sql`lower(t.ocpp_id)`, prefix)} or ${beginsWith(sql`t.id_token_key`, prefix)} order by t.started_at desc limit ${limit}))
        select t.id, t.ocpp_id as "transactionId", s.identity as "stationIdentity", t.id_token as "idToken", t.is_active as active,
          case when t.started_seq is not null then t.started_at end as "startedAt"
        from hits t join stations s on s.id = t.station_id order by t.started_at desc limit ${limit}`,
  );
  return rows.map((row) => ({ ...row, startedAt: momentOf(row.startedAt) }));
}

/** Of those that may still be cancelled or used; the others are found on their page. */
async function reservationHits(ctx: Context, card: string, limit: number): Promise<SearchHits["reservations"]> {
  const rows = await listReservations(ctx, { card, statuses: ["requested", "active"] }, { limit });
  return rows.map(({ id, idToken, status, stationIdentity }) => ({ id, idToken, status, stationIdentity }));
}

async function cardHits(ctx: Context, search: string, limit: number): Promise<SearchHits["cards"]> {
  const { items } = await listCards(ctx, cardList.parse({ search, limit }));
  return items.map(({ id, idToken, state, driverName, groupIdToken }) => ({
    ...{ id, idToken, state },
    ...{ driverName, groupIdToken },
  }));
}

async function refusalHits(ctx: Context, search: string, limit: number): Promise<SearchHits["refusals"]> {
  const { items } = await listDecisions(ctx, decisionList.parse({ search, refused: true, limit: 50 }));
  const newest = new Map<string, SearchHits["refusals"][number]>();
  for (const { id, idToken, stationIdentity } of items)
    if (idToken !== null && !newest.has(idToken.toLowerCase()))
      newest.set(idToken.toLowerCase(), { id, idToken, stationIdentity });
  return [...newest.values()].slice(0, limit);
}
