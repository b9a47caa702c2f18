import { closeTransaction } from "../../blocks/transactions";
import type { Context } from "../../kernel";
import { note } from "../audit";
import { getSession, type SessionDetail } from "./get-session";

/** Ends a session by hand, when its station will never report its end. */
export async function closeSession(ctx: Context, id: string): Promise<SessionDetail> {
  await closeTransaction(ctx, id);
  const session = await getSession(ctx, id);
  await note(ctx, "session closed", session.stationIdentity, { session: id });
  return session;
}
