import { and, eq, isNull, stations } from "@stationmaster/db";
import { z } from "zod";
import { type Context, NotFoundError } from "../../kernel";

/** OCPP's identifierString; no colon, as HTTP Basic ends the user's name there. */
export const identity = z
  .string()
  .regex(/^[a-zA-Z0-9*\-_=+|@.]{1,48}$/, "1 to 48 of letters, digits and * - _ = + | @ .");

/** As it stands in an address: whatever it is, it is some station's or none. */
export const anyIdentity = z.string().min(1).max(200);

export type Station = typeof stations.$inferSelect;

/** The station with this identity, which compares without case. */
export async function findStation(ctx: Context, wanted: string): Promise<Station> {
  const [station] = wanted.includes("\0")
    ? []
    : await ctx.db
        .select()
        .from(stations)
        .where(and(eq(stations.identityKey, wanted.toLowerCase()), isNull(stations.removedAt)));
  if (!station) throw new NotFoundError("station", wanted.replaceAll("\0", ""));
  return station;
}
