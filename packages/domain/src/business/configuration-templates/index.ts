// Configuration templates: what stations of a vendor and model should be set to, and where they differ.
export { type Applied, type ApplyOptions, applyTemplate } from "./apply-template";
export { type Drift, type DriftItem, driftOf } from "./drift-of";
export { type ConfigurationTemplate, getTemplate, templateFor } from "./find-template";
export { putTemplate, removeTemplate } from "./put-template";
export { templateInput, templateKey, templateVariable, wordsFor } from "./template-input";
