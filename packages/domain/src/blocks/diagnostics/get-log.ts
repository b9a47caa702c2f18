import { and, eq, logRequests, ne } from "@stationmaster/db";
import { z } from "zod";
import {
  defineCommand,
  hidePassword,
  InvalidError,
  nextNumber,
  sentNoted,
  summarise,
  transferAddress,
} from "../../kernel";
import { newLog, stepLog, underWay } from "./log-request";

/** N01: the answer says whether an upload will come; how it goes is told by LogStatusNotification, by requestId. */
export const getLog = defineCommand("GetLog", {
  input: z.object({
    logType: z.enum(["DiagnosticsLog", "SecurityLog"]),
    remoteLocation: transferAddress,
    oldestAt: z.coerce.date().optional(),
    latestAt: z.coerce.date().optional(),
    retries: z.int().min(0).max(100).optional(),
    retryIntervalSeconds: z.int().min(0).max(86_400).optional(),
  }),

  async build(ctx, stationId, { logType, remoteLocation, oldestAt, latestAt, retries, retryIntervalSeconds }) {
    if (oldestAt && latestAt && oldestAt >= latestAt)
      throw new InvalidError("The log must begin before it ends.", "oldestAt");
    return {
      requestId: await nextNumber(ctx, stationId),
      logType,
      log: {
        remoteLocation,
        ...(oldestAt ? { oldestTimestamp: oldestAt.toISOString() } : {}),
        ...(latestAt ? { latestTimestamp: latestAt.toISOString() } : {}),
      },
      ...(retries === undefined ? {} : { retries }),
      ...(retryIntervalSeconds === undefined ? {} : { retryInterval: retryIntervalSeconds }),
    };
  },

  async record(ctx, stationId, { requestId, logType, log }) {
    await newLog(ctx, stationId, {
      ...{ requestId, logType, status: "requested", remoteLocation: hidePassword(log.remoteLocation) },
      oldestAt: log.oldestTimestamp ? new Date(log.oldestTimestamp) : null,
      latestAt: log.latestTimestamp ? new Date(log.latestTimestamp) : null,
    });
  },

  async settle(ctx, { id, stationId, createdAt, sentAt, request: { requestId } }, outcome) {
    const { status, reason } = summarise(outcome);
    // Written in one transaction with the command, hence at one moment.
    const [log] = await ctx.db
      .update(logRequests)
      .set({
        commandId: id,
        reason,
        steps: sentNoted(sentAt),
        fileName: outcome.kind === "answered" ? (outcome.response.filename ?? null) : null,
      })
      .where(
        and(
          eq(logRequests.stationId, stationId),
          eq(logRequests.requestId, requestId),
          eq(logRequests.createdAt, createdAt),
        ),
      )
      .returning();
    if (!log) return;
    const isTaken = status === "Accepted" || status === "AcceptedCanceled";
    // N01.FR.12: the upload that was under way gives way to this one. A number used again means the new one only.
    if (isTaken) {
      const others = and(underWay(stationId), ne(logRequests.id, log.id));
      await stepLog(ctx, and(others, eq(logRequests.requestId, requestId)), "replaced");
      if (status === "AcceptedCanceled") await stepLog(ctx, others, "AcceptedCanceled");
    }
    // The first word of the upload may have overtaken the answer.
    if (log.status === "requested") await stepLog(ctx, eq(logRequests.id, log.id), isTaken ? "Accepted" : status);
    ctx.changed({ kind: "room", id: "diagnostics", stationId });
  },
});
