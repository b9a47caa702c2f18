import type { CommandAction, Res } from "@stationmaster/ocpp";

/**
 * What came of a command. `silent`: no answer in time, or the connection that sent it is gone. `soFar`: of a command in several
 * requests, what was answered before the one that was not.
 */
export type Outcome<A extends CommandAction = CommandAction> =
  | { kind: "answered"; response: Res<A> }
  | { kind: "refused"; error: { code: string; description: string; details?: unknown }; soFar?: Res<A> }
  | { kind: "silent"; soFar?: Res<A> }
  | { kind: "expired" }
  | { kind: "cancelled" };

/** The station's word, where it gave one: the whole, or as far as it came. */
export function responseIn<A extends CommandAction>(outcome: Outcome<A>): Res<A> | undefined {
  if (outcome.kind === "answered") return outcome.response;
  return outcome.kind === "refused" || outcome.kind === "silent" ? outcome.soFar : undefined;
}

/** What came of it in one word, the station's own where it gave one, and why. */
export function summarise(outcome: Outcome): { status: string; reason: string | null } {
  if (outcome.kind === "refused") return { status: "refused", reason: outcome.error.description || outcome.error.code };
  if (outcome.kind !== "answered") return { status: outcome.kind, reason: null };
  const { status, statusInfo } = outcome.response as { status?: string; statusInfo?: StatusInfo };
  return { status: status ?? "answered", reason: statusInfo ? reasonOf(statusInfo) : null };
}

type StatusInfo = { reasonCode: string; additionalInfo?: string };

/** A status info as one line of text. */
export const reasonOf = ({ reasonCode, additionalInfo }: StatusInfo): string =>
  additionalInfo ? `${reasonCode}: ${additionalInfo}` : reasonCode;
