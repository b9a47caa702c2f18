import { sql } from "@stationmaster/db";
import { z } from "zod";
import {
  type EvseLimits,
  limitsAhead,
  listChargingLimits,
  listCompositeSchedules,
  listEvMessages,
} from "../../blocks/smart-charging";
import { type Context, NotFoundError } from "../../kernel";
import { type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { anyIdentity, findStation, readStation, timeZoneOf } from "../stations";

export type LimitsAhead = { timeZone: string; from: Date; to: Date; evses: EvseLimits[] };

/** What limits each EVSE in the next hours, and what the station last said of it. */
export async function readLimitsAhead(ctx: Context, identity: string, hours: number): Promise<LimitsAhead> {
  const station = await readStation(ctx, identity);
  return {
    timeZone: await timeZoneOf(ctx, station.siteId),
    from: ctx.now,
    to: new Date(ctx.now.getTime() + hours * 3_600_000),
    evses: await limitsAhead(ctx, station.id, hours),
  };
}

export const listStationSchedules = async (ctx: Context, identity: string) =>
  listCompositeSchedules(ctx, (await findStation(ctx, identity)).id);

export const listStationLimits = async (ctx: Context, identity: string, withLifted: boolean) =>
  listChargingLimits(ctx, (await findStation(ctx, identity)).id, { withLifted });

export const evMessageList = pageInput.extend({ identity: anyIdentity, transactionId: z.uuid().optional() });
type EvMessage = Awaited<ReturnType<typeof listEvMessages>>[number];

/** What the cars at a station said they need and mean to draw, newest first. */
export async function listStationEvMessages(
  ctx: Context,
  { identity, transactionId, ...page }: z.output<typeof evMessageList>,
): Promise<PageOf<EvMessage>> {
  const station = await findStation(ctx, identity);
  return evMessages(ctx, { stationId: station.id, transactionId }, page);
}

export const sessionNeeds = pageInput.extend({ id: z.uuid() });

/** What the car of a session said it needs and means to draw, newest first. */
export async function listSessionNeeds(
  ctx: Context,
  { id, ...page }: z.output<typeof sessionNeeds>,
): Promise<PageOf<EvMessage>> {
  const [session] = await rowsOf<{ stationId: string }>(
    ctx,
    sql`select station_id as "stationId" from transactions where id = ${id}::uuid`,
  );
  if (!session) throw new NotFoundError("session", id);
  return evMessages(ctx, { stationId: session.stationId, transactionId: id }, page);
}

async function evMessages(
  ctx: Context,
  of: { stationId: string; transactionId?: string | undefined },
  { limit, cursor }: z.output<typeof pageInput>,
): Promise<PageOf<EvMessage>> {
  const after = readCursor(cursor, z.tuple([z.uuid()]));
  const rows = await listEvMessages(ctx, of, { limit: limit + 1, after: after ? { id: after[0] } : undefined });
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
}
