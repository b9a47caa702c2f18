import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { type ClientOptions, WebSocket } from "ws";

export type Credentials = { url: string; identity: string; password: string };

export const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

type Frame = [number, string, ...unknown[]];
type Payload = Record<string, unknown>;

/** A socket with nothing around it: what it sends is what the test says. */
export async function rawStation({ url, identity, password }: Credentials, options: ClientOptions = {}) {
  const socket = new WebSocket(url, ["ocpp2.0.1"], {
    headers: { authorization: basic(identity, password) },
    perMessageDeflate: false,
    ...options,
  });
  const frames: Frame[] = [];
  const waiting = new Set<{ wants(frame: Frame): boolean; take(frame: Frame): void }>();
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  socket.on("error", () => undefined);
  socket.on("message", (data) => {
    const frame = JSON.parse(data.toString()) as Frame;
    for (const one of waiting) {
      if (!one.wants(frame)) continue;
      waiting.delete(one);
      one.take(frame);
      return;
    }
    frames.push(frame);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });

  /** The first frame, already here or still to come, that is as wanted. */
  function next(wants: (frame: Frame) => boolean = () => true): Promise<Frame> {
    const index = frames.findIndex(wants);
    if (index >= 0) return Promise.resolve(frames.splice(index, 1)[0]!);
    return new Promise((take) => waiting.add({ wants, take }));
  }

  return {
    socket,
    closed,
    frames,
    next,
    /** A call of the server, of that action. */
    asked: (action: string) => next((frame) => frame[0] === 2 && frame[2] === action),
    send: (data: string | Buffer) => socket.send(data),
    sendFrame: (...frame: unknown[]) => socket.send(JSON.stringify(frame)),
    /** The answer to a call, whatever it is. */
    call(action: string, payload: unknown, id: string = randomUUID()): Promise<Frame> {
      socket.send(JSON.stringify([2, id, action, payload]));
      return next((frame) => frame[0] !== 2 && frame[1] === id);
    },
    boot(reason = "PowerUp") {
      return this.call("BootNotification", bootRequest(reason)) as Promise<[3, string, Payload]>;
    },
    close(code = 1000) {
      socket.close(code);
      return closed;
    },
  };
}

export type RawStation = Awaited<ReturnType<typeof rawStation>>;

export const bootRequest = (reason = "PowerUp") => ({
  reason,
  chargingStation: { vendorName: "Kestrel", model: "K-22" },
});

export const statusNotification = (connectorStatus = "Available", at = new Date()) => ({
  timestamp: at.toISOString(),
  connectorStatus,
  evseId: 1,
  connectorId: 1,
});

type Handshake = { status: number; body: string; headers: Record<string, string | string[] | undefined> };

/** An upgrade by hand, with any path and any headers; for those that are refused. */
export function handshake(port: number, path: string, headers: Record<string, string> = {}): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const asked = request({
      port,
      host: "127.0.0.1",
      path,
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": Buffer.from(randomUUID().slice(0, 16)).toString("base64"),
        "sec-websocket-protocol": "ocpp2.0.1",
        ...headers,
      },
    });
    asked.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString(),
          headers: response.headers,
        }),
      );
    });
    asked.once("upgrade", (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, body: "", headers: response.headers });
    });
    asked.once("error", reject);
    asked.end();
  });
}
