import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";

export interface SocketSettings {
  url: string;
  identity: string;
  password?: string | undefined;
  protocols: string[];
  timeoutMs: number;
  offersCompression: boolean;
  /** Certificates of the CSMS's authority, for wss. */
  ca?: string | undefined;
}

/** The CSMS refused the upgrade, or is not there. */
export class ConnectError extends Error {
  readonly statusCode: number | undefined;
  readonly body: string;

  constructor(message: string, statusCode?: number, body = "") {
    super(message);
    this.name = "ConnectError";
    this.statusCode = statusCode;
    this.body = body;
  }
}

type OnMessage = (data: Buffer, isBinary: boolean) => void;

/** A socket on its way: open with OCPP as its subprotocol, or a ConnectError. What comes at once is not missed. */
export function openSocket(settings: SocketSettings, onMessage: OnMessage) {
  const socket = new WebSocket(settings.url, settings.protocols, {
    handshakeTimeout: settings.timeoutMs,
    perMessageDeflate: settings.offersCompression,
    headers: settings.password === undefined ? {} : { authorization: basic(settings.identity, settings.password) },
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
  });
  socket.on("message", (data: Buffer, isBinary) => onMessage(data, isBinary));
  const opened = new Promise<void>((resolve, reject) => {
    socket.once("open", () => {
      socket.on("error", () => {}); // the close that follows says enough
      resolve();
    });
    socket.once("error", (error) => reject(new ConnectError(error.message)));
    socket.once("unexpected-response", (_request, response) => {
      readBody(response).then((body) => {
        socket.terminate();
        reject(new ConnectError(`the CSMS answered ${response.statusCode}: ${body}`, response.statusCode, body));
      });
      socket.on("error", () => {}); // terminate before the upgrade says so a second time
    });
  });
  return { socket, opened };
}

// Profile 1 and 2: the password as UTF-8, the identity never holds the colon that separates them.
const basic = (identity: string, password: string) =>
  `Basic ${Buffer.from(`${identity}:${password}`).toString("base64")}`;

function readBody(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("error", () => resolve(""));
    response.on("end", () => resolve(Buffer.concat(chunks).toString()));
  });
}
