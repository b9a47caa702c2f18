import { type Actor, sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { momentOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import type { TemplateChange } from "./changes-between";
import { getTemplate } from "./find-template";
import { templateChanged } from "./put-template";

export const historyInput = pageInput.extend({ key: z.string().max(200) });

export type TemplateVersion = {
  id: string;
  version: number;
  at: Date;
  by: string;
  byKind: Actor["kind"];
  vendor: string;
  model: string | null;
  /** Up to a limit; `changeCount` are all. */
  changes: TemplateChange[];
  changeCount: number;
};

type Columns = { id: string; at: string; actor: Actor; details: Omit<TemplateVersion, "id" | "at" | "by" | "byKind"> };

/** Who changed a template, and what, newest first: out of the audit log. What was before it was removed and made anew belongs to it too. */
export async function templateHistory(
  ctx: Context,
  { key, limit, cursor }: z.output<typeof historyInput>,
): Promise<PageOf<TemplateVersion>> {
  await getTemplate(ctx, key);
  const after = readCursor(cursor, z.tuple([z.uuid()]));
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select id, at, actor, details from audit_entries
        where what = ${templateChanged} and subject = ${key} and ${after ? sql`id < ${after[0]}::uuid` : sql`true`}
        order by id desc limit ${limit + 1}`,
  );
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    ({ id, at, actor, details }) => ({ id, at: momentOf(at), by: actor.name, byKind: actor.kind, ...details }),
  );
}
