import type { LedgerCell } from "@/ui/ledger";
import type { SessionEvent } from "./session";

/** seqNos that never came, from the first to the last of a run. */
export type Missing = { from: number; to: number };
export type LedgerRow = { event: SessionEvent; missing?: never } | { missing: Missing; event?: never };

export function runsOf(seqNos: readonly number[]): Missing[] {
  const runs: Missing[] = [];
  for (const seqNo of [...seqNos].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && seqNo <= last.to + 1) last.to = seqNo;
    else runs.push({ from: seqNo, to: seqNo });
  }
  return runs;
}

/** "16, 18–20": how people write numbers that follow each other. */
export const writeRuns = (runs: readonly Missing[]): string =>
  runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");

/**
 * The ledger in the order of its seqNos, what is missing in its place. While later events are not loaded yet, nothing is
 * said of what lies behind the last that is.
 */
export function ledgerRows(events: readonly SessionEvent[], missing: readonly number[], isWhole: boolean): LedgerRow[] {
  const end = isWhole ? Number.POSITIVE_INFINITY : (events.at(-1)?.seqNo ?? -1);
  const gaps = runsOf(missing.filter((seqNo) => seqNo < end));
  const rows: LedgerRow[] = [];
  let next = 0;
  for (const event of events) {
    for (let gap = gaps[next]; gap && gap.from < event.seqNo; gap = gaps[++next]) rows.push({ missing: gap });
    rows.push({ event });
  }
  return [...rows, ...gaps.slice(next).map((gap) => ({ missing: gap }))];
}

export type Mark = LedgerCell["mark"];

/** What is worth saying of a seqNo, the gravest first. */
export const markOf = (events: readonly SessionEvent[]): Mark =>
  events.length > 1 || events.some(({ conflict }) => conflict)
    ? "conflict"
    : events.some(({ resends }) => resends > 0)
      ? "twice"
      : events.some(({ late }) => late)
        ? "late"
        : "ok";

/** One mark a seqNo, each missing one by itself. */
export function ledgerMarks(rows: readonly LedgerRow[]): { seqNo: number; mark: Mark }[] {
  const marks: { seqNo: number; mark: Mark }[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (row?.missing) {
      for (let seqNo = row.missing.from; seqNo <= row.missing.to; seqNo++) marks.push({ seqNo, mark: "missing" });
    } else if (row?.event) {
      const same = [row.event];
      for (let next = rows[at + 1]; next?.event?.seqNo === row.event.seqNo; next = rows[at + 1]) {
        same.push(next.event);
        at++;
      }
      marks.push({ seqNo: row.event.seqNo, mark: markOf(same) });
    }
  }
  return marks;
}
