import type { ConnectorEnumType, ConnectorStatusEnumType, IdTokenType } from "@stationmaster/ocpp";
import type { Phases, Vehicle } from "./physics";
import type { Transaction } from "./transaction";

export interface EvseOptions {
  id: number;
  connectors: { id: number; type: ConnectorType }[];
  maxPowerW?: number;
  phases?: Phases;
  /** Where the meter of a used EVSE stands. */
  registerWh?: number;
  /** Whether the station can lock the cable, and so unlock it. */
  hasLock?: boolean;
}

/** The device model allows three more than the schema of ReserveNow does. */
export type ConnectorType = ConnectorEnumType | "cGBT" | "cChaoJi" | "OppCharge";

export interface Connector {
  readonly id: number;
  readonly type: ConnectorType;
  isOperative: boolean;
  /** Waits for the end of the transaction (G03.FR.05). */
  becomesInoperative: boolean;
  reported: ConnectorStatusEnumType | undefined;
}

export interface Reservation {
  id: number;
  idToken: IdTokenType;
  groupIdToken?: IdTokenType | undefined;
  expiresAt: number;
}

export interface Evse {
  readonly id: number;
  readonly connectors: Connector[];
  readonly maxPowerW: number;
  readonly phases: Phases;
  readonly hasLock: boolean;
  isOperative: boolean;
  becomesInoperative: boolean;
  fault: string | undefined;
  reservation: Reservation | undefined;
  plugged: { connectorId: number; vehicle: Vehicle } | undefined;
  /** A cable that the station's lock does not let go. */
  isLockBroken: boolean;
  transaction: Transaction | undefined;
  /** The meter only ever counts up: Energy.Active.Import.Register. */
  registerWh: number;
  powerW: number;
  meteredAt: number;
}

const directCurrent = new Set<ConnectorType>(["cCCS1", "cCCS2", "cG105", "cGBT", "cChaoJi", "OppCharge"]);

export function anEvse(options: EvseOptions, now: number): Evse {
  const isDc = options.connectors.some(({ type }) => directCurrent.has(type));
  return {
    id: options.id,
    connectors: options.connectors.map((connector) => ({
      ...connector,
      isOperative: true,
      becomesInoperative: false,
      reported: undefined,
    })),
    maxPowerW: options.maxPowerW ?? (isDc ? 150_000 : 22_000),
    phases: options.phases ?? (isDc ? 0 : 3),
    hasLock: options.hasLock ?? true,
    isOperative: true,
    becomesInoperative: false,
    fault: undefined,
    reservation: undefined,
    plugged: undefined,
    isLockBroken: false,
    transaction: undefined,
    registerWh: options.registerWh ?? 0,
    powerW: 0,
    meteredAt: now,
  };
}

/** The state of a connector as OCPP has it. G01.FR.09: without the right token a reserved one stays Reserved. */
export function statusOf(evse: Evse, connector: Connector, isStationOperative: boolean): ConnectorStatusEnumType {
  if (evse.fault) return "Faulted";
  if (!isStationOperative || !evse.isOperative || !connector.isOperative) return "Unavailable";
  if (evse.reservation) return "Reserved";
  return evse.plugged?.connectorId === connector.id ? "Occupied" : "Available";
}

/** Nothing plugged, nothing running, nothing wrong. */
export const isFree = (evse: Evse, isStationOperative: boolean) =>
  isStationOperative && evse.isOperative && !evse.fault && !evse.plugged && !evse.transaction && !evse.reservation;
