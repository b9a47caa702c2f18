import { defineMessage } from "../../kernel";
import { decide } from "./decide";
import { countRunning, countWrongPins, findPlace, findToken, isHeldByRefused, wasSentByUs } from "./id-token";
import { keepDecision } from "./trace";

/** C01: a status always; the group when there is one. Contract certificates (C07) are not checked here: the token alone decides. */
export const authorize = defineMessage("Authorize", async (ctx, { idToken }) => {
  const token = await findToken(ctx, idToken);
  const decision = decide({
    ...{ type: idToken.type, token, now: ctx.now },
    // F02.FR.01: a station that authorizes remote starts asks about the token made for one; the event of the start accepts it too.
    isOfOurs: !token && idToken.type === "Central" && (await wasSentByUs(ctx, ctx.station.id, idToken.idToken)),
    running: token?.maxConcurrentTransactions == null ? 0 : await countRunning(ctx, idToken.idToken),
    wrongPins: idToken.type === "KeyCode" ? await countWrongPins(ctx, ctx.station.id) : 0,
    isHeld: token !== null && (await isHeldByRefused(ctx, ctx.station.id, idToken.idToken)),
    place: token?.limits ? await findPlace(ctx, ctx.station.id) : null,
  });
  await keepDecision(ctx, { idToken, cardId: token?.id ?? null, decision });
  return { idTokenInfo: decision.idTokenInfo };
});
