import type { WebSocket } from "ws";

type Limits = { pingEveryMs: number; missedPings: number; unfinishedWithinMs: number };

type Options = {
  socket: WebSocket;
  limits: Limits;
  /** We do not read it now, so it cannot show that it lives. */
  isPaused(): boolean;
  onDead(why: "dead" | "does-not-read" | "unfinished"): void;
};

export type KeepAlive = ReturnType<typeof keepAlive>;

/** Pings a station and notices when its socket is dead, when it does not read, and when a message of its never ends. */
export function keepAlive({ socket, limits, isPaused, onDead }: Options) {
  let missed = 0;
  let messages = 0;
  let unsentBefore = 0;
  let unfinished: { since: number; messages: number } | undefined;
  const timer = setInterval(check, limits.pingEveryMs).unref();

  function check(): void {
    if (isPaused()) missed = 0;
    if (missed >= limits.missedPings) return onDead("dead");
    const unsent = socket.bufferedAmount;
    if (unsent > 0 && unsent === unsentBefore) return onDead("does-not-read");
    unsentBefore = unsent;
    if (isNeverFinished()) return onDead("unfinished");
    missed += 1;
    socket.ping();
  }

  function isNeverFinished(): boolean {
    if (isPaused() || !isMidMessage(socket)) {
      unfinished = undefined;
      return false;
    }
    if (unfinished?.messages !== messages) unfinished = { since: Date.now(), messages };
    return Date.now() - unfinished.since >= limits.unfinishedWithinMs;
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
