import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "./context";
import { env } from "./env";
import { BodyTooLarge, readBytes } from "./http/read-body";
import { inFlight } from "./in-flight";
import { appRouter } from "./root";
import { isFromUs } from "./same-origin";

const mostBytes = 2 * 1024 * 1024;

/** The browser's calls, by session cookie only: keys are for the HTTP API, where they are counted. */
export async function answerTrpc(request: Request): Promise<Response> {
  if (request.method !== "GET" && !isFromUs(request, env().PUBLIC_URL))
    return new Response("Another site may not ask this.\n", { status: 403 });
  try {
    return await inFlight(answer(await bounded(request)));
  } catch (error) {
    if (error instanceof BodyTooLarge) return new Response("Too large.\n", { status: 413 });
    throw error;
  }
}

const answer = (request: Request): Promise<Response> =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    allowBatching: true,
  });

/** tRPC would read a body of any length. */
async function bounded(request: Request): Promise<Request> {
  if (request.method === "GET") return request;
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body: await readBytes(request, mostBytes) });
}
