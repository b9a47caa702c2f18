import { randomUUID } from "node:crypto";

/** Read by whoever answers, set by us or by a proxy that gave the request its name already. */
export const requestIdHeader = "x-request-id";

/** The caller's own name for a request, when it is one that may stand in a log; else a new one. */
export const requestIdOf = (given: unknown): string =>
  typeof given === "string" && /^[\w.:-]{8,64}$/.test(given) ? given : randomUUID();

/** Of a W3C traceparent: the trace that this request is a part of, where somebody keeps traces. */
export const traceIdOf = (traceparent: unknown): string | undefined =>
  /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(String(traceparent ?? ""))?.[1];
