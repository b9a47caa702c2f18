import { type BulkTally, type CommandStatus, sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, NotFoundError } from "../../kernel";
import { allOf, idsOf, momentOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";

/** What became of it at one station; `gone`: there was, or is, no such station any more. */
export const bulkOutcomes = [
  "queued",
  "sent",
  "answered",
  "refused",
  "silent",
  "expired",
  "cancelled",
  "gone",
] as const satisfies readonly (CommandStatus | "gone")[];
export type BulkOutcome = (typeof bulkOutcomes)[number];

export type BulkCommand = {
  id: string;
  action: string;
  request: unknown;
  requestedBy: string | null;
  createdAt: Date;
  deadlineAt: Date;
  cancelledAt: Date | null;
  total: number;
  /** How many stations stand where. */
  outcomes: Record<BulkOutcome, number>;
  /** Of the answered, how many said what. */
  answers: Record<string, number>;
  /** At how many the effect was seen, in what they sent since. */
  observedCount: number;
  isDone: boolean;
};

/** Where a station stands: a command withdrawn because its station was taken away is the station's going. */
export const outcome = sql`case when c.id is null or (c.status = 'cancelled' and s.removed_at is not null) then 'gone' else c.status end`;

export const bulkTables = sql`bulk_command_stations b
  left join station_commands c on c.id = b.command_id
  left join stations s on s.id = c.station_id`;

type Columns = Pick<BulkCommand, "id" | "action" | "request" | "requestedBy"> &
  Record<"createdAt" | "deadlineAt", string> & { cancelledAt: string | null; tally: BulkTally[] | null };

const columns = sql`id, action, request, requested_by ->> 'name' as "requestedBy", created_at as "createdAt", deadline_at as "deadlineAt", cancelled_at as "cancelledAt", tally`;

export async function getBulkCommand(ctx: Context, id: string): Promise<BulkCommand> {
  const rows = await rowsOf<Columns>(ctx, sql`select ${columns} from bulk_commands where id = ${id}::uuid`);
  const [bulk] = await withProgress(ctx, rows);
  if (!bulk) throw new NotFoundError("bulk command", id);
  return bulk;
}

export const bulkCommandList = pageInput.extend({
  /** Fewer than elsewhere: what became of each is counted from its stations' own rows. */
  limit: z.int().min(1).max(1_000).default(20),
  action: z.string().max(64).optional(),
});

/** Newest first: their ids are times. */
export async function listBulkCommands(
  ctx: Context,
  input: z.output<typeof bulkCommandList>,
): Promise<PageOf<BulkCommand>> {
  const after = readCursor(input.cursor, z.tuple([z.uuid()]));
  const where = allOf([
    input.action ? sql`action = ${input.action}` : undefined,
    after ? sql`id < ${after[0]}::uuid` : undefined,
  ]);
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select ${columns} from bulk_commands where ${where} order by id desc limit ${input.limit + 1}`,
  );
  const page = pageOf(
    rows,
    input.limit,
    ({ id }) => [id],
    (row) => row,
  );
  return { ...page, items: await withProgress(ctx, page.items) };
}

/** Days after its deadline in which an effect may still be seen. */
const daysUntilFinal = 7;

/** Counted from the commands' own rows, of all of them in one look; of what is long over, once for all. */
async function withProgress(ctx: Context, rows: Columns[]): Promise<BulkCommand[]> {
  const open = rows.filter(({ tally }) => tally === null);
  const counted = open.length > 0 ? await countOutcomes(ctx, open) : new Map<string, BulkTally[]>();
  const finalBefore = new Date(ctx.now.getTime() - daysUntilFinal * 86_400_000);
  const final = open.filter(
    ({ id, deadlineAt }) => momentOf(deadlineAt) < finalBefore && !(counted.get(id) ?? []).some(isUnderWay),
  );
  if (final.length > 0)
    await keepTallies(
      ctx,
      final.map(({ id }) => ({ id, tally: counted.get(id) ?? [] })),
    );
  return rows.map((row) => {
    const { tally: kept, ...facts } = row;
    const mine = kept ?? counted.get(row.id) ?? [];
    const sum = (some: BulkTally[]) => some.reduce((total, { count }) => total + count, 0);
    const outcomes = Object.fromEntries(
      bulkOutcomes.map((name) => [name, sum(mine.filter((tally) => tally.outcome === name))]),
    ) as Record<BulkOutcome, number>;
    return {
      ...facts,
      ...{
        createdAt: momentOf(row.createdAt),
        deadlineAt: momentOf(row.deadlineAt),
        cancelledAt: momentOf(row.cancelledAt),
      },
      ...{ total: sum(mine), outcomes },
      observedCount: mine.reduce((total, { observed }) => total + observed, 0),
      answers: Object.fromEntries(mine.flatMap(({ answer, count }) => (answer === null ? [] : [[answer, count]]))),
      isDone: outcomes.queued === 0 && outcomes.sent === 0,
    };
  });
}

const isUnderWay = ({ outcome }: BulkTally) => outcome === "queued" || outcome === "sent";

async function countOutcomes(ctx: Context, bulks: { id: string }[]): Promise<Map<string, BulkTally[]>> {
  const rows = await rowsOf<BulkTally & { id: string }>(
    ctx,
    sql`select b.bulk_command_id as id, ${outcome} as outcome, case when c.status = 'answered' then c.response ->> 'status' end as answer, count(*)::int as count, count(c.observed_at)::int as observed
      from ${bulkTables} where b.bulk_command_id = any(${idsOf(bulks.map(({ id }) => id))}) group by 1, 2, 3`,
  );
  return new Map(bulks.map(({ id }) => [id, rows.filter((row) => row.id === id)]));
}

const keepTallies = (ctx: Context, final: { id: string; tally: BulkTally[] }[]) =>
  ctx.db.execute(sql`update bulk_commands b set tally = f.tally
    from json_to_recordset(${JSON.stringify(final)}::text::json) as f(id uuid, tally json) where b.id = f.id`);
