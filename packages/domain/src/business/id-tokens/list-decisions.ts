import { type SQL, sql } from "@stationmaster/db";
import { z } from "zod";
import { type AuthorizationRule, authorizationRules, type Facts, inWords } from "../../blocks/authorization";
import type { Context } from "../../kernel";
import {
  allOf,
  beginsWith,
  bytesOf,
  cursorId,
  momentOfId,
  type PageOf,
  pageInput,
  pageOf,
  readCursor,
  rowsOf,
} from "../page";
import { anyIdentity } from "../stations";
import type { TokenStatus, TokenType } from "./put-token";

export const decisionList = pageInput.extend({
  stationIdentity: anyIdentity.optional(),
  idToken: z.string().min(1).max(36).optional(),
  cardId: z.uuid().optional(),
  /** What the card begins with. */
  search: z.string().trim().max(100).optional(),
  refused: z.boolean().optional(),
  rules: z.array(z.enum(authorizationRules)).min(1).optional(),
  from: z.date().optional(),
  to: z.date().optional(),
});

export type DecisionRow = {
  id: string;
  at: Date;
  stationId: string;
  stationIdentity: string;
  siteName: string | null;
  timeZone: string;
  evseId: number | null;
  message: "Authorize" | "TransactionEvent";
  /** Null of a PIN, and where nobody held a card. */
  idToken: string | null;
  idTokenType: TokenType;
  cardId: string | null;
  driverName: string | null;
  transactionId: string | null;
  status: TokenStatus;
  rule: AuthorizationRule;
  facts: Facts | null;
  /** The rule and its facts in a sentence. */
  reason: string;
};

/** Newest first; an id is a time. */
export async function listDecisions(ctx: Context, input: z.output<typeof decisionList>): Promise<PageOf<DecisionRow>> {
  const after = readCursor(input.cursor, z.tuple([cursorId]));
  const rows = await rowsOf<Omit<DecisionRow, "at" | "reason">>(
    ctx,
    sql`select a.id, a.station_id as "stationId", s.identity as "stationIdentity", si.name as "siteName",
          coalesce(si.time_zone, (select time_zone from tenants)) as "timeZone", a.evse_id as "evseId", a.message, a.id_token as "idToken",
          a.id_token_type as "idTokenType", a.card_id as "cardId", d.name as "driverName", a.transaction_id as "transactionId",
          a.status, a.rule, a.facts
        from (select * from authorizations a where ${allOf([...conditions(input), after ? sql`a.id < ${after[0]}::uuid` : undefined])}
            order by a.id desc limit ${input.limit + 1}) a
          join stations s on s.tenant_id = a.tenant_id and s.id = a.station_id
          left join sites si on si.tenant_id = s.tenant_id and si.id = s.site_id
          left join id_tokens k on k.tenant_id = a.tenant_id and k.id = a.card_id
          left join drivers d on d.tenant_id = k.tenant_id and d.id = k.driver_id
        order by a.id desc`,
  );
  return pageOf(
    rows,
    input.limit,
    ({ id }) => [id],
    (row) => ({ ...row, at: momentOfId(row.id), reason: inWords(row.rule, row.facts) }),
  );
}

const letsIn = new Set<AuthorizationRule>(["start-button", "remote-start", "accepted"]);

const conditions = (input: z.output<typeof decisionList>): (SQL | undefined)[] => [
  input.stationIdentity === undefined
    ? undefined
    : sql`a.station_id = (select id from stations where identity_key = ${input.stationIdentity.toLowerCase()} and removed_at is null)`,
  input.idToken === undefined ? undefined : sql`${bytesOf(sql`a.id_token_key`)} = ${input.idToken.toLowerCase()}`,
  input.cardId === undefined ? undefined : sql`a.card_id = ${input.cardId}::uuid`,
  input.search ? beginsWith(sql`a.id_token_key`, input.search.toLowerCase()) : undefined,
  input.refused === undefined ? undefined : input.refused ? sql`a.is_refused` : sql`not a.is_refused`,
  // Said so, it may be looked up among what was refused, which is little.
  input.rules?.every((rule) => !letsIn.has(rule)) ? sql`a.is_refused` : undefined,
  input.rules ? sql`a.rule = any(${`{${input.rules.join(",")}}`}::text[])` : undefined,
  input.from ? sql`a.id >= uuid_at(${input.from.toISOString()}::timestamptz)` : undefined,
  input.to ? sql`a.id < uuid_at(${input.to.toISOString()}::timestamptz)` : undefined,
];

export const refusalSpan = z.object({ hours: z.int().min(1).max(168).default(24) });

/** Which rules refused lately, the most frequent first; only what was refused is read. */
export const countRefusals = (ctx: Context, { hours }: z.output<typeof refusalSpan>) =>
  rowsOf<{ rule: AuthorizationRule; count: number }>(
    ctx,
    sql`select a.rule, count(*)::int as count from authorizations a
        where a.is_refused and a.id >= uuid_at(${new Date(ctx.now.getTime() - hours * 3_600_000).toISOString()}::timestamptz)
        group by a.rule order by 2 desc, 1`,
  );
