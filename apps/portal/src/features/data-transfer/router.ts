import { anyIdentity, askStation } from "@stationmaster/domain/business";
import {
  dataTransfer,
  dataTransferList,
  dataTransferRequest,
  listDataTransfers,
} from "@stationmaster/domain/data-transfer";
import { z } from "zod";
import { ofStation } from "../../server/of-station";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

const one = z.object({ identity: anyIdentity });

export const dataTransferRouter = router({
  list: tenantProcedure
    .input(dataTransferList.omit({ stationId: true }).extend(one.shape))
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listDataTransfers))),
  send: tenantProcedure
    .input(dataTransferRequest.extend({ ...one.shape, ...waiting.shape }))
    .mutation(({ ctx, input: { identity, waitSeconds, ...input }, signal }) =>
      ctx.sendAndWait((room) => askStation(room, identity, dataTransfer, input), waitSeconds, signal),
    ),
});
