// The way of a new station from its first knock to its acceptance.
export { advanceOnboarding } from "./advance";
export { acceptAnyway, runChecklist } from "./decide";
export type { Checklist, ChecklistStep } from "./read-checklist";
export { type Onboarding, readOnboarding } from "./read-onboarding";
