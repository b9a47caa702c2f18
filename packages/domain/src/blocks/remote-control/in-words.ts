import type { CommandAction } from "@stationmaster/ocpp";
import { type MeaningKind, meanings } from "./meanings";

/** What a station's answer means, and what to do next; null where there is nothing to add to it. */
export type Meaning = { kind: MeaningKind; means: string; next: string | null };

type Answered = {
  action: string;
  status: string;
  response?: unknown;
  error?: { code: string; description?: string | null } | null;
};

/** A command's outcome in words a person can act on. */
export function inWords(command: Answered): Meaning | null {
  const kind = kindOf(command);
  if (!kind) return null;
  const [means, next] = meanings[kind];
  return { kind, means, next };
}

function kindOf({ action, status, response, error }: Answered): MeaningKind | undefined {
  if (status === "refused") return error ? (errors[error.code] ?? "error") : undefined;
  if (status === "silent") return mayHaveHappened.includes(action) ? "silent-unsure" : "silent";
  if (status === "expired" || status === "cancelled") return status;
  if (status !== "answered") return undefined;
  const answer = (ofVariables(response) ?? response) as { status?: string; statusInfo?: StatusInfo } | null;
  const said = answer?.status;
  if (!said) return undefined;
  const reason = answer.statusInfo?.reasonCode;
  const ofReason = reason && said !== "Accepted" ? reasons[reason.toLowerCase()] : undefined;
  return ofReason ?? answers[action as CommandAction]?.[said];
}

type StatusInfo = { reasonCode?: string };
type VariableResult = { attributeStatus: string; attributeStatusInfo?: StatusInfo };

/** What came of the first variable that was not taken, else of all of them. */
function ofVariables(response: unknown): { status: string; statusInfo: StatusInfo | undefined } | undefined {
  const results = (response as { setVariableResult?: VariableResult[] } | null)?.setVariableResult;
  const telling =
    results?.find(({ attributeStatus }) => !["Accepted", "RebootRequired"].includes(attributeStatus)) ??
    results?.find(({ attributeStatus }) => attributeStatus === "RebootRequired") ??
    results?.[0];
  return telling && { status: telling.attributeStatus, statusInfo: telling.attributeStatusInfo };
}

/** Commands that may have done their work although nobody heard the answer. */
const mayHaveHappened: string[] = [
  ...["RequestStartTransaction", "RequestStopTransaction", "UnlockConnector", "Reset"],
  ...["SetVariables", "SetNetworkProfile"],
];

const errors: Record<string, MeaningKind> = {
  NotSupported: "not-supported",
  NotImplemented: "not-implemented",
  SecurityError: "security",
  InternalError: "internal",
};

/** By the station's reason code; these say more than its answer. */
const reasons: Record<string, MeaningKind> = {
  csnotaccepted: "not-accepted",
  duplicateprofile: "duplicate-profile",
  duplicaterequestid: "duplicate-request",
  faulted: "faulted",
  fixedcable: "fixed-cable",
  fwupdateinprogress: "updating",
  invalidconfslot: "no-slot",
  invalididtoken: "invalid-token",
  invalidnetworkconf: "invalid-network",
  invalidprofile: "invalid-profile",
  invalidschedule: "invalid-schedule",
  nocable: "no-cable",
  noevse: "no-evse",
  activenetworkconf: "slot-in-use",
  nosecuritydowngrade: "no-downgrade",
  notenabled: "not-enabled",
  notfound: "not-found",
  txinprogress: "in-session",
  txnotfound: "no-session",
  txstarted: "reserved-or-started",
  unknownconnectorid: "unknown-connector",
  unknownevse: "unknown-evse",
  unknowntxid: "no-session",
  unsupportedrateunit: "unsupported-unit",
};

const report = {
  Rejected: "report-rejected",
  NotSupported: "not-supported",
  EmptyResultSet: "report-empty",
} as const;

const answers: Partial<Record<CommandAction, Record<string, MeaningKind>>> = {
  RequestStartTransaction: { Accepted: "will-try", Rejected: "start-rejected" },
  RequestStopTransaction: { Accepted: "will-stop", Rejected: "no-session" },
  UnlockConnector: {
    Unlocked: "unlocked",
    UnlockFailed: "unlock-failed",
    OngoingAuthorizedTransaction: "in-session",
    UnknownConnector: "unknown-connector",
  },
  TriggerMessage: { Accepted: "will-send", Rejected: "trigger-rejected", NotImplemented: "trigger-not-implemented" },
  ChangeAvailability: { Scheduled: "scheduled", Rejected: "availability-rejected" },
  Reset: { Scheduled: "reset-scheduled", Rejected: "reset-rejected" },
  SetVariables: {
    Rejected: "value-rejected",
    RebootRequired: "value-waits",
    UnknownComponent: "no-variable",
    UnknownVariable: "no-variable",
    NotSupportedAttributeType: "no-variable",
  },
  SetNetworkProfile: { Accepted: "profile-stored", Rejected: "profile-rejected", Failed: "profile-failed" },
  ClearCache: { Rejected: "cache-rejected" },
  GetBaseReport: report,
  GetReport: report,
  ReserveNow: {
    Occupied: "occupied",
    Faulted: "faulted",
    Unavailable: "unavailable",
    Rejected: "reservation-rejected",
  },
  CancelReservation: { Rejected: "no-reservation" },
};
