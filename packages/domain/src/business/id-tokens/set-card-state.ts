import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import { cardsChanged } from "../../blocks/local-auth-list";
import type { Context } from "../../kernel";
import { note } from "../audit";
import { rowsOf } from "../page";
import type { CardRow } from "./card-row";
import { getCard } from "./list-cards";
import { type DriverRow, getDriver } from "./list-drivers";

export const cardStateInput = z.object({ id: z.uuid(), state: z.enum(["Accepted", "Blocked", "Lost"]) });

/** Blocks a card, says that it is lost, or lets it in again. Holds from the next time it asks. */
export async function setCardState(ctx: Context, { id, state }: z.output<typeof cardStateInput>): Promise<CardRow> {
  const card = await getCard(ctx, id);
  await setState(ctx, state, sql`id = ${id}::uuid`);
  await note(ctx, `card ${state.toLowerCase()}`, card.idToken ?? "a KeyCode", { type: card.type, cardId: id });
  return getCard(ctx, id);
}

export const driverStateInput = z.object({ id: z.uuid(), state: z.enum(["Accepted", "Blocked"]) });

/** All cards of a driver: blocks those that may charge, or lets in again those that are blocked; what is lost stays lost. */
export async function setDriverState(
  ctx: Context,
  { id, state }: z.output<typeof driverStateInput>,
): Promise<DriverRow> {
  const { name } = await getDriver(ctx, id);
  const before = state === "Blocked" ? sql`status = 'Accepted'` : sql`status = 'Blocked' and lost_at is null`;
  const cardIds = await setState(ctx, state, sql`driver_id = ${id}::uuid and ${before}`);
  for (const cardId of cardIds) await note(ctx, `card ${state.toLowerCase()}`, name, { driverId: id, cardId });
  return getDriver(ctx, id);
}

async function setState(ctx: Context, state: "Accepted" | "Blocked" | "Lost", which: SQL): Promise<string[]> {
  const now = ctx.now.toISOString();
  const changed = await rowsOf<{ id: string; idToken: string; type: string }>(
    ctx,
    sql`update id_tokens set status = ${state === "Lost" ? "Blocked" : state},
          lost_at = ${state === "Lost" ? now : null}::timestamptz, updated_at = ${now}::timestamptz
        where ${which} returning id, id_token as "idToken", type`,
  );
  await cardsChanged(ctx, changed);
  ctx.changed({ kind: "room", id: "authorization" });
  return changed.map(({ id }) => id);
}
