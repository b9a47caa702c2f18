import { listMessages, messageList } from "@stationmaster/domain/business";
import { router, tenantProcedure } from "../../server/trpc";

export const messagesRouter = router({
  list: tenantProcedure.input(messageList).query(({ ctx, input }) => ctx.inTenant((room) => listMessages(room, input))),
});
