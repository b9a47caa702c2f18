import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, createBus, doorbell, liveOutlet } from "@stationmaster/bus";
import { connect } from "@stationmaster/db";
import { tenantIds } from "@stationmaster/domain";
import type { Job } from "@stationmaster/jobs";
import { createLogger, type Logger, type Metrics, metrics as processMetrics, slowLog } from "@stationmaster/runtime";
import { accept } from "./accept";
import { admitInGroups } from "./admit-in-groups";
import { announce } from "./announce";
import { answeredCalls } from "./answered-calls";
import { closeInGroups } from "./close-in-groups";
import { commandsInGroups } from "./commands-in-groups";
import { webSockets } from "./compression";
import { answerBell, answerDoorbell } from "./doorbell";
import { fairTurns } from "./fair-turns";
import { answerHttp } from "./health";
import { heldStations } from "./held-stations";
import { hotMessages } from "./hot-messages";
import { defaultLimits, type Limits } from "./limits";
import { lookAround } from "./look-around";
import { messageLog } from "./message-log";
import { presence } from "./presence";
import type { Rooms } from "./rooms";
import { serverMetrics } from "./server-metrics";
import type { ServerParts } from "./server-parts";
import { knownTenants } from "./tenants";

export type ServerOptions = {
  databaseUrl: string;
  rooms: Rooms;
  /** A bus of the caller's, which it also closes; else one of its own, on Redis when there is a URL. */
  bus?: Bus | undefined;
  redisUrl?: string | undefined;
  host?: string | undefined;
  /** 0 for a free one. */
  port?: number | undefined;
  enqueue?: ((job: Job) => unknown) | undefined;
  limits?: Partial<Limits> | undefined;
  connectionsOfDatabase?: number | undefined;
  platformKey?: string | undefined;
  metrics?: Metrics | undefined;
  log?: Logger | undefined;
  now?: (() => Date) | undefined;
};

export type RunningServer = {
  port: number;
  /** Accepts no more, answers what has come, tells the stations to go, writes the rest down. */
  stop(): Promise<void>;
  /** What happens by itself every few seconds, now: the log and signs of life are written, all stations looked at. */
  settle(): Promise<void>;
};

/** What the system may hold for us before we accept it, if its own limit allows; beyond, stations are not heard and come again seconds later. */
const connectionsUnaccepted = 16_384;

/** The socket server with all its parts. Several may run in one process. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const {
    databaseUrl,
    rooms,
    redisUrl,
    enqueue = () => undefined,
    metrics: registry = processMetrics,
    platformKey,
  } = options;
  const log = options.log ?? createLogger({ name: "ocpp-server" });
  const now = options.now ?? (() => new Date());
  const limits = { ...defaultLimits, ...options.limits };
  const { giveUpMs } = limits;

  const applicationName = "stationmaster ocpp-server";
  const connections = options.connectionsOfDatabase ?? 12;
  const app = connect(databaseUrl, { role: "app", max: connections, applicationName });
  const { sql: ingest } = connect(databaseUrl, { role: "ingest", max: 8, applicationName });
  const directory = connect(databaseUrl, { role: "directory", max: 2, applicationName });
  const bus = options.bus ?? createBus({ databaseUrl, redisUrl, log });
  const live = await liveOutlet(bus, log);

  const metrics = serverMetrics(registry);
  const slow = slowLog(() => log, { slowMs: limits.slowAnswerMs });
  const held = heldStations();
  const tell = announce({
    live,
    bell: doorbell(bus, log),
    enqueue,
    log,
    answeredHere(tenantId, bell) {
      const connection = held.of(bell.stationId);
      if (connection?.tenantId !== tenantId || bell.why === "replaced") return false;
      answerBell(parts, connection, bell);
      return true;
    },
  });
  // Together a little more than there are connections: none is idle, and each kind gets its share.
  const turns = {
    arrivals: fairTurns({ atOnce: Math.ceil(connections / 4), giveUpMs }),
    messages: fairTurns({ atOnce: Math.ceil(connections / 2), giveUpMs }),
    commands: fairTurns({ atOnce: Math.ceil(connections / 2), giveUpMs }),
  };
  const parts: ServerParts = {
    db: app.db,
    ingest,
    rooms,
    limits,
    metrics,
    log,
    slow,
    now,
    announce: tell,
    commands: commandsInGroups({ db: app.db, announce: tell, now, rooms, limits, turns: turns.commands }),
    hot: hotMessages({ ingest, announce: tell, giveUpMs, metrics, log, slow }),
    turns,
    messageLog: messageLog({
      ingest,
      limits,
      metrics,
      log,
      written: ({ tenantId, id, stationId }) => live.changed(tenantId, { kind: "message", id, stationId }),
      observed: ({ tenantId, id, stationId }) => live.changed(tenantId, { kind: "command", id, stationId }),
    }),
    presence: presence({ ingest, everyMs: limits.presenceEveryMs, log, now }),
    answered: answeredCalls({ kept: limits.answersKept, keptMs: limits.answersKeptMs }),
  };

  const tenants = knownTenants(directory.db, () => performance.now());
  const closer = closeInGroups({ ingest, giveUpMs, log, announce: tell });
  const leave = (tenantId: string, { id, epoch }: { id: string; epoch: number }) =>
    closer.close({ tenantId, stationId: id, epoch, at: now() });
  const admitting = admitInGroups(parts, leave);
  const look = lookAround({ parts, held, tenants, allTenants: () => tenantIds(directory.db) });
  const stopListening = await answerDoorbell({ bus, parts, held, lookAround: () => void look() });
  const tend = () => {
    parts.hot.tend();
    parts.commands.tend();
    admitting.tend();
    for (const [kind, turns] of Object.entries(parts.turns)) {
      turns.expire();
      metrics.turnsWaiting.set({ kind }, turns.waiting());
    }
  };
  const timers = [setInterval(() => void look(), limits.lookEveryMs), setInterval(tend, 1_000)];

  let isDraining = false;
  const sockets = webSockets(limits.maxFrameBytes);
  const http = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 10_000 });
  http.on("request", answerHttp({ ingest, bus, metrics: registry, platformKey, isDraining: () => isDraining }));
  http.on(
    "upgrade",
    accept({ parts, tenants, held, admitting, leave, sockets, securityProfile: 1, isDraining: () => isDraining }),
  );
  http.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
    else socket.destroy();
  });
  const { port: wantedPort = 0, host } = options;
  http.listen({ port: wantedPort, backlog: connectionsUnaccepted, ...(host === undefined ? {} : { host }) });
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  void look();
  log.info({ port }, "listening for stations");

  async function settle() {
    await parts.messageLog.flush();
    await parts.presence.flush();
    await closer.allWritten();
    await look();
  }

  async function drain() {
    isDraining = true;
    http.close();
    http.closeIdleConnections();
    for (const timer of timers) clearInterval(timer);
    const connections = held.all();
    for (const connection of connections) connection.stopReading();
    const delivered = Promise.all(connections.map(({ delivery }) => delivery.over()));
    await Promise.all(connections.map((connection) => connection.handled()));
    // A command under way cannot hear its answer any more: it is settled as one whose connection broke.
    for (const connection of connections) connection.giveUpCalls();
    await delivered;
    for (const connection of connections) connection.close("draining");
    await Promise.race([allGone(), sleep(3_000, undefined, { ref: false })]);
    await closer.allWritten();
  }

  async function allGone() {
    while (held.count() > 0) await sleep(20);
  }

  async function stop() {
    await Promise.race([drain(), sleep(limits.drainWithinMs, undefined, { ref: false })]);
    await Promise.allSettled([parts.messageLog.close(), parts.presence.close()]);
    await live.close();
    await stopListening();
    if (!options.bus) await bus.close();
    sockets.close();
    http.closeAllConnections();
    await Promise.all([app.sql, ingest, directory.sql].map((sql) => sql.end({ timeout: 2 })));
    log.info({ port }, "stopped");
  }

  let stopping: Promise<void> | undefined;
  return {
    port,
    settle,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
