import { sql } from "@stationmaster/db";
import { z } from "zod";
import { cardsChanged } from "../../blocks/local-auth-list";
import type { Context } from "../../kernel";
import { note } from "../audit";
import { rowsOf } from "../page";
import type { CardRow } from "./card-row";
import { getCard } from "./list-cards";

export const cardStateInput = z.object({ id: z.uuid(), state: z.enum(["Accepted", "Blocked", "Lost"]) });

/** Blocks a card, says that it is lost, or lets it in again. Holds from the next time it asks. */
export async function setCardState(ctx: Context, { id, state }: z.output<typeof cardStateInput>): Promise<CardRow> {
  const card = await getCard(ctx, id);
  const changed = await rowsOf<{ idToken: string; type: string }>(
    ctx,
    sql`update id_tokens set status = ${state === "Lost" ? "Blocked" : state},
          lost_at = ${state === "Lost" ? ctx.now.toISOString() : null}::timestamptz, updated_at = ${ctx.now.toISOString()}::timestamptz
        where id = ${id}::uuid returning id_token as "idToken", type`,
  );
  await cardsChanged(ctx, changed);
  await note(ctx, `card ${state.toLowerCase()}`, card.idToken ?? "a KeyCode", { type: card.type });
  ctx.changed({ kind: "room", id: "authorization" });
  return getCard(ctx, id);
}
