import type { Placed } from "./device-words";
import { isMonitorType, type Monitor, type MonitorType } from "./monitor-columns";

/** A monitor while it is written: what people type stays text. */
export type MonitorDraft = {
  choice: string | undefined;
  component: string;
  componentInstance: string | null;
  evseId: string;
  connectorId: string;
  variable: string;
  variableInstance: string | null;
  type: MonitorType;
  value: string;
  severity: string;
  duringTransaction: boolean;
};

type Known = Placed & Partial<Pick<Monitor, "type" | "value" | "severity" | "isTransaction">>;

export const firstDraft = (of?: Known): MonitorDraft => ({
  choice: undefined,
  component: of?.component ?? "",
  componentInstance: of?.componentInstance ?? null,
  evseId: numberText(of?.evseId),
  connectorId: numberText(of?.connectorId),
  variable: of?.variable ?? "",
  variableInstance: of?.variableInstance ?? null,
  type: of?.type !== undefined && isMonitorType(of.type) ? of.type : "Delta",
  value: of?.value === undefined ? "1" : String(of.value),
  severity: String(of?.severity ?? 6),
  duringTransaction: of?.isTransaction ?? false,
});

const numberText = (value: number | null | undefined) => (value == null ? "" : String(value));

export function faultOfMonitor({ component, variable, value }: MonitorDraft): "variable" | "value" | undefined {
  if (component.trim() === "" || variable.trim() === "") return "variable";
  return value.trim() === "" || Number.isNaN(Number(value)) ? "value" : undefined;
}

/** As the station is asked; with the number of the one it takes the place of. */
export function monitorOf(draft: MonitorDraft, replaced?: Monitor) {
  const { componentInstance, variableInstance, evseId, connectorId } = draft;
  const connector = connectorId === "" ? {} : { connectorId: Number(connectorId) };
  return {
    ...(replaced ? { id: replaced.monitorId } : {}),
    component: {
      name: draft.component.trim(),
      ...(componentInstance === null ? {} : { instance: componentInstance }),
      ...(evseId === "" ? {} : { evse: { id: Number(evseId), ...connector } }),
    },
    variable: {
      name: draft.variable.trim(),
      ...(variableInstance === null ? {} : { instance: variableInstance }),
    },
    type: draft.type,
    value: Number(draft.value),
    severity: Number(draft.severity),
    duringTransaction: draft.duringTransaction,
  };
}
