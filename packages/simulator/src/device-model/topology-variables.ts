import { type Evse, statusOf } from "../evse";
import { readOnly, type Variable } from "./variable";

/** What the topology variables show of the station. */
export interface Topology {
  evses: Evse[];
  isOperative: boolean;
  vendorName: string;
  model: string;
  serialNumber: string;
  firmwareVersion: string;
}

const states = {
  valuesList: ["Available", "Occupied", "Reserved", "Unavailable", "Faulted"],
  supportsMonitoring: true,
};
const present = { isConstant: true };

/** ChargingStation, EVSE and Connector: from these a CSMS derives what the station is made of. */
export const topologyVariables = (station: Topology): Variable[] => [
  readOnly("ChargingStation.Available", "boolean", "true", present),
  readOnly("ChargingStation.AvailabilityState", "OptionList", "", {
    ...states,
    read: () => (station.isOperative ? "Available" : "Unavailable"),
  }),
  readOnly("ChargingStation.SupplyPhases", "integer", "3", present),
  readOnly("ChargingStation.VendorName", "string", station.vendorName, present),
  readOnly("ChargingStation.Model", "string", station.model, present),
  readOnly("ChargingStation.SerialNumber", "string", station.serialNumber, present),
  readOnly("ChargingStation.FirmwareVersion", "string", "", { read: () => station.firmwareVersion }),
  readOnly("ChargingStation.Problem", "boolean", "", {
    supportsMonitoring: true,
    read: () => String(station.evses.some(({ fault }) => fault !== undefined)),
  }),
  ...station.evses.flatMap((it) => [...evseVariables(it, station), ...connectorVariables(it, station)]),
];

function evseVariables(it: Evse, station: Topology): Variable[] {
  const evse = { id: it.id };
  return [
    readOnly("EVSE.Available", "boolean", "true", { ...present, evse }),
    readOnly("EVSE.AvailabilityState", "OptionList", "", { ...states, evse, read: () => stateOf(it, station) }),
    readOnly("EVSE.AllowReset", "boolean", "true", { ...present, evse }),
    readOnly("EVSE.SupplyPhases", "integer", String(it.phases), { ...present, evse }),
    readOnly("EVSE.Power", "decimal", "", {
      unit: "W",
      minLimit: 0,
      maxLimit: it.maxPowerW,
      supportsMonitoring: true,
      evse,
      read: () => String(Math.round(it.powerW)),
    }),
    readOnly("EVSE.Problem", "boolean", "", {
      supportsMonitoring: true,
      evse,
      read: () => String(it.fault !== undefined),
    }),
  ];
}

const connectorVariables = (it: Evse, station: Topology): Variable[] =>
  it.connectors.flatMap((connector) => {
    const evse = { id: it.id, connectorId: connector.id };
    const state = () => statusOf(it, connector, station.isOperative);
    return [
      readOnly("Connector.Available", "boolean", "true", { ...present, evse }),
      readOnly("Connector.AvailabilityState", "OptionList", "", { ...states, evse, read: state }),
      readOnly("Connector.ConnectorType", "string", connector.type, { ...present, evse }),
      readOnly("Connector.SupplyPhases", "integer", String(it.phases), { ...present, evse }),
      readOnly("ConnectorPlugRetentionLock.Problem", "boolean", "", {
        supportsMonitoring: true,
        evse,
        read: () => String(it.isLockBroken),
      }),
    ];
  });

function stateOf(it: Evse, station: Topology): string {
  const connectors = it.connectors.map((connector) => statusOf(it, connector, station.isOperative));
  return connectors.find((status) => status !== "Available") ?? "Available";
}
