import { and, eq, firmwareJobs } from "@stationmaster/db";
import { z } from "zod";
import { defineCommand } from "../../kernel";
import { stepFirmware } from "./firmware-job";
import { checksum } from "./publish-firmware";

/** L04: what is no longer published, or was not, is not served any more. While it is still fetched, nothing changes. */
export const unpublishFirmware = defineCommand("UnpublishFirmware", {
  input: z.object({ checksum }),

  async build(_ctx, _stationId, { checksum: md5 }) {
    return { checksum: md5 };
  },

  async settle(ctx, { stationId, request }, outcome) {
    if (outcome.kind !== "answered" || outcome.response.status === "DownloadOngoing") return;
    const published = and(
      ...[eq(firmwareJobs.stationId, stationId), eq(firmwareJobs.kind, "publish")],
      ...[eq(firmwareJobs.checksum, request.checksum.toLowerCase()), eq(firmwareJobs.status, "Published")],
    );
    await stepFirmware(ctx, published, "Unpublished", { publishedAt: null });
    ctx.changed({ kind: "room", id: "firmware", stationId });
  },
});
