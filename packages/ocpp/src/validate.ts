import { type MessageValidator, type SchemaError, type Validators, validators } from "@stationmaster/schemas";
import type { Action } from "./catalogue";
import { codeOf, OcppError } from "./errors";
import type { JsonObject } from "./frame";
import type { Req, Res } from "./messages";
import { pointer } from "./pointer";
import { stripUnknown } from "./strip-unknown";

export interface Tolerance {
  /** "ignore": taken away and reported. "refuse": FormatViolation. */
  unknownProperties: "ignore" | "refuse";
}

export interface Valid<T> {
  payload: T;
  /** JSON pointers of the properties that were taken away. */
  unknown: string[];
}

/** The payload as its schema knows it, or an OcppError that names the place and the code. */
export const validateRequest = <A extends Action>(action: A, payload: unknown, tolerance: Tolerance): Valid<Req<A>> =>
  validate<Req<A>>(`${action}Request`, payload, tolerance);

export const validateResponse = <A extends Action>(action: A, payload: unknown, tolerance: Tolerance): Valid<Res<A>> =>
  validate<Res<A>>(`${action}Response`, payload, tolerance);

function validate<T>(message: keyof Validators, payload: unknown, { unknownProperties }: Tolerance): Valid<T> {
  // The message names its type: one validator per message, compiled from the schema that the type was made from.
  const check = validators[message] as MessageValidator<unknown> as MessageValidator<T>;
  if (check(payload)) return { payload, unknown: [] };
  if (unknownProperties === "refuse" || !isObject(payload)) throw violation(check.errors?.[0]);
  const stripped = stripUnknown(message, payload);
  const { payload: known } = stripped as { payload: unknown };
  if (!check(known)) throw violation(check.errors?.[0]);
  return { payload: known, unknown: stripped.unknown };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function violation(error: SchemaError | undefined): OcppError {
  if (!error) return new OcppError("FormatViolation", "the payload breaks its schema");
  return new OcppError(codeOf(error.keyword), describe(error));
}

/** Names the place and the rule, never the value: it may be a password, and it goes into logs. */
function describe({ keyword, instancePath, params, message }: SchemaError): string {
  const at = instancePath === "" ? "the payload" : instancePath;
  if (keyword === "required") return `${pointer(instancePath, String(params.missingProperty))} is missing`;
  if (keyword === "additionalProperties")
    return `${pointer(instancePath, String(params.additionalProperty))} is not a property of this message`;
  if (keyword === "enum") return `${at} is none of the allowed values`;
  if (keyword === "format") return `${at} is not a valid ${String(params.format)}`;
  return `${at} ${message ?? "breaks its schema"}`;
}
