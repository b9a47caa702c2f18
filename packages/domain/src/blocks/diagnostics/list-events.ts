import { and, desc, eq, lt, lte, or, sql, stationEvents, stationProblems } from "@stationmaster/db";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import { type Context, withStationIdentity } from "../../kernel";
import { withUnits } from "./with-units";

export const eventList = pageInput.extend({
  stationId: z.uuid().optional(),
  /** This severe or more: 0 is danger, 9 debug. Events of no monitor that we know are left out. */
  severityAtMost: z.int().min(0).max(9).optional(),
  trigger: z.enum(["Alerting", "Delta", "Periodic"]).optional(),
  onlyProblems: z.boolean().default(false),
  search: z.string().trim().max(100).optional(),
});

export type StationEvent = typeof stationEvents.$inferSelect & { stationIdentity: string; unit: string | null };

/** What stations noticed, newest first by our clock: theirs may be years off, and what they queued comes late. */
export async function listEvents(ctx: Context, input: z.input<typeof eventList>): Promise<PageOf<StationEvent>> {
  const { limit, cursor, stationId, severityAtMost, trigger, onlyProblems, search } = eventList.parse(input);
  const after = readCursor(cursor, z.tuple([z.iso.datetime(), cursorId]));
  const at = after && new Date(after[0]);
  const rows = await ctx.db
    .select()
    .from(stationEvents)
    .where(
      and(
        stationId ? eq(stationEvents.stationId, stationId) : undefined,
        severityAtMost === undefined ? undefined : lte(stationEvents.severity, severityAtMost),
        trigger ? eq(stationEvents.trigger, trigger) : undefined,
        onlyProblems ? eq(stationEvents.isProblem, true) : undefined,
        search ? contains(search) : undefined,
        at ? lte(stationEvents.receivedAt, at) : undefined,
        at && after ? or(lt(stationEvents.receivedAt, at), lt(stationEvents.id, after[1])) : undefined,
      ),
    )
    .orderBy(desc(stationEvents.receivedAt), desc(stationEvents.id))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (event) => [event.receivedAt.toISOString(), event.id],
    (row) => row,
  );
  return { ...page, items: await withStationIdentity(ctx, await withUnits(ctx, page.items)) };
}

export const problemList = pageInput.extend({
  stationId: z.uuid().optional(),
  component: z.string().max(50).optional(),
  withEnded: z.boolean().default(false),
});

/** Read backwards from the newest, and only as far as a page needs. */
const contains = (text: string) => {
  const { component, variable, actualValue, techCode, techInfo } = stationEvents;
  return sql`position(${text.toLowerCase()} in lower(concat_ws(' ', ${component}, ${variable}, ${actualValue}, ${techCode}, ${techInfo}))) > 0`;
};

export type StationProblem = typeof stationProblems.$inferSelect & { stationIdentity: string; unit: string | null };

/** What is wrong now, the newest first; with what is over again, if asked for. */
export async function listProblems(ctx: Context, input: z.input<typeof problemList>): Promise<PageOf<StationProblem>> {
  const { limit, cursor, stationId, component, withEnded } = problemList.parse(input);
  const after = readCursor(cursor, z.tuple([z.iso.datetime(), z.uuid(), z.string()]));
  const { receivedAt, stationId: ofStation, key } = stationProblems;
  const rows = await ctx.db
    .select()
    .from(stationProblems)
    .where(
      and(
        stationId ? eq(ofStation, stationId) : undefined,
        component ? eq(sql`lower(${stationProblems.component})`, component.toLowerCase()) : undefined,
        // Written out: only then is the index of the open ones used.
        withEnded ? undefined : sql`is_open`,
        after ? beforeProblem(after) : undefined,
      ),
    )
    .orderBy(desc(receivedAt), desc(ofStation), desc(key))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (problem) => [problem.receivedAt.toISOString(), problem.stationId, problem.key],
    (row) => row,
  );
  return { ...page, items: await withStationIdentity(ctx, await withUnits(ctx, page.items)) };
}

function beforeProblem([at, station, name]: [string, string, string]) {
  const { receivedAt, stationId, key } = stationProblems;
  const moment = new Date(at);
  return and(
    lte(receivedAt, moment),
    or(lt(receivedAt, moment), or(lt(stationId, station), and(eq(stationId, station), lt(key, name)))),
  );
}
