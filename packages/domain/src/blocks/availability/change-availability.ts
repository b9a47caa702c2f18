import { and, availabilityIntents, connectors, eq, evses, lte, sql } from "@stationmaster/db";
import { z } from "zod";
import { type Context, defineCommand, InvalidError, NotFoundError, type Outcome } from "../../kernel";
import { intentAt, scopeOf } from "./availability-intent";
import { observeAtOnce } from "./observe-availability";

/** G03, G04: what is wanted outlives the station's reboots. The effect is what the connectors report next; Scheduled waits for the session to end. */
export const changeAvailability = defineCommand("ChangeAvailability", {
  input: z.object({
    operationalStatus: z.enum(["Operative", "Inoperative"]),
    evseId: z.int().positive().optional(),
    connectorId: z.int().positive().optional(),
  }),
  mayRepeat: true,

  async build(ctx, stationId, { operationalStatus, evseId, connectorId }) {
    if (connectorId !== undefined && evseId === undefined)
      throw new InvalidError("A connector is named with its EVSE.", "evseId");
    if (evseId === undefined) return { operationalStatus };
    await refuseWhatIsGone(ctx, stationId, evseId, connectorId);
    return { operationalStatus, evse: { id: evseId, ...(connectorId === undefined ? {} : { connectorId }) } };
  },

  async record(ctx, stationId, request) {
    const wish = {
      ...{ wanted: request.operationalStatus, wantedAt: ctx.now, wantedBy: ctx.actor },
      ...{ answer: null, reason: null, commandId: null, observedAt: null },
    };
    const { tenantId, stationId: station, evseId, connectorId } = availabilityIntents;
    await ctx.db
      .insert(availabilityIntents)
      .values({ stationId, ...scopeOf(request), ...wish })
      .onConflictDoUpdate({ target: [tenantId, station, evseId, connectorId], set: wish });
    announce(ctx, stationId);
  },

  async settle(ctx, { id: commandId, stationId, createdAt, request }, outcome) {
    const at = intentAt(stationId, scopeOf(request));
    const [answer, reason] = verdictOf(outcome);
    if (answer === "Accepted" || answer === "Scheduled")
      await ctx.db
        .update(availabilityIntents)
        .set({ inForce: request.operationalStatus, inForceAt: ctx.now })
        .where(at);
    // A later wish for the same has an answer of its own to wait for.
    const stillWanted = and(
      at,
      lte(availabilityIntents.wantedAt, createdAt),
      eq(availabilityIntents.wanted, request.operationalStatus),
    );
    if (outcome.kind === "cancelled") await wantWhatWas(ctx, stillWanted);
    else await ctx.db.update(availabilityIntents).set({ answer, reason, commandId }).where(stillWanted);
    await observeAtOnce(ctx, stationId);
    announce(ctx, stationId);
  },
});

/** Stations that told nothing of themselves may have any. */
async function refuseWhatIsGone(
  ctx: Context,
  stationId: string,
  evseId: number,
  connectorId: number | undefined,
): Promise<void> {
  const known = await ctx.db.select({ id: evses.evseId }).from(evses).where(eq(evses.stationId, stationId));
  if (known.length > 0 && !known.some(({ id }) => id === evseId)) throw new NotFoundError("EVSE", evseId);
  if (connectorId === undefined) return;
  const plugs = await ctx.db
    .select({ id: connectors.connectorId })
    .from(connectors)
    .where(and(eq(connectors.stationId, stationId), eq(connectors.evseId, evseId)));
  if (plugs.length > 0 && !plugs.some(({ id }) => id === connectorId))
    throw new NotFoundError("connector", `${evseId}.${connectorId}`);
}

/** Withdrawn before the station heard of it. */
async function wantWhatWas(ctx: Context, withdrawn: ReturnType<typeof and>): Promise<void> {
  await ctx.db.delete(availabilityIntents).where(and(withdrawn, sql`in_force is null`));
  await ctx.db
    .update(availabilityIntents)
    .set({ wanted: sql`in_force`, wantedAt: sql`in_force_at`, answer: "Accepted", reason: null, observedAt: ctx.now })
    .where(withdrawn);
}

function verdictOf(outcome: Outcome<"ChangeAvailability">): [answer: string, reason: string | null] {
  if (outcome.kind === "answered") {
    const { status, statusInfo } = outcome.response;
    return [status, statusInfo ? [statusInfo.reasonCode, statusInfo.additionalInfo].filter(Boolean).join(": ") : null];
  }
  if (outcome.kind === "refused")
    return ["refused", [outcome.error.code, outcome.error.description].filter(Boolean).join(": ")];
  return [outcome.kind, null];
}

const announce = (ctx: Context, stationId: string) => ctx.changed({ kind: "room", id: "availability", stationId });
