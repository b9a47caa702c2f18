import type {
  GenericDeviceModelStatusEnumType,
  SendLocalListStatusEnumType,
  TransactionEventEnumType,
} from "@stationmaster/ocpp";

/** What real stations were seen to do. All of it is off until a test, or a person, asks for it. */
export interface Misbehaviour {
  /** Answers the CSMS's calls this much too late. */
  answersAfterMs: number;
  /** Never answers the CSMS's calls. */
  isSilent: boolean;
  /** Counts, but never sends, transaction events of these types. */
  loses: Set<TransactionEventEnumType>;
  /** Sends each transaction event once more after its answer, under the same or under a new message id. */
  resends: "never" | "same id" | "new id";
  /** Holds every second transaction event back until the one after it is sent. */
  swapsEvents: boolean;
  /** Gives every transaction event this number. */
  constantSeqNo: number | undefined;
  /** How far the station's clock is off. */
  clockOffsetSeconds: number;
  /** Sends a property that no schema knows in each transaction event. */
  addsUnknownProperties: boolean;
  /** Answers every request for a report so, and sends none. */
  refusesReports: Exclude<GenericDeviceModelStatusEnumType, "Accepted"> | undefined;
  /** Never sends the parts of a report with these numbers. */
  losesParts: Set<number>;
  /** How it sends the parts of a report. */
  sendsParts: "in order" | "last first" | "twice";
  /** Answers every local list so, and keeps what it has. */
  refusesLists: Exclude<SendLocalListStatusEnumType, "Accepted"> | undefined;
  /** Has no room left for a network profile (B09.FR.03). */
  storesNoProfiles: boolean;
  /** Goes down for a reset, and does not come up again. */
  staysAway: boolean;
}

export const wellBehaved = (): Misbehaviour => ({
  answersAfterMs: 0,
  isSilent: false,
  loses: new Set(),
  resends: "never",
  swapsEvents: false,
  constantSeqNo: undefined,
  clockOffsetSeconds: 0,
  addsUnknownProperties: false,
  refusesReports: undefined,
  losesParts: new Set(),
  sendsParts: "in order",
  refusesLists: undefined,
  storesNoProfiles: false,
  staysAway: false,
});
