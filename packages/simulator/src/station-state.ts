import type { KeyObject } from "node:crypto";
import type {
  BootReasonEnumType,
  FirmwareStatusEnumType,
  IdTokenInfoType,
  IdTokenType,
  MessageInfoType,
  NetworkConnectionProfileType,
  PublishFirmwareStatusEnumType,
  RegistrationStatusEnumType,
  UploadLogStatusEnumType,
} from "@stationmaster/ocpp";
import type { InstalledProfile } from "./charging-profiles";
import type { Evse } from "./evse";
import type { KeptCertificate } from "./kept-certificate";
import type { Monitor } from "./monitors";
import type { Cancel } from "./timeline";
import type { Transaction } from "./transaction";

export interface KnownToken {
  idToken: IdTokenType;
  info: IdTokenInfoType;
  /** By the station's clock; no end where it is left out. */
  expiresAt?: number | undefined;
}

/** A limit from outside, as of a grid operator or an energy manager (K11-K13). */
export interface ExternalLimit {
  source: "EMS" | "SO" | "Other";
  limitW: number;
  isGridCritical: boolean;
  /** Of one EVSE; without it, of the whole station. */
  evseId?: number;
}

/** What a station remembers. The verbs are in the files named after them; this is only what they work on. */
export interface StationState {
  /** Undefined until the CSMS has answered a boot. */
  registration: RegistrationStatusEnumType | undefined;
  password: string | undefined;
  isOperative: boolean;
  becomesInoperative: boolean;
  readonly evses: Evse[];
  /** Begun by a token before it was known at which EVSE. */
  unplaced: Transaction | undefined;
  readonly authCache: Map<string, KnownToken>;
  readonly localList: Map<string, KnownToken>;
  localListVersion: number;
  profiles: InstalledProfile[];
  externalLimit: ExternalLimit | undefined;
  /** EVSEs whose car has told what it needs, and waits for a schedule (K15). */
  readonly awaitsSchedule: Set<number>;
  monitors: Monitor[];
  monitoringLevel: number;
  readonly displayMessages: Map<number, MessageInfoType>;
  /** Roots it was given to trust (M05). */
  certificates: KeptCertificate[];
  /** Of the pair of keys whose certificate it waits for (A02). */
  signing: KeyObject | undefined;
  readonly networkProfiles: Map<number, NetworkConnectionProfileType>;
  readonly runningCosts: Map<string, number>;
  /** B12.FR.01: waits for the end of the last transaction, or of the one at the EVSE. */
  pendingReset: { evse: Evse | undefined; run: () => Promise<void> } | undefined;
  firmwareVersion: string;
  firmware: { requestId: number; status: FirmwareStatusEnumType; isCancelled: boolean } | undefined;
  /** The file a local controller fetches to serve it, and where it serves what it has, by checksum (L03). */
  publication: { requestId: number; checksum: string; status: PublishFirmwareStatusEnumType } | undefined;
  readonly published: Map<string, string[]>;
  log: { requestId: number; status: UploadLogStatusEnumType; isCancelled: boolean } | undefined;
  bootReason: BootReasonEnumType;
  cancelHeartbeat: Cancel;
  cancelPing: Cancel;
  cancelBootRetry: Cancel;
  eventCount: number;
  offlineSince: number | undefined;
}
