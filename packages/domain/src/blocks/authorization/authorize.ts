import { defineMessage } from "../../kernel";
import { decide, type KnownToken } from "./decide";
import { countRunning, findToken, wasSentByUs } from "./id-token";

/** C01: a status always; the group when there is one. Contract certificates (C07) are not checked here: the token alone decides. */
export const authorize = defineMessage("Authorize", async (ctx, { idToken }) => {
  const token = await findToken(ctx, idToken);
  // F02.FR.01: where a remote start is authorized first, the token made for it is asked for; in the event of its start it is accepted too.
  if (!token && idToken.type === "Central" && (await wasSentByUs(ctx, ctx.station.id, idToken.idToken)))
    return { idTokenInfo: { status: "Accepted" } };
  return { idTokenInfo: decide(idToken.type, token, await runningOf(token), ctx.now) };

  async function runningOf(known: KnownToken | null): Promise<number> {
    return known?.maxConcurrentTransactions == null ? 0 : countRunning(ctx, idToken.idToken);
  }
});
