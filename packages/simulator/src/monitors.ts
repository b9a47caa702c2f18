import type { EventDataType, Req, SetMonitoringDataType } from "@stationmaster/ocpp";
import { currentValue } from "./device-model/device-model";
import { keyOf, type Variable } from "./device-model/variable";
import type { Station } from "./station";
import type { Cancel } from "./timeline";

export interface Monitor extends SetMonitoringDataType {
  id: number;
  key: string;
  /** The value at the last report (Delta), or whether the threshold is exceeded. */
  last: string;
  isAlerting: boolean;
  /** Built in, not set by the CSMS. */
  isHardWired: boolean;
  stop: Cancel;
}

export type OwnMonitor = Omit<SetMonitoringDataType, "id">;
type Wanted = SetMonitoringDataType & Pick<Monitor, "id" | "key" | "isHardWired">;

export const hardWiredMonitors = (station: Station, own: OwnMonitor[]): Monitor[] =>
  own.map((wanted, index) =>
    startMonitor(station, {
      ...wanted,
      ...{ id: index + 1, key: keyOf(wanted.component, wanted.variable), isHardWired: true },
    }),
  );

/** N07, N08: watches a variable, or reports it again and again. */
export function startMonitor(station: Station, wanted: Wanted): Monitor {
  const found = station.model.find(wanted.component, wanted.variable);
  const last = typeof found === "string" ? "" : currentValue(found);
  const monitor: Monitor = { ...wanted, last, isAlerting: false, stop: () => {} };
  if (typeof found !== "string" && wanted.type.startsWith("Periodic")) repeat(station, monitor, found);
  return monitor;
}

function repeat(station: Station, monitor: Monitor, variable: Variable): void {
  const everySeconds = Math.max(1, monitor.value);
  const now = station.timeline.now() / 1000;
  const toNext = monitor.type === "PeriodicClockAligned" ? everySeconds - (now % everySeconds) : everySeconds;
  monitor.stop = station.timeline.after(toNext, async () => {
    await station.track(notify(station, monitor, variable, "Periodic"));
    repeat(station, monitor, variable);
  });
}

/** Looks at what changed since the last time. Called wherever the station's state may have. */
export function watchVariables(station: Station): void {
  if (station.state.monitors.length === 0) return;
  const byKey = new Map(
    station.model.all().map((variable) => [keyOf(variable.component, variable.variable), variable]),
  );
  for (const monitor of station.state.monitors) {
    const variable = byKey.get(monitor.key);
    if (variable) look(station, monitor, variable);
  }
}

function look(station: Station, monitor: Monitor, variable: Variable): void {
  const value = currentValue(variable);
  if (monitor.type === "Delta") {
    const isNumber = variable.dataType === "integer" || variable.dataType === "decimal";
    const isFar = isNumber ? Math.abs(Number(value) - Number(monitor.last)) >= monitor.value : value !== monitor.last;
    if (!isFar) return;
    monitor.last = value;
    station.track(notify(station, monitor, variable, "Delta"));
  } else if (monitor.type === "UpperThreshold" || monitor.type === "LowerThreshold") {
    const isBeyond = monitor.type === "UpperThreshold" ? Number(value) > monitor.value : Number(value) < monitor.value;
    if (isBeyond === monitor.isAlerting) return;
    monitor.isAlerting = isBeyond;
    station.track(notify(station, monitor, variable, "Alerting"));
  }
}

async function notify(station: Station, monitor: Monitor, variable: Variable, trigger: EventDataType["trigger"]) {
  // N05.FR.03.
  if (monitor.severity > station.state.monitoringLevel) return;
  await notifyEvent(station, variable, {
    trigger,
    eventNotificationType: monitor.isHardWired ? "HardWiredMonitor" : "CustomMonitor",
    variableMonitoringId: monitor.id,
    ...(trigger === "Alerting" && !monitor.isAlerting ? { cleared: true } : {}),
  });
}

/** One event about one variable, with the value it has now. */
export const notifyEvent = (
  station: Station,
  watched: Variable,
  about: Pick<EventDataType, "trigger" | "eventNotificationType"> & Partial<EventDataType>,
) =>
  notice(station, {
    ...{ component: watched.component, variable: watched.variable, ...about },
    actualValue: watched.mutability === "WriteOnly" ? "" : currentValue(watched),
  });

export type Noticed = Pick<EventDataType, "component" | "variable" | "actualValue" | "trigger"> &
  Partial<EventDataType>;

/** Tells what the station noticed of itself, whether its device model knows of it or not. True when it was answered. */
export const notice = async (station: Station, noticed: Noticed): Promise<boolean> =>
  (await station.send("NotifyEvent", eventRequest(station, noticed))).kind === "result";

export function eventRequest(station: Station, noticed: Noticed): Req<"NotifyEvent"> {
  const timestamp = station.timestamp();
  const event: EventDataType = {
    ...{ eventId: ++station.state.eventCount, timestamp, eventNotificationType: "HardWiredNotification" },
    ...noticed,
  };
  return { generatedAt: timestamp, seqNo: 0, tbc: false, eventData: [event] };
}
