import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import { inWords, type Meaning } from "../../blocks/remote-control";
import { type Context, redact } from "../../kernel";
import { type Effect, effectOf, errorOf, type Observed, observedOf } from "../commands";
import { allOf, idsOf, momentOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { type BulkOutcome, bulkOutcomes, bulkTables, getBulkCommand, outcome } from "./get-bulk-command";

export type BulkStation = {
  /** The command's; of a station that was gone before, its place in the selection. */
  id: string;
  stationIdentity: string;
  outcome: BulkOutcome;
  commandId: string | null;
  response: unknown | null;
  error: { code: string; description: string | null } | null;
  /** What the outcome means, and what to do next. */
  meaning: Meaning | null;
  /** Why no command was made for it. */
  refusal: string | null;
  sentAt: Date | null;
  settledAt: Date | null;
  /** The effect that was seen after the answer. */
  observed: Observed | null;
  effect: Effect | null;
};

type Columns = Pick<BulkStation, "stationIdentity" | "outcome" | "commandId" | "response" | "error" | "refusal"> &
  Record<"sentAt" | "settledAt" | "observedAt", string | null> & {
    place: number;
    action: string;
    status: string | null;
    request: unknown;
    observed: Record<string, unknown> | null;
  };

const columnsOf = (identity: SQL, place: SQL, refusal: SQL) => sql`${place} as place, ${identity} as "stationIdentity",
  ${outcome} as outcome, c.id as "commandId", c.action, c.status, c.request, c.response, c.error, ${refusal} as refusal,
  c.sent_at as "sentAt", c.settled_at as "settledAt", c.observed_at as "observedAt", c.observed`;

export const bulkStationList = pageInput.extend({
  id: z.uuid(),
  outcome: z.enum(bulkOutcomes).optional(),
  /** Of the answered, those that said this. */
  answer: z.string().max(100).optional(),
});

/** What came of it at each station, in the order they were named. */
export async function listBulkStations(
  ctx: Context,
  input: z.output<typeof bulkStationList>,
): Promise<PageOf<BulkStation>> {
  await getBulkCommand(ctx, input.id);
  const after = readCursor(input.cursor, z.tuple([z.int()]));
  const where = allOf([
    sql`b.bulk_command_id = ${input.id}::uuid`,
    input.outcome ? sql`${outcome} = ${input.outcome}` : undefined,
    input.answer ? sql`c.status = 'answered' and c.response ->> 'status' = ${input.answer}` : undefined,
    after ? sql`b.place > ${after[0]}` : undefined,
  ]);
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select ${columnsOf(sql`b.identity`, sql`b.place`, sql`b.refusal`)}
        from ${bulkTables} where ${where} order by b.place limit ${input.limit + 1}`,
  );
  return pageOf(
    rows,
    input.limit,
    ({ place }) => [place],
    (row) => bulkStation(row, ctx.now),
  );
}

/** Rows of such a list anew, by the commands that changed. */
export async function bulkStationsById(ctx: Context, commandIds: string[]): Promise<BulkStation[]> {
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select ${columnsOf(sql`s.identity`, sql`0`, sql`null`)}
        from station_commands c join stations s on s.id = c.station_id where c.id = any(${idsOf(commandIds)})`,
  );
  return rows.map((row) => bulkStation(row, ctx.now));
}

function bulkStation({ place, action, status, observedAt, observed, ...row }: Columns, now: Date): BulkStation {
  const settledAt = momentOf(row.settledAt);
  return {
    ...row,
    id: row.commandId ?? String(place),
    response: redact(row.response),
    error: errorOf(row.error),
    meaning: status === null || row.outcome === "gone" ? null : inWords({ ...row, action, status }),
    sentAt: momentOf(row.sentAt),
    settledAt,
    observed: observedOf(action, observedAt, observed),
    effect: effectOf({ ...row, action, settledAt, observedAt: momentOf(observedAt) }, now),
  };
}
