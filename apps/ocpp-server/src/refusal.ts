import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** A handshake that does not become a WebSocket, with the reason in plain words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(`${status}: ${reason}`);
    this.name = "Refusal";
  }
}

export const tryLater = (status: 429 | 503, reason: string, seconds: number) =>
  new Refusal(status, reason, { "retry-after": String(seconds) });

/** Answers over the bare socket, as there is no response object in an upgrade, and lets go of it. */
export function refuse(socket: Duplex, { status, reason, headers }: Refusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = `${reason}\n`;
  const lines = {
    connection: "close",
    "content-type": "text/plain; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${head.join("")}\r\n${body}`);
}
