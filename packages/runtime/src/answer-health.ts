import type { IncomingMessage, ServerResponse } from "node:http";
import { mayReadMetrics } from "./may-read-metrics";
import type { Metrics } from "./metrics";
import { noteReadiness } from "./process-metrics";
import { lookReady, type Readiness } from "./readiness";

export interface HealthQuestions {
  /** As whom it is known to who reads the metrics. */
  service: string;
  ready(): Readiness | Promise<Readiness>;
  metrics: Metrics;
  platformKey?: string | undefined;
  readyWithinMs?: number;
}

/** Answers /healthz, /readyz and /metrics; false when the request is for none of them. */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  questions: HealthQuestions,
): Promise<boolean> {
  const answer = answers[request.url?.split("?")[0] ?? ""];
  if (!answer) return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    send(response, 405, "text/plain", "GET only\n", { allow: "GET, HEAD" });
    return true;
  }
  await answer(request, response, questions);
  return true;
}

type Answer = (request: IncomingMessage, response: ServerResponse, questions: HealthQuestions) => Promise<void>;

const answers: Record<string, Answer> = {
  "/healthz": async (_request, response) => send(response, 200, "application/json", '{"alive":true}\n'),

  "/readyz": async (_request, response, { ready, readyWithinMs }) => {
    const seen = await lookReady(ready, readyWithinMs);
    send(response, seen.ready ? 200 : 503, "application/json", `${JSON.stringify(seen)}\n`);
  },

  "/metrics": async (request, response, { service, ready, metrics, platformKey, readyWithinMs }) => {
    const asker = { remoteAddress: request.socket.remoteAddress, headers: request.headers };
    if (!mayReadMetrics(asker, platformKey)) {
      send(response, 403, "text/plain", "Metrics are for loopback or the platform key.\n");
      return;
    }
    noteReadiness(metrics, service, await lookReady(ready, readyWithinMs));
    send(response, 200, metrics.contentType, await metrics.text());
  },
};

function send(response: ServerResponse, status: number, type: string, body: string, headers = {}) {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
  response.end(body);
}
