import type { Requests } from "@stationmaster/schemas";

/** The functional blocks of OCPP 2.0.1, and the room that each of them is in this product. */
export const rooms = {
  A: "security",
  B: "provisioning",
  C: "authorization",
  D: "local-auth-list",
  E: "transactions",
  F: "remote-control",
  G: "availability",
  H: "reservation",
  I: "tariff-and-cost",
  J: "meter-values",
  K: "smart-charging",
  L: "firmware",
  M: "certificates",
  N: "diagnostics",
  O: "display-message",
  P: "data-transfer",
} as const;

export type Block = keyof typeof rooms;
export type Room = (typeof rooms)[Block];
/** Who sends the request: the station, we, or either. */
export type Direction = "station" | "csms" | "both";

export interface Entry<D extends Direction = Direction> {
  readonly block: Block;
  readonly room: Room;
  readonly direction: D;
  readonly useCases: readonly string[];
}

const entry = <D extends Direction>(block: Block, direction: D, useCases: string): Entry<D> => ({
  block,
  room: rooms[block],
  direction,
  useCases: useCases.split(" "),
});

/** Every action of OCPP 2.0.1, by the room that answers or sends it. */
export const catalogue = {
  Authorize: entry("C", "station", "C01 C04 C06 C07 C08 C09 C10 C14 C16 F01 F02 H03 I01"),
  BootNotification: entry("B", "station", "B01 B02 B03 B10 B11 B12 L01"),
  CancelReservation: entry("H", "csms", "H02"),
  CertificateSigned: entry("A", "csms", "A02 A03"),
  ChangeAvailability: entry("G", "csms", "B10 G03 G04"),
  ClearCache: entry("C", "csms", "C11"),
  ClearChargingProfile: entry("K", "csms", "K10 K14"),
  ClearDisplayMessage: entry("O", "csms", "O05"),
  ClearVariableMonitoring: entry("N", "csms", "N06"),
  ClearedChargingLimit: entry("K", "station", "K13 K14"),
  CostUpdated: entry("I", "csms", "I02"),
  CustomerInformation: entry("N", "csms", "N09 N10"),
  DataTransfer: entry("P", "both", "P01 P02"),
  DeleteCertificate: entry("M", "csms", "M04"),
  FirmwareStatusNotification: entry("L", "station", "F06 L01 L02"),
  Get15118EVCertificate: entry("M", "station", "M01 M02"),
  GetBaseReport: entry("B", "csms", "B07"),
  GetCertificateStatus: entry("M", "station", "M06"),
  GetChargingProfiles: entry("K", "csms", "K09"),
  GetCompositeSchedule: entry("K", "csms", "K08"),
  GetDisplayMessages: entry("O", "csms", "O03 O04"),
  GetInstalledCertificateIds: entry("M", "csms", "M03"),
  GetLocalListVersion: entry("D", "csms", "D02"),
  GetLog: entry("N", "csms", "N01"),
  GetMonitoringReport: entry("N", "csms", "N02"),
  GetReport: entry("B", "csms", "B08"),
  GetTransactionStatus: entry("E", "csms", "B10 E14"),
  GetVariables: entry("B", "csms", "B06"),
  Heartbeat: entry("G", "station", "B01 B04 E12 G02"),
  InstallCertificate: entry("M", "csms", "M05"),
  LogStatusNotification: entry("N", "station", "F06 N01"),
  MeterValues: entry("J", "station", "F06 J01"),
  NotifyChargingLimit: entry("K", "station", "K11 K12 K14"),
  NotifyCustomerInformation: entry("N", "station", "N09 N10"),
  NotifyDisplayMessages: entry("O", "station", "O03 O04"),
  NotifyEVChargingNeeds: entry("K", "station", "K15 K16 K17"),
  NotifyEVChargingSchedule: entry("K", "station", "K15 K16 K17"),
  NotifyEvent: entry("N", "station", "G01 G03 G04 G05 H01 H02 H04 N07 N08"),
  NotifyMonitoringReport: entry("N", "station", "N02"),
  NotifyReport: entry("B", "station", "B07 B08"),
  PublishFirmware: entry("L", "csms", "L03"),
  PublishFirmwareStatusNotification: entry("L", "station", "F06 L03"),
  ReportChargingProfiles: entry("K", "station", "K09"),
  RequestStartTransaction: entry("F", "csms", "C03 C05 F01 F02 K05"),
  RequestStopTransaction: entry("F", "csms", "C06 F03 F04"),
  ReservationStatusUpdate: entry("H", "station", "H01 H04"),
  ReserveNow: entry("H", "csms", "H01"),
  Reset: entry("B", "csms", "A05 B10 B11 B12"),
  SecurityEventNotification: entry("A", "station", "A02 A03 A04 L01 L02"),
  SendLocalList: entry("D", "csms", "D01 N10"),
  SetChargingProfile: entry("K", "csms", "K01 K02 K03 K04 K06 K07 K15 K16 K17"),
  SetDisplayMessage: entry("O", "csms", "O01 O02 O06"),
  SetMonitoringBase: entry("N", "csms", "N03"),
  SetMonitoringLevel: entry("N", "csms", "N05"),
  SetNetworkProfile: entry("B", "csms", "A05 B09"),
  SetVariableMonitoring: entry("N", "csms", "N04"),
  SetVariables: entry("B", "csms", "A01 A05 B05 B10 I04 I05"),
  SignCertificate: entry("A", "station", "A02 A03"),
  StatusNotification: entry("G", "station", "B01 B04 F06 G01 H01 H02 H04"),
  TransactionEvent: entry(
    "E",
    "station",
    "C02 C12 C15 E01 E02 E03 E04 E05 E06 E07 E08 E09 E10 E11 E12 E13 E15 F01 F02 F03 F04 I02 I03 I06 J02 K11 K13",
  ),
  TriggerMessage: entry("F", "csms", "A02 F06"),
  UnlockConnector: entry("F", "csms", "F05"),
  UnpublishFirmware: entry("L", "csms", "L04"),
  UpdateFirmware: entry("L", "csms", "L01 L02"),
} as const satisfies Record<keyof Requests, Entry>;

type SentBy<D extends Direction> = {
  [A in keyof typeof catalogue]: (typeof catalogue)[A]["direction"] extends D ? A : never;
}[keyof typeof catalogue];

export type Action = keyof typeof catalogue;
/** What a station may ask of us. */
export type StationAction = SentBy<"station" | "both">;
/** What we may ask of a station. */
export type CommandAction = SentBy<"csms" | "both">;

export const actions = Object.keys(catalogue) as Action[];
export const stationActions = actions.filter(isStationAction);
export const commandActions = actions.filter(isCommandAction);

// Object.hasOwn, because a station may well call an action "constructor".
export function isAction(name: string): name is Action {
  return Object.hasOwn(catalogue, name);
}

export function isStationAction(name: string): name is StationAction {
  return isAction(name) && catalogue[name].direction !== "csms";
}

export function isCommandAction(name: string): name is CommandAction {
  return isAction(name) && catalogue[name].direction !== "station";
}
