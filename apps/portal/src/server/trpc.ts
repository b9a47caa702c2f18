import { inTenant, type Context as Room } from "@stationmaster/domain";
import type { CommandDetail } from "@stationmaster/domain/business";
import { inLogScope } from "@stationmaster/runtime";
import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { actorOf, isPlatform, tenantOf } from "./asker";
import type { Context } from "./context";
import { type Failure, failureOf, trpcCodes } from "./errors";
import { log } from "./log";
import { portalMetrics, slow } from "./portal-metrics";
import { settledCommand, watchCommands } from "./settled-command";

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  errorFormatter({ shape, error }) {
    const { detail, ...failure } = failureOf(error);
    const { code, httpStatus, path } = shape.data;
    return { ...shape, message: detail, data: { code, httpStatus, path, detail, ...failure } };
  },
  sse: {
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
    // A browser comes back by itself, and is asked anew who it is.
    maxDurationMs: 10 * 60_000,
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** What went wrong gets its code here. `next()` does not throw: what is not looked at would pass for success. */
const judged = t.procedure.use(async ({ next, path, type, ctx }) => {
  const begun = performance.now();
  const tenantId = tenantOf(ctx.asker);
  const result = await (tenantId === null ? next() : inLogScope({ tenantId }, () => next()));
  const failure = result.ok ? undefined : failureOf(result.error);
  if (type !== "subscription")
    portalMetrics().procedureSeconds.observe({ path, outcome: outcomeOf(failure) }, (performance.now() - begun) / 1000);
  if (result.ok || !failure) return result;
  if (failure.kind === "internal")
    log().error({ err: result.error.cause ?? result.error, path, id: failure.id }, "a procedure failed");
  if (failure.kind === "internal" || failure.kind === "unauthorized") throw result.error;
  throw new TRPCError({ code: trpcCodes[failure.kind], message: failure.detail, cause: result.error.cause });
});

const outcomeOf = (failure: Failure | undefined) => {
  if (!failure) return "ok";
  return failure.kind === "internal" || failure.kind === "unavailable" ? "failed" : "refused";
};

/** For whoever is signed in, or has a key. */
export const anyProcedure = judged.use(({ ctx, next }) => {
  if (ctx.asker.kind === "nobody") throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  return next({ ctx: { asker: ctx.asker, actor: actorOf(ctx.asker) } });
});

/** For a tenant's operators and keys. `inTenant` is opened by the resolver, so what fails in it rolls back. */
export const tenantProcedure = anyProcedure.use(({ ctx, next, path }) => {
  const tenantId = tenantOf(ctx.asker);
  if (tenantId === null)
    throw new TRPCError({ code: "FORBIDDEN", message: "This is the work of a tenant's operator." });
  const enter = async <T>(work: (room: Room) => Promise<T>) => {
    const begun = performance.now();
    try {
      return await inTenant(ctx.stores.outlets, tenantId, ctx.actor, work);
    } finally {
      // Our own time, and not that of a station whose answer somebody waits for.
      slow(performance.now() - begun, "a slow procedure", { path, tenantId });
    }
  };
  const sendAndWait = async (send: (room: Room) => Promise<CommandDetail>, waitSeconds = 0, signal?: AbortSignal) => {
    if (waitSeconds > 0) watchCommands(ctx.stores, tenantId);
    const record = await enter(send);
    return waitSeconds > 0 ? settledCommand(ctx.stores, tenantId, record, waitSeconds, signal) : record;
  };
  return next({ ctx: { tenantId, inTenant: enter, sendAndWait } });
});

/** For those who run the platform. */
export const platformProcedure = anyProcedure.use(({ ctx, next }) => {
  if (!isPlatform(ctx.asker))
    throw new TRPCError({ code: "FORBIDDEN", message: "This is the work of the platform's administrators." });
  return next();
});
