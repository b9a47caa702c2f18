import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "./context";
import { env } from "./env";
import { inFlight } from "./in-flight";
import { appRouter } from "./root";
import { isFromUs } from "./same-origin";

const mostBytes = 2 * 1024 * 1024;

/** The browser's calls, by session cookie only: keys are for the HTTP API, where they are counted. */
export async function answerTrpc(request: Request): Promise<Response> {
  if (request.method !== "GET" && !isFromUs(request, env().PUBLIC_URL))
    return new Response("Another site may not ask this.\n", { status: 403 });
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes)
    return new Response("Too large.\n", { status: 413 });
  const answer = fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    allowBatching: true,
  });
  return inFlight(answer);
}
