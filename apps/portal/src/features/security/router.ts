import { anyIdentity } from "@stationmaster/domain/business";
import {
  listCertificateRequests,
  listSecurityEvents,
  listSignedCertificates,
  securityEventList,
  stationCertificateList,
} from "@stationmaster/domain/security";
import { z } from "zod";
import { ofStation } from "../../server/of-station";
import { router, tenantProcedure } from "../../server/trpc";

const one = z.object({ identity: anyIdentity });
const page = stationCertificateList.omit({ stationId: true }).extend(one.shape);

export const securityRouter = router({
  events: tenantProcedure
    .input(securityEventList.omit({ stationId: true }).extend(one.shape))
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listSecurityEvents))),
  /** What the station asked to have signed, and our answer. */
  requests: tenantProcedure
    .input(page)
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listCertificateRequests))),
  /** What was signed and handed to it, and its answer. */
  signed: tenantProcedure
    .input(page)
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listSignedCertificates))),
});
