import { afterConnect, commandOf, messageOf } from "@stationmaster/domain";
import { limitsOf } from "@stationmaster/domain/provisioning";
import type { RunningServer, ServerOptions } from "@stationmaster/ocpp-server/start-server";
import { createLogger, createMetrics, type Metrics } from "@stationmaster/runtime";
import { afterAll } from "vitest";
import { aDatabase } from "./a-database";

export type TestServer = Omit<RunningServer, "stop"> & {
  databaseUrl: string;
  /** Where stations connect: `ws://127.0.0.1:PORT/ocpp`. */
  url: string;
  metrics: Metrics;
  stop(): Promise<void>;
};

type Options = Partial<ServerOptions> & {
  /** What each log line says, as JSON; silent without. */
  onLogLine?: (line: string) => void;
};

/** The OCPP server with all its rooms on a free port, stopped after the test file. Without a database it gets one of its own. Call it outside of `test`. */
export async function aServer({ onLogLine, ...options }: Options = {}): Promise<TestServer> {
  const databaseUrl = options.databaseUrl ?? (await aDatabase()).url;
  const metrics = options.metrics ?? createMetrics();
  // Only when it is asked for: the tests of the rooms need no server.
  const { startServer } = await import("@stationmaster/ocpp-server/start-server");
  const server = await startServer({
    host: "127.0.0.1",
    rooms: { messageOf, commandOf, limitsOf, afterConnect },
    log: createLogger({ name: "test", level: onLogLine ? "debug" : "silent" }, { write: (line) => onLogLine?.(line) }),
    connectionsOfDatabase: 4,
    ...options,
    databaseUrl,
    metrics,
  });
  afterAll(() => server.stop());
  return { ...server, databaseUrl, metrics, url: `ws://127.0.0.1:${server.port}/ocpp` };
}
