import { z } from "zod";
import { defineCommand, hidePassword, InvalidError, nextNumber, transferAddress } from "../../kernel";
import { newJob, settleJob } from "./firmware-job";

/** L01 with a certificate and a signature, L02 without. How it goes is told by FirmwareStatusNotification, by requestId. */
export const updateFirmware = defineCommand("UpdateFirmware", {
  input: z.object({
    location: transferAddress,
    /** Now, unless said otherwise. */
    retrieveAt: z.coerce.date().optional(),
    installAt: z.coerce.date().optional(),
    signingCertificate: z.string().min(1).max(5_500).optional(),
    signature: z.base64().min(1).max(800).optional(),
    retries: z.int().min(0).max(100).optional(),
    retryIntervalSeconds: z.int().min(0).max(86_400).optional(),
  }),

  async build(ctx, stationId, input) {
    const { location, installAt, signingCertificate, signature, retries, retryIntervalSeconds } = input;
    const retrieveAt = input.retrieveAt ?? ctx.now;
    if (installAt && installAt < retrieveAt)
      throw new InvalidError("A firmware is fetched before it is installed.", "installAt");
    // L01.FR.11: one without the other proves nothing.
    if ((signingCertificate === undefined) !== (signature === undefined))
      throw new InvalidError("A signed firmware needs both its certificate and its signature.", "signature");
    return {
      requestId: await nextNumber(ctx, stationId),
      firmware: {
        ...{ location, retrieveDateTime: retrieveAt.toISOString() },
        ...(installAt ? { installDateTime: installAt.toISOString() } : {}),
        ...(signingCertificate && signature ? { signingCertificate, signature } : {}),
      },
      ...(retries === undefined ? {} : { retries }),
      ...(retryIntervalSeconds === undefined ? {} : { retryInterval: retryIntervalSeconds }),
    };
  },

  async record(ctx, stationId, { requestId, firmware }) {
    await newJob(ctx, {
      ...{ stationId, kind: "update", requestId, status: "requested", location: hidePassword(firmware.location) },
      retrieveAt: new Date(firmware.retrieveDateTime),
      installAt: firmware.installDateTime ? new Date(firmware.installDateTime) : null,
      isSigned: firmware.signature !== undefined,
    });
  },

  settle: (ctx, command, outcome) => settleJob(ctx, command, "update", command.request.requestId, outcome),
});
