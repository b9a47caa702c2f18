import { z } from "zod";
import { listTariffs } from "../../blocks/tariff-and-cost";
import type { Context } from "../../kernel";
import { type PageOf, pageInput, pageOf, readCursor } from "../page";
import { type TariffRow, tariffRows } from "./tariff-row";

export const tariffList = pageInput.extend({ search: z.string().trim().max(100).optional() });

/** By key. */
export async function tariffPage(
  ctx: Context,
  { limit, cursor, search }: z.output<typeof tariffList>,
): Promise<PageOf<TariffRow>> {
  const after = readCursor(cursor, z.tuple([z.string()]));
  const rows = await listTariffs(ctx, { limit: limit + 1, after: after ? { key: after[0] } : undefined, search });
  const page = pageOf(
    rows,
    limit,
    ({ key }) => [key],
    (row) => row,
  );
  return { ...page, items: await tariffRows(ctx, page.items) };
}
