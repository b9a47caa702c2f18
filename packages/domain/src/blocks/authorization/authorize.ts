import { defineMessage } from "../../kernel";
import { decide } from "./decide";
import { countRunning, findToken } from "./id-token";

/** C01: a status always; the group when there is one. Contract certificates (C07) are not checked here: the token alone decides. */
export const authorize = defineMessage("Authorize", async (ctx, { idToken }) => {
  const token = await findToken(ctx, idToken);
  const running = token?.maxConcurrentTransactions == null ? 0 : await countRunning(ctx, idToken.idToken);
  return { idTokenInfo: decide(idToken.type, token, running, ctx.now) };
});
