import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bus } from "@stationmaster/bus";
import type { Sql } from "@stationmaster/db";
import { answerHealth, type Metrics } from "@stationmaster/runtime";

type Deps = { ingest: Sql; bus: Bus; metrics: Metrics; platformKey: string | undefined; isDraining(): boolean };

/** /healthz, /readyz and /metrics on the port of the stations; everything else that is no WebSocket hears so. */
export const answerHttp =
  ({ ingest, bus, metrics, platformKey, isDraining }: Deps) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const ready = async () => ({ database: await answers(ingest), bus: bus.isConnected(), accepting: !isDraining() });
    try {
      if (await answerHealth(request, response, { service: "ocpp-server", ready, metrics, platformKey })) return;
      const isStationPath = request.url?.startsWith("/ocpp/") ?? false;
      response.writeHead(isStationPath ? 426 : 404, {
        "content-type": "text/plain",
        ...(isStationPath ? { upgrade: "websocket" } : {}),
      });
      response.end(isStationPath ? "Stations connect here by WebSocket.\n" : "Not found.\n");
    } catch {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };

async function answers(ingest: Sql): Promise<boolean> {
  try {
    await ingest`select 1 as one`;
    return true;
  } catch {
    return false;
  }
}
