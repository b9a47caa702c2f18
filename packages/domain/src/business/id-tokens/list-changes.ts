import { sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { momentOf, rowsOf } from "../page";
import { getCard } from "./list-cards";

export const changeList = z.object({ cardId: z.uuid(), limit: z.int().min(1).max(100).default(20) });

/** What somebody did to a card. */
export type CardChange = {
  id: string;
  at: Date;
  by: string;
  what: "made" | "changed" | "imported" | "Accepted" | "Blocked" | "Lost";
  /** What is otherwise since. */
  fields: string[];
};

type Columns = { id: string; at: string; by: string | null; what: string; details: Details | null };
type Details = { isNew?: boolean; fields?: string[] };

/** Newest first. An import names none of its cards; the one that changed a card last is known by its moment. */
export async function listCardChanges(
  ctx: Context,
  { cardId, limit }: z.output<typeof changeList>,
): Promise<CardChange[]> {
  const { updatedAt } = await getCard(ctx, cardId);
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select a.id, a.at, a.actor ->> 'name' as by, a.what, a.details
        from (
          (select * from audit_entries where card_id = ${cardId}::uuid order by id desc limit ${limit})
          union all (select * from audit_entries where what = 'cards imported' and at = ${updatedAt.toISOString()}::timestamptz limit 1)) a
        order by a.id desc limit ${limit}`,
  );
  return rows.map(({ at, by, what, details, ...row }) => ({
    ...{ ...row, at: momentOf(at), by: by ?? "?", what: whatOf(what, details), fields: details?.fields ?? [] },
  }));
}

const states = { "card accepted": "Accepted", "card blocked": "Blocked", "card lost": "Lost" } as const;

const whatOf = (what: string, details: Details | null): CardChange["what"] =>
  what === "cards imported"
    ? "imported"
    : (states[what as keyof typeof states] ?? (details?.isNew ? "made" : "changed"));
