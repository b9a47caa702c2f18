import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { peerHeader } from "./peer-address";

type Started = { request: IncomingMessage };

/** Next.js hides the socket from its handlers, and a header alone could be forged: so each request is stamped before it gets there. */
export function watchPeers(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as Started;
    request.headers[peerHeader] = request.socket.remoteAddress ?? "unknown";
  });
}
