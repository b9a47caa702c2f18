import type { IncomingMessage, ServerResponse } from "node:http";
import { mayReadMetrics } from "./may-read-metrics";
import type { Metrics } from "./metrics";
import { isShuttingDown } from "./shutdown";

/** What this process needs to serve, by name: `{ database: true, bus: false }`. */
export type Readiness = Record<string, boolean>;

export interface HealthQuestions {
  ready(): Readiness | Promise<Readiness>;
  metrics: Pick<Metrics, "text" | "contentType">;
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

  "/readyz": async (_request, response, { ready, readyWithinMs = 2_000 }) => {
    const checks = await readiness(ready, readyWithinMs);
    // A draining process must get no new traffic, whatever still works.
    const isReady = !isShuttingDown() && Object.values(checks).every(Boolean);
    const body = JSON.stringify({ ready: isReady, ...(isShuttingDown() ? { draining: true } : {}), checks });
    send(response, isReady ? 200 : 503, "application/json", `${body}\n`);
  },

  "/metrics": async (request, response, { metrics, platformKey }) => {
    const asker = { remoteAddress: request.socket.remoteAddress, headers: request.headers };
    if (!mayReadMetrics(asker, platformKey)) {
      send(response, 403, "text/plain", "Metrics are for loopback or the platform key.\n");
      return;
    }
    send(response, 200, metrics.contentType, await metrics.text());
  },
};

async function readiness(ready: HealthQuestions["ready"], withinMs: number): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(resolve, withinMs, { inTime: false });
  });
  const asked = Promise.resolve()
    .then(ready)
    .catch((): Readiness => ({ answered: false }));
  const checks = await Promise.race([asked, late]);
  clearTimeout(timer);
  return checks;
}

function send(response: ServerResponse, status: number, type: string, body: string, headers = {}) {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
  response.end(body);
}
