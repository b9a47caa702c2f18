import { and, customerInformation, desc, eq, lt, sql } from "@stationmaster/db";
import { getTableColumns } from "drizzle-orm";
import { z } from "zod";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../../business/page";
import { type Context, NotFoundError, withStationIdentity } from "../../kernel";

export const customerInformationList = pageInput.extend({ stationId: z.uuid().optional() });

export type CustomerInformation = typeof customerInformation.$inferSelect;

/** `dataLength` in characters: 0 when the station keeps nothing, null until it has said so. */
export type ListedCustomerInformation = Omit<CustomerInformation, "data"> & {
  stationIdentity: string;
  dataLength: number | null;
};

const { data: _, ...withoutData } = getTableColumns(customerInformation);
const dataLength = sql<number | null>`length(${customerInformation.data})`;

/** What was asked of stations about customers, newest first; the data itself only one by one. */
export async function listCustomerInformation(
  ctx: Context,
  input: z.input<typeof customerInformationList>,
): Promise<PageOf<ListedCustomerInformation>> {
  const { limit, cursor, stationId } = customerInformationList.parse(input);
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await ctx.db
    .select({ ...withoutData, dataLength })
    .from(customerInformation)
    .where(
      and(
        stationId ? eq(customerInformation.stationId, stationId) : undefined,
        after ? lt(customerInformation.id, after[0]) : undefined,
      ),
    )
    .orderBy(desc(customerInformation.id))
    .limit(limit + 1);
  const page = pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
  return { ...page, items: await withStationIdentity(ctx, page.items) };
}

/** One answer with its data, by its own id (of that station, if one is named) or by the command that asked. */
export async function getCustomerInformation(
  ctx: Context,
  by: { id: string; stationId?: string } | { commandId: string },
): Promise<CustomerInformation> {
  const [row] = await ctx.db
    .select()
    .from(customerInformation)
    .where(
      "commandId" in by
        ? eq(customerInformation.commandId, by.commandId)
        : and(
            eq(customerInformation.id, by.id),
            by.stationId ? eq(customerInformation.stationId, by.stationId) : undefined,
          ),
    )
    .orderBy(desc(customerInformation.id))
    .limit(1);
  if (!row) throw new NotFoundError("customer information", "id" in by ? by.id : by.commandId);
  return row;
}
