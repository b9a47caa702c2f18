import type { CommandAction } from "@stationmaster/ocpp";

/** `awaited`: the station said yes and has its time left. `unseen`: it said yes, and nothing it sent since shows it. */
export type Effect = "awaited" | "seen" | "unseen";

type Told = {
  action: string;
  response: unknown;
  settledAt: Date | null;
  observedAt: Date | null;
};

const minute = 60_000;

/** How long a station may take to show what it said yes to. Of the others nothing is to be seen but the answer. */
const takes: Partial<Record<CommandAction, number>> = {
  RequestStartTransaction: 3 * minute,
  RequestStopTransaction: minute,
  TriggerMessage: minute,
  ChangeAvailability: minute,
  Reset: 5 * minute,
  GetBaseReport: 5 * minute,
  GetReport: 5 * minute,
  GetMonitoringReport: 5 * minute,
  GetChargingProfiles: 2 * minute,
  GetDisplayMessages: 2 * minute,
  CustomerInformation: 5 * minute,
  GetLog: 15 * minute,
};

/** Whether what a command was for has been seen in what the station sent; null where there is nothing to see. */
export function effectOf({ action, response, settledAt, observedAt }: Told, now: Date): Effect | null {
  if (observedAt) return "seen";
  const most = takes[action as CommandAction];
  const said = (response as { status?: unknown } | null)?.status;
  if (most === undefined || !settledAt) return null;
  // It waits for the end of a session, however long that is.
  if (said === "Scheduled") return "awaited";
  if (said !== "Accepted") return null;
  return now.getTime() < settledAt.getTime() + most ? "awaited" : "unseen";
}
