import type { Context as Room } from "@stationmaster/domain";
import { anyIdentity, askStation } from "@stationmaster/domain/business";
import {
  certificateDeletion,
  certificateInstallation,
  certificateList,
  deleteCertificate,
  getCertificateListings,
  getInstalledCertificateIds,
  installCertificate,
  listCertificateChanges,
  listCertificateInquiries,
  listInstalledCertificates,
} from "@stationmaster/domain/certificates";
import { z } from "zod";
import { ofStation } from "../../server/of-station";
import { router, tenantProcedure } from "../../server/trpc";

/** With when the station told which kind. */
const installedAsTold = async (room: Room, input: z.input<typeof certificateList>) => ({
  ...(await listInstalledCertificates(room, input)),
  listings: await getCertificateListings(room, input.stationId),
});

const one = z.object({ identity: anyIdentity });
const page = certificateList.omit({ stationId: true }).extend(one.shape);

export const certificatesRouter = router({
  installed: tenantProcedure
    .input(page)
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, installedAsTold))),
  changes: tenantProcedure
    .input(page)
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listCertificateChanges))),
  /** What the station asked for a car or about an issuer, and our answer. */
  inquiries: tenantProcedure
    .input(page)
    .query(({ ctx, input }) => ctx.inTenant((room) => ofStation(room, input, listCertificateInquiries))),

  ask: tenantProcedure
    .input(one)
    .mutation(({ ctx, input }) =>
      ctx.inTenant((room) => askStation(room, input.identity, getInstalledCertificateIds, {})),
    ),
  install: tenantProcedure
    .input(certificateInstallation.extend(one.shape))
    .mutation(({ ctx, input: { identity, ...input } }) =>
      ctx.inTenant((room) => askStation(room, identity, installCertificate, input)),
    ),
  delete: tenantProcedure
    .input(certificateDeletion.extend(one.shape))
    .mutation(({ ctx, input: { identity, ...input } }) =>
      ctx.inTenant((room) => askStation(room, identity, deleteCertificate, input)),
    ),
});
