import { and, desc, eq, gt, inArray, stationCommands } from "@stationmaster/db";
import type { StationAction } from "@stationmaster/ocpp";
import type { Context } from "../../kernel/context";

const rememberedForSeconds = 15 * 60;

/**
 * B02.FR.09: whether a Pending station says this because a TriggerMessage, GetBaseReport or GetReport of ours asked for it.
 * The command rows are the list of what was asked, so it outlives the socket and this process. The payload is not validated yet.
 */
export async function wasAskedFor(
  ctx: Context,
  stationId: string,
  action: string,
  payload: Record<string, unknown>,
): Promise<boolean> {
  const asked = await ctx.db
    .select({ action: stationCommands.action, request: stationCommands.request, response: stationCommands.response })
    .from(stationCommands)
    .where(
      and(
        eq(stationCommands.stationId, stationId),
        inArray(stationCommands.action, ["TriggerMessage", "GetBaseReport", "GetReport"]),
        inArray(stationCommands.status, ["sent", "answered"]),
        gt(stationCommands.sentAt, new Date(ctx.now.getTime() - rememberedForSeconds * 1000)),
      ),
    )
    .orderBy(desc(stationCommands.id))
    .limit(100);
  return asked.some((command) => wasAgreed(command.response) && asksFor(command, action, payload));
}

/** Until its answer has come, a station may already send what it was asked for. */
const wasAgreed = (response: unknown) => response === null || (response as { status?: unknown }).status === "Accepted";

function asksFor(
  command: { action: string; request: unknown },
  action: string,
  payload: Record<string, unknown>,
): boolean {
  // The row was checked against the schema of its action when it was queued.
  const request = command.request as { requestedMessage?: string; requestId?: number };
  if (command.action === "TriggerMessage") return actionOfTrigger(request.requestedMessage ?? "") === action;
  return action === "NotifyReport" && payload.requestId === request.requestId;
}

const signings: Record<string, StationAction> = {
  SignChargingStationCertificate: "SignCertificate",
  SignV2GCertificate: "SignCertificate",
  SignCombinedCertificate: "SignCertificate",
};

const actionOfTrigger = (requestedMessage: string): string => signings[requestedMessage] ?? requestedMessage;
