import { defineMessage } from "../../kernel";
import { decide } from "./decide";
import { countRunning, findToken, wasSentByUs } from "./id-token";

/** C01: a status always; the group when there is one. Contract certificates (C07) are not checked here: the token alone decides. */
export const authorize = defineMessage("Authorize", async (ctx, { idToken }) => {
  const token = await findToken(ctx, idToken);
  // F02.FR.01: a station that authorizes remote starts asks about the token made for one; the event of the start accepts it too.
  if (!token && idToken.type === "Central" && (await wasSentByUs(ctx, ctx.station.id, idToken.idToken)))
    return { idTokenInfo: { status: "Accepted" } };
  const running = token?.maxConcurrentTransactions == null ? 0 : await countRunning(ctx, idToken.idToken);
  return { idTokenInfo: decide(idToken.type, token, running, ctx.now) };
});
