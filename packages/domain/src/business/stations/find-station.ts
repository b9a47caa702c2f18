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

/** Which station has this identity, which compares without case. */
export async function findStation(ctx: Context, wanted: string): Promise<Pick<Station, "id" | "identity">> {
  const [station] = wanted.includes("\0")
    ? []
    : await ctx.db.select({ id: stations.id, identity: stations.identity }).from(stations).where(isNamed(wanted));
  return station ?? noStation(wanted);
}

/** The same with all that its row says of it. */
export async function readStation(ctx: Context, wanted: string): Promise<Station> {
  const [station] = wanted.includes("\0") ? [] : await ctx.db.select().from(stations).where(isNamed(wanted));
  return station ?? noStation(wanted);
}

const isNamed = (wanted: string) => and(eq(stations.identityKey, wanted.toLowerCase()), isNull(stations.removedAt));

function noStation(wanted: string): never {
  throw new NotFoundError("station", wanted.replaceAll("\0", ""));
}
