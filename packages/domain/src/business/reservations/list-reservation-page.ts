import { reservationStatuses } from "@stationmaster/db";
import { z } from "zod";
import { listReservations, type Reservation } from "../../blocks/reservation";
import type { Context } from "../../kernel";
import { cursorId, type PageOf, pageInput, pageOf, readCursor } from "../page";
import { anyIdentity } from "../stations";

export const reservationList = pageInput.extend({
  siteId: z.uuid().optional(),
  stationIdentity: anyIdentity.optional(),
  statuses: z.array(z.enum(reservationStatuses)).min(1).optional(),
  idToken: z.string().min(1).max(36).optional(),
  search: z.string().trim().max(100).optional(),
  /** Those that held an EVSE, or may, between these two. */
  from: z.date().optional(),
  to: z.date().optional(),
});

/** Newest first. */
export async function listReservationPage(
  ctx: Context,
  { limit, cursor, search, ...filter }: z.output<typeof reservationList>,
): Promise<PageOf<Reservation>> {
  const after = readCursor(cursor, z.tuple([cursorId]));
  const rows = await listReservations(
    ctx,
    { ...filter, search: search || undefined },
    { limit: limit + 1, ...(after ? { after: { id: after[0] } } : {}) },
  );
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}
