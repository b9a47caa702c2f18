import type { JsonSchema } from "@stationmaster/schemas/json";
import { type Draft, emptyDraft } from "./schema-draft";

/** What the form starts with: numbers that only must be unique are made, and the EVSE is the one the reader looked at. */
export function firstDraft(action: string, schema: JsonSchema, evseId: number | undefined): Draft {
  const draft = emptyDraft(schema, schema) as Draft;
  for (const name of ["requestId", "remoteStartId"]) if (schema.required?.includes(name)) draft[name] = uniqueNumber();
  return { ...draft, ...presets[action]?.(evseId) };
}

const presets: Record<string, (evseId: number | undefined) => Draft> = {
  Reset: () => ({ type: "OnIdle" }),
  // Without an EVSE a station cannot tell which connector is meant, and refuses.
  TriggerMessage: (evseId) => ({
    requestedMessage: "StatusNotification",
    evse: { id: evseId ?? 1, connectorId: 1 },
  }),
  UnlockConnector: (evseId) => ({ evseId: evseId ?? 1, connectorId: 1 }),
  ChangeAvailability: (evseId) => (evseId ? { evse: { id: evseId } } : {}),
  GetBaseReport: () => ({ reportBase: "FullInventory" }),
  GetInstalledCertificateIds: () => ({}),
};

function uniqueNumber(): number {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number >>> 1;
}
