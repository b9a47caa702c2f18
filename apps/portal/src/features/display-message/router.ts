import { anyIdentity, askStation, deadlineSeconds } from "@stationmaster/domain/business";
import {
  clearDisplayMessage,
  displayMessageList,
  getDisplayMessages,
  listDisplayMessages,
  newDisplayMessage,
  setDisplayMessage,
} from "@stationmaster/domain/display-message";
import { z } from "zod";
import { ofStation } from "../../server/of-station";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

const one = z.object({ identity: anyIdentity });
const sending = { ...one.shape, ...waiting.shape, deadlineSeconds: deadlineSeconds.optional() };

export const displayMessageRouter = router({
  list: tenantProcedure
    .input(displayMessageList.omit({ stationId: true }).extend(one.shape))
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listDisplayMessages))),
  set: tenantProcedure
    .input(newDisplayMessage.extend(sending))
    .mutation(({ ctx, input: { identity, waitSeconds, deadlineSeconds, ...input }, signal }) =>
      ctx.sendAndWait(
        (room) => askStation(room, identity, setDisplayMessage, input, deadlineSeconds),
        waitSeconds,
        signal,
      ),
    ),
  clear: tenantProcedure
    .input(z.object({ id: z.int().min(0), ...sending }))
    .mutation(({ ctx, input: { identity, waitSeconds, deadlineSeconds, id }, signal }) =>
      ctx.sendAndWait(
        (room) => askStation(room, identity, clearDisplayMessage, { id }, deadlineSeconds),
        waitSeconds,
        signal,
      ),
    ),
  /** What is shown comes after the answer, in parts. */
  ask: tenantProcedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => askStation(room, input.identity, getDisplayMessages, {}))),
});
