import { csvLine } from "./csv";
import type { SessionRecord } from "./read-sessions";

const columns = [
  "session_id",
  "transaction_id",
  "station",
  "site",
  "evse",
  "connector",
  "id_token",
  "id_token_type",
  "state",
  "started_at",
  "ended_at",
  "time_zone",
  "duration_seconds",
  "energy_kwh",
  "energy_basis",
  "register_start_wh",
  "register_end_wh",
  "stop_reason",
  "missing_seq_nos",
  "missing_is_final",
  "total_cost",
  "currency",
  "tariff",
  "tariff_version",
] as const;

export const sessionHeading = csvLine(columns);

export type WriteTime = (moment: Date, timeZone: string) => string;

/** A session as one line. What was never heard is an empty cell: without its Started, nobody knows when a session began. */
export function sessionLine(session: SessionRecord, timeZone: string, writeTime: WriteTime): string {
  const startedAt = session.hasStarted ? session.firstHeardAt : null;
  const time = (at: number | null) => (at === null ? null : writeTime(new Date(at), timeZone));
  return csvLine([
    session.id,
    session.transactionId,
    session.station,
    session.site,
    session.evseId,
    session.connectorId,
    session.idToken,
    session.idTokenType,
    session.isActive ? "active" : "ended",
    time(startedAt),
    time(session.endedAt),
    timeZone,
    secondsOf(startedAt, session.endedAt),
    kwhOf(session.energyKwh),
    session.energyKwh === null ? null : session.energyIsSumOfRises ? "sum of rises" : "register",
    session.registerFirstWh,
    session.registerLastWh,
    session.stoppedReason,
    session.missing,
    session.missing === "" ? null : session.gapIsFinal ? "yes" : "no",
    session.totalCost,
    session.currency,
    session.tariffKey,
    session.tariffVersion,
  ]);
}

/** A clock that was set back in between leaves no length that could be told from the two. */
const secondsOf = (from: number | null, to: number | null) =>
  from === null || to === null || to < from ? null : (to - from) / 1000;

/** Three decimals at least, so that figures stand under each other; more where the meter told more. */
function kwhOf(exact: string | null): string | null {
  if (exact === null) return null;
  const [whole = "0", decimals = ""] = exact.split(".");
  return `${whole}.${decimals.padEnd(3, "0")}`;
}
