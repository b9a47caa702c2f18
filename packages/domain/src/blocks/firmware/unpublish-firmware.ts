import { and, eq, firmwareJobs, isNull } from "@stationmaster/db";
import { z } from "zod";
import { defineCommand, sentNoted, summarise } from "../../kernel";
import { newJob, stepFirmware } from "./firmware-job";
import { checksum } from "./publish-firmware";

/** L04: what is no longer published, or was not, is not served any more. While it is still fetched, nothing changes. */
export const unpublishFirmware = defineCommand("UnpublishFirmware", {
  input: z.object({ checksum }),

  async build(_ctx, _stationId, { checksum: md5 }) {
    return { checksum: md5 };
  },

  async record(ctx, stationId, request) {
    await newJob(ctx, {
      ...{ stationId, kind: "unpublish", status: "requested", checksum: request.checksum.toLowerCase() },
    });
  },

  async settle(ctx, { id, stationId, createdAt, sentAt, request }, outcome) {
    const { status, reason } = summarise(outcome);
    const ofFile = and(
      eq(firmwareJobs.stationId, stationId),
      eq(firmwareJobs.checksum, request.checksum.toLowerCase()),
    );
    // Written in one transaction with the command, hence at one moment.
    const [job] = await ctx.db
      .update(firmwareJobs)
      .set({ commandId: id, reason, steps: sentNoted(sentAt) })
      .where(
        and(
          ofFile,
          eq(firmwareJobs.kind, "unpublish"),
          eq(firmwareJobs.createdAt, createdAt),
          isNull(firmwareJobs.commandId),
        ),
      )
      .returning();
    if (job) await stepFirmware(ctx, eq(firmwareJobs.id, job.id), status);
    if (status === "Unpublished" || status === "NoFirmware") {
      const published = and(ofFile, eq(firmwareJobs.kind, "publish"), eq(firmwareJobs.status, "Published"));
      await stepFirmware(ctx, published, "Unpublished", { publishedAt: null });
    }
    ctx.changed({ kind: "room", id: "firmware", stationId });
  },
});
