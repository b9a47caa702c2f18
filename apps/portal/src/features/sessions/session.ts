import type { SessionCost } from "@stationmaster/domain/tariff-and-cost";
import type { ShownState } from "../stations/station";

export type ChargingState = "Charging" | "EVConnected" | "SuspendedEV" | "SuspendedEVSE" | "Idle";

/** A session under way, as an EVSE card shows it. */
export type SessionNow = {
  id: string;
  transactionId: string;
  idToken: string | null;
  startedAt: Date | null;
  chargingState: ChargingState | null;
  powerW: number | null;
  energyWh: number | null;
  stateOfCharge: number | null;
};

export type SessionRow = {
  id: string;
  transactionId: string;
  stationId: string;
  stationIdentity: string;
  siteId: string | null;
  siteName: string | null;
  timeZone: string;
  evseId: number | null;
  connectorId: number | null;
  idToken: string | null;
  idTokenType: string | null;
  active: boolean;
  /** Null when the Started event never came. */
  startedAt: Date | null;
  endedAt: Date | null;
  /** The newest time a station or we wrote on this session. */
  lastEventAt: Date;
  /** When we ended it, and who, its station never having told an end. */
  closed: { at: Date; by: string } | null;
  chargingState: ChargingState | null;
  /** Charging, paused, occupied while active; ended after; offline while the station is away. */
  state: ShownState;
  stoppedReason: string | null;
  energyWh: number | null;
  powerW: number | null;
  stateOfCharge: number | null;
  /** Events are missing, or the Started never came. */
  hasGap: boolean;
  /** With tax, an exact decimal: so far while it runs; null where no tariff is for it. */
  totalCost: string | null;
  currency: string | null;
  costLines: SessionCost["lines"];
  tariff: SessionCost["tariff"] | null;
};

export type Register = { at: Date; wh: number; seqNo: number | null };

export type SessionDetail = SessionRow & {
  /** Trigger of the Started and the Ended event, in OCPP's words. */
  startTrigger: string | null;
  endTrigger: string | null;
  remoteStartId: number | null;
  chargingSeconds: number | null;
  stateOfChargeFirst: number | null;
  registerFirst: Register | null;
  registerLast: Register | null;
  /** The register went backwards: a gap to show, never a negative charge. */
  registerWentBack: boolean;
  missingSeqNos: number[];
  /** The station said its queue is empty: what is missing will not come. */
  gapIsFinal: boolean;
  eventCount: number;
  lateCount: number;
  resendCount: number;
  conflictCount: number;
  /** Where the station's clock was set, or may have been, and by how much the times before are off against those after. */
  clock: {
    steps: {
      seqNo: number;
      at: Date;
      verdict: "forward" | "back" | "doubtful";
      seconds: number;
      chargedSeconds: number;
    }[];
    shiftSeconds: number;
  };
  /** Under way, says its ledger; but since its last word another has begun at its EVSE. */
  overtakenBy: { id: string; transactionId: string; startedAt: Date } | null;
  /** GetTransactionStatus asked because something is missing, newest first. */
  questions: {
    commandId: string;
    askedAt: Date;
    status: string;
    ongoing: boolean | null;
    messagesInQueue: boolean | null;
  }[];
};

export type SessionEvent = {
  id: string;
  seqNo: number;
  eventType: "Started" | "Updated" | "Ended";
  triggerReason: string;
  timestamp: Date;
  receivedAt: Date;
  offline: boolean;
  /** How often the same event came again; stored once. */
  resends: number;
  /** Came after an event with a higher seqNo. */
  late: boolean;
  /** The same seqNo with other content. */
  conflict: boolean;
  chargingState: ChargingState | null;
  stoppedReason: string | null;
  idToken: string | null;
  registerWh: number | null;
  powerW: number | null;
  stateOfCharge: number | null;
  request: unknown;
};

export type CurvePoint = {
  at: Date;
  powerW: number | null;
  /** Since the start of the session. */
  energyWh: number | null;
  stateOfCharge: number | null;
  currentA: { L1: number | null; L2: number | null; L3: number | null } | null;
};

export type SessionCurve = {
  timeZone: string;
  points: CurvePoint[];
  gaps: { from: Date; to: Date; missingSeqNos: number[] }[];
  /** Steps: in force from this time on; null lifts it. */
  limits: { at: Date; limitW: number | null }[];
  /** What was told before a clock was set is moved by so much. */
  shiftSeconds: number;
};

type Said =
  | { kind: "plugged" | "unplugged" | "charging" | "resumed" | "pausedByCar" | "pausedByStation" | "idle" }
  | { kind: "began" | "rateChanged" | "deauthorized" | "abnormal" | "registerFell" }
  | { kind: "authorized" | "stopAuthorized"; card: string | null }
  | { kind: "startAsked" | "stopAsked"; by: string; outcome: string; commandId: string }
  | { kind: "missing"; count: number }
  | { kind: "offline"; until: Date; events: number }
  | { kind: "clockBack" | "clockForward" | "clockDoubtful"; seconds: number }
  | { kind: "ended"; reason: string | null }
  | { kind: "closed"; by: string };

/** One thing that happened, and what was delivered until then. */
export type StoryMoment = Said & { at: Date; energyWh: number | null };
