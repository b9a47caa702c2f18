import { z } from "zod";
import { type IdTokenRow, putIdToken } from "../../blocks/authorization";
import { cardsChanged } from "../../blocks/local-auth-list";
import type { Context } from "../../kernel";
import { note } from "../audit";

const statuses = [
  "Accepted",
  "Blocked",
  "ConcurrentTx",
  "Expired",
  "Invalid",
  "NoCredit",
  "NotAllowedTypeEVSE",
  "NotAtThisLocation",
  "NotAtThisTime",
  "Unknown",
] as const;

const types = [
  "Central",
  "eMAID",
  "ISO14443",
  "ISO15693",
  "KeyCode",
  "Local",
  "MacAddress",
  "NoAuthorization",
] as const;

const identifier = z.string().min(1).max(36);

export const idTokenInput = z.object({
  idToken: identifier,
  type: z.enum(types),
  status: z.enum(statuses),
  groupIdToken: identifier.nullish(),
  masterPass: z.boolean().optional(),
  language: z.string().min(2).max(8).nullish(),
  expiresAt: z.coerce.date().nullish(),
  personalMessage: z.string().min(1).max(512).nullish(),
  maxConcurrentTransactions: z.int().min(1).max(1_000).nullish(),
  driverId: z.uuid().nullish(),
  tariffKey: z.string().min(1).max(100).nullish(),
});

/** Creates or replaces a token; what is left out is taken away. */
export async function putToken(
  ctx: Context,
  { masterPass, ...token }: z.output<typeof idTokenInput>,
): Promise<IdTokenRow> {
  const given = Object.fromEntries(Object.entries(token).filter(([, value]) => value !== undefined));
  const row = await putIdToken(ctx, { ...token, ...given, masterPass: masterPass ?? false });
  await cardsChanged(ctx, [row]);
  // C04.FR.04: a KeyCode is a PIN.
  const subject = row.type === "KeyCode" ? "a KeyCode" : row.idToken;
  await note(ctx, "token put", subject, { type: row.type, status: row.status });
  return row;
}
