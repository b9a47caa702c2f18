import type { SessionNow } from "../sessions/session";

/** What a person is told about a station or an EVSE. Offline beats all; Unknown is "not heard of since the reconnect". */
export const shownStates = [
  "available",
  "charging",
  "occupied",
  "reserved",
  "paused-ev",
  "paused-evse",
  "ended",
  "faulted",
  "unavailable",
  "offline",
  "unknown",
] as const;
export type ShownState = (typeof shownStates)[number];

export type RegistrationStatus = "Accepted" | "Pending" | "Rejected";
export type ConnectorStatus = "Available" | "Occupied" | "Reserved" | "Unavailable" | "Faulted";

export type ConnectorNow = { id: number; type: string | null; status: ConnectorStatus | null; statusAt: Date | null };

export type EvseShown = { id: number; state: ShownState; since: Date | null; connectors: ConnectorNow[] };

export type StationRow = {
  id: string;
  identity: string;
  siteId: string | null;
  siteName: string | null;
  timeZone: string;
  vendor: string | null;
  model: string | null;
  serialNumber: string | null;
  firmwareVersion: string | null;
  isOnline: boolean;
  lastSeenAt: Date | null;
  /** Null while the station is online or never was. */
  offlineSince: Date | null;
  /** Null until the first boot. */
  bootedAt: Date | null;
  registrationStatus: RegistrationStatus;
  /** The state that needs a person most, of all EVSEs. */
  state: ShownState;
  stateSince: Date | null;
  /** What the state was when the connection was lost; null while online. */
  lastKnownState: ShownState | null;
  evses: EvseShown[];
  /** Sum of what the EVSEs draw; null when nothing was measured. */
  powerW: number | null;
  energyTodayWh: number | null;
};

export type EvseNow = EvseShown & {
  /** The state before the connection was lost, with its time. */
  lastKnownState: ShownState | null;
  lastKnownAt: Date | null;
  session: SessionNow | null;
};

export type StationDetail = Omit<StationRow, "evses"> & {
  evses: EvseNow[];
  securityProfile: number;
  url: string;
  connectedAt: Date | null;
  createdAt: Date;
  bootReason: string | null;
  /** Properties the schema does not know, seen from this station. */
  unknownPropertyCount: number;
  badFrameCount: number;
  sessionCount: number;
  /** Values that it took and will use only after a reboot. */
  rebootRequired: number;
  /** Stations that name the same maker and serial number. */
  sameSerialNumber: string[];
};

export const stationViews = [
  "all",
  "charging",
  "cannot-sell",
  "with-problems",
  "offline",
  "waiting",
  "reboot",
] as const;
export type StationView = (typeof stationViews)[number];

export type VariableAttribute = {
  type: "Actual" | "Target" | "MinSet" | "MaxSet";
  value: string | null;
  mutability: "ReadOnly" | "WriteOnly" | "ReadWrite";
  isPersistent: boolean;
  isConstant: boolean;
};

export type Variable = {
  component: string;
  componentInstance: string | null;
  evseId: number | null;
  connectorId: number | null;
  variable: string;
  variableInstance: string | null;
  dataType: string | null;
  unit: string | null;
  minLimit: number | null;
  maxLimit: number | null;
  valuesList: string[] | null;
  supportsMonitoring: boolean;
  attributes: VariableAttribute[];
  /** A value the station took but will use only after a reboot (B05). */
  rebootRequired: boolean;
  reportedAt: Date;
};

/** Power of the EVSEs in a window, for the chart of the Now tab. */
export type StationCurve = {
  timeZone: string;
  from: Date;
  to: Date;
  evses: { evseId: number; points: { at: Date; powerW: number }[] }[];
  offline: { from: Date; to: Date }[];
};
