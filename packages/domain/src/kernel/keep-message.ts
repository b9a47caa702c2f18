import { receivedMessages } from "@stationmaster/db";
import type { Req, Res, StationAction } from "@stationmaster/ocpp";
import { defineMessage, type Message } from "./define-message";
import { newId } from "./new-id";

/** A message whose room does nothing with it but keep it as received, and answers by the book. */
export const keepMessage = <A extends StationAction>(action: A, answer: (request: Req<A>) => Res<A>): Message<A> =>
  defineMessage(action, async (ctx, request) => {
    await ctx.db
      .insert(receivedMessages)
      .values({ id: newId(), stationId: ctx.station.id, action, receivedAt: ctx.now, request });
    return answer(request);
  });
