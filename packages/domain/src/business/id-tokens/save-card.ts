import { sql } from "@stationmaster/db";
import { z } from "zod";
import { ConflictError, type Context, InvalidError } from "../../kernel";
import { rowsOf } from "../page";
import type { CardRow } from "./card-row";
import { getCard } from "./list-cards";
import { driverInput, idTokenInput, keepDriver, putToken } from "./put-token";

export const cardInput = idTokenInput
  .omit({ idToken: true, status: true, driverId: true, type: true })
  .extend({ driver: driverInput.nullish() });
export const newCard = cardInput.extend(idTokenInput.pick({ idToken: true, type: true }).shape);
export const changedCard = cardInput.extend({ id: z.uuid() });

/** A card that was not there; to change one that is, it is opened. */
export async function createCard(ctx: Context, { driver, ...card }: z.output<typeof newCard>): Promise<CardRow> {
  const idToken = card.idToken.trim();
  if (!idToken) throw new InvalidError("A card needs its number.", "idToken");
  const [known] = await rowsOf<{ id: string }>(
    ctx,
    sql`select id from id_tokens where token_key = ${idToken.toLowerCase()} and type = ${card.type}`,
  );
  if (known) throw new ConflictError("There is such a card already.", "idToken");
  const driverId = driver ? await keepDriver(ctx, driver) : null;
  const { id } = await putToken(ctx, { ...card, idToken, driverId, status: "Accepted" });
  return getCard(ctx, id);
}

/** What a card may, and whose it is; its state is set by itself. */
export async function changeCard(
  ctx: Context,
  { id, driver, ...card }: z.output<typeof changedCard>,
): Promise<CardRow> {
  await getCard(ctx, id);
  const [known] = await rowsOf<Pick<z.output<typeof idTokenInput>, "idToken" | "type" | "status"> & { lostAt: string }>(
    ctx,
    sql`select id_token as "idToken", type, status, lost_at as "lostAt" from id_tokens where id = ${id}::uuid`,
  );
  const { lostAt, ...token } = known!;
  const driverId = driver ? await keepDriver(ctx, driver) : null;
  await putToken(ctx, { ...card, ...token, driverId });
  await ctx.db.execute(sql`update id_tokens set lost_at = ${lostAt}::timestamptz where id = ${id}::uuid`);
  return getCard(ctx, id);
}
