import { isShuttingDown, mayReadMetrics, metrics } from "@stationmaster/runtime";
import { env } from "./env";
import { peerAddress } from "./peer-address";
import { stores } from "./stores";

const noStore = { "cache-control": "no-store" };
const readyWithinMs = 2_000;

export const answerHealthz = (): Response => Response.json({ alive: true }, { headers: noStore });

export async function answerReadyz(): Promise<Response> {
  const checks = {
    database: await inTime(() => stores().isDatabaseUp()),
    bus: await inTime(async () => stores().bus.isConnected()),
  };
  // A draining process must get no new traffic, whatever still works.
  const ready = !isShuttingDown() && Object.values(checks).every(Boolean);
  const body = { ready, ...(isShuttingDown() ? { draining: true } : {}), checks };
  return Response.json(body, { status: ready ? 200 : 503, headers: noStore });
}

export async function answerMetrics(request: Request): Promise<Response> {
  const headers = Object.fromEntries(request.headers);
  const peer = peerAddress(request.headers);
  // Next.js puts the peer there itself when nobody else has.
  if (headers["x-forwarded-for"] === peer) delete headers["x-forwarded-for"];
  if (!mayReadMetrics({ remoteAddress: peer, headers }, env().PLATFORM_API_KEY)) {
    return new Response("Metrics are for loopback or the platform key.\n", { status: 403, headers: noStore });
  }
  return new Response(await metrics.text(), { headers: { ...noStore, "content-type": metrics.contentType } });
}

async function inTime(check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, readyWithinMs, false);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
