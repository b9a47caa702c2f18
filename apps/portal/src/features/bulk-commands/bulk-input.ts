import { type BulkOutcome, bulkOutcomes } from "./bulk-command";

export const bulkListInput = (action: string | undefined) => ({ limit: 20, action });

export const bulkStationsInput = (id: string, outcome: string | undefined, answer: string | undefined) => ({
  ...{ id, limit: 100, answer },
  outcome: bulkOutcomes.find((one): one is BulkOutcome => one === outcome),
});
