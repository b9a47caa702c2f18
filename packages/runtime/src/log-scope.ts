import { AsyncLocalStorage } from "node:async_hooks";
import { oncePerProcess } from "./once-per-process";

/** What every line says while one request or one job is worked on. */
export type LogScope = { requestId?: string; traceId?: string; tenantId?: string; queue?: string; jobId?: string };

const scopes = oncePerProcess("log scope", () => new AsyncLocalStorage<LogScope>());

export const inLogScope = <T>(scope: LogScope, work: () => T): T => scopes.run({ ...logScope(), ...scope }, work);

/** For the rest of what is under way, where there is no function to run it in. */
export const enterLogScope = (scope: LogScope): void => scopes.enterWith(scope);

export const logScope = (): LogScope => scopes.getStore() ?? {};
