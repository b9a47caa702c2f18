// Configuration templates: what stations of a vendor and model should be set to, and where they differ.
export { type Applied, type ApplyOptions, applyTemplate, repairStation } from "./apply-template";
export { countStale } from "./count-stale";
export { type Drift, type DriftItem, driftOf } from "./drift-of";
export { type ConfigurationTemplate, getTemplate, templateFor } from "./find-template";
export {
  countDriftViews,
  type DriftView,
  driftById,
  driftCounting,
  driftList,
  driftViews,
  listDrift,
  type StationDrift,
} from "./list-drift";
export { listTemplates, type TemplateRow, templateList, templateRow } from "./list-templates";
export { putTemplate, removeTemplate } from "./put-template";
export { repairInput, repairStations } from "./repair-stations";
export {
  type Kind,
  listKinds,
  type Reported,
  type ReportedVariable,
  reportedInput,
  reportedVariables,
} from "./reported-variables";
export { historyInput, type TemplateVersion, templateHistory } from "./template-history";
export { templateInput, templateVariable, wordsFor } from "./template-input";
