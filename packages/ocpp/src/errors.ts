/** The codes of a CALLERROR: OCPP 2.0.1 Part 4, table "Valid error codes". */
export const errorCodes = [
  "FormatViolation",
  "GenericError",
  "InternalError",
  "MessageTypeNotSupported",
  "NotImplemented",
  "NotSupported",
  "OccurrenceConstraintViolation",
  "PropertyConstraintViolation",
  "ProtocolError",
  "RpcFrameworkError",
  "SecurityError",
  "TypeConstraintViolation",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A request or a response that is refused: becomes a CALLERROR. */
export class OcppError extends Error {
  readonly code: ErrorCode;
  readonly description: string;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, description: string, details: Record<string, unknown> = {}) {
    super(`${code}: ${description}`);
    this.name = "OcppError";
    this.code = code;
    this.description = shortened(description);
    this.details = details;
  }
}

/** Which code tells of which broken rule of a schema: Part 4, read as "cardinality, type, value, syntax". */
const codeOfKeyword: Record<string, ErrorCode> = {
  required: "OccurrenceConstraintViolation",
  minItems: "OccurrenceConstraintViolation",
  maxItems: "OccurrenceConstraintViolation",
  type: "TypeConstraintViolation",
  enum: "PropertyConstraintViolation",
  maxLength: "PropertyConstraintViolation",
  format: "PropertyConstraintViolation",
  minimum: "PropertyConstraintViolation",
  maximum: "PropertyConstraintViolation",
  additionalProperties: "FormatViolation",
};

export const codeOf = (keyword: string): ErrorCode => codeOfKeyword[keyword] ?? "FormatViolation";

/** What stations send: the spelling of OCPP 1.6 and of the requirements' text, and codes of other versions. */
const spellings: Record<string, ErrorCode> = {
  ...Object.fromEntries(errorCodes.map((code) => [code.toLowerCase(), code])),
  occurenceconstraintviolation: "OccurrenceConstraintViolation",
  formationviolation: "FormatViolation",
};

/** The code that a received CALLERROR means; what nobody defined is a GenericError. */
export function readErrorCode(received: string): ErrorCode {
  const key = received.toLowerCase();
  return Object.hasOwn(spellings, key) ? spellings[key]! : "GenericError";
}

const descriptionLength = 255;

/** At most 255 characters, as the frame allows, and never half of a surrogate pair. */
export function shortened(description: string): string {
  if (description.length <= descriptionLength) return description;
  return `${description.slice(0, descriptionLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
