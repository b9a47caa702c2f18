import type { CommandAction } from "@stationmaster/ocpp";

/** What a station's answer means, and what to do next; null where there is nothing to add to it. */
export type Meaning = { kind: string; means: string; next: string | null };

type Answered = {
  action: string;
  status: string;
  response?: unknown;
  error?: { code: string; description?: string | null } | null;
};

/** A command's outcome in words a person can act on. */
export function inWords({ action, status, response, error }: Answered): Meaning | null {
  if (status === "refused") return error ? ofError(error) : null;
  if (status !== "answered") return ofAbsence(status, action);
  const answer = response as { status?: string; statusInfo?: { reasonCode?: string } } | null;
  const said = answer?.status;
  if (!said) return null;
  const reason = answer.statusInfo?.reasonCode;
  const ofAnswer = answers[action as CommandAction]?.[said];
  const ofReason = reason && said !== "Accepted" ? reasons[reason.toLowerCase()] : undefined;
  return ofReason ?? ofAnswer ?? null;
}

const meaning = (kind: string, means: string, next: string | null = null): Meaning => ({ kind, means, next });

/** Commands that may have done their work although nobody heard the answer. */
const mayHaveHappened: string[] = ["RequestStartTransaction", "RequestStopTransaction", "UnlockConnector", "Reset"];

function ofAbsence(status: string, action: string): Meaning | null {
  switch (status) {
    case "silent":
      return mayHaveHappened.includes(action)
        ? meaning(
            "silent",
            "The station did not answer; it may have done it.",
            "Look at the station before you ask again.",
          )
        : meaning("silent", "The station did not answer.", "Ask again; if it stays silent, check its connection.");
    case "expired":
      return meaning(
        "expired",
        "The station was away until the command was given up.",
        "Send it again once the station is back.",
      );
    case "cancelled":
      return meaning("cancelled", "Withdrawn before it was sent.");
    default:
      return null;
  }
}

function ofError({ code, description }: NonNullable<Answered["error"]>): Meaning {
  const known: Record<string, Meaning> = {
    NotSupported: meaning("not-supported", "This station does not support it."),
    NotImplemented: meaning("not-implemented", "This station does not know this command."),
    SecurityError: meaning(
      "security",
      "The station refuses it for security.",
      "Check its registration and certificates.",
    ),
    InternalError: meaning(
      "internal",
      "Something failed inside the station.",
      "Ask again; if it fails again, restart the station.",
    ),
  };
  return (
    known[code] ??
    meaning("error", description ? `The station reported an error: ${description}` : "The station reported an error.")
  );
}

/** By the station's reason code; these say more than its answer. */
const reasons: Record<string, Meaning> = {
  csnotaccepted: meaning("not-accepted", "The station is not accepted yet.", "Accept it, and let it boot."),
  duplicateprofile: meaning(
    "duplicate-profile",
    "The station has a profile that contradicts this one.",
    "Clear that profile, or use another level.",
  ),
  duplicaterequestid: meaning("duplicate-request", "The station has heard this number before.", "Ask again."),
  faulted: meaning("faulted", "The EVSE is out of order.", "Look at its fault."),
  fixedcable: meaning("fixed-cable", "The cable is fixed; there is nothing to unlock."),
  fwupdateinprogress: meaning("updating", "The station is updating its firmware.", "Wait until it is done."),
  invalididtoken: meaning("invalid-token", "The station does not take this card.", "Use another card."),
  invalidprofile: meaning(
    "invalid-profile",
    "The station does not take this charging profile.",
    "Check its limits and times.",
  ),
  invalidschedule: meaning(
    "invalid-schedule",
    "The station does not take this schedule.",
    "Check its periods and its unit.",
  ),
  nocable: meaning("no-cable", "No cable is plugged in."),
  noevse: meaning("no-evse", "No EVSE of the station is free.", "Name one, or wait for one."),
  notenabled: meaning(
    "not-enabled",
    "It is switched off at this station.",
    "Switch it on in the station's configuration.",
  ),
  notfound: meaning("not-found", "The station does not know what this is about."),
  txinprogress: meaning("in-session", "A session is going on there.", "Stop it first, or choose another EVSE."),
  txnotfound: meaning(
    "no-session",
    "The station does not know this session: it has ended or never was.",
    "Ask the station for its state of the session.",
  ),
  txstarted: meaning(
    "reserved-or-started",
    "The EVSE is taken: reserved for another, or a session has begun.",
    "Choose another EVSE.",
  ),
  unknownconnectorid: meaning("unknown-connector", "The station has no such connector."),
  unknownevse: meaning("unknown-evse", "The station has no such EVSE."),
  unknowntxid: meaning(
    "no-session",
    "The station does not know this session.",
    "Ask the station for its state of the session.",
  ),
  unsupportedrateunit: meaning(
    "unsupported-unit",
    "The station does not take limits in this unit.",
    "Use the other unit.",
  ),
};

const answers: Partial<Record<CommandAction, Record<string, Meaning>>> = {
  RequestStartTransaction: {
    Accepted: meaning(
      "will-try",
      "The station will try; the session counts once it begins.",
      "Plug in, if nobody has.",
    ),
    Rejected: meaning(
      "rejected",
      "The station does not start: the EVSE is in use, reserved, or out of order.",
      "Look at the EVSE, or choose another.",
    ),
  },
  RequestStopTransaction: {
    Accepted: meaning("will-stop", "The station stops the session."),
    Rejected: meaning(
      "no-session",
      "The station does not know this session: it has ended or never was.",
      "Ask the station for its state of the session.",
    ),
  },
  UnlockConnector: {
    Unlocked: meaning("unlocked", "The plug is free."),
    UnlockFailed: meaning(
      "unlock-failed",
      "The lock did not open.",
      "Pull and push the plug, then try again; else somebody must go there.",
    ),
    OngoingAuthorizedTransaction: meaning("in-session", "A session is going on there.", "Stop it first."),
    UnknownConnector: meaning("unknown-connector", "The station has no such connector."),
  },
  TriggerMessage: {
    Accepted: meaning("will-send", "The message follows."),
    Rejected: meaning("rejected", "The station does not send it now."),
    NotImplemented: meaning("not-implemented", "The station cannot be asked for this message."),
  },
  ChangeAvailability: {
    Scheduled: meaning("scheduled", "It changes once the session there has ended."),
    Rejected: meaning("rejected", "The station does not change it."),
  },
  ReserveNow: {
    Occupied: meaning("occupied", "It is in use, or reserved already."),
    Faulted: meaning("faulted", "The EVSE is out of order."),
    Unavailable: meaning("unavailable", "The EVSE is taken out of service."),
    Rejected: meaning(
      "rejected",
      "The station takes no such reservation.",
      "Name an EVSE; else reservations may be switched off there.",
    ),
  },
  CancelReservation: { Rejected: meaning("not-found", "The station knows of no such reservation.") },
};
