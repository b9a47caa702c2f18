import { anyIdentity, readStation } from "@stationmaster/domain/business";
import {
  firmwareJobList,
  listFirmwareJobs,
  publishFirmware,
  unpublishFirmware,
  updateFirmware,
} from "@stationmaster/domain/firmware";
import { router, tenantProcedure } from "../../server/trpc";
import { asking } from "../commands/asking";

export const firmwareRouter = router({
  jobs: tenantProcedure
    .input(firmwareJobList.omit({ stationId: true }).extend({ identity: anyIdentity }))
    .query(({ ctx, input: { identity, ...input } }) =>
      ctx.inTenant(async (room) => {
        const station = await readStation(room, identity);
        const page = await listFirmwareJobs(room, { ...input, stationId: station.id });
        return { ...page, firmwareVersion: station.firmwareVersion };
      }),
    ),
  update: asking(updateFirmware),
  publish: asking(publishFirmware),
  unpublish: asking(unpublishFirmware),
});
