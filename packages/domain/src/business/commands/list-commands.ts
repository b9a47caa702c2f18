import { sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { allOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import { anyIdentity, findStation } from "../stations";
import { type CommandColumns, type CommandRecord, commandColumns, commandRecord } from "./command-record";

export const commandList = pageInput.extend({ stationIdentity: anyIdentity, action: z.string().max(64).optional() });

/** Newest first: their ids are times. */
export async function listCommands(ctx: Context, input: z.output<typeof commandList>): Promise<PageOf<CommandRecord>> {
  const station = await findStation(ctx, input.stationIdentity);
  const after = readCursor(input.cursor, z.tuple([z.uuid()]));
  const where = allOf([
    sql`c.station_id = ${station.id}::uuid`,
    input.action ? sql`c.action = ${input.action}` : undefined,
    after ? sql`c.id < ${after[0]}::uuid` : undefined,
  ]);
  const rows = await rowsOf<CommandColumns>(
    ctx,
    sql`select ${commandColumns} from station_commands c join stations s on s.id = c.station_id where ${where} order by c.id desc limit ${input.limit + 1}`,
  );
  return pageOf(
    rows,
    input.limit,
    (row) => [row.id],
    (row) => commandRecord(row, ctx.now),
  );
}
