import { DomainError, type ErrorKind } from "@stationmaster/domain";
import { type CallFrame, type ErrorCode, type ErrorFrame, OcppError } from "@stationmaster/ocpp";
import { NotStoredInTime } from "./group-commit";
import type { ServerParts, Speaker } from "./server-parts";
import { factsOf } from "./verdict";

/** How a station hears what a room says no to. */
const codes: Record<ErrorKind, ErrorCode> = {
  "not-found": "PropertyConstraintViolation",
  conflict: "GenericError",
  invalid: "PropertyConstraintViolation",
  forbidden: "SecurityError",
  offline: "GenericError",
  "too-much": "GenericError",
  unavailable: "InternalError",
};

/** The CALLERROR for what went wrong. What could not be stored goes on: that one is not the station's to hear (it would drop its data). */
export function errorAnswer(
  parts: ServerParts,
  { tenantId, station }: Speaker,
  { id, action }: CallFrame,
  error: unknown,
): ErrorFrame {
  if (error instanceof NotStoredInTime) throw error;
  if (error instanceof OcppError) return answer(id, error.code, error.description, error.details);
  if (error instanceof DomainError) return answer(id, codes[error.kind], error.message);
  parts.log.error(
    { tenantId, stationId: station.id, action, messageId: id, why: factsOf(error) },
    "a message could not be handled",
  );
  return answer(id, "InternalError", "the message could not be handled; it is in our log");
}

const answer = (
  id: string,
  code: ErrorCode,
  description: string,
  details: Record<string, unknown> = {},
): ErrorFrame => ({
  kind: "error",
  id,
  code,
  description,
  details,
});
