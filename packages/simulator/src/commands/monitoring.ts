import type { SetMonitoringDataType, SetMonitoringResultType } from "@stationmaster/ocpp";
import { componentKey, keyOf } from "../device-model/variable";
import { type Monitor, startMonitor } from "../monitors";
import { refuseTooMany } from "../refuse-too-many";
import type { CommandHandler, Station } from "../station";

const numeric = new Set(["integer", "decimal"]);

/** N04. */
export const setVariableMonitoring: CommandHandler<"SetVariableMonitoring"> = (station, { setMonitoringData }) => {
  refuseTooMany(station, "MonitoringCtrlr", "SetVariableMonitoring", setMonitoringData.length);
  return { response: { setMonitoringResult: setMonitoringData.map((wanted) => set(station, wanted)) } };
};

function set(station: Station, wanted: SetMonitoringDataType): SetMonitoringResultType {
  const { component, variable, type, severity } = wanted;
  const named = { component, variable, type, severity };
  const found = station.model.find(component, variable);
  if (typeof found === "string") return { ...named, status: found };
  const isThreshold = type === "UpperThreshold" || type === "LowerThreshold";
  if (!found.supportsMonitoring || (isThreshold && !numeric.has(found.dataType)))
    return { ...named, status: "UnsupportedMonitorType" };
  const { monitors } = station.state;
  const key = keyOf(component, variable);
  const replaced = monitors.find(({ id }) => id === wanted.id);
  // N04.FR.12, .13: an id names a monitor of this variable, or nothing; what is built in stays as it is.
  const isNotTheirs = wanted.id !== undefined && (replaced?.key !== key || replaced.isHardWired);
  if (severity < 0 || severity > 9 || isNotTheirs) return { ...named, status: "Rejected" };
  const isTaken = (other: Monitor) => other.key === key && other.type === type && other.severity === severity;
  if (monitors.some((other) => other !== replaced && isTaken(other))) return { ...named, status: "Duplicate" };
  const id = replaced?.id ?? Math.max(0, ...monitors.map((monitor) => monitor.id)) + 1;
  replaced?.stop();
  const monitor = startMonitor(station, { ...wanted, id, key, isHardWired: false });
  station.state.monitors = [...monitors.filter((other) => other !== replaced), monitor];
  return { ...named, status: "Accepted", id };
}

/** N06. */
export const clearVariableMonitoring: CommandHandler<"ClearVariableMonitoring"> = (station, { id: ids }) => {
  refuseTooMany(station, "MonitoringCtrlr", "ClearVariableMonitoring", ids.length);
  const clearMonitoringResult = ids.map((id) => {
    const monitor = station.state.monitors.find((candidate) => candidate.id === id);
    if (!monitor) return { id, status: "NotFound" } as const;
    // N06.FR.03
    if (monitor.isHardWired) return { id, status: "Rejected" } as const;
    forget(station, [monitor]);
    return { id, status: "Accepted" } as const;
  });
  return { response: { clearMonitoringResult } };
};

function forget(station: Station, monitors: Monitor[]): void {
  for (const monitor of monitors) monitor.stop();
  station.state.monitors = station.state.monitors.filter((monitor) => !monitors.includes(monitor));
}

/** N03: this station has no preconfigured monitors, so either base leaves what is built in. */
export const setMonitoringBase: CommandHandler<"SetMonitoringBase"> = (station, { monitoringBase }) => {
  if (monitoringBase !== "All")
    forget(
      station,
      station.state.monitors.filter(({ isHardWired }) => !isHardWired),
    );
  return { response: { status: "Accepted" } };
};

/** N05. */
export const setMonitoringLevel: CommandHandler<"SetMonitoringLevel"> = (station, { severity }) => {
  if (severity < 0 || severity > 9)
    return { response: { status: "Rejected", statusInfo: { reasonCode: "ValueOutOfRange" } } };
  station.state.monitoringLevel = severity;
  return { response: { status: "Accepted" } };
};

const criterionOf = {
  UpperThreshold: "ThresholdMonitoring",
  LowerThreshold: "ThresholdMonitoring",
  Delta: "DeltaMonitoring",
  Periodic: "PeriodicMonitoring",
  PeriodicClockAligned: "PeriodicMonitoring",
} as const;

/** N02. */
export const getMonitoringReport: CommandHandler<"GetMonitoringReport"> = (station, request) => {
  const { requestId, monitoringCriteria, componentVariable } = request;
  const isMeant = (monitor: Monitor) =>
    componentVariable?.some(({ component, variable }) =>
      variable
        ? keyOf(component, variable) === monitor.key
        : componentKey(component) === componentKey(monitor.component),
    ) ?? true;
  const meant = station.state.monitors.filter(
    (monitor) => isMeant(monitor) && (monitoringCriteria?.includes(criterionOf[monitor.type]) ?? true),
  );
  if (meant.length === 0) return { response: { status: "EmptyResultSet" } };
  return { response: { status: "Accepted" }, afterwards: () => reportMonitors(station, requestId, meant) };
};

export async function reportMonitors(
  station: Station,
  requestId: number,
  meant: Monitor[] = station.state.monitors,
): Promise<void> {
  const perMessage = 10;
  for (let seqNo = 0; seqNo * perMessage < meant.length; seqNo++) {
    const monitor = meant.slice(seqNo * perMessage, (seqNo + 1) * perMessage).map((it) => ({
      component: it.component,
      variable: it.variable,
      variableMonitoring: [
        { id: it.id, transaction: it.transaction ?? false, value: it.value, type: it.type, severity: it.severity },
      ],
    }));
    const tbc = (seqNo + 1) * perMessage < meant.length;
    await station.send("NotifyMonitoringReport", { requestId, seqNo, generatedAt: station.timestamp(), tbc, monitor });
  }
}
