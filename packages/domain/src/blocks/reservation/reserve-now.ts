import { and, asc, connectors, eq, evses, inArray, isNull, or, reservations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { z } from "zod";
import {
  ConflictError,
  type Context,
  defineCommand,
  InvalidError,
  NotFoundError,
  newId,
  nextNumber,
  type Outcome,
} from "../../kernel";
import { readVariables, variableKey } from "../provisioning";
import { canHold, type Place } from "./can-hold";
import {
  announce,
  holdingReservations,
  isLive,
  type ReservationRow,
  setReservationStatus,
  valuesOf,
} from "./reservation";

export const connectorTypes = [
  "cCCS1",
  "cCCS2",
  "cG105",
  "cTesla",
  "cType1",
  "cType2",
  "s309-1P-16A",
  "s309-1P-32A",
  "s309-3P-16A",
  "s309-3P-32A",
  "sBS1361",
  "sCEE-7-7",
  "sType2",
  "sType3",
  "Other1PhMax16A",
  "Other1PhOver16A",
  "Other3Ph",
  "Pan",
  "wInductive",
  "wResonant",
  "Undetermined",
  "Unknown",
] as const satisfies NonNullable<Req<"ReserveNow">["connectorType"]>[];

const idTokenTypes = ["Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress"] as const;

export const reservationInput = z.object({
  evseId: z.int().positive().optional(),
  connectorType: z.enum(connectorTypes).optional(),
  idToken: z.string().min(1).max(36),
  idTokenType: z.enum(idTokenTypes).default("Central"),
  groupIdToken: z.string().min(1).max(36).optional(),
  expiresAt: z.date(),
});

/** H01: an EVSE, one with a kind of plug, or any, from now until it expires. The same id replaces (H01.FR.02), so asking again does no harm. */
export const reserveNow = defineCommand("ReserveNow", {
  input: reservationInput,
  mayRepeat: true,

  async build(ctx, stationId, { evseId, connectorType, idToken, idTokenType, groupIdToken, expiresAt }) {
    if (expiresAt <= ctx.now) throw new InvalidError("A reservation must expire in the future.", "expiresAt");
    if (evseId !== undefined && connectorType !== undefined)
      throw new InvalidError("Name an EVSE or a kind of plug, not both.", "connectorType");
    // Holds the station's row: two who reserve at once are heard one after the other.
    const id = await nextNumber(ctx, stationId);
    await refuseWithoutTheFeature(ctx, stationId, evseId);
    await refuseWhatIsTaken(ctx, stationId, { evseId: evseId ?? null, connectorType: connectorType ?? null });
    return {
      id,
      expiryDateTime: expiresAt.toISOString(),
      idToken: { idToken, type: idTokenType },
      ...(evseId === undefined ? {} : { evseId }),
      ...(connectorType === undefined ? {} : { connectorType }),
      ...(groupIdToken === undefined ? {} : { groupIdToken: { idToken: groupIdToken, type: "Central" as const } }),
    };
  },

  async record(ctx, stationId, request) {
    const id = newId();
    const values = valuesOf(request);
    await ctx.db
      .update(reservations)
      .set({ replacedBy: id })
      .where(and(eq(reservations.stationId, stationId), eq(reservations.number, values.number), isLive));
    await ctx.db.insert(reservations).values({
      ...{ id, stationId, ...values, status: "requested", statusAt: ctx.now },
      ...{ requestedBy: ctx.actor, createdAt: ctx.now },
    });
    announce(ctx, stationId);
  },

  async settle(ctx, { id: commandId, stationId, createdAt, request }, outcome) {
    const reservation = await recordedBy(ctx, { commandId, stationId, createdAt, number: request.id });
    if (!reservation) return;
    const [status, reason] = verdictOf(outcome);
    await setReservationStatus(ctx, reservation, status, reason);
    if (outcome.kind === "silent") return;
    await settleReplaced(ctx, reservation, status === "active");
  },
});

/** H01.FR.18, .19: stations say whether they take reservations, and such without an EVSE. What they do not say is theirs to answer. */
async function refuseWithoutTheFeature(ctx: Context, stationId: string, evseId: number | undefined): Promise<void> {
  const key = (name: string) => variableKey({ name: "ReservationCtrlr" }, { name });
  const told = await readVariables(ctx, stationId, [key("Available"), key("Enabled"), key("NonEvseSpecific")]);
  const isOff = (name: string) => told.get(key(name))?.toLowerCase() === "false";
  if (isOff("Available")) throw new ConflictError("This station takes no reservations.");
  if (isOff("Enabled")) throw new ConflictError("Reservations are switched off at this station.");
  if (evseId === undefined && isOff("NonEvseSpecific"))
    throw new ConflictError("This station reserves a named EVSE only.", "evseId");
}

async function refuseWhatIsTaken(
  ctx: Context,
  stationId: string,
  wish: { evseId: number | null; connectorType: string | null },
): Promise<void> {
  const known = await placesOf(ctx, stationId);
  if (wish.evseId !== null && known.length > 0 && !known.some(({ evseId }) => evseId === wish.evseId))
    throw new NotFoundError("EVSE", wish.evseId);
  const held = await holdingReservations(ctx, stationId);
  // Of a station that has told nothing of itself, only what is named is known to be there; more may be.
  const places = known.length > 0 ? known : namedOnly([wish, ...held]);
  const named = known.length > 0 ? [...held, wish] : [...held, wish].filter(({ evseId }) => evseId !== null);
  if (canHold(named, places)) return;
  const rival = held.find(({ evseId }) => evseId !== null && evseId === wish.evseId);
  throw new ConflictError(
    rival
      ? `EVSE ${rival.evseId} is reserved until ${rival.expiresAt.toISOString()} for card ${rival.idToken}.`
      : "Every EVSE that would do is reserved already.",
    wish.connectorType === null ? "evseId" : "connectorType",
  );
}

const namedOnly = (wishes: { evseId: number | null }[]): Place[] =>
  [...new Set(wishes.flatMap(({ evseId }) => (evseId === null ? [] : [evseId])))].map((evseId) => ({
    evseId,
    connectorTypes: [],
  }));

async function placesOf(ctx: Context, stationId: string): Promise<Place[]> {
  const rows = await ctx.db
    .select({ evseId: evses.evseId, connectorId: connectors.connectorId, type: connectors.type })
    .from(evses)
    .leftJoin(connectors, and(eq(connectors.stationId, evses.stationId), eq(connectors.evseId, evses.evseId)))
    .where(eq(evses.stationId, stationId));
  const places = new Map<number, Place>();
  for (const { evseId, connectorId, type } of rows) {
    const place = places.get(evseId) ?? { evseId, connectorTypes: [] };
    if (connectorId !== null) place.connectorTypes.push(type);
    places.set(evseId, place);
  }
  return [...places.values()];
}

/** A command and what it recorded were written at one moment; of a raw one, nothing else ties the two. */
async function recordedBy(
  ctx: Context,
  {
    commandId,
    stationId,
    createdAt,
    number,
  }: { commandId: string; stationId: string; createdAt: Date; number: number },
): Promise<ReservationRow | undefined> {
  const [recorded] = await ctx.db
    .select()
    .from(reservations)
    .where(
      and(
        eq(reservations.stationId, stationId),
        eq(reservations.number, number),
        or(
          eq(reservations.commandId, commandId),
          and(isNull(reservations.commandId), eq(reservations.createdAt, createdAt)),
        ),
      ),
    )
    .orderBy(asc(reservations.id))
    .limit(1);
  if (recorded) await ctx.db.update(reservations).set({ commandId }).where(eq(reservations.id, recorded.id));
  return recorded;
}

function verdictOf(
  outcome: Outcome<"ReserveNow">,
): [status: "active" | "requested" | ReservationRow["status"], reason: string | null] {
  switch (outcome.kind) {
    case "answered": {
      const { status, statusInfo } = outcome.response;
      if (status === "Accepted") return ["active", null];
      return ["refused", [status, statusInfo?.reasonCode, statusInfo?.additionalInfo].filter(Boolean).join(": ")];
    }
    case "refused":
      return ["refused", [outcome.error.code, outcome.error.description].filter(Boolean).join(": ")];
    case "silent":
      return ["requested", "The station did not answer: it may have reserved it."];
    case "expired":
      return ["expired", "The station was away until it was too late to ask."];
    case "cancelled":
      return ["cancelled", "Withdrawn before the station was asked."];
  }
}

/** What the request was to replace: gone when the station took the new one, as before when it did not. */
async function settleReplaced(ctx: Context, { id, stationId }: ReservationRow, isTaken: boolean): Promise<void> {
  const replaced = await ctx.db.select().from(reservations).where(eq(reservations.replacedBy, id));
  for (const before of replaced) {
    if (isTaken) await setReservationStatus(ctx, before, "cancelled", "Replaced by a later request under its number.");
  }
  const spared = replaced.map((before) => before.id);
  if (!isTaken && spared.length > 0) {
    await ctx.db.update(reservations).set({ replacedBy: null }).where(inArray(reservations.id, spared));
    announce(ctx, stationId);
  }
}
