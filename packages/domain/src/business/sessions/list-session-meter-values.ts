import { sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { cursorMoment, momentOf, numberOf, type PageInput, type PageOf, pageOf, readCursor, rowsOf } from "../page";
import { requireSession } from "./list-session-events";

export type SessionMeterValue = {
  seqNo: number | null;
  timestamp: Date;
  receivedAt: Date;
  context: string | null;
  energyWh: number | null;
  powerW: number | null;
  stateOfCharge: number | null;
  currentA: number | null;
  voltageV: number | null;
  sampledValue: unknown;
};

type Quantity = "energyWh" | "powerW" | "stateOfCharge" | "currentA" | "voltageV";
type Columns = Omit<SessionMeterValue, "timestamp" | "receivedAt" | Quantity> &
  Record<"timestamp" | "receivedAt" | "sortedAt", string> &
  Record<Quantity, string | null> & { place: number };

/** By seqNo, then time. Values of one moment have no key of their own: the cursor counts how many of them were shown. */
export async function listSessionMeterValues(
  ctx: Context,
  id: string,
  { limit, cursor }: PageInput,
): Promise<PageOf<SessionMeterValue>> {
  await requireSession(ctx, id);
  const after = readCursor(cursor, z.tuple([z.int(), cursorMoment, z.int()]));
  const rows = await rowsOf<Columns>(
    ctx,
    sql`select * from (
          select coalesce(seq_no, 2147483647) as place_seq, row_number() over (partition by seq_no, at order by received_at, context)::int as place, at::text as "sortedAt",
            seq_no as "seqNo", at as timestamp, received_at as "receivedAt", context, energy_wh as "energyWh", power_w as "powerW", soc_percent as "stateOfCharge",
            current_a as "currentA", voltage_v as "voltageV", samples as "sampledValue", at
          from meter_values where transaction_id = ${id}::uuid) v
        where ${
          after
            ? sql`place_seq >= ${after[0]} and (place_seq > ${after[0]} or at > ${after[1]}::timestamptz or (at = ${after[1]}::timestamptz and place > ${after[2]}))`
            : sql`true`
        }
        order by place_seq, at, place limit ${limit + 1}`,
  );
  return pageOf(
    rows,
    limit,
    (row) => [row.seqNo ?? 2_147_483_647, row.sortedAt, row.place],
    (row) => ({
      ...{
        seqNo: row.seqNo,
        timestamp: momentOf(row.timestamp),
        receivedAt: momentOf(row.receivedAt),
        context: row.context,
      },
      energyWh: numberOf(row.energyWh),
      powerW: numberOf(row.powerW),
      stateOfCharge: numberOf(row.stateOfCharge),
      currentA: numberOf(row.currentA),
      voltageV: numberOf(row.voltageV),
      sampledValue: row.sampledValue,
    }),
  );
}
