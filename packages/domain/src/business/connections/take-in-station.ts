import { and, eq, isNull, sql, stations } from "@stationmaster/db";
import { newId } from "../../kernel";
import type { Context } from "../../kernel/context";
import { hashStationPassword, isStationPassword } from "../../kernel/station-password";

/** A flood of invented identities must not fill a tenant's list of stations. */
const mostCalled = 1_000;

export type TakenIn = "taken-in" | "wrong-password" | "too-many";

/**
 * A station nobody announced, where the tenant takes such (`unknownStations: "pending"`): the first password it shows is its
 * password from then on, and it stays Pending until an operator decides.
 */
export async function takeInStation(
  ctx: Context,
  { identity, password, securityProfile }: { identity: string; password: string | undefined; securityProfile: number },
): Promise<TakenIn> {
  if (password === undefined || !isStationPassword(password)) return "wrong-password";
  const waiting = and(
    eq(stations.origin, "called"),
    eq(stations.registrationStatus, "Pending"),
    isNull(stations.removedAt),
  );
  const [found] = await ctx.db.select({ called: sql<number>`count(*)::int` }).from(stations).where(waiting);
  if ((found?.called ?? 0) >= mostCalled) return "too-many";
  const id = newId();
  const [station] = await ctx.db
    .insert(stations)
    .values({
      id,
      identity,
      origin: "called",
      createdAt: ctx.now,
      securityProfile,
      passwordHash: hashStationPassword(password),
      registrationStatus: "Pending",
    })
    // Another socket of the same station was quicker.
    .onConflictDoNothing()
    .returning({ id: stations.id });
  if (station) ctx.changed({ kind: "station", id });
  return "taken-in";
}
