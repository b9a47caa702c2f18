import type { IngestTransaction } from "@stationmaster/db";
import type { Res } from "@stationmaster/ocpp";
import type { Announcement } from "../../kernel/context";
import { type Arrived, defineIngest, type Reply } from "../../kernel/define-ingest";
import { type Decision, keepDecisions } from "../authorization";
import { noteUnlocks } from "../remote-control";
import { noteReservationsUsed } from "../reservation";
import { costsToTell, priceReopenedSessions } from "../tariff-and-cost";
import { rowOf } from "./arrived-event";
import { circumstancesOf } from "./circumstances";
import { decideTokens } from "./decide-tokens";
import { askAbout, overtakenAt, withdrawQuestions } from "./gap-questions";
import { noteRemoteStarts, noteRemoteStops, type SeenCommand } from "./remote-requests";
import { type Stored, storeEvents, sumTheRises } from "./store-events";

/** Every event is stored once and answered always, whatever it is (E01-E15, J02.FR.19). */
export const transactionEvent = defineIngest("TransactionEvent", storeAndAnswer, ({ idToken }) =>
  // Kept aside and not looked up: a token is not refused for a register we could not read.
  idToken ? { idTokenInfo: { status: "Accepted" } } : {},
);

async function storeAndAnswer(
  tx: IngestTransaction,
  arrived: Arrived<"TransactionEvent">[],
): Promise<Reply<"TransactionEvent">[]> {
  const rows = arrived.map(rowOf);
  const stored: Stored[] = [];
  const requests = arrived.map(({ request }) => request);
  for (const row of await storeEvents(tx, rows, requests)) stored[row.n] = row;
  const events = arrived.map((event, index) => ({ event, row: rows[index]!, stored: stored[event.n]! }));

  // Only the few that need it go further; each of these is one more statement for all of them.
  const fallen = events.filter(({ stored }) => stored.register_fell);
  if (fallen.length > 0)
    await sumTheRises(
      tx,
      fallen.map(({ row, stored }) => ({ tenant: row.tenant, id: stored.id })),
    );
  const reopened = events.filter(({ stored }) => stored.reopened);
  if (reopened.length > 0)
    await priceReopenedSessions(
      tx,
      reopened.map(({ row, stored }) => ({ tenant: row.tenant, id: stored.id })),
    );
  const gaps = events.filter(
    ({ stored }) => stored.fresh && !stored.is_active && stored.has_gap && !stored.gap_is_final,
  );
  const around = await circumstancesOf(tx, events);
  const begun = events.filter(({ row }) => around.get(row.n)?.overtakes);
  const overtaken =
    begun.length > 0
      ? await overtakenAt(
          tx,
          begun.map(({ row, stored }) => ({ tenant: row.tenant, id: stored.id, at: row.received })),
        )
      : [];
  const missing = [
    ...gaps.map(({ row, stored }) => ({
      ...{ tenant: row.tenant, station: row.station, subject: stored.id, ocppId: row.ocpp_id, at: row.received },
    })),
    ...overtaken,
  ];
  const commands = missing.length > 0 ? await askAbout(tx, missing) : [];
  const filled = events.filter(
    ({ row, stored }) => around.get(row.n)?.was_asked && !stored.is_active && !stored.has_gap,
  );
  if (filled.length > 0)
    await withdrawQuestions(
      tx,
      filled.map(({ row, stored }) => ({ tenant: row.tenant, id: stored.id })),
    );
  const remoteStarts = events.filter(({ row, stored }) => stored.fresh && row.remote_start !== null);
  const remoteStops = events.filter(({ row, stored }) => stored.fresh && row.trigger === "RemoteStop");
  const unlocked = events
    .filter(({ row, stored }) => stored.fresh && row.trigger === "UnlockCommand")
    .map(({ row, stored }) => ({ ...row, id: stored.id }));
  const seen = [
    ...(remoteStarts.length > 0 ? await noteRemoteStarts(tx, remoteStarts) : []),
    ...(remoteStops.length > 0 ? await noteRemoteStops(tx, remoteStops) : []),
    ...(unlocked.length > 0 ? await noteUnlocks(tx, unlocked) : []),
  ];
  const reserved = events.filter(({ row, stored }) => stored.fresh && row.reservation !== null);
  if (reserved.length > 0)
    await noteReservationsUsed(
      tx,
      reserved.map(({ row, stored }) => ({ ...row, id: stored.id, reservation: row.reservation! })),
    );
  const decided = await decideTokens(tx, events, around);
  // A resend was told of when it first came.
  const toKeep = decided.filter(({ isFresh }) => isFresh);
  // Neither needs the other: they go to the database together.
  const [costs] = await Promise.all([
    costsToTell(tx, events.map(costEventOf), arrived[0]!.receivedAt),
    toKeep.length > 0 ? keepDecisions(tx, toKeep) : undefined,
  ]);
  const decisions = new Map(decided.map(({ n, decision }) => [n, decision]));

  return events.map(({ event, row, stored }) => ({
    response: { ...answer(decisions.get(event.n)), ...costs.get(event.n) },
    announcements: stored.fresh ? announce(row, stored, commands, seen) : [],
  }));
}

const costEventOf = ({ row, stored }: { row: ReturnType<typeof rowOf>; stored: Stored }) => ({
  ...{ n: row.n, tenant: row.tenant, id: stored.id, type: row.type, isFresh: stored.fresh, isOffline: row.offline },
  ...{ isActive: stored.is_active !== false, hasToken: row.token !== null, hasRegister: row.reg_last !== null },
});

/** idTokenInfo if and only if the event carries an idToken (E01.FR.12). */
const answer = (decision: Decision | undefined): Res<"TransactionEvent"> =>
  decision ? { idTokenInfo: decision.idTokenInfo } : {};

function announce(
  row: ReturnType<typeof rowOf>,
  stored: Stored,
  questions: { station_id: string }[],
  seen: SeenCommand[],
): Announcement[] {
  const isAsked = questions.some(({ station_id }) => station_id === row.station);
  return [
    { kind: "changed", change: { kind: "transaction", id: stored.id, stationId: row.station } },
    ...(row.token_type === null
      ? []
      : [{ kind: "changed" as const, change: { kind: "room" as const, id: "authorization", stationId: row.station } }]),
    ...(row.reservation === null
      ? []
      : [{ kind: "changed" as const, change: { kind: "room" as const, id: "reservation", stationId: row.station } }]),
    ...seen
      .filter(({ stationId }) => stationId === row.station)
      .map(({ id, stationId }) => ({ kind: "changed" as const, change: { kind: "command" as const, id, stationId } })),
    ...(isAsked ? [{ kind: "ring" as const, bell: { stationId: row.station, why: "work" as const } }] : []),
  ];
}
