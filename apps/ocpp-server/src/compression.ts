import type { IncomingMessage } from "node:http";
import { type PerMessageDeflateOptions, WebSocketServer } from "ws";
import { subprotocol } from "./choose-subprotocol";

/** A small window and little memory: with the defaults each connection would keep 246 KiB after its first message. */
const windowBits = 10;
const inflateWindowBits = 11;
const deflate: PerMessageDeflateOptions = {
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  serverMaxWindowBits: windowBits,
  threshold: 1024,
  zlibDeflateOptions: { level: 3, memLevel: 3, chunkSize: 4096 },
  zlibInflateOptions: { chunkSize: 4096 },
};

/**
 * The WebSocket half of the server. `ws` refuses a handshake whose compression offer does not fit its options, so the
 * options are chosen by the offer: a station is never turned away for it.
 */
export function webSockets(maxPayload: number): { upgrader(request: IncomingMessage): WebSocketServer; close(): void } {
  const make = (perMessageDeflate: PerMessageDeflateOptions | false) =>
    new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload,
      perMessageDeflate,
      handleProtocols: () => subprotocol,
      // A bad text is a bad frame, answered as such, and no reason to lose the connection (see Connection).
      skipUTF8Validation: true,
    });
  const uncompressed = make(false);
  const compressed = make(deflate);
  const compressedBothWays = make({ ...deflate, clientMaxWindowBits: inflateWindowBits });

  return {
    upgrader(request) {
      const offer = request.headers["sec-websocket-extensions"] ?? "";
      // Several offers are in order of preference; what one of them allows is judged by the first alone.
      const [first = ""] = offer.split(",");
      if (!offerShape.test(first) || bitsOf(first, "server_max_window_bits") < windowBits) {
        delete request.headers["sec-websocket-extensions"];
        return uncompressed;
      }
      request.headers["sec-websocket-extensions"] = first;
      const canBeLimited =
        first.includes("client_max_window_bits") && bitsOf(first, "client_max_window_bits") >= inflateWindowBits;
      return canBeLimited ? compressedBothWays : compressed;
    },
    close() {
      for (const server of [uncompressed, compressed, compressedBothWays]) server.close();
    },
  };
}

/** RFC 7692; what it does not know declines the extension, never the station. */
const offerShape =
  /^\s*permessage-deflate(\s*;\s*((server|client)_no_context_takeover|client_max_window_bits|(server|client)_max_window_bits\s*=\s*"?(8|9|1[0-5])"?))*\s*$/;

const bitsOf = (offer: string, parameter: string) =>
  Number(new RegExp(`${parameter}\\s*=\\s*"?(\\d+)`).exec(offer)?.[1] ?? 15);
