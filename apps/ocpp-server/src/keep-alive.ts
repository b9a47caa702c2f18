import type { WebSocket } from "ws";

type Limits = { pingEveryMs: number; missedPings: number; unfinishedWithinMs: number };

type Options = {
  socket: WebSocket;
  limits: Limits;
  /** We do not read it now, so it cannot show that it lives. */
  isPaused(): boolean;
  onEnd(why: Ending): void;
};

type Ending = "dead" | "does-not-read" | "unfinished";

export type KeepAlive = ReturnType<typeof keepAlive>;

/** Pings a station and notices when its socket is dead, when it does not read, and when a message of its never ends. */
export function keepAlive({ socket, limits, isPaused, onEnd }: Options) {
  let missed = 0;
  let messages = 0;
  let unsentBefore = 0;
  let unfinished: { since: number; messages: number } | undefined;
  const timer = setInterval(check, limits.pingEveryMs).unref();

  function check(): void {
    if (isPaused()) missed = 0;
    const ending = whyToEnd();
    if (ending) {
      onEnd(ending);
      return;
    }
    unsentBefore = socket.bufferedAmount;
    missed += 1;
    socket.ping();
  }

  function whyToEnd(): Ending | undefined {
    if (missed >= limits.missedPings) return "dead";
    if (unsentBefore > 0 && socket.bufferedAmount === unsentBefore) return "does-not-read";
    return isNeverFinished() ? "unfinished" : undefined;
  }

  function isNeverFinished(): boolean {
    if (isPaused() || !isMidMessage(socket)) {
      unfinished = undefined;
      return false;
    }
    if (unfinished?.messages !== messages) unfinished = { since: performance.now(), messages };
    return performance.now() - unfinished.since >= limits.unfinishedWithinMs;
  }

  return {
    /** A message or a pong has come. */
    heard(what: "message" | "pong"): void {
      missed = 0;
      if (what === "message") messages += 1;
    },
    stop: () => clearInterval(timer),
  };
}

/**
 * Whether a message was begun and not ended. The library keeps that to itself, so this looks inside; its version is pinned
 * and a test sees it work.
 */
function isMidMessage(socket: WebSocket): boolean {
  const { _receiver: receiver } = socket as unknown as {
    _receiver: { _fragmented: number; _bufferedBytes: number } | null;
  };
  return receiver !== null && (receiver._fragmented !== 0 || receiver._bufferedBytes > 0);
}
