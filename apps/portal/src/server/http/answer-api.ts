import { inLogScope } from "@stationmaster/runtime";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { type Asker, isPlatform } from "../asker";
import { env } from "../env";
import { failureOf } from "../errors";
import { answersInFlight, inFlight } from "../in-flight";
import { log } from "../log";
import { portalMetrics } from "../portal-metrics";
import { requestIdHeader, requestIdOf } from "../request-id";
import { createCaller } from "../root";
import { stores } from "../stores";
import { askerOfKey, isPlatformKey, keyOf } from "./asker-of-key";
import { findRoute } from "./find-route";
import { problem } from "./problem";
import { takeToken } from "./rate-limit";
import { BodyNotJson, BodyTooLarge, readBody } from "./read-body";
import type { Route } from "./route";

const base = "/api/v1";
const usualBytes = 1024 * 1024;
const worthCompressing = 8 * 1024;
/** Calls that wait cost memory and the time of all: beyond this many, who comes is told to come again. */
const mostInFlight = 5_000;

/** One call of the HTTP API: whose key, which row of the table, then the same procedure as the portal's. */
export async function answerApi(request: Request): Promise<Response> {
  const begun = performance.now();
  const requestId = requestIdOf(request.headers.get(requestIdHeader));
  const found = findRoute(request.method, new URL(request.url).pathname.slice(base.length));
  const response = await inLogScope({ requestId }, () => inFlight(answer(request, found).catch(problemOf)));
  // Whoever has no key may invent methods.
  const { method, path } = found.kind === "route" ? found.route : { method: "other", path: "none" };
  portalMetrics().apiSeconds.observe({ method, path, status: response.status }, (performance.now() - begun) / 1000);
  response.headers.set(requestIdHeader, requestId);
  return response;
}

async function answer(request: Request, found: ReturnType<typeof findRoute>): Promise<Response> {
  if (answersInFlight() >= mostInFlight)
    return problem({ kind: "unavailable", detail: `More than ${mostInFlight} calls are being answered; try again.` });
  if (found.kind === "nothing") return problem({ kind: "not-found", detail: "There is no such path; see /api/docs." });
  if (found.kind === "other-method") {
    return problem(
      { kind: "method-not-allowed", detail: `${request.method} is not for this path.` },
      { allow: found.allowed.join(", ") },
    );
  }
  const asker = await admitted(request);
  if (asker instanceof Response) return asker;
  const { route } = found;
  // Said before anything is read: what a key may not do needs no look at the input.
  if ((route.who === "platform") !== isPlatform(asker)) {
    const whose = route.who === "platform" ? "the platform's key" : "a tenant's key";
    return problem({ kind: "forbidden", detail: `This is the work of ${whose}.` });
  }
  const params = route.params?.safeParse(found.params);
  // An address that cannot be is one where nothing is.
  if (params && !params.success) return problem({ kind: "not-found", detail: "There is nothing at this address." });
  const parts = {
    params: params?.data ?? {},
    query: route.query?.parse(Object.fromEntries(new URL(request.url).searchParams)) ?? {},
    body: route.body?.parse((await readBody(request, route.mostBytes ?? usualBytes)) ?? route.emptyBody),
  };
  const caller = createCaller({ stores: stores(), asker }, { signal: request.signal });
  return replyOf(route, await route.call(caller, parts));
}

/** The reply is held to its own documentation, which also takes away what is not told. */
function replyOf(route: Route, result: unknown): Response {
  if (result instanceof Response) return result;
  const parsed = route.reply.safeParse(result);
  // An Error of its own: were it the ZodError, the caller would be told that the input was wrong.
  if (!parsed.success)
    throw new Error(`${route.method} ${route.path} answers what it does not document`, { cause: parsed.error.issues });
  const reply = parsed.data;
  const status = typeof route.status === "function" ? route.status(reply) : (route.status ?? 200);
  if (status === 204) return new Response(null, { status, headers: { "cache-control": "no-store" } });
  const text = JSON.stringify(reply);
  // To compress what is small costs more than to send it, and the server would do it to all that is asked for by a program.
  const cacheControl = text.length < worthCompressing ? "no-store, no-transform" : "no-store";
  return new Response(text, { status, headers: { "content-type": "application/json", "cache-control": cacheControl } });
}

async function admitted(request: Request): Promise<Asker | Response> {
  const key = keyOf(request.headers);
  if (key !== null && !isPlatformKey(key)) {
    const { API_REQUESTS_PER_SECOND: perSecond, API_BURST: burst } = env();
    // Before the look-up, so that a flood costs the database nothing.
    const pause = takeToken(key, { perSecond, burst });
    if (pause > 0) {
      const detail = `At most ${perSecond} requests a second, ${burst} at once.`;
      return problem({ kind: "too-much", detail }, { "retry-after": String(Math.max(1, Math.ceil(pause))) });
    }
  }
  const keyed = await askerOfKey(stores(), key);
  if (keyed.kind === "asker") return keyed.asker;
  if (keyed.kind === "suspended") return problem({ kind: "forbidden", detail: "This tenant is suspended." });
  const detail =
    keyed.kind === "no-key" ? "Send Authorization: Bearer and a key." : "This key is not known, or was revoked.";
  return problem({ kind: "unauthorized", detail }, { "www-authenticate": 'Bearer realm="Stationmaster"' });
}

function problemOf(error: unknown): Response {
  if (error instanceof BodyTooLarge)
    return problem({ kind: "too-large", detail: "The body is larger than this call takes." });
  if (error instanceof BodyNotJson) return problem({ kind: "invalid", detail: "The body is not JSON." });
  const told =
    error instanceof TRPCError
      ? error
      : new TRPCError({ code: error instanceof ZodError ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR", cause: error });
  const failure = failureOf(told);
  if (failure.kind === "internal") log().error({ err: told.cause ?? told, id: failure.id }, "a call of the API failed");
  return problem(failure);
}
