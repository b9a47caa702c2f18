import { and, asc, chargingProfiles, eq, gt, inArray, lt, or } from "@stationmaster/db";
import type { Context } from "../../kernel";
import type { ProfileRow } from "./charging-profile";
import { type Held, limitSteps, type Step } from "./in-force";

type Session = {
  stationId: string;
  evseId: number | null;
  ocppId: string;
  remoteStartId: number | null;
  startedAt: Date;
  endedAt: Date | null;
};

/** In watts, what our profiles left a session at each moment of it, as far as the station took them. */
export async function limitsOfSession(ctx: Context, session: Session): Promise<Step[]> {
  const { evseId, startedAt, endedAt } = session;
  if (evseId === null) return [];
  const until = endedAt ?? ctx.now;
  const was = ["installed", "replaced", "cleared", "ended"] as const;
  const rows = await ctx.db
    .select()
    .from(chargingProfiles)
    .where(
      and(
        eq(chargingProfiles.stationId, session.stationId),
        inArray(chargingProfiles.evseId, [0, evseId]),
        inArray(chargingProfiles.status, [...was]),
        lt(chargingProfiles.createdAt, until),
        or(eq(chargingProfiles.status, "installed"), gt(chargingProfiles.statusAt, startedAt)),
      ),
    )
    .orderBy(asc(chargingProfiles.id))
    .limit(500);
  const held = rows.filter((row) => isFor(row, session)).map(heldOf);
  const begin = startedAt.getTime();
  return limitSteps(held, { from: begin, to: until.getTime(), begin, unit: "W" });
}

/** A profile of another session is none of this one's. */
const isFor = (
  { purpose, transactionOcppId, remoteStartId }: ProfileRow,
  session: Pick<Session, "ocppId" | "remoteStartId">,
) =>
  purpose !== "TxProfile" ||
  transactionOcppId === session.ocppId ||
  (remoteStartId !== null && remoteStartId === session.remoteStartId);

/** From when it was asked for, as the time of its answer is gone once it is replaced; until it was no more. */
const heldOf = ({ profile, status, createdAt, statusAt }: ProfileRow): Held => ({
  profile,
  from: createdAt.getTime(),
  until: status === "installed" ? Number.POSITIVE_INFINITY : statusAt.getTime(),
});
