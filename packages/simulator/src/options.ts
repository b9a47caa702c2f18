import type { BootReasonEnumType, ChargingProfileType } from "@stationmaster/ocpp";
import type { EvseOptions } from "./evse";
import type { OwnMonitor } from "./monitors";

export interface StationOptions {
  /** The address of this very station, or what comes before its identity. */
  url: string;
  /** Taken from the address where it is left out. */
  identity?: string;
  password?: string;
  evses?: EvseOptions[];
  vendorName?: string;
  model?: string;
  serialNumber?: string;
  firmwareVersion?: string;
  bootReason?: BootReasonEnumType;
  /** Values of the device model that differ from the usual ones: `{"TxCtrlr.EVConnectionTimeOut": "60"}`. */
  variables?: Record<string, string>;
  /** So many more variables than a station usually has, of its maker's own. */
  moreVariables?: number;
  /** What it was given before it was switched off: charging profiles survive that (K01.FR.27). */
  profiles?: { evseId: number; profile: ChargingProfileType }[];
  /** How many entries its local list takes. */
  mostListEntries?: number;
  /** Time goes by itself, this many times as fast; without it, time stands still until `advance`. */
  speed?: number;
  startAt?: Date;
  /** Seconds between the meter values of a transaction: SampledDataCtrlr.TxUpdatedInterval. */
  meterIntervalSeconds?: number;
  seed?: number | string;
  /** How long an answer of the CSMS is waited for, in real time. */
  timeoutMs?: number;
  /** Comes back by itself when the line breaks, with growing pauses (RetryBackOff…). */
  reconnects?: boolean;
  /** The pauses between two attempts in real time, instead of what the device model says in seconds. */
  retryWaitMs?: number;
  rebootMs?: number;
  offersCompression?: boolean;
  protocols?: string[];
  ca?: string;
  /** As after a mere reconnect: the CSMS accepted an earlier boot, so none is needed (B01, trap of a restart). */
  isAccepted?: boolean;
  /** Sends SecurityEventNotification StartupOfTheDevice after each accepted boot. */
  reportsSecurityEvents?: boolean;
  /** Fetches firmware to serve it to the stations behind it (L03, L04). */
  isLocalController?: boolean;
  /** Monitors that were built in: the CSMS hears of them and cannot clear them (N03, N06). */
  hardWiredMonitors?: OwnMonitor[];
  /** How many frames are kept in `sent` and in `received`. */
  keepsFrames?: number;
}

/** Where to connect, and as whom. */
export function addressOf({ url, identity }: Pick<StationOptions, "url" | "identity">) {
  const address = new URL(url);
  const last = address.pathname.split("/").at(-1) ?? "";
  const named = decodeURIComponent(last);
  if (identity === undefined) return { url: address.href, identity: named };
  if (named === identity) return { url: address.href, identity };
  return { url: `${address.href.replace(/\/$/, "")}/${encodeURIComponent(identity)}`, identity };
}

export const usualEvses: EvseOptions[] = [{ id: 1, connectors: [{ id: 1, type: "cType2" }] }];
