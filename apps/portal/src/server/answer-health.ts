import { lookReady, mayReadMetrics, metrics, noteReadiness } from "@stationmaster/runtime";
import { env } from "./env";
import { peerAddress } from "./peer-address";
import { stores } from "./stores";

const noStore = { "cache-control": "no-store" };

const isReady = () => lookReady(async () => ({ database: await isDatabaseUp(), bus: stores().bus.isConnected() }));

const isDatabaseUp = () =>
  stores()
    .isDatabaseUp()
    .catch(() => false);

export const answerHealthz = (): Response => Response.json({ alive: true }, { headers: noStore });

export async function answerReadyz(): Promise<Response> {
  const seen = await isReady();
  return Response.json(seen, { status: seen.ready ? 200 : 503, headers: noStore });
}

export async function answerMetrics(request: Request): Promise<Response> {
  const headers = Object.fromEntries(request.headers);
  const peer = peerAddress(request.headers);
  // Next.js puts the peer there itself when nobody else has.
  if (headers["x-forwarded-for"] === peer) delete headers["x-forwarded-for"];
  if (!mayReadMetrics({ remoteAddress: peer, headers }, env().PLATFORM_API_KEY)) {
    return new Response("Metrics are for loopback or the platform key.\n", { status: 403, headers: noStore });
  }
  noteReadiness(metrics, "portal", await isReady());
  return new Response(await metrics.text(), { headers: { ...noStore, "content-type": metrics.contentType } });
}
