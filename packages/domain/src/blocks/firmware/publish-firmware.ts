import { z } from "zod";
import { defineCommand, hidePassword, nextNumber, transferAddress } from "../../kernel";
import { newJob, settleJob } from "./firmware-job";

export const checksum = z
  .string()
  .regex(/^[0-9a-fA-F]{32}$/, { error: "A checksum is an MD5 in 32 hexadecimal digits." });

/** L03: a local controller fetches a firmware once and serves it to the stations behind it. */
export const publishFirmware = defineCommand("PublishFirmware", {
  input: z.object({
    location: transferAddress,
    checksum,
    retries: z.int().min(0).max(100).optional(),
    retryIntervalSeconds: z.int().min(0).max(86_400).optional(),
  }),

  async build(ctx, stationId, { location, checksum: md5, retries, retryIntervalSeconds }) {
    return {
      ...{ requestId: await nextNumber(ctx, stationId), location, checksum: md5 },
      ...(retries === undefined ? {} : { retries }),
      ...(retryIntervalSeconds === undefined ? {} : { retryInterval: retryIntervalSeconds }),
    };
  },

  async record(ctx, stationId, { requestId, location, checksum: md5 }) {
    await newJob(ctx, {
      ...{ stationId, kind: "publish", requestId, status: "requested", checksum: md5.toLowerCase() },
      location: hidePassword(location),
    });
  },

  settle: (ctx, command, outcome) => settleJob(ctx, command, "publish", command.request.requestId, outcome),
});
