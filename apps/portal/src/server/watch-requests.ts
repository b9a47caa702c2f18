import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { enterLogScope } from "@stationmaster/runtime";
import { partOf } from "./part-of";
import { portalMetrics } from "./portal-metrics";
import { requestIdHeader, requestIdOf, traceIdOf } from "./request-id";

type Started = { request: IncomingMessage; response: ServerResponse };

/** Before Next.js sees it, each request gets the name that its answer and its log lines carry; after it, it is timed. */
export function watchRequests(): void {
  const { httpSeconds } = portalMetrics();
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as Started;
    const began = performance.now();
    const requestId = requestIdOf(request.headers[requestIdHeader]);
    const traceId = traceIdOf(request.headers.traceparent);
    const part = partOf(request.url ?? "");
    request.headers[requestIdHeader] = requestId;
    // The HTTP API names its answers itself, and Next.js would add the second name to the first.
    if (part !== "api") response.setHeader(requestIdHeader, requestId);
    enterLogScope({ requestId, ...(traceId ? { traceId } : {}) });
    response.once("close", () => {
      // A browser that hears live changes does so for minutes: that is no slowness.
      if (String(response.getHeader("content-type")).startsWith("text/event-stream")) return;
      const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : "gone";
      httpSeconds.observe({ part, status }, (performance.now() - began) / 1000);
    });
  });
}
