export type {
  ConfigurationTemplate,
  DriftItem,
  DriftView,
  ReportedVariable,
  StationDrift,
  TemplateRow,
  TemplateVersion,
} from "@stationmaster/domain/business";

export const templatesHref = "/templates";
export const templateHref = (key: string) => `${templatesHref}/${encodeURIComponent(key)}`;
export const newTemplateHref = (station?: string) =>
  station === undefined ? "/new-template" : `/new-template?station=${encodeURIComponent(station)}`;

type Names = {
  component: string;
  componentInstance: string | null;
  evseId: number | null;
  connectorId: number | null;
  variable: string;
  instance: string | null;
};

/** As the device model knows it: names compare without case. */
export const keyOf = ({ component, componentInstance, evseId, connectorId, variable, instance }: Names) =>
  [component, componentInstance, evseId, connectorId, variable, instance]
    .map((part) => part ?? "")
    .join("|")
    .toLowerCase();

export const nameOf = ({ component, variable }: Names) => `${component}.${variable}`;

/** What the name alone does not say: which instance, which EVSE. */
export const whereOf = ({ componentInstance, evseId, connectorId, instance }: Names) =>
  [
    componentInstance,
    evseId === null ? null : `EVSE ${evseId}${connectorId === null ? "" : `/${connectorId}`}`,
    instance,
  ]
    .filter(Boolean)
    .join(" · ");
