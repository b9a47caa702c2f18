import { randomBytes } from "node:crypto";
import { DomainError, type ErrorKind } from "@stationmaster/domain";
import { RefusedItems } from "@stationmaster/domain/business";
import type { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

/** The one table from what is wrong to how tRPC says it. */
export const trpcCodes = {
  "not-found": "NOT_FOUND",
  conflict: "CONFLICT",
  invalid: "BAD_REQUEST",
  forbidden: "FORBIDDEN",
  offline: "PRECONDITION_FAILED",
  "too-much": "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

export type Issue = { path: string; message: string };

/** What a client is told: `id` is the code that support finds in the log. */
export type Failure = { kind: ErrorKind | "unauthorized" | "internal"; detail: string; issues?: Issue[]; id?: string };

/** What the room meant, where tRPC has wrapped it. */
export function failureOf(error: TRPCError): Failure {
  const cause = knownCause(error.cause);
  if (cause instanceof RefusedItems) {
    const issues = cause.items.map(({ index, field, detail }) => ({ path: `${index}.${field}`, message: detail }));
    return { kind: cause.kind, detail: cause.message, issues };
  }
  if (cause instanceof DomainError) {
    return {
      kind: cause.kind,
      detail: cause.message,
      ...(cause.field ? { issues: [{ path: cause.field, message: cause.message }] } : {}),
    };
  }
  if (cause instanceof ZodError) {
    const issues = cause.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    const [first] = issues;
    return { kind: "invalid", detail: first ? sentenceOf(first) : "The input is not valid.", issues };
  }
  const kind = kindOfCode[error.code];
  if (kind) return { kind, detail: error.message };
  return { kind: "internal", detail: "Something went wrong on our side.", id: supportCode(error) };
}

const kindOfCode: Partial<Record<TRPCError["code"], Failure["kind"]>> = {
  UNAUTHORIZED: "unauthorized",
  FORBIDDEN: "forbidden",
  NOT_FOUND: "not-found",
  TOO_MANY_REQUESTS: "too-much",
  BAD_REQUEST: "invalid",
  PARSE_ERROR: "invalid",
  METHOD_NOT_SUPPORTED: "invalid",
  UNSUPPORTED_MEDIA_TYPE: "invalid",
  PAYLOAD_TOO_LARGE: "too-much",
  SERVICE_UNAVAILABLE: "unavailable",
};

const sentenceOf = ({ path, message }: Issue) => (path ? `${path}: ${message}` : message);

/** Postgres refuses what it cannot hold (NUL, half a surrogate pair, a number too large): the input is wrong, not we. */
export function knownCause(cause: unknown): unknown {
  const code = sqlStateOf(cause);
  if (code?.startsWith("22") || code === "54001")
    return new DomainError("invalid", "The input holds something that cannot be stored.");
  if (code?.startsWith("08") || code === "57P01" || code === "57P03" || code === "53300") {
    return new DomainError("unavailable", "The database cannot be reached; try again.");
  }
  return cause;
}

function sqlStateOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string") {
      if (/^[0-9A-Z]{5}$/.test(at.code)) return at.code;
      if (/^(ECONNREFUSED|ECONNRESET|CONNECTION_|CONNECT_)/.test(at.code)) return "08000";
    }
  }
  return undefined;
}

const codes = new WeakMap<object, string>();

/** The same error has the same code, in the log and on the screen. */
export function supportCode(error: object): string {
  const known = codes.get(error) ?? randomBytes(4).toString("hex");
  codes.set(error, known);
  return known;
}
