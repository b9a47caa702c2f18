import { logScope } from "@stationmaster/runtime";
import type { Failure, Issue } from "../errors";

/** The one table from what is wrong to how HTTP says it. */
export const httpStatuses = {
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  offline: 409,
  "too-large": 413,
  invalid: 422,
  "too-much": 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<Failure["kind"] | "method-not-allowed" | "too-large", number>;

export type ProblemKind = keyof typeof httpStatuses;

const titles: Record<ProblemKind, string> = {
  unauthorized: "No or wrong key",
  forbidden: "Not this key's work",
  "not-found": "Not there, or not yours",
  "method-not-allowed": "Not this method",
  conflict: "Conflict",
  offline: "The station is away",
  "too-large": "Too large",
  invalid: "Invalid",
  "too-much": "Too much",
  internal: "Our fault",
  unavailable: "Not now",
};

/** What is away comes back within seconds, or not soon. */
const retryAfterSeconds = 5;

type Told = { kind: ProblemKind; detail: string; issues?: Issue[] | undefined; id?: string | undefined };

/** RFC 9457. `errors` names each place as a JSON pointer. */
export function problem({ kind, detail, issues, id }: Told, headers: Record<string, string> = {}): Response {
  const status = httpStatuses[kind];
  const { requestId } = logScope();
  const body = {
    type: `/api/docs#${kind}`,
    title: titles[kind],
    status,
    detail,
    kind,
    ...(issues?.length ? { errors: issues.map(({ path, message }) => ({ path: pointerOf(path), message })) } : {}),
    ...(id ? { id } : {}),
    ...(requestId ? { requestId } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(kind === "unavailable" ? { "retry-after": String(retryAfterSeconds) } : {}),
      ...headers,
    },
  });
}

const pointerOf = (path: string) => (path === "" || path.startsWith("/") ? path : `/${path.replaceAll(".", "/")}`);
